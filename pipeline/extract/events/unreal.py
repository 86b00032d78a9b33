"""Constructions in which an event has not happened: announced, supposed, asked for, asked about, or without proof."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus


def announced(head: int, words: Words) -> EventStatus | None:
    """What stands before an infinitive makes of it: "is to meet", "due to meet", "was to have met", "has yet to meet"."""
    first, _ = words.sentence(head)
    at = head
    while at > first and words.tag[at - 1][:2] == "RB":
        at -= 1
    late = at > first and words.lower[at - 1] in {"have", "be"}
    at -= late
    if at - 2 < first or words.lower[at - 1] != "to":
        return None
    if words.dep[head] == "root" and any(words.dep[child] == "nsubj" for child in words.children[head]):
        headline = not any(words.dep[child].startswith(("aux", "cop")) for child in words.children[head])
        if headline:
            return "planned"
    before = words.lower[at - 2]
    if before == "yet":
        return "negated"
    if before in {"is", "are", "was", "were"} or words.lower[at - 2 : at - 1] == ["not"]:
        negation = before == "not"
        if negation and not (at - 3 >= first and words.lower[at - 3] in grammar.words("be")):
            return None
        gone = before in {"was", "were"} and late and words.lower[at] == "have"
        return "negated" if gone or negation else "planned"
    return "planned" if before in grammar.words("status.before_infinitive") else None


def ahead(head: int, words: Words) -> bool:
    """Whether the noun is what is still to come: "ahead of the summit", "on the eve of talks"."""
    first, _ = words.sentence(head)
    return any(
        words.lower[at - 1 : at + 1] in (["ahead", "of"], ["eve", "of"]) for at in range(max(first + 1, head - 4), head)
    )


def perhaps(around: list[str]) -> bool:
    return any(word in {"perhaps", "maybe", "possibly"} for word in around)


def bare(node: int, words: Words) -> bool:
    """Whether the verb is an imperative or a bare subjunctive: "release him", "that the crew be returned", "let them mediate"."""
    labels = {words.dep[child] for child in words.children[node]}
    auxiliaries = [words.lower[child] for child in words.children[node] if words.dep[child] in {"aux", "aux:pass"}]
    if auxiliaries == ["be"] and not any(words.lower[child] == "to" for child in words.children[node]):
        return True
    if words.tag[node] != "VB" or auxiliaries or words.dep[node] not in {"root", "parataxis"}:
        return False
    first, _ = words.sentence(node)
    led = words.lower[node - 1] if node > first else ""
    return not labels & {"nsubj", "nsubj:pass", "mark", "csubj"} and (not led[:1].isalpha() or led in {"and", "please"})


def supposing(node: int, words: Words) -> bool:
    """Whether a condition hangs from the verb: "if it passes, they will strike"."""
    return any(words.dep[child] == "advcl" and conditional(child, words) for child in words.children[node])


def question(node: int, words: Words) -> bool:
    """Whether the verb's sentence is a question."""
    first, last = words.sentence(node)
    return "?" in words.lower[max(first, last - 3) : last]


def unproven(head: int, words: Words) -> bool:
    """Whether it is denied, or there is no proof of it: "denied that he had", "no evidence that he had"."""
    node = head
    for _ in range(2):
        label, governor = words.dep[node], words.head[node]
        if label in {"ccomp", "xcomp", "acl"}:
            if words.lower[governor] in grammar.verb_words("status.denied_by"):
                return True
            if words.lower[governor] in grammar.words("status.proofs"):
                return any(words.lower[child] == "no" for child in words.children[governor])
        if label not in {"obj", "nsubj", "nsubj:pass", "conj", "xcomp"} or governor == node:
            return False
        node = governor
    return False


def conditional(node: int, words: Words) -> bool:
    """Whether a clause is a condition, inverted ones with it ("should it pass")."""
    inner = words.children[node]
    subject = next((child for child in inner if words.dep[child].startswith("nsubj")), node)
    return any(
        (words.dep[child] == "mark" and words.lower[child] in {"if", "unless", "provided"})
        or (words.dep[child].startswith("aux") and child < subject and words.lower[child] in {"should", "were", "had"})
        for child in inner
    )


def asked(head: int, words: Words) -> bool:
    """Whether the trigger is the verb of a question that does not take its happening for granted ("Has X agreed?")."""
    first, last = words.sentence(head)
    if not any(word == "?" for word in words.lower[max(head, last - 3) : last]):
        return False
    opening = next((i for i in range(first, head) if words.lower[i][:1].isalpha()), head)
    while opening < head and words.lower[opening] in {"and", "but", "so", "or", "then"}:
        opening += 1
    if opening < head and words.lower[opening] in grammar.words("status.question_openings"):
        return not any(words.dep[node] in {"advcl", "acl", "acl:relcl"} for node in _path(head, words))
    return words.dep[head] == "root" and not any(
        words.lower[i] in {"why", "how", "when", "where", "who", "what"} for i in range(first, head)
    )


def _path(head: int, words: Words) -> list[int]:
    path = [head]
    while words.head[path[-1]] != path[-1] and len(path) < 9:
        path.append(words.head[path[-1]])
    return path
