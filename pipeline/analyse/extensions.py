"""What spans of a `Doc` carry beyond their label: kept once under label and place, read through `span._`."""

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

_KEY = "dateline"
# Names of the extensions, and what a span without them says.
DEFAULTS: dict[str, Any] = {
    "confidence": None,  # probability between 0 and 1, two places
    "probability": None,  # the same before calibration and rounding
    "form": "name",  # of a name: "name" or "adjective"
    "mode": None,  # of an event: its PLOVER mode
    "status": None,  # of an event: happened, ongoing, planned, hypothetical or negated
    "statuses": (),  # of an event: (status, probability) for each of the five, best first
    "office": None,  # of a role title: current, former, acting or designate
    "arguments": (),  # of an event, cue or role: (index of a word, relation, probability), best first
}


def note(doc: Doc, label: str, start: int, end: int, values: dict[str, Any]) -> None:
    """Remember `values` for the span of words `start` to `end` (exclusive) with that label."""
    _data(doc)[(_KEY, label, start, end)] = values


def _data(doc: Doc) -> dict[Any, Any]:
    return doc.user_data


def _getter(name: str) -> Callable[[Span], Any]:
    def get(span: Span) -> Any:
        return _data(span.doc).get((_KEY, span.label_, span.start, span.end), {}).get(name, DEFAULTS[name])

    return get


def register() -> None:
    """Make the extensions known to spaCy; doing it again changes nothing."""
    for name in DEFAULTS:
        Span.set_extension(name, getter=_getter(name), force=True)
    for name in ("unread", "breaks"):
        # Per word, set before analysis: words that are not to be read, words at which a passage starts.
        Doc.set_extension(name, default=None, force=True)
