"""Which tellings of one document are of one event.

Precision first: two tellings are joined only if type, participants, place, date and status speak for it and nothing
speaks against it. Two visits a year apart stay two; so do an attack and its denial. A noun with a definite article ("the strike") means the
nearest event before it of its type and words, and the only such event even where more is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.records.edtf import Edtf
from pipeline.records.participant import ParticipantRole
from pipeline.resolve.cast import reference_words
from pipeline.resolve.figures import Figure
from pipeline.resolve.partition import Partition
from pipeline.resolve.telling import Telling

#: Points for agreement, and the sum from which two tellings are one event.
LEMMA, MODE, ROLE, DATE, PLACE, LAYOUT, NEAR = 1.0, 1.0, 1.0, 1.5, 0.5, 0.5, 0.5
ENOUGH = 2.0
OTHER_WORDS = 0.5
#: Later tellings of a type that each is compared with, so that a very long document takes linear time.
WINDOW = 300
#: Sentences before a noun that points back within which it may mean an event in other words, and behind it one told for the first time.
SOON = 8

SIDES: tuple[ParticipantRole, ...] = ("actor", "recipient", "victim")
GAINERS: tuple[ParticipantRole, ...] = ("beneficiary",)
STATUS_KIN = {frozenset({"happened", "ongoing"})}


def same_events(
    tellings: Sequence[Telling], figures: Sequence[Figure], kin: Mapping[int, frozenset[int]]
) -> list[list[Telling]]:
    """The tellings by event, in the order of their first; `kin` maps an entity to those it acts for or belongs to."""
    sets = Partition(len(tellings))
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
            if free and sets.join(a, back):
                break
    return [[tellings[i] for i in members] for members in sets.sets()]


def pointing(
    tellings: Sequence[Telling], by_type: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, list[int], bool]]:
    """Tellings that point back ("the strike"), each with those of its type and words before it, the nearest first, and True.

    Where none has its words, those shortly before it and False: "the blast" means the one attack told of there.
    """
    for group in by_type.values():
        for n, number in enumerate(group):
            back = tellings[number]
            if not back.definite:
                continue
            before = list(reversed(group[max(0, n - WINDOW) : n]))
            if known := [a for a in before if same_words(tellings[a].candidate.lemma, back.candidate.lemma)]:
                yield number, known, True
                continue
            lately = [a for a in before if back.sentence - tellings[a].sentence <= SOON]
            known_already = back.part == "body" and back.when is None and not newcomer(back)
            if lately and known_already and like_modes(tellings[lately[0]], back):
                yield number, lately, False


def newcomer(back: Telling) -> bool:
    """Whether the noun brings in somebody new, and so an event of its own: "the death of a student"."""
    return any(party.argument.text.lower().startswith(("a ", "an ")) for party in back.parties)


def like_modes(one: Telling, other: Telling) -> bool:
    """Whether the two are not told of two modes."""
    a, b = one.candidate.mode, other.candidate.mode
    return not a or not b or a == b


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
    return ENOUGH if same_words(one.candidate.lemma, other.candidate.lemma) else ENOUGH + OTHER_WORDS


def against(one: Telling, other: Telling, figures: Sequence[Figure], kin: Mapping[int, frozenset[int]]) -> bool:
    """Whether something speaks against one event."""
    a, b = one.candidate, other.candidate
    if a.mode != b.mode and ((a.mode and b.mode) or not same_words(a.lemma, b.lemma)):
        return True
    if a.status != b.status and frozenset({a.status, b.status}) not in STATUS_KIN:
        return True
    if one.when and other.when and not one.when.intersects(other.when):
        return True
    if elsewhere(one, other, figures):
        return True
    for role in SIDES:
        ours, theirs = decided(one.of(role)), decided(other.of(role))
        if same_words(a.lemma, b.lemma) and not any(isinstance(k[0], int) for k in ours | theirs):
            continue
        if ours and theirs and not meet(ours, theirs, kin) and not (role != "victim" and crossed(one, other, kin)):
            return True
    return False


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


def meet(
    ours: frozenset[tuple[object, ...]], theirs: frozenset[tuple[object, ...]], kin: Mapping[int, frozenset[int]]
) -> bool:
    """Whether two sets of participants share one, or one that acts for the other."""
    if ours & theirs:
        return True
    return any(spread(a, kin) & spread(b, kin) for a in ours for b in theirs)


def spread(key: tuple[object, ...], kin: Mapping[int, frozenset[int]]) -> frozenset[object]:
    """A participant with those it acts for."""
    return frozenset({key}) if not isinstance(key[0], int) else frozenset({key[0]}) | kin.get(key[0], frozenset())


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


#: Endings that part a noun from its verb, longest first, and letters of a word that are compared without them.
ENDINGS = ("ation", "ment", "ing", "ion", "al", "ed", "s")
STEM = 5


@lru_cache(maxsize=16384)
def stems(lemma: str) -> frozenset[str]:
    """What the words of a trigger share with other forms of them: "peace agreement", "agree to" and "agreed" share "agree"."""
    words = [word for word in lemma.lower().split() if len(word) > SHORTEST] or [lemma.lower()]
    return frozenset(stem(word) for word in words)


#: Letters that a word of a trigger must have more than to be no preposition.
SHORTEST = 3


def stem(word: str) -> str:
    """A word without its ending, cut short."""
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) > SHORTEST), "")
    return word.removesuffix(ending)[:STEM]


def same_words(one: str, other: str) -> bool:
    """Whether two triggers have a word in common, in whatever form."""
    return bool(stems(one) & stems(other))
