"""Months: "early April", "last October", "May of this year"."""

from datetime import date

from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, period, year_by_head
from tradestudy.timex.rules.years import BEFORE_DATES, choose_year
from tradestudy.timex.words import MONTH, SHORT, listed

_BEFORE_PERSONS = listed("before a person")
_HEADS = kinds("last past previous next coming this following")
_APOSTROPHES = ("'", "’")


def month_number(r: DatedText, k: int) -> int:
    """The month that word k names: 1 to 12."""
    return MONTH[r.word(k).rstrip(".")]


def is_month(r: DatedText, k: int, dated: bool) -> bool:
    """Is word k a month here, and not a verb or a name? dated: a day or a year stands beside it."""
    low = r.word(k)
    if low in SHORT or dated:
        return dated
    if low not in ("may", "march", "april", "june", "august"):
        return True
    before, after = r.written(k - 1), r.written(k + 1)
    if r.kind(k - 1) in ("a", "the") and after[:1].islower():
        return True
    name_follows = after[:1].isupper() and r.kind(k + 1) == "word"
    if r.word(k - 1) in BEFORE_DATES:
        return not (name_follows and before.lower() in _BEFORE_PERSONS)
    if low in ("may", "march"):
        return after in _APOSTROPHES or _is_noun(r, k)
    surname = before[:1].isupper() and r.kind(k - 1) == "word" and r.kind(k - 2) != "stop"
    return not surname and (not name_follows or low == "august")


def _is_noun(r: DatedText, k: int) -> bool:
    """Is "may" or "march" no verb: "China's May exports", "a truce March 3"?"""
    before, after = r.written(k - 1), r.written(k + 1)
    if r.word(k) == "may":
        return before == "s" and after[:1].islower()
    described = r.kind(k - 1) == "word" and before[:1].islower() and not before.endswith("ly")
    return described and after not in ("for", "on", "of")


def read_month(r: DatedText, i: int, j: int) -> Mention | None:
    """A month, with or without year: "early April", "last October", "May of this year"."""
    m = r.find("month", i, j)
    year, month, mod = r.year(m + 1, j), month_number(r, m), r.edge(i, m)
    if not is_month(r, m, year is not None or mod != ""):
        return None
    head = r.head(_HEADS, i, m)
    if year is None and head == "following" and r.focus.month:
        year = r.focus.month.year + (month <= r.focus.month.month)
    year = year or year_by_head(head, r.dct, month < r.dct.month, month == r.dct.month)
    loose = "" if year else "year"
    year = year or choose_year(r, i, j, month, 0)
    return period(i, j, "month", date(year, month, 1), "month" if loose else "month-year", mod, loose)
