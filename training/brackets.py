"""Names from GUM's entity brackets, which are whole noun phrases: cut to their proper-noun cores, left open elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.example import OPEN
from training.guideline import word_list

if TYPE_CHECKING:
    from training.trees import Paragraph

_BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
_TYPES = {
    "person": "Person",
    "place": "Place",
    "organization": "Organization",
    "event": "Event|Agreement",
    "abstract": "Other|CreativeWork|Agreement|Event",
    "object": "Other|CreativeWork",
}
_PROPER = ("NNP", "NNPS")
_JOINTS = {
    "Organization": {"of", "for", "&", "-", "–", "'s", "’s", "and"},
    "Place": {"of", "-", "de", "la", "upon"},
    "Person": {"-", "de", "van", "von", "al", "bin", "ibn", "da", "del"},
}
_OTHER_JOINTS = {"of", "the", "for", "on", "in", "to", "and", "&", "-", "'s", "’s"}


@dataclass(slots=True)
class _Mention:
    kind: str
    start: int
    end: int
    heads: list[int]


def names(paragraphs: "list[Paragraph]") -> Iterator[list[str]]:
    """For each paragraph one name target a word."""
    for paragraph in paragraphs:
        forms = [form for sentence in paragraph.sentences for form in sentence.forms]
        tags = [tag for sentence in paragraph.sentences for tag in sentence.tags]
        miscs = [misc for sentence in paragraph.sentences for misc in sentence.miscs]
        starts = set()
        at = 0
        for sentence in paragraph.sentences:
            starts.add(at)
            at += len(sentence.forms)
        yield _targets(forms, tags, _mentions(miscs), starts)


def _mentions(miscs: list[str]) -> list[_Mention]:
    found: list[_Mention] = []
    open_ones: list[tuple[str, _Mention]] = []
    for index, misc in enumerate(miscs):
        for item in misc.split("|"):
            if not item.startswith("Entity="):
                continue
            for opened, closed_at_once, closing in _BRACKET.findall(item[7:]):
                if opened:
                    fields = opened.split("-")
                    heads = [int(n) for n in fields[5].split(",") if n.isdigit()] if len(fields) > 5 else []
                    mention = _Mention(
                        fields[1] if len(fields) > 1 else "", index, index + 1, [index + n - 1 for n in heads]
                    )
                    if closed_at_once:
                        found.append(mention)
                    else:
                        open_ones.append((fields[0], mention))
                else:
                    for place in range(len(open_ones) - 1, -1, -1):
                        if open_ones[place][0] == closing:
                            mention = open_ones.pop(place)[1]
                            mention.end = index + 1
                            found.append(mention)
                            break
    return found


def _targets(forms: list[str], tags: list[str], mentions: list[_Mention], starts: set[int]) -> list[str]:
    result = ["O"] * len(forms)
    for index, (form, tag) in enumerate(zip(forms, tags, strict=True)):
        capital = form[:1].isupper() and index not in starts and form != "I"
        if tag in _PROPER or (capital and tag in ("JJ", "NN", "NNS", "CD", "ADD", "FW")):
            result[index] = OPEN
    for mention in mentions:
        if mention.kind == "time":
            result[mention.start : mention.end] = ["O"] * (mention.end - mention.start)
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        core = _core(mention, forms, tags, mentions)
        if core is None or taken.intersection(range(*core)):
            continue
        taken.update(range(*core))
        for index in range(*core):
            prefix = "B-" if index == core[0] else "I-"
            result[index] = "|".join(prefix + kind for kind in _TYPES[mention.kind].split("|"))
    return result


def _core(mention: _Mention, forms: list[str], tags: list[str], mentions: list[_Mention]) -> tuple[int, int] | None:
    """The run of proper nouns around the mention's head, titles of persons left out; None when the head is none."""
    heads = [head for head in mention.heads if mention.start <= head < mention.end and tags[head] in _PROPER]
    if (
        mention.kind not in _TYPES
        or not heads
        or any(form.isupper() and len(form) > 5 for form in forms[mention.start : mention.end])
    ):
        return None
    kind = _TYPES[mention.kind]
    joints = _JOINTS.get(kind, _OTHER_JOINTS)
    start, end = heads[0], heads[0] + 1
    others = {m.start for m in mentions if m is not mention}

    def proper(index: int) -> bool:
        return mention.start <= index < mention.end and tags[index] in _PROPER

    while True:
        if proper(start - 1):
            start -= 1
        elif (
            start - 2 >= mention.start
            and forms[start - 1] in joints
            and proper(start - 2)
            and not (forms[start - 1] == "and" and start in others)
        ):
            start -= 2
        else:
            break
    while True:
        if proper(end):
            end += 1
        elif (
            end + 1 < mention.end
            and forms[end] in joints
            and proper(end + 1)
            and not (forms[end] == "and" and end + 1 in others)
        ):
            end += 2
        else:
            break
    if kind == "Person":
        inner = [
            m.end for m in mentions if m is not mention and m.start == start and m.end < end and m.kind != "person"
        ]
        start = max([start, *inner])
        titles = [index for index in range(start, end) if forms[index].lower() in word_list("titles")]
        start = titles[-1] + 1 if titles else start
    return (start, end) if start < end else None
