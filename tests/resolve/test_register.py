"""Links to registers: with score and reason, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.records import Finding
from pipeline.resolve.register import Register, RegisterError, read_register
from tests.resolve.annotated import BASE
from tests.resolve.scene import built, scene


def register(folder: Path, *rows: object) -> tuple[Register, list[Finding]]:
    """A register of these rows as JSON Lines."""
    path = folder / "register.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return read_register(path, BASE)


def ftm(number: str, schema: str, **properties: list[str]) -> dict[str, object]:
    """A FollowTheMoney entity."""
    return {"id": number, "schema": schema, "properties": properties}


def test_a_person_of_follow_the_money_is_linked_with_score_and_reason(tmp_path: Path) -> None:
    known, bad = register(
        tmp_path, ftm("urn:x:1", "Person", name=["Carla Moreau"], alias=["C. M."]), ftm("a", "Address")
    )
    dataset = built(scene("{p:Carla Moreau} left.", "a.txt"), known=known)
    assert not bad
    assert dataset.entities[0].same_as == ("urn:x:1",)
    (note,) = dataset.findings
    assert (note.rule, note.related) == ("resolve.linked", (dataset.entities[0].id,))
    assert "0.92" in note.message
    assert "is its name" in note.message


def test_spellings_of_one_entry_become_one_entity_with_one_id(tmp_path: Path) -> None:
    known, _ = register(
        tmp_path,
        {"id": "urn:x:1", "name": "Popular Front of Qarn", "aliases": ["Qarn Liberation Host"], "type": "Organization"},
    )
    dataset = built(
        scene("The {o:Popular Front of Qarn} left.", "a.txt"),
        scene("{o:Qarn Liberation Host} came.", "b.txt"),
        known=known,
    )
    (entity,) = dataset.entities
    assert entity.same_as == ("urn:x:1",)
    assert entity.mention_count == 2


def test_an_entity_of_another_country_is_not_linked(tmp_path: Path) -> None:
    known, _ = register(tmp_path, ftm("urn:x:1", "Person", name=["Carla Moreau"], country=["fr"]))
    article = scene("{a:Iranian} Foreign Minister {p:Carla Moreau} left.", "a.txt").role(
        "Foreign Minister", "Carla Moreau", "Iranian"
    )
    dataset = built(article, known=known)
    person = next(e for e in dataset.entities if e.type == "Person")
    assert person.country == "IRN"
    assert person.same_as == ()


def test_two_entries_of_one_name_leave_it_unlinked_with_a_note(tmp_path: Path) -> None:
    known, _ = register(
        tmp_path, ftm("urn:x:1", "Person", name=["Carla Moreau"]), ftm("urn:x:2", "Person", name=["Carla Moreau"])
    )
    dataset = built(scene("{p:Carla Moreau} left.", "a.txt"), known=known)
    assert dataset.entities[0].same_as == ()
    assert [f.rule for f in dataset.findings] == ["resolve.link-open"]


def test_a_lone_surname_is_never_linked(tmp_path: Path) -> None:
    known, _ = register(tmp_path, ftm("urn:x:1", "Person", name=["Moreau"]))
    assert built(scene("{p:Moreau} left.", "a.txt"), known=known).entities[0].same_as == ()


def test_bad_rows_are_findings_and_the_rest_is_read(tmp_path: Path) -> None:
    good = {"id": "Q42", "name": "Carla Moreau", "type": "Person"}
    rows = [
        "{no json",
        '["list"]',
        {"name": "X Y", "type": "Person"},
        {"id": "1", "type": "Person"},
        {"id": "1", "name": "X", "type": "Ship"},
    ]
    known, bad = register(tmp_path, good, *rows, good)
    assert [entry.iri for entry in known] == ["http://www.wikidata.org/entity/Q42"]
    assert [f.rule for f in bad] == ["resolve.register-row"] * 6
    assert "Line 2 of register.jsonl" in bad[0].message


@pytest.mark.parametrize("said", [{"url": "https://register.example/100%zz"}, {"id": "https://register.example/a b"}])
def test_a_row_whose_identifier_is_no_iri_is_left_out_by_line_and_cure(tmp_path: Path, said: dict[str, str]) -> None:
    good = {"id": "urn:x:1", "name": "Carla Moreau", "type": "Person"}
    known, bad = register(tmp_path, good, {"id": "2", "name": "Zedka Moreau", "type": "Person"} | said)
    assert [entry.iri for entry in known] == ["urn:x:1"]
    (finding,) = bad
    (wrong,) = said.values()
    assert finding.message.startswith("Line 2 of register.jsonl")
    assert f"'{wrong}' is no absolute IRI" in finding.message
    assert "a blank as %20 and a percent sign as %25" in finding.message
    (entity,) = built(scene("{p:Zedka Moreau} left.", "a.txt"), known=known).entities
    assert entity.same_as == ()


def test_rows_of_a_csv_are_read(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(
        "id,name,aliases,type,country\n7,Carla Moreau,C. Moreau|Zedka Moreau,person,FRA\n8,short\n", encoding="utf-8"
    )
    known, bad = read_register(path, BASE)
    assert [(e.iri, e.names, e.countries) for e in known] == [
        (f"{BASE}register/7", ("Carla Moreau", "C. Moreau", "Zedka Moreau"), frozenset({"FRA"}))
    ]
    assert len(bad) == 1


def test_a_bad_first_line_makes_no_csv_of_json_lines(tmp_path: Path) -> None:
    known, bad = register(tmp_path, "not json", {"id": 7, "name": "Carla Moreau", "type": "Person"})
    assert [(entry.iri, entry.names) for entry in known] == [(f"{BASE}register/7", ("Carla Moreau",))]
    assert ["Line 1 of register.jsonl" in finding.message for finding in bad] == [True]


@pytest.mark.parametrize("row", ["8,,C. Moreau,person,", "8, ,C. Moreau,person,"])
def test_a_row_with_aliases_alone_has_no_name(tmp_path: Path, row: str) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"id,name,aliases,type,country\n{row}\n", encoding="utf-8")
    known, bad = read_register(path, BASE)
    assert not known
    assert "has no name" in bad[0].message


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegisterError, match="register"):
        read_register(path, BASE)
