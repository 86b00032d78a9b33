"""Who stands where: names, references and described groups by token, the fillers of an event's roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.events.words import Words
from pipeline.extract.extraction import Name, Reference, TimeExpression
from pipeline.extract.leading_titles import runs_on
from pipeline.knowledge import grammar
from pipeline.knowledge.titles import titles
from pipeline.knowledge.triggers import actor_words, verbs
from pipeline.records.span import Span

_ABLE = frozenset({"Person", "Organization", "Group"})
#: Words of a title at most.
LONGEST = 8
# Children that name what their head describes: "counterpart Lavrov", "the minister, Mohammad Zarif".
_SAME = frozenset({"appos", "flat", "flat:name", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase that can fill a role: tokens `start` to `end`, its head, its count where the words give one."""

    start: int
    end: int
    head: int
    span: Span
    count: int | None = None
    #: Whether it is a person, a body, a people, or a country that acts.
    able: bool = True
    adjective: bool = False
    place: bool = False
    #: Whether a name or a reference stands there, rather than any noun phrase.
    marked: bool = False
    #: Whether a name stands there.
    named: bool = False


class Mentions:
    """Fillers by token. The longest mention that has the token as its head comes first, then the shortest around it."""

    def __init__(
        self, words: Words, names: Sequence[Name], references: Sequence[Reference], times: Sequence[TimeExpression] = ()
    ) -> None:
        self._words = words
        self._times = {token for time in times for token in range(*words.covered(time.span))}
        self._at: dict[int, Filler] = {}
        self.heads: list[int] = []
        for reference in references:
            start, end = words.covered(reference.span)
            if start < end:
                self._put(self._described(start, end, reference))
        self._persons: dict[int, Filler] = {}
        full: Filler | None = None
        for name in sorted(names, key=lambda name: name.span):
            start, end = words.covered(name.span)
            if start < end:
                named = _named(words, start, end, name)
                self._put(_in_full(full, named, words) or named)
                full = named
                if name.type == "Person":
                    self._persons[start] = named
        self.heads.sort()

    def _put(self, filler: Filler) -> None:
        if filler.head not in self._at:
            self._at[filler.head] = filler
            self.heads.append(filler.head)
        for token in range(filler.start, filler.end):
            self._at.setdefault(token, filler)

    def _described(self, start: int, end: int, reference: Reference) -> Filler:
        words = self._words
        wanted = reference.head.lower().split()[-1:] or [""]
        head = next((i for i in range(start, end) if words.lower[i] == wanted[0]), end - 1)
        count = reference.count if reference.count is not None else counted(words, start, head)
        return Filler(start, end, head, reference.span, count, marked=True)

    def at(self, token: int) -> Filler | None:
        """The mention whose head the token is, else one that covers it."""
        return self._at.get(token)

    def phrase(self, token: int) -> Filler | None:
        """The mention at the token, else the noun phrase that ends in it; None where the token is no noun."""
        found, words = self._at.get(token), self._words
        if found is not None:
            described = found.marked and not found.named and found.head == token and words.tag[token] == "NN"
            same = self._named_so(token) if described else None
            return same if same is not None and same.named and self._right_behind(token, same) else found
        if token in self._times:
            return None
        if (same := self._named_so(token)) is not None:
            return same
        if (bearer := self._bearer(token)) is not None:
            return bearer
        if not words.text[token][:1].isalpha() or (
            words.tagged and words.tag[token][:2] not in {"NN", "PR", "CD", "WP", "DT", "JJ"}
        ):
            return None
        start = self._left_edge(token)
        end = self._right_edge(token)
        able = words.lower[token] in actor_words() or (end > token + 1 and words.lower[end - 1] in actor_words())
        return Filler(start, end, token, words.span(start, end), counted(words, start, token), able)

    def _right_behind(self, token: int, name: Filler) -> bool:
        """Whether the name follows the noun with no more than a comma, or a title in capitals, between them."""
        between = self._words.text[token + 1 : name.start]
        return len(between) <= 1 or (len(between) < LONGEST and all(word[:1].isupper() for word in between))

    def _named_so(self, token: int) -> Filler | None:
        """Who is named beside the noun that describes him: "a contractor, Gulfline"."""
        words = self._words
        if not words.parsed:
            return None
        for child in words.children[token]:
            if words.dep[child] in _SAME and (same := self._at.get(child)) is not None and same.able and not same.place:
                return same
        return None

    def _bearer(self, token: int) -> Filler | None:
        """The person whose name ends a title in capitals that begins at the token, as the tree may not see: "Secretary of State Roe"."""
        words = self._words
        _, last = words.sentence(token)
        if not words.text[token][:1].isupper() or words.lower[token] not in titles().offices:
            return None
        for index in range(token + 1, min(last, token + LONGEST)):
            if (person := self._persons.get(index)) is not None:
                return person
            if not runs_on([words.text[index]]):
                return None
        return None

    def _right_edge(self, head: int) -> int:
        """Behind the noun phrase; "thousands of Kurds" goes on to what is counted."""
        words = self._words
        _, last = words.sentence(head)
        if words.lower[head] not in grammar.words("quantities") or head + 2 >= last or words.lower[head + 1] != "of":
            return head + 1
        if words.lower[head + 2] in grammar.words("quantities") and words.after(head + 2) != "of":
            return head + 3  # "killed tens of thousands"
        for index in range(head + 2, min(last, head + 7)):
            if (mention := self._at.get(index)) is not None and mention.head == index and not mention.adjective:
                return mention.end
            modifies = words.tagged and words.tag[index + 1 : index + 2] in (["NN"], ["NNS"])
            if words.lower[index] in actor_words() and not (
                modifies or words.lower[index] in grammar.words("quantities")
            ):
                return index + 1
            if words.lower[index] in grammar.words("prepositions") and words.lower[index] != "of":
                break
        return head + 1

    def _left_edge(self, head: int) -> int:
        """First token of the noun phrase that ends in the head, its article left out."""
        words = self._words
        first, _ = words.sentence(head)
        start = head
        while start > first and head - start < 6 and self._inside(start - 1, head):
            start -= 1
            if words.lower[start] in grammar.words("determiners"):
                break
        while start < head and words.lower[start] in {"a", "an", "the", "-"}:
            start += 1
        return start

    def _inside(self, index: int, head: int) -> bool:
        words = self._words
        word = words.lower[index]
        if (
            not (word[:1].isalnum() or word == "-")
            or word in grammar.words("prepositions")
            or word in grammar.words("conjunctions")
        ):
            return False
        if words.parsed:
            return words.tag[index] not in {"VBD", "VBZ", "VBP", "VB", "MD"} and head in {
                words.head[index],
                words.head[words.head[index]],
            }
        return not (
            word in verbs()
            or word in grammar.words("be")
            or word in grammar.words("modals")
            or word in grammar.words("subjects")
        )


def _named(words: Words, start: int, end: int, name: Name) -> Filler:
    place = name.type == "Place"
    acts = name.type in _ABLE or (place and (name.code is not None or name.metonym))
    return Filler(start, end, end - 1, name.span, None, acts, name.form == "adjective", place, True, True)


def _in_full(name: Filler | None, short: Filler, words: Words) -> Filler | None:
    """The name that an acronym in brackets behind it stands for, filling the acronym's place; None if it is no such acronym."""
    bracketed = (
        name is not None
        and name.end + 1 == short.start
        and words.lower[name.end] == "("
        and words.lower[short.end : short.end + 1] == [")"]
        and words.text[short.head].isupper()
    )
    return replace(name, start=short.start, end=short.end, head=short.head) if bracketed and name is not None else None


def counted(words: Words, start: int, head: int) -> int | None:
    """How many the words before the head say: "eleven", "300", "1,200", "some 40"; None for "dozens of"."""
    numbers = grammar.numbers()
    for index in range(start, head):
        word = words.lower[index]
        if word in numbers and words.lower[index + 1] not in {"of", "-"}:
            return numbers[word]
        digits = word.replace(",", "")
        if (
            digits.isdecimal()
            and len(digits) < 8
            and not (len(digits) == 4 and digits[:2] in {"19", "20"} and "," not in word)
        ):
            return int(digits)
    return None
