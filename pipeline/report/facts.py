"""What a page says of a record: a title and labelled facts, each in words with links, the same for every page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, get_args

from pipeline.records.participant import ParticipantRole
from pipeline.report.catalogue import Catalogue, Row, short

#: Quad classes 1 to 4 of PLOVER, where an event's date comes from, and what found its trigger, in words.
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
BASES = {"governed": " (said of it)", "inherited": " (from a clause nearby)"}
SOURCES = {"both": "model and word list", "model": "model", "lexicon": "word list"}

#: Words of a fact and the page below the site that they link to, with its fragment.
Part = tuple[str, str | None]


class Fact(NamedTuple):
    """One line of a record's card."""

    label: str
    parts: tuple[Part, ...]

    def plain(self) -> list[Any]:
        """For JSON: label, then words and links by turns."""
        return [self.label, *(list(part) for part in self.parts)]


def fact(label: str, *parts: str | Part | None) -> list[Fact]:
    """A fact, or none where nothing is known."""
    known = tuple([(part, None) if isinstance(part, str) else part for part in parts if part])
    return [Fact(label, known)] if known else []


def listed(parts: Iterable[str | Part]) -> list[str | Part]:
    """Parts with a semicolon between them."""
    found: list[str | Part] = []
    for part in parts:
        found += ["; ", part] if found else [part]
    return found


def page(iri: str) -> str:
    """Path of a record's own page below the site."""
    return f"{short(iri)}/index.html"


def within(row: Row) -> str:
    """Path of a record in its article's page."""
    return f"{page(row['document_id'])}#{short(row['id'])}"


def span_page(row: Row) -> str:
    """Path of a stretch of text in its article's page (RFC 5147)."""
    return f"{page(row['document_id'])}#char={row['start']},{row['end']}"


def web(address: str | None) -> str | None:
    """An address that a link may lead to: the web's, never a script's."""
    return address if address and address.lower().startswith(("https://", "http://")) else None


def entity_part(catalogue: Catalogue, iri: str | None) -> Part | None:
    """An entity's name with its page."""
    name = catalogue.name(iri)
    return (name, page(iri)) if name and iri else None


def kind_of(entity: Row) -> str:
    """An entity's type in words: `Organization · Armed Group`."""
    kinds = [re.sub("(?<=[a-z])(?=[A-Z])", " ", kind) for kind in (entity["type"], entity["subtype"]) if kind]
    return " · ".join(filter(None, (*kinds, entity["country"], entity["sector"])))


def entity_facts(catalogue: Catalogue, entity: Row) -> list[Fact]:
    """Aliases, offices, counts and registers of an entity; every article that names it shows them."""
    found: list[Fact] = catalogue.cards.get(entity["id"]) or entity_card(catalogue, entity)
    catalogue.cards[entity["id"]] = found
    return found


def entity_card(catalogue: Catalogue, entity: Row) -> list[Fact]:
    """The same, put together."""
    found = fact("Kind", kind_of(entity))
    found += fact("Also", ", ".join(entity["alternate_names"]))
    offices = dict.fromkeys(
        words for tie in catalogue.ties.get(entity["id"], ()) if (words := tie_words(catalogue, tie, entity["id"]))
    )
    found += fact("Roles", *listed(list(offices)[:6]))
    if entity["latitude"] is not None:
        found += fact("At", f"{entity['latitude']:.2f}, {entity['longitude']:.2f}")
    found += fact("Same as", *listed((iri, web(iri)) for iri in entity["same_as"]))
    count, documents = entity["mention_count"], entity["document_count"]
    return found + fact("Mentions", f"{count} in {documents} article{'' if documents == 1 else 's'}")


def tie_words(catalogue: Catalogue, tie: Row, about: str) -> str | None:
    """A relation as said of its subject; None of its object."""
    if tie["subject_id"] != about:
        return None
    other, words = catalogue.name(tie["object_id"]), tie["object_text"]
    if tie["predicate"] == "holds_office":
        within_words = words and (not other or other.lower() in words.lower())
        what = str(words) if within_words else " of ".join(filter(None, (words, other)))
    else:
        what = f"{tie['predicate'].replace('_', ' ')} {other or words or '?'}"
    return str(what) + ("" if tie["status"] == "current" else f" ({tie['status']})")


def mention_facts(mention: Row) -> list[Fact]:
    """How a mention came to its entity."""
    found = fact("Words", mention["text"]) + fact("Form", mention["form"]) + fact("Linked", mention["link_reason"])
    return found + fact("Confidence", f"{mention['confidence']:.2f}")


def time_facts(time: Row) -> list[Fact]:
    """What a time expression means."""
    found = fact("Words", time["text"]) + fact("EDTF", time["edtf"]) + fact("Days", days(time))
    return found + fact("Kind", time["kind"]) + fact("Unit", time["granularity"]) + fact("Basis", time["basis"])


def days(row: Row) -> str | None:
    """First and last day in words; None where neither is known."""
    first, last = row["earliest"], row["latest"]
    if first is None and last is None:
        return None
    return str(first) if first == last else f"{first or 'open'} to {last or 'open'}"


def kind_of_event(event: Row) -> str:
    """An event's coding in words: `CONSULT / visit`."""
    return f"{event['type']} / {event['mode']}" if event["mode"] else str(event["type"])


def event_facts(catalogue: Catalogue, event: Row) -> list[Fact]:
    """Coding, time, place, participants and grounds of an event; its article and its own page show them."""
    found: list[Fact] = catalogue.cards.get(event["id"]) or event_card(catalogue, event)
    catalogue.cards[event["id"]] = found
    return found


def event_card(catalogue: Catalogue, event: Row) -> list[Fact]:
    """The same, put together."""
    found = fact("Coded", kind_of_event(event)) + fact("Contexts", ", ".join(event["contexts"]))
    found += fact("Status", event["status"])
    found += fact("According to", entity_part(catalogue, event["attributed_to"]))
    when = event["edtf"] and event["edtf"] + BASES.get(event["time_basis"], "")
    found += fact("When", when or "undated") + fact("Where", entity_part(catalogue, event["place_id"]))
    parties = catalogue.participants.get(event["id"], ())
    for role in get_args(ParticipantRole):
        found += parties_fact(catalogue, role, [one for one in parties if one["role"] == role])
    found += fact("Class", f"{QUADS[event['quad'] - 1]}, intensity {event['intensity']:g}".replace(" -", " −"))
    source, _, rule = event["trigger_source"].partition(": ")
    grounds = (
        f"{SOURCES[source]}, {rule}" if source in SOURCES and rule else SOURCES.get(source, event["trigger_source"])
    )
    found += fact("Told by", f"“{trigger(event)}”", f" ({grounds})")
    return found + fact("Confidence", f"{event['confidence']:.2f}")


def parties_fact(catalogue: Catalogue, role: str, parties: list[Row]) -> list[Fact]:
    """All who take part in one role, by name and by the words of the clause where those differ."""
    told: list[str | Part] = []
    for one in parties:
        named = entity_part(catalogue, one["entity_id"])
        words = "" if named and named[0] == one["text"] else f"“{one['text']}”"
        number = f"({one['count']})" if one["count"] is not None else ""
        rest = " ".join(filter(None, (words, number)))
        if told:
            told.append("; ")
        told += [part for part in (named, f" {rest}" if named and rest else rest) if part]
    return fact(role.capitalize(), *told)


def trigger(event: Row) -> str:
    """The trigger's words."""
    words: str = event["text"][event["trigger_start"] - event["start"] : event["trigger_end"] - event["start"]]
    return words or "?"


def statement_facts(catalogue: Catalogue, statement: Row) -> list[Fact]:
    """Speaker, cue and time of a statement."""
    found = fact("Speaker", entity_part(catalogue, statement["speaker_id"]) or "not told")
    found += fact("To", entity_part(catalogue, statement["addressee_id"])) + fact("Kind", statement["kind"])
    found += fact("Cue", statement["cue"]) + fact("Said", statement["edtf"]) + fact("Medium", statement["medium"])
    event = catalogue.events.get(statement["event_id"] or "")
    return found + (fact("Event", (event["label"], page(event["id"]))) if event else [])


def relation_facts(catalogue: Catalogue, relation: Row) -> list[Fact]:
    """Both sides of a relation."""
    found = fact("Of", entity_part(catalogue, relation["subject_id"]))
    found += fact("What", relation["predicate"].replace("_", " ")) + fact("Office", relation["object_text"])
    return found + fact("To", entity_part(catalogue, relation["object_id"])) + fact("Status", relation["status"])
