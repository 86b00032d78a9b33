"""Roles: which words are the title, whose it is, of which body, and whether it holds."""

from pathlib import Path

import pytest
from spacy.tokens import Span as Marked

from pipeline.extract.extraction import Role
from pipeline.extract.references import references
from pipeline.extract.roles import roles
from tests.extract.articles import article, blank, case, cases, stated_names


def told(role: Role, text: str) -> str:
    """A role as the case files write it."""
    body = f" @ {role.organisation.of(text)}" if role.organisation else ""
    return f"{role.holder.of(text)}: {role.text}{body}, {role.status} {role.predicate}"


@pytest.mark.parametrize("path", cases("roles"), ids=lambda path: path.stem)
def test_roles_of_the_case(path: Path) -> None:
    stated = case(path)
    document = article(stated["text"])
    doc = blank(document)
    given = stated_names(stated["text"], stated["names"])
    result = roles(document, doc, given, references(document, doc, given))
    assert sorted(told(role, document.text) for role in result) == sorted(stated["roles"])


def test_a_title_that_only_the_model_marks_goes_to_the_person_it_stands_by() -> None:
    text = "Ana Ruiz, keeper of insects at the Marine Museum, agreed."
    document = article(text)
    doc = blank(document)
    doc.spans["roles"] = [Marked(doc, 3, 9, label="role")]
    given = stated_names(text, ["Ana Ruiz = Person", "Marine Museum = Organization"])
    (role,) = roles(document, doc, given, ())
    assert told(role, text) == "Ana Ruiz: keeper of insects at the Marine @ Marine Museum, current holds_office" or (
        role.text,
        role.holder.of(text),
    ) == ("keeper of insects at the Marine", "Ana Ruiz")


def test_the_titles_words_are_exact() -> None:
    text = "Gen. Sam Hill, the chief of staff, left."
    document = article(text)
    given = stated_names(text, ["Sam Hill = Person"])
    for role in roles(document, blank(document), given, ()):
        assert role.text == role.title.of(text)
        assert not role.title.overlaps(role.holder)
