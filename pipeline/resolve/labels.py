"""A short line for an event, as a headline writer would put it: present tense, from its participants and place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.records.event import EventStatus
from pipeline.resolve.cast import reference_words
from pipeline.resolve.figures import Figure
from pipeline.resolve.telling import Party, Telling

#: Words that an unnamed participant's description may have in a label.
LONGEST = 6
IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of event is told; `{r}` is the recipient."""

    verb: str
    alone: str
    noun: str
    bare: str
    direct: frozenset[str]
    #: Lemma of a trigger to its phrases with and without a recipient, and where its own noun is given those without an actor.
    words: dict[str, tuple[str, ...]]


@cache
def wordings() -> dict[tuple[str, str | None], Wording]:
    """`labels.toml`: type and mode to wording; a type's own under mode None."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("labels.toml").read_text("utf-8"))
    found: dict[tuple[str, str | None], Wording] = {}
    for type, table in data.items():
        found[type, None] = wording(table)
        for mode, row in table.items():
            if isinstance(row, dict):
                found[type, mode] = wording(row)
    return found


def wording(row: dict[str, object]) -> Wording:
    """One table of `labels.toml`."""
    listed = row.get("direct", [])
    direct = frozenset(map(str, listed)) if isinstance(listed, list) else frozenset()
    special = row.get("words", [])
    phrases = {
        lemma: tuple(map(str, said))
        for lemmas, *said in (special if isinstance(special, list) else [])
        for lemma in lemmas.split()
    }
    return Wording(str(row["verb"]), str(row["alone"]), str(row["noun"]), str(row["bare"]), direct, phrases)


def label(best: Telling, parties: Sequence[Party], figures: Sequence[Figure], place: int | None, text: str) -> str:
    """The line for an event; `parties` are its participants, `place` the number of the place it was at."""
    candidate = best.candidate
    words = wordings().get((candidate.type, candidate.mode)) or wordings()[candidate.type, None]
    actors = named(parties, ("actor",), figures)
    recipients = named(parties, ("recipient", "victim"), figures)
    taken = {p.stand.figure for p in parties if p.stand and p.argument.role in ("actor", "recipient")}
    where = figures[place].name if place is not None and place not in taken else None
    if candidate.mode == "visit" and not recipients and where:
        recipients, where = [where], None
    object = joined([name for name in recipients if name not in actors])
    said = (candidate.lemma, *candidate.lemma.split())
    direct = next((lemma for lemma in said if lemma in words.direct), None)
    special = next((words.words[lemma] for lemma in said if lemma in words.words), None)
    if direct and object:
        phrase = f"{direct} {object}"
    else:
        verb, alone = special[:2] if special else (words.verb, words.alone)
        phrase = verb.replace("{r}", object) if object else alone
    if actors:
        line = f"{joined(actors)} {inflected(phrase, candidate.status, plural=is_plural(actors, parties, figures))}"
    else:
        noun, bare = special[2:] if special and len(special) > 2 else (words.noun, words.bare)
        line = unacted(candidate.status, noun.replace("{r}", object) if object else bare)
    if where:
        line += f" {'from' if candidate.mode == 'withdraw' else 'in'} {where}"
    return line[0].upper() + line[1:]


def named(parties: Sequence[Party], roles: tuple[str, ...], figures: Sequence[Figure]) -> list[str]:
    """Names of the participants in these roles, each once; long descriptions are left out."""
    found: list[str] = []
    for party in parties:
        if party.argument.role in roles:
            said = party.argument.text.strip()
            short = without_article(said)
            if party.stand is None:
                vague = said.lower() in reference_words().small["vague"] or len(said.split()) > LONGEST or "\n" in said
                name = "" if vague else lowered(said)
            elif (
                party.stand.form == "nominal"
                and figures[party.stand.figure].type != "Person"
                and " stands for " in party.stand.reason
                and len(short.split()) <= LONGEST
            ):
                # "A delegation of the armed group X" is "X delegation" in a headline.
                head = party.stand.reason.partition(" stands for ")[0]
                body = figures[party.stand.figure]
                name = f"{body.name} {head}" if " of " in short and body.type == "Organization" else short
            else:
                name = figures[party.stand.figure].name
            if name and name.lower() not in map(str.lower, found):
                found.append(name)
    return found


def lowered(said: str) -> str:
    """A description with its first word in lower case, if that is an article or number."""
    small = reference_words().small
    first, _, rest = said.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in small["numbers"] | small["definite"] else said


def is_plural(actors: Sequence[str], parties: Sequence[Party], figures: Sequence[Figure]) -> bool:
    """Whether the actors take a verb in the plural: two of them, a people, or several unnamed."""
    if len(actors) > 1:
        return True
    for party in parties:
        if party.argument.role != "actor":
            continue
        if party.stand is None:
            small = reference_words().small
            whole = without_article(party.argument.text).lower()
            said = re.split(r" (?:in|of|from|for|with|at|on|who|that) ", whole)[0].split(" ")
            counted = party.argument.count is not None and party.argument.count > 1
            return (
                counted or said[0] in small["numbers"] - small["single"] or said[-1].endswith(("s", *small["plural"]))
            )
        return figures[party.stand.figure].type == "Group"
    return False


def without_article(words: str) -> str:
    """Words without the article or possessive they start with."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("a", "an", *reference_words().small["definite"]) and rest else words


def joined(names: Sequence[str]) -> str:
    """Names as a list of two at most."""
    if len(names) > 2:
        return f"{names[0]} and others"
    return " and ".join(names)


def inflected(phrase: str, status: EventStatus, *, plural: bool) -> str:
    """A phrase that opens with a verb's base form, in the form that its status asks for."""
    if status == "planned":
        return f"to {phrase}"
    if status == "hypothetical":
        return f"may {phrase}"
    if status == "negated":
        return f"{'do' if plural else 'does'} not {phrase}"
    verb, _, rest = phrase.partition(" ")
    return f"{verb if plural else third_person(verb)} {rest}".strip()


def unacted(status: EventStatus, noun: str) -> str:
    """The line of an event whose actor is not known."""
    said = {"planned": "Planned {}", "hypothetical": "Possible {}", "negated": "No {}"}.get(status, "{}")
    return said.format(noun if said == "{}" else noun[0].lower() + noun[1:])


def third_person(verb: str) -> str:
    """The verb as said of one person now."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"
