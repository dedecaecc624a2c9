"""Weekdays that do not fit the date they stand with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from tradestudy import tables, timex
from tradestudy.chronology.days import iso_day
from tradestudy.tables import iter_rows

_WEEKDAYS = [
    word.title() for word, _ in sorted(timex.WEEKDAY.items(), key=lambda item: item[1]) if word.endswith("day")
]
_WEEKDAY = rf"({'|'.join(_WEEKDAYS)})"
_MONTH = rf"({'|'.join(sorted({month[:3].title() for month in timex.MONTH}))})[a-z]{{0,6}}\.?"
_NUMBER = r"(\d{1,2})"
_YEAR = r"(\d{4})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WEEKDAY_DATE = re.compile(
    rf"\b{_WEEKDAY},?\s+\(?(?:the\s+)?(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}{_ORDINAL}\s+(?:of\s+)?{_MONTH})"
    rf"\b(?!:){_ORDINAL}(?:,?\s+{_YEAR}\b)?"
)
_DATE_WEEKDAY = re.compile(rf"\b{_MONTH}\s+{_NUMBER}{_ORDINAL}(?:,\s+{_YEAR})?,?\s+\(?(?:a\s+)?{_WEEKDAY}\)")


def find_slips(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find weekdays that do not fit the date they stand with.

    Returns
    -------
    pandas.DataFrame
        The table slips: one row per slip, the date in the year written or the one that brings it nearest to the
        publication.

    Examples
    --------
    >>> from tradestudy import sentences
    >>> text = "The order was signed on Tuesday, August 11."
    >>> reports = pd.DataFrame({"article_id": ["a"], "published": ["2025-08-12"], "text": [text]})
    >>> slips = find_slips(reports, sentences.split(text, article_id="a"))
    >>> slips[["weekday", "date", "calendar_weekday"]].values.tolist()
    [['Tuesday', '2025-08-11', 'Monday']]
    """
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    rows: dict[tuple, None] = {}  # a slip that a sentence makes twice is one
    for article_id, sentence_id, text in iter_rows(sentences, "article_id", "sentence_id", "text"):
        for words, weekday, month, number, year in _pairs(text) if article_id in published else ():
            day = _nearest(month, int(number), year, published[article_id])
            if day and _WEEKDAYS[day.weekday()] != weekday:
                rows[article_id, sentence_id, words, weekday, day.isoformat(), _WEEKDAYS[day.weekday()]] = None
    return tables.frame("slips", rows)


def _pairs(text: str) -> Iterator[tuple]:
    """Words, weekday, month, number and year of each weekday with its date, in order."""
    found = [(m.start(), m[0], m[1], m[2] or m[5], m[3] or m[4], m[6]) for m in _WEEKDAY_DATE.finditer(text)]
    found += [(m.start(), m[0], m[4], m[1], m[2], m[3]) for m in _DATE_WEEKDAY.finditer(text)]
    for _, *pair in sorted(found, key=lambda entry: entry[0]):
        yield tuple(pair)


def _nearest(month: str, number: int, year: str | None, published: str) -> date | None:
    here = date.fromisoformat(published)
    years = [int(year)] if year else (here.year - 1, here.year, here.year + 1)
    days = [day for y in years if (day := timex.day_in_year(y, timex.MONTH[month.lower()], number))]
    return min(days, key=lambda day: (abs((day - here).days), day), default=None)
