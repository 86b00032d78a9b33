"""Articles as documents that INCEpTION imports, names and events annotated in them, and what annotators changed as reviews."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.report import labels
from pipeline.report.cas import MOST, CasError, cas, read_cas, shown, type_system
from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.labels import Label, LabelError, exported, names, triggers

#: What a file of the export is called in its archive, as INCEpTION's format "UIMA CAS XMI" has it.
TYPES = "TypeSystem.xml"


def export(out: Path, folder: Path) -> int:
    """Write `NAME.zip` for every article, a CAS with its type system; returns the number of articles.

    Raises:
        LabelError: if the folder cannot be written.
        NoBuild: if `out` holds no build.
    """

    def write(catalogue: Catalogue, document: Row, base: Path) -> None:
        found = [*names(catalogue, document), *triggers(catalogue, document)]
        named = [(label, row.get("entity_id") or row["id"]) for label, row in found]
        content = cas(document["text"], document["source"], document["language"], named)
        with zipfile.ZipFile(base.with_name(f"{base.name}.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
            for inside, text in ((TYPES, type_system()), (f"{base.name}.xmi", content)):
                # A fixed date: the same build makes the same bytes.
                archive.writestr(zipfile.ZipInfo(inside), text, zipfile.ZIP_DEFLATED)

    return exported(out, folder, write)


def imported(out: Path, folder: Path, raw: Path) -> Iterator[tuple[Path, int]]:
    """Add to the review beside each article what its CAS says otherwise than the build; yields the files and how many.

    A document is `NAME.zip` or `NAME.xmi`, as INCEpTION exports it.

    Raises:
        LabelError: if a file is no CAS, or its text is not the build's.
    """

    def read(document: Row, base: Path) -> set[Label] | None:
        content = content_of(base)
        if content is None:
            return None
        path, data = content
        try:
            text, now = read_cas(data)
        except CasError as error:
            raise LabelError(f"{path} is no CAS as XMI: {error}; export it as UIMA CAS XMI") from error
        if text != shown(document["text"]):
            raise LabelError(f"{path} has not the text of the build; export anew")
        return now

    return labels.imported(out, folder, raw, read)


def content_of(base: Path) -> tuple[Path, bytes] | None:
    """The XMI of an article, with the file it is in; None if there is none."""
    plain, packed = (base.with_name(base.name + suffix) for suffix in (".xmi", ".zip"))
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
