"""Finds the element of a page that holds the article."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.read.page_parts import is_dropped

CANDIDATES = "article, main, [role=main], [role=article], [itemprop=articleBody]"
#: Candidates weighed, and share of the page's paragraphs that the article has at least.
MOST, SHARE = 400, 0.6


def article_of(tree: LexborHTMLParser) -> tuple[LexborNode | None, bool]:
    """The smallest candidate with most of the page's paragraphs, and whether there was one; else the body, else None."""
    body = tree.body or tree.root
    if body is None:
        return None, False
    candidates = {node.mem_id: node for node in tree.css(CANDIDATES)[:MOST]}
    weights = dict.fromkeys(candidates, 0)
    total = 0
    verdicts: dict[int, bool] = {}
    for paragraph in tree.css("p, blockquote, li"):
        length = len(paragraph.text(deep=True)) if paragraph.tag == "p" else len(paragraph.text(deep=False).strip())
        above = _above(paragraph, verdicts)
        if length == 0 or above is None:
            continue
        total += length
        for key in above:
            if key in weights:
                weights[key] += length
    fit = [(weight, key) for key, weight in weights.items() if total and weight >= SHARE * total]
    if not fit:
        return body, False
    return candidates[min(fit)[1]], True


def _above(node: LexborNode, verdicts: dict[int, bool]) -> list[int] | None:
    """Memory ids of the elements above, or None if one of them is dropped; `verdicts` remembers the answers."""
    above: list[int] = []
    at = node.parent
    while at is not None and at.tag not in ("html", "-undef"):
        key = at.mem_id
        if key not in verdicts:
            verdicts[key] = is_dropped(at)
        if verdicts[key]:
            return None
        above.append(key)
        at = at.parent
    return above
