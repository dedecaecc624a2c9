"""Which days matter: a ranked table of days for any corpus of dated texts.

A day scores by the articles that name it, not by how often they do. Four things are weighed, each visible in a column:
how far apart in time the article and the day are, how well the sentences that name the day agree in their words, and
how many articles came after the day and so could have named it. The method is described and measured in
docs/chronology.md; the two simple counts it is measured against are columns too.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from tradestudy import sentences as segmentation, timex
from tradestudy.chronology.days import days_between, iso_day
from tradestudy.chronology.likeness import agreement, content_words, resultant, vector, word_weights
from tradestudy.tables import iter_rows, with_iso_days


class Weights(NamedTuple):
    """The numbers of the day score; benchmarks/timeline17_weights.py measures them."""

    late: float = 1.25  # a report published late_days or more after the day (or before it) counts so many times
    late_days: int = 7
    ahead: float = 0.25  # a report published before the day counts so many times
    window: int = 120  # articles published within so many days from the day on could have named it
    floor: float = 0.1  # any day counts as one that so many times the mean of later articles could have named


WEIGHTS = Weights()
COLUMNS = ["rank", "date", "score", "n_articles", "n_late", "n_ahead", "agreement", "n_after", "n_published"]


def lag_weight(lag: int, weights: Weights = WEIGHTS) -> float:
    """Weight of a report published `lag` days after the day it names (negative: before)."""
    return (weights.late if abs(lag) >= weights.late_days else 1.0) * (weights.ahead if lag < 0 else 1.0)


class Exposure:
    """How many articles appeared from a day on, and so could have named it."""

    def __init__(self, published: Iterable[str], weights: Weights = WEIGHTS) -> None:
        self.ordinals = sorted(date.fromisoformat(day).toordinal() for day in published)
        self.weights = weights

    def count(self, day: str) -> int:
        """Articles published within the window that opens on `day`, or on the first article's day if that is later."""
        if not self.ordinals:
            return 0
        first = max(date.fromisoformat(day).toordinal(), self.ordinals[0])
        return bisect_right(self.ordinals, first + self.weights.window) - bisect_left(self.ordinals, first)

    @cached_property
    def mean(self) -> float:
        """Articles that could have named the day on which an article appeared, on average over the articles."""
        counts = Counter(self.ordinals)
        total = sum(n * self.count(date.fromordinal(day).isoformat()) for day, n in counts.items())
        return total / len(self.ordinals) if self.ordinals else 0.0

    def divisor(self, day: str, floor: float | None = None) -> float:
        """The divisor of a day's score: 1 for a day with as many later articles as the mean, less for one with fewer.

        The higher the floor, the less it helps a day that few articles could have named: at 0.1 the divisor is never
        below 0.3, at 1 never below 0.71.
        """
        floor = self.weights.floor if floor is None else floor
        return math.sqrt((floor * self.mean + self.count(day)) / ((1 + floor) * self.mean)) if self.mean else 1.0


def rank_dates(
    articles: pd.DataFrame,
    start: str | date | None = None,
    end: str | date | None = None,
    keywords: Sequence[str] | None = None,
    *,
    sentences: pd.DataFrame | None = None,
    timexes: pd.DataFrame | None = None,
    weights: Weights = WEIGHTS,
) -> pd.DataFrame:
    """Rank the days that a corpus reports on.

    The score of a day is ``|sum of w(a) v(a)| / sqrt((0.1 mean + n_after) / (1.1 mean))`` over the articles *a* that
    name it, `mean` being the mean of n_after over the articles. ``v(a)`` is the unit vector of the words in the
    sentences of *a* that name the day, rare words weighing more; ``w(a)`` is 1, or 1.25 a week or more after the day,
    and a quarter of that before it. Days named by no article follow, by articles published on them.

    Parameters
    ----------
    articles : pandas.DataFrame
        One row per article; needs article_id, published (ISO date) and text. Rows with a duplicate_of are left out.
    start, end : str or datetime.date, optional
        First and last day to rank, inclusive. All articles given are read, also those published outside.
    keywords : sequence of str, optional
        Words or phrases, in any case. Articles with none of them are left out, and a day named in a sentence without
        one counts half.
    sentences, timexes : pandas.DataFrame, optional
        Tables made before from these articles, to save the time of making them again.
    weights : Weights
        The numbers of the score.

    Returns
    -------
    pandas.DataFrame
        One row per day, best first: rank (from 1), date, score, n_articles (that name the day), n_late (of these,
        published a week or more after it), n_ahead (of these, published before it), agreement (0 to 1: how far the
        sentences share their words), n_after (articles published on the day or within 120 days after), n_published
        (that day).

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a date is not an ISO date, or the days are in the wrong order.

    Notes
    -----
    Counting articles that mention a day is the baseline of Gholipour Ghalandari and Ifrim (ACL 2020, "Examining the
    state-of-the-art in news timeline summarization"); sort by n_articles and n_published for it.

    Examples
    --------
    >>> reports = pd.DataFrame({
    ...     "article_id": ["a", "b", "c"],
    ...     "published": ["2025-05-12", "2025-05-13", "2025-06-10"],
    ...     "text": ["The truce was signed on Monday.", "The truce signed on Monday cuts tariffs.",
    ...              "The truce of May 12 holds. Talks began on Monday."]})
    >>> rank_dates(reports)[["rank", "date", "n_articles", "n_late"]].head(2).values.tolist()
    [[1, '2025-05-12', 3, 1], [2, '2025-06-09', 1, 0]]
    """
    sought = _keyword_pattern(keywords)
    used = _usable(articles)
    if sought is not None:
        used = used[used["text"].map(lambda text: bool(sought.search(text))).astype(bool)]
    published = dict(zip(used["article_id"], used["published"], strict=True))
    first, last = iso_day(start) if start else "", iso_day(end) if end else "9999"
    if first > last:
        raise ValueError(f"start {first} is after end {last}: swap them")
    mentions = iter_day_mentions(used, sentences, timexes)
    named = _words_by_day(((a, day, text) for a, day, text in mentions if first <= day <= last), sought)
    rarity = word_weights(words for by_article in named.values() for words, _ in by_article.values())
    exposure = Exposure(published.values(), weights)
    on_day = Counter(day for day in published.values() if first <= day <= last)
    rows = []
    for day in sorted({*named, *on_day}):
        weighted, lags = [], []
        for article_id, (words, hit) in sorted(named.get(day, {}).items()):
            lags.append(days_between(day, published[article_id]))
            weighted.append((lag_weight(lags[-1], weights) * (1.0 if hit else 0.5), vector(words, rarity)))
        late, ahead = sum(lag >= weights.late_days for lag in lags), sum(lag < 0 for lag in lags)
        counts = (len(lags), late, ahead, agreement(weighted), exposure.count(day), on_day[day])
        rows.append((day, resultant(weighted) / exposure.divisor(day), *counts))
    rows.sort(key=lambda row: (-round(row[1], 9), -row[-1], row[0]))
    return pd.DataFrame([(rank, *row) for rank, row in enumerate(rows, 1)], columns=COLUMNS).astype(
        {"date": "str", "score": "float64", "agreement": "float64"}
    )


def _words_by_day(
    mentions: Iterable[tuple[str, str, str]], sought: re.Pattern[str] | None
) -> dict[str, dict[str, tuple[set[str], bool]]]:
    """By day and article: the words of the sentences that name the day, and whether one holds what is sought."""
    named: defaultdict[str, dict[str, tuple[set[str], bool]]] = defaultdict(dict)
    for article_id, day, text in mentions:
        words, found = named[day].get(article_id, (set(), sought is None))
        named[day][article_id] = (words | set(content_words(text)), found or bool(sought and sought.search(text)))
    return named


def simple_counts(days: pd.DataFrame) -> dict[str, list[str]]:
    """The two baselines as rankings of days, made from a table of :func:`rank_dates`."""
    by_mention = days.sort_values(["n_articles", "n_published", "date"], ascending=[False, False, True])
    by_published = days.sort_values(["n_published", "date"], ascending=[False, True])
    return {
        "articles that mention the day": list(by_mention["date"]),
        "articles published that day": list(by_published["date"]),
    }


def iter_day_mentions(
    articles: pd.DataFrame, sentences: pd.DataFrame | None = None, timexes: pd.DataFrame | None = None
) -> Iterator[tuple[str, str, str]]:
    """Give (article_id, day, sentence) for every expression that names exactly one day."""
    given = sentences is not None and timexes is not None
    for article_id, kind, first, last, text in _join(articles, sentences, timexes) if given else _read(articles):
        if kind in ("DATE", "TIME") and first and first == last:
            yield article_id, first, text


def _join(articles: pd.DataFrame, sentences: pd.DataFrame, timexes: pd.DataFrame) -> Iterator[tuple]:
    wanted = set(articles["article_id"])
    text_of = {row[:2]: row[2] for row in iter_rows(sentences, "article_id", "sentence_id", "text")}
    for a, s, *dated in iter_rows(with_iso_days(timexes), "article_id", "sentence_id", "type", "first", "last"):
        if a in wanted:
            yield a, *dated, text_of[a, s]


def _read(articles: pd.DataFrame) -> Iterator[tuple]:
    for article_id, published, text in iter_rows(articles, "article_id", "published", "text"):
        split = segmentation.split(text)
        starts, texts = split["start"].tolist(), split["text"].tolist()
        for found in timex.iter_timexes(text, published, sentence_starts=starts):
            yield article_id, found.type, found.first, found.last, texts[found.sentence_id]


def _usable(articles: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in ("article_id", "published", "text") if name not in articles.columns]
    if missing:
        raise KeyError(f"articles: expected the columns article_id, published, text; missing: {', '.join(missing)}")
    used = articles[articles["duplicate_of"] == ""] if "duplicate_of" in articles.columns else articles
    return used.assign(published=[iso_day(day) for day in used["published"]])


def _keyword_pattern(keywords: Sequence[str] | None) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in ([keywords] if isinstance(keywords, str) else keywords or []) if word.strip()]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None
