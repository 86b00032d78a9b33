"""The JSON-LD shape of the records as pydantic models, derived from the records themselves, and its JSON Schemas."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from pipeline.records.arrow import bare
from pipeline.records.column import Id, Offset, Record
from pipeline.records.evidence import Evidence
from pipeline.records.passage import Part
from pipeline.records.vocabulary import CONTEXT_URL, LINKED, SCHEMA_BASE, is_list, linked_fields, local

#: EDTF level 1 as the contract uses it; `check` parses it in full, this is for validators that know no such format.
EDTF_PATTERN = r"^(\.\.|\d{4}|\d{3}X|\d{2}XX)(-(\d{2}|XX)(-(\d{2}|XX))?)?[~?%]?(/(\.\.|(\d{4}|\d{3}X|\d{2}XX)(-(\d{2}|XX)(-(\d{2}|XX))?)?[~?%]?))?$"
#: Code points kept on either side of a quotation.
AFFIX = 32

COERCED: dict[str, Any] = {
    "@id": Annotated[str, Field(json_schema_extra={"format": "iri"})],
    "edtf": Annotated[str, Field(pattern=EDTF_PATTERN, json_schema_extra={"format": "edtf"})],
    "date": dt.date,
}


#: `Literal` and `tuple` of what is known only at run time; a type checker cannot follow it.
ANY_LITERAL: Any = Literal
ANY_TUPLE: Any = tuple


class Node(BaseModel):
    """Base of every JSON-LD node: closed, so that an unmapped key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteSelector(Node):
    """The exact words and what surrounds them (Web Annotation TextQuoteSelector)."""

    id: Id = Field(alias="@id")
    type: Literal["TextQuoteSelector"] = Field(alias="@type")
    exact: str = Field(description="The exact words", min_length=1)
    prefix: str = Field(description=f"Up to {AFFIX} code points before them")
    suffix: str = Field(description=f"Up to {AFFIX} code points after them")


class PositionSelector(Node):
    """Where the words stand (Web Annotation TextPositionSelector), in code points."""

    id: Id = Field(alias="@id")
    type: Literal["TextPositionSelector"] = Field(alias="@type")
    start: Offset = Field(description="First code point in the document's text")
    end: Offset = Field(description="Code point after the last")


class EvidenceNode(Node):
    """A passage that supports a record."""

    id: Id = Field(alias="@id")
    type: Literal["SpecificResource"] = Field(alias="@type")
    has_source: Id = Field(alias="hasSource", description="The document")
    has_selector: tuple[QuoteSelector, PositionSelector] = Field(alias="hasSelector")
    part: Part = Field(description="Part of the article")


def node_fields(record: type[Record]) -> dict[str, Any]:
    """Field definitions of the node of a record kind, by field name, with JSON-LD keys as aliases."""
    classes = tuple(sorted({local(compact) for compact in record.classes}))
    fields: dict[str, Any] = {
        "id": (
            Id,
            Field(
                alias="@id",
                description=record.model_fields["id"].description if "id" in record.model_fields else "The node",
            ),
        ),
        "type": (ANY_LITERAL[classes], Field(alias="@type", description="JSON-LD class")),
    }
    for name, key in linked_fields(record).items():
        info = record.model_fields[name]
        extra = record.extra_of(name)
        annotation, nullable = bare(info.annotation)
        notes: dict[str, Any] = {"alias": key, "description": info.description, "examples": info.examples}
        if extra.get("child"):
            child = child_kind(record, name)
            annotation, nullable = ANY_TUPLE[EvidenceNode if child is Evidence else node_model(child), ...], True
        elif is_list(record, name):
            annotation, nullable = ANY_TUPLE[COERCED.get(extra.get("coerce", ""), str), ...], True
        elif "coerce" in extra:
            annotation = COERCED[extra["coerce"]]
        elif info.metadata:
            annotation = Annotated[(annotation, *info.metadata)]
        if unit := extra.get("unit"):
            notes["description"] = f"{info.description} ({unit})"
        # Null is not a JSON-LD value: what is unknown is left out.
        fields[f"{name}_" if name in ("id", "type") else name] = (annotation, Field(None if nullable else ..., **notes))
    if record is not Evidence and {"start", "document_id"} <= set(record.columns()) and record in LINKED:
        fields["best_evidence"] = (Id, Field(alias="bestEvidence", description="The passage that says it best"))
    return fields


def child_kind(record: type[Record], name: str) -> type[Record]:
    """The record kind that a child field holds."""
    annotation = record.model_fields[name].annotation
    return cast(type[Record], annotation.__args__[0])  # type: ignore[union-attr]


@cache
def node_model(record: type[Record]) -> type[Node]:
    """The pydantic model of the JSON-LD node of a record kind."""
    fields = node_fields(record)
    if record in LINKED:
        fields["context"] = (
            Literal[CONTEXT_URL],
            Field(None, alias="@context", description="The contract's context; left out inside an @graph"),
        )
    return create_model(f"{record.__name__}Node", __base__=Node, __doc__=record.__doc__, **fields)


class NodeSchema(GenerateJsonSchema):
    """JSON Schema without `default: null` (absent is not null) and without titles that only repeat the key."""

    def default_schema(self, schema: Any) -> Any:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema(record: type[Record], *, closed: bool = True) -> dict[str, Any]:
    """JSON Schema 2020-12 of the JSON-LD line of a record kind.

    Closed for producers: no key beyond the contract's. Open for consumers: a newer minor version may add keys.
    """
    body = node_model(record).model_json_schema(by_alias=True, schema_generator=NodeSchema)
    name = record.__name__.lower()
    folder = "" if closed else "open/"
    if not closed:
        opened(body)
    body["title"] = record.__name__
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SCHEMA_BASE}{folder}{name}.schema.json",
    }
    return head | body


def opened(schema: dict[str, Any]) -> None:
    """Let every object of the schema have further keys, in place."""
    schema.pop("additionalProperties", None)
    for value in schema.values():
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, dict):
                opened(part)
