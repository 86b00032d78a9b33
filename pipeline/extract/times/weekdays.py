"""Days of the week as written: "Monday", "Monday, 2 March 2020", "Friday the 13th", "Monday of last week"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.times.calendar import day_first, month_first
from pipeline.extract.times.figures import numbered, numeric
from pipeline.extract.times.meaning import CalendarDate, DayOfMonth, Found, Weekday
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import SHORT, WORDS, ordinal_figure, ordinal_word


def weekday(t: Tokens, i: int) -> Found | None:
    """ "Monday", "Monday, 2 March 2020", "Monday of last week"."""
    number = WORDS.weekdays.get(t.at(i))
    if number is None or not (t.capital(i) or t.at(i).endswith("day")):
        return None
    j = i + 1 + (t.at(i + 1) == "." and len(t.at(i)) <= 5 and t.glued(i + 1))
    j += t.at(j) in {",", "("}
    for rule in () if t.new_line(j) else (month_first, day_first, numeric):
        date = rule(t, j) or (rule(t, j + 1) if t.at(j) == "the" else None)
        if date and isinstance(date.meaning, CalendarDate) and date.meaning.unit == "day":
            end = date.end + (t.at(date.end) == ")" and t.at(j - 1) == "(")
            meaning = date.meaning if date.meaning.year else replace(date.meaning, weekday=number)
            return Found(i, end, meaning)
    if t.at(j).isdecimal() and not t.new_line(j) and (day := numbered(t, j)) and t.at(j - 1) != ",":
        return Found(i, day[1], DayOfMonth(day[0], number))
    if (
        t.at(j) == "the"
        and (nth := ordinal_word(t, j + 1) or ordinal_figure(t, j + 1))
        and (t.at(j + 1).isdecimal() or not t.at(nth[1]).isalpha())
        and t.at(nth[1]) != "of"
    ):
        return Found(i, nth[1], DayOfMonth(nth[0], number))
    if t.at(i) in SHORT and t.at(i - 1) not in {"on", "by", "since", "until", "last", "next"} and t.at(i + 1) != ".":
        return None
    k = i + 1 + (t.at(i + 1) == "of")
    weeks = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}
    k += t.at(k) == "the" and t.at(k + 1) in weeks
    if t.at(k) in weeks and t.at(k + 1) == "week":
        return Found(i, k + 2, Weekday(number, week=weeks[t.at(k)]))
    if t.at(i + 1) in WORDS.words["name_closers"] and t.capital(i + 1):
        return None
    if t.at(i - 1) in WORDS.words["name_openers"] and t.capital(i - 1):
        return None
    return Found(i, i + 1, Weekday(number))
