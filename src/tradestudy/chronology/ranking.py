"""Which days matter: a ranked table of days for any corpus of dated texts.

A day counts by the articles that name it, not by how often they do. docs/chronology.md says what else was tried, on
which timelines it is measured, and what it missed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from tradestudy import sentences as segmentation, timex
from tradestudy.chronology.days import iso_day
from tradestudy.tables import iter_rows, with_iso_days

LEDE = 3  # sentences that open an article
COLUMNS = ["rank", "date", "score", "n_articles", "n_lede", "n_ahead", "n_published"]


class DayMention(NamedTuple):
    """A sentence of an article that names a day."""

    article_id: str
    day: str
    sentence_id: int
    text: str


def rank_dates(
    articles: pd.DataFrame,
    start: str | date | None = None,
    end: str | date | None = None,
    keywords: Sequence[str] | None = None,
    *,
    sentences: pd.DataFrame | None = None,
    timexes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rank the days that a corpus reports on, by the articles that name them.

    Of two days that as many articles name, the one that more of them name within their first three sentences comes
    first; then the one on which more was published; then the earlier one.

    Parameters
    ----------
    articles : pandas.DataFrame
        One row per article; needs article_id, published (ISO date) and text. Rows with a duplicate_of are left out.
    start, end : str or datetime.date, optional
        First and last day to rank, inclusive. All articles given are read, also those published outside.
    keywords : sequence of str, optional
        Words or phrases, in any case. Articles with none of them are left out, and an article counts half for a day
        that it names only in sentences without one.
    sentences, timexes : pandas.DataFrame, optional
        Tables made before from these articles, to save the time of making them again.

    Returns
    -------
    pandas.DataFrame
        One row per day, best first: rank (from 1), date, score (n_articles; with keywords, what these leave of it),
        n_articles (that name the day), n_lede (of these, within their first three sentences), n_ahead (of these,
        published before it), n_published (articles of that day).

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a date is not an ISO date, or the days are in the wrong order.

    Notes
    -----
    A day that was only announced stands among the others, and may come before one that was reported: it is one whose
    n_ahead equals its n_articles. The count is the "date mentions" baseline of Gholipour Ghalandari and Ifrim (ACL
    2020, "Examining the state-of-the-art in news timeline summarization").

    Examples
    --------
    >>> reports = pd.DataFrame({
    ...     "article_id": ["a", "b", "c"],
    ...     "published": ["2025-05-12", "2025-05-13", "2025-06-10"],
    ...     "text": ["The truce was signed on Monday.", "The truce signed on Monday cuts tariffs.",
    ...              "The truce of May 12 holds. Talks began on Monday and go on until June 11."]})
    >>> rank_dates(reports)[["rank", "date", "n_articles", "n_ahead"]].head(3).values.tolist()
    [[1, '2025-05-12', 3, 0], [2, '2025-06-09', 1, 0], [3, '2025-06-11', 1, 1]]
    """
    sought = _keyword_pattern(keywords)
    used = _usable(articles)
    if sought is not None:
        used = used[used["text"].map(lambda text: bool(sought.search(text))).astype(bool)]
    published = dict(zip(used["article_id"], used["published"], strict=True))
    first, last = iso_day(start) if start else "", iso_day(end) if end else "9999"
    if first > last:
        raise ValueError(f"start {first} is after end {last}: swap them")
    named: defaultdict[str, defaultdict[str, list[DayMention]]] = defaultdict(lambda: defaultdict(list))
    for mention in iter_day_mentions(used, sentences, timexes):
        if first <= mention.day <= last:
            named[mention.day][mention.article_id].append(mention)
    on_day = Counter(day for day in published.values() if first <= day <= last)
    rows = []
    for day in sorted({*named, *on_day}):
        by_article = named[day]
        score = sum(1.0 if _holds(sought, mentions) else 0.5 for mentions in by_article.values())
        lede = sum(any(m.sentence_id < LEDE for m in mentions) for mentions in by_article.values())
        ahead = sum(published[article_id] < day for article_id in by_article)
        rows.append((day, score, len(by_article), lede, ahead, on_day[day]))
    rows.sort(key=lambda row: (-row[1], -row[3], -row[5], row[0]))
    return pd.DataFrame([(rank, *row) for rank, row in enumerate(rows, 1)], columns=COLUMNS).astype(
        {"date": "str", "score": "float64"}
    )


def _holds(sought: re.Pattern[str] | None, mentions: Iterable[DayMention]) -> bool:
    return sought is None or any(sought.search(mention.text) for mention in mentions)


def simple_counts(days: pd.DataFrame) -> dict[str, list[str]]:
    """Two rankings of days by counting, made from a table of :func:`rank_dates`: its own, and that by publication."""
    by_published = days.sort_values(["n_published", "date"], ascending=[False, True])
    return {
        "articles that mention the day": list(days["date"]),
        "articles published that day": list(by_published["date"]),
    }


def iter_day_mentions(
    articles: pd.DataFrame, sentences: pd.DataFrame | None = None, timexes: pd.DataFrame | None = None
) -> Iterator[DayMention]:
    """Give a mention for every expression that names exactly one day."""
    given = sentences is not None and timexes is not None
    for kind, first, last, *where in _join(articles, sentences, timexes) if given else _read(articles):
        if kind in ("DATE", "TIME") and first and first == last:
            article_id, sentence_id, text = where
            yield DayMention(article_id, first, sentence_id, text)


def _join(articles: pd.DataFrame, sentences: pd.DataFrame, timexes: pd.DataFrame) -> Iterator[tuple]:
    wanted = set(articles["article_id"])
    text_of = {row[:2]: row[2] for row in iter_rows(sentences, "article_id", "sentence_id", "text")}
    for a, s, *dated in iter_rows(with_iso_days(timexes), "article_id", "sentence_id", "type", "first", "last"):
        if a in wanted and (a, s) in text_of:
            yield *dated, a, s, text_of[a, s]


def _read(articles: pd.DataFrame) -> Iterator[tuple]:
    for article_id, published, text in iter_rows(articles, "article_id", "published", "text"):
        split = segmentation.split(text)
        starts, texts = split["start"].tolist(), split["text"].tolist()
        for found in timex.iter_timexes(text, published, sentence_starts=starts):
            yield found.type, found.first, found.last, article_id, found.sentence_id, texts[found.sentence_id]


def _usable(articles: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in ("article_id", "published", "text") if name not in articles.columns]
    if missing:
        raise KeyError(f"articles: expected the columns article_id, published, text; missing: {', '.join(missing)}")
    used = articles[articles["duplicate_of"].fillna("") == ""] if "duplicate_of" in articles.columns else articles
    return used.assign(published=[iso_day(day) for day in used["published"]])


def _keyword_pattern(keywords: Sequence[str] | None) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in ([keywords] if isinstance(keywords, str) else keywords or []) if word.strip()]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None
