"""How far the language of politics can be taken at its word in a text: sport, markets, cooking and product news borrow it."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge.domains import borrowing, public

# Shares of a text's words at which its trust begins to fall and at which it is least; from counts over sport and recipe pages
# against news of conflict, where such words make up less than 1 in 200.
BEGINS = 0.012
LEAST = 0.03
FLOOR = 0.4
# Fewer different words than this say nothing of the domain.
FEWEST = 4


# Shares of words of public affairs below which a text of some length loses trust: nine in ten annotated articles without events lie
# under 0.018, all but a handful of those with events above it.
PUBLIC_NONE = 0.008
PUBLIC_FULL = 0.016
# A text of fewer words than this is too short to be judged by them.
LONG_ENOUGH = 150


def trust(words: Words) -> float:
    """1 for a text of politics, falling to `FLOOR` with the share of borrowed words, and with the lack of words of public affairs."""
    count = sum(1 for word in words.lower if word[:1].isalpha())
    if not count:
        return 1.0
    share = 0.0
    for domain in borrowing():
        met = [word for word in words.lower if word in domain]
        if len(set(met)) >= FEWEST:
            share = max(share, len(met) / count)
    lost = (share - BEGINS) / (LEAST - BEGINS)
    if count >= LONG_ENOUGH:
        spoken = sum(1 for word in words.lower if word in public()) / count
        lost = max(lost, (PUBLIC_FULL - spoken) / (PUBLIC_FULL - PUBLIC_NONE))
    return 1.0 - (1.0 - FLOOR) * min(max(lost, 0.0), 1.0)
