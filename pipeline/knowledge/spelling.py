"""One key for the many spellings of a name."""

from __future__ import annotations

import unicodedata

_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʿ": "'", "ʾ": "'", "‐": "-", "‑": "-", "–": "-", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
)


def folded(text: str) -> str:
    """`text` in lower case, without diacritics, apostrophes and hyphens as on a typewriter. The key of every lookup."""
    lower = text.casefold().translate(_MARKS)
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
