"""How far the tables can be trusted (notebook 05): rows accounted for, dates decided, quotations, sources."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tradestudy.analysis.display import tabulate


def count_rows(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the rows of every table.

    Returns
    -------
    pandas.DataFrame
        One row per table: table, rows, articles (how many different articles they come from; 0 for tables without
        articles).
    """
    rows = [
        (name, len(frame), frame["article_id"].nunique() if "article_id" in frame else 0)
        for name, frame in data.items()
    ]
    return tabulate(rows, {"table": "str", "rows": "int64", "articles": "int64"})


def count_dates(timexes: pd.DataFrame) -> pd.DataFrame:
    """Count time expressions by the rule that decided them.

    Returns
    -------
    pandas.DataFrame
        One row per rule: rule, n, share (of all), with_days (how many have a first and last day), one_day (how many
        name one single day), example (the first such expression).
    """
    has_days = pd.to_datetime(timexes["first"], errors="coerce").notna()
    rows = timexes.assign(with_days=has_days, one_day=timexes["granularity"] == "day").groupby("rule")
    counts = rows[["with_days", "one_day"]].sum().astype("int64")
    counts.insert(0, "n", rows.size().astype("int64"))
    counts.insert(1, "share", counts["n"] / max(len(timexes), 1))
    counts["example"] = rows["text"].first()
    return counts.reset_index().sort_values(["n", "rule"], ascending=[False, True], ignore_index=True)


def count_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Count quotations by kind.

    Returns
    -------
    pandas.DataFrame
        One row per kind: kind, n, n_unknown (the speaker is no person or body known by name), meaning.
    """
    kinds = {
        "direct": "words between marks",
        "indirect": "a reported statement without marks",
        "mixed": "a reported statement that holds marked words, which are rows of their own; notebook 04 leaves it out",
        "stance": "what somebody is told to want, plan, believe or feel; notebook 04 leaves it out",
    }
    rows = []
    for kind, meaning in kinds.items():
        own = quotes[quotes["kind"] == kind]
        rows.append((kind, len(own), int((own["actor_id"].fillna("") == "").sum()), meaning))
    return tabulate(rows, {"kind": "str", "n": "int64", "n_unknown": "int64", "meaning": "str"})


def count_sources(reference: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of the reference chronology by month, with how well they are sourced.

    Returns
    -------
    pandas.DataFrame
        One row per month: month (YYYY-MM), n, core, two_sources, with_digest, high, medium, low (confidence).
    """
    levels = {level: reference["confidence"] == level for level in ("high", "medium", "low")}
    rows = reference.assign(
        month=pd.to_datetime(reference["date"]).dt.strftime("%Y-%m"),
        n=1,
        core=reference["core"] == "yes",
        two_sources=reference["source_2_url"] != "",
        with_digest=reference["digests"] != "",
        **levels,
    )
    counted = ["n", "core", "two_sources", "with_digest", *levels]
    sums = rows.groupby("month")[counted].sum().reset_index()
    return tabulate(sums, {"month": "str"} | dict.fromkeys(counted, "int64"))
