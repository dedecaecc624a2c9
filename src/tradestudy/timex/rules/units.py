"""A unit with its determiner: "this week", "last month", "that day", "the end of next week", "the week of March 6"."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from tradestudy.timex import calendar as cal, words as vocab
from tradestudy.timex.classes import DAY_NUMBER, LAST_OR_PAST, NEXT_OR_COMING, STEP, expand, kinds
from tradestudy.timex.focus import in_focus, told_here
from tradestudy.timex.reading import DatedText, Mention, length, period, reference
from tradestudy.timex.rules.days import read_day
from tradestudy.timex.rules.lengths import ANY_UNIT, duration_value, place, read_amount
from tradestudy.timex.rules.months import read_month

_PERIODS = frozenset("day week fortnight weekend month quarter year decade century".split())
_HEADS = kinds("last past previous next coming following current this that same")
_DATE = re.compile(expand("month (dd | nth) (comma year)? | (dd | nth) month year?"))


class _Unit(NamedTuple):
    """words[i:j]: which unit, by which determiner ("the" if no other), with which edge; k is the word of the unit."""

    kind: str
    head: str
    the: bool
    mod: str
    k: int


def read_unit(r: DatedText, i: int, j: int) -> Mention | None:
    """A unit with its determiner: "this week", "the previous year", "that day", "the end of next week"."""
    k = next(x for x in range(j - 1, i - 1, -1) if r.kind(x) in ANY_UNIT)
    kind, head = vocab.SINGULAR.get(r.word(k), r.word(k)), r.head(_HEADS, i, k) or "the"
    if head == "this" and r.word(k) == "days":
        return reference(i, j, "PRESENT_REF", "reference")
    named = r.words[i] == "This" and r.words[k].istitle()
    if kind not in _PERIODS or named or r.reads("dash long", j):
        return None
    kind = "week" if kind == "fortnight" else kind
    ended = _end_named(r, j) if head == "the" and kind not in ("day", "weekend") else None
    if ended:
        return period(i, j, kind, ended, "unit-the")
    unit = _Unit(kind, head, r.find("the", i, k) >= 0, r.edge(i, k), k)
    if kind == "day":
        return _day_in_focus(r, i, j, unit)
    if kind == "weekend":
        return period(i, j, kind, _weekend(r, i, j, head), kind, unit.mod)
    return _by_determiner(r, i, j, unit)


def _by_determiner(r: DatedText, i: int, j: int, unit: _Unit) -> Mention | None:
    if unit.head == "the":
        return _the_unit(r, i, j, unit)
    if unit.head in ("that", "same"):
        focus = in_focus(r, unit.kind) if r.follows("focus") else None
        return period(i, j, unit.kind, focus, "focus", unit.mod) if focus else None
    if unit.head in ("this", "current"):
        return period(i, j, unit.kind, r.dct, "unit-this", unit.mod)
    return _unit_as_span(r, i, j, unit) if _is_span(r, unit) else _unit_beside(r, i, j, unit)


def _end_named(r: DatedText, j: int) -> date | None:
    """The last day of "the quarter ended Sept. 30", "the year ending March 31, 1990", where words[:j] is the unit."""
    if r.word(j) not in ("ended", "ending"):
        return None
    stop = next((j + n for n in (5, 3) if _DATE.fullmatch(r.codes, j + 1, j + n)), 0)
    day = read_day(r, j + 1, stop) if stop else None
    return day.first if day and day.granularity == "day" else None


def _the_unit(r: DatedText, i: int, j: int, unit: _Unit) -> Mention | None:
    """ "the week", "the end of the year": the one its sentence names, or that of the DCT."""
    defined = r.kind(j) in ("of", "before", "ago") or r.word(j) in ("that", "when", "in")
    if defined and not unit.mod and r.word(i - 1) != "of":
        return None
    focus = here = None
    if r.follows("focus"):
        focus, here = in_focus(r, unit.kind), told_here(r, unit.kind, i)
    meant = here or (focus if unit.kind in ("quarter", "month") else None)
    if unit.kind == "quarter" and not focus and not unit.mod and r.tense(i, j) == "past":
        # results are told in the weeks after a quarter's end
        meant = r.dct - timedelta(45)
    rule = "focus" if meant and unit.kind == "quarter" else "unit-the"
    return period(i, j, unit.kind, meant or r.dct, rule, unit.mod)


def _is_span(r: DatedText, unit: _Unit) -> bool:
    """Is the unit counted from the DCT ("the past year", "the next month") and none of the calendar ("next month")?"""
    if unit.head == "past":
        return True
    counted = unit.the and unit.head in ("last", "next", "coming") and not unit.mod
    return counted and unit.kind not in ("century", "quarter") and r.kind(unit.k + 1) != "mark"


def _unit_as_span(r: DatedText, i: int, j: int, unit: _Unit) -> Mention:
    focus = in_focus(r, unit.kind) if r.follows("focus") else None
    if unit.head == "next" and focus and focus < r.dct and r.tense(i, j) == "past":
        return period(i, j, unit.kind, cal.periods_on(unit.kind, cal.start_of(unit.kind, focus), 1), "focus", unit.mod)
    amount = read_amount(r, unit.k, unit.k + 1) or (1, "day")
    mention = length(i, j, duration_value(*amount), "span-of-units", unit.mod)
    place(mention, r.dct, amount, STEP[unit.head])
    return mention


def _unit_beside(r: DatedText, i: int, j: int, unit: _Unit) -> Mention:
    """The unit before or after that of the DCT, or, "previous" and "following", of the one in focus."""
    step, base = STEP[unit.head], None
    derived = unit.head in ("previous", "following")
    if derived and r.follows("focus"):
        from_focus = unit.head == "following" or unit.kind == "quarter"
        base = in_focus(r, unit.kind) if from_focus else told_here(r, unit.kind, i)
    rule = "focus" if derived else "unit-last" if step < 0 else "unit-next"
    first = cal.start_of(unit.kind, base or r.dct)
    return period(i, j, unit.kind, cal.periods_on(unit.kind, first, step), rule, unit.mod)


def _day_in_focus(r: DatedText, i: int, j: int, unit: _Unit) -> Mention | None:
    """ "that day", "the same day", "the following day", "the previous day": counted from the day in focus."""
    head, base = unit.head, r.focus.day if r.follows("focus") else None
    if head in ("this", "current"):
        spoken = r.word(j - 2) == "this" and r.word(i - 1) in ("to", "of")
        return period(i, j, "day", r.dct, "unit-this") if spoken else None
    if head == "the" and r.reads("earlier in", i):
        base = base or r.dct
    elif head == "the" or not _may_count_from_focus(r, i, unit):
        return None
    if base is None:
        return None
    step = STEP.get(head, 0)
    if r.focus.past and base > r.dct and (step < 0 or r.tense(i, j) == "past"):
        base = r.focus.past
    return period(i, j, "day", base + timedelta(step), "focus", unit.mod)


def _may_count_from_focus(r: DatedText, i: int, unit: _Unit) -> bool:
    """Not "last day", "next day" without its article, "that day" after a month, "that same day"."""
    if unit.head == "that":
        return r.focus.kind in ("day", "time")
    if unit.head == "same":
        return r.word(i - 1) != "that"
    return unit.head in ("previous", "following") or (unit.head == "next" and unit.the)


def _weekend(r: DatedText, i: int, j: int, head: str) -> date:
    """The weekend a text means: the one before, or after if the verb looks ahead."""
    coming, day = cal.start_of("weekend", r.dct), r.dct.weekday()
    if head in LAST_OR_PAST or head == "previous":
        return coming - timedelta(7)
    if head in NEXT_OR_COMING:
        return coming if day < 3 else coming + timedelta(7)
    tense = r.tense(i, j)
    ahead = day >= 5 or tense == "future" or (head == "this" and not (tense == "past" and day < 3))
    return coming if ahead else coming - timedelta(7)


def read_same_period(r: DatedText, i: int, j: int) -> Mention | None:
    """ "the same quarter last year", "the same month of 2024": the period in focus, in another year."""
    k = r.find(ANY_UNIT, i, j)
    unit, year = r.word(k), r.year(k + 1, j)
    focus = in_focus(r, unit) if unit in ("month", "quarter") else None
    return period(i, j, unit, cal.periods_on("year", focus, year - focus.year), "focus") if focus and year else None


def read_same_date(r: DatedText, i: int, j: int) -> Mention | None:
    """ "the same date", "that date": the day in focus; "at that time": the period last named."""
    word, kind = r.word(j - 1), r.focus.kind
    if not r.follows("focus") or r.focus.last is None:
        return None
    if word == "time" and r.kind(i) == "that" and r.word(i - 1) in ("at", "by", "since"):
        return period(i, j, kind, r.focus.last, "focus") if kind in ("day", "week", "month", "year") else None
    return period(i, j, "day", r.focus.day, "focus") if word == "date" and r.focus.day else None


def read_week_of(r: DatedText, i: int, j: int) -> Mention | None:
    """The week or month of a date: "the week of March 6", "the month of May"."""
    u = r.find("unit", i, j)
    unit = r.word(u)
    inner = read_day(r, u + 2, j) if r.find(DAY_NUMBER, u + 2, j) >= 0 else read_month(r, u + 2, j)
    if inner is None or inner.first is None or (unit, inner.granularity) not in (("week", "day"), ("month", "month")):
        return None
    return period(i, j, unit, inner.first, "week-of" if unit == "week" else inner.rule)


def read_week_in_month(r: DatedText, i: int, j: int) -> Mention | None:
    """A numbered week of a month: "the first week of April" is 1-7 April, "the last week of May" 25-31 May."""
    m = r.find("month", i, j)
    month = read_month(r, m, j)
    n = -1 if r.kind(m - 3) == "last" else vocab.ORDINAL.get(r.word(m - 3), 0)
    if month is None or month.first is None or month.last is None or r.word(m - 2) != "week" or not n:
        return None
    month.first = month.last - timedelta(6) if n < 0 else month.first + timedelta(7 * n - 7)
    month.last = month.first + timedelta(6)
    month.mod = {1: "START", 4: "END", -1: "END"}.get(n, "MID")
    month.i, month.rule = i, "week-of-month"
    return month


def read_edge_word(r: DatedText, i: int, j: int) -> Mention | None:
    """ "year-end", "mid-year", "month-end"."""
    i += r.kind(i) == "the"
    unit = r.word(r.find("unit", i, j))
    if unit not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    return period(i, j, unit, r.dct, "unit-edge", r.edge(i, j))
