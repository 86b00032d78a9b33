"""One article's page: its text with every record marked in place, and the records that the marks open."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.records import Span
from pipeline.report import facts
from pipeline.report.catalogue import Catalogue, Row, by_day, short
from pipeline.report.segments import segments

#: Kinds of mark that a reader can follow as a link, the one that wins first.
LINKED = ("time", "mention", "trigger", "citation", "cue")


class Mark(NamedTuple):
    """A coloured stretch of text that opens a record. `style` are CSS classes, `hint` a few words for a tooltip."""

    span: Span
    kind: str
    record: int | None
    style: str
    hint: str
    href: str | None


class Side(NamedTuple):
    """One side of a contradiction: the record, its words, and the date they give."""

    record: str
    text: str
    value: str | None


class Piece(NamedTuple):
    """A stretch of text with the classes and records of all marks over it. `first` is whether its link begins here."""

    text: str
    style: str
    records: str
    href: str | None
    hint: str
    first: bool


class Article:
    """What the template of an article's page needs."""

    def __init__(self, catalogue: Catalogue, document: Row) -> None:
        self.catalogue, self.document = catalogue, document
        self.id = document["id"]
        tables = catalogue.of_document
        self.mentions = tables["mentions"].get(self.id, [])
        self.times = tables["times"].get(self.id, [])
        self.events = tables["events"].get(self.id, [])
        self.statements = tables["statements"].get(self.id, [])
        self.relations = tables["relations"].get(self.id, [])
        self.findings = tables["findings"].get(self.id, [])
        ordered = [*self.mentions, *self.times, *self.events, *self.statements, *self.relations]
        self.numbers = {row["id"]: number for number, row in enumerate(ordered)}
        self.marks = list(self.marked())

    def marked(self) -> list[Mark]:
        """Every mark of the text."""
        name, found = self.catalogue.name, []
        for event in self.events:
            said = "attributed" if event["attributed_to"] else event["status"]
            clauses = [(event["start"], event["end"])]
            clauses += [(e["start"], e["end"]) for e in self.catalogue.evidence.get(event["id"], ()) if e["document_id"] == self.id]  # fmt: skip
            for start, end in dict.fromkeys(clauses):
                found.append(self.mark(start, end, "clause", event, "c", event["label"], None))
            place = (event["trigger_start"], event["trigger_end"])
            tone = "peace" if event["quad"] < 3 else "strife"
            hint = f"{facts.kind_of_event(event)}: {event['label']}"
            found.append(self.mark(*place, "trigger", event, f"g {tone} {said}", hint, facts.page(event["id"])))
        for statement in self.statements:
            speaker = name(statement["speaker_id"]) or "somebody"
            hint = f"{statement['kind']} statement of {speaker}"
            found.append(self.mark(statement["start"], statement["end"], "quote", statement, "q", hint, None))
            if statement["cue_start"] is not None and statement["cue_end"] > statement["cue_start"]:
                place = (statement["cue_start"], statement["cue_end"])
                found.append(self.mark(*place, "cue", statement, "u", hint, f"#{short(statement['id'])}"))
        for relation in self.relations:
            found.append(self.mark(relation["start"], relation["end"], "relation", relation, "o", relation["predicate"], None))  # fmt: skip
        for mention in self.mentions:
            entity = self.catalogue.entities[mention["entity_id"]]
            style = f"n {entity['type'].lower()} {mention['form']}"
            hint = f"{entity['type']}: {entity['name']}"
            href = facts.page(entity["id"])
            found.append(self.mark(mention["start"], mention["end"], "mention", mention, style, hint, href))
        for time in self.times:
            hint = f"Time: {time['edtf'] or time['kind']}"
            found.append(self.mark(time["start"], time["end"], "time", time, "t", hint, f"#{short(time['id'])}"))
        for citation in self.catalogue.of_document["citations"].get(self.id, []):
            span = Span(citation["start"], citation["end"])
            found.append(Mark(span, "citation", None, "x", citation["note"] or "note", facts.web(citation["url"])))
        return found

    def mark(self, start: int, end: int, kind: str, row: Row, style: str, hint: str, href: str | None) -> Mark:
        """A mark of a record."""
        return Mark(Span(start, end), kind, self.numbers[row["id"]], style, hint, href)

    def blocks(self) -> list[tuple[Row, list[Piece]]]:
        """Each passage with its pieces, in order."""
        found = []
        rest = sorted(self.marks, key=lambda mark: mark.span)
        for passage in self.catalogue.passages.get(self.id, []):
            whole = Span(passage["start"], passage["end"])
            # Marks are sorted, so those that end before this passage are done with.
            rest = [mark for mark in rest if mark.span.end > whole.start]
            here = [mark for mark in rest if mark.span.start < whole.end]
            found.append((passage, self.pieces(whole, here)))
        return found

    def pieces(self, whole: Span, marks: list[Mark]) -> list[Piece]:
        """The pieces of one passage."""
        text, found = self.document["text"], []
        for segment in segments(whole, [mark.span for mark in marks]):
            over = [marks[number] for number in segment.marks]
            # The narrowest mark names the stretch; a link leads where the most telling kind of mark does.
            links = sorted((m for m in over if m.kind in LINKED), key=lambda m: (LINKED.index(m.kind), m.span.end - m.span.start))  # fmt: skip
            link = links[0] if links else None
            numbers = dict.fromkeys(str(mark.record) for mark in reversed(over) if mark.record is not None)
            if link and link.record is not None:
                numbers = {str(link.record): None} | numbers
            style = " ".join(dict.fromkeys(word for mark in over for word in mark.style.split()))
            first = link is not None and link.span.start == segment.span.start
            hint = link.hint if link else ""
            href = (link.href or "#") if link else None
            found.append(Piece(segment.span.of(text), style, " ".join(numbers), href, hint, first))
        return found

    def outline(self) -> list[tuple[Row, str]]:
        """Entities of the article with their number of mentions here, the most mentioned first."""
        counted: dict[str, int] = {}
        for mention in self.mentions:
            counted[mention["entity_id"]] = counted.get(mention["entity_id"], 0) + 1
        entities = self.catalogue.entities
        ranked = sorted(counted.items(), key=lambda item: (-item[1], entities[item[0]]["name"], item[0]))
        return [(entities[iri], str(count)) for iri, count in ranked]

    def timeline(self) -> list[Row]:
        """Events by date."""
        return by_day(self.events)

    def contradictions(self) -> list[tuple[Row, list[Side]]]:
        """Findings that set two records of this article against each other, with the passages that do, one a value."""
        rows = {row["id"]: row for row in (*self.events, *self.relations, *self.statements)}
        found = []
        for finding in self.findings:
            about = sorted((rows[iri] for iri in finding["related"] if iri in rows), key=lambda row: row["start"])
            sides: dict[tuple[str | None, str | None], Side] = {}
            for row in about:
                side = self.side(row)
                # Several records may tell one value: the passage that tells it in the fewest words stands for all.
                key = (side.value, None if side.value else side.text)
                sides[key] = min(sides.get(key, side), side, key=lambda one: len(one.text))
            if finding["severity"] == "warning" and len(sides) > 1:
                found.append((finding, list(sides.values())))
        return found

    def side(self, row: Row) -> Side:
        """The passage in which a record says what is contradicted: for a dated event, the words from it to its date."""
        time = self.catalogue.times.get(row.get("time_id") or "")
        places = [(start, end) for start, end in self.places(row)]
        if time:
            places = [p for p in places if p[0] <= time["start"] and time["end"] <= p[1]] or [
                (min(row["trigger_start"], time["start"]), max(row["trigger_end"], time["end"]))
            ]
        return Side(row["id"], self.document["text"][slice(*places[0])], row.get("edtf"))

    def data(self) -> dict[str, Any]:
        """What the page's script opens: records by number, entities, the text for anchors."""
        catalogue = self.catalogue
        records: list[dict[str, Any]] = []
        for row in self.mentions:
            records.append({
                "k": "mention", "id": short(row["id"]), "e": short(row["entity_id"]), "at": [[row["start"], row["end"]]],
                "f": plain(facts.mention_facts(row)), "v": {"type": catalogue.entities[row["entity_id"]]["type"]},
            })  # fmt: skip
        for row in self.times:
            records.append({
                "k": "time", "id": short(row["id"]), "title": row["text"], "at": [[row["start"], row["end"]]],
                "f": plain(facts.time_facts(row)), "v": {"edtf": row["edtf"]},
            })  # fmt: skip
        for row in self.events:
            parties = catalogue.participants.get(row["id"], ())
            records.append({
                "k": "event", "id": short(row["id"]), "title": row["label"], "at": self.places(row),
                "g": [row["trigger_start"], row["trigger_end"]], "f": plain(facts.event_facts(catalogue, row)),
                "es": sorted({short(p["entity_id"]) for p in parties if p["entity_id"]}),
                "v": {
                    "type": row["type"], "mode": row["mode"], "status": row["status"], "edtf": row["edtf"],
                    "place": catalogue.name(row["place_id"]), "participants": [{"role": p["role"], "name": catalogue.name(p["entity_id"]) or p["text"]} for p in parties],
                },
            })  # fmt: skip
        for row in self.statements:
            speaker = row["speaker_id"]
            records.append({
                "k": "statement", "id": short(row["id"]), "title": f"{catalogue.name(speaker) or 'Somebody'} says",
                "at": self.places(row), "f": plain(facts.statement_facts(catalogue, row)),
                "es": [short(speaker)] if speaker else [], "v": {"speaker": catalogue.name(speaker)},
            })  # fmt: skip
        for row in self.relations:
            words = facts.tie_words(catalogue, row, row["subject_id"])
            records.append({
                "k": "relation", "id": short(row["id"]), "title": f"{catalogue.name(row['subject_id'])}: {words}",
                "at": self.places(row), "f": plain(facts.relation_facts(catalogue, row)),
                "es": [short(i) for i in (row["subject_id"], row["object_id"]) if i], "v": {"status": row["status"]},
            })  # fmt: skip
        entities = {
            short(entity["id"]): {"name": entity["name"], "type": entity["type"], "f": plain(facts.entity_facts(catalogue, entity))}
            for entity, _ in self.outline()
        }  # fmt: skip
        return {
            "document": self.id, "source": self.document["source"], "sha256": self.document["text_sha256"],
            "text": self.document["text"], "records": records, "entities": entities,
        }  # fmt: skip

    def places(self, row: Row) -> list[list[int]]:
        """Spans of a record in this article, its own first."""
        own = [(row["start"], row["end"])]
        own += [(e["start"], e["end"]) for e in self.catalogue.evidence.get(row["id"], ()) if e["document_id"] == self.id]  # fmt: skip
        return [list(span) for span in dict.fromkeys(own)]


def plain(found: list[facts.Fact]) -> list[Any]:
    """Facts for JSON."""
    return [one.plain() for one in found]
