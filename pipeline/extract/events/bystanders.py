"""Who stands beside an event and takes no part in it: where it goes on, who ends it, whom a participle's own agent leaves out."""

from __future__ import annotations

from pipeline.extract.events.lasting import ending
from pipeline.extract.events.mentions import Filler
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

# Types of what several do together.
_MUTUAL = frozenset({"CONSULT", "AGREE"})
# Types of what people come together for, somewhere.
_GATHERINGS = frozenset({"PROTEST", "CONSULT"})
# Types of what one side does to another and a third may end.
_FORCE = frozenset({"ASSAULT", "COERCE"})
# Types of what is done rather than said, by those whom others move to it.
_DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE"})
# Words on either side of a noun within which another verb's agent may be taken for its own.
NEAR = 60
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_CALLED = grammar.verb_words_of("call") | grammar.verb_words_of("label") | grammar.verb_words_of("brand")
# Behind these stands what comes before or after, and nobody who takes part.
_IN_TIME = frozenset({"following", "after", "before", "since", "until", "despite", "amid", "pending"})


def bystanders(proposal: Proposal, words: Words) -> set[int]:
    """The words of whoever stands beside the trigger without a part in what it tells."""
    return (
        enders(proposal, words)
        | judges(proposal, words)
        | instigators(proposal, words)
        | tellers(proposal, words)
        | agents(proposal, words)
        | later(proposal, words)
    )


def venue(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether what owns the noun is where it goes on, and nobody who acts: "the country's peace talks", "the country's occupation"."""
    return (
        proposal.part == "n"
        and proposal.type in _MUTUAL | _FORCE
        and not filler.named
        and words.lower[filler.head] in grammar.words("venues")
        and words.after(filler.end - 1) in {"'s", "'"}
    )


def beside_agent(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether a participle names who did it and the filler is another: "the text signed by X", whoever stands before."""
    if not words.parsed or words.tag[proposal.head] != "VBN":
        return False
    agents = [child for child in words.children[proposal.head] if words.dep[child] == "obl:agent"]
    return bool(agents) and filler.end <= proposal.start


def enders(proposal: Proposal, words: Words) -> set[int]:
    """Whoever ends the violence of others: "envoys put an end to the war"; not who ends "its siege"."""
    if proposal.part != "n" or proposal.type not in _FORCE or not words.parsed:
        return set()
    verb = ending(proposal.head, words)
    if verb is None or any(words.dep[child] == "nmod:poss" for child in words.children[proposal.head]):
        return set()
    return {child for child in words.children[verb] if words.dep[child] == "nsubj"}


def ground(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether the place is only where people gather or fight: "rallies and a strike in Chad" are not against Chad."""
    fought = proposal.type == "ASSAULT" and words.lower[proposal.head] in grammar.verb_words_of("fight")
    return (
        (proposal.type in _GATHERINGS or fought)
        and filler.place
        and words.parsed
        and words.head[filler.head] in {proposal.head, words.head[proposal.head]}
        and any(words.lower[child] == "in" for child in words.children[filler.head] if words.dep[child] == "case")
    )


def raised(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether the phrase says who is brought up, and against nobody: "organised a militia of Yazidis"."""
    if proposal.type != "MOBILIZE" or proposal.part != "v" or not words.parsed:
        return False
    objects = [child for child in words.children[proposal.head] if words.dep[child] == "obj"]
    return any(filler.head in _below(thing, words) for thing in objects)


def admitted(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether the phrase stands in what somebody admits, and nobody is admitted it to: "admitted that soldiers had died"."""
    if proposal.type != "CONCEDE" or not words.parsed:
        return False
    told = [child for child in words.children[proposal.head] if words.dep[child] == "ccomp"]
    return any(filler.head in _below(clause, words) for clause in told)


def judges(proposal: Proposal, words: Words) -> set[int]:
    """Whoever only speaks of what the noun names: "the union called the arrests a disgrace", "Oslo condemned the raid"."""
    noun = proposal.head
    if not words.parsed or proposal.part != "n" or words.dep[noun] not in {"obj", "nsubj", "xcomp"}:
        return set()
    verb = words.head[noun]
    definite = any(words.lower[child] in _POINTING for child in words.children[noun] if words.dep[child] == "det")
    called = words.lower[verb] in _CALLED and any(words.dep[child] == "xcomp" for child in words.children[verb])
    if not definite or not (called or words.lower[verb] in grammar.verb_words("speaking_of")):
        return set()
    return {token for who in _subjects(verb, words) if who != noun for token in _below(who, words)}


def instigators(proposal: Proposal, words: Words) -> set[int]:
    """Whoever wants others to do, or not to do, what the noun names: "Chad funds rebels to encourage attacks on Togo"."""
    noun = proposal.head
    if not words.parsed or proposal.part != "n" or proposal.type not in _DEEDS or words.dep[noun] != "obj":
        return set()
    node = words.head[noun]
    if words.lower[node] not in grammar.verb_words("instigating"):
        return set()
    found: set[int] = set()
    while True:
        found |= {token for who in _subjects(node, words) for token in _below(who, words)}
        if found or words.dep[node] not in {"advcl", "xcomp", "conj"} or words.head[node] == node:
            return found
        node = words.head[node]


def tellers(proposal: Proposal, words: Words) -> set[int]:
    """Whoever says the clause of a verb that has an actor of its own: "the agency reported that Chad was funding the rebels"."""
    node = proposal.head
    if not words.parsed:
        return set()
    while words.dep[node] == "conj" and words.head[node] != node and not _subjects(node, words):
        node = words.head[node]
    if not any(words.dep[child] == "nsubj" and words.tag[child][:2] == "NN" for child in words.children[node]):
        return set()
    found: set[int] = set()
    while words.head[node] != node:
        if words.dep[node] == "ccomp":
            found |= {who for who in _subjects(words.head[node], words) if who < words.head[node]}
        node = words.head[node]
    return {token for who in found for token in _below(who, words)}


def agents(proposal: Proposal, words: Words) -> set[int]:
    """Whoever did what another verb tells, which does not carry the noun: "who was behind the attacks, was killed by soldiers"."""
    if not words.parsed or proposal.part != "n":
        return set()
    carrying = {proposal.head, words.head[proposal.head]}
    first, last = words.sentence(proposal.head)
    return {
        token
        for who in range(max(first, proposal.head - NEAR), min(last, proposal.head + NEAR))
        if words.dep[who] == "obl:agent"
        and words.head[who] not in carrying
        and words.head[words.head[who]] != proposal.head
        for token in _below(who, words)
    }


def later(proposal: Proposal, words: Words) -> set[int]:
    """Whoever stands in what comes before or after a noun's taking place: "the meeting took place following X's invitation"."""
    verb = words.head[proposal.head] if words.parsed else proposal.head
    if not words.parsed or proposal.part != "n" or words.dep[proposal.head] not in {"nsubj", "nsubj:pass"}:
        return set()
    return {
        token
        for child in words.children[verb]
        if words.dep[child] == "obl"
        and any(words.lower[case] in _IN_TIME for case in words.children[child] if words.dep[case] == "case")
        for token in _below(child, words)
    }


def _subjects(verb: int, words: Words) -> list[int]:
    return [child for child in words.children[verb] if words.dep[child].startswith("nsubj")]


def _below(top: int, words: Words) -> set[int]:
    """The word and what hangs on it."""
    found, left = set(), [top]
    while left:
        found.add(node := left.pop())
        left += [child for child in words.children[node] if child not in found]
    return found
