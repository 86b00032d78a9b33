"""Reads HTML: the article's text without the page around it, its blocks as the markup names them."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from pipeline.read.address import address, first_address
from pipeline.read.byline import authors_of
from pipeline.read.dateline import date_line, stated
from pipeline.read.furniture import is_furniture
from pipeline.read.head import TITLE_TAIL
from pipeline.read.headings import MOST_WORDS
from pipeline.read.lines import Line
from pipeline.read.main_text import main_text
from pipeline.read.page_blocks import PageBlock, page_blocks
from pipeline.read.page_metadata import one_line, page_metadata
from pipeline.read.page_parts import attribute, is_dropped
from pipeline.read.page_root import article_of
from pipeline.read.page_tree import parse, tame
from pipeline.read.phrases import pattern
from pipeline.read.reading import Block, Marker, Metadata, Quarantine, Reading
from pipeline.read.row import Row, rows
from pipeline.records.passage import PassageKind

GAP = "\n\n"
#: Code points of a heading from which the start of a title tells that it is the headline.
SHORTEST = 12
NOTE_LINK = re.compile(r"fn|note|ref|cite|anm|^#?\d", re.IGNORECASE)


def read_html(markup: str) -> Reading:
    """Text, blocks, markers and metadata of a page.

    Raises:
        Quarantine: `read.no-text` for a page without words, such as a frameset.
    """
    markup = tame(markup)
    tree = parse(markup)
    said = page_metadata(tree)
    root, sure = article_of(tree)
    blocks = page_blocks(root, _targets(tree)) if root is not None else []
    if not sure:
        blocks = main_text(blocks, markup)
    blocks = _titled(blocks, tree, said)
    blocks = _noted(_bold_headings([replace(block, kind=_kind(block)) for block in blocks]))
    if not any(block.kind != "boilerplate" and any(c.isalnum() for c in block.text) for block in blocks):
        raise Quarantine("read.no-text", "The page holds no text; save the article itself, not its frame or script.")
    text, placed, markers = _placed(blocks)
    from_page = _page_title(tree, blocks)
    if from_page.title and _opens(_key(said.title), _key(from_page.title)):
        said = replace(said, title=from_page.title)  # without the site's name behind it
    said = said.over(_stated(blocks)).over(from_page)
    return Reading(text, placed, said, markers or None)


def _targets(tree: LexborHTMLParser) -> frozenset[str]:
    """Ids that something like a footnote marker links to."""
    found = set()
    for link in tree.css('a[href^="#"]')[:5_000]:
        label = (link.text(deep=True) or "").strip()
        if re.fullmatch(r"\[?(\d{1,3}|[*†‡])\]?", label) and NOTE_LINK.search(attribute(link, "href")):
            found.add(attribute(link, "href")[1:])
    return frozenset(found)


def _titled(blocks: list[PageBlock], tree: LexborHTMLParser, said: Metadata) -> list[PageBlock]:
    """The blocks with the headline marked; taken from elsewhere on the page if the article's element lacks it."""
    same = _key(said.title)
    heads = [i for i, b in enumerate(blocks) if b.kind == "heading"]
    chosen = next((i for i in heads if same and _opens(same, _key(blocks[i].text))), None)
    if chosen is None:
        chosen = next((i for i in heads if blocks[i].level == 1), None)
    if chosen is not None:
        return [replace(b, kind="title", level=None) if i == chosen else b for i, b in enumerate(blocks)]
    outside = next((h for h in tree.css("h1")[:5] if not is_dropped(h) and (one_line(h.text(deep=True)) or "")), None)
    line = one_line(outside.text(deep=True)) if outside is not None else None
    return [PageBlock(line, "title"), *blocks] if line else blocks


def _opens(title: str, heading: str) -> bool:
    """Whether a title is the heading, or the heading with a site's name behind it."""
    return title == heading or (len(heading) > SHORTEST and title.startswith(heading))


def _key(line: str | None) -> str:
    return re.sub(r"[\W_]+", " ", line.lower()).strip() if line else ""


def _row(block: PageBlock) -> Row:
    return rows(block.text, [Line(0, len(block.text), 0)])[0]


def _kind(block: PageBlock) -> PassageKind:
    """The block's kind, or boilerplate for what the page says in a line or a link of its own."""
    if block.kind in ("title", "note", "alt", "caption", "boilerplate"):
        return block.kind
    row = _row(block)
    if block.kind == "heading":
        return "boilerplate" if is_furniture(row) and row.words <= 4 else "heading"
    if is_furniture(row) or date_line(row) or (authors_of(row) and row.words <= 12):
        return "boilerplate"
    if block.linked >= 0.9 * len(block.text) and row.words <= 25 and not row.final:
        return "boilerplate"
    return block.kind


def _bold_headings(blocks: list[PageBlock]) -> list[PageBlock]:
    """The blocks, short bold lines above paragraphs as headings of depth 3; bold questions belong to interviews."""
    return [
        replace(block, kind="heading", level=3)
        if block.kind == "paragraph"
        and block.bold >= 0.95 * len(block.text)
        and len(block.text.split()) <= MOST_WORDS
        and block.text[-1] not in ".?:,;"
        and i + 1 < len(blocks)
        and blocks[i + 1].kind in ("paragraph", "list")
        and len(blocks[i + 1].text) > len(block.text)
        else block
        for i, block in enumerate(blocks)
    ]


def _noted(blocks: list[PageBlock]) -> list[PageBlock]:
    """The blocks, a list under a heading such as "Sources" as notes together with the heading."""
    noted = list(blocks)
    under = False
    for i, block in enumerate(blocks):
        if block.kind == "heading":
            under = pattern("notes").fullmatch(block.text) is not None
            under = under and i + 1 < len(blocks) and blocks[i + 1].kind in ("list", "note")
        elif block.kind not in ("list", "note"):
            under = False
        if under:
            noted[i] = replace(block, kind="note", level=None)
    return noted


def _placed(blocks: list[PageBlock]) -> tuple[str, tuple[Block, ...], tuple[Marker, ...]]:
    """The text, a blank line between blocks, with the blocks and markers where they stand in it."""
    notes = {b.target: b for b in reversed(blocks) if b.target}
    parts: list[str] = []
    placed: list[Block] = []
    markers: list[Marker] = []
    at = 0
    for block in blocks:
        parts.append(block.text)
        level = max(2, block.level) if block.kind == "heading" and block.level else None
        placed.append(Block(at, at + len(block.text), block.kind, level))
        if block.kind not in ("note", "boilerplate"):
            markers.extend(_marker(block, at, mark, notes) for mark in block.markers)
        at += len(block.text) + len(GAP)
    return GAP.join(parts), tuple(placed), tuple(markers)


def _marker(block: PageBlock, at: int, mark: tuple[int, int, str], notes: dict[str, PageBlock]) -> Marker:
    start, end, target = mark
    label = block.text[start:end]
    note = notes.get(target)
    said = re.sub(r"^\W*\d{1,3}[.)\]]?\s+|[\s↩↑^︎]+$", "", note.text).strip() if note else ""
    linked = next((url for url in map(address, note.links) if url), None) if note else None
    return Marker(at + start, at + end, label, said or None, linked or first_address(said))


def _stated(blocks: list[PageBlock]) -> Metadata:
    """Authors and rubric that the lines above the article give."""
    said = Metadata()
    for block in blocks[:12]:
        if block.kind == "boilerplate":
            said = said.over(stated(_row(block)))
    return said


def _page_title(tree: LexborHTMLParser, blocks: list[PageBlock]) -> Metadata:
    """Headline from the title block, else from `<title>` without the site's name, which may name the publisher."""
    node = tree.css_first("title")
    line = one_line(node.text(deep=True)) if node is not None else None
    own = next((" ".join(b.text.split()) for b in blocks if b.kind == "title"), None)
    tail = TITLE_TAIL.search(line) if line else None
    site = tail["site"].strip() if tail else None
    head = line[: tail.start()] if line and tail else line
    publisher = site if site and own and _key(head) == _key(own) else None
    return Metadata(title=own or head, publisher=publisher)
