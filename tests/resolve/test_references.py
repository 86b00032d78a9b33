"""Pronouns and noun phrases: resolved where the text leaves one reading, left open where it does not."""

from __future__ import annotations

import pytest

from pipeline.resolve import resolve
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import Scene, scene


def bearer(item: Scene, words: str) -> str | None:
    """Name of the entity that a reference was resolved to, the reference being the speaker of a quotation."""
    item = item.having(quotes=()).quote("all is well", words, "said", "indirect")
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    speaker = dataset.statements[0].speaker_id
    return names[speaker] if speaker else None


@pytest.mark.parametrize(
    ("marked", "words", "wanted"),
    [
        ("{p:Ali Larijani} arrived. {he:He} said all is well.", "He", "Ali Larijani"),
        ("{p:Ali Larijani} met {p:Maria Ivanova}. {he:She} said all is well.", "She", "Maria Ivanova"),
        ("Mr. {p:Larijani} met Ms. {p:Ivanova}. {he:He} said all is well.", "He", "Larijani"),
        ("{p:Ali Larijani} met a widow in the north. {r:A widow} wept. {he:She} said all is well.", "She", None),
        ("{p:Ali Larijani} praised the soldiers. {r:The soldiers} left. {he:He} said all is well.", "He", "Ali Larijani"),
        ("Mr. {p:Larijani} spoke. It was after {p:Sabri}'s talk in which {he:he} said all is well.", "he", "Sabri"),
        ("The north is calm. {he:He} said all is well.", "He", None),
        ("Foreign Minister {p:Javad Zarif} met Admiral {p:Ali Shamkhani}. {r:The minister} said all is well.", "The minister", "Javad Zarif"),
        ("Foreign Minister {p:Javad Zarif} met Admiral {p:Ali Shamkhani}. {r:The judge} said all is well.", "The judge", None),
        ("{a:Iranian} Foreign Minister {p:Javad Zarif} met {a:Russian} Foreign Minister {p:Sergei Lavrov}. {r:The Russian foreign minister} said all is well.", "The Russian foreign minister", "Sergei Lavrov"),
        ("{a:Iranian} Foreign Minister {p:Javad Zarif} came. A. B. C. D. E. F. G. H. {r:Iran’s foreign minister} said all is well.", "Iran’s foreign minister", "Javad Zarif"),
        ("{a:Iranian} Foreign Minister {p:Javad Zarif} came. A. B. C. D. E. F. G. H. {r:Iran’s deputy foreign minister} said all is well.", "Iran’s deputy foreign minister", None),
        ("{a:Iranian} Foreign Minister {p:Javad Zarif} met {a:Iranian} Foreign Minister {p:Ali Sabri}. {r:Iran’s foreign minister} said all is well.", "Iran’s foreign minister", None),
        ("The {n:Harbour Institute} met the {n:Lantern Council}. {r:The institute} said all is well.", "The institute", "Harbour Institute"),
        ("The {n:Lantern Council} met. {r:The institute} said all is well.", "The institute", None),
        ("The {k:Taliban} took the town. {r:The group} said all is well.", "The group", "Taliban"),
        ("The {k:Taliban} met the {k:Fatah}. {r:The group} said all is well.", "The group", None),
        ("The {w:Lantern Post} asked. {r:The newspaper} said all is well.", "The newspaper", "Lantern Post"),
        ("{l:Iran} and {a:Iranian} towns. {r:The government} said all is well.", "The government", "Iran"),
        ("{l:Iran} met {l:France}. {r:The government} said all is well.", "The government", None),
        ("{l:Iran} spoke. {r:A minister} said all is well.", "A minister", None),
        # Kin and nouns beside a name tell a gender, and a pronoun that is settled tells the next one.
        ("{p:Dilnoza Kim} rose. Her brother, {p:Jamsher Kim}, left. {he:She} said all is well.", "She", "Dilnoza Kim"),
        ("{p:Dilnoza Kim} rose. The colonel left {p:Jamsher Tal}, her husband. {he:She} said all is well.", "She", "Dilnoza Kim"),
        # An object is not the subject right before it.
        ("{p:Dilnoza Kim} rose. {p:Benedikta Tal} met {he:her}, who said all is well.", "her", "Dilnoza Kim"),
        # Two of an earlier sentence are one too many.
        ("{p:Dilnoza Kim} met {p:Jamsher Tal}. {he:She} said all is well.", "She", None),
        # What is a part of the country is not the country, an armed group no army, a commission no bloc.
        ("{l:Iran} and {a:Iranian} towns. {r:The municipal government} said all is well.", "The municipal government", None),
        ("The {k:Red Salvation Army} took the town. {r:The army} said all is well.", "The army", None),
        ("{l:Iran} spoke in {l:Tehran} and then in {l:Isfahan}. {r:The capital} said all is well.", "The capital", "Iran"),
        # A body of no known country may be the Afghan one, where it stands nearer.
        ("The {a:Afghan} {k:Red Front} met. {r:The Afghan militia} said all is well.", "The Afghan militia", "Red Front"),
        ("The {k:Eagle Corps} left. The {a:Afghan} {k:Red Front} met. {r:The Afghan militia} said all is well.", "The Afghan militia", "Red Front"),
        ("The {a:Afghan} {k:Red Front} met. The {k:Eagle Corps} left. {r:The Afghan militia} said all is well.", "The Afghan militia", None),
        ("The {a:Afghan} {k:Red Front} met. The {a:Iranian} {k:Eagle Corps} left. {r:The Afghan militia} said all is well.", "The Afghan militia", "Red Front"),
    ],
)  # fmt: skip
def test_a_reference_means_the_only_one_that_it_can(marked: str, words: str, wanted: str | None) -> None:
    assert bearer(scene(marked), words) == wanted


def test_a_pronoun_that_is_settled_tells_the_gender_for_the_next() -> None:
    text = "{p:Dilnoza Kim} rose. {he:She} left. {p:Jamsher Tal} fell silent, and {p:Dilnoza Kim} wept. {he:He} said all is well."
    item = scene(text).quote("left", "She", "said", "indirect").quote("all is well", "He", "said", "indirect")
    dataset = resolve([(item.document, item.extraction)], BASE)
    names = {entity.id: entity.name for entity in dataset.entities}
    assert {names[m.entity_id] for m in dataset.mentions if m.text == "He"} == {"Jamsher Tal"}


@pytest.mark.parametrize(
    ("marked", "speaker", "said", "wanted"),
    [
        ("{p:Jamsher Tal} said that {p:Omar Kim} fell. {he:He} said all is well.", "Jamsher Tal", "that Omar Kim fell", "Jamsher Tal"),
        ("{p:Jamsher Tal} said that {p:Omar Kim} fell. {p:Ali Rus} came. {he:He} said all is well.", "Jamsher Tal", "that Omar Kim fell", "Ali Rus"),
        ("The {n:Lantern Council} said that the {n:Elk Bank} fell. {he:It} said all is well.", "Lantern Council", "that the Elk Bank fell", "Lantern Council"),
        ("The {n:Lantern Council} met. The {n:Elk Bank} fell. {he:It} said all is well.", None, None, None),
    ],
)  # fmt: skip
def test_a_pronoun_that_speaks_means_who_spoke_last_and_nobody_spoken_of(
    marked: str, speaker: str | None, said: str | None, wanted: str | None
) -> None:
    item = scene(marked)
    if said:
        item = item.quote(said, speaker, "said", "indirect")
    item = item.quote("all is well", "It" if "{he:It}" in marked else "He", "said", "indirect")
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    assert [names.get(s.speaker_id) for s in dataset.statements if s.text == "all is well"] == [wanted]


def test_i_is_the_speaker_of_the_quotation() -> None:
    item = scene("“{he:I} will sign,” {p:Ali Larijani} said.").quote("I will sign", "Ali Larijani", "said")
    item = item.event("sign", "SUPPORT", actor="I", status="planned", quote=item.at("I will sign"))
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    (event,) = dataset.events
    (entity,) = dataset.entities
    assert event.participants[0].entity_id == entity.id
    assert event.attributed_to == entity.id


def test_a_delegation_stands_for_its_body_and_keeps_its_words() -> None:
    item = scene("The {k:Taliban} delegation visited {l:Iran}.")
    item = item.event(
        "visited", "CONSULT", lemma="visit", mode="visit", actor="The Taliban delegation", recipient="Iran"
    )
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    actor = next(p for p in dataset.events[0].participants if p.role == "actor")
    taliban = next(e for e in dataset.entities if e.name == "Taliban")
    assert (actor.text, actor.entity_id) == ("The Taliban delegation", taliban.id)
    mention = next(m for m in dataset.mentions if m.id == actor.mention_id)
    assert (mention.form, mention.link_reason) == ("nominal", "delegation stands for Taliban")


def test_a_reference_that_nothing_needs_makes_no_mention() -> None:
    item = scene("{p:Ali Larijani} arrived. {he:He} slept.")
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert [m.text for m in dataset.mentions] == ["Ali Larijani"]


def test_what_stays_open_is_counted() -> None:
    item = scene("{l:Iran} met {l:France}. {r:The government} said all is well.").quote(
        "all is well", "The government", "said", "indirect"
    )
    (note,) = resolve([(item.document, item.extraction)], BASE).findings
    assert (note.rule, note.severity) == ("resolve.open-references", "note")
    assert note.message.startswith("1 of 1 ")


def test_we_of_a_minister_is_the_country_that_the_ministry_is_of() -> None:
    item = scene("“{he:We} will sign,” said {p:Javad Zarif} of the {n:Iranian Foreign Ministry} in {l:Iran}.")
    item = item.quote("We will sign", "Javad Zarif", "said").role(
        "of the Iranian Foreign Ministry", "Javad Zarif", "Iranian Foreign Ministry"
    )
    item = item.event("sign", "SUPPORT", actor="We", status="planned", quote=item.at("We will sign"))
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    actor = dataset.events[0].participants[0]
    assert actor.entity_id is not None
    assert names[actor.entity_id] == "Iran"


def test_we_of_a_bureau_chief_is_not_the_country_that_the_bureau_is_in() -> None:
    item = scene("“{he:We} will fight,” said {p:Omar Tal}, bureau chief in {l:Qatar}.")
    item = item.quote("We will fight", "Omar Tal", "said").role("bureau chief in Qatar", "Omar Tal", "Qatar")
    item = item.event("fight", "ASSAULT", actor="We", status="planned", quote=item.at("We will fight"))
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert {e.name for e in dataset.entities if e.id in {p.entity_id for p in dataset.events[0].participants}} == set()
