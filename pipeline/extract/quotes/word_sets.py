"""Closed classes of English words that the order of words is read by, from the cue lexicon."""

from __future__ import annotations

from pipeline.knowledge.cues import cue_words

CLASSES = cue_words().classes
PRONOUNS = CLASSES["pronouns"]
NOMINATIVE = CLASSES["nominative"]
#: References that name no speaker by themselves: possessives and relatives.
UNFIT = CLASSES["unfit"]
PREPOSITIONS = CLASSES["prepositions"]
DETERMINERS = CLASSES["determiners"]
AUXILIARIES = CLASSES["auxiliaries"]
NOT_VERBS = CLASSES["not_verbs"]
#: Words that make a clause finite.
FINITE = CLASSES["finite"]
#: Words and marks that begin a new clause, so that a subject is not looked for beyond them.
CLAUSE = CLASSES["clause_openers"]
#: Words before which a form that may be noun or verb ("report", "claims") is a noun.
NOUN_OPENERS = CLASSES["noun_openers"]
#: Labels before a colon that head notes about the article and are nobody's words.
NOT_PEOPLE = CLASSES["not_people"]
#: What something is done according to that says nothing.
MEASURES = CLASSES["measures"]
