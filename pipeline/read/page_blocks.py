"""Walks an article's element and writes its blocks: text with single spaces, kinds from the markup, footnote markers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from pipeline.read.page_parts import attribute, is_dropped, named, part_words
from pipeline.records.passage import PassageKind

SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2009\u202f]+")
REFERENCE = re.compile(r"\[?(?P<label>\d{1,3}|[*†‡§]|[a-z])\]?")
LEVELS = {f"h{n}": n for n in range(1, 7)}
#: Code points of an alternative text kept.
LONGEST_ALT = 1_000


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block before it has a place in the text. `markers` are (start, end, target id) within `text`; `linked` and `bold` count code points
    in links and in bold."""

    text: str
    kind: PassageKind
    level: int | None = None
    linked: int = 0
    bold: int = 0
    markers: tuple[tuple[int, int, str], ...] = ()
    target: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements above say of the text inside them."""

    kind: PassageKind = "paragraph"
    level: int | None = None
    linked: bool = False
    bold: bool = False
    href: str = ""
    raised: bool = False
    target: str | None = None
    row: bool = False
    pre: bool = False


@dataclass
class _Writer:
    """Text of the block being written."""

    blocks: list[PageBlock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    bold: int = 0
    markers: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    context: _Context = _Context()

    def write(self, text: str, context: _Context) -> None:
        """Add running text; white space collapses unless it is preformatted."""
        clean = text if context.pre else SPACE.sub(" ", text)
        if not context.pre and clean.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\n"))):
            clean = clean[1:]
        if not clean:
            return
        if not self.parts:
            self.context = context
        self._marker(clean, context)
        self.parts.append(clean)
        self.length += len(clean)
        if context.linked:
            self.linked += len(clean)
        if context.bold:
            self.bold += len(clean)

    def _marker(self, clean: str, context: _Context) -> None:
        found = REFERENCE.fullmatch(clean.strip()) if context.raised or context.href.startswith("#") else None
        if found and self.length and (found["label"].isdecimal() or context.href.startswith("#")):
            at = self.length + clean.index(found["label"])
            self.markers.append((at, at + len(found["label"]), context.href[1:]))

    def flush(self) -> None:
        """End the block."""
        text = "".join(self.parts)
        lead = len(text) - len(text.lstrip())
        clean = text.strip()
        if clean:
            markers = tuple((a - lead, b - lead, t) for a, b, t in self.markers if a >= lead and b - lead <= len(clean))
            at = self.context
            self.blocks.append(
                PageBlock(clean, at.kind, at.level, self.linked, self.bold, markers, at.target, tuple(self.links))
            )
        self.parts, self.length, self.linked, self.bold, self.markers, self.links = [], 0, 0, 0, [], []


def page_blocks(root: LexborNode, targets: frozenset[str]) -> list[PageBlock]:
    """Blocks of the article below `root`, in order. `targets` are ids that footnote markers link to."""
    writer = _Writer()
    stack: list[tuple[LexborNode | None, _Context, bool]] = [(root, _Context(), False)]
    while stack:
        node, context, leaving = stack.pop()
        if node is None:
            continue
        tag = node.tag or ""
        if leaving:
            if context.row and tag in ("td", "th"):
                writer.write(" | " if node.next is not None and _has_cell(node) else "", replace(context, pre=True))
            else:
                writer.flush()
            continue
        if tag == "-text":
            writer.write(node.text_content or "", context)
        elif tag == "br":
            _line_break(writer)
        elif tag == "img":
            _picture(writer, node, context)
        elif not tag.startswith(("-", "!")) and (node is root or not is_dropped(node)):
            block = tag in part_words("block_elements") and not (context.row and tag != "tr")
            if block:
                writer.flush()
            inner = _inside(node, tag, context, targets)
            if tag == "a" and inner.href.startswith(("http:", "https:")):
                writer.links.append(inner.href)
            if block or (inner.row and tag in ("td", "th")):
                stack.append((node, inner, True))
            children = list(node.iter(include_text=True))
            stack.extend((child, inner, False) for child in reversed(children))
    writer.flush()
    return writer.blocks


def _line_break(writer: _Writer) -> None:
    if writer.parts and writer.parts[-1] == "\n":
        context = writer.context
        writer.flush()
        writer.context = context
    elif writer.parts:
        writer.parts.append("\n")
        writer.length += 1


def _picture(writer: _Writer, node: LexborNode, context: _Context) -> None:
    """The alternative text as a block of its own, unless it is a single word, a file name or inside a line."""
    alt = SPACE.sub(" ", attribute(node, "alt")).strip()[:LONGEST_ALT]
    if len(alt.split()) < 2 or re.fullmatch(r"\S+\.\w{3,4}", alt) or (context.linked and writer.parts):
        return
    kept = writer.parts, writer.length, writer.linked, writer.markers, writer.links, writer.context
    if writer.length and context.kind not in ("paragraph", "caption"):
        return
    writer.flush()
    writer.blocks.append(PageBlock(alt, "alt"))
    writer.context = kept[-1]


def _has_cell(node: LexborNode) -> bool:
    at = node.next
    while at is not None and at.tag not in ("td", "th"):
        at = at.next
    return at is not None


def _inside(node: LexborNode, tag: str, context: _Context, targets: frozenset[str]) -> _Context:
    """The context for what is inside `node`."""
    own = attribute(node, "id")
    if own and own in targets and tag not in ("a", "sup", "span"):
        context = replace(context, kind="note", target=own)
    if tag == "a":
        return replace(context, linked=True, href=attribute(node, "href")[:2000])
    if tag in ("b", "strong"):
        return replace(context, bold=True)
    if tag == "sup":
        return replace(context, raised=True)
    if context.kind == "note":
        return context
    names = named(node) if node.attributes else frozenset()
    if names & part_words("note_words") and tag in ("ol", "ul", "div", "section", "p", "li"):
        return replace(context, kind="note")
    if tag in LEVELS:
        return replace(context, kind="heading", level=LEVELS[tag])
    if tag == "figcaption" or (names & part_words("caption_words") and context.kind != "heading"):
        return replace(context, kind="caption")
    if names & part_words("byline_words") and tag in ("p", "div", "span", "time", "address", "ul", "header"):
        return replace(context, kind="boilerplate") if tag != "header" and _slight(node) else context
    if tag in ("li", "dt", "dd") and context.kind != "boilerplate":
        return replace(context, kind="list")
    if tag == "tr":
        return replace(context, kind="list", row=True)
    return replace(context, pre=True) if tag == "pre" else context


def _slight(node: LexborNode) -> bool:
    """Whether an element named like a byline holds no more than a byline does."""
    return len(node.text(deep=True)) < 300
