"""Calendar arithmetic for time expressions: periods (day, week, month ...) and their TIMEX3 values."""

from __future__ import annotations

import functools
from datetime import date, timedelta

from tradestudy.terms import read_lexicon

# Month in which a season starts (northern hemisphere, meteorological), by TIMEX3 code.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


def start_of(period: str, day: date) -> date:
    """First day of the period of this kind in which a day lies (weeks start on Monday)."""
    if period == "day":
        return day
    if period == "week":
        return day - timedelta(day.weekday())
    if period == "weekend":
        return day - timedelta(day.weekday()) + timedelta(5)
    if period == "season":
        back = day.month % 3
        return shift("month", day.replace(day=1), -back)
    if period in ("decade", "century"):
        size = 10 if period == "decade" else 100
        return date(max(day.year - day.year % size, 1), 1, 1)
    size = _MONTHS_IN[period]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def shift(period: str, day: date, count: int) -> date:
    """The same day so many periods later; the end of the month where the day does not exist."""
    if period in _DAYS_IN:
        return day + timedelta(_DAYS_IN[period] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS_IN[period] * count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, month_length(year, month)))


def month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def end_of(period: str, day: date) -> date:
    """Last day of the period of this kind in which a day lies."""
    first = start_of(period, day)
    if period == "weekend":
        return first + timedelta(1)
    return shift(period, first, 1) - timedelta(1)


def value_of(period: str, day: date) -> str:
    """TIMEX3 value of the period in which a day lies.

    >>> value_of("week", date(2025, 5, 12)), value_of("quarter", date(2025, 5, 12)), value_of("decade", date(1998, 1, 1))
    ('2025-W20', '2025-Q2', '199X')
    """
    if period == "day":
        return day.isoformat()
    if period in ("week", "weekend"):
        year, week, _ = start_of(period, day).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if period == "weekend" else "")
    if period == "month":
        return day.isoformat()[:7]
    if period == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if period == "half":
        return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
    if period == "season":
        first = start_of(period, day)
        return f"{first.year:04d}-{next(code for code, month in SEASON_START.items() if month == first.month)}"
    return (
        f"{day.year:04d}"
        if period == "year"
        else f"{day.year // 10:03d}X"
        if period == "decade"
        else f"{day.year // 100:02d}"
    )


def day_in_year(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return date(year, month, day)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


# Chinese New Year's Day 1990-2040 as month * 100 + day.
_LUNAR = (
    "127 215 204 123 210 131 219 207 128 216 205 124 212 201 122 209 129 218 207 126 214 203 123 210 131 219 208 128 216 "
    "205 125 212 201 122 210 129 217 206 126 213 203 123 211 131 219 208 128 215 204 124 212"
).split()


@functools.cache
def named_days() -> dict[str, list[tuple[str, str]]]:
    """First word of a name -> (name, rule) pairs of lexicon/named_days.csv, longest name first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in read_lexicon("named_days.csv"):
        table.setdefault(row["name"].replace("'", " ").split()[0], []).append((row["name"], row["rule_or_value"]))
    return {word: sorted(names, key=lambda pair: -len(pair[0])) for word, names in table.items()}


def named_day(rule: str, year: int) -> date | None:
    """The day a rule of lexicon/named_days.csv names in a year; None where it names none.

    >>> named_day("11 Thu 4", 1999), named_day("04-02", 2025), named_day("lunar 0", 2025)
    (datetime.date(1999, 11, 25), datetime.date(2025, 4, 2), datetime.date(2025, 1, 29))
    """
    parts = rule.split()
    if len(parts) == 1:
        if len(rule) == 10:
            return date.fromisoformat(rule)
        return day_in_year(year, int(rule[:2]), int(rule[3:]))
    if parts[0] == "easter":
        return easter(year) + timedelta(int(parts[1]))
    if parts[0] == "lunar":
        if not 1990 <= year <= 2040:
            return None
        month, day = divmod(int(_LUNAR[year - 1990]), 100)
        return date(year, month, day) + timedelta(int(parts[1]))
    month, weekday, nth = int(parts[0]), ("Mon Tue Wed Thu Fri Sat Sun".split()).index(parts[1]), int(parts[2])
    if nth > 0:
        first = date(year, month, 1)
        found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year, month, month_length(year, month))
        found = last - timedelta((last.weekday() - weekday) % 7)
    return found + timedelta(int(parts[3]) if len(parts) > 3 else 0)
