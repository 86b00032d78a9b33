"""Who takes part in an event, and as what: the frame's slots, filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.events.mentions import Filler, Mentions
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.slots import Slots
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import Argument
from pipeline.knowledge import grammar
from pipeline.knowledge.triggers import actor_words, thing_words
from pipeline.records.participant import ParticipantRole

# Types whose recipient may be a thing: a village is shelled, a bridge is closed.
_THINGS = frozenset({"ASSAULT", "COERCE"})
# A role that the model scores above this is taken over from it.
SURE = 0.4
_EMPTY = frozenset("who which that whom whose what it this these those there".split())


def arguments(proposal: Proposal, words: Words, mentions: Mentions, grammars: Sequence[Slots], text: str) -> tuple[Argument, ...]:
    """Participants in text order; no phrase has two of the roles actor, recipient and topic.

    `grammars` are asked in their order, the first that fills a role decides; where none does, the model's scores.
    """
    taken: dict[tuple[int, int], Argument] = {}
    scored = _scored(proposal, words, mentions)
    frame = proposal.frame
    plan: tuple[tuple[ParticipantRole, tuple[str, ...]], ...] = (
        ("actor", frame.actor), ("recipient", frame.recipient), ("topic", frame.topic),
    )  # fmt: skip
    for role, names in plan:
        fillers: list[Filler] = []
        for slots in grammars:
            fillers = fillers or _filled(proposal, role, names, words, mentions, slots)
            if role == "actor":
                fillers = fillers or _of_noun(proposal, words, mentions, slots)
        fillers = fillers or scored.get(role, [])
        for filler in fillers:
            key = filler.start, filler.end
            if key not in taken and not any(a < filler.end and filler.start < b for a, b in taken):
                taken[key] = Argument(role, filler.span, filler.span.of(text), filler.count)
    found = list(taken.values())
    if frame.victim:
        victims = (_filled(proposal, "victim", frame.victim, words, mentions, slots) for slots in grammars)
        for filler in next((group for group in victims if group), []):
            if filler.able and not filler.place:
                found.append(Argument("victim", filler.span, filler.span.of(text), filler.count))
    return tuple(sorted(found, key=lambda argument: (argument.span, argument.role)))


def _scored(proposal: Proposal, words: Words, mentions: Mentions) -> dict[ParticipantRole, list[Filler]]:
    found: dict[ParticipantRole, list[Filler]] = {}
    first, last = words.sentence(proposal.head)
    for token, role, score in proposal.arguments:
        if not first <= token < last:
            continue
        filler = mentions.phrase(token) if score >= SURE else None
        if filler is not None and role in {"actor", "recipient", "beneficiary", "instrument", "topic", "victim"}:
            found.setdefault(role, []).append(filler)  # type: ignore[arg-type]
    return found


def _filled(proposal: Proposal, role: str, names: Iterable[str], words: Words, mentions: Mentions, slots: Slots) -> list[Filler]:
    """The fillers of the first slot that has any fit for the role."""
    noun = proposal.hit.noun if proposal.hit is not None else None
    for name in names:
        found = [
            filler
            for head in slots.slot(proposal.head, proposal.part, name, noun)
            if not proposal.start <= head < proposal.end
            and (filler := mentions.phrase(head)) is not None
            and (mentions.at(head) is not None or words.lower[filler.head] not in _EMPTY)
            and _fits(proposal, role, name, filler, words)
        ]
        if found:
            return found
    return []


def _of_noun(proposal: Proposal, words: Words, mentions: Mentions, slots: Slots) -> list[Filler]:
    """Whose noun it is in "X's request was filed", where the verb names nobody."""
    noun = proposal.hit.noun if proposal.hit is not None else None
    if noun is None or proposal.part != "v" or words.lower[noun] in actor_words():
        return []
    own = replace(proposal, head=noun, part="n", hit=None)
    return _filled(own, "actor", ("poss", "between", "by", "adj"), words, mentions, slots)


def _fits(proposal: Proposal, role: str, slot: str, filler: Filler, words: Words) -> bool:
    if role == "topic":
        return not filler.able and not filler.place
    if slot == "adj":
        return filler.able and filler.adjective or filler.place
    if role == "actor":
        return filler.able
    if filler.able:
        return True
    return proposal.type in _THINGS and (filler.place or filler.marked or words.lower[filler.head] in thing_words())
