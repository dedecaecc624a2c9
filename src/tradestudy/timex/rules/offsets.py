"""Points and spans counted from a day: "three weeks ago", "a day earlier", "the last 72 hours", "the next month"."""

from datetime import date, timedelta

from tradestudy.timex import calendar as cal
from tradestudy.timex.classes import STEP, kinds
from tradestudy.timex.reading import DatedText, Mention, length, period, recurring, reference
from tradestudy.timex.rules import lengths
from tradestudy.timex.rules.lengths import CLOCK_UNITS, Amount, day_away, read_amount, read_length
from tradestudy.timex.rules.months import read_month
from tradestudy.timex.tense import BEFORE_INFINITIVES
from tradestudy.timex.words import DAYS_FROM_TODAY

_DIGITS = kinds("number dd year")
# "the day before" an event that is not named again: "the day before that announcement", "a day before, he ..."
_AFTER_POINTS = kinds("stop comma mark gap that this")


def point(r: DatedText, i: int, j: int, base: date, amount: Amount, sign: int, rule: str) -> Mention | None:
    """The point so many units before or after a day, as exact as the unit is: years give a year, weeks a week."""
    number, unit = amount
    mod = lengths.approximation(r, i, j)
    compared = r.focus.compared if unit == "year" and number == 1 and r.follows("focus") else None
    # "a year earlier" than the quarter or the month that the sentence compares
    if compared and (compared.at >= r.clause_start(i) or (compared.kind != "month" and i - compared.at < 60)):
        return period(i, j, compared.kind, cal.periods_on("year", compared.first, sign), rule, mod)
    moved = day_away(base, number, unit, sign)
    if moved is None:
        return reference(i, j, "PAST_REF" if sign < 0 else "FUTURE_REF", rule)
    if unit in CLOCK_UNITS:
        mention = period(i, j, "day", moved, rule, mod)
        mention.type, mention.granularity = "TIME", "time"
        return mention
    in_months = unit == "year" and number != int(number or 0)
    return period(i, j, "month" if in_months else unit, moved, rule, mod)


def read_ago(r: DatedText, i: int, j: int) -> Mention | None:
    """A point so long ago: "three weeks ago", "years ago"; with "from now" and "hence", so long ahead."""
    amount, end = read_amount(r, i, j), r.kind(j - 1)
    if amount is None or (end == "now" and r.word(j - 1) != "now"):
        return None
    if end == "today" and amount[1] not in CLOCK_UNITS:
        day = day_away(r.dct + timedelta(DAYS_FROM_TODAY[r.word(j - 1)]), *amount, 1)
        return period(i, j, "day", day, "from-now") if day else None
    return point(r, i, j, r.dct, amount, -1, "ago") if end == "ago" else point(r, i, j, r.dct, amount, 1, "from-now")


def read_year_earlier(r: DatedText, i: int, j: int) -> Mention | None:
    """ "year-earlier", "the year-ago quarter", "the year-earlier period": the same period a year before."""
    if r.kind(j - 1) == "word" and r.word(j - 1) != "period":
        j -= 1
    unit = r.word(r.find("unit", i, j))
    return point(r, i, j, r.dct, (1, unit), -1, "ago") if unit in ("year", "month", "week") else None


def read_offset(r: DatedText, i: int, j: int) -> Mention | None:
    """A point counted from the date in focus: "a day earlier", "two weeks later", before a stop "the day before"."""
    compared = r.word(i - 1) in ("percent", "cent", "%") or r.kind(i - 1) in _DIGITS
    if compared and r.reads("more than", i):
        i += 2
    amount = read_amount(r, i, j)
    if amount is None:
        return None
    mention = None if _names_its_event(r, j) or amount[1] in CLOCK_UNITS else _from_focus(r, i, j, amount)
    return mention or (None if r.kind(i) == "the" else read_length(r, i, j - 1))


def _names_its_event(r: DatedText, j: int) -> bool:
    """Does what follows name the event or the time that is counted from: "the day before the vote", "later than"?"""
    told = r.kind(j) in _AFTER_POINTS or r.word(j) == "it" or j >= len(r.codes)
    return r.kind(j) == "than" or (r.kind(j - 1) == "before" and not told)


def _from_focus(r: DatedText, i: int, j: int, amount: Amount) -> Mention | None:
    unit, sign = amount[1], -1 if r.word(j - 1) in ("earlier", "before") else 1
    base = _base(r, unit, sign)
    if base is None and (sign < 0 or unit != "day") and not (unit == "day" and r.kind(i) == "the"):
        base = r.dct
    if unit == "year" and r.word(j - 1) == "earlier" and r.focus.year:
        base = date(r.focus.year, r.dct.month, 1)
    mention = point(r, i, j, base, amount, sign, "focus") if base else None
    if mention and mention.first and sign > 0:
        tense = r.tense(i, j)
        if (tense == "past" and mention.first > r.dct) or (tense == "future" and mention.first < r.dct):
            return None
    return mention


def _base(r: DatedText, unit: str, sign: int) -> date | None:
    if not r.follows("focus"):
        return None
    if unit in ("month", "year"):
        return r.focus.last
    return r.focus.past if sign < 0 else r.focus.day


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
        return recurring(i, j, lengths.duration_value(1, amount[1]))
    head = r.head(_HEADS, i, j)
    mention = length(i, j, lengths.duration_value(*amount), "span-of-units", lengths.approximation(r, i, j))
    if head != "ordinal":
        base = r.focus.day if head == "following" and r.focus.day else r.dct
        lengths.place(mention, base, amount, STEP[head])
    return mention


def read_first_units(r: DatedText, i: int, j: int) -> Mention | None:
    """The first or last units of a year or month: "the first nine months of 2025", "the last two weeks of May"."""
    o = r.find(_ENDS, i, j)
    u = r.find(_UNITS, o, j)
    amount = read_amount(r, o + 1, u + 1)
    if amount is None:
        return None
    mention = length(i, j, lengths.duration_value(*amount), "span-of-units")
    m = r.find("month", u, j)
    whole = read_month(r, m, j) if m >= 0 else period(i, j, "year", date(r.year(u + 1, j) or r.dct.year, 1, 1), "year")
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
