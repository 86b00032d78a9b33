"""Whether an event goes on: the present perfect with "since" or "for weeks", progressives, states, and verbs of lasting."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus

# Words behind a verb in the perfect in which "since" or "for" makes it last.
LASTING = 9
# Words between "for" and the unit of time it measures.
MEASURE = 4
_HAVE = frozenset({"has", "have", "'ve"})
_PRESENT = frozenset({"is", "are", "am", "'s", "'re", "'m"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
#: Types whose passive in the present tense is a state: "is held", "are barred".
STATES = frozenset({"COERCE", "SANCTION"})


def lasting(head: int, type: str, words: Words) -> bool:
    """Whether the trigger's own verb, or the verb that carries it, says that it goes on."""
    if words.tag[head][:1] == "V":
        return _perfect(head, head, words) or _kept(head, words) or _state(head, type, words)
    governor = words.head[head]
    if words.lower[head] in grammar.words("status.courses") and words.tag[governor] != "VBD":
        return True
    return _perfect(head, head, words) or _kept(head, words) or (governor != head and _perfect(governor, head, words))


def ending(head: int, words: Words) -> int | None:
    """The verb that ends what the noun names: "end the siege", "put an end to the war"; None where there is none."""
    verb = words.head[head]
    if words.dep[head] in {"nmod", "obl"} and words.lower[verb] == "end" and words.tag[verb] == "NN":
        verb = words.head[verb]
    elif words.dep[head] not in {"obj", "nsubj:pass"} or words.lower[verb] not in grammar.verb_words("status.ended_by"):
        return None
    return verb if words.tag[verb][:1] == "V" else None


def ended(head: int, words: Words) -> EventStatus | None:
    """Of a noun that is to end, that it goes on; of one that was ended, that it had happened; None of any other."""
    if _continued(head, words):
        return "ongoing"
    verb = ending(head, words)
    if verb is None or any(words.lower[child] in grammar.words("status.negators") for child in words.children[head]):
        return None
    done = words.tag[verb] == "VBD" or (
        words.tag[verb] == "VBN" and not any(words.lower[child] in {"be", "being"} for child in words.children[verb])
    )
    return "happened" if done else "ongoing"


def _continued(head: int, words: Words) -> bool:
    """ "To continue the fight", "in continuing its attacks": it has begun, whatever comes of that."""
    verb = words.head[head]
    return (
        words.dep[head] == "obj"
        and words.lower[verb] in grammar.verb_words_of("continue")
        and words.tag[verb] in {"VB", "VBG"}
    )


def progressive(node: int, around: list[str], words: Words) -> bool:
    """Whether the verb is a progressive of the present: "is holding", "has been holding", "are being held"."""
    if words.dep[node] == "conj" and words.tag[node] == "VBG" == words.tag[words.head[node]]:
        first = words.children[words.head[node]]
        around = around + [words.lower[child] for child in first if words.dep[child] in _AUXILIARIES]
    now = any(word in _PRESENT or word == "been" for word in around)
    return now and (words.tag[node] == "VBG" or "being" in around)


def _perfect(verb: int, head: int, words: Words) -> bool:
    """ "Has held it since", "have been on strike for weeks"."""
    if not any(words.lower[child] in _HAVE for child in words.children[verb] if words.dep[child] in _AUXILIARIES):
        return False
    _, last = words.sentence(head)
    behind = words.lower[head + 1 : min(head + LASTING, last)]
    if any(word in {"twice", "once", "times"} for word in behind):
        return False
    if "since" in behind:
        return True
    return any(
        word == "for" and any(unit in grammar.words("units_of_time") for unit in behind[at + 1 : at + 1 + MEASURE])
        for at, word in enumerate(behind)
    )


def _kept(head: int, words: Words) -> bool:
    """ "They keep offering", "the curfew remains", "cars remain banned", "he is still at large", "with talks still open"."""
    if any(_goes_on(child, words) for child in words.children[head] if words.dep[child] in _AUXILIARIES):
        return True
    for child in words.children[head]:
        if words.dep[child] in {"amod", "acl"} and any(
            words.lower[inner] == "still" for inner in words.children[child]
        ):
            return True
    governor = words.head[head]
    return words.dep[head] in {"nsubj", "nsubj:pass", "xcomp", "obl"} and _goes_on(governor, words)


def _goes_on(verb: int, words: Words) -> bool:
    return words.tag[verb] in {"VBZ", "VBP"} and words.lower[verb] in grammar.verb_words("status.ongoing_by")


def _state(verb: int, type: str, words: Words) -> bool:
    """ "Is held", "are closed": a passive in the present."""
    if type not in STATES or words.tag[verb] != "VBN":
        return False
    auxiliaries = {words.lower[child] for child in words.children[verb] if words.dep[child] in _AUXILIARIES}
    return bool(auxiliaries) and auxiliaries <= _PRESENT
