"""Small builds made by hand, so that the pages are tested without the language model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.read import read
from pipeline.records import Dataset, Document, Finding
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.maker import Maker

BASE = DEFAULT_BASE
CASES = Path(__file__).parents[1] / "cases" / "report"


def article(case: str) -> Document:
    """The article of a case."""
    path = CASES / case
    document = read(path, path.name, BASE).document
    assert document is not None
    return document


def visit() -> Dataset:
    """The article on a visit, with a contradiction, a name in Arabic, and characters beyond the basic plane."""
    make = Maker(article("visit/harbour.txt"))
    okoro = make.entity("Person", "Aline Okoro", "Okoro", country="ZMB")
    strand = make.entity("Person", "Jon Strand", "Strand")
    lusaka = make.entity("Place", "Lusaka", subtype="City", latitude=-15.4, longitude=28.3)
    accord = make.entity("Agreement", "Quay Accord")
    zarif = make.entity("Person", "جواد ظريف")
    union = make.entity("Organization", "dockers’ union")
    make.mention(lusaka, "Lusaka")
    a, b = make.mention(okoro, "Aline Okoro"), make.mention(strand, "Jon Strand")
    make.mention(lusaka, "Lusaka", 1)
    make.mention(okoro, "Okoro", 1)
    u = make.mention(union, "dockers’ union")
    q = make.mention(accord, "Quay Accord")
    q2 = make.mention(accord, "Quay Accord", 1)
    s = make.mention(strand, "Strand", 1)
    z = make.mention(zarif, "جواد ظريف")
    make.mention(strand, "Strand", 2)
    fourth, ninth, eleventh = (
        make.time("4 March 2021", "2021-03-04"),
        make.time("9 March 2021", "2021-03-09"),
        make.time("11 March 2021", "2021-03-11"),
    )
    make.event(
        "Minister Aline Okoro met Jon Strand in Lusaka on 4 March 2021",
        "met",
        "CONSULT",
        fourth,
        ("actor", a),
        ("recipient", b),
        place_id=lusaka.id,
        mode="visit",
    )
    one = make.event(
        "The dockers’ union signed the Quay Accord on 9 March 2021",
        "signed",
        "AGREE",
        ninth,
        ("actor", u),
        ("topic", q),
    )
    two = make.event(
        "A union leaflet gives 11 March 2021 for the Quay Accord", "gives", "AGREE", eleventh, ("topic", q2)
    )
    make.event("thanked جواد ظريف for his part 🛳 in it", "thanked", "SUPPORT", None, ("actor", s), ("recipient", z))
    make.statement("The port stays open,", okoro, "said")
    made = make.dataset()
    clash = {
        "document_id": make.document.id,
        "rule": "resolve.two-dates",
        "severity": "warning",
        "message": "The accord is dated twice.",
        "pointer": one.id,
        "start": one.start,
        "end": one.end,
        "related": tuple(sorted((one.id, two.id))),
    }
    return replace(made, findings=(Finding.model_validate(clash),))


def hostile() -> Dataset:
    """An article that is full of markup, its records named in markup too."""
    make = Maker(article("hostile/attack.txt"))
    eve = make.entity(
        "Person", "</script><script>window.broken = 7</script>", "\"'><img src=x onerror=window.broken=8>"
    )
    bob = make.entity("Person", "Bob")
    first, second = make.mention(eve, "<b>Mallory</b>"), make.mention(bob, "Bob")
    make.mention(eve, "{{ 7 * 7 }}")
    make.mention(eve, "<script>window.broken = 1</script>")
    make.event(
        '<b>Mallory</b> met "></a><script>window.broken=4</script> Bob',
        "met",
        "CONSULT",
        None,
        ("actor", first),
        ("recipient", second),
        label="</title><script>window.broken=9</script>",
    )
    return make.dataset()


def crowded() -> Dataset:
    """An article of nested, long and right-to-left names, many participants, a doubled space, events of every standing."""
    make = Maker(article("crowded/assembly.txt"))
    war = make.entity("Event", "Kestrel War")
    lakes = make.entity("Place", "Northern Lakes", subtype="Region", latitude=61.5, longitude=25.0)
    body = make.entity(
        "Organization", "Commission for Fisheries and Inland Navigation of the Northern Lakes", sector="IGO"
    )
    town = make.entity("Place", "Veldhaven", subtype="City", latitude=60.2, longitude=24.9, country="FIN")
    council = make.entity("Organization", "council of Veldhaven")
    names = (
        "Inès Valcourt-Lindqvist",
        "Tomás Brandt",
        "Leila Haddad",
        "Pavel Orlić",
        "Ada Mbeki",
        "Sven Aarnio",
        "Noor Rahimi",
    )
    people = {name: make.entity("Person", name) for name in names}
    minister = make.entity("Person", "سامي الخطيب")
    make.mention(war, "Kestrel War")
    outer = make.mention(body, "Commission for Fisheries and Inland Navigation of the Northern Lakes")
    make.mention(lakes, "Northern Lakes")
    met = [make.mention(entity, name) for name, entity in people.items()]
    make.mention(town, "Veldhaven")
    make.mention(minister, "سامي الخطيب")
    closing = make.mention(council, "council of Veldhaven")
    make.mention(town, "Veldhaven", 1)
    days, month = make.time("between 2 and 9 May 2022", "2022-05-02/2022-05-09"), make.time("in June 2022", "2022-06")
    make.event("the Kestrel War", "War", "ASSAULT", None, quad=4, intensity=-10.0)
    make.event(
        make.document.text[outer.start : days.end], "met", "CONSULT", days, ("actor", outer), *(("recipient", m) for m in met),
        place_id=town.id, label="The commission meets seven delegates",
    )  # fmt: skip
    brandt, orlic = people["Tomás Brandt"].id, people["Pavel Orlić"].id
    said = make.event(
        "the council of Veldhaven would close the border in June 2022", "close", "COERCE", month, ("actor", closing),
        quad=4, intensity=-5.0, status="planned", label="The council to close the border", attributed_to=brandt,
    )  # fmt: skip
    make.event("the council had opened it", "opened", "CONCEDE", None, status="happened", attributed_to=orlic)
    make.statement(
        "the council of Veldhaven would close the border",
        people["Tomás Brandt"],
        "announced",
        edtf="2022-05",
        event_id=said.id,
    )
    make.statement("had opened it", people["Pavel Orlić"], "replied")
    return make.dataset()


def written(dataset: Dataset, out: Path) -> Path:
    """The data set as a built folder."""
    write_output(dataset, out, model="by hand", base_iri=BASE)
    return out
