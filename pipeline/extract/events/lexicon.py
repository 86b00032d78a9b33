"""Where the trigger lexicon matches the text: words, their order and what may stand between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.inflection import VerbForm, singular
from pipeline.knowledge.triggers import PREPOSITIONS, Sense, actor_words, nouns, verbs

# Words that may stand between a verb and its object noun ("imposed a sweeping set of" reaches no further).
OBJECT_GAP = 4
PARTICLE_GAP = 4
# How far before its participle the noun of a passive may stand: "talks in Geneva were held".
PASSIVE_GAP = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """A sense at its place: tokens `start` to `end` are the trigger, `head` its governing word."""

    sense: Sense
    start: int
    end: int
    head: int
    form: VerbForm | None = None
    #: The noun of "hold talks", where the trigger has one.
    noun: int | None = None
    #: How many words of the text the pattern explains.
    size: int = 1


def hits(words: Words, skipped: Sequence[bool]) -> Iterator[Hit]:
    """Every match outside the skipped tokens, conditions not yet looked at."""
    verb_index, noun_index = verbs(), nouns()
    for index, word in enumerate(words.lower):
        if skipped[index]:
            continue
        entries = verb_index.get(word)
        if entries is not None:
            _, last = words.sentence(index)
            for sense, form in entries:
                if _is_verb(words, index, form):
                    found = _verb(words, index, last, sense, form)
                    if found is not None:
                        yield found
        singles = noun_index.get(singular(word))
        if singles is not None:
            _, last = words.sentence(index)
            for sense in singles:
                match = _noun(words, index, last, sense)
                if match is not None:
                    yield match


def _verb(words: Words, index: int, last: int, sense: Sense, form: VerbForm) -> Hit | None:
    rest = sense.words[1:]
    if not rest:
        return Hit(sense, index, index + 1, index, form)
    positions = _forward(words, index, last, rest)
    if positions is None:
        return _passive(words, index, last, sense, form)
    return _built(words, index, positions, sense, form)


def _built(words: Words, index: int, positions: list[int], sense: Sense, form: VerbForm) -> Hit:
    """The trigger is the verb with its particles; an object noun or an infinitive belongs to it only when it touches."""
    end, noun = index + 1, None
    start = index + 1 if sense.words[0] == "be" else index
    for word, position in zip(sense.words[1:], positions, strict=True):
        if word == "to" or position > end or words.lower[position] in actor_words():
            break
        end = position + 1
    for word, position in zip(sense.words[1:], positions, strict=True):
        if word not in PREPOSITIONS and word != "to":
            noun = position
            break
        if word == "to":
            break
    return Hit(sense, start, max(end, start + 1), start, form, noun, len(positions) + 1)


def _forward(words: Words, index: int, last: int, rest: Sequence[str]) -> list[int] | None:
    position, found = index + 1, []
    for word in rest:
        place = _find(words, position, last, word)
        if place is None:
            return None
        found.append(place)
        position = place + 1
    return found


def _find(words: Words, start: int, last: int, word: str) -> int | None:
    """The first place of the word from `start` on, with no more between than the grammar lets stand there."""
    movable = word in grammar.words("particles") and word not in {"on", "in", "over"}
    gap = PARTICLE_GAP if movable else 1 if word in PREPOSITIONS else OBJECT_GAP
    plain = singular(word)
    for position in range(start, min(last, start + gap + 1)):
        current = words.lower[position]
        if current == word or singular(current) == plain:
            return position
        if not current[:1].isalnum() and current not in {"'s", "'", "-"}:
            return None
        if word in PREPOSITIONS and not movable:
            return None
        if current in _STOPS and not movable:
            return None
    return None


_STOPS = grammar.words("prepositions") | grammar.words("conjunctions") | grammar.words("be") | grammar.words("modals")
_BEFORE_NOUN = grammar.words("possessives") | frozenset(
    ["the", "a", "an", "this", "these", "those", "such", "no", "any", "more", "further", "each", "every"]
)


def _passive(words: Words, index: int, last: int, sense: Sense, form: VerbForm) -> Hit | None:
    """The verb as a participle after its noun: "sanctions were imposed on", "talks held in"."""
    noun, rest = sense.words[1], sense.words[2:]
    if (
        form not in {VerbForm.PARTICIPLE, VerbForm.PAST}
        or noun in PREPOSITIONS
        or noun == "to"
        or any(w not in PREPOSITIONS for w in rest)
    ):
        return None
    first, _ = words.sentence(index)
    auxiliary = any(words.lower[i] in grammar.words("be") for i in range(max(first, index - 3), index))
    plain = singular(noun)
    for position in range(index - 1, max(first, index - PASSIVE_GAP) - 1, -1):
        current = words.lower[position]
        if singular(current) == plain:
            if position < index - 1 and not auxiliary:
                return None
            places = _forward(words, index, last, rest)
            return (
                None
                if places is None
                else Hit(sense, index, index + 1, index, VerbForm.PARTICIPLE, position, len(sense.words))
            )
        if current in {",", ";", ":", "(", ")", '"', "“", "”"}:
            return None
    return None


def _noun(words: Words, index: int, last: int, sense: Sense) -> Hit | None:
    size = len(sense.words)
    if index + size > last:
        return None
    for offset, word in enumerate(sense.words):
        current = words.lower[index + offset]
        if current != word and singular(current) != singular(word):
            return None
    end = index + size
    while (
        end > index + 1
        and sense.words[end - index - 1] in {*PREPOSITIONS, "that"}
        and sense.words[end - index - 2] != "-"
    ):
        end -= 1
    head = next((i - 1 for i in range(index + 1, end) if words.lower[i] in PREPOSITIONS), end - 1)
    return Hit(sense, index, end, head, None, None, size) if _is_noun(words, index, head) else None


def _is_verb(words: Words, index: int, form: VerbForm) -> bool:
    if words.tagged:
        return words.tag[index].startswith("V")
    before, after = words.before(index), words.after(index)
    if before in _BEFORE_NOUN:
        return False
    match form:
        case VerbForm.BASE:
            subject = before in grammar.words("modals") or before in grammar.words("subjects")
            return subject or before.endswith("s") or before in {"and", "or", "n't"}
        case VerbForm.PRESENT:
            return (
                before != ""
                and before not in grammar.words("prepositions")
                and after not in {"of", "by", "between"}
                and not before.isdigit()
            )
        case VerbForm.ING:
            return after != "of" or before in {"is", "are", "was", "were", "by"}
        case _:
            return True


def _is_noun(words: Words, index: int, head: int) -> bool:
    word = words.lower[head]
    if words.tagged:
        return words.tag[head].startswith("N") or (
            words.tag[head] == "VBG" and word.endswith("ing") and words.before(index) in _BEFORE_NOUN
        )
    before = words.before(index)
    if before in grammar.words("subjects") or before in grammar.words("modals"):
        return before == "to" and words.after(head) in {"of", "with", "between", "on"}
    return (
        head > index
        or not word.endswith("ing")
        or before in _BEFORE_NOUN
        or words.after(head) == "of"
        or word in grammar.words("plain_gerunds")
    )
