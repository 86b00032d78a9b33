"""JSON Schema validators of the lines: the reference one, which explains; one compiled to Python, and a fast one where it is installed, which judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
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
#: Dates that are remembered as well or ill formed: those of a folder are few, and each stands in it often.
REMEMBERED = 4096


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


def is_day(value: object) -> bool:
    """Whether a value is a day of the calendar, YYYY-MM-DD, or no text at all (which is another keyword's business)."""
    if not isinstance(value, str):
        return True
    try:
        return len(value) == 10 and value.isascii() and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


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
def quick(name: str) -> Callable[[Any], bool]:
    """The quickest validator of a kind's lines that is installed."""
    return fast(name) or compiled(name)


@cache
def fast(name: str) -> Callable[[Any], bool] | None:
    """The fast validator of a kind's lines; None where the extra `fast` is not installed."""
    return fast_for(json_schema(KINDS[name]))


def fast_for(schema: dict[str, Any]) -> Callable[[Any], bool] | None:
    """A validator some sixty times as fast with the same verdicts, from the extra `fast`; None where that is not installed."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    return jsonschema_rs.Draft202012Validator(
        rewritten(schema, iris_as_patterns),
        validate_formats=True,
        formats={"edtf": lru_cache(REMEMBERED)(is_edtf)},
        pattern_options=jsonschema_rs.RegexOptions(),
    ).is_valid


def rewritten(schema: Any, rewrite: Callable[[dict[str, Any]], None]) -> Any:
    """A copy of a schema in which every object, from the innermost out, was rewritten in place."""
    if isinstance(schema, list):
        return [rewritten(member, rewrite) for member in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: rewritten(value, rewrite) for key, value in schema.items()}
    rewrite(found)
    return found


def iris_as_patterns(schema: dict[str, Any]) -> None:
    """IRIs as a pattern, for an engine that asks Python about every format that it does not know."""
    if schema.get("format") == "iri":
        del schema["format"]
        schema["allOf"] = [*schema.get("allOf", ()), {"pattern": f"^(?:{iri.PATTERN})$"}]


@cache
def compiled(name: str) -> Callable[[Any], bool]:
    """The validator of a kind's lines as Python of its own."""
    return compiled_for(json_schema(KINDS[name]))


def compiled_for(schema: dict[str, Any]) -> Callable[[Any], bool]:
    """A validator in Python alone, some ten times as fast as the reference one, with the same verdicts."""
    import fastjsonschema

    formats: dict[str, str | Callable[[Any], bool]] = {
        "iri": is_iri,
        "edtf": lru_cache(REMEMBERED)(is_edtf),
        "date": is_day,
    }
    validate = fastjsonschema.compile(rewritten(schema, seventh), formats=formats, use_default=False)

    def valid(value: Any) -> bool:
        try:
            validate(value)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return valid


def seventh(schema: dict[str, Any]) -> None:
    """The words of draft 7, where a list's members have other names and nothing counts beside a reference."""
    for name in ("$schema", "$id"):
        schema.pop(name, None)
    if "$ref" in schema and len(schema) > 1:
        schema["allOf"] = [*schema.get("allOf", ()), {"$ref": schema.pop("$ref")}]
    if "prefixItems" in schema:
        schema["additionalItems"] = schema.pop("items", True)
        schema["items"] = schema.pop("prefixItems")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, in one sentence, and the way to it."""

    message: str
    path: tuple[str | int, ...]


def fault(name: str, node: dict[str, Any]) -> Fault | None:
    """What is wrong with a record by its schema, or None."""
    if quick(name)(node):
        return None
    errors = sorted(reference(name).iter_errors(node), key=lambda error: str(error.absolute_path))
    if errors:
        place = "/".join(map(str, errors[0].absolute_path)) or "the record"
        return Fault(f"{place}: {errors[0].message[:SHOWN]}", tuple(errors[0].absolute_path))
    return Fault("the quick validator refuses it and the reference validator does not; report a bug", ())
