"""Scores places: the country, and the GeoNames feature where the gazetteer has one.

    python -m bench.score_places CORPORA [--show]

Two measures. **Our own sentences** (`places.tsv`, written for it): a place between double brackets, read by the whole road up
to `within`, with its country and GeoNames id; ambiguous names, provinces that bear their capital's name, regions, states that are
no more, and villages that no gazetteer has (some invented). The ids were looked up in the sources of the gazetteer, not in its
tables: what is measured is the choice among the bearers of a name. A country with `?` may also be left open; `*` for an id is not judged.

**Linked names** of the held-out parts of GUM and MEANTIME: each names a Wikipedia title; its country follows from the title ("X,
Texas", a country's own) or from `place_titles.tsv`, written by hand. A link is right when the feature bears the title's name
in that country. Names are given, as in `score_entities`.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from bench.annotated import document
from bench.score_names import model
from pipeline.extract.extraction import Extraction, Name
from pipeline.extract.names import names
from pipeline.knowledge.cities import cities_named, city_by_id
from pipeline.knowledge.countries import countries
from pipeline.knowledge.regions import subdivisions
from pipeline.records.entity import Entity
from pipeline.records.identity import DEFAULT_BASE
from pipeline.records.span import Span
from pipeline.resolve import within
from pipeline.resolve.known import code_of, divisions_named

HERE = Path(__file__).parent
NONE, ANY, OPEN = "-", "*", "?"
NAME = re.compile(r"[A-Z]\S*(?:,? (?:of |the |and )*[A-Z&–-]\S*)*")


@dataclass(frozen=True, slots=True)
class Case:
    """A place in a text. `country` is alpha-3, NONE, or followed by OPEN; `feature` a GeoNames id, NONE, ANY, or a name that it bears."""

    text: str
    span: Span
    kind: str
    country: str
    feature: str
    others: tuple[Name, ...] | None = None


def own() -> Iterator[Case]:
    """The project's own sentences."""
    with (HERE / "places.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            before, _, rest = row["text"].partition("[[")
            name, _, after = rest.partition("]]")
            span = Span(len(before), len(before) + len(name))
            yield Case(before + name + after, span, row["kind"], row["country"], row["geonames_id"])


def linked(corpora: Path) -> Iterator[Case]:
    """Named places of GUM and MEANTIME that a title says the country of; the outermost of nested ones."""
    paths = [p for part in ("dev", "test") for p in sorted((corpora / "gum").glob(f"*.{part}.jsonl"))]
    for path in (*paths, *sorted((corpora / "meantime").glob("*.jsonl"))):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if path.parent.name == "meantime" and hashlib.sha256(record["id"].encode()).hexdigest()[0] not in "012":
                continue
            rows = [e for e in record["entities"] if e.get("named") and e["type"] in {"place", "LOC"}]
            kept: list[tuple[Name, str | None]] = []
            for row in sorted(rows, key=lambda e: (e["start"], -e["end"])):
                surface = re.sub(r"^[Tt]he(?:se)? ", "", row["text"])
                start = row["end"] - len(surface)
                surface = re.sub(r"['’]s$", "", surface)
                span = Span(start, start + len(surface))
                # Brackets of whole noun phrases ("a strong and prosperous America") are no names.
                if (kept and span.start < kept[-1][0].span.end) or not NAME.fullmatch(surface):
                    continue
                title = unquote(row["link"].rpartition("/")[2]).replace("_", " ") if row.get("link") else None
                kept.append((Name(span, surface, "Place", code=code_of(surface)), title))
            given = tuple(name for name, _ in kept)
            for name, title in kept:
                country = country_of(title) if title else None
                if title and country:
                    yield Case(record["text"], name.span, "linked", country, bare(title), given)


def bare(title: str) -> str:
    """A title without what tells it from others of its name."""
    return re.sub(r" \(.*\)$|, .*$", "", title)


def country_of(title: str) -> str | None:
    """Alpha-3 code by the title alone; NONE for what lies in no one country, None where nobody has said."""
    stated = titles().get(title) or code_of(title)
    if stated is None and ", " in title:
        last = title.rpartition(", ")[2]
        found = {code_of(last)} - {None} or {d.country for d in divisions_named(last)}
        stated = found.pop() if len(found) == 1 else None
    return stated


@cache
def titles() -> dict[str, str]:
    """Countries of titles, as somebody knows them."""
    with (HERE / "place_titles.tsv").open(encoding="utf-8") as file:
        return {row["title"]: row["country"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


@cache
def bearers() -> dict[int, tuple[tuple[str, ...], str | None]]:
    """GeoNames ids of countries and provinces to their names and country."""
    states = {c.geonames_id: (c.names, code) for code, c in countries().items()}
    return {**states, **{d.geonames_id: (d.names, d.country) for d in subdivisions() if d.geonames_id}}


def has(feature: str, country: str) -> bool:
    """Whether the gazetteer has a feature of this name in this country."""
    return (
        code_of(feature) == country
        or any(c.country == country for c in cities_named(feature))
        or any(d.country == country and d.geonames_id for d in divisions_named(feature))
    )


def right(entity: Entity, case: Case) -> bool:
    """Whether the entity's GeoNames feature is the one meant."""
    number = feature_of(entity)
    if number is None or case.feature.isdigit():
        return str(number) == case.feature
    city = city_by_id(number)
    known, where = (city.names, city.country) if city else bearers().get(number, ((), None))
    named = {re.sub(r"\W", "", name).casefold() for name in known}
    return where == case.country and (
        re.sub(r"\W", "", case.feature).casefold() in named or code_of(case.feature) == where
    )


def feature_of(entity: Entity) -> int | None:
    """The GeoNames id that the entity is linked to."""
    found = [re.search(r"geonames\.org/(\d+)/", iri) for iri in entity.same_as]
    return next((int(match[1]) for match in found if match), None)


def resolved(case: Case, found: Sequence[Name]) -> Entity | None:
    """What the road makes of the place, its name added where `names` has overlooked it."""
    if not any(name.span == case.span for name in found):
        clear = [n for n in found if n.span.end <= case.span.start or n.span.start >= case.span.end]
        surface = case.span.of(case.text)
        found = sorted((*clear, Name(case.span, surface, "Place", code=code_of(surface))), key=lambda name: name.span)
    dataset = within(document(case.text, None, "place"), Extraction(tuple(found)), DEFAULT_BASE)
    at = next((m.entity_id for m in dataset.mentions if (m.start, m.end) == (case.span.start, case.span.end)), None)
    return next((entity for entity in dataset.entities if entity.id == at), None)


def score(cases: Iterator[Case], *, show: bool = False) -> Counter[str]:
    """Counts of countries and links, right and wrong."""
    analyse = model()
    count: Counter[str] = Counter()
    for case in cases:
        found = case.others
        if found is None:
            article = document(case.text, None, "place")
            found = names(article, analyse(article))
        entity = resolved(case, found)
        country, number = (entity.country, feature_of(entity)) if entity else (None, None)
        wanted = case.country.removesuffix(OPEN)
        verdicts = []
        if wanted != NONE and not case.country.endswith(OPEN):
            verdicts.append("country " + ("right" if country == wanted else "open" if country is None else "wrong"))
        elif country not in (None, wanted):
            verdicts.append("country made up")
        if case.feature.isdigit() or (wanted != NONE and case.others is not None and has(case.feature, wanted)):
            verdicts.append("link " + ("right" if entity and right(entity, case) else "open" if number is None else "wrong"))  # fmt: skip
        elif case.feature != ANY:
            verdicts.append("lacking, " + ("linked wrongly" if number else "left open"))
        count.update(verdicts)
        if show and any(not v.endswith(("right", "left open")) for v in verdicts):
            text = case.text[max(0, case.span.start - 30) : case.span.end + 30].replace("\n", " ")
            print(f"  {case.kind:9} {case.span.of(case.text)!r} wanted {case.country} {case.feature}, got {country} {number} {entity.type if entity else ''}: {text!r}")  # fmt: skip
    return count


def line(title: str, count: Counter[str]) -> str:
    """One line of the table."""
    given = count["country right"] + count["country wrong"] + count["country made up"]
    asked = count["country right"] + count["country wrong"] + count["country open"]
    links = count["link right"] + count["link wrong"] + count["link open"]
    lacking = count["lacking, linked wrongly"] + count["lacking, left open"]
    return (
        f"{title:22} country right {count['country right'] / max(given, 1):.3f} of {given} given, {count['country right'] / max(asked, 1):.3f} of {asked} to give"
        f"; GeoNames id right {count['link right'] / max(links, 1):.3f} of {links}, wrong {count['link wrong']}"
        f"; linked though lacking {count['lacking, linked wrongly'] / max(lacking, 1):.3f} of {lacking}"
    )


def main(corpora: Path, *, show: bool = False) -> None:
    """Prints one line a set; bars: country .97, id .85, linked though lacking .3 at most."""
    print(line("own sentences", score(own(), show=show)))
    print(line("GUM, MEANTIME held out", score(linked(corpora), show=show)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--show" in sys.argv)
