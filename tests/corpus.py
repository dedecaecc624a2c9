"""A small corpus for tests: articles as tuples, to the tables made from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from tradestudy import chronology, sentences, timex


class Corpus(NamedTuple):
    """Articles with the tables made from them, in the order that build_events takes."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    timexes: pd.DataFrame


def corpus(*reports: tuple[str, ...]) -> Corpus:
    """Make the tables of reports given as (article_id, published, publisher, text[, duplicate_of])."""
    rows = [(*report, "")[:5] for report in reports]
    articles = pd.DataFrame(rows, columns=["article_id", "published", "publisher", "text", "duplicate_of"])
    split, dated = [sentences.split("")], [timex.find_timexes("", "2025-01-01")]
    for article_id, published, _, text, _ in rows:
        split.append(sentences.split(text, article_id=article_id))
        dated.append(timex.find_timexes(text, published, sentences=split[-1], article_id=article_id))
    return Corpus(articles, pd.concat(split, ignore_index=True), pd.concat(dated, ignore_index=True))


def shuffled(made: Corpus, order: Iterable[int]) -> Corpus:
    """The same corpus with its articles, and the rows of every table, in another order."""
    articles = made.articles.iloc[list(order)]
    return Corpus(articles, made.sentences.iloc[::-1], made.timexes.iloc[::-1])


def chronicle(*reports: tuple[str, ...], as_of: str | None = None) -> dict[str, pd.DataFrame]:
    """All tables of the chronology of reports given as for corpus."""
    return chronology.chronicle(corpus(*reports)._asdict(), as_of)
