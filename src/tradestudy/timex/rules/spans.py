"""Several units before or after a day: "the last 72 hours", "the next six months", "the first nine months of 2025"."""

from __future__ import annotations

from datetime import date, timedelta

from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import STEP, DatedText, Mention, length, period, recurring, year_named
from tradestudy.timex.rules.amounts import Amount, approximation, day_away, duration_value, place, read_amount
from tradestudy.timex.rules.lengths import read_length
from tradestudy.timex.rules.months import read_month
from tradestudy.timex.tense import BEFORE_INFINITIVES

_HEADS = kinds("last past previous next coming following ordinal")
_ENDS = kinds("ordinal last")
_UNITS = kinds("unit units quarter")


def read_span(r: DatedText, i: int, j: int) -> Mention | None:
    """Several units up to the DCT or from it: "the last 72 hours", "the past few weeks", "the next six months"."""
    amount = read_amount(r, i, j)
    if amount is None or (r.kind(i + 1) == "a" and r.kind(j - 1) == "units"):
        return None
    if r.kind(i) == "last" and r.word(i - 1) in BEFORE_INFINITIVES:
        return read_length(r, i + 1, j)
    if r.word(i - 1) == "of" and r.word(i - 2) == "each":
        return recurring(i, j, duration_value(1, amount[1]))
    head = r.head(_HEADS, i, j)
    mention = length(i, j, duration_value(*amount), "span-of-units", approximation(r, i, j))
    if head != "ordinal":
        base = r.focus.day if head == "following" and r.focus.day else r.dct
        place(mention, base, amount, STEP[head])
    return mention


def read_first_units(r: DatedText, i: int, j: int) -> Mention | None:
    """The first or last units of a year or month: "the first nine months of 2025", "the last two weeks of May"."""
    o = r.find(_ENDS, i, j)
    u = r.find(_UNITS, o, j)
    amount = read_amount(r, o + 1, u + 1)
    if amount is None:
        return None
    mention = length(i, j, duration_value(*amount), "span-of-units")
    m = r.find("month", u, j)
    if m >= 0:
        whole = read_month(r, m, j)
    else:
        whole = period(i, j, "year", date(year_named(r, u + 1, j) or r.dct.year, 1, 1), "year")
    if whole and whole.first and whole.last:
        mention.first, mention.last = _part(whole.first, whole.last, r.word(o), amount)
    return mention


def _part(first: date, last: date, end: str, amount: Amount) -> tuple[date | None, date | None]:
    """First and last day of the "first" or "last" units of a period."""
    if end == "first" and (stop := day_away(first, *amount, 1)):
        return first, stop - timedelta(1)
    if end == "last" and (start := day_away(last + timedelta(1), *amount, -1)):
        return start, last
    return None, None
