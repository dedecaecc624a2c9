"""Lengths of time and what recurs: "90-day", "six months", "for years", "daily", "every two weeks"."""

from __future__ import annotations

from tradestudy.timex import words as vocab
from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, length, recurring
from tradestudy.timex.rules.amounts import MULTIPLIERS, approximation, duration_value, read_amount
from tradestudy.timex.rules.years import CURRENCIES

_RATES = vocab.listed("rate")
NOT_PERIODS = vocab.listed("no period")
_NUMBERS = kinds("number dd year numeral")
_COUNTS = kinds("number dd year numeral units")
_BEFORE_AGES = kinds("dash dd number numeral")
_NO_UNITS_AFTER = kinds("number year fraction")


def is_age(r: DatedText, i: int, j: int) -> bool:
    """Do words[i:j] give somebody's age: "44 years old", "a 57-year-old", "12 years of age", "aged 44 years"?"""
    after = j + (r.kind(j) == "dash")
    if r.word(j - 1) == "old" or r.word(after).startswith("old"):
        vague = r.kind(i) == "units" and r.kind(i - 1) not in _BEFORE_AGES
        return not (vague and r.find("dash", i, j + 1) >= 0)
    return (r.word(after) == "of" and r.word(j + 1) == "age") or r.word(i - 1) == "aged"


def read_length(r: DatedText, i: int, j: int) -> Mention | None:
    """A length of time: "90-day", "2 1/2 years", "nearly three decades"; "a day" after a number is a rate."""
    if r.kind(i) == "a" and _needs_no_article(r, i + 1):
        i += 1
    if r.kind(i) == "units":
        return read_plural(r, i, j)
    amount = read_amount(r, i, j)
    if amount is None or amount[0] == 0 or is_age(r, i, j) or r.word(i - 1) in CURRENCIES:
        return None
    if r.find("quarter", i, j) >= 0 and _is_no_quarter_of_a_year(r, j):
        return None
    value = duration_value(*amount)
    if r.kind(i) == "a" and j == i + 2 and _follows_count(r, i):
        return recurring(i, j, value, "set-rate")
    return length(i, j, value, "duration", approximation(r, i, j))


def _needs_no_article(r: DatedText, k: int) -> bool:
    """Is an article before word k that of another word, as before "two weeks" ("a dozen", "a few" need theirs)?"""
    exact = r.word(k) in vocab.NUMBER and r.word(k) not in MULTIPLIERS
    return r.kind(k) == "units" or (r.kind(k) == "numeral" and exact)


def _is_no_quarter_of_a_year(r: DatedText, j: int) -> bool:
    """ "three-quarters of", "a quarter point"."""
    return r.word(j) in NOT_PERIODS or r.word(j) == "of" or r.word(j - 1) == "quarter"


def _follows_count(r: DatedText, i: int) -> bool:
    """Is a unit with its article at word i a rate: "two million a day", "3,000 barrels a day"?"""
    noun = r.kind(i - 1) == "word" and r.word(i - 1).endswith("s") and r.find(_NUMBERS, max(i - 5, 0), i) >= 0
    return noun or r.kind(i - 1) in _COUNTS or r.word(i - 1) in _RATES


def read_plural(r: DatedText, i: int, j: int) -> Mention | None:
    """Units without a number: "for years", "in recent weeks", "decades-long"."""
    v = r.find("units", i, j)
    amount = read_amount(r, v, v + 1)
    if amount is None or amount[1] == "second" or r.kind(i - 1) in _NO_UNITS_AFTER:
        return None
    if is_age(r, i, j) or (r.kind(i - 1) == "dash" and r.touches(i)):
        return None
    unit, after = amount[1], r.word(j)
    idiom = after in ("since", "leading", "when") or (after == "of" and unit == "day")
    counted_elsewhere = after in ("apart", "before", "after", "later", "earlier")
    late_hours = r.kind(i - 1) == "early" and unit == "hour"
    if counted_elsewhere or late_hours or (idiom and r.kind(i - 1) == "the"):
        return None
    return length(i, j, duration_value(None, unit), "duration-vague")


def read_another(r: DatedText, i: int, j: int) -> Mention | None:
    """One more of a unit: "another year"."""
    amount = read_amount(r, j - 1, j)
    return length(i, j, duration_value(*amount), "duration") if amount and r.word(i) == "another" else None


def read_rate(r: DatedText, i: int, j: int) -> Mention | None:
    """So much of every unit: "24 hours a day", "five days a week"."""
    amount = read_amount(r, j - 1, j)
    return recurring(i, j, duration_value(*amount), "set-rate") if amount else None


def read_set(r: DatedText, i: int, j: int) -> Mention | None:
    """What recurs: "daily", "every two weeks", "each year", "per day"."""
    word = r.word(j - 1)
    if r.kind(i) == "daily":
        if word.endswith("long"):
            return length(i, j, vocab.SET[word], "duration")
        title = r.words[i][0].isupper() and r.kind(j) == "word" and r.written(j)[:1].isupper()
        return None if title else recurring(i, j, vocab.SET[word])
    if r.kind(j - 1) == "season":
        return recurring(i, j, f"XXXX-{vocab.SEASON[word]}")
    other = r.word(i + 1) == "other"
    amount = read_amount(r, i + 1, j)
    if amount is None or amount[0] is None or (r.kind(i + 1) == "word" and not other):
        return None
    return recurring(i, j, duration_value(2 if other else amount[0], amount[1]))
