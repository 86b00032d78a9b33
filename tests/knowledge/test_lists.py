"""Word lists: complete, consistent, and used under their right names."""

import re
import typing
from pathlib import Path

from pipeline.knowledge.groups import groups
from pipeline.knowledge.nominals import numbers, singular
from pipeline.knowledge.organisations import heads, leading_words, organisations, things
from pipeline.knowledge.spelling import folded
from pipeline.knowledge.table import settings
from pipeline.knowledge.titles import titles
from pipeline.records.entity import EntityType, Subtype

PIPELINE = Path(__file__).parents[2] / "pipeline"


def test_every_word_set_that_code_asks_for_exists_and_none_is_idle() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (PIPELINE / "extract").rglob("*.py"))
    assert set(re.findall(r'wordset\(\s*"([^"]+)"', code)) == set(settings("wordsets.toml"))


def test_types_and_subtypes_are_the_contracts() -> None:
    known = (*organisations(), *things())
    assert {entry.type for entry in known} <= set(typing.get_args(EntityType))
    assert {entry.subtype for entry in known} - {None} <= set(typing.get_args(Subtype))
    said = [head for kinds in heads().values() for head in kinds] + list(leading_words().values())
    assert {head.type for head in said} <= set(typing.get_args(EntityType))
    assert {head.subtype for head in said} - {None} <= set(typing.get_args(Subtype))


def test_no_name_is_listed_twice_in_one_row() -> None:
    for entry in (*organisations(), *things()):
        assert len(entry.names) == len(set(entry.names)), entry.names
    for group in groups():
        assert len(group.members) == len(set(group.members)), group.members


def test_status_words_tell_one_of_three() -> None:
    assert set(titles().status.values()) == {"former", "acting", "designate"}


def test_plurals_have_their_singulars() -> None:
    told = {
        "diplomats": "diplomat",
        "ministries": "ministry",
        "gunmen": "gunman",
        "people": "person",
        "parties": "party",
    }
    assert {word: singular(word) for word in told} == told
    assert singular("table") is None


def test_number_words_have_values() -> None:
    assert numbers()["eleven"] == 11


def test_folding_makes_spellings_meet() -> None:
    assert folded("Mazār-e Sharīf") == folded("MAZAR-E SHARIF")
    assert folded("Shi’ite") == folded("Shi'ite")
