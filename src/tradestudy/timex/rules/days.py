"""Days of the calendar: "Monday, Oct. 26", "14-15 May", "on the 15th", 2025-06-10, 10.06.2025."""

import re
from datetime import date

from tradestudy.timex import calendar as cal
from tradestudy.timex.classes import DAY_NUMBER, STEP, kinds
from tradestudy.timex.reading import DatedText, Mention, period, year_by_head
from tradestudy.timex.rules.months import is_month, month_number, read_month
from tradestudy.timex.rules.years import choose_year, year_pair
from tradestudy.timex.words import COUNTED, listed

_BEFORE_DAYS = listed("before a day")
_AFTER_DAYS = listed("after a day")
_AFTER_DAY_KINDS = kinds("stop comma mark gap and to in dash at before between since")


def read_day(r: DatedText, i: int, j: int) -> Mention | None:
    """A day of a month, perhaps with weekday and year: "Monday, Oct. 26", "12th of May", "October 25 last year"."""
    m, n = r.find("month", i, j), r.find(DAY_NUMBER, i, j)
    if n < 0 or not is_month(r, m, True):
        return None
    if m < n == j - 1 and (_counts(r, j) or (r.kind(j) == "dash" and r.kind(j + 1) in ("unit", "units"))):
        return read_month(r, i, n)
    year = r.year(max(n, m) + 1, j)
    if year and r.reads("comma year", j - 2) and r.word(j) in COUNTED:
        year, j = None, j - 2
    month, number, loose = month_number(r, m), r.number(n), "" if year else "year"
    if year is None and r.kind(i) in ("last", "next"):
        here = cal.day_in_year(r.dct.year, month, number)
        year = year_by_head(r.kind(i), r.dct, bool(here and here < r.dct), here == r.dct)
    day = cal.day_in_year(year or choose_year(r, i, j, month, number), month, number)
    if day is None:
        return None
    opens = 1 < i < 8 and r.reads("word comma", i - 2) and r.words[i - 2].isupper()
    rule = "dateline" if opens else "day-month" if loose else "day-month-year"
    return period(i, j, "day", day, rule, r.edge(i, m), loose)


def _counts(r: DatedText, j: int) -> bool:
    """Does a number before word j count something, or tell the hour: "June 3 percent", "June 3 p.m."?"""
    return r.kind(j) in ("units", "am") or r.word(j) in COUNTED


def read_day_in_brackets(r: DatedText, i: int, j: int) -> Mention | None:
    """Weekday and date of one day: "Friday (Feb 20)"."""
    if r.words[i + 1] != "(" or r.words[j - 1] != ")":
        return None
    mention = read_day(r, i + 2, j - 1)
    if mention and mention.granularity == "day":
        mention.i, mention.j = i, j
        return mention
    return None


def read_day_span(r: DatedText, i: int, j: int) -> list[Mention] | None:
    """Two days of one month: "May 14-15", "14-15 May", "April 24 and 25, 2025"."""
    m, a = r.find("month", i, j), r.find(DAY_NUMBER, i, j)
    b = r.find(DAY_NUMBER, a + 1, j)
    if not is_month(r, m, True) or (m < b == j - 1 and _counts(r, j)):
        return None
    year, month, low = r.year(max(m, b) + 1, j), month_number(r, m), r.number(a)
    loose = "" if year else "year"
    year = year or choose_year(r, i, j, month, low)
    two_from = b - 1 if r.kind(b - 1) == "the" else b
    ends = cal.day_in_year(year, month, low), cal.day_in_year(year, month, r.number(b))
    return _day_span((i, two_from - 1), (two_from, j), ends, "day-month", loose)


def _day_span(
    one: tuple[int, int], two: tuple[int, int], ends: tuple[date | None, date | None], rule: str, loose: str = ""
) -> list[Mention] | None:
    """The two ends of a range, if they run forwards."""
    first, last = ends
    if first is None or last is None or last <= first:
        return None
    found = [period(*one, "day", first, rule, "", loose), period(*two, "day", last, rule, "", loose)]
    found[1].link = "range"
    return found


# --- Days without their month ----------------------------------------------------------------------------------------


def read_ordinal_day(r: DatedText, i: int, j: int) -> Mention | None:
    """A day without its month: "on the 15th", in the month the story is about; "the 11th of next month"."""
    o = r.find("nth", i, j)
    if r.word(i - 1) not in _BEFORE_DAYS:
        return None
    if j > o + 1:
        day = _day_of_named_month(r, j, r.number(o))
    elif r.kind(j) not in _AFTER_DAY_KINDS and j < len(r.codes) and r.word(j) not in _AFTER_DAYS:
        return None
    else:
        day = _day_of_month_meant(r, i, j, r.number(o))
    return period(i, j, "day", day, "ordinal-day") if day else None


def _day_of_named_month(r: DatedText, j: int, number: int) -> date | None:
    """ "the 11th of next month", where words[:j] end with the month."""
    sign = r.kind(j - 2)
    counted_from_focus = sign in ("the", "previous", "following", "that") and r.focus.month
    base = r.focus.month if counted_from_focus and r.focus.month else r.dct
    return _day_of_month(base, STEP.get(sign, 0), number) if r.word(j - 1) == "month" else None


def _day_of_month_meant(r: DatedText, i: int, j: int, number: int) -> date:
    """The day nearest to the DCT on the side that the tense tells, unless the month in focus has a nearer one."""
    options = [d for m in (-1, 0, 1) if (d := _day_of_month(r.dct, m, number))]
    tense = r.tense(i, j)
    if tense in ("past", "future"):
        options = [d for d in options if (d <= r.dct if tense == "past" else d >= r.dct)] or options
    near = min(options, key=lambda d: (abs((d - r.dct).days), d))
    month = r.focus.month if r.follows("focus") else None
    told = _day_of_month(month, 0, number) if month else None
    if month is None or told is None:
        return near
    anchor = r.focus.day if r.focus.day and r.focus.day.replace(day=1) == month else month
    here = r.focus.at >= r.clause_start(i)
    return told if here or abs((told - anchor).days) <= abs((near - r.dct).days) else near


def read_ordinal_span(r: DatedText, i: int, j: int) -> list[Mention] | None:
    """Two days without their month: "on the 9th and 10th"."""
    one = read_ordinal_day(r, i, i + 2)
    if one is None or one.first is None:
        return None
    last = _day_of_month(one.first, 0, r.number(r.find("nth", i + 2, j)))
    return _day_span((i, i + 2), (i + 3, j), (one.first, last), "ordinal-day")


def _day_of_month(base: date, months: int, number: int) -> date | None:
    moved = cal.periods_on("month", base.replace(day=1), months)
    return cal.day_in_year(moved.year, moved.month, number)


# --- Days in digits --------------------------------------------------------------------------------------------------


def read_stamp(r: DatedText, i: int, j: int) -> Mention | None:
    """ISO dates and timestamps; a pair of years such as 2024/25."""
    word = r.words[i]
    if word[4] == "/":
        return year_pair(i, j, int(word[:4]), word[5:])
    day = cal.day_in_year(int(word[:4]), int(word[5:7]), int(word[8:10]))
    mention = period(i, j, "day", day, "iso") if day else None
    if mention and len(word) > 10:
        mention.type, mention.value, mention.granularity = "TIME", word.replace(" ", "T"), "time"
    return mention


def read_numeric(r: DatedText, i: int, j: int) -> Mention | None:
    """A date in digits: "10.06.2025", "6/10/25"; the publisher's habit says which number is the day."""
    a, b, c = (int(part) for part in re.split(r"[./-]", r.words[i]))
    mark = r.words[i].lstrip("0123456789")[0]
    if c < 100 and mark == "." and r.day_first is None:
        return None
    year = c if c > 99 else c + (2000 if c < 70 else 1900)
    day_first, month_first = cal.day_in_year(year, b, a), cal.day_in_year(year, a, b)
    if day_first and month_first:
        habit = r.day_first if r.day_first is not None else mark == "."
        if mark == "-" and r.day_first is None:
            habit = abs((day_first - r.dct).days) <= abs((month_first - r.dct).days)
        return period(i, j, "day", day_first if habit else month_first, "numeric")
    day = day_first or month_first
    return period(i, j, "day", day, "numeric") if day else None
