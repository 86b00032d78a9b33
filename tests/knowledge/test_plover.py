"""The event ontology, its migration tables, the trigger lexicon and the contexts as data."""

from __future__ import annotations

import typing

import pytest

from pipeline.knowledge import contexts, plover, triggers
from pipeline.knowledge.inflection import VerbForm, singular, verb_forms
from pipeline.records.event import EventType


def test_the_profile_has_the_types_of_the_contract() -> None:
    assert set(plover.types()) == set(typing.get_args(EventType))


@pytest.mark.parametrize(
    ("type", "mode", "quad", "intensity"),
    [
        ("AGREE", None, 1, 2.5), ("CONSULT", "visit", 1, 4.0), ("CONSULT", "phone", 1, 1.5), ("COOPERATE", None, 2, 9.5),
        ("RETREAT", "disarm", 2, 10.0), ("REQUEST", "meet", 3, 0.0), ("ACCUSE", "disapprove", 3, -2.0), ("SANCTION", None, 4, -6.0),
        ("SANCTION", "expel", 4, -5.5), ("PROTEST", "riot", 4, -7.0), ("ASSAULT", "drone", 4, -9.5), ("REJECT", "yield", 3, -2.0),
    ],
)  # fmt: skip
def test_quads_and_intensities_are_the_manual_s(type: str, mode: str | None, quad: int, intensity: float) -> None:
    assert (plover.quad(type), plover.intensity(type, mode)) == (quad, intensity)


def test_every_intensity_has_the_sign_of_its_quad() -> None:
    for name in plover.types():
        for mode in (None, *plover.modes(name)):
            value = plover.intensity(name, mode)
            assert value > 0 if plover.quad(name) < 3 else value <= 0 or (name, mode) == ("REQUEST", "assist")


@pytest.mark.parametrize(("type", "mode"), [("FIGHT", None), ("AGREE", "visit"), ("ASSAULT", "curfew")])
def test_a_pair_outside_the_profile_is_an_error(type: str, mode: str | None) -> None:
    assert not plover.is_valid(type, mode)
    with pytest.raises(plover.UnknownCode):
        plover.intensity(type, mode)


@pytest.mark.parametrize(
    ("code", "mode", "now"),
    [
        ("DEMAND", None, ("REQUEST", None)),
        ("DISAPPROVE", None, ("ACCUSE", "disapprove")),
        ("INVESTIGATE", None, ("ACCUSE", "investigate")),
        ("FIGHT", "assassinate", ("ASSAULT", "targeted")),
        ("PROTEST", "strike-hun", ("PROTEST", "hunger")),
        ("COERCE", "destroy", ("ASSAULT", "destroy")),
        ("CONSULT", "host", ("CONSULT", "visit")),
        ("AGREE", None, ("AGREE", None)),
        ("20", None, ("ASSAULT", "unconventional")),
        ("1831", None, ("ASSAULT", "suicide-attack")),
        ("173", None, ("COERCE", "arrest")),
        ("161", None, ("SANCTION", "discontinue")),
        ("010", None, None),
    ],
)
def test_older_codes_migrate(code: str, mode: str | None, now: tuple[str, str | None] | None) -> None:
    assert plover.migrated(code, mode) == now


@pytest.mark.parametrize(("code", "mode"), [("99", None), ("GREET", None), ("AGREE", "loudly")])
def test_an_unknown_older_code_is_an_error(code: str, mode: str | None) -> None:
    with pytest.raises(plover.UnknownCode):
        plover.migrated(code, mode)


def test_whatever_migrates_lands_in_the_profile() -> None:
    rules = plover.profile()
    for code in rules.cameo:
        now = plover.migrated(code)
        assert now is None or plover.is_valid(*now)
    for code in rules.old_events:
        now = plover.migrated(code)
        assert now is not None
        assert plover.is_valid(*now)


def test_there_are_37_contexts_and_25_sectors_with_those_of_no_country_apart() -> None:
    assert len(contexts.names()) == 37
    assert len(plover.profile().sectors) == 25
    assert all(value <= set(contexts.names()) for value in contexts.yields().values())


def test_every_trigger_sense_is_in_the_profile_and_names_known_lists() -> None:
    senses = triggers.senses()
    assert len(senses) >= 1200
    assert all(plover.is_valid(sense.type, sense.mode) for sense in senses)
    assert all(0 < sense.weight <= 1 and sense.words for sense in senses)
    assert all(condition.words for sense in senses for condition in sense.conditions)


def test_every_type_has_verbal_and_nominal_triggers() -> None:
    parts = {(sense.type, sense.part) for sense in triggers.senses()}
    assert {(name, part) for name in plover.types() for part in "vn"} <= parts


def test_no_sense_is_written_twice() -> None:
    keys = [(s.words, s.part, s.type, s.mode, s.conditions) for s in triggers.senses()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("ban", {"bans", "banned", "banning"}), ("carry", {"carries", "carried", "carrying"}), ("seize", {"seizes", "seized", "seizing"}),
        ("withdraw", {"withdraws", "withdrew", "withdrawn", "withdrawing"}), ("free", {"frees", "freed", "freeing"}),
        ("be", {"is", "are", "was", "were", "been", "being"}),
    ],
)  # fmt: skip
def test_verbs_inflect(base: str, forms: set[str]) -> None:
    assert forms <= {form for form, _ in verb_forms(base)}


def test_a_form_knows_what_it_is() -> None:
    assert ("fought", VerbForm.PAST) in set(verb_forms("fight"))


@pytest.mark.parametrize(
    ("plural", "one"),
    [("talks", "talk"), ("embassies", "embassy"), ("clashes", "clash"), ("police", "police"), ("crisis", "crisis")],
)
def test_plurals_fold(plural: str, one: str) -> None:
    assert singular(plural) == singular(one) == one
