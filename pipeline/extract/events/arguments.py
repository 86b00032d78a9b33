"""Who takes part in an event, and as what: the frame's slots, filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.events.bystanders import admitted, beside_agent, bystanders, ground, raised, venue
from pipeline.extract.events.mentions import Filler, Mentions
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.slots import Slots
from pipeline.extract.events.status_cues import no_party
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import Argument
from pipeline.knowledge import grammar
from pipeline.knowledge.triggers import Frame, actor_words, thing_words
from pipeline.records.participant import ParticipantRole

# Types whose recipient may be a thing: a village is shelled, a bridge is closed.
_THINGS = frozenset({"ASSAULT", "COERCE"})
# Types in which one side acts on another, who may be the subject of what is said of the act: "X rejected the accusation".
_DIRECTED = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN", "SANCTION", "AID", "ASSAULT", "COERCE", "SUPPORT"})
# What a grammar's word for a filler counts, the surest first; the model's probability is added to it.
COUNTS = (0.5, 0.35)
# From this sum on a filler is taken; where the model says nothing, the surest grammar's word is enough.
ENOUGH = 0.55
# Where nothing reaches that for a role, from this on, if the surest grammar sees it or the model says nothing at all.
LAST_RESORT = 0.35
# What no grammar sees is taken from this probability on, where English has the role (an actor before its trigger, a recipient soon
# behind it) and elsewhere. All of these were picked on held-out articles.
IN_PLACE: dict[str, float] = {"actor": 0.4, "recipient": 0.35}
UNSEEN = 0.55
# Words behind its trigger within which a recipient is in its place.
SOON = 9
# Steps from a thing in a recipient's place to whose it is: "part of a Kurdish stronghold".
OWNERS = 2
_Part = tuple[Filler, ParticipantRole]
_INNER = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "nmod:poss", "nmod:desc", "flat", "case", "punct", "appos"}
)


def arguments(
    proposal: Proposal, words: Words, mentions: Mentions, grammars: Sequence[Slots], text: str
) -> tuple[Argument, ...]:
    """Participants in text order; no phrase has two of the roles actor, recipient and topic.

    Every grammar and the model have a vote; a phrase takes the role that most speaks for, if that is enough.
    """
    frame = _directed(proposal)
    plan: tuple[tuple[ParticipantRole, tuple[str, ...]], ...] = (
        ("actor", frame.actor), ("recipient", frame.recipient), ("topic", frame.topic),
    )  # fmt: skip
    votes: dict[_Part, float] = {}
    noun = proposal.hit.noun if proposal.hit is not None else None
    decided = {
        role for role, names in plan[:1] if names and grammars[0].slot(proposal.head, proposal.part, names[0], noun)
    }
    befallen = grammars[0].slot(proposal.head, proposal.part, "befallen")
    for role, names in plan:
        for slots, count in zip(grammars, COUNTS, strict=False):
            fillers = _filled(proposal, role, names, words, mentions, slots)
            if role == "actor":
                fillers = fillers or _of_noun(proposal, words, mentions, slots)
            for filler in fillers:
                if role != "actor" or filler.head not in befallen:
                    votes[filler, role] = votes.get((filler, role), 0.0) + count
    apart = no_party(proposal.head, words) | bystanders(proposal, words)
    votes = {part: count for part, count in votes.items() if apart.isdisjoint(range(part[0].start, part[0].end))}
    seen, scored = set(votes), set()
    for filler, role, score in _scored(proposal, words, mentions):
        if not apart.isdisjoint(range(filler.start, filler.end)):
            continue
        part: _Part = (filler, "recipient" if filler.head in befallen else role)
        scored.add(part)
        if part in seen or (
            not (befallen and part[1] == "recipient")
            and score >= _needed(filler, role, proposal)
            and not (role == "actor" and beside_agent(filler, proposal, words))
        ):
            votes[part] = votes.get(part, 0.0) + score
    taken: list[Argument] = []
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0][0].span, item[0][1]))
    wanted = ENOUGH if proposal.arguments else COUNTS[0]
    for enough in (wanted, LAST_RESORT):
        filled = {argument.role for argument in taken} | (decided if enough < wanted else set())
        for part, score in ranked:
            filler, role = part
            if (
                score
                >= (enough if part in scored or not (proposal.arguments or words.parsed) else max(enough, COUNTS[0]))
                and role not in filled
                and not any(argument.span.overlaps(filler.span) for argument in taken)
            ):
                taken.append(Argument(role, filler.span, filler.span.of(text), filler.count))
    found = list(taken)
    if frame.victim:
        victims = (_filled(proposal, "victim", frame.victim, words, mentions, slots) for slots in grammars)
        for filler in next((group for group in victims if group), []):
            if filler.able and not filler.place:
                found.append(Argument("victim", filler.span, filler.span.of(text), filler.count))
    return tuple(sorted(found, key=lambda argument: (argument.span, argument.role)))


def _directed(proposal: Proposal) -> Frame:
    """The frame, and for a noun of an act that one side does to another also who meets with it."""
    frame = proposal.frame
    mutual = proposal.type == "AGREE" and "between" in frame.actor
    directed = proposal.type in _DIRECTED or proposal.mode == "release"
    if proposal.part != "n" or not directed or mutual:
        return frame
    return replace(frame, recipient=(*frame.recipient, "undergo"))


def _scored(proposal: Proposal, words: Words, mentions: Mentions) -> list[tuple[Filler, ParticipantRole, float]]:
    """The model's fillers in the trigger's sentence, each with its best score; words inside a scored phrase add no filler."""
    first, last = words.sentence(proposal.head)
    pairs = {(token, role): score for token, role, score in proposal.arguments if first <= token < last}
    best: dict[tuple[Filler, ParticipantRole], float] = {}
    inner: list[tuple[int, ParticipantRole, float]] = []
    for (token, named), score in pairs.items():
        role: ParticipantRole | None = "actor" if named == "actor" else "recipient" if named == "recipient" else None
        if role is None:
            continue
        if words.parsed and words.dep[token] in _INNER and (words.head[token], named) in pairs:
            inner.append((token, role, score))
            continue
        filler = mentions.phrase(_described(token, proposal, words, mentions))
        beside = filler is not None and (
            venue(filler, proposal, words)
            if role == "actor"
            else any(aside(filler, proposal, words) for aside in (ground, raised, admitted))
        )
        if filler is not None and not beside and not _in_trigger(filler.head, proposal, words):
            best[filler, role] = max(best.get((filler, role), 0.0), score)
    for token, role, score in inner:
        whole = mentions.phrase(words.head[token])
        if role == "actor" and whole is not None and (whole, role) in best and whole.start <= token < whole.end:
            best[whole, role] = max(best[whole, role], score)
        filler = mentions.at(token)
        if filler is not None and (filler, role) in best:
            best[filler, role] = max(best[filler, role], score)
    return [(filler, role, score) for (filler, role), score in best.items()]


def _needed(filler: Filler, role: str, proposal: Proposal) -> float:
    """The probability that a filler which no grammar sees needs for the role."""
    in_place = filler.end <= proposal.start if role == "actor" else proposal.end <= filler.start < proposal.end + SOON
    return IN_PLACE[role] if in_place else UNSEEN


def _described(token: int, proposal: Proposal, words: Words, mentions: Mentions) -> int:
    """The noun that a nationality describes, where it is not the trigger: "met a Thai general" is a meeting with the general."""
    found = mentions.at(token)
    if found is None or not found.adjective or not words.parsed or words.dep[token] not in {"amod", "compound"}:
        return token
    noun = words.head[token]
    return token if proposal.start <= noun < proposal.end else noun


def _filled(
    proposal: Proposal, role: str, names: Iterable[str], words: Words, mentions: Mentions, slots: Slots
) -> list[Filler]:
    """The fillers of the first slot that has any fit for the role; of a thing in a recipient's place, its owners."""
    noun = proposal.hit.noun if proposal.hit is not None else None
    directed = role == "actor" and "undergo" in _directed(proposal).recipient
    others = slots.slot(proposal.head, proposal.part, "undergo", noun) if directed else []
    for name in names:
        heads = [
            head
            for head in slots.slot(proposal.head, proposal.part, name, noun)
            if not _in_trigger(head, proposal, words) and head not in others
        ]
        found = _fitting(heads, proposal, role, name, words, mentions)
        for _ in range(OWNERS if role == "recipient" and name == "obj" else 0):
            if found or not heads:
                break
            heads = [owner for head in heads for owner in _owners(head, slots)]
            found = _fitting(heads, proposal, "actor", "poss", words, mentions)
        if found:
            return found
    return []


def _fitting(
    heads: Iterable[int], proposal: Proposal, role: str, name: str, words: Words, mentions: Mentions
) -> list[Filler]:
    return [
        filler
        for head in heads
        if (filler := mentions.phrase(head)) is not None
        and (mentions.at(head) is not None or words.lower[filler.head] not in grammar.words("empty"))
        and _fits(proposal, role, name, filler, words)
    ]


def _owners(thing: int, slots: Slots) -> list[int]:
    """Whose the thing is: "froze its accounts", "offices of the party", "shelled Iraqi towns"."""
    return next((found for name in ("poss", "of", "adj") if (found := slots.slot(thing, "n", name))), [])


def _in_trigger(head: int, proposal: Proposal, words: Words) -> bool:
    """Whether the word is part of what triggers the event; the pronoun of "lock me up" only stands between its parts."""
    return proposal.start <= head < proposal.end and words.lower[head] not in grammar.words("personal")


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
        return (filler.able and filler.adjective) or filler.place
    if role == "actor":
        return filler.able and not venue(filler, proposal, words)
    if filler.able:
        return True
    return proposal.type in _THINGS and (filler.place or filler.marked or words.lower[filler.head] in thing_words())
