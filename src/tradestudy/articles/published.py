"""Publication dates as publishers write them: read by their habit, never guessed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tradestudy.terms import read_lexicon

MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DATE_FORMS = (
    ("ymd", re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")),
    ("dby", re.compile(rf"(?<![\d.])(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of )?{MONTH},?[\s-]+(\d{{4}})(?!\d)", re.I)),
    ("bdy", re.compile(rf"(?<![a-z]){MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)),
    ("dotted", re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")),
    ("slashed", re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|2\d)(?![\d/-])")),
    ("compact", re.compile(r"^\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6})?Z?\s*$")),
)


class Undatable(ValueError):
    """A date string holds no date, an impossible one, or one that can be read two ways."""


def parse_published(raw: str, publisher: str = "", day_first: bool | None = None) -> str:
    """Read a publication date by the publisher's habit.

    Parameters
    ----------
    raw : str
        The date as written; a clock time and a time zone may follow and are left aside (the day stands as printed).
    publisher : str
        Name or host, looked up in ``lexicon/date_habits.csv`` when day and month cannot be told apart.
    day_first : bool, optional
        Overrules the habit.

    Returns
    -------
    str
        ISO day.

    Raises
    ------
    Undatable
        If there is no date, the date does not exist, or it can be read two ways and no habit is known.

    Examples
    --------
    >>> parse_published("10.06.2025 - Update : 10.06.2025")
    '2025-06-10'
    >>> parse_published("06/10/2025", publisher="Reuters")
    '2025-06-10'
    >>> parse_published("31.02.2025")
    Traceback (most recent call last):
    ...
    tradestudy.articles.published.Undatable: expected a date that exists; found '31.02.2025'
    """
    found = min(
        ((m.start(), form, m) for form, pattern in DATE_FORMS if (m := pattern.search(raw[:300]))),
        key=lambda hit: hit[0],
        default=None,
    )
    if found is None:
        raise Undatable(f"expected a date with day, month and year; found {raw[:60]!r}")
    _, form, match = found
    if form == "slashed":  # the same day may stand beside it in words: 10/12/2025October 12, 2025
        for beside in (pattern.search(raw, match.end()) for name, pattern in DATE_FORMS if name in ("dby", "bdy")):
            if beside and beside.start() <= match.end() + 3:
                return parse_published(beside[0])
    year, month, day = _order(form, match)
    if form == "slashed" and not _is_day_first(day, month, publisher, day_first, match[0]):
        day, month = month, day
    try:
        if not 1000 < year < 9000:  # null dates of databases: 0001-01-01, 9999-12-31
            raise ValueError
        return date(year, month, day).isoformat()
    except ValueError:
        raise Undatable(f"expected a date that exists; found {match[0].strip()!r}") from None


def _order(form: str, match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day of a date in one of the forms; day before month where both are digits."""
    a, b, c = match.groups()
    if form in ("ymd", "compact"):
        return int(a), int(b), int(c)
    if form == "dby":
        return int(c), MONTHS[b[:3].lower()], int(a)
    if form == "bdy":
        return int(c), MONTHS[a[:3].lower()], int(b)
    return int(c) + (2000 if len(c) == 2 else 0), int(b), int(a)


def _is_day_first(a: int, b: int, publisher: str, day_first: bool | None, raw: str) -> bool:
    if a > 12 or b > 12 or a == b:
        return a > 12 or b <= 12
    name = publisher.lower().removeprefix("the ")
    habit = (
        _date_habits().get(name, _date_habits().get(".".join(name.split(".")[-2:]))) if day_first is None else day_first
    )
    if habit is None:
        raise Undatable(
            f"{raw!r} can be read as day/month or month/day and the habit of {publisher or 'this publisher'!r} is "
            "unknown: write the date as YYYY-MM-DD, or add the publisher to lexicon/date_habits.csv"
        )
    return habit


def has_date(line: str) -> bool:
    """Tell whether a line holds something that looks like a full date."""
    return any(pattern.search(line) for _, pattern in DATE_FORMS)


@cache
def _date_habits() -> dict[str, bool]:
    return {
        row["publisher"].lower().removeprefix("the "): row["day_first"] == "yes"
        for row in read_lexicon("date_habits.csv")
    }
