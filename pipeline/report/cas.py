"""Articles with their names and events as UIMA CAS XMI, which INCEpTION imports, and the annotations of one read back.

A name is a `NamedEntity` of DKPro Core, which every INCEpTION project has; an event is a span of a layer of its own, which
INCEpTION makes from the type system beside it. Offsets in a CAS count UTF-16 code units, ours count code points.
Form: OASIS XMI as Apache UIMA writes it (`XmiCasSerializer`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from pipeline.report.labels import EVENTS, Label

XMI, CAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore"
NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
EVENT = "webanno.custom.DatelineEvent"
#: Largest file that is read, in bytes; a CAS of a long article has a tenth of that.
MOST = 64 << 20

#: What no XML can hold (XML 1.0, production 2).
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CasError(Exception):
    """A file is no CAS of XMI; the message says why."""


def type_system() -> str:
    """The types, as a UIMA type system description."""
    uima = "http://uima.apache.org/resourceSpecifier"
    root = ET.Element("typeSystemDescription", xmlns=uima)
    types = ET.SubElement(root, "types")
    string, annotation = "uima.cas.String", "uima.tcas.Annotation"
    for name, parent, features in (
        (NAMED, annotation, ("value", "identifier")),
        (EVENT, annotation, ("value", "identifier")),
        (METADATA, "uima.tcas.DocumentAnnotation", ("documentTitle", "documentId")),
    ):
        described = ET.SubElement(types, "typeDescription")
        ET.SubElement(described, "name").text = name
        ET.SubElement(described, "description")
        ET.SubElement(described, "supertypeName").text = parent
        listed = ET.SubElement(described, "features")
        for feature in features:
            one = ET.SubElement(listed, "featureDescription")
            ET.SubElement(one, "name").text = feature
            ET.SubElement(one, "description")
            ET.SubElement(one, "rangeTypeName").text = string
    return serialised(root)


def cas(text: str, title: str, language: str | None, labels: Iterable[tuple[Label, str]]) -> str:
    """The XMI of one document.

    Args:
        labels: names and triggers with the ids of what they name.
    """
    units = offsets(text)
    root = ET.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"})
    ET.SubElement(root, f"{{{CAS}}}NULL", {f"{{{XMI}}}id": "0"})
    members: list[str] = []

    def annotate(name: str, start: int, end: int, **features: str) -> None:
        space, _, local = name.rpartition(".")
        number = str(len(members) + 2)
        members.append(number)
        fixed = {f"{{{XMI}}}id": number, "sofa": "1", "begin": str(units[start]), "end": str(units[end])}
        ET.SubElement(root, f"{{http:///{space.replace('.', '/')}.ecore}}{local}", fixed | features)

    annotate(METADATA, 0, len(text), language=language or "x-unspecified", documentTitle=title, documentId=title)
    for (start, end, type), iri in labels:
        annotate(EVENT if type in EVENTS else NAMED, start, end, value=type, identifier=iri)
    sofa = {
        f"{{{XMI}}}id": "1",
        "sofaNum": "1",
        "sofaID": "_InitialView",
        "mimeType": "text/plain",
        "sofaString": shown(text),
    }
    ET.SubElement(root, f"{{{CAS}}}Sofa", sofa)
    ET.SubElement(root, f"{{{CAS}}}View", {"sofa": "1", "members": " ".join(members)})
    return serialised(root)


def read_cas(content: bytes) -> tuple[str, set[Label]]:
    """The text of a CAS and the labels of its names and events that are of our types.

    Raises:
        CasError: if it is no XMI, is too large, or declares entities (which no CAS needs and which may blow up).
    """
    if len(content) > MOST or b"<!DOCTYPE" in content[:4096]:
        raise CasError("it is larger than 64 MiB or has a document type declaration")
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise CasError(f"it is no XML ({error})") from error
    sofa = root.find(f"{{{CAS}}}Sofa")
    text = sofa.get("sofaString") if sofa is not None else None
    if text is None:
        raise CasError("it holds no text")
    points = {unit: point for point, unit in enumerate(offsets(text))}
    found = set()
    for element in root:
        space, _, local = element.tag.removeprefix("{").rpartition("}")
        name = f"{space.removeprefix('http:///').removesuffix('.ecore').replace('/', '.')}.{local}"
        if name not in (NAMED, EVENT):
            continue
        try:
            start, end = points[int(element.get("begin", ""))], points[int(element.get("end", ""))]
        except (ValueError, KeyError) as error:
            raise CasError(f"an annotation of {local} has offsets outside the text") from error
        found.add((start, end, element.get("value", "")))
    return text, found


def shown(text: str) -> str:
    """The text as XML can hold it, of the same length: a space for each control character."""
    return FORBIDDEN.sub(" ", text)


def offsets(text: str) -> list[int]:
    """UTF-16 code units before each code point, and before the end."""
    found = [0]
    for character in text:
        found.append(found[-1] + (2 if ord(character) > 0xFFFF else 1))
    return found


def serialised(root: ET.Element) -> str:
    """The document with its declaration."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
