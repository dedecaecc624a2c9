"""The tables of a window of days, as they were known on a day."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tradestudy.chronology import chronicle
from tradestudy.coding import PER_ARTICLE
from tradestudy.store import load


def load_window(
    start: str = "", end: str = "", as_of: str = "", data_dir: str | Path | None = None
) -> dict[str, pd.DataFrame]:
    """Load all tables, narrowed to a window of days, as they were known on a day.

    Parameters
    ----------
    start, end : str
        ISO days, inclusive; empty for the corpus's own first and last day. Articles, and what was found in them, are kept by
        their day of publication; events and reference rows by the days on which they happened.
    as_of : str
        ISO day: nothing published later is seen, and the chronology is rebuilt from what is left. Of the hand-coded tables those rows are
        left whose day had come or of which a source had told by then.
    data_dir : path, optional
        As for :func:`load`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables of :func:`load`. A window without articles, or one that ends before it starts, gives empty tables.

    Raises
    ------
    ValueError
        If a date is not an ISO day.

    Examples
    --------
    >>> sorted(set(load_window("2025-05-12", "2025-05-12")["articles"]["published"]))
    ['2025-05-12']
    """
    for label, day in (("start", start), ("end", end), ("as_of", as_of)):
        if day:
            check_day(label, day)
    data = load(data_dir=data_dir)
    assert isinstance(data, dict)
    if as_of:
        data["articles"] = data["articles"][data["articles"]["published"] <= as_of]
        for name in PER_ARTICLE:
            data[name] = data[name][data[name]["article_id"].isin(data["articles"]["article_id"])]
        data["events"], data["evidence"] = chronicle(data, as_of)
        data["reference_events"] = _known_by(data["reference_events"], "date", as_of)
        data["tariffs"] = _known_by(data["tariffs"], "date_effective", as_of)
    first, final = start or "0000", end or "9999"
    published = data["articles"]["published"]
    data["articles"] = data["articles"][(published >= first) & (published <= final)]
    for name in PER_ARTICLE:
        data[name] = data[name][data[name]["article_id"].isin(data["articles"]["article_id"])]
    for name in ("events", "reference_events"):
        data[name] = data[name][(data[name]["last"] >= first) & (data[name]["date"] <= final)]
    data["evidence"] = data["evidence"][data["evidence"]["event_id"].isin(data["events"]["event_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in data.items()}


def _known_by(rows: pd.DataFrame, column: str, as_of: str) -> pd.DataFrame:
    """Keep hand-coded rows of days up to `as_of`, and of later days those of which a source had told by then."""
    told = pd.concat(
        [rows[f"source_{n}_published"].where(rows[f"source_{n}_published"] != "", "9999") for n in (1, 2)], axis=1
    ).min(axis=1)
    return rows[(rows[column] <= as_of) | (told <= as_of)]


def check_day(label: str, day: str) -> str:
    """Return an ISO day unchanged.

    Raises
    ------
    ValueError
        If `day` is not a day of the calendar written YYYY-MM-DD.

    Examples
    --------
    >>> check_day("start", "2025-02-31")
    Traceback (most recent call last):
    ...
    ValueError: start: expected a day as YYYY-MM-DD that exists; found '2025-02-31'
    """
    from datetime import date

    try:
        if date.fromisoformat(day).isoformat() == day:
            return day
    except (TypeError, ValueError):
        pass
    raise ValueError(f"{label}: expected a day as YYYY-MM-DD that exists; found {day!r}")
