"""Tables in, smaller tables out: what the notebooks show, counted, joined and laid out for reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from tradestudy import chronology
from tradestudy.analysis import issues as measures


def rank_events(events: pd.DataFrame, top: int) -> pd.DataFrame:
    """Take the `top` events of highest score, in order of date."""
    ranked = events.sort_values(["score", "event_id"], ascending=[False, True]).head(top)
    return ranked.sort_values(["date", "event_id"]).reset_index(drop=True)


def take_rounds(reference: pd.DataFrame) -> pd.DataFrame:
    """Take the rounds of talks and the summits that were held, in order of date."""
    held = reference[reference["kind"].isin(["round", "summit"]) & (reference["status"] == "occurred")]
    return held.sort_values(["date", "event_id"])


def label_days(events: pd.DataFrame, reference: pd.DataFrame, labelled: int = 14) -> pd.DataFrame:
    """Prepare the days of a timeline: one mark per day, words for the `labelled` days of highest score.

    The words are the label of the reference row of that day, a core one where there is one; days without a reference row get
    the beginning of their headline.

    Returns
    -------
    pandas.DataFrame
        One row per day: date, status, n_publishers (of the day's most reported event), score (of all its events), label.
    """
    dated = events[events["granularity"].isin(["day", "range"])].sort_values("score", ascending=False, kind="stable")
    if len(reference):  # what reports recall from long before is background, not part of the story shown
        dated = dated[dated["date"] >= reference["date"].min()]
    grouped = dated.groupby("date", sort=True)
    days = pd.DataFrame(
        {
            "status": grouped["status"].max(),  # reported sorts after expected: one report that it happened is enough
            "n_publishers": grouped["n_publishers"].max(),
            "score": grouped["score"].sum(),
            "headline": grouped["headline"].first(),
        }
    ).reset_index()
    best = set(days.sort_values(["score", "date"], ascending=[False, True]).head(labelled)["date"])
    rows = reference.assign(n_digests=reference["digests"].str.count(";"))
    rows = rows.sort_values(["core", "n_digests"], ascending=False, kind="stable")
    known = dict(zip(rows["date"][::-1], rows["label"][::-1], strict=True))
    days["label"] = [
        known.get(date) or " ".join(headline.split()[:6]) + " …" if date in best else ""
        for date, headline in zip(days["date"], days["headline"], strict=True)
    ]
    return days.drop(columns="headline")


def corpus_of(data: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """The whole corpus that a window was selected from; tables that are no window are their own corpus."""
    return getattr(data, "corpus", data)


def _tellings(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every sentence with who published it and when: article_id, sentence_id, published, publisher, sentence, url."""
    corpus = corpus_of(data)
    articles = corpus["articles"][["article_id", "published", "publisher", "url"]]
    sentences = corpus["sentences"][["article_id", "sentence_id", "text"]]
    return sentences.rename(columns={"text": "sentence"}).merge(articles, on="article_id")


def list_evidence(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the evidence with who published the sentence and when, whether or not that was within the window.

    Returns
    -------
    pandas.DataFrame
        One row per sentence behind an event: event_id, published, publisher, sentence, expression (the words that date it), url;
        in order of publication within the event.
    """
    rows = data["evidence"].merge(_tellings(data), on=["article_id", "sentence_id"])
    dated = corpus_of(data)["timexes"][["article_id", "tid", "text"]].rename(columns={"text": "expression"})
    rows = rows.merge(dated, on=["article_id", "tid"], how="left").fillna({"expression": ""})
    columns = ["event_id", "published", "publisher", "sentence", "expression", "url"]
    ordered = rows.sort_values(["event_id", "published", "article_id", "sentence_id"])
    return ordered[columns].drop_duplicates().reset_index(drop=True)


def list_scores(events: pd.DataFrame) -> pd.DataFrame:
    """Lay out the parts of each event's score, best first: event_id, headline, score, weight, agreement, n_late, n_ahead, n_after, roles."""
    columns = "event_id headline score weight agreement n_late n_ahead n_after roles".split()
    return events.sort_values(["score", "event_id"], ascending=[False, True])[columns].reset_index(drop=True)


def list_disputes(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the pairs of events that reports date differently with their days and the sentences that stand for the two sides.

    Returns
    -------
    pandas.DataFrame
        One row per pair: event_id, date, n_publishers, publishers, sentence of the side with more publishers; the same of the other
        side, with ``other_`` before the name; likeness.
    """
    days = corpus_of(data)["events"][["event_id", "date"]]
    told = _tellings(data)[["article_id", "sentence_id", "sentence"]]
    rows = data["disputes"].merge(days, on="event_id").merge(told, on=["article_id", "sentence_id"])
    other = {"event_id": "other_event_id", "date": "other_date", "sentence": "other_sentence"}
    keys = {name: f"other_{name}" for name in ("article_id", "sentence_id")}
    rows = rows.merge(days.rename(columns=other), on="other_event_id")
    rows = rows.merge(told.rename(columns=other | keys), on=list(keys.values()))
    side = ["event_id", "date", "n_publishers", "publishers", "sentence"]
    columns = [*side, *(f"other_{name}" for name in side), "likeness"]
    return rows.sort_values(["date", "event_id"])[columns].reset_index(drop=True)


def list_outcomes(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the outcomes with their event and the sentence that tells them, those that most articles expected first.

    Returns
    -------
    pandas.DataFrame
        One row per event that was told in advance: event_id, date, expected_since, n_expecting, outcome, outcome_date, headline,
        published, publisher, sentence (of the report that tells the outcome; empty where none does).
    """
    rows = data["outcomes"].merge(data["events"][["event_id", "date", "headline"]], on="event_id")
    rows = rows.merge(_tellings(data), on=["article_id", "sentence_id"], how="left")
    rows = rows.fillna(dict.fromkeys(["published", "publisher", "sentence"], ""))
    columns = (
        "event_id date expected_since n_expecting outcome outcome_date headline published publisher sentence".split()
    )
    ordered = rows.sort_values(["n_expecting", "date", "event_id"], ascending=[False, True, True])
    return ordered[columns].reset_index(drop=True)


def list_slips(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the slips with their publisher and day: published, publisher, text, weekday, date, calendar_weekday, article_id, sentence_id."""
    articles = data["articles"][["article_id", "published", "publisher"]]
    columns = "published publisher text weekday date calendar_weekday article_id sentence_id".split()
    return data["slips"].merge(articles, on="article_id")[columns]


def compare_with_reference(data: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the chronology with the reference chronology, beside the two simplest rankings of days.

    Returns what :func:`tradestudy.chronology.compare` returns: one row per method, and one row per core day.
    """
    reference, corpus = data["reference_events"], corpus_of(data)
    if corpus["articles"].empty or reference.empty:
        return chronology.compare(data["events"], reference)
    bounds = reference["date"].min(), reference["last"].max()
    tables = {name: corpus[name] for name in ("sentences", "timexes")}
    days = chronology.rank_dates(corpus["articles"], *bounds, **tables)
    return chronology.compare(data["events"], reference, chronology.simple_counts(days))


def compare_around(issue_mentions: pd.DataFrame, articles: pd.DataFrame, pivot: str, days: int) -> pd.DataFrame:
    """Compare issues before and from a day (:func:`measures.compare_windows`); no rows where one side has no article."""
    before, after = measures.split_around(articles, pivot, days)
    if not before or not after:
        return pd.DataFrame(columns=["issue", "share_before", "share_after", "p", "p_holm"])
    return measures.compare_windows(issue_mentions, articles, pivot, days=days)


def mark_window(articles: pd.DataFrame, pivot: str, days: int) -> pd.DataFrame:
    """Keyness of the days from `pivot` on against those before (:func:`measures.keyness`); no rows where a side has no article."""
    return _contrast(measures.keyness, articles, pivot, days)


def list_candidates(articles: pd.DataFrame, pivot: str, days: int) -> pd.DataFrame:
    """Terms that mark the days from `pivot` on and that no issue covers (:func:`measures.uncovered_terms`)."""
    return _contrast(measures.uncovered_terms, articles, pivot, days)


def _contrast(measure: Callable[..., pd.DataFrame], articles: pd.DataFrame, pivot: str, days: int) -> pd.DataFrame:
    before, after = measures.split_around(articles, pivot, days)
    if not before or not after:
        return pd.DataFrame(columns=["feature", "G2", "p", "p_holm", "n_target", "n_reference"])
    return measure(articles[articles["article_id"].isin(before | after)], after)


def spread(shares: pd.DataFrame, column: str, order: str = "") -> pd.DataFrame:
    """Turn shares per group and issue into a table with a row per group, its number of articles and a column per issue, in per cent."""
    if shares.empty:
        return pd.DataFrame(columns=[column, "articles"])
    key = [order, column] if order else [column]
    grid = (
        shares.pivot_table(index=[*key, "base"], columns="issue", values="share", sort=False)
        .mul(100)
        .round()
        .fillna(0)
        .astype(int)
    )
    grid = (
        grid[grid.mean().sort_values(ascending=False, kind="stable").index]
        .reset_index()
        .rename(columns={"base": "articles"})
    )
    grid.columns.name = None
    return grid.sort_values(order or "articles", ascending=bool(order), kind="stable").reset_index(drop=True)


def spread_counts(counts: pd.DataFrame, row: str, column: str) -> pd.DataFrame:
    """Turn counts per row and column into a table."""
    if counts.empty:
        return pd.DataFrame(columns=[row])
    grid = counts.pivot(index=row, columns=column, values="n").fillna(0).astype(int).reset_index()
    grid.columns.name = None
    return grid


def count_dates(timexes: pd.DataFrame) -> pd.DataFrame:
    """Count time expressions by the rule that decided them.

    Returns
    -------
    pandas.DataFrame
        One row per rule: rule, n, share (of all), with_days (how many have a first and last day), example (the first such expression).
    """
    grouped = timexes.assign(dated=timexes["first"] != "").groupby("rule")
    counts = pd.DataFrame(
        {"n": grouped.size(), "with_days": grouped["dated"].sum(), "example": grouped["text"].first()}
    ).reset_index()
    counts.insert(2, "share", counts["n"] / max(len(timexes), 1))
    return counts.sort_values(["n", "rule"], ascending=[False, True]).reset_index(drop=True)


def count_sources(reference: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of the reference chronology by month, with how well they are sourced.

    Returns
    -------
    pandas.DataFrame
        One row per month: month, n, core, two_sources, with_digest, high, medium, low (confidence).
    """
    rows = reference.assign(
        month=reference["date"].str[:7],
        core=reference["core"] == "yes",
        two_sources=reference["source_2_url"] != "",
        with_digest=reference["digests"] != "",
        **{level: reference["confidence"] == level for level in ("high", "medium", "low")},
    )
    columns = ["core", "two_sources", "with_digest", "high", "medium", "low"]
    grouped = rows.groupby("month")
    result = grouped[columns].sum().astype("int64")
    result.insert(0, "n", grouped.size())
    return result.reset_index()


def count_rows(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the rows of every table.

    Returns
    -------
    pandas.DataFrame
        One row per table: table, rows, articles (how many different articles they come from; 0 for tables without articles).
    """
    rows = [
        (name, len(frame), frame["article_id"].nunique() if "article_id" in frame else 0)
        for name, frame in data.items()
    ]
    return pd.DataFrame(rows, columns=["table", "rows", "articles"])
