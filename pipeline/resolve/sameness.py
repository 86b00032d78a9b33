"""Which tellings of one document are of one event.

Precision first: two tellings are joined only if type, participants, place, date and status speak for it and nothing
speaks against it. Two visits a year apart stay two; so do an attack and its denial. A noun with a definite article ("the strike") means the
nearest event before it of its type and words, and the only such event even where more is told of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.records.edtf import Edtf
from pipeline.records.participant import ParticipantRole
from pipeline.resolve.cast import reference_words
from pipeline.resolve.company import meet, with_leaders
from pipeline.resolve.figures import Figure
from pipeline.resolve.partition import Partition
from pipeline.resolve.pointing import SOON, WINDOW, pointing, strange
from pipeline.resolve.telling import Telling
from pipeline.resolve.wording import same_words

#: Points for agreement, and the sum from which two tellings are one event.
LEMMA, MODE, ROLE, DATE, PLACE, LAYOUT, NEAR = 1.0, 1.0, 1.0, 1.5, 0.5, 0.5, 0.5
ENOUGH = 2.0
OTHER_WORDS = 0.5

#: Letters between two words for one act at most: "pays and trains".
BESIDE = 8
#: Sentences between two tellings from which on less than a shared date or place, or a headline, leaves it open whether they are one.
FAR = 20

SIDES: tuple[ParticipantRole, ...] = ("actor", "recipient", "victim")
GAINERS: tuple[ParticipantRole, ...] = ("beneficiary",)
STATUS_KIN = {frozenset({"happened", "ongoing"})}


def same_events(
    tellings: Sequence[Telling], figures: Sequence[Figure], kin: Mapping[int, frozenset[int]]
) -> list[list[Telling]]:
    """The tellings by event, in the order of their first; `kin` maps an entity to those it acts for or belongs to."""
    sets = Partition(len(tellings))
    kin = with_leaders(tellings, figures, kin)
    by_type: dict[str, list[int]] = {}
    for number, telling in enumerate(tellings):
        by_type.setdefault(telling.candidate.type, []).append(number)
    pairs = [(a, b) for group in by_type.values() for n, a in enumerate(group) for b in group[n + 1 : n + 1 + WINDOW]]
    scored = []
    for a, b in pairs:
        if against(tellings[a], tellings[b], figures, kin):
            if not tellings[b].definite or apart(tellings[a], tellings[b], figures):
                sets.forbid(a, b)
        elif (points := agreement(tellings[a], tellings[b], kin)) >= enough(tellings[a], tellings[b]):
            scored.append((-points, a, b))
    for _, a, b in sorted(scored):
        sets.join(a, b)
    for back, known, by_words in pointing(tellings, by_type):
        alone = len({sets.find(a) for a in known}) == 1
        for a in known if by_words or alone else ():
            one, other = tellings[a], tellings[back]
            free = not (apart(one, other, figures) if alone else against(one, other, figures, kin))
            free = free and not strange(one, other, kin)
            if free and sets.join(a, back):
                break
    return [[tellings[i] for i in members] for members in sets.sets()]


def apart(one: Telling, other: Telling, figures: Sequence[Figure]) -> bool:
    """Whether a noun that points back cannot mean the earlier telling: one of them denied or to come, another day, another place.

    Who takes part is not asked, since a noun between other clauses is often given their participants.
    """
    a, b = one.candidate, other.candidate
    if a.status != b.status and frozenset({a.status, b.status}) not in STATUS_KIN:
        return True
    if one.when and other.when and not one.when.intersects(other.when):
        return True
    return elsewhere(one, other, figures)


def enough(one: Telling, other: Telling) -> float:
    """Points from which two tellings are one event: more where their words differ, as two acts of one person may be of one type."""
    alike = same_words(one.candidate.lemma, other.candidate.lemma)
    far = abs(one.sentence - other.sentence) > FAR
    return ENOUGH + (not alike) * OTHER_WORDS + far * NEAR


def against(one: Telling, other: Telling, figures: Sequence[Figure], kin: Mapping[int, frozenset[int]]) -> bool:
    """Whether something speaks against one event."""
    a, b = one.candidate, other.candidate
    if a.mode != b.mode and ((a.mode and b.mode) or not same_words(a.lemma, b.lemma)):
        return True
    if a.status != b.status and frozenset({a.status, b.status}) not in STATUS_KIN:
        return True
    if one.when and other.when and not one.when.intersects(other.when):
        return True
    if elsewhere(one, other, figures) or in_turn(one, other):
        return True
    for role in SIDES:
        ours, theirs = decided(one.of(role)), decided(other.of(role))
        if same_words(a.lemma, b.lemma) and not any(isinstance(k[0], int) for k in ours | theirs):
            continue
        if ours and theirs and not meet(ours, theirs, kin) and not (role != "victim" and crossed(one, other, kin)):
            return True
    return False


def in_turn(one: Telling, other: Telling) -> bool:
    """Whether one sentence tells two acts, one after the other: "massed its troops and put its air force on alert".

    Not so where force is told with what it does ("shelled the town, killing ten"), nor of two words for one act ("pays and trains").
    """
    a, b = one.candidate, other.candidate
    both = a.source.endswith(".v") and b.source.endswith(".v")
    return (
        one.sentence == other.sentence
        and both
        and a.type != "ASSAULT"
        and not same_words(a.lemma, b.lemma)
        and a.trigger.distance(b.trigger) > BESIDE
    )


def decided(keys: frozenset[tuple[object, ...]]) -> frozenset[tuple[object, ...]]:
    """The participants without a body that may be anybody's: "his delegation"."""
    return frozenset(
        key for key in keys if isinstance(key[0], int) or key[-1] not in reference_words().nouns["standing"]
    )


def crossed(one: Telling, other: Telling, kin: Mapping[int, frozenset[int]]) -> bool:
    """Whether the two sides of a mutual act are told the other way round."""
    if one.candidate.type not in ("CONSULT", "AGREE", "COOPERATE"):
        return False
    pairs = [(one.of("actor"), other.of("recipient")), (one.of("recipient"), other.of("actor"))]
    return any(meet(ours, theirs, kin) for ours, theirs in pairs)


def elsewhere(one: Telling, other: Telling, figures: Sequence[Figure]) -> bool:
    """Whether the two are told of places that cannot be one."""
    if one.place is None or other.place is None or one.place == other.place:
        return False
    return not same_ground(figures[one.place], figures[other.place])


def same_ground(one: Figure, other: Figure) -> bool:
    """Whether two places may be one ground: a country and a place inside it, or not known to be apart."""
    wide = one.subtype == "Country" or other.subtype == "Country"
    return one.country is None or other.country is None or (wide and one.country == other.country)


def agreement(one: Telling, other: Telling, kin: Mapping[int, frozenset[int]]) -> float:
    """Points for one event; 0 without a shared participant, place or date."""
    a, b = one.candidate, other.candidate
    points = 0.0
    if same_words(a.lemma, b.lemma):
        points += LEMMA
    if a.mode and a.mode == b.mode:
        points += MODE
    shared = 0.0
    for role in (*SIDES, *GAINERS):
        if one.of(role) & other.of(role):
            shared += ROLE
        elif meet(one.of(role), other.of(role), kin):
            shared += ROLE / 2
    if not shared and one.figures & other.figures:
        shared = ROLE / 2
    if dated(one.when) and one.when == other.when:
        shared += DATE
    if one.place is not None and one.place == other.place:
        shared += PLACE
    if not shared or foretold(one, other):
        return 0.0
    if abs(one.sentence - other.sentence) <= 2:
        points += NEAR
    if "headline" in (one.part, other.part) or "caption" in (one.part, other.part):
        points += LAYOUT
    return points + shared


def foretold(one: Telling, other: Telling) -> bool:
    """Whether a noun of the body would point at what is only told far behind it: "the meeting" is one that the reader knows of."""
    return one.definite and one.part == "body" and not other.definite and other.sentence - one.sentence > SOON


def dated(when: Edtf | None) -> bool:
    """Whether a date is precise enough to tell events apart: a month or finer."""
    if when is None or when.earliest is None or when.latest is None:
        return False
    return (when.latest - when.earliest).days <= 31
