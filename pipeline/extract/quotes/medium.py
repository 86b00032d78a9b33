"""By what means something was said: a tweet, an interview, a statement."""

from __future__ import annotations

from pipeline.extract.quotes.cues import WORDS, Cue
from pipeline.extract.quotes.frames import Frame

#: Items around the cue in which its medium is named.
REACH = 12


def medium(frame: Frame, cue: Cue) -> str | None:
    """The medium that the cue itself or the words around it name; None if they name none."""
    for k in (
        cue.start,
        *range(cue.end, min(len(frame), cue.end + REACH)),
        *range(max(0, cue.start - REACH), cue.start),
    ):
        if frame.low(k) in {".", ";"} and k > cue.end:
            break
        for words, name in WORDS.media.get(frame.low(k), ()):
            if all(frame.low(k + n) == word for n, word in enumerate(words)) and (k == cue.start or placed(frame, k)):
                return name
    return None


def placed(frame: Frame, k: int) -> bool:
    """Whether the noun at `k` stands after a preposition that makes it the means ("in a statement", "on Twitter", "told a press conference")."""
    return any(
        frame.low(j) in {"in", "on", "by", "via", "at", "told", "during", "through", "over"}
        for j in range(max(0, k - 4), k)
    )
