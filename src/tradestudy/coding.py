"""One article through all rooms that code its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from tradestudy import tables

PER_ARTICLE = ("sentences", "timexes", "issue_mentions", "actor_mentions", "quotes")


def study_articles(rows: Iterable[Mapping[str, str]]) -> dict[str, pd.DataFrame]:
    """Code articles: sentences, time expressions, issues, actors and quotations.

    Parameters
    ----------
    rows : iterable of mapping
        Articles with at least article_id, published and text.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables named in :data:`PER_ARTICLE`, rows in the order of `rows`.
    """
    from tradestudy import actors, issues, quotes, sentences, timex

    found: dict[str, list[pd.DataFrame]] = {name: [] for name in PER_ARTICLE}
    for row in rows:
        text, article_id = row["text"], row["article_id"]
        split = sentences.split(text, article_id=article_id)
        people = actors.find_actors(text, sentences=split, article_id=article_id)
        found["sentences"].append(split)
        found["timexes"].append(timex.find_timexes(text, row["published"], sentences=split, article_id=article_id))
        found["issue_mentions"].append(issues.find_issues(text, sentences=split, article_id=article_id))
        found["actor_mentions"].append(people)
        found["quotes"].append(quotes.find_quotes(text, sentences=split, actors=people, article_id=article_id))
    return {name: concat(name, frames) for name, frames in found.items()}


def concat(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else tables.frame(name)
