"""Web addresses as the contract takes them: http or https, an IRI by RFC 3987."""

from __future__ import annotations

import re

#: What no IRI holds: white space, control characters, delimiters, brackets (but for hosts that no newspaper has), private use; nor what
#: lies beyond the Basic Multilingual Plane, which validators disagree on.
REFUSED = r"\s\x00-\x20\x7f-\x9f<>\"{}|\\^`\[\]\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\U0010ffff"
ADDRESS = re.compile(
    rf"https?://[^{REFUSED}/?#%@:]+(?::\d{{1,5}})?(?:[/?](?:[^{REFUSED}#%]|%[0-9A-Fa-f]{{2}})*)?"
    rf"(?:#(?:[^{REFUSED}#%]|%[0-9A-Fa-f]{{2}})*)?",
    re.IGNORECASE,
)
#: Code points that an address has at most, and punctuation that ends the sentence rather than the address.
LONGEST = 2_000
TRAILING = ".,;:!?)'’”»"


def address(value: object) -> str | None:
    """`value` as an address; None if it is none."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    stripped = value.strip()
    return stripped if ADDRESS.fullmatch(stripped) else None


def first_address(text: str) -> str | None:
    """The first address in a line of text, without the punctuation behind it; None if there is none."""
    found = ADDRESS.search(text[: LONGEST * 4])
    return address(found.group().rstrip(TRAILING)) if found else None
