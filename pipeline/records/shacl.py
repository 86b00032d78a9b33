"""SHACL shapes of the JSON-LD records, read off the records, as Turtle."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, get_args, get_origin

from pipeline.records.arrow import bare
from pipeline.records.column import Record
from pipeline.records.node import child_kind
from pipeline.records.vocabulary import LINKED, NESTED, PREFIXES, SCHEMA_BASE, is_list, linked_fields

DATATYPES: dict[Any, tuple[str, ...]] = {
    str: ("xsd:string",),
    int: ("xsd:integer",),
    # JSON numbers without a fraction become integers in RDF.
    float: ("xsd:double", "xsd:integer", "xsd:decimal"),
    dt.date: ("xsd:date",),
}


def shacl() -> str:
    """Shapes of every linked and nested kind; a shape targets the subjects of the properties that only its kind must have."""
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    lines += ["@prefix sh: <http://www.w3.org/ns/shacl#> .", ""]
    for record in LINKED + NESTED:
        lines += shape(record)
    return "\n".join(lines)


def shape(record: type[Record]) -> list[str]:
    """The lines of one node shape."""
    name = record.__name__
    marks = ["oa:hasSelector"] if name == "Evidence" else discriminators(record)
    lines = [f"<{SCHEMA_BASE}shapes#{name}>", "    a sh:NodeShape ;"]
    lines += [f"    sh:targetSubjectsOf {mark} ;" for mark in marks]
    lines.append("    sh:nodeKind sh:IRI ;")
    if name == "Evidence":
        lines += [
            "    sh:property [ sh:path oa:hasSource ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ;",
            "    sh:property [ sh:path oa:hasSelector ; sh:nodeKind sh:IRI ; sh:minCount 2 ; sh:maxCount 2 ] ;",
        ]
    for field in linked_fields(record):
        lines.append(f"    sh:property [ {' ; '.join(constraints(record, field))} ] ;")
    lines[-1] = lines[-1].removesuffix(" ;") + " ."
    return [*lines, ""]


def discriminators(record: type[Record]) -> list[str]:
    """The required terms that no other kind uses: a record that lacks one of them is known by another."""
    others = {
        other.extra_of(field)["term"]
        for other in LINKED + NESTED
        if other is not record
        for field in linked_fields(other)
    }
    fields = (field for field in linked_fields(record) if record.model_fields[field].is_required())
    found = [term for field in fields if (term := str(record.extra_of(field)["term"])) not in others]
    if not found:
        raise ValueError(f"{record.__name__} has no required term of its own")
    return found


def constraints(record: type[Record], field: str) -> list[str]:
    """The constraints of one property."""
    info, extra = record.model_fields[field], record.extra_of(field)
    annotation, nullable = bare(info.annotation)
    found = [f"sh:path {extra['term']}"]
    if extra.get("child"):
        return [*found, f"sh:node <{SCHEMA_BASE}shapes#{child_kind(record, field).__name__}>"]
    if not nullable and not is_list(record, field):
        found.append("sh:minCount 1")
    if not is_list(record, field):
        found.append("sh:maxCount 1")
    if extra.get("coerce") == "@id":
        return [*found, "sh:nodeKind sh:IRI"]
    if extra.get("coerce") == "edtf":
        return [*found, "sh:datatype edtf:EDTF"]
    if get_origin(annotation) is Literal:
        values = " ".join(f'"{value}"' for value in get_args(annotation))
        return [*found, f"sh:in ( {values} )"]
    kinds = DATATYPES[get_args(annotation)[0] if is_list(record, field) else annotation]
    if len(kinds) == 1:
        return [*found, f"sh:datatype {kinds[0]}"]
    return [*found, "sh:or ( " + " ".join(f"[ sh:datatype {kind} ]" for kind in kinds) + " )"]
