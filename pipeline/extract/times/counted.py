"""Counted units of time: "two weeks", "ten-day", "three years ago", "a day later", "40-45 minutes"."""

from __future__ import annotations

from pipeline.extract.times.counts import count_at, summed
from pipeline.extract.times.meaning import Deictic, Found, Plain, Shift, Stretch
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS, numeric_tail, year_at

#: "for the second time in a year": the words count, and look back.
OFTEN = frozenset({"time", "times", "once", "twice", "first", "only"})
FORTH = frozenset({"later", "after", "afterwards", "hence", "on"})
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "you", "the", "a", "an"})
#: Words after which a bare plural is a length of time ("for weeks").
LENGTH_OPENERS = frozenset(
    {
        "for", "within", "in", "after", "over", "took", "lasted", "takes", "take", "last", "lasts", "spent", "of", "than",
        "about", "nearly", "almost", "some", "most", "another", "more", "few", "many", "several", "two", "next", "past", "only", "all",
        "whole", "half", "full", "through", "throughout", "every", "each", "first", "final", "to", "and", "or", "has", "had", "have",
    }
)  # fmt: skip


def counted(t: Tokens, i: int) -> Found | None:
    """An expression that opens with a count at `i`."""
    half = half_hour(t, i)
    if half:
        return half
    first = count_at(t, i)
    if first is None:
        return None
    count, j = first
    joined = t.dash(j) or t.at(j) in {"to", "or"}
    if joined and not WORDS.units.get(t.at(j + 1)):
        second = count_at(t, j + 1)
        if second and WORDS.units.get(t.at(second[1])) and (t.glued(j) or t.at(j) in {"to", "or"} or t.dash(j)):
            return Found(i, second[1] + 1, Plain("vague" if t.at(j) == "or" and t.at(i) == "a" else "duration"))
    article = t.at(i) in {"a", "an"} and j == i + 1
    if t.dash(j) and t.glued(j):
        unit = WORDS.units.get(t.at(j + 1))
        if unit is None or article or (unit == "second" and not t.at(i).isdecimal()):
            return None
        k = j + 2
        if t.dash(k) and t.glued(k) and t.at(k + 1) in {"long", "old"}:
            k += 2
        return Found(i, k, Plain("duration", stretch(unit)))
    for filler in (
        ("more",),
        ("working",),
        ("full",),
        ("whole",),
        ("straight",),
        ("consecutive",),
        ("long",),
        ("short",),
        ("trading",),
    ):
        if t.at(j) in filler and WORDS.units.get(t.at(j + 1)):
            j += 1
    unit = WORDS.units.get(t.at(j))
    if t.at(j) == "or" and t.at(j + 1) in {"two", "so"}:
        return None
    if unit == "generation" and t.at(j + 1) == "of":
        return None
    if unit is None or (unit == "second" and (article or t.at(j) == "second")) or (unit == "quarter" and article):
        return None
    if year_at(t, i) and not t.at(j).endswith("s"):
        return None
    if t.at(i).isdecimal() and i and t.glued(i) and t.at(i - 1) in "$€£":
        return None
    k = j + 1
    if (t.dash(k) and t.glued(k)) or (t.capital(j) and (not t.at(i).isdecimal() or t.capital(k))):
        return None
    if t.at(k) == "or" and t.at(k + 1) in {"two", "so"}:
        return Found(i, k + 2, Plain("vague"))
    if t.at(k) == "and" and t.at(k + 1) == "a" and t.at(k + 2) == "half":
        k += 3
        count = None if count is None else count + 0.5
    while t.at(k) in {"and", ","} or t.at(k).isdecimal():
        more = count_at(t, k + (t.at(k) in {"and", ","}))
        if not more or not WORDS.units.get(t.at(more[1])) or t.at(k) == ",":
            break
        count = summed(count, unit, more[0], WORDS.units[t.at(more[1])])
        k = more[1] + 1
    if (
        t.low[i:k].count("and")
        and count is not None
        and WORDS.units.get(t.at(k - 1)) in {"day", "week"}
        and unit == "week"
    ):
        unit = "day"
        count = count * 7
    found = shifted(t, i, k, count, stretch(unit))
    if found is None and t.at(i - 1) == "in" and t.at(i - 2) not in OFTEN and count is not None and count == int(count):
        return Found(i, k, Shift(count, stretch(unit), 1, "ahead"))
    return found or length(t, i, j, k, unit, article)


def approximate(t: Tokens, i: int) -> Found | None:
    """ "more than two decades", "nearly three weeks", "about a week before": the approximator belongs to the span."""
    word, j = t.at(i), i + 1
    if word in {"more", "less"}:
        if t.at(j) != "than":
            return None
        j += 1
    if word == "at":
        if t.at(j) != "least":
            return None
        j += 1
    found = counted(t, j)
    if not found or (word == "some" and t.at(j) in {"a", "an"}):
        return None
    dated = isinstance(found.meaning, Shift)
    lasting = isinstance(found.meaning, Plain) and found.meaning.kind == "duration" and not t.dash(j + 1)
    return Found(i, found.end, found.meaning) if (lasting or dated) else None


def long(t: Tokens, i: int) -> Found | None:
    """ "month-long", "years-long"."""
    if t.dash(i + 1) and t.glued(i + 1) and t.glued(i + 2) and t.at(i + 2) == "long":
        return Found(i, i + 3, Plain("duration", stretch(WORDS.units[t.at(i)])))
    return None


def half_hour(t: Tokens, i: int) -> Found | None:
    """ "half an hour", "half a day", "a quarter of an hour", "half a century"."""
    j = i + 1 if t.at(i) == "half" and t.at(i + 1) in {"a", "an"} else None
    if t.at(i) == "a" and t.at(i + 1) in {"half", "quarter"}:
        if t.dash(i + 2) and t.at(i + 3) in {"hour", "century"}:
            return Found(i, i + 4, Plain("duration"))
        j = i + 3 if t.at(i + 2) == "of" and t.at(i + 3) in {"a", "an"} else None
    if j is None or not WORDS.units.get(t.at(j + 1)):
        return None
    unit = stretch(WORDS.units[t.at(j + 1)])
    return shifted(t, i, j + 2, None, unit) or Found(i, j + 2, Plain("duration", unit))


def shifted(t: Tokens, i: int, k: int, count: float | None, unit: Stretch) -> Found | None:
    """A counted unit followed by "ago", "later", "before" …: so long before or after something."""
    word = t.at(k)
    if word == "ago":
        today = t.at(k + 1) in {"today"}
        return Found(
            i, k + 1 + today, Shift(count, unit, -1, "reference", exact=today and unit in {"month", "year", "decade"})
        )
    if word == "from" and t.at(k + 1) in {"now", "today"}:
        return Found(i, k + 2, Shift(count, unit, 1, "reference"))
    if word == "from" and count is not None and t.at(k + 1) in WORDS.days:
        return Found(i, k + 2, Shift(count, unit, 1, "event", base=Deictic("day", WORDS.days[t.at(k + 1)])))
    if word == "from" and count is not None and t.at(i - 1) != "for":
        named = t.at(k + 1) in WORDS.months or t.at(k + 1) in WORDS.weekdays
        return Found(i, k + 1, Shift(count, unit, 1, "event")) if named else None
    if (
        word in {"'", "’"}
        and (t.at(k + 1) == "time" or (t.at(k + 1) == "s" and t.at(k + 2) == "time"))
        and t.at(i - 1) == "in"
    ):
        return Found(i, k + 2 + (t.at(k + 1) == "s"), Shift(count, unit, 1, "reference"))
    if word in {"earlier", "later", "afterwards", "hence", "previously", "beforehand"}:
        if t.at(k + 1) == "than":
            return None
        return Found(i, k + 1, Shift(count, unit, 1 if word in FORTH else -1, "text"))
    if word in {"before", "after"}:
        sign = 1 if word == "after" else -1
        if t.at(k + 1) in {"that", "this", "it"} and (not t.at(k + 2).isalpha() or t.at(k + 2) in PRONOUNS):
            return Found(i, k + 2, Shift(count, unit, sign, "text"))
        alone = t.at(k + 1) in {",", ".", "", ";", ")", "”", '"', "and"}
        if (
            not alone
            and (unit in {"hour", "minute", "second"} or t.at(k - 1) == t.at(i))
            and t.at(k + 1) not in WORDS.words["moments"]
        ):
            return None  # "eleven minutes after the noise", "hours after the vote": how far apart, on a day that is not said
        return Found(i, k + 1, Shift(count, unit, sign, "text" if alone else "event"))
    return None


def length(t: Tokens, i: int, j: int, k: int, unit: str, article: bool) -> Found | None:
    """A counted unit that stands for a length of time, or for a rate ("three times a day", "$5 a barrel a day")."""
    if not article:
        plural = t.at(j).endswith("s") or t.at(i) in {"one", "1"} or t.at(k - 1) == "half"
        return Found(i, k, Plain("duration", stretch(unit))) if plural or t.at(i).isdecimal() else None
    before = t.at(i - 1)
    if t.at(k) == "of" and unit == "day":
        return None
    if before in LENGTH_OPENERS or before in {"", ",", "(", "—", "–", "-", "“", '"'} or t.opens_sentence(i):
        return Found(i, k, Plain("duration", stretch(unit)))
    if before in {"is", "was", "not", "be", "such", "quite", "what", "as", "that", "with"}:
        return None
    return Found(i, k, Plain("set", stretch(unit)))


def bare_plural(t: Tokens, i: int) -> Found | None:
    """ "for weeks", "days before", "hours later", "decades" without a count."""
    word = t.at(i)
    unit = WORDS.units.get(word)
    if (
        unit is None
        or not word.endswith("s")
        or unit in {"second", "quarter", "weekend", "generation"}
        or numeric_tail(t, i)
    ):
        return None
    shift = shifted(t, i, i + 1, None, stretch(unit))
    if shift:
        return shift
    if t.at(i + 1) in {"after", "before"}:
        return Found(i, i + 1, Plain("duration", stretch(unit)))
    if t.at(i + 1) in {"of", "-"} and t.at(i - 1) not in {"for", "after", "in"}:
        return None
    if t.at(i - 1) in {
        "for",
        "within",
        "in",
        "after",
        "over",
        "took",
        "lasted",
        "takes",
        "last",
        "spent",
        "than",
        "some",
    }:
        return Found(i, i + 1, Plain("duration", stretch(unit)))
    return None


def stretch(unit: str) -> Stretch:
    """The stretch of time that a unit's word names."""
    return unit  # type: ignore[return-value]
