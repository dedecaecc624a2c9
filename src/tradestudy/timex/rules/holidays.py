"""Days with a name of their own (lexicon/named_days.csv), in the year that the words or the DCT suggest."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from tradestudy.terms import read_lexicon
from tradestudy.timex import calendar as cal
from tradestudy.timex.classes import LAST_OR_PAST, NEXT_OR_COMING
from tradestudy.timex.reading import DatedText, Mention, period
from tradestudy.timex.words import WEEKDAY


@cache
def _named_days() -> dict[str, list[tuple[str, str]]]:
    """First word of a name -> (name, rule) pairs, longest name first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(read_lexicon("named_days.csv"), key=lambda row: -len(row["name"])):
        table.setdefault(row["name"].replace("'", " ").split()[0], []).append((row["name"], row["rule_or_value"]))
    return table


@cache
def _lunar_new_years() -> dict[int, date]:
    return {int(row["year"]): date.fromisoformat(row["date"]) for row in read_lexicon("lunar_new_years.csv")}


def named_day(rule: str, year: int) -> date | None:
    """The day a rule of lexicon/named_days.csv names in a year; None where it names none.

    >>> named_day("11 Thu 4", 1999), named_day("04-02", 2025), named_day("lunar 0", 2025)
    (datetime.date(1999, 11, 25), datetime.date(2025, 4, 2), datetime.date(2025, 1, 29))
    """
    first, *rest = rule.split()
    if not rest:
        if len(rule) == 10:
            return date.fromisoformat(rule)
        return cal.day_in_year(year, int(rule[:2]), int(rule[3:]))
    if first in ("easter", "lunar"):
        feast = cal.easter(year) if first == "easter" else _lunar_new_years().get(year)
        return feast + timedelta(int(rest[0])) if feast else None
    month, weekday, nth = int(first), WEEKDAY[rest[0].lower()], int(rest[1])
    if nth > 0:
        opening = date(year, month, 1)
        found = opening + timedelta((weekday - opening.weekday()) % 7 + 7 * (nth - 1))
    else:
        closing = date(year, month, cal.month_length(year, month))
        found = closing - timedelta((closing.weekday() - weekday) % 7)
    return found + timedelta(int(rest[2]) if len(rest) > 2 else 0)


def read_named_day(r: DatedText, i: int, j: int) -> Mention | None:
    """A day with a name of its own, in the year nearest to the DCT."""
    start = r.starts[j - 1]
    named = _named_days().get(r.words[j - 1].title(), ())
    name, rule = next((pair for pair in named if _stands_at(r.text, start, pair[0])), ("", ""))
    if not name:
        return None
    while j < len(r.starts) and r.starts[j] < start + len(name):
        j += 1
    tail = 1 if r.kind(j) == "year" else 2 if r.reads("comma year", j) or r.reads("of year", j) else 0
    years = [int(r.words[j + tail - 1])] if tail else [r.dct.year - 1, r.dct.year, r.dct.year + 1]
    options = [d for y in years if (d := named_day(rule, y))]
    day = _nearest(_as_told(r, i, j, options, bool(tail)), r.dct)
    week = r.word(j) == "week"
    return period(i, j + tail + week, "week" if week else "day", day, "named-day") if day else None


def _as_told(r: DatedText, i: int, j: int, options: list[date], year_told: bool) -> list[date]:
    """The days that "last" or "next" leaves, or the tense where the nearest is far."""
    last, ahead = r.kind(i) in LAST_OR_PAST, r.kind(i) in NEXT_OR_COMING
    nearest = _nearest(options, r.dct)
    far = nearest is not None and not year_told and abs((nearest - r.dct).days) > 120
    tense = r.tense(i, j) if far else ""
    if last or tense == "past":
        return [d for d in options if d < r.dct][-1:] or ([] if last else options)
    if ahead or tense == "future":
        return [d for d in options if d > r.dct][:1] or ([] if ahead else options)
    return options


def _nearest(options: Sequence[date], dct: date) -> date | None:
    return min(options, key=lambda d: (abs((d - dct).days), d), default=None)


def _stands_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text[start:end].replace("’", "'") in (name, name.upper()) and not text[end : end + 1].isalnum()
