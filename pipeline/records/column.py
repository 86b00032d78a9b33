"""How a record declares its columns: one place for description, JSON-LD term, unit and example."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Coercion = Literal["@id", "edtf", "date"]

#: An absolute IRI that identifies a record.
Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f\s<>\"{}|\\^`]+$")]
#: Offset in Unicode code points into `documents.text`.
Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
#: Probability in 0..1, two places, so that it does not depend on the order of floating-point sums.
Confidence = Annotated[float, Field(ge=0, le=1)]


def column(
    description: str,
    *,
    term: str | None = None,
    coerce: Coercion | None = None,
    unit: str | None = None,
    example: Any = None,
    default: Any = ...,
) -> Any:
    """A column of a table and, if `term` is given, a key of the JSON-LD record.

    `term` is a compact IRI such as `schema:name`; the JSON-LD key is its local part. A column without one
    (offsets, for example) is told in JSON-LD through the record's evidence.
    """
    extra: dict[str, Any] = {}
    if term is not None:
        extra["term"] = term
    if coerce is not None:
        extra["coerce"] = coerce
    if unit is not None:
        extra["unit"] = unit
    return Field(
        default,
        description=description,
        examples=None if example is None else [example],
        json_schema_extra=extra or None,
    )


def children(description: str, *, term: str | None = None) -> Any:
    """A list of records that live in a table of their own; nested in JSON-LD if `term` is given."""
    extra: dict[str, Any] = {"child": True}
    if term is not None:
        extra["term"] = term
    return Field((), description=description, json_schema_extra=extra)


class Record(BaseModel):
    """One row of one table. Frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    #: Name of the table.
    table: ClassVar[str]
    #: Columns that rows are sorted by.
    order: ClassVar[tuple[str, ...]] = ("id",)
    #: Columns that together are unique and never null; empty where rows have no key.
    key: ClassVar[tuple[str, ...]] = ("id",)
    #: Column to the table whose `id` it names.
    references: ClassVar[dict[str, str]] = {}
    #: JSON-LD classes that records of this kind may have, as compact IRIs; empty for kinds without a node of their own.
    classes: ClassVar[tuple[str, ...]] = ()

    @property
    def linked_class(self) -> str:
        """The record's JSON-LD class as a compact IRI: its only one, unless a kind knows better."""
        return self.classes[0]

    # Asked for every record that is written; reading it off pydantic's fields each time took half of a build's writing.
    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """Names of the columns, in their order in the table."""
        return tuple(name for name in cls.model_fields if not cls.is_child(name))

    @classmethod
    @cache
    def child_fields(cls) -> tuple[str, ...]:
        """Names of the fields that hold records of other tables."""
        return tuple(name for name in cls.model_fields if cls.is_child(name))

    @classmethod
    @cache
    def is_child(cls, name: str) -> bool:
        """Whether the field holds records of another table."""
        return bool(cls.extra_of(name).get("child"))

    @classmethod
    def extra_of(cls, name: str) -> dict[str, Any]:
        """The field's metadata: `term`, `coerce`, `unit`, `child`."""
        extra = cls.model_fields[name].json_schema_extra
        return dict(extra) if isinstance(extra, dict) else {}

    def row(self) -> dict[str, Any]:
        """The record's own columns as plain values, in their order; lists where the column is a list."""
        values = ((name, getattr(self, name)) for name in self.columns())
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}
