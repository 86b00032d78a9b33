"""How far the language of politics can be taken at its word in a text: sport, markets, cooking and product news borrow it.

Figures of speech borrow the acts of politics ("a truce with the slugs"), hardly ever its institutions. So a text that names no
government, army, court or country is not taken at its word, nor one that is full of another domain's words; but a sentence of it that
names an institution is.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.events.words import Words
from pipeline.extract.extraction import Name
from pipeline.knowledge.domains import borrowing, public

# Shares of a text's words at which its trust begins to fall and at which it is least; from counts over sport and recipe pages
# against news of conflict, where such words make up less than 1 in 200.
BEGINS = 0.012
LEAST = 0.03
FLOOR = 0.4
# Fewer different words than this say nothing of the domain.
FEWEST = 4
# Shares of institutions among a text's words at which its trust is least and full: of 26 annotated articles without events 21 lie under
# the first, of 476 with events 4.
PUBLIC_NONE = 0.004
PUBLIC_FULL = 0.009
# From this share on a text is of public affairs, however much it speaks of markets or matches.
PUBLIC_SURE = 0.025
# What a country that is named counts beside an institution: other domains name countries too.
COUNTRY = 1 / 3
# A text of fewer words than this is too short to be judged by them.
LONG_ENOUGH = 150
# What each institution that a sentence names gives back.
GROUND = 0.2


class Trust:
    """The trust in each sentence of a text."""

    def __init__(self, words: Words, names: Sequence[Name] = ()) -> None:
        self._words = words
        self._spoken = {index: public()[word] for index, word in enumerate(words.lower) if word in public()}
        count = sum(1 for word in words.lower if word[:1].isalpha())
        told = self._told(count, names)
        borrowed = _within((_borrowed(words, count) - BEGINS) / (LEAST - BEGINS))
        borrowed *= 1.0 - _within((told - PUBLIC_FULL) / (PUBLIC_SURE - PUBLIC_FULL))
        silent = _within((PUBLIC_FULL - told) / (PUBLIC_FULL - PUBLIC_NONE)) if count >= LONG_ENOUGH else 0.0
        self._text = 1.0 - (1.0 - FLOOR) * max(borrowed, silent)
        # In a text of another domain institutions may be figures of speech as well.
        self._ground = GROUND * (1.0 - borrowed / 2)

    def at(self, token: int) -> float:
        """1 where a word is taken at its word, `FLOOR` where it is least."""
        if self._text == 1.0:
            return 1.0
        around = range(*self._words.sentence(token))
        named = sum(self._spoken.get(index, 0.0) for index in around if index != token)
        return min(1.0, self._text + self._ground * named)

    def _told(self, count: int, names: Sequence[Name]) -> float:
        """Share of public affairs among the text's words."""
        countries = {name.code for name in names if name.type == "Place" and name.code}
        return (sum(self._spoken.values()) + COUNTRY * len(countries)) / max(count, 1)


def _borrowed(words: Words, count: int) -> float:
    """Share of the words that the domain which has most of them claims; 0 if they are too few to say so."""
    share = 0.0
    for domain in borrowing():
        met = [word for word in words.lower if word in domain]
        if len(set(met)) >= FEWEST:
            share = max(share, len(met) / count)
    return share


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)
