"""What "it" and "they" may point back to, by the dependency tree (Universal Dependencies): the phrases before them, best first.

The order is that of a search up the tree: who reports the clause that the pronoun stands in, the subjects of the clauses above,
what else its sentence names, then the subject of the sentence before and what else that names. What stands beside the pronoun
under one verb is left out, since it would be "itself".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.extract.events.words import Words
from pipeline.extract.expletives import empty
from pipeline.extract.extraction import Antecedent, Name, Path, Reference, Stance
from pipeline.knowledge import grammar
from pipeline.knowledge.nominals import kind_of
from pipeline.records.span import Span

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
OBJECTS = frozenset({"obj", "iobj"})
#: Other labels of noun phrases.
OTHERS = frozenset({"obl", "obl:agent", "nmod", "nmod:poss", "obl:unmarked", "conj", "appos", "root"})
OBLIQUE, MARKS = frozenset({"obl"}), frozenset({"mark"})
#: Labels under which one clause hangs on another.
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "conj", "parataxis", "acl", "acl:relcl", "csubj"})
#: What belongs to a noun before it.
BEFORE = frozenset({"det", "compound", "amod", "nmod:poss", "nummod", "flat"})
#: Clauses above a pronoun that are searched, and phrases that are kept for it.
DEPTH, MOST = 6, 16


def with_antecedents(references: Sequence[Reference], doc: Doc, names: Sequence[Name]) -> tuple[Reference, ...]:
    """The references, "it" and "they" with what the tree lets them point back to; unchanged where no tree was read."""
    pronouns = grammar.words("pointing.things") | grammar.words("pointing.selves")
    if not doc.has_annotation("DEP") or not any(r.text.lower() in pronouns for r in references):
        return tuple(references)
    reader = _Reader(doc, names)
    return tuple(reader.read(r) if r.text.lower() in pronouns else r for r in references)


class _Reader:
    """The tree of one document, asked for the phrases before a pronoun."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self._words = Words(doc)
        self._at = {start: index for index, start in enumerate(self._words.starts)}
        self._names: dict[int, Span] = {}
        for name in names:
            first = self._at.get(name.span.start)
            while first is not None and first < len(self._words) and self._words.starts[first] < name.span.end:
                self._names[first] = name.span
                first += 1

    def read(self, reference: Reference) -> Reference:
        """The pronoun with its stance and antecedents; unchanged where it means nothing."""
        index = self._at.get(reference.span.start)
        if index is None or empty(index, self._words):
            return reference
        verb = self._clause(index)
        stance = self._stance(index, verb)
        found: dict[int, Path] = {}
        for token, path in self._paths(index, verb, stance):
            if token < index and token not in found and len(found) < MOST and not self._idle(token):
                found[token] = path
        return replace(reference, stance=stance, before=tuple(self._antecedent(t, path) for t, path in found.items()))

    def _idle(self, token: int) -> bool:
        """Whether a word refers to nothing that a pronoun takes up: a mere "it", or the place of a dateline ("LONDON - The")."""
        words = self._words
        name = self._names.get(token)
        if name is None:
            return empty(token, words)
        start, end = words.sentence(token)
        after = next((i for i in range(token + 1, end) if words.starts[i] >= name.end), end)
        return words.starts[start] == name.start and after < end and words.text[after] in {"-", "–", "—"}

    def _stance(self, index: int, verb: int) -> Stance:
        words = self._words
        if words.lower[index] in grammar.words("pointing.selves"):
            return "itself"
        told = words.lower[words.head[index]] in grammar.verb_words("pointing.at_someone")
        behind = words.head[index] < index  # what a parser takes for a subject behind its verb is an object
        if words.dep[index] == "iobj" or (told and behind and words.dep[index] in OBJECTS | SUBJECTS):
            return "addressed"
        if words.dep[index] in SUBJECTS and words.head[index] == verb:
            return "quoting" if self._said(verb, index) else "subject"
        return "other"

    def _said(self, verb: int, index: int) -> bool:
        """Whether what a verb of speech reports stands before its subject: "…, it said"."""
        words = self._words
        if words.lower[verb] not in grammar.verb_words("reporting.telling") | grammar.verb_words(
            "reporting.clause_only"
        ):
            return False
        above = words.dep[verb] == "parataxis" and words.head[verb] < index
        return above or any(words.dep[c] in {"ccomp", "parataxis"} and c < index for c in words.children[verb])

    def _clause(self, index: int) -> int:
        """The head of the clause that a word stands in."""
        words = self._words
        at = words.head[index]
        for _ in range(DEPTH):
            if (words.dep[at] in CLAUSES and words.tag[at][:1] != "N") or words.head[at] == at:
                break
            at = words.head[at]
        return at

    def _paths(self, index: int, verb: int, stance: Stance) -> Iterator[tuple[int, Path]]:
        words = self._words
        beside = [] if stance in {"subject", "quoting"} else self._subject(verb)
        yield from ((token, "beside") for token in beside)
        if stance == "itself":
            return
        start, _ = words.sentence(index)
        if stance != "quoting":
            asker = self._subject(words.head[verb]) if self._asked(verb) else []
            blocked = {*beside, *self._children(verb, OBJECTS), *self._described(verb), *asker}
            for token, path in self._above(verb):
                if token not in blocked:
                    yield token, path
            yield from ((t, "inside") for t in self._phrases(start, index) if t not in blocked)
        else:
            yield from ((t, "said") for t in self._phrases(start, index))
        while start > 0 and words.text[start - 1].isspace():
            start -= 1
        if start > 0:
            first, end = words.sentence(start - 1)
            root = next((i for i in range(first, end) if words.head[i] == i), first)
            yield from ((t, "main") for t in self._subject(root))
            yield from ((t, "earlier") for t in self._phrases(first, end))

    def _above(self, verb: int) -> Iterator[tuple[int, Path]]:
        """Subjects of the clauses above a verb, who reports its own clause first of all."""
        words, first = self._words, True
        for _ in range(DEPTH):
            governor, label = words.head[verb], words.dep[verb]
            if governor == verb:
                return
            repeated = label == "conj" and any(words.lower[c] == "that" for c in self._children(verb, MARKS))
            own = self._subject(governor) if not (repeated or label == "xcomp" or self._asked(verb)) else []
            for token in own:
                yield token, "reporting" if first and label == "ccomp" else "above"
            if first and label == "advcl":
                yield from ((token, "partner") for token in self._children(governor, OBJECTS | OBLIQUE))
            first = first and not own
            verb = governor

    def _asked(self, verb: int) -> bool:
        """Whether the clause says what somebody else is to do: "asks that it hand over"."""
        words = self._words
        it = any(words.lower[c] == "it" for c in self._children(verb, SUBJECTS))
        bare = words.dep[verb] == "ccomp" and (words.tag[verb] == "VB" or (it and words.tag[verb] == "VBP"))
        return bare and not any(
            words.dep[c] in {"aux", "aux:pass"} and words.lower[c] != "be" for c in words.children[verb]
        )

    def _described(self, verb: int) -> list[int]:
        """The noun that a relative clause describes, where it is also the clause's subject."""
        words = self._words
        relative = words.dep[verb] == "acl:relcl" and any(
            words.lower[i] in grammar.words("relatives") for i in self._children(verb, SUBJECTS)
        )
        return [words.head[verb]] if relative else []

    def _subject(self, verb: int) -> list[int]:
        """The verb's subject, its own or the one that it shares or is given."""
        words = self._words
        for _ in range(DEPTH):
            if own := [c for c in self._children(verb, SUBJECTS) if c < verb or words.tag[c] != "PRP"]:
                relative = words.lower[own[0]] in grammar.words("relatives") and words.dep[verb] == "acl:relcl"
                return [words.head[verb]] if relative else own
            governor, label = words.head[verb], words.dep[verb]
            if label == "acl":
                # "was the first to recognise it"
                said = "cop" in {words.dep[c] for c in words.children[governor]}
                return self._children(governor, SUBJECTS) if said else [governor]
            if label == "xcomp" and (objects := self._children(governor, OBJECTS)):
                return objects
            if governor == verb or label not in {"conj", "xcomp", "advcl"}:
                return []
            verb = governor
        return []

    def _children(self, index: int, labels: frozenset[str]) -> list[int]:
        return [child for child in self._words.children[index] if self._words.dep[child] in labels]

    def _phrases(self, start: int, end: int) -> Iterator[int]:
        """Heads of noun phrases: subjects, then objects, then the rest."""
        words = self._words
        for labels in (SUBJECTS, OBJECTS, OTHERS):
            yield from (i for i in range(start, end) if words.dep[i] in labels and words.tag[i][:2] in {"NN", "PR"})

    def _named(self, token: int) -> Span | None:
        """The name that a noun stands in, or that stands beside it: "the rebel force, X,", "the agency X"."""
        beside = [
            c
            for c in self._words.children[token]
            if c > token and self._words.dep[c] in {"appos", "flat", "nmod:unmarked"}
        ]
        body = kind_of(self._words.lower[token]) == "body"
        return next((self._names[at] for at in (token, *(beside if body else ())) if at in self._names), None)

    def _antecedent(self, token: int, path: Path) -> Antecedent:
        words = self._words
        first = min([token, *(c for c in words.children[token] if c < token and words.dep[c] in BEFORE)])
        span = words.span(first, token + 1)
        if name := self._named(token):
            span = name
        joined = any(words.dep[c] == "conj" and words.tag[c][:2] in {"NN", "PR"} for c in words.children[token])
        label, kind = words.dep[token], kind_of(words.lower[token])
        plural = joined or words.tag[token] in {"NNS", "NNPS"}
        if words.tag[token][:2] in {"CD", "JJ", "DT"}:  # "two have told us", "others said"
            plural = words.lower[token] not in grammar.words("pointing.single")
            kind = "people" if plural else kind
        return Antecedent(
            span, words.lower[token], kind, plural,
            "subject" if label in SUBJECTS else "object" if label in OBJECTS else "other", path, joined,
        )  # fmt: skip
