"""Calendar arithmetic for time expressions: periods (day, week, month ...) and their TIMEX3 values."""

from collections.abc import Callable
from datetime import date, timedelta

# Month in which a season starts (northern hemisphere, meteorological), by TIMEX3 code.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_OF = {month: code for code, month in SEASON_START.items()}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


def start_of(period: str, day: date) -> date:
    """First day of the period of this kind in which a day lies (weeks start on Monday)."""
    if period == "day":
        return day
    if period in ("week", "weekend"):
        return day - timedelta(day.weekday()) + timedelta(5 if period == "weekend" else 0)
    if period == "season":
        return periods_on("month", day.replace(day=1), -(day.month % 3))
    if period in ("decade", "century"):
        size = 10 if period == "decade" else 100
        return date(max(day.year - day.year % size, 1), 1, 1)
    size = _MONTHS_IN[period]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def periods_on(period: str, day: date, count: int) -> date:
    """The same day so many periods later; the end of the month where the day does not exist."""
    if period in _DAYS_IN:
        return day + timedelta(_DAYS_IN[period] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS_IN[period] * count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, month_length(year, month)))


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def end_of(period: str, day: date) -> date:
    """Last day of the period of this kind in which a day lies."""
    if period == "day":
        return day
    first = start_of(period, day)
    if period == "weekend":
        return first + timedelta(1)
    return periods_on(period, first, 1) - timedelta(1)


def _week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


_VALUES: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week_value,
    "weekend": lambda first: f"{_week_value(first)}-WE",
    "month": lambda first: first.isoformat()[:7],
    "quarter": lambda first: f"{first.year:04d}-Q{(first.month + 2) // 3}",
    "half": lambda first: f"{first.year:04d}-H{1 if first.month < 7 else 2}",
    "season": lambda first: f"{first.year:04d}-{_SEASON_OF[first.month]}",
    "year": lambda first: f"{first.year:04d}",
    "decade": lambda first: f"{first.year // 10:03d}X",
    "century": lambda first: f"{first.year // 100:02d}",
}


def value_of(period: str, day: date) -> str:
    """TIMEX3 value of the period in which a day lies.

    >>> [value_of(kind, date(1998, 5, 12)) for kind in ("week", "quarter", "decade")]
    ['1998-W20', '1998-Q2', '199X']
    """
    return _VALUES[period](start_of(period, day))


def day_in_year(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    known = 1 <= year <= 9998 and 1 <= month <= 12
    return date(year, month, day) if known and 1 <= day <= month_length(year, month) else None


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
