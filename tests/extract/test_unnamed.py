"""Agreements that a text describes again and again without naming them."""

from __future__ import annotations

from pipeline.extract.extraction import Extraction
from pipeline.extract.ties import ties
from pipeline.extract.unnamed import unnamed
from pipeline.resolve import resolve
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import scene

AGAIN = "The grain deal between {l:Qarn} and {l:Olm} held. {p:Hadi Tal} hailed the grain deal. Critics of the grain deal left."


def test_an_agreement_described_alike_again_and_again_is_one_entity_with_its_parties() -> None:
    made = scene(AGAIN)
    found = unnamed(made.document, made.extraction.names)
    assert [name.text for name in found] == ["grain deal"] * 3
    both = sorted((*made.extraction.names, *found), key=lambda name: name.span)
    extraction = Extraction(names=made.extraction.names, unnamed=found, ties=ties(made.document, both))
    dataset = resolve([(made.document, extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    (deal,) = [entity for entity in dataset.entities if entity.type == "Agreement"]
    assert (deal.name, deal.mention_count) == ("grain deal", 3)
    parties = {names[r.subject_id] for r in dataset.relations if r.predicate == "party_to" and r.object_id == deal.id}
    assert parties == {"Qarn", "Olm"}


def test_the_phrase_that_introduces_an_agreement_is_its_first_mention() -> None:
    made = scene("They signed a grain deal. The grain deal held. This grain deal fell, and a grain deal may follow.")
    found = unnamed(made.document, made.extraction.names)
    assert [name.span.start for name in found] == [made.at("grain deal", nth).start for nth in range(3)]


def test_one_described_once_or_only_as_the_same_is_none() -> None:
    made = scene("The grain deal held. The same deal, the same deal and the same deal again.")
    assert unnamed(made.document, made.extraction.names) == ()


def test_one_that_is_part_of_a_name_is_none() -> None:
    made = scene("The {t:grain deal} held. The {t:grain deal} fell. The {t:grain deal} rose.")
    assert unnamed(made.document, made.extraction.names) == ()
