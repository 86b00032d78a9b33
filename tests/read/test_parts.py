"""Dates, languages, names and the reference day, each by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.read import read
from pipeline.read.byline import names_in
from pipeline.read.dates import from_metadata, full_dates, is_edtf
from pipeline.read.language import language_of, language_tag


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on February 8, 2021, in", "2021-02-08"), ("8 Feb. 2021", "2021-02-08"), ("the 8th of February 2021", "2021-02-08"), ("2021-02-08T10:00Z", "2021-02-08"),
        ("le 1er mars 2019", "2019-03-01"), ("am 3. Februar 2014", "2014-02-03"), ("el 5 de mayo de 2018", "2018-05-05"), ("08.02.2021", "2021-02-08"),
        ("25/12/2020", "2020-12-25"), ("12/25/2020", "2020-12-25"), ("7/7/2020", "2020-07-07"),
    ],
)  # fmt: skip
def test_full_dates_are_found(text: str, iso: str) -> None:
    assert [day.isoformat() for _, day in full_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["March 2021", "3/4/2021", "31 February 2020", "May 3", "version 1.2.2021.5", "12021-02-08", "in 2021"]
)
def test_what_is_no_full_date_is_left(text: str) -> None:
    assert list(full_dates(text)) == []


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2021-02-08T22:15:00-05:00", "2021-02-08"),
        ("20210208", "2021-02-08"),
        ("Feb 8, 2021", "2021-02-08"),
        (dt.date(2021, 2, 8), "2021-02-08"),
        (2021, "2021"),
        ("soon", None),
        (None, None),
        (True, None),
    ],
)
def test_dates_of_metadata(value: object, edtf: str | None) -> None:
    assert from_metadata(value) == edtf


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("2021", True),
        ("2021-13", False),
        ("2021-24", True),
        ("2021-02-29", False),
        ("2020-02-29?", True),
        ("..", False),
        ("/", False),
        ("2020/..", True),
        ("20201", False),
    ],
)
def test_edtf_is_checked(value: str, valid: bool) -> None:
    assert is_edtf(value) is valid


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The minister said that the talks were over and that he would not return to the capital.", "en"),
        (
            "Le ministre a déclaré que les discussions étaient terminées et qu'il ne rentrerait pas dans la capitale.",
            "fr",
        ),
        (
            "Der Minister sagte, dass die Gespräche beendet seien und er nicht in die Hauptstadt zurückkehren werde.",
            "de",
        ),
        (
            "El ministro dijo que las conversaciones habían terminado y que no volvería a la capital de los tres países.",
            "es",
        ),
        ("Министр сказал, что переговоры закончены и что он не вернется в столицу по этому вопросу.", "ru"),
        ("وقال الوزير إن المحادثات انتهت وإنه لن يعود إلى العاصمة في هذا الشهر كما كان على جدول الأعمال", "ar"),
        ("外交部长星期二在首都会见了三个邻国的代表。", "zh"),
        ("大臣は火曜日に首都で隣国の代表と会談した。", "ja"),
        ("Zarif Lavrov Baradar Khalilzad", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, tag: str | None) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en_GB", "en-GB"), ("EN", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("english", None), ("und", None), (7, None)],
)
def test_language_tags_are_tidied(value: object, tag: str | None) -> None:
    assert language_tag(value) == tag


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe")), ("JANE DOE, Staff Writer", ("Jane Doe",)), ("Jane Doe in Kabul and Li Wei in Beijing", ("Jane Doe", "Li Wei")),
        ("Abd al-Rahman ibn Yusuf", ("Abd al-Rahman ibn Yusuf",)), ("Our Correspondent", ()), ("Reuters", ()), ("Maria da Silva | Reuters", ("Maria da Silva",)),
    ],
)  # fmt: skip
def test_names_of_authors(line: str, names: tuple[str, ...]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The envoys met on March 3, 2019, and parted the same evening without a word.", dt.date(2019, 3, 3)),
        ("The envoys met on March 3, 2019, and the troops will leave by May 21, 2021.", dt.date(2019, 3, 3)),
        ("The vote, which is scheduled for May 21, 2021, worried the envoys in March.", None),
        ("The envoys are to meet again on 4 June 2020 in the old hall of the port.", None),
        ("They had agreed on 1 May 2018 and quarrelled on 2 May 2018 over the fish.", dt.date(2018, 5, 2)),
    ],
)
def test_the_reference_day_is_the_last_that_is_reported(tmp_path: Path, sentence: str, day: dt.date | None) -> None:
    (tmp_path / "a.txt").write_text(f"The Envoys\n\n{sentence}\n", "utf-8")

    document = read(tmp_path / "a.txt", "a.txt", "https://dateline.example/").document

    assert document is not None
    assert (document.reference_date, document.reference_basis) == (day, "inferred" if day else None)
