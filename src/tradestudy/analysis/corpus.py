"""What the corpus holds and where it is silent (notebook 01): counts of articles by time, publisher and country."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from tradestudy.analysis.display import tabulate
from tradestudy.tables import DAY


def count_periods(articles: pd.DataFrame, freq: str = "W") -> pd.DataFrame:
    """Count articles and publishers per week or month of publication; silent periods are rows with 0.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id, publisher, published, duplicate_of, n_words.
    freq : {"W", "M"}
        Weeks from Monday to Sunday, or calendar months.

    Returns
    -------
    pandas.DataFrame
        One row per period: week or month (its first day), n_articles, n_publishers, n_words, n_duplicates.

    Examples
    --------
    >>> rows = [("a", "X", "2025-05-12", "", 100), ("b", "Y", "2025-05-28", "", 50)]
    >>> articles = pd.DataFrame(rows, columns=["article_id", "publisher", "published", "duplicate_of", "n_words"])
    >>> count_periods(articles)[["week", "n_articles"]].astype(str).values.tolist()
    [['2025-05-12', '1'], ['2025-05-19', '0'], ['2025-05-26', '1']]
    """
    name = "week" if freq == "W" else "month"
    columns = {name: DAY} | dict.fromkeys(["n_articles", "n_publishers", "n_words", "n_duplicates"], "int64")
    if articles.empty:
        return tabulate([], columns)
    period = pd.PeriodIndex(pd.to_datetime(articles["published"]), freq=freq)
    every = pd.period_range(period.min(), period.max(), freq=freq)
    grouped = articles.assign(is_copy=articles["duplicate_of"] != "").groupby(period)
    counts = pd.DataFrame(
        {
            "n_articles": grouped.size(),
            "n_publishers": grouped["publisher"].nunique(),
            "n_words": grouped["n_words"].sum(),
            "n_duplicates": grouped["is_copy"].sum(),
        }
    ).reindex(every, fill_value=0)
    counts.insert(0, name, every.start_time)
    return tabulate(counts.reset_index(drop=True), columns)


def find_gaps(articles: pd.DataFrame, days: int = 7) -> pd.DataFrame:
    """List the stretches of `days` days or more in which nothing in the corpus was published, longest first.

    Returns
    -------
    pandas.DataFrame
        One row per gap: first, last (silent days, inclusive), days.

    Examples
    --------
    >>> find_gaps(pd.DataFrame({"published": ["2025-05-12", "2025-05-28"]})).astype(str).values.tolist()
    [['2025-05-13', '2025-05-27', '15']]
    """
    published = pd.to_datetime(articles["published"]).drop_duplicates().sort_values().tolist()
    silent = [((after - before).days - 1, before, after) for before, after in pairwise(published)]
    day = pd.Timedelta(days=1)
    rows = [(before + day, after - day, length) for length, before, after in silent if length >= days]
    gaps = tabulate(rows, {"first": DAY, "last": DAY, "days": "int64"})
    return gaps.sort_values(["days", "first"], ascending=[False, True], ignore_index=True)


def count_publishers(articles: pd.DataFrame, publishers: pd.DataFrame) -> pd.DataFrame:
    """Count articles per publisher, with its country and its first and last day, busiest first.

    Returns
    -------
    pandas.DataFrame
        One row per publisher: publisher, country ("" where unknown), n_articles, n_words, first, last.
    """
    told = {"n_articles": ("article_id", "size"), "n_words": ("n_words", "sum")}
    told |= {"first": ("published", "min"), "last": ("published", "max")}
    counts = articles.groupby("publisher", as_index=False).agg(**told)
    country = publishers.set_index("publisher")["country"]
    counts.insert(1, "country", counts["publisher"].map(country).fillna(""))
    return counts.sort_values(["n_articles", "publisher"], ascending=[False, True], ignore_index=True)


def count_countries(articles: pd.DataFrame, publishers: pd.DataFrame) -> pd.DataFrame:
    """Count articles and publishers per country of the publisher, busiest first.

    Returns
    -------
    pandas.DataFrame
        One row per country: country ("not known" where it is), n_articles, n_publishers, share (of articles, 0 to 1).
    """
    counts = count_publishers(articles, publishers)
    told = {"n_articles": ("n_articles", "sum"), "n_publishers": ("publisher", "size")}
    result = counts.replace({"country": {"": "not known"}}).groupby("country", as_index=False).agg(**told)
    result["share"] = result["n_articles"] / max(len(articles), 1)
    return result.sort_values(["n_articles", "country"], ascending=[False, True], ignore_index=True)


def summarise_lengths(articles: pd.DataFrame) -> pd.DataFrame:
    """Summarise article lengths by format, rights and language.

    Returns
    -------
    pandas.DataFrame
        One row per combination: format, rights, language, n_articles, and the shortest, median and longest text in
        words.
    """
    grouped = articles.groupby(["format", "rights", "language"])["n_words"]
    columns = {"n_articles": "size", "shortest": "min", "median": "median", "longest": "max"}
    return grouped.agg(**columns).reset_index().astype(dict.fromkeys(columns, "int64"))
