"""Names in a text. Every source weighs in, in rough log odds (`look`, `context`, `entities.weight`); the sum decides.

1. **Lists** decide what has one bearer nearly everywhere: countries, nationalities, peoples, well-known bodies. With one
   reading they need no context, and they keep a name whole ("Supreme National Security Council") where another source
   sees only a part of it.
2. **The model's entities** (`doc.ents`, where the pipeline sets any) say which unlisted stretches are names at all, and
   weigh more the surer they are. Their edges are corrected: no title, article or possessive inside, nothing small at
   the end; two that the model cut from one headed or capitalised stretch are joined again.
3. **Shapes** (a title before, a heading noun such as "Brigade" or "Treaty of", given names, particles, the words around)
   find and type names alone where there is no model. Beside one they vote on types, and add only what is sure: a name
   after a title, or the words that are a name elsewhere in the text.
4. **The whole text** then votes: the same words have one type in one text, a surname follows its bearer, a heading noun
   alone ("the Ministry") follows its fuller name.

Sources that agree make one another surer: 1 − (1 − a)(1 − b). A nationality is a Place in adjective form before a noun
("Iranian diplomats") and a Group as a noun ("Iranians"). A capital that acts ("Tehran said") is marked as a metonym and
carries its country's code. Names never nest, reach over a passage or take in a citation marker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.extract.acronyms import short_forms
from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.capitals import Capitals
from pipeline.extract.context import context, is_dateline, leads_government
from pipeline.extract.entities import Entity, entities
from pipeline.extract.extraction import Name
from pipeline.extract.gazetteer import Match, matches
from pipeline.extract.look import KNOWN, TITLED
from pipeline.extract.merging import merged
from pipeline.extract.metonymy import is_metonym, seat_of
from pipeline.extract.nationality import resolved
from pipeline.extract.runs import runs
from pipeline.extract.segments import listed, segments
from pipeline.extract.towns import parted, stretched
from pipeline.extract.words import Word, lower_case_words, strong_capitals, words
from pipeline.extract.works import works
from pipeline.knowledge.spelling import folded
from pipeline.knowledge.words import common_words, particles
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.entity import EntityType
from pipeline.records.span import Span

#: The model's entities by the start and end of their words.
Found = Mapping[tuple[int, int], Entity]

#: Weight for a single word that is part of a person's fuller name in the same text.
_SURNAME = 4.0
#: Weight for a heading noun that stands for a fuller name of the same text: "the Ministry".
_SHORT = 2.5
#: Times that the mean weight of a name's surroundings counts at most.
_MOST_HINTS = 2.0
#: Weights below which a stretch whose capitals may be due to its place is let go.
_LEAST_WEAK, _LEAST = 2.0, 0.5


def names(document: Document, doc: Doc) -> tuple[Name, ...]:
    """Every name of the document in text order, without overlap; boilerplate passages are left out.

    `doc` is the analysis of `document.text`; its entities, tags and heads are used where it has them.
    """
    passages = words(document, doc)
    found = entities(document, doc, passages)
    # A pipeline that names things and found none has spoken too.
    modelled = bool(found) or doc.has_annotation("ENT_IOB")
    candidates = voted(list(_candidates(passages)))
    candidates = [resolved(candidate, doc) for candidate in merged(candidates, found) if _kept(candidate, modelled)]
    candidates = [part for candidate in _consistent(candidates, modelled) for part in parted(stretched(candidate))]
    aliases = {pair.short.start: _span(pair.full, found) for pair in short_forms(candidates)}
    return tuple(_name(document, doc, candidate, aliases.get(candidate.start), found) for candidate in candidates)


def _candidates(passages: tuple[tuple[Word, ...], ...]) -> Iterator[Candidate]:
    capitals = Capitals(lower_case_words(passages), strong_capitals(passages))
    for passage in passages:
        known = matches(passage)
        begins, ends = [match.first for match in known], [match.last for match in known]
        taken = 0
        found: list[Candidate] = list(works(passage))
        for first, last in runs(passage, capitals):
            near = known[bisect_right(ends, max(first, taken)) : bisect_left(begins, last)]
            first, last = _widened(max(first, taken), last, near)
            if first < last:
                found += segments(passage, first, last, near, capitals)
                taken = last
        found += listed(passage, known, capitals)
        yield from sorted(_apart(passage, found), key=lambda candidate: candidate.first)


def _widened(first: int, last: int, near: Sequence[Match]) -> tuple[int, int]:
    """The stretch with the listed names that begin before it or end behind it."""
    return (min(first, near[0].first), max(last, near[-1].last)) if near else (first, last)


def _apart(passage: tuple[Word, ...], candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without overlap, earlier ones first in right."""
    taken = bytearray(len(passage))
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(taken[candidate.first : candidate.last]):
            taken[candidate.first : candidate.last] = b"\1" * (candidate.last - candidate.first)
            kept.append(candidate)
    return kept


def voted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with the scores of all that bear the same words, their surroundings and their bearers counted in."""
    totals: dict[str, Scores] = defaultdict(Scores)
    heard: dict[str, int] = Counter(candidate.key for candidate in candidates)
    for candidate in candidates:
        own = totals[candidate.key]
        for kind, weight in candidate.scores.items():
            own[kind] = max(own[kind], weight) if weight > 0 else min(own[kind], weight)
    short = frozenset(
        word
        for candidate in candidates
        if candidate.source in {"head", "gazetteer"} and len(candidate.words) > 1
        for word in candidate.key.split()
    )
    for candidate in candidates:
        if candidate.source == "short":
            if candidate.key in short:
                totals[candidate.key] = Scores({candidate.type: _SHORT})
            continue
        if candidate.score >= KNOWN and len(candidate.scores) == 1:
            continue  # a list with one reading needs no context
        # Half as much again for a second bearer, and so on: many weak hints never outweigh a list.
        share = min(_MOST_HINTS, 0.5 + 0.5 * heard[candidate.key]) / heard[candidate.key]
        for kind, weight in context(candidate).items():
            totals[candidate.key][kind] += weight * share
    bearers = _name_parts(candidate.weighed(totals[candidate.key]) for candidate in candidates)
    for candidate in candidates:
        if len(candidate.words) == 1 and candidate.key in bearers and candidate.source != "gazetteer":
            totals[candidate.key]["Person"] = max(totals[candidate.key]["Person"], _SURNAME)
    return [candidate.weighed(totals[candidate.key]) for candidate in candidates]


def _name_parts(candidates: Iterable[Candidate]) -> frozenset[str]:
    """Folded words of the persons' names, particles left out."""
    parts: set[str] = set()
    for candidate in candidates:
        if candidate.type == "Person" and candidate.score >= 1.5 and (len(candidate.words) > 1 or candidate.titled):
            parts.update(
                part
                for part, word in zip(candidate.key.split(), candidate.words, strict=False)
                if word.text not in particles()
            )
    return frozenset(parts)


def _kept(candidate: Candidate, modelled: bool) -> bool:
    """Whether enough speaks for the stretch; with a model at work, shapes alone must be sure of themselves."""
    if candidate.key in wordset("feasts") or _spaced(candidate):
        return False
    if candidate.source.startswith("model") or candidate.source == "elsewhere":
        return True
    if modelled:
        if candidate.titled and all(word.lower in common_words() for word in candidate.words):
            return False  # "Member States"
        known = candidate.source == "gazetteer" and candidate.score >= KNOWN
        return known or candidate.titled or is_dateline(candidate) or leads_government(candidate)
    return candidate.score >= (_LEAST_WEAK if candidate.weak else _LEAST)


def _spaced(candidate: Candidate) -> bool:
    """Whether the stretch is a word set letter by letter: "U P D A T E D"."""
    return len(candidate.words) > 3 and all(len(word.text) == 1 for word in candidate.words)


def _consistent(candidates: Sequence[Candidate], modelled: bool) -> list[Candidate]:
    """With a model: one type for the same words, the one that most of their occurrences have."""
    if not modelled:
        return list(candidates)
    kinds: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for candidate in candidates:
        kinds[candidate.key][candidate.type] += 1
    persons = _surnames(candidates)
    candidates = [
        replace(candidate.weighed(Scores({"Person": candidate.score})), subtype=None)
        if candidate.source.startswith("model")
        and candidate.type not in {"Person", "Place", "Group"}
        and candidate.key in persons
        else candidate
        for candidate in candidates
    ]
    return [
        candidate
        if candidate.form == "adjective" or candidate.type == "Group" or len(kinds[candidate.key]) == 1
        else candidate.weighed(Scores({kinds[candidate.key].most_common(1)[0][0]: candidate.score}))
        for candidate in candidates
    ]


def _surnames(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Last words, particles with them, of the persons named in full; not those of a body named likewise.

    A signature runs on into the firm's name ("John Roe Acme"): what is surely a body elsewhere ends no name of three words.
    """
    bodies = frozenset(c.key for c in candidates if c.type == "Organization" and c.score >= TITLED)
    found: set[str] = set()
    for candidate in candidates:
        if candidate.type == "Person" and len(candidate.words) > 1:
            at = len(candidate.words) - 1
            if at > 1 and folded(candidate.words[at].bare) in bodies:
                continue
            while at > 1 and candidate.words[at - 1].text in particles():
                at -= 1
            found |= {
                " ".join(folded(word.bare) for word in candidate.words[n:]) for n in (at, len(candidate.words) - 1)
            }
    return frozenset(found)


def _span(candidate: Candidate, found: Found) -> Span:
    """The candidate's words, and what the model takes in at their edges where it sees the same words."""
    entity = found.get((candidate.start, candidate.end))
    if entity is None or entity.label != candidate.type:
        return Span(candidate.start, candidate.end)
    return Span(candidate.start - entity.lead, candidate.end + entity.tail)


def _name(document: Document, doc: Doc, candidate: Candidate, alias: Span | None, found: Found) -> Name:
    span, entity = _span(candidate, found), found.get((candidate.start, candidate.end))
    sure = min(0.95, 0.4 + 0.08 * candidate.score)
    sources: tuple[str, ...] = (candidate.source,)
    if candidate.source.startswith("model, "):
        sources = ("model", candidate.source.removeprefix("model, "))
    if entity is not None and entity.label == candidate.type:
        sure = entity.probability if candidate.source == "model" else 1 - (1 - entity.probability) * (1 - sure)
    metonym = candidate.type == "Place" and candidate.form == "name" and is_metonym(candidate, doc)
    acronym = candidate.form == "name" and len(candidate.words) == 1 and candidate.words[0].acronym
    return Name(
        span,
        span.of(document.text),
        candidate.type,
        subtype="Country" if metonym else candidate.subtype,
        form="acronym" if acronym and (alias or candidate.type not in {"Person", "Place"}) else candidate.form,
        confidence=round(min(0.99, max(0.05, sure)), 2),
        sources=sources,
        code=seat_of(candidate) if metonym else candidate.code,
        alias_of=alias,
        metonym=metonym,
    )
