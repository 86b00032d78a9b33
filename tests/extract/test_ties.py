"""Ties between two names, from the words between them alone."""

from __future__ import annotations

import pytest

from pipeline.extract.extraction import Extraction
from pipeline.extract.ties import ties, with_aliases
from pipeline.resolve import resolve
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import scene

STATED = [
    ("{p:Omar Tal}, the eldest son of former President {p:Hadi Tal}, left.", "Omar Tal family_of Hadi Tal: son"),
    ("{p:Hadi Tal}’s brother, {p:Sami Tal}, left.", "Sami Tal family_of Hadi Tal: brother"),
    ("{p:Rana Tal} is the wife of {p:Hadi Tal}.", "Rana Tal family_of Hadi Tal: wife"),
    ("{p:Omar Tal} succeeded {p:Hadi Tal} as chairman.", "Omar Tal succeeds Hadi Tal: succeeded"),
    ("{p:Omar Tal} was replaced last year by {p:Hadi Tal}.", "Hadi Tal succeeds Omar Tal: replaced"),
    ("The {o:Eagle Corps}, the armed wing of the {o:Red Front}, left.", "Eagle Corps part_of Red Front: wing"),
    ("The {o:Red Front}’s armed wing, the {o:Eagle Corps}, left.", "Eagle Corps part_of Red Front: wing"),
    ("{l:Zedka}, the capital of {l:Qarn}, burned.", "Zedka located_in Qarn: capital"),
    ("The {o:Red Front} is based in {l:Zedka}.", "Red Front located_in Zedka: based"),
    (
        "The {k:Red Front}, designated as a terrorist organization by the {o:Qarn Treasury}, left.",
        "Red Front designated_as Qarn Treasury: terrorist organization",
    ),
    (
        "{l:Qarn} has designated the {k:Red Front} a terrorist group.",
        "Red Front designated_as Qarn: terrorist group",
    ),
    ("{l:Qarn}, a founding member of the {o:Lake Union}, left.", "Qarn member_of Lake Union: member"),
    ("{p:Hadi Tal}, better known as {p:Abu Zed}, left.", "Hadi Tal alias_of None: Abu Zed"),
    ("{p:Abu Salim Nasser} ({p:Karim Haddad}) left.", "Abu Salim Nasser alias_of None: Karim Haddad"),
]
UNSTATED = [
    "{p:Omar Tal} and {p:Hadi Tal} left with a son.",
    "{p:Omar Tal}, the son of a teacher, met {p:Hadi Tal}.",
    "{p:Omar Tal} replaced {p:Hadi Tal}-era judges.",
    "{l:Zedka}, {l:Qarn} and the capital burned.",
    "{l:Qarn} has designated the {k:Red Front} a partner.",
    "The {o:Red Front} met the {o:Eagle Corps}, part of a wider push.",
    "{p:Omar Tal} left.\n{p:Hadi Tal}’s brother stayed.",
    "{p:Hamlet} ({p:David Tennant}) left.",
    "{p:Hadi Tal} ({p:Tal}) left.",
    "{p:Hadi Tal} ({p:Omar Sool} in the film) left.",
]


@pytest.mark.parametrize(("marked", "expected"), STATED)
def test_a_stated_tie_is_found(marked: str, expected: str) -> None:
    made = scene(marked)
    (tie,) = ties(made.document, made.extraction.names)
    other = tie.organisation.of(made.text) if tie.organisation else None
    assert f"{tie.holder.of(made.text)} {tie.predicate} {other}: {tie.text}" == expected


@pytest.mark.parametrize("marked", UNSTATED)
def test_two_names_near_each_other_have_no_tie(marked: str) -> None:
    made = scene(marked)
    assert ties(made.document, made.extraction.names) == ()


def test_a_list_of_members_gives_a_tie_each() -> None:
    made = scene("The {o:Lake Union}, whose members are {l:Qarn}, {l:Zedka} and {l:Olm}, met {l:Arn}.")
    found = ties(made.document, made.extraction.names)
    assert [tie.holder.of(made.text) for tie in found] == ["Qarn", "Zedka", "Olm"]
    assert {tie.predicate for tie in found} == {"member_of"}


def test_a_tie_becomes_a_relation_and_an_alias_one_entity() -> None:
    made = scene("{p:Omar Tal}, the son of {p:Hadi Sool}, better known as {p:Abu Zed}, left.")
    found = ties(made.document, made.extraction.names)
    extraction = Extraction(names=with_aliases(made.extraction.names, found), ties=found)
    dataset = resolve([(made.document, extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    assert sorted(names.values()) == ["Hadi Sool", "Omar Tal"]
    told = {(names[r.subject_id], r.predicate, names.get(r.object_id or ""), r.object_text) for r in dataset.relations}
    assert told == {("Omar Tal", "family_of", "Hadi Sool", "son"), ("Hadi Sool", "alias_of", None, "Abu Zed")}


def test_two_full_names_of_which_one_is_in_brackets_are_one_person_of_the_first_name() -> None:
    made = scene("{p:Abu Salim} ({p:Karim Yusuf Haddad}) left.")
    found = ties(made.document, made.extraction.names)
    dataset = resolve([(made.document, Extraction(names=with_aliases(made.extraction.names, found), ties=found))], BASE)
    assert_whole(dataset)
    assert [entity.name for entity in dataset.entities] == ["Abu Salim"]


def test_a_relation_has_the_date_that_stands_behind_it() -> None:
    made = scene("{p:Omar Tal} succeeded {p:Hadi Sool} in {d:2019-05-01}.")
    dataset = resolve(
        [
            (
                made.document,
                Extraction(
                    times=made.extraction.times,
                    names=made.extraction.names,
                    ties=ties(made.document, made.extraction.names),
                ),
            )
        ],
        BASE,
    )
    (relation,) = dataset.relations
    assert relation.edtf == "2019-05-01"
