"""Finding again the words that a decision was made on, wherever the text has moved them."""

from __future__ import annotations

import re

from pipeline.records import Span
from pipeline.report.decisions import Decision

#: Occurrences of the words that are weighed; more of them tell nothing apart.
MOST = 2000


def anchored(decision: Decision, text: str) -> Span | None:
    """Where the decision's words stand in `text` now; None if they are gone.

    Of several occurrences the one whose surroundings agree with the decision's on the most code points is meant, and of those
    that agree equally the one nearest to where the words stood. White space may have been broken otherwise.
    """
    pattern = r"\s+".join(map(re.escape, decision.exact.split()))
    if not pattern:
        return None
    found = [Span(*match.span()) for match, _ in zip(re.finditer(pattern, text), range(MOST), strict=False)]
    if not found:
        return None
    return min(found, key=lambda span: (-agreement(decision, text, span), abs(span.start - decision.start)))


def agreement(decision: Decision, text: str, span: Span) -> int:
    """Code points next to the words, before and after, that are as the decision has them."""
    before = text[max(0, span.start - len(decision.prefix)) : span.start]
    after = text[span.end : span.end + len(decision.suffix)]
    return shared(before[::-1], decision.prefix[::-1]) + shared(after, decision.suffix)


def shared(one: str, other: str) -> int:
    """Code points that two strings begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
