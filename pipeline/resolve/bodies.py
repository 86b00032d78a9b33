"""Joins the names of organisations, agreements and other named things in one document."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.extraction import Name
from pipeline.resolve.known import entry_of, key
from pipeline.resolve.naming import Naming
from pipeline.resolve.organisations import acronyms, compare, content, head, is_acronym, nations
from pipeline.resolve.spelling import skeleton, words

PARENTHESIS = re.compile(r"[’”\"']?\s*[(\[]\s*(?:or |the )?[“\"‘']?")


def join_bodies(naming: Naming, members: Sequence[int]) -> None:
    """Joins names of one body in place; `members` are indexes of names of things that are neither persons nor places."""
    nation = {i: nation_of(naming, i) for i in members}
    naming.join_equal(members, lambda i: (singular(naming.names[i]), nation[i]), "same name")
    known = [i for i in members if entry_of(naming.names[i].text)]
    naming.join_equal(known, lambda i: entry_of(naming.names[i].text), "names of one body in the register")
    join_acronyms(naming, members)
    leaders = sorted({naming.sets.find(i) for i in members})
    leaders += [i for i in first_spellings(naming, members) if i not in leaders]
    join_short(naming, sorted(leaders), nation, members)


def singular(name: Name) -> str:
    """The key of a name; a people's without its plural ending, so that "Serb" and "Serbs" are one."""
    plain = key(name.text)
    return plain.removesuffix("s") if name.type == "Group" else plain


def nation_of(naming: Naming, index: int) -> str | None:
    """The one country that a body's name or the word before it speaks of."""
    found = nations(naming.names[index].text)
    if found:
        return min(found) if len(found) == 1 else None
    return naming.nation(index) if head(naming.names[index].text) else None


def first_spellings(naming: Naming, members: Sequence[int]) -> list[int]:
    """The first name of every spelling."""
    seen: dict[str, int] = {}
    for i in members:
        seen.setdefault(naming.names[i].text, i)
    return list(seen.values())


def join_acronyms(naming: Naming, members: Sequence[int]) -> None:
    """Joins "Supreme Council (SC)" in parentheses, then acronyms to the one name with those initials."""
    for i, j in itertools.pairwise(members):
        one, other = naming.names[i], naming.names[j]
        between = naming.text[one.span.end : other.span.start] if one.span.end <= other.span.start else "-"
        closed = naming.text[other.span.end : other.span.end + 2].lstrip("”’\"'")[:1] in ")]"
        if (PARENTHESIS.fullmatch(between) and (closed or within(other.text, one.text)) and is_acronym(other.text)) or (
            PARENTHESIS.fullmatch(between) and is_acronym(one.text) and within(one.text, other.text)
        ):
            naming.join(j, i, f"in parentheses after “{one.text}”")
    by_initials: dict[str, list[int]] = defaultdict(list)
    for i in members:
        for letters in acronyms(naming.names[i].text):
            by_initials[letters].append(i)
    for i in members:
        if not is_acronym(naming.names[i].text):
            continue
        bearers = by_initials.get(key(naming.names[i].text).replace(" ", ""), [])
        sets = {naming.sets.find(b) for b in bearers}
        if len(sets) == 1:
            naming.join(i, bearers[0], f"initials of “{naming.names[bearers[0]].text}”")


def within(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in that order, the first one first in a word."""
    rest = iter("".join(" " + word for word in words(name)))
    return all(letter in rest for letter in "".join(words(letters)))


def join_short(naming: Naming, leaders: Sequence[int], nation: dict[int, str | None], members: Sequence[int]) -> None:
    """Joins short forms to the body they mean: the only one, else for a bare head the one named last."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for i in leaders:
        for word in set(content(naming.names[i].text)):
            by_word[skeleton(word) or word].append(i)
    verdicts: dict[tuple[int, int], str] = {}
    for group in by_word.values():
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                if (a, b) not in verdicts:
                    verdicts[a, b] = compare(naming.names[a].text, naming.names[b].text)
                    if nation[a] and nation[b] and nation[a] != nation[b]:
                        verdicts[a, b] = "different"
                        naming.sets.forbid(a, b)
    near: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict != "different":
            short, long = sorted((a, b), key=lambda i: (len(content(naming.names[i].text)), nation[i] is not None, -i))
            near[short][verdict].add(long)
    for short in sorted(near, key=lambda i: (-len(content(naming.names[i].text)), i)):
        prefix = ("prefix",) if naming.names[short].type == "Organization" else ()
        for verdict in ("same", *prefix):
            bearers = sorted(near[short].get(verdict, ()))
            if bearers and len({naming.sets.find(i) for i in bearers}) == 1:
                naming.join(short, bearers[0], f"short for “{naming.names[bearers[0]].text}”")
        unsure = near[short].get("head") or near[short].get("same") or set()
        if len({naming.sets.find(i) for i in unsure}) > 1 or near[short].get("head"):
            nearest_bearer(naming, short, unsure, nation, members)


def nearest_bearer(
    naming: Naming, shorter: int, longer: set[int], nation: dict[int, str | None], members: Sequence[int]
) -> None:
    """Joins every mention of a short form that fits several bodies to the one named last before it."""
    text = naming.names[shorter].text
    bodies = {naming.sets.find(i) for i in longer}
    if naming.sets.find(shorter) in bodies:
        return
    mentions = [i for i in members if naming.names[i].text == text and nation[i] == nation[shorter]]
    found = next((root for i in mentions if (root := naming.nearest(i, bodies)) is not None), None)
    if found is None and len(bodies) == 1:
        found = next(iter(bodies))
    if found is not None:
        naming.join(mentions[0], found, "short for the body of that kind named last before")
