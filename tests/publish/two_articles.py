"""Two short articles that tell of one meeting on two days, as records: what the questions and consumers are tried on."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.records import Dataset, Document, Passage
from pipeline.records.identity import DEFAULT_BASE, make_id, passage_id
from tests.maker import Maker, joined

#: Article, day of the meeting, and what was said of it.
TOLD = (("court.txt", "4 January 2021", "Strelsau is ours,"), ("gazette.txt", "6 January 2021", "We were not told,"))


def two_articles() -> Dataset:
    """Both articles, their events in one cluster."""
    whole = joined(*(article(*told) for told in TOLD))
    cluster = min(event.id for event in whole.events)
    return replace(whole, events=tuple(event.model_copy(update={"cluster_id": cluster}) for event in whole.events))


def article(source: str, day: str, said: str) -> Dataset:
    """The records of one article."""
    meeting = f"Flavia Elphberg met Duke Michael in Strelsau on {day}."
    make = Maker(paragraph(source, f"{meeting} “{said}” Elphberg said."))
    flavia = make.entity("Person", "Flavia Elphberg", "Elphberg")
    duke, town = make.entity("Person", "Duke Michael"), make.entity("Place", "Strelsau")
    who = [make.mention(entity, entity.name) for entity in (flavia, duke, town)]
    if town.name in said:
        make.mention(town, town.name, 1)
    make.mention(flavia, "Elphberg", 1)
    make.event(
        meeting, "met", "CONSULT", make.time(day, f"2021-01-0{day[0]}"), ("actor", who[0]), ("recipient", who[1]), place_id=town.id,
        label="Flavia Elphberg meets Duke Michael", trigger_source="lexicon: meet.v", intensity=2.5,
    )  # fmt: skip
    make.statement(said, flavia, "said")
    return make.dataset()


def paragraph(source: str, text: str) -> Document:
    """An article of one paragraph."""
    own = make_id(DEFAULT_BASE, "document", source)
    sha = hashlib.sha256(text.encode()).hexdigest()
    whole = Passage(
        id=passage_id(own, 0, len(text)), document_id=own, position=0, kind="paragraph", start=0, end=len(text)
    )
    return Document(
        id=own, source=source, media_type="text/plain", sha256=sha, text=text, text_sha256=sha, words=len(text.split()), passages=(whole,)
    )  # fmt: skip
