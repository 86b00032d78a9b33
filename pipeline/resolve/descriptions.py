"""Definite noun phrases: "the minister", "the group", "the agreement", and nobody where two may be meant."""

from __future__ import annotations

import re

from pipeline.extract.extraction import Reference
from pipeline.knowledge.countries import capitals
from pipeline.resolve.cast import Stand, reference_words
from pipeline.resolve.figures import Figure
from pipeline.resolve.known import governed_by, nationality_words
from pipeline.resolve.organisations import content
from pipeline.resolve.search import Search
from pipeline.resolve.spelling import words

#: Code points of the longest name looked for behind a noun phrase.
LONGEST = 80
#: A noun in the genitive before another.
OWNED = re.compile(r"\w['’]s? \w")
#: Nouns for a union of states, and what its organs are called: "the bloc" is no commission.
UNIONS, ORGANS = frozenset({"bloc", "alliance"}), frozenset({"commission", "council", "court", "parliament", "agency"})


def is_definite(reference: Reference) -> bool:
    """Whether a noun phrase speaks of somebody the reader is taken to know: by its first word, or by whose it is ("Iran's minister")."""
    first = (words(reference.text) or ("",))[0]
    return first in reference_words().small["definite"] or OWNED.search(reference.text) is not None


def description(search: Search, reference: Reference) -> Stand | None:
    """A noun phrase's entity."""
    if found := search.cast.at(reference.span):
        return found
    said = words(reference.text)
    head = words(reference.head)[-1] if words(reference.head) else ""
    if not is_definite(reference):
        return None
    after = reference.span.end + 1
    named = [s for s in search.cast.between(after, after + LONGEST) if s.span.start == after and s.form == "name"]
    if named and search.story.text[reference.span.end] == " ":
        return search.made(reference, named[0].figure, "the name that it stands before")
    nouns, bodies = reference_words().nouns, reference_words().bodies
    figures = search.cast.figures
    inside = {code for word in said if (code := nationality_words().get(word))}
    inside |= {code for s in search.cast.names_in(reference.span) if (code := figures[s.figure].code)}
    if head in nouns["offices"]:
        return office(
            search, reference, [w for w in said if w not in reference_words().small["definite"]], head, inside
        )
    bearers = [s for s in search.cast.names_in(reference.span) if not figures[s.figure].code]
    if bearers:
        return administration(search, reference, bearers, head) if head in nouns["governments"] else None
    if head in nouns["governments"] and set(said) & reference_words().small["of a part"]:
        return None  # "the municipal government"
    if head in nouns["governments"] or head in nouns["countries"]:
        allowed = {n for n, f in enumerate(figures) if f.subtype == "Country" and (not inside or f.code in inside)}
        return search.foremost(reference, allowed, f"the country that “the {head}” belongs to")
    if head in nouns["cities"]:
        seats = capitals() if head == "capital" else None
        towns = {n for n, f in enumerate(figures) if f.subtype == "City" and (seats is None or f.name in seats)}
        return search.nearest(reference, towns, "the city named last")
    if head in nouns["agreements"]:
        allowed = {n for n, f in enumerate(figures) if f.type == "Agreement"}
        return search.nearest(reference, allowed, "the agreement named last")
    if head in bodies:
        allowed = {n for n, f in enumerate(figures) if f.type == "Organization" and fits(f, head, bodies[head], inside)}
        found = search.nearest(reference, allowed, f"the nearest {head}")
        # A body of no known country may be the Afghan one; where it stands nearer, two may be meant.
        stateless = {
            n
            for n, f in enumerate(figures)
            if inside and f.type == "Organization" and f.country is None and fits(f, head, bodies[head], set())
        }
        nearest = search.nearest(reference, allowed | stateless, "") if found and stateless else found
        return found if nearest and found and nearest.figure == found.figure else None
    if head in nouns["named"]:
        allowed = {
            n for n, f in enumerate(figures)
            if f.type == "Organization" and any(head in content(name) for name in (f.name, *f.alternate_names))
        }  # fmt: skip
        return search.nearest(reference, allowed, f"the nearest body with “{head}” in its name")
    return None


def administration(search: Search, reference: Reference, bearers: list[Stand], head: str) -> Stand | None:
    """The country of "the Trump administration", by the person's own country or the register of such phrases."""
    figures = search.cast.figures
    person = figures[bearers[-1].figure]
    if person.type != "Person" or bearers[-1].form != "name":
        return None
    codes = (person.country,) if person.country else governed_by(bearers[-1].span.of(search.cast.text))
    found = [n for n, f in enumerate(figures) if f.subtype == "Country" and f.code in codes]
    return search.made(reference, found[0], f"{head} of {person.name}") if len(found) == 1 else None


def office(search: Search, reference: Reference, said: list[str], head: str, inside: set[str]) -> Stand | None:
    """The person who holds the office named; None if the text gives it to nobody, or to two."""
    asked = set(said) - {w for s in search.cast.names_in(reference.span) for w in words(s.span.of(search.cast.text))}
    ranks = asked & reference_words().nouns["ranks"]
    holders = {
        n: len(asked & f.offices) for n, f in enumerate(search.cast.figures)
        if f.type == "Person" and head in f.offices and (not inside or f.country in inside) and ranks <= f.offices
    }  # fmt: skip
    if not holders:
        return None
    best = max(holders.values())
    found = {n for n, k in holders.items() if k == best}
    # A country's office in full has one holder in a text, however far off: "the Iranian foreign minister".
    full = asked - nationality_words().keys() - {"s"}
    if inside and len(found) == 1 and len(full) > 1 and full <= search.cast.figures[min(found)].offices:
        return search.made(reference, found.pop(), f"the only {' '.join(said)} that the text names")
    return search.nearest(reference, found, f"the {' '.join(said)} that the text names") if len(found) == 1 else None


def fits(figure: Figure, head: str, subtypes: frozenset[str], inside: set[str]) -> bool:
    """Whether an organisation may be called by a noun, and belongs to the country named with it if one is."""
    if inside and figure.country not in inside:
        return False
    named = [set(content(name)) for name in (figure.name, *figure.alternate_names)]
    if figure.subtype is not None and subtypes:
        return figure.subtype in subtypes and not (head in UNIONS and any(name & ORGANS for name in named))
    return not subtypes or any(head in name for name in named)
