"""PLOVER contexts of an event, by the words of its sentence."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import plover
from pipeline.knowledge.contexts import cues, types, yields
from pipeline.knowledge.inflection import singular


def contexts(words: Words, head: int, type: str, mode: str | None) -> tuple[str, ...]:
    """Contexts that the sentence gives evidence for, those that type and mode bring by themselves first; sorted by name."""
    first, last = words.sentence(head)
    found = set(types().get(f"{type} {mode}", ())) | set(types().get(type, ()))
    brought = plover.profile().mode_contexts.get(mode or "")
    if brought is not None:
        found.add(brought)
    index = cues()
    for position in range(first, last):
        word = singular(words.lower[position])
        for phrase, names in index.get(word, ()):
            if len(phrase) == 1 or _continues(words, position, last, phrase):
                found |= names
    for weak, strong in yields().items():
        if found & strong:
            found.discard(weak)
    return tuple(sorted(found))


def _continues(words: Words, position: int, last: int, phrase: tuple[str, ...]) -> bool:
    if position + len(phrase) > last:
        return False
    return all(singular(words.lower[position + offset]) == word for offset, word in enumerate(phrase))
