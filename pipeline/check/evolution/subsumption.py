"""Proof that every instance of one JSON Schema is an instance of another, for the keywords that the contract uses.

A keyword that is not understood on either side, and not equal on both, counts as no proof: unknown is breaking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any] | bool

#: Keywords that say nothing about which instances are valid.
ANNOTATIONS = {"$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default", "deprecated"}
#: Keywords that are compared one by one below.
UNDERSTOOD = {
    "type", "const", "enum", "anyOf", "$ref", "properties", "required", "additionalProperties", "items", "prefixItems",
    "minItems", "maxItems", "minimum", "maximum", "minLength", "maxLength",
}  # fmt: skip
#: Lower bounds and upper bounds: the wider schema's must be no tighter.
LOWER = ("minimum", "minLength", "minItems")
UPPER = ("maximum", "maxLength", "maxItems")


class Proof:
    """Compares the schema `narrow` with the schema `wide`, each with the definitions of its own file."""

    def __init__(self, narrow: Schema, wide: Schema) -> None:
        self.narrow, self.wide = narrow, wide

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Place and reason of each step that cannot be proved; none means that `wide` accepts all that `narrow` does."""
        yield from self.compare(self.narrow, self.wide, "", ())

    def compare(
        self, narrow: Schema, wide: Schema, at: str, seen: tuple[tuple[str, str], ...]
    ) -> Iterator[tuple[str, str]]:
        """The gaps below one place; `seen` are the pairs of references being compared, so that recursion ends."""
        if wide is True or wide == {} or narrow is False:
            return
        if narrow is True or wide is False or not isinstance(narrow, dict) or not isinstance(wide, dict):
            yield at, "anything was allowed on one side and not on the other"
            return
        refs = (str(narrow.get("$ref", "")), str(wide.get("$ref", "")))
        if any(refs):
            if refs in seen:
                return
            seen = (*seen, refs)
            narrow, wide = resolved(self.narrow, narrow), resolved(self.wide, wide)
        if "anyOf" in narrow:
            for option in narrow["anyOf"]:
                yield from self.compare(option, wide, at, seen)
            return
        if "anyOf" in wide:
            if not any(not list(self.compare(narrow, option, at, seen)) for option in wide["anyOf"]):
                yield at, "none of the alternatives accepts it"
            return
        yield from unknown(narrow, wide, at)
        yield from values(narrow, wide, at)
        yield from bounds(narrow, wide, at)
        yield from self.objects(narrow, wide, at, seen)
        yield from self.arrays(narrow, wide, at, seen)

    def objects(self, narrow: dict[str, Any], wide: dict[str, Any], at: str, seen: Any) -> Iterator[tuple[str, str]]:
        """Required keys, known keys, further keys."""
        if not may_be(narrow, "object"):
            return
        required = set(narrow.get("required", ()))
        for key in sorted(set(wide.get("required", ())) - required):
            yield f"{at}/{key}", "is required on one side and may be absent on the other"
        mine, theirs = narrow.get("properties", {}), wide.get("properties", {})
        rest_mine, rest_theirs = narrow.get("additionalProperties", True), wide.get("additionalProperties", True)
        for key in sorted(mine.keys() | theirs.keys()):
            left, right = mine.get(key, rest_mine), theirs.get(key, rest_theirs)
            if left is False:
                continue
            if right is False:
                yield f"{at}/{key}", "is a key that the other side does not allow"
            else:
                yield from self.compare(left, right, f"{at}/{key}", seen)
        if rest_mine is not False:
            yield from self.compare(rest_mine, rest_theirs, f"{at}/*", seen)

    def arrays(self, narrow: dict[str, Any], wide: dict[str, Any], at: str, seen: Any) -> Iterator[tuple[str, str]]:
        """Items by place, then the rest."""
        if not may_be(narrow, "array"):
            return
        mine, theirs = narrow.get("prefixItems", []), wide.get("prefixItems", [])
        for place in range(max(len(mine), len(theirs))):
            left = mine[place] if place < len(mine) else narrow.get("items", True)
            right = theirs[place] if place < len(theirs) else wide.get("items", True)
            yield from self.compare(left, right, f"{at}/{place}", seen)
        if narrow.get("maxItems", len(mine) + 1) > len(mine):
            yield from self.compare(narrow.get("items", True), wide.get("items", True), f"{at}/*", seen)


def resolved(root: Schema, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with its local reference followed; keywords beside the reference hold too."""
    if "$ref" not in schema:
        return schema
    name = str(schema["$ref"]).removeprefix("#/$defs/")
    target = root.get("$defs", {}).get(name) if isinstance(root, dict) else None
    if not isinstance(target, dict):
        return {"$unresolved": schema["$ref"]}
    return target | {key: value for key, value in schema.items() if key != "$ref"}


def may_be(schema: dict[str, Any], kind: str) -> bool:
    """Whether an instance may have the JSON type."""
    return kind in kinds(schema)


ALL_KINDS = {"null", "boolean", "object", "array", "number", "string", "integer"}


def kinds(schema: dict[str, Any]) -> set[str]:
    """The JSON types that a schema allows; an integer is a number too."""
    if "const" in schema:
        return {kind_of(schema["const"])}
    if "enum" in schema:
        return {kind_of(value) for value in schema["enum"]}
    stated = schema.get("type", sorted(ALL_KINDS))
    return set(stated if isinstance(stated, list) else [stated])


def kind_of(value: Any) -> str:
    """The JSON type of a value."""
    for kind, types in (("boolean", bool), ("integer", int), ("number", float), ("string", str), ("array", list)):
        if isinstance(value, types):
            return kind
    return "null" if value is None else "object"


def unknown(narrow: dict[str, Any], wide: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
    """Keywords of the wider side that are not understood and not the same on the narrower."""
    for key in sorted(wide.keys() - ANNOTATIONS - UNDERSTOOD):
        if narrow.get(key) != wide[key]:
            yield at, f"{key} is not the same on both sides"


def values(narrow: dict[str, Any], wide: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
    """Types and listed values."""
    lists = [schema.get("enum", [schema["const"]] if "const" in schema else None) for schema in (narrow, wide)]
    if lists[1] is not None:
        beyond = [value for value in lists[0] or () if value not in lists[1]]
        if lists[0] is None:
            yield at, "is one of a list on one side and free on the other"
        elif beyond:
            yield at, f"has the value {beyond[0]!r}, which the other side does not list"
        return
    allowed = kinds(wide) | ({"integer"} if "number" in kinds(wide) else set())
    if beyond_kinds := sorted(kinds(narrow) - allowed):
        yield at, f"may be of type {beyond_kinds[0]}, which the other side does not allow"


def bounds(narrow: dict[str, Any], wide: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
    """Limits of size."""
    for key in LOWER + UPPER:
        if key not in wide:
            continue
        sign = 1 if key in LOWER else -1
        if key not in narrow or sign * narrow[key] < sign * wide[key]:
            yield at, f"{key} is {narrow.get(key, 'absent')} on one side and {wide[key]} on the other"
