"""What a person decided holds for good, whatever articles come."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resolve import resolve
from pipeline.resolve.decisions import DecisionError, Decisions, read_decisions
from tests.resolve.annotated import BASE
from tests.resolve.scene import built, scene
from tests.resolve.test_properties import PERSONS, articles


def decided(folder: Path, text: str) -> Decisions:
    """The decisions that a file of this text holds."""
    path = folder / "resolve.toml"
    path.write_text(text, encoding="utf-8")
    return read_decisions(path)


def test_names_decided_the_same_are_one_entity_across_articles_and_say_why(tmp_path: Path) -> None:
    same = decided(tmp_path, '[[same]]\nnames = ["Carla Moreau", "Madame Zed"]\nbecause = "her pen name"\n')
    dataset = built(scene("{p:Carla Moreau} left.", "a.txt"), scene("{p:Madame Zed} came.", "b.txt"), decisions=same)
    (entity,) = dataset.entities
    assert {entity.name, *entity.alternate_names} == {"Carla Moreau", "Madame Zed"}
    assert any("decided to be the same" in m.link_reason and "her pen name" in m.link_reason for m in dataset.mentions)


def test_names_decided_the_same_are_one_entity_within_an_article(tmp_path: Path) -> None:
    same = decided(tmp_path, '[[same]]\nnames = ["Carla Moreau", "Zedka"]\n')
    (entity,) = built(scene("{p:Carla Moreau} left; {p:Zedka} came.", "a.txt"), decisions=same).entities
    assert entity.mention_count == 2


def test_names_decided_different_stay_two_though_every_rule_joins_them(tmp_path: Path) -> None:
    scenes = scene("{p:Ashraf Ghani} left. {p:Ghani} came.", "a.txt"), scene("{p:Ashraf Ghani} left.", "b.txt")
    assert len(built(*scenes).entities) == 1
    apart = decided(tmp_path, '[[different]]\nnames = ["Ashraf Ghani", "Ghani"]\n')
    assert {e.name for e in built(*scenes, decisions=apart).entities} == {"Ashraf Ghani", "Ghani"}


def test_two_bearers_of_one_name_in_two_articles_are_told_apart_by_their_articles(tmp_path: Path) -> None:
    names = '[{name = "Ali Hassan", source = "a.txt"}, {name = "Ali Hassan", source = "b.txt"}]'
    apart = decided(tmp_path, f"[[different]]\nnames = {names}\n")
    scenes = scene("{p:Ali Hassan} left.", "a.txt"), scene("{p:Ali Hassan} came.", "b.txt")
    dataset = built(*scenes, decisions=apart)
    assert len({entity.id for entity in dataset.entities}) == 2
    assert {e.id for e in dataset.entities} == {e.id for e in built(*scenes[::-1], decisions=apart).entities}


def test_an_id_decides_as_a_name_does(tmp_path: Path) -> None:
    scenes = scene("{p:Carla Moreau} left.", "a.txt"), scene("{p:Dora Lind} came.", "b.txt")
    one, other = (entity.id for entity in built(*scenes).entities)
    same = decided(tmp_path, f'[[same]]\nnames = ["{one}", "{other}"]\n')
    assert len(built(*scenes, decisions=same).entities) == 1


def test_a_decision_of_one_type_leaves_the_others_alone(tmp_path: Path) -> None:
    same = decided(tmp_path, '[[same]]\nnames = ["Carla Moreau", "Zedka"]\ntype = "Person"\n')
    dataset = built(scene("{p:Carla Moreau} left.", "a.txt"), scene("{o:Zedka} came.", "b.txt"), decisions=same)
    assert len(dataset.entities) == 2


def test_a_name_that_no_article_has_is_a_note(tmp_path: Path) -> None:
    same = decided(tmp_path, '[[same]]\nnames = ["Carla Moreau", "Nobody At All"]\n')
    found = built(scene("{p:Carla Moreau} left.", "a.txt"), decisions=same).findings
    assert [(f.rule, f.severity) for f in found] == [("resolve.decision-unused", "note")]
    assert "Nobody At All" in found[0].message


def test_a_chain_that_contradicts_itself_is_a_warning_and_sameness_holds(tmp_path: Path) -> None:
    text = '[[same]]\nnames = ["A One", "B Two"]\n[[same]]\nnames = ["B Two", "C Six"]\n[[different]]\nnames = ["A One", "C Six"]\n'
    scenes = [scene(f"{{p:{name}}} left.", f"{name[0]}.txt") for name in ("A One", "B Two", "C Six")]
    dataset = built(*scenes, decisions=decided(tmp_path, text))
    assert len(dataset.entities) == 1
    assert [f.rule for f in dataset.findings] == ["resolve.decision-conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "[[same]",
        '[[alike]]\nnames = ["A", "B"]\n',
        '[same]\nnames = ["A", "B"]\n',
        '[[same]]\nnames = ["A"]\n',
        '[[same]]\nnames = ["A", ""]\n',
        '[[same]]\nnames = ["A", {name = "B"}]\n',
        '[[same]]\nnames = ["A", "B"]\ntype = "Human"\n',
        '[[same]]\nnames = ["A", "B"]\nwhy = "so"\n',
        '[[same]]\nnames = ["A", "B"]\n[[different]]\nnames = ["B", "A"]\n',
    ],
)
def test_what_is_no_decision_is_refused_with_the_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(DecisionError, match=r"resolve\.toml"):
        decided(tmp_path, text)


@settings(max_examples=60, deadline=None)
@given(
    articles("a.txt"),
    articles("b.txt"),
    articles("c.txt"),
    st.lists(st.sampled_from(PERSONS), min_size=2, max_size=3, unique=True),
)
def test_adding_an_article_never_splits_what_a_decision_joined(one, other, third, names) -> None:  # type: ignore[no-untyped-def]
    from pipeline.resolve.decisions import Decision, Party

    decisions = (Decision(True, tuple(map(Party, names)), "Person"),)
    for data in (resolve([one, other], BASE, decisions), resolve([one, other, third], BASE, decisions)):
        bearers = {m.entity_id for m in data.mentions if m.text in names and m.form != "adjective"}
        persons = {e.id for e in data.entities if e.type == "Person"}
        assert len(bearers & persons) <= 1
