"""Years, decades and centuries; and the year of a month or a day that names none."""

import re
from datetime import date

from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, period
from tradestudy.timex.tense import is_past
from tradestudy.timex.words import COUNTED, listed

BEFORE_DATES = listed("before a date")
_BEFORE_COUNTS = listed("before a count")
_SINGULAR_IN_S = listed("singular in -s")
_POSSESSIVES = ("a", "his", "her", "its", "their", "our", "my")
CURRENCIES = ("$", "€", "£", "¥", "#")
_COUNTED_KINDS = kinds("units unit clock gmt")
_NUMBER_KINDS = kinds("number dd")
_AT_START = kinds("comma mark dash stop gap")


# --- The year of a month or day that has none ------------------------------------------------------------------------


def choose_year(r: DatedText, i: int, j: int, month: int, day: int) -> int:
    """The year of a month or month-day that has none: told by its story, else near the DCT and, if far, by tense."""
    if r.follows("narrative"):
        year = _year_of_timeline(r, i, j, month, day) if day else None
        if year:
            return year
        told = r.focus.explicit
        distant = told is not None and told.first.year < r.dct.year - 1
        if told and distant and told.at >= r.clause_start(i) and r.tense(i, j) != "future":
            return told.first.year
    return _year_near(r, i, j, month, day)


def _year_near(r: DatedText, i: int, j: int, month: int, day: int) -> int:
    probe = min(day, 28) or 15
    distance = {y: (date(y, month, probe) - r.dct).days for y in range(r.dct.year - 2, r.dct.year + 3)}
    nearest = min(range(r.dct.year - 1, r.dct.year + 2), key=lambda y: (abs(distance[y]), y))
    away = distance[nearest]
    if not r.follows("year-by-tense"):
        return nearest
    if not day and 15 < away <= 75 and _began_in(r, i):
        return nearest - 1
    since = r.word(i - 1) == "since" or (r.word(i - 1) == "least" and r.word(i - 3) == "since")
    near = (-120 if day else -75) <= away <= 75
    if near and not (since and away > 0):
        return nearest
    tense = "past" if since else r.tense(i, j)
    if away < 0:
        return nearest + (tense == "future" and distance[nearest + 1] < -2 * away)
    closer = not tense and not day and -distance[nearest - 1] < 1.7 * away
    return nearest - ((tense == "past" or closer) and r.word(i - 1) not in ("until", "till", "to", "through"))


def _year_of_timeline(r: DatedText, i: int, j: int, month: int, day: int) -> int | None:
    """The year of a month-day in a timeline: its entries run forwards to the DCT, and their text stays near them."""
    heads, heading, probe = r.heads_line(i, j), r.focus.heading, min(day, 28)
    if heading is None:
        soon = (date(r.dct.year + 1, month, probe) - r.dct).days < 90
        return r.dct.year if heads and not soon and (month, day) < (r.dct.month, r.dct.day) else None
    if heads:
        year = heading.year + ((month, day) < (heading.month, heading.day))
        return year if (year, month, day) <= (r.dct.year, r.dct.month, r.dct.day) else None
    years = (heading.year - 1, heading.year, heading.year + 1)
    return next((y for y in years if abs((date(y, month, probe) - heading).days) <= 60), None)


def _began_in(r: DatedText, i: int) -> bool:
    """Does a month at word i follow a verb in the past, as in "protests began in March" (not "is heard in May")?"""
    passive = r.word(i - 3) in ("is", "are", "be", "being")
    return r.word(i - 1) == "in" and is_past(r.word(i - 2)) and not passive


# --- Years -----------------------------------------------------------------------------------------------------------


def read_year(r: DatedText, i: int, j: int) -> Mention | None:
    """A year that stands alone: "in 2018", "early 1997", "fiscal 2025", "the year 2000"."""
    k = r.find("year", i, j)
    year, mod, fiscal = int(r.words[k]), r.edge(i, k), r.find("fiscal", i, k) >= 0
    called = r.word(k - 1) == "year" and k > i
    unit_before = r.find("unit", i, k) >= 0 and not fiscal
    if unit_before and not (called and 1800 < year < 2100):
        return None
    if not (mod or fiscal or called) and not _is_year(r, i, j, year):
        return None
    return period(i, j, "year", date(year, 1, 1), "fiscal-year" if fiscal else "year", mod)


def _is_year(r: DatedText, i: int, j: int, year: int) -> bool:
    """Is a bare number of four digits a year here, by the words beside it?"""
    if r.written(j) in COUNTED or r.kind(j) in _COUNTED_KINDS or r.word(i - 1) in CURRENCIES or _is_compound(r, i, j):
        return False
    if not 1800 <= year <= 2100:
        return year >= 1400 and r.word(i - 1) in ("in", "since", "by", "until", "year")
    if r.word(i - 1) == "of" and r.written(i - 2) in ("Act", "Law", "Code"):
        return False
    return _may_follow(r, i, j, year)


def _is_compound(r: DatedText, i: int, j: int) -> bool:
    """Is the number joined to others by hyphens, as in "555-2010", "2010-3"; "1990-2000" is none."""
    if r.kind(i - 1) == "dash" and r.kind(i - 2) in _NUMBER_KINDS:
        return True
    if r.kind(j) != "dash" or not r.touches(j + 1):
        return False
    if r.kind(j + 1) == "year":
        return not 1800 < int(r.words[j + 1]) < 2100
    return r.kind(j + 1) in (*_NUMBER_KINDS, "word") and r.word(j + 1)[0].isdecimal()


def _may_follow(r: DatedText, i: int, j: int, year: int) -> bool:
    """Can a year stand between word i - 1 and word j?"""
    before, low, after, kind = r.written(i - 1), r.word(i - 1), r.written(j), r.kind(i - 1)
    noun = r.kind(j) == "word" and after[:1].islower()
    plural = noun and after.endswith("s")
    if low in BEFORE_DATES:
        return not (plural and low in _BEFORE_COUNTS and after not in _SINGULAR_IN_S)
    if i == 0 or kind in _AT_START:
        return not (kind == "gap" and r.kind(j) == "word") and not _ends_name(r, i)
    if low in ("ended", "began", "started", "entered", "opened", "closed"):
        return not plural
    if low in _POSSESSIVES or (low == "s" and r.kind(i - 2) == "mark"):
        return not after[:1].isupper()
    # "the disputed 2009 election", but not "the additional 2000 soldiers"
    described = noun and r.kind(i - 2) in ("the", "dash") and year % 100 > 0
    return kind == "word" and before[:1].islower() and (described or not after.isalpha())


def _ends_name(r: DatedText, i: int) -> bool:
    """Does a year end a name that a hyphen makes ("Covid-2019"), other than "post-2019"?"""
    joined = r.kind(i - 1) == "dash" and r.kind(i - 2) == "word" and r.touches(i)
    return joined and r.word(i - 2) not in ("post", "pre", "mid")


def read_year_span(r: DatedText, i: int, j: int) -> Mention | None:
    """Two years in one: "2011-12"."""
    if not r.touches(i + 1) or not r.touches(i + 2) or r.kind(j) == "dash":
        return None
    return year_pair(i, j, int(r.words[i]), r.words[j - 1])


def year_pair(i: int, j: int, year: int, other: str) -> Mention | None:
    """Two years, the second perhaps without its century: "2011-12", "2024/25"."""
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)
    if len(other) not in (2, 4) or not 1800 < year < last < min(year + 40, 2100):
        return None
    return Mention(i, j, "DATE", f"{year}/{last}", "range", date(year, 1, 1), date(last, 12, 31), "year-span")


def read_decade(r: DatedText, i: int, j: int) -> Mention | None:
    """A decade: "the early 1990s", "the '80s"; "the 1800s" are a century."""
    digits = re.sub(r"\D", "", r.words[j - 1])
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if digits > "20" else 2000)
    if not 1500 <= year < 2100:
        return None
    kind = "century" if digits.endswith("00") and len(digits) == 4 else "decade"
    return period(i, j, kind, date(year, 1, 1), kind, r.edge(i, j))


def read_century(r: DatedText, i: int, j: int) -> Mention | None:
    """A numbered century: "the late 19th century"."""
    n = r.number(r.find("nth", i, j))
    if r.word(j - 1) != "century" or not 2 <= n <= 30:
        return None
    return period(i, j, "century", date(n * 100 - 100, 1, 1), "century", r.edge(i, j))
