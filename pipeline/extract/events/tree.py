"""Fillers of a trigger's slots by the dependency tree (Universal Dependencies)."""

from __future__ import annotations

from pipeline.extract.events.links import OBLIQUE, Links
from pipeline.extract.events.voice import inverted
from pipeline.knowledge import grammar
from pipeline.knowledge.triggers import actor_words

# Governors are climbed at most this often: deeper chains of control are noise.
DEPTH = 4


class Tree(Links):
    """Slots over a parsed document. Every method gives head tokens, in text order, coordination opened up."""

    def slot(self, anchor: int, part: str, slot: str, noun: int | None = None) -> list[int]:
        """Head tokens of a slot of a verb (`part` "v") or noun ("n") at `anchor`; `noun` is the object noun of "hold talks"."""
        if slot in {"subj", "obj", "iobj"}:
            found = self._core(anchor, slot) if part == "v" else []
            if slot == "obj" and noun in found and self._words.lower[noun] not in actor_words():
                found = []
        elif slot == "poss":
            found = self._children(anchor, "nmod:poss")
        elif slot == "adj":
            found = [*self._children(anchor, "amod"), *self._children(anchor, "compound")]
        elif slot == "supp":
            found = self._supporting(anchor)
        elif slot == "befallen":
            found = self._befallen(anchor)
        elif slot == "undergo":
            found = self._undergoing(anchor)
        elif slot == "owner":
            found = [who for thing in self._core(anchor, "obj") for who in self._owner(thing)]
        elif slot in {"by", "between"}:
            found = self._agents(anchor, slot) or (self._signed(anchor, slot) if part == "n" else [])
        else:
            found = self._preposition(anchor, slot)
            if noun is not None:
                found += self._preposition(noun, slot)
        return sorted(set(self._opened(found)))

    def _agents(self, anchor: int, preposition: str) -> list[int]:
        agents = self._children(anchor, "obl:agent") if preposition == "by" else []
        return [*agents, *self._preposition(anchor, preposition)]

    def _signed(self, noun: int, preposition: str) -> list[int]:
        """Who is behind the participle that describes the noun: "an accord signed between X and Y"; not in "attacks condemned by X"."""
        words = self._words
        return [
            who
            for verb in self._children(noun, "acl")
            if words.tag[verb] == "VBN" and words.lower[verb] in grammar.verb_words("brought_about")
            for who in words.children[verb]
            if words.dep[who] in OBLIQUE and self._case(who) == preposition
        ]

    def _core(self, verb: int, slot: str) -> list[int]:
        if slot == "iobj":
            return self._children(verb, "iobj")
        passive = self.passive(verb)
        if slot == "obj":
            return self._patient(verb) if passive else self._object(verb)
        if passive:
            return [*self._children(verb, "obl:agent"), *self._preposition(verb, "by")]
        return self._subject(verb, DEPTH)

    def _object(self, verb: int) -> list[int]:
        words = self._words
        if inverted(verb, self._words):
            return []
        found = self._children(verb, "obj") or self._children(verb, "iobj") or self._behind(verb)
        gap = not found and words.dep[verb] == "acl:relcl" and self._children(verb, "nsubj")
        if any(words.lower[i] in grammar.words("relatives") for i in found) or (
            gap and not any(words.lower[i] in grammar.words("relatives") for i in gap)
        ):
            antecedent = self._antecedent(verb)
            return [] if antecedent is None else [antecedent]
        if not found:
            found = self._shared(verb, "obj")
        return found

    def _behind(self, verb: int) -> list[int]:
        """What a parser took for a subject although it follows: English objects follow, subjects only of verbs of speech."""
        return [] if inverted(verb, self._words) else [child for child in self._children(verb, "nsubj") if child > verb]

    def _shared(self, verb: int, label: str) -> list[int]:
        """The object of a later conjunct stands for both: "arrested and jailed him"."""
        words = self._words
        later = [child for child in self._children(verb, "conj") if words.tag[child][:2] == "VB" and child - verb <= 3]
        return [found for child in later for found in self._children(child, label)]

    def _patient(self, verb: int) -> list[int]:
        words = self._words
        found = self._children(verb, "nsubj:pass")
        if any(words.lower[i] in grammar.words("relatives") for i in found) and words.dep[verb] == "acl:relcl":
            antecedent = self._antecedent(verb)
            return [] if antecedent is None else [antecedent]
        if found:
            return found
        if words.dep[verb] == "acl":
            return [words.head[verb]]
        return self._subject(verb, DEPTH)

    def _owner(self, thing: int) -> list[int]:
        """Whose the object is: "rejected X's offer", "a call by X", "the statement of X"."""
        words = self._words
        found = self._children(thing, "nmod:poss")
        return found or [
            child
            for child in words.children[thing]
            if words.dep[child] in OBLIQUE and self._case(child) in {"by", "from", "of"}
        ]

    def _antecedent(self, verb: int) -> int | None:
        words = self._words
        while words.dep[verb] == "conj":
            verb = words.head[verb]
        if not words.dep[verb].startswith("acl"):
            return None
        noun = words.head[verb]
        # Of nouns with only a comma between them a clause describes the last: "the second man of the group, Roe, who was killed".
        nearer = [
            later for later in self._children(noun, "conj") if noun < later < verb and not self._children(later, "cc")
        ]
        return nearer[-1] if nearer else noun

    def _subject(self, verb: int, depth: int) -> list[int]:
        """Own subject, else the one that coordination, control, raising, a participle or a relative clause lends."""
        words = self._words
        labels = ("nsubj", "nsubj:pass", "nsubj:outer")
        own = [child for label in labels for child in self._children(verb, label) if child < verb] or inverted(
            verb, self._words
        )
        if own:
            if words.lower[own[0]] in grammar.words("relatives"):
                antecedent = self._antecedent(verb)
                return own if antecedent is None else [antecedent]
            return own
        label, governor = words.dep[verb], words.head[verb]
        if depth == 0 or governor == verb:
            return []
        if label in {"conj", "advcl", "parataxis"}:
            return self._subject(governor, depth - 1) if words.tag[governor][:1] in "VMJN" else []
        if label in {"xcomp", "ccomp"}:
            return self._controller(governor, depth)
        if label == "acl":
            if words.tag[verb] == "VBG" and words.before(verb) not in grammar.words("prepositions"):
                return [governor]
            owners = [*self._children(governor, "nmod:poss"), *self._preposition(governor, "by")]
            carrier = words.head[governor]
            if owners and all(words.tag[who] == "PRP$" for who in owners) and words.dep[governor] == "obj":
                return self._subject(carrier, depth - 1) or owners  # "kept its promise to withdraw"
            return owners or self._supporting(governor)
        if label == "acl:relcl":
            return [governor]
        return []

    def _controller(self, governor: int, depth: int) -> list[int]:
        """Who does the infinitive: the governor's object ("urged X to go"), its passive subject, else its subject."""
        words = self._words
        objects = [*self._children(governor, "obj"), *self._children(governor, "iobj")]
        if objects and words.lower[governor] not in grammar.verb_words("subject_control"):
            return objects[-1:] if words.lower[objects[-1]] not in grammar.words("relatives") else objects
        if self.passive(governor):
            return self._patient(governor)
        calls = self._preposition(governor, "on") + self._preposition(governor, "upon")
        if calls and words.lower[governor].startswith("call"):
            return calls
        return self._subject(governor, depth - 1)

    def _supporting(self, noun: int) -> list[int]:
        """The subject of the verb that carries the noun: "X held talks", "X took part in talks"."""
        words = self._words
        top, governor = noun, words.head[noun]
        if words.dep[top] in {"nmod", "conj"} and words.tag[governor].startswith("N"):
            top, governor = governor, words.head[governor]
            if (
                words.dep[noun] == "nmod"
                and words.dep[top] == "obl"
                and words.lower[top] not in grammar.words("spells")
            ):
                return []  # "in the shadow of violence"; but "took part in a round of talks"
        if governor == top or not words.tag[governor].startswith("V"):
            return []
        if words.dep[top] in {"obj", "obl", "nsubj:pass"} and words.lower[governor] in grammar.verb_words("support"):
            if self.passive(governor):
                agents = [*self._children(governor, "obl:agent"), *self._preposition(governor, "by")]
                return agents if words.dep[top] == "nsubj:pass" else self._patient(governor)
            return [found for found in self._subject(governor, DEPTH) if found != noun]
        return []

    def _befallen(self, noun: int) -> list[int]:
        """Whose the noun is, where it names what is done to its owner: "X's arrest", but "X's arrest of Y"."""
        if self._words.lower[noun] not in grammar.words("befalling") or self._preposition(noun, "of"):
            return []
        return self._children(noun, "nmod:poss")

    def _undergoing(self, noun: int) -> list[int]:
        """Who meets with the act that the noun names: "X rejected the charge", "X died in the raid", "X's arrest"."""
        words = self._words
        if whose := self._befallen(noun):
            return whose
        verb = words.head[noun]
        if verb == noun or not words.tag[verb].startswith("V"):
            return []
        if words.dep[noun] == "obj" and words.lower[verb] in grammar.verb_words("undergone"):
            return [found for found in self._core(verb, "subj") if found != noun]
        if words.dep[noun] == "nsubj:pass" and words.lower[verb] in grammar.verb_words("undergone"):
            return [*self._children(verb, "obl:agent"), *self._preposition(verb, "by")]
        if words.dep[noun] == "obl" and self._case(noun) in {"in", "by", "during"}:
            if words.lower[verb] in grammar.verb_words("perishing"):
                return self._subject(verb, DEPTH)
            if words.lower[verb] in grammar.verb_words("harming") and self.passive(verb):
                return self._patient(verb)
        return []
