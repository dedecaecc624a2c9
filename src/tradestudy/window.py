"""The tables of a window of days, as they were known on a day.

A window selects rows and computes nothing: whatever a table says of an event reads the same in every window. Only
another day of knowledge makes another chronology: with `as_of` all of it is built again from what had been published by
then, then selected.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from tradestudy import chronology, tables
from tradestudy.coding import PER_ARTICLE
from tradestudy.store import read_tables

BY_ARTICLE = (*PER_ARTICLE, "statements", "slips")  # kept where their article is
BY_EVENT = ("evidence", "outcomes")  # kept where their event is


class Window(Mapping[str, pd.DataFrame]):
    """The tables of a window, as attributes and as items.

    Attributes
    ----------
    start, end, as_of : str
        ISO days as asked for; empty where none was.
    corpus : Mapping of str to pandas.DataFrame
        The tables that the window was selected from. Evidence may come from articles published outside the window: they
        stand here.

    Examples
    --------
    >>> window = load_window("2025-05-12", "2025-05-12")
    >>> len(window.articles) == len(window["articles"]) > 0
    True
    """

    def __init__(
        self, selected: Mapping[str, pd.DataFrame], corpus: Mapping[str, pd.DataFrame], start: str, end: str, as_of: str
    ) -> None:
        self._tables = dict(selected)
        self.corpus, self.start, self.end, self.as_of = corpus, start, end, as_of

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._tables:
            raise AttributeError(f"no table {name!r}: expected one of {', '.join(self.__dict__.get('_tables', ()))}")
        return self._tables[name]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._tables})

    def __repr__(self) -> str:
        known = f", as known on {self.as_of}" if self.as_of else ""
        days = f"{self.start or 'the first day'} to {self.end or 'the last day'}{known}"
        return f"Window of {days}: {len(self['articles'])} articles, {len(self['events'])} events"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{name}</td><td>{len(frame):,}</td></tr>" for name, frame in self.items())
        return f"<p><b>{html.escape(repr(self))}</b></p><table><tr><th>table</th><th>rows</th></tr>{rows}</table>"


def load_window(
    start: str | date = "", end: str | date = "", as_of: str | date = "", data_dir: str | Path | None = None
) -> Window:
    """Load all tables, narrowed to a window of days, as they were known on a day.

    Parameters
    ----------
    start, end : str or datetime.date
        Days, inclusive; empty for the corpus's own first and last day. Articles, and what was found in them, are kept
        by their day of publication; events and reference rows by the days on which they happened; evidence and outcomes
        with their event, disputes with either of theirs.
    as_of : str or datetime.date
        Nothing published later is seen, and the chronology is built again from what is left. Of the hand-coded tables
        those rows are left whose day had come or of which a source had told by then.
    data_dir : path, optional
        As for :func:`tradestudy.load`.

    Returns
    -------
    Window
        The tables of :func:`tradestudy.load`, dates as datetimes. A window without articles gives empty tables.

    Raises
    ------
    WrongDates
        If a date is no day of the calendar, or the window ends before it starts or starts after `as_of`.

    Examples
    --------
    >>> load_window("2025-05-12", "2025-05-12").articles["published"].dt.date.drop_duplicates().tolist()
    [datetime.date(2025, 5, 12)]
    """
    start, end, as_of = check_dates(start, end, as_of)
    corpus = read_tables(data_dir)
    if as_of:
        corpus = known_on(corpus, as_of)
    kept, whole = (
        {name: tables.with_datetimes(name, frame) for name, frame in found.items()}
        for found in (select(corpus, start, end), corpus)
    )
    return Window(kept, whole, start, end, as_of)


def known_on(corpus: Mapping[str, pd.DataFrame], as_of: str) -> dict[str, pd.DataFrame]:
    """The tables of a corpus as they were known on a day.

    The chronology is built again from what had been published by then.
    """
    known = dict(corpus)
    known["articles"] = _rows(corpus["articles"], corpus["articles"]["published"] <= as_of)
    for name in PER_ARTICLE:
        known[name] = _rows(corpus[name], corpus[name]["article_id"].isin(known["articles"]["article_id"]))
    known |= chronology.chronicle(known)
    for name, column in (("reference_events", "date"), ("tariffs", "date_effective")):
        known[name] = _known_by(corpus[name], column, as_of)
    return known


def select(corpus: Mapping[str, pd.DataFrame], start: str, end: str) -> dict[str, pd.DataFrame]:
    """The rows of every table that belong to a window of days."""
    first, final = start or "0000", end or "9999"
    kept = dict(corpus)
    kept["articles"] = _rows(corpus["articles"], corpus["articles"]["published"].between(first, final))
    for name in BY_ARTICLE:
        kept[name] = _rows(corpus[name], corpus[name]["article_id"].isin(kept["articles"]["article_id"]))
    for name in ("events", "reference_events"):
        kept[name] = _rows(corpus[name], (corpus[name]["last"] >= first) & (corpus[name]["date"] <= final))
    here = kept["events"]["event_id"]
    for name in BY_EVENT:
        kept[name] = _rows(corpus[name], corpus[name]["event_id"].isin(here))
    pairs = corpus["disputes"]
    kept["disputes"] = _rows(pairs, pairs["event_id"].isin(here) | pairs["other_event_id"].isin(here))
    return kept


def _rows(frame: pd.DataFrame, wanted: pd.Series) -> pd.DataFrame:
    return frame[wanted].reset_index(drop=True)


def _known_by(rows: pd.DataFrame, column: str, as_of: str) -> pd.DataFrame:
    """Keep hand-coded rows of days up to `as_of`, and of later days those of which a source had told by then."""
    told = rows[[f"source_{n}_published" for n in (1, 2)]]
    return _rows(rows, (rows[column] <= as_of) | told.where(told != "", "9999").min(axis=1).le(as_of))


class WrongDates(ValueError):
    """The days of a window cannot be: the message says why, in the same words wherever they are given."""


def check_dates(start: str | date, end: str | date, as_of: str | date) -> tuple[str, str, str]:
    """Return the days of a window as ISO days, empty where none is given.

    Raises
    ------
    WrongDates
        If one is no day of the calendar, or they are in the wrong order.

    Examples
    --------
    >>> check_dates("2025-06-30", "2025-06-01", "")
    Traceback (most recent call last):
    ...
    tradestudy.window.WrongDates: start 2025-06-30 is after end 2025-06-01: swap them
    """
    start, end, as_of = (check_day(name, day) for name, day in (("start", start), ("end", end), ("as_of", as_of)))
    if start and end and start > end:
        raise WrongDates(f"start {start} is after end {end}: swap them")
    if start and as_of and as_of < start:
        raise WrongDates(f"as_of {as_of} is before start {start}: nothing of the window was known then")
    return start, end, as_of


def check_day(name: str, day: str | date) -> str:
    """Return a day as an ISO day; an empty one unchanged.

    Examples
    --------
    >>> check_day("start", "2025-02-31")
    Traceback (most recent call last):
    ...
    tradestudy.window.WrongDates: start: expected a day as YYYY-MM-DD that exists; found '2025-02-31'
    """
    written = day.isoformat()[:10] if isinstance(day, date) else day
    try:
        if not written or date.fromisoformat(written).isoformat() == written:
            return written or ""
    except (TypeError, ValueError):
        pass
    raise WrongDates(f"{name}: expected a day as YYYY-MM-DD that exists; found {day!r}")
