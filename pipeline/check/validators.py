"""JSON Schema validators of the lines: the reference one, and a fast one where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.records import LINKED, Record, iri
from pipeline.records.edtf import parse
from pipeline.records.node import json_schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

#: The kinds by the name of their lines file.
KINDS: dict[str, type[Record]] = {kind.table: kind for kind in LINKED}
#: Characters of a validator's message that are shown; it may quote a whole article.
SHOWN = 300


def is_iri(value: object) -> bool:
    """Whether a value is an absolute IRI, or no text at all (which is another keyword's business)."""
    return not isinstance(value, str) or iri.is_iri(value)


def is_edtf(value: object) -> bool:
    """Whether a value is EDTF of the contract's level, or no text at all (which is another keyword's business)."""
    if not isinstance(value, str):
        return True
    try:
        parse(value)
    except ValueError:
        return False
    return True


@cache
def reference(name: str) -> Draft202012Validator:
    """The reference validator of a kind's lines."""
    return reference_for(json_schema(KINDS[name]))


def reference_for(schema: dict[str, Any]) -> Draft202012Validator:
    """The reference validator of a schema, the formats that the contract uses asserted."""
    # Imported when it is needed: its grammars take a second and more, which a build would spend for nothing.
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(["date"])
    checker.checks("iri")(is_iri)
    checker.checks("edtf")(is_edtf)
    return Draft202012Validator(schema, format_checker=checker)


@cache
def fast(name: str) -> Callable[[Any], bool] | None:
    """The fast validator of a kind's lines; None where the extra `fast` is not installed."""
    return fast_for(json_schema(KINDS[name]))


def fast_for(schema: dict[str, Any]) -> Callable[[Any], bool] | None:
    """A validator a hundred times as fast with the same verdicts, from the extra `fast`; None where that is not installed."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    made = jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats={"edtf": is_edtf, "iri": is_iri})
    return made.is_valid


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, in one sentence, and the way to it."""

    message: str
    path: tuple[str | int, ...]


def fault(name: str, node: dict[str, Any]) -> Fault | None:
    """What is wrong with a record by its schema, or None."""
    quick = fast(name)
    if quick is not None and quick(node):
        return None
    errors = sorted(reference(name).iter_errors(node), key=lambda error: str(error.absolute_path))
    if errors:
        place = "/".join(map(str, errors[0].absolute_path)) or "the record"
        return Fault(f"{place}: {errors[0].message[:SHOWN]}", tuple(errors[0].absolute_path))
    message = "the fast validator refuses it and the reference validator does not; report a bug"
    return Fault(message, ()) if quick else None
