"""What an absolute IRI is, for everybody who takes one in or proves one."""

from __future__ import annotations

import re

#: An absolute IRI of RFC 3987: scheme, then its characters, percent signs only before two hexadecimal digits, brackets
#: only around an address of version 6. (The usual grammar-based checker takes a tenth of a second a record.)
IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?://(?:[^\x00-\x20\x7f-\x9f\s<>\"{}|\\^`%\[\]/?#]|%[0-9A-Fa-f]{2})*"
    r"(?:\[[0-9A-Fa-f:.]+\])?(?::\d*)?(?=[/?#]|$))?(?:[^\x00-\x20\x7f-\x9f\s<>\"{}|\\^`%\[\]#]|%[0-9A-Fa-f]{2})*"
    r"(?:#(?:[^\x00-\x20\x7f-\x9f\s<>\"{}|\\^`%\[\]#]|%[0-9A-Fa-f]{2})*)?"
)
#: How to mend what is none, as the end of a message.
CURE = "state it in full, from the scheme on, and write a blank as %20 and a percent sign as %25"


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    return IRI.fullmatch(text) is not None
