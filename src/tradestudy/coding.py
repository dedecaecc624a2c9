"""One article through all rooms that code its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from tradestudy import tables

PER_ARTICLE = ("sentences", "timexes", "issue_mentions", "actor_mentions", "quotes")
Coded = dict[str, list[Any]]  # the name of a table -> its rows


class NotCoded(RuntimeError):
    """The text of an article could not be coded; the message says which step failed and on what."""


def code_article(article: Mapping[str, str]) -> Coded:
    """Code one article: the rows of the tables named in :data:`PER_ARTICLE`.

    Raises
    ------
    NotCoded
        If one of the steps fails on this text.
    """
    from tradestudy import actors, issues, quotes, sentences, timex  # a window needs the names of the tables only

    text, article_id = article["text"], article["article_id"]
    rows: Coded = {}
    starts: list[int] = []
    steps = {
        "sentences": lambda: sentences.iter_sentences(text, article_id=article_id),
        "timexes": lambda: timex.iter_timexes(
            text, article["published"], sentence_starts=starts, article_id=article_id
        ),
        "issue_mentions": lambda: issues.iter_issues(text, sentence_starts=starts, article_id=article_id),
        "actor_mentions": lambda: actors.iter_actors(
            text, article["published"], sentence_starts=starts, article_id=article_id
        ),
        "quotes": lambda: quotes.iter_quotes(text, rows["sentences"], rows["actor_mentions"], article_id=article_id),
    }
    for name in PER_ARTICLE:
        try:
            rows[name] = list(steps[name]())
        except Exception as error:  # whatever it is, the other articles are not to be lost by it
            raise NotCoded(f"{name}: {type(error).__name__}: {error}") from error
        starts = starts or [sentence.start for sentence in rows["sentences"]]
    return rows


def to_frames(coded: Iterable[Coded]) -> dict[str, pd.DataFrame]:
    """Join the rows of articles into the tables named in :data:`PER_ARTICLE`."""
    coded = list(coded)
    return {name: tables.frame(name, [row for rows in coded for row in rows[name]]) for name in PER_ARTICLE}


def study_articles(articles: Iterable[Mapping[str, str]]) -> dict[str, pd.DataFrame]:
    """Code articles: sentences, time expressions, issues, actors and quotations.

    Parameters
    ----------
    articles : iterable of mapping
        Articles with at least article_id, published and text.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables named in :data:`PER_ARTICLE`, rows in the order of `articles`.

    Raises
    ------
    NotCoded
        If one of the steps fails on an article.
    """
    return to_frames(map(code_article, articles))
