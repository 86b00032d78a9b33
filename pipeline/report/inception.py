"""Articles as documents that INCEpTION imports, names and events annotated in them, and what annotators changed as reviews."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.report.cas import MOST, CasError, cas, read_cas, shown, type_system
from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.labels import LabelError, corrections, kept, names, stem, triggers

#: What a file of the export is called in its archive, as INCEpTION's format "UIMA CAS XMI" has it.
TYPES = "TypeSystem.xml"


def export(out: Path, folder: Path) -> int:
    """Write `NAME.zip` for every article, a CAS with its type system; returns the number of articles.

    Raises:
        LabelError: if the folder cannot be written.
        NoBuild: if `out` holds no build.
    """
    catalogue = Catalogue(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document in catalogue.documents.values():
            found = [*names(catalogue, document), *triggers(catalogue, document)]
            labels = [(label, row.get("entity_id") or row["id"]) for label, row in found]
            name = stem(document["source"])
            content = cas(document["text"], document["source"], document["language"], labels)
            with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                for inside, text in ((TYPES, type_system()), (f"{name}.xmi", content)):
                    # A fixed date: the same build makes the same bytes.
                    archive.writestr(zipfile.ZipInfo(inside), text, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise LabelError(f"cannot write {folder}: {error.strerror}") from error
    return len(catalogue.documents)


def imported(out: Path, folder: Path, raw: Path) -> Iterator[tuple[Path, int]]:
    """Add to the review beside each article what its CAS says otherwise than the build; yields the files and how many.

    A document is `NAME.zip` or `NAME.xmi`, as INCEpTION exports it.

    Raises:
        LabelError: if a file is no CAS, or its text is not the build's.
    """
    catalogue = Catalogue(out)
    for document in sorted(catalogue.documents.values(), key=lambda row: row["source"]):
        article = raw / document["source"]
        content = content_of(folder, document)
        if content is None or not article.is_file():
            continue
        path, data = content
        try:
            text, labels = read_cas(data)
        except CasError as error:
            raise LabelError(f"{path} is no CAS as XMI: {error}; export it as UIMA CAS XMI") from error
        if text != shown(document["text"]):
            raise LabelError(f"{path} has not the text of the build; export anew")
        found = corrections(catalogue, document, labels)
        if found:
            yield kept(article, found), len(found)


def content_of(folder: Path, document: Row) -> tuple[Path, bytes] | None:
    """The XMI of an article in a folder, with the file it is in; None if there is none."""
    name = stem(document["source"])
    plain, packed = folder / f"{name}.xmi", folder / f"{name}.zip"
    if plain.is_file():
        return plain, plain.read_bytes()
    if not packed.is_file():
        return None
    try:
        with zipfile.ZipFile(packed) as archive:
            inside = [info for info in archive.infolist() if info.filename.endswith(".xmi")]
            if len(inside) != 1 or inside[0].file_size > MOST:
                raise LabelError(f"{packed} must hold one .xmi of at most 64 MiB")
            return packed, archive.read(inside[0])
    except zipfile.BadZipFile as error:
        raise LabelError(f"{packed} is no zip archive ({error})") from error
