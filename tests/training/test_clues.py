"""What the word lists tell the network of a word."""

from training.clues import clues


def told(form: str) -> set[str]:
    known = clues()
    return {known.columns[column] for column in known.patterns[known.forms.get(form, 0)]}


def test_a_word_tells_which_triggers_it_may_be():
    assert told("arrested") >= {"COERCE strong"}
    assert "CONSULT strong" in told("negotiations")
    assert told("xylophone") == set()


def test_words_of_phrases_tell_less_than_triggers_of_one_word():
    assert "CONSULT in a phrase" in told("table")
    assert not {column for column in told("table") if column.endswith("strong")}


def test_names_and_cues_are_told_apart():
    assert "country" in told("kenya")
    assert "nationality" in told("kenyan")
    assert "cue verb" in told("insisted")
    assert "title" in told("minister")


def test_patterns_are_numbered_the_same_every_time():
    again = clues.__wrapped__()
    assert again == clues()
    assert again.patterns[0] == frozenset()
