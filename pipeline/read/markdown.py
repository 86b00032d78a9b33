"""Reads Markdown: the file verbatim, its blocks by the lines that CommonMark gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.read.byline import authors_of
from pipeline.read.dateline import date_line, stated
from pipeline.read.document import heading_text
from pipeline.read.front_matter import front_matter
from pipeline.read.furniture import is_furniture
from pipeline.read.layout import layout
from pipeline.read.lines import Line
from pipeline.read.reading import Block, Metadata, Problem, Reading
from pipeline.read.row import Row, rows
from pipeline.records.passage import PassageKind
from pipeline.records.span import trimmed

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]{1,80}\]:")
DEFINITION = re.compile(r"[ ]{0,3}\[[^\]^][^\]]{0,200}\]:\s*\S")
IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?\s*")
EMPHATIC = re.compile(r"([*_])(?![*_\s]).+(?<![\s])\1", re.DOTALL)
STRONG = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{2,100}(?<=\S)\1")
#: Code points parsed as Markdown; more is read as plain text.
MOST = 8_000_000


def read_markdown(text: str) -> Reading:
    """Blocks and metadata of a Markdown text; markup stays in the text, so that offsets count in the file itself."""
    if len(text) > MOST:
        blocks, said = layout(text)
        message = f"The file has more than {MOST} characters and was read as plain text; split it into articles."
        return Reading(text, blocks, said, problems=(Problem("read.markdown", message),))
    end, stated_above, problems = front_matter(text)
    starts = _line_starts(text)
    first = bisect_left(starts, end) if end else 0
    kinds = _kinds(text, starts, first)
    blocks = tuple(_refined(text, list(_blocks(text, starts, kinds))))
    said = stated_above.over(_said(text, blocks))
    return Reading(text, blocks, said, problems=problems)


def _line_starts(text: str) -> list[int]:
    """Where each line starts, by CommonMark's line ends; the text's length last."""
    starts = [0]
    while starts[-1] < len(text):
        found = LINE.match(text, starts[-1])
        starts.append(found.end() if found else len(text))
    return starts


def _kinds(text: str, starts: list[int], first: int) -> list[tuple[int, PassageKind, int | None]]:
    """For every line the number of the block it belongs to, the block's kind and a heading's level; -1 where none claims it."""
    count = len(starts) - 1
    claimed: list[tuple[int, PassageKind, int | None]] = [(-1, "paragraph", None)] * count
    claimed[:first] = [(-2, "boilerplate", None)] * first
    body = text[starts[first] :] if first < count else ""
    for number, (kind, level, begin, end) in enumerate(_mapped(MarkdownIt("commonmark").enable("table").parse(body))):
        for line in range(begin + first, min(end + first, count)):
            claimed[line] = (number, kind, level)
    return claimed


def _mapped(tokens: list[Token]) -> Iterator[tuple[PassageKind, int | None, int, int]]:
    """Kind, level, first line and line after the last, of every leaf block; a block inside a list item is list."""
    lists = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        if token.map is None:
            continue
        begin, end = token.map
        if token.type == "heading_open":
            yield ("heading", int(token.tag[1:]), begin, end)
        elif token.type in ("paragraph_open", "code_block", "fence"):
            yield ("list" if lists else "paragraph", None, begin, end)
        elif token.type == "tr_open":
            yield ("list", None, begin, end)
        elif token.type in ("hr", "html_block"):
            yield ("boilerplate", None, begin, end)


def _blocks(text: str, starts: list[int], kinds: list[tuple[int, PassageKind, int | None]]) -> Iterator[Block]:
    """Blocks of consecutive lines with one owner; lines that no token claims are definitions or rules of a table."""
    line, count = 0, len(kinds)
    while line < count:
        owner, kind, level = kinds[line]
        last = line + 1
        if NOTE.match(text, starts[line], starts[line + 1]) and owner != -2:
            kind, level = "note", None
            while last < count and text[starts[last] : starts[last + 1]].strip() and not NOTE.match(text, starts[last]):
                last += 1
        elif owner == -1:
            kind = "boilerplate" if _is_rule(text[starts[line] : starts[last]]) else "paragraph"
        else:
            while last < count and kinds[last][0] == owner and not (owner != -2 and NOTE.match(text, starts[last])):
                last += 1
        span = trimmed(text, starts[line], starts[last])
        if span is not None:
            yield Block(span.start, span.end, kind, level)
        line = last


def _is_rule(line: str) -> bool:
    return not any(c.isalnum() for c in line) or DEFINITION.match(line) is not None


def _refined(text: str, found: list[Block]) -> Iterator[Block]:
    """The blocks, with the headline, pictures, captions and bold lines told from paragraphs and headings."""
    top = next((i for i, b in enumerate(found) if b.kind == "heading" and b.level == 1), None)
    if top is not None and sum(1 for b in found[:top] if b.kind == "paragraph") > 3:
        top = None
    pictured = False
    for i, block in enumerate(found):
        words = text[block.start : block.end]
        if i == top:
            yield Block(block.start, block.end, "title")
        elif block.kind == "heading":
            yield Block(block.start, block.end, "heading", max(2, block.level or 2))
        elif block.kind == "paragraph" and (image := IMAGE.match(words)):
            yield from _pictures(text, block, image.end())
            pictured = image.end() == len(words)
            continue
        elif block.kind == "paragraph" and pictured and len(words) < 500 and EMPHATIC.fullmatch(words):
            yield Block(block.start, block.end, "caption")
        elif (
            block.kind == "paragraph"
            and STRONG.fullmatch(words)
            and i + 1 < len(found)
            and not words.endswith((".**", ":**", ".__"))
        ):
            yield Block(block.start, block.end, "heading", 3)
        elif block.kind == "paragraph" and _is_aside(text, block):
            yield Block(block.start, block.end, "boilerplate")
        else:
            yield block
        pictured = False


def _pictures(text: str, block: Block, end: int) -> Iterator[Block]:
    """A picture's markup as its alternative text, and the words after it, if any, as its caption."""
    alt = trimmed(text, block.start, block.start + end)
    rest = trimmed(text, block.start + end, block.end)
    if alt is not None:
        yield Block(alt.start, alt.end, "alt")
    if rest is not None:
        yield Block(rest.start, rest.end, "caption" if rest.end - rest.start < 600 else "paragraph")


def _row(text: str, block: Block) -> Row:
    bare = text[block.start : block.end].strip("*_# ")
    return rows(bare, [Line(0, len(bare), 0)])[0]


def _is_aside(text: str, block: Block) -> bool:
    if block.end - block.start > 300:
        return False
    row = _row(text, block)
    return bool(is_furniture(row) or date_line(row) or (authors_of(row) and row.words <= 12))


def _said(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """What the headline and the lines around it state."""
    title = next((heading_text(text[b.start : b.end]) for b in blocks if b.kind == "title"), None)
    said = Metadata(title=re.sub(r"\[\^[^\]]*\]", "", title) if title else None)
    for block in blocks[:12]:
        if block.kind == "boilerplate" and block.end - block.start <= 300:
            said = said.over(stated(_row(text, block)))
    return said
