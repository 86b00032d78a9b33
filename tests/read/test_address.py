"""Addresses that the contract can hold as IRIs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc3987_syntax import is_valid_syntax

from pipeline.read.address import address, first_address


@pytest.mark.parametrize(
    "value",
    ["https://a.example", "http://a.example:8080/b?c=%20d#e", "https://müller.example/straße", " https://a.example/ "],
)
def test_addresses_are_kept(value: str) -> None:
    assert address(value) == value.strip()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "a.example",
        "ftp://a.example",
        "https://",
        "https://a b",
        "https://a/%zz",
        "https://a/#b#c",
        "https://a/[x]",
        None,
        3,
    ],
)
def test_all_else_is_refused(value: object) -> None:
    assert address(value) is None


def test_an_address_in_a_note_ends_before_its_punctuation() -> None:
    assert first_address("See the text (https://a.example/b).") == "https://a.example/b"
    assert first_address("See the text.") is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12), st.text(alphabet="a/?#%2:@[]\u00e9 \u0085\ue000", max_size=12))
def test_what_is_kept_is_an_iri(some: str, other: str) -> None:
    kept = address(f"https://{some}{other}")

    assert kept is None or is_valid_syntax("iri", kept)
