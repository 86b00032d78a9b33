"""Which files are articles, what they are called, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.read import read, sources


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some words.", "utf-8")
    return folder


def test_folders_are_walked_in_order_without_companions(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.md", "sub/c.HTML", "a.meta.toml", "b.review.jsonl", ".hidden.txt", ".git/x.txt")

    found = sources([tmp_path])

    assert [s.source for s in found] == ["a.md", "b.txt", "sub/c.HTML"]
    assert all(s.skipped is None for s in found)


def test_an_unknown_suffix_is_named(tmp_path: Path) -> None:
    (found,) = sources([fill(tmp_path, "a.docx")])

    assert found.skipped is not None
    assert (found.skipped.rule, found.skipped.severity, found.skipped.pointer) == ("read.suffix", "warning", "a.docx")


def test_a_sidecar_without_an_article_is_named(tmp_path: Path) -> None:
    found = sources([fill(tmp_path, "a.txt", "a.meta.toml", "b.html", "b.html.meta.toml", "c.meta.toml")])

    assert {s.source: s.skipped and s.skipped.rule for s in found} == {
        "a.txt": None,
        "b.html": None,
        "c.meta.toml": "read.sidecar",
    }


def test_several_arguments_prefix_their_last_part(tmp_path: Path) -> None:
    fill(tmp_path, "one/raw/a.txt", "two/raw/a.txt", "three/b.txt")

    found = sources([tmp_path / "one/raw", tmp_path / "two/raw", tmp_path / "three/b.txt"])

    assert [s.source for s in found] == ["raw/a.txt", "raw-2/a.txt", "b.txt"]


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")

    assert [(s.source, s.skipped) for s in sources([tmp_path / "a.txt"])] == [("a.txt", None)]


def test_a_missing_argument_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        sources([tmp_path / "nowhere"])


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    fill(tmp_path, "raw/a.txt", "secret.txt")
    (tmp_path / "raw/inside.txt").symlink_to(tmp_path / "raw/a.txt")
    (tmp_path / "raw/outside.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "raw/broken.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "raw/loop").symlink_to(tmp_path / "raw")

    rules = {s.source: s.skipped and s.skipped.rule for s in sources([tmp_path / "raw"])}

    assert rules == {
        "a.txt": None,
        "inside.txt": None,
        "outside.txt": "read.link",
        "broken.txt": "read.unreadable",
        "loop": "read.link",
    }


def test_names_that_are_no_text_are_written_so_that_they_are(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text("Some words.")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text("Some words.")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")

    found = sources([tmp_path])

    assert [s.source for s in found] == ["bad\\xff.txt", "two\\nlines.txt"]
    results = [read(s.path, s.source, "https://dateline.example/") for s in found]
    assert all(r.document is not None for r in results)
    assert len({r.document.id for r in results if r.document}) == 2


def test_a_pipe_is_no_article(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    assert [s.skipped and s.skipped.rule for s in sources([tmp_path])] == ["read.unreadable"]
