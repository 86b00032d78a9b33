"""The time that an event's own clause gives it; what it inherits from its neighbours is not decided here."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.events.clause import clause
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import TimeExpression
from pipeline.knowledge import grammar
from pipeline.records.span import Span

#: Kinds of time expression that date an event.
_DATING = frozenset({"date", "interval", "clock"})
# Probability from which a time that the model ties to a trigger is taken.
SURE = 0.4
# The same of a time outside the relative clause that the trigger stands in.
OUTSIDE = 0.6
# Steps in the tree that a time may hang away from its event.
REACH = 4


class Times:
    """Time expressions by token, the dating ones only."""

    def __init__(self, words: Words, times: Sequence[TimeExpression], today: dt.date | None) -> None:
        dating = [time for time in times if time.kind in _DATING and time.edtf is not None]
        ranges = [(words.covered(time.span), time) for time in dating]
        self._later = {
            time.span for time in dating if today is not None and time.earliest is not None and time.earliest > today
        }
        self._all = sorted(
            ((start, end, time) for (start, end), time in ranges if start < end), key=lambda item: item[:2]
        )
        self._starts = [start for start, _, _ in self._all]

    def future(self, span: Span | None) -> bool:
        """Whether the time lies wholly after the day the document counts from."""
        return span in self._later

    def of(self, proposal: Proposal, words: Words) -> Span | None:
        """Span of the time that dates the trigger, or None."""
        first, last = words.sentence(proposal.head)
        some = self._all[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        inside = [item for item in some if item[1] <= last]
        if not inside:
            return None
        if words.parsed:
            return _by_tree(proposal, words, inside) or _told(proposal, words, inside)
        low, high = clause(words, proposal.head)
        near = [item for item in inside if low <= item[0] and item[1] <= high]
        if not near:
            return None
        return min(near, key=lambda item: (_apart(item[0], item[1], proposal), item[0]))[2].span


def _told(proposal: Proposal, words: Words, inside: list[tuple[int, int, TimeExpression]]) -> Span | None:
    """The time that the model ties to the trigger, if it is sure and the time is not that of saying it."""
    for token, role, score in proposal.arguments:
        if role == "time" and score >= SURE:
            for start, end, time in inside:
                sure = score >= OUTSIDE or not _outside(proposal, start, words)
                if start <= token < end and sure and not _of_saying(proposal, start, end, words):
                    return time.span
    return None


def _of_saying(proposal: Proposal, start: int, end: int, words: Words) -> bool:
    """Whether the time hangs on a verb that reports the trigger's clause: "tweeted on Monday that the visit went well"."""
    node = proposal.head
    top = next((i for i in range(start, end) if not start <= words.head[i] < end), end - 1)
    while words.head[node] != node:
        if words.dep[node] == "ccomp":
            return words.head[top] in _ancestors(words.head[node], words)
        node = words.head[node]
    return False


def _outside(proposal: Proposal, time: int, words: Words) -> bool:
    """Whether the trigger stands in a relative clause and the time does not: "X, who was behind the attacks, was killed on Monday"."""
    node = proposal.head
    while words.head[node] != node:
        if words.dep[node] == "acl:relcl":
            return node not in _ancestors(time, words)
        node = words.head[node]
    return False


def _apart(start: int, end: int, proposal: Proposal) -> int:
    return max(start - proposal.end, proposal.start - end, 0)


def _by_tree(proposal: Proposal, words: Words, inside: list[tuple[int, int, TimeExpression]]) -> Span | None:
    above = _ancestors(proposal.head, words)
    best: tuple[int, int, Span] | None = None
    for start, end, time in inside:
        if start <= proposal.head < end:
            continue
        top = next((i for i in range(start, end) if not start <= words.head[i] < end), end - 1)
        path = _ancestors(top, words)
        meeting = next((node for node in path if node in above), None)
        if meeting is None:
            continue
        if _in_next_clause(proposal, start, words):
            continue
        up, down = above.index(meeting), path.index(meeting)
        if up and not _passes(above[:up], words):
            continue
        if down > REACH or (down > 1 and any(_closed(node, meeting, words) for node in path[:down])):
            continue
        key = up * 2 + down, _apart(start, end, proposal)
        if best is None or key < best[:2]:
            best = (*key, time.span)
    return None if best is None else best[2]


def _in_next_clause(proposal: Proposal, time: int, words: Words) -> bool:
    """Whether a finite verb stands between a participle that describes a noun and the time: "troops stationed there left in May"."""
    head = proposal.head
    if words.tag[head] not in {"VBN", "VBG"} or words.dep[head] not in {"acl", "amod", "advcl"}:
        return False
    return any(words.tag[at] in {"VBD", "VBZ", "VBP", "MD"} for at in range(head + 1, time))


def _closed(node: int, meeting: int, words: Words) -> bool:
    """Whether a time below the node stays there: a clause keeps its own, a participle lends it to the noun it describes alone."""
    label, verbal = words.dep[node], words.tag[node][:1] == "V"
    if label == "acl":
        return verbal and words.head[node] != meeting
    return label in {"acl:relcl", "advcl", "ccomp", "parataxis"} or (label == "conj" and verbal)


def _passes(nodes: list[int], words: Words) -> bool:
    """Whether a time may be taken over from above these nodes: a noun lends its verb's, an infinitive or a clause does not.

    Nor does a participle that tells of a noun what had been done before ("re-examined the accord signed by …"), nor what stands inside an apposition.
    """
    return not any(_spoken_of(node, words) for node in nodes) and all(
        words.dep[node] in {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "compound", "xcomp"}
        or (words.dep[node] == "acl" and words.tag[node] != "VBN")
        or (words.dep[node] == "appos" and not step)
        for step, node in enumerate(nodes)
    )


def _spoken_of(node: int, words: Words) -> bool:
    """Whether the noun is only what a verb speaks of, whose time is its own: "discussed the talks on Monday"."""
    while words.dep[node] == "conj" and words.head[node] != node:
        node = words.head[node]
    return (
        words.dep[node] in {"obj", "nsubj:pass"}
        and words.tag[node][:1] == "N"
        and words.lower[words.head[node]] in grammar.verb_words("speaking_of")
    )


def _ancestors(index: int, words: Words) -> list[int]:
    path = [index]
    while words.head[path[-1]] != path[-1] and len(path) < 30:
        path.append(words.head[path[-1]])
    return path
