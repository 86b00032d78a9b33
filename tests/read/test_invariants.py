"""What holds for every input: passages cover the text, spans are exact, nothing raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import ReadResult, read
from pipeline.records.document import Document

BASE = "https://dateline.example/"
LINE = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "", "", "Skip to content", "* * *", "Notes", "1 See https://example.org/a", "2.", "[3] Ibid.", "By Jane Doe",
            "3 May 2020", "- one", "- two", "1. First", "2. Second", "# Heading", "[^1]: a note", "[^1]: https://a.example",
            "![alt text](x.png)", "> quoted", "| a | b |", "|---|---|", "```", "---", "title: x", "+++", "<p>markup</p>",
            "Filed under: Asia", "COMMENTS", "3 comments", "The minister said so.1 He left,2 and the talks ended.3",
            "A scene from the film", "A scene from the film about the war (Agency)", "Who: words of a picture.",
            "Another sentence that is long enough to be running text, with a stop at its end.",
        ]
    ),
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(LINE, max_size=30).map("\n".join), st.lists(LINE, max_size=12).map("\r\n".join)
)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_bytes(folder: Path, name: str, raw: bytes) -> ReadResult:
    path = folder / name
    path.write_bytes(raw)
    return read(path, name, BASE)


def assert_exact(document: Document) -> None:
    text, at = document.text, 0
    for position, passage in enumerate(document.passages):
        words = text[passage.start : passage.end]
        assert passage.position == position
        assert passage.start >= at
        assert words
        assert words == words.strip()
        assert not text[at : passage.start].strip(), "a character lies in no passage"
        at = passage.end
    assert not text[at:].strip(), "a character lies in no passage"
    for citation in document.citations:
        assert text[citation.start : citation.end] == citation.marker


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@QUIET
@given(text=TEXTS)
def test_passages_cover_any_text_in_order(tmp_path: Path, name: str, text: str) -> None:
    result = read_bytes(tmp_path, name, text.encode("utf-8", "replace"))
    if result.document is None:
        assert [f.severity for f in result.findings] == ["error"]
    else:
        assert_exact(result.document)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf"])
@QUIET
@given(raw=st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda b: b"%PDF-1.7\n" + b)))
def test_no_bytes_raise(tmp_path: Path, name: str, raw: bytes) -> None:
    result = read_bytes(tmp_path, name, raw)
    if result.document is None:
        assert any(f.severity == "error" and f.rule.startswith("read.") for f in result.findings)
    else:
        assert_exact(result.document)


TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "<h1>", "</h1>", "<h2>", "<li>", "<ul>", "</ul>", "<br>", "<table>", "<tr>", "<td>", "<article>",
        "<main>", "<figure>", "<figcaption>", "<img alt='two words'>", "<sup>1</sup>", "<a href='#fn1'>1</a>", "<li id=fn1>",
        "<nav>", "<script>", "<pre>", "<blockquote>", "&amp;", "&#xD800;", "<frameset>", "<!--", "<b>", "word", " Two words. ", "\n",
        "<script type='application/ld+json'>{", "<meta property='og:title' content='T'>", "<template>", "<svg>", "<p hidden>",
    ]
)  # fmt: skip


@QUIET
@given(parts=st.lists(TAGS, max_size=40))
def test_no_markup_breaks_the_cover(tmp_path: Path, parts: list[str]) -> None:
    result = read_bytes(tmp_path, "a.html", "".join(parts).encode())
    if result.document is not None:
        assert_exact(result.document)
