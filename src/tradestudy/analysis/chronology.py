"""What happened when (notebook 02): the tables of the chronology, joined and laid out for reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradestudy import chronology
from tradestudy.analysis.display import count, show, tabulate, tell_day, tell_days, write_day
from tradestudy.tables import DAY, TABLES

if TYPE_CHECKING:
    from IPython.display import HTML


def rank_events(events: pd.DataFrame, top: int) -> pd.DataFrame:
    """Take the `top` events of highest score, in order of date."""
    ranked = events.sort_values(["score", "event_id"], ascending=[False, True]).head(top)
    return ranked.sort_values(["date", "event_id"]).reset_index(drop=True)


def list_events(events: pd.DataFrame) -> pd.DataFrame:
    """Lay the events out for reading, best first: their days, kind, side, place, publishers, score and headline."""
    columns = "date last status kind acting_side place n_publishers first_published score disputed headline".split()
    return events.sort_values(["score", "event_id"], ascending=[False, True])[columns].reset_index(drop=True)


def count_kinds(events: pd.DataFrame) -> pd.DataFrame:
    """Count the events that were reported as done, by kind and by whose act they are.

    Returns
    -------
    pandas.DataFrame
        One row per kind that occurs, in the order of the codebook: kind, a column for each side, "not told", together.
    """
    sides = [*_values("acting_side"), ""]
    told = events[events["status"] == "reported"]
    counts = pd.crosstab(told["kind"], told["acting_side"]).reindex(columns=sides, fill_value=0)
    counts = counts.reindex([kind for kind in _values("kind") if kind in counts.index])
    counts = counts.assign(together=counts.sum(axis=1)).rename(columns={"": "not told"})
    return counts.rename_axis(index="kind", columns=None).reset_index()


def _values(column: str) -> tuple[str, ...]:
    return next(one.values for one in TABLES["events"].columns if one.name == column)


def take_rounds(reference: pd.DataFrame) -> pd.DataFrame:
    """Take the rounds of talks and the summits that were held, in order of date."""
    held = reference[reference["kind"].isin(["round", "summit"]) & (reference["status"] == "occurred")]
    return held.sort_values(["date", "event_id"])


def label_days(events: pd.DataFrame, reference: pd.DataFrame, labelled: int = 14) -> pd.DataFrame:
    """Prepare the days of a timeline: one mark per day, words for the `labelled` days of highest score.

    The words are the label of the reference row of that day, a core one where there is one; days without a reference
    row get the beginning of their headline.

    Returns
    -------
    pandas.DataFrame
        One row per day: date, status, n_publishers (of the day's most reported event), score (of all its events),
        label.
    """
    dated = events[events["granularity"].isin(["day", "range"])].sort_values("score", ascending=False, kind="stable")
    if len(reference):  # what reports recall from long before is background, not part of the story shown
        dated = dated[dated["date"] >= reference["date"].min()]
    # reported sorts after expected: one report that it happened is enough
    told = {"status": "max", "n_publishers": "max", "score": "sum", "headline": "first"}
    days = dated.groupby("date", as_index=False)[list(told)].agg(told)
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
        One row per sentence behind an event: event_id, published, publisher, sentence, expression (the words that date
        it), url; in order of publication within the event.
    """
    rows = data["evidence"].merge(_tellings(data), on=["article_id", "sentence_id"])
    dated = corpus_of(data)["timexes"][["article_id", "tid", "text"]].rename(columns={"text": "expression"})
    rows = rows.merge(dated, on=["article_id", "tid"], how="left").fillna({"expression": ""})
    columns = ["event_id", "published", "publisher", "sentence", "expression", "url"]
    ordered = rows.sort_values(["event_id", "published", "article_id", "sentence_id"])
    return ordered[columns].drop_duplicates().reset_index(drop=True)


def unfold_events(data: Mapping[str, pd.DataFrame], top: int) -> HTML:
    """List the `top` events in order of date, each with its evidence to unfold: who wrote which sentence when."""
    evidence = list_evidence(data)
    evidence = evidence.assign(published=evidence["published"].map(write_day))
    behind = {event_id: rows.to_dict("records") for event_id, rows in evidence.groupby("event_id")}
    events = []
    for row in rank_events(data["events"], top).itertuples():
        marks = [f"{count(row.n_publishers, 'publisher')}, first on {tell_day(row.first_published)}"]
        marks += [row.status] if row.status != "reported" else []
        marks += [row.kind.replace("_", " ") + (f" ({row.acting_side})" if row.acting_side else "")]
        marks += ["dates differ between reports"] if row.disputed else []
        marks += ["the headline of a report that tells of it"] if row.headline_from == "report" else []
        told = {"days": tell_span(row), "told": "; ".join(marks), "evidence": behind.get(row.event_id, [])}
        events.append({"place": row.place, "headline": row.headline} | told)
    return show("events.html.j2", events=events)


def tell_span(event: Any) -> str:
    """Write the days of an event as in a text; of an event known by its month, the month."""
    if event.granularity == "month":
        return f"{pd.Timestamp(event.date):%B %Y}"
    return tell_days(event.date, event.last)


def list_scores(events: pd.DataFrame) -> pd.DataFrame:
    """Lay out the parts of each event's score, best first, with its id and headline."""
    columns = "event_id headline score n_publishers n_lede n_late n_ahead roles".split()
    return events.sort_values(["score", "event_id"], ascending=[False, True])[columns].reset_index(drop=True)


def list_disputes(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the pairs of events that reports date differently with their days and the sentences of both sides.

    Returns
    -------
    pandas.DataFrame
        One row per pair: event_id, date, n_publishers, publishers, sentence of the side with more publishers; the same
        of the other side, with ``other_`` before the name; likeness.
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
        One row per event that was told in advance: event_id, date, expected_since, n_expecting, outcome, outcome_date,
        headline, published, publisher, sentence (of the report that tells the outcome; empty where none does).
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
    """Join the slips with who published them and when."""
    articles = data["articles"][["article_id", "published", "publisher"]]
    columns = "published publisher text weekday date calendar_weekday article_id sentence_id".split()
    return data["slips"].merge(articles, on="article_id")[columns]


def compare_with_reference(data: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the chronology with the reference chronology, beside the two simplest rankings of days.

    Returns what :func:`tradestudy.chronology.compare` returns: one row per method, and one row per core day.
    """
    reference, corpus = data["reference_events"], corpus_of(data)
    others = {}
    if len(corpus["articles"]) and len(reference):
        bounds = reference["date"].min(), reference["last"].max()
        tables = {name: corpus[name] for name in ("sentences", "timexes")}
        others = chronology.simple_counts(chronology.rank_dates(corpus["articles"], *bounds, **tables))
    measures, core = chronology.compare(data["events"], reference, others)
    columns = {"date": DAY, "label": "str", "found": "bool", "status": "str", "rank": "int64"}
    return measures, tabulate(core, columns)
