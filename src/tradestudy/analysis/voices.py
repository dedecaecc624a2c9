"""Who speaks on what (notebook 04): quotations joined with speakers, sides, issues and days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tradestudy.actors import read_gazetteer
from tradestudy.analysis.display import SIDES, count, show, tabulate, write_day, write_name
from tradestudy.analysis.statistics import pair_up
from tradestudy.tables import DAY

if TYPE_CHECKING:
    from IPython.display import HTML

_FULL = 5  # words from which a quotation that opens with a capital is taken for a full one


def describe_quotes(
    quotes: pd.DataFrame,
    sentences: pd.DataFrame,
    issue_mentions: pd.DataFrame,
    articles: pd.DataFrame,
    actor_mentions: pd.DataFrame,
) -> pd.DataFrame:
    """Join each quotation with its sentence, its source, its speaker by one name and the issues of its sentence.

    Words between marks that stand within a longer reported clause are a row of the quotes table of their own, beside
    the row of the clause (kind mixed). Here the clause is left out, so that nothing is counted twice: a row is the
    speaker's own words (direct) or a clause without any (indirect). What somebody is told to want or believe (stance)
    is no statement and left out as well.

    Returns
    -------
    pandas.DataFrame
        One row per quotation: published, publisher, speaker (a person or body by its one name, else the words of the
        text, "" where there are none), known (whether the speaker is a person or body by name), side, kind, cue,
        content, full (own words that open with a capital, five or more: no fragment), issues ("; "-joined), sentence
        (the sentence it opens in), url, actor_id, article_id, sentence_id; in order of publication.
    """
    keys = ["article_id", "sentence_id"]
    found = issue_mentions.drop_duplicates([*keys, "issue"]).sort_values("issue")
    issues = found.groupby(keys)["issue"].agg("; ".join).rename("issues")
    names = dict(zip(actor_mentions["actor_id"], actor_mentions["name"], strict=True))
    names |= read_gazetteer().set_index("actor_id")["name"].to_dict()
    rows = quotes[quotes["kind"].isin(["direct", "indirect"])].merge(
        articles[["article_id", "published", "publisher", "url"]], on="article_id"
    )
    rows = rows.merge(sentences[[*keys, "text"]].rename(columns={"text": "sentence"}), on=keys, how="left")
    rows = rows.join(issues, on=keys).fillna({"issues": "", "sentence": ""})
    rows["known"] = rows["actor_id"].ne("") & rows["actor_id"].notna()
    rows["speaker"] = rows["actor_id"].map(names).fillna(rows["speaker"]).astype("str")
    opens = rows["content"].str.match(r"[A-Z\d]") & (rows["content"].str.split().str.len() >= _FULL)
    rows["full"] = opens & rows["kind"].eq("direct")
    told = ["published", "publisher", "speaker", "known", "side", "kind", "cue", "content", "full", "issues"]
    columns = [*told, "sentence", "url", "actor_id", *keys]
    return rows.sort_values(["published", "article_id", "start"], kind="stable")[columns].reset_index(drop=True)


def count_sides(described: pd.DataFrame) -> pd.DataFrame:
    """Count quotations by the side of the speaker.

    Parameters
    ----------
    described : pandas.DataFrame
        From :func:`describe_quotes`.

    Returns
    -------
    pandas.DataFrame
        One row per side of ``lexicon/sides.csv``, also where n is 0: side, label, n (quotations), n_direct (in the
        speaker's own words), n_known (the speaker is a person or body known by name), n_unknown (the speaker has no
        name, only words of the text or none), n_speakers (those known by name).
    """
    rows = []
    for side, row in SIDES.items():
        own = described[described["side"] == side]
        known = own[own["known"].astype(bool)]
        direct = int((own["kind"] == "direct").sum())
        counts = (len(own), direct, len(known), len(own) - len(known), known["actor_id"].nunique())
        rows.append((side, row["label"], *counts))
    counted = dict.fromkeys("n n_direct n_known n_unknown n_speakers".split(), "int64")
    return tabulate(rows, {"side": "str", "label": "str"} | counted)


def count_speakers(described: pd.DataFrame) -> pd.DataFrame:
    """Count the quotations of each person or body known by name, most quoted first; a body is one under all its names.

    Parameters
    ----------
    described : pandas.DataFrame
        From :func:`describe_quotes`.

    Returns
    -------
    pandas.DataFrame
        One row per speaker: speaker, side, n (quotations), n_direct (in own words), n_articles, first, last
        (publication days).
    """
    return _count(described[described["known"].astype(bool)], "actor_id")


def count_descriptions(described: pd.DataFrame) -> pd.DataFrame:
    """Count the quotations whose speaker is not known by name, by the words of the text ("the official").

    Returns
    -------
    pandas.DataFrame
        Columns as :func:`count_speakers` gives them; the article before the words and the case of their first letter
        do not count. Quotations of nobody stand together under "".
    """
    unknown = described[~described["known"].astype(bool)]
    words = unknown["speaker"].str.lower().str.replace(r"^(?:the|an?) ", "", regex=True)
    return _count(unknown.assign(speaker_words=words), "speaker_words")


def _count(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    counts = (
        rows.assign(is_direct=rows["kind"] == "direct")
        .groupby(by, as_index=False)
        .agg(
            speaker=("speaker", "first"),
            side=("side", "first"),
            n=("side", "size"),
            n_direct=("is_direct", "sum"),
            n_articles=("article_id", "nunique"),
            first=("published", "min"),
            last=("published", "max"),
        )
    )
    return counts.drop(columns=by).sort_values(["n", "speaker"], ascending=[False, True], ignore_index=True)


def count_by_issue(described: pd.DataFrame) -> pd.DataFrame:
    """Count quotations by issue and side; a quotation on two issues counts for both.

    Returns
    -------
    pandas.DataFrame
        One row per issue and side: issue, side, n, base (all quotations of the side), share (n of base).
    """
    base = described["side"].value_counts()
    rows = described.assign(issue=described["issues"].str.split("; ")).explode("issue")
    counts = rows[rows["issue"] != ""].groupby(["issue", "side"]).size()
    found = [(issue, side, n, base[side], n / base[side]) for (issue, side), n in counts.items()]
    columns = {"issue": "str", "side": "str", "n": "int64", "base": "int64", "share": "float64"}
    return tabulate(found, columns).sort_values(["issue", "side"], ignore_index=True)


def count_by_month(described: pd.DataFrame) -> pd.DataFrame:
    """Count quotations by month of publication and side.

    Returns
    -------
    pandas.DataFrame
        One row per month and side, months without quotations between the first and the last included with n 0: month
        (first day), side, n.
    """
    columns = {"month": DAY, "side": "str", "n": "int64"}
    if described.empty:
        return tabulate([], columns)
    months = pd.PeriodIndex(pd.to_datetime(described["published"]), freq="M")
    every = pd.period_range(months.min(), months.max(), freq="M")
    grid = described.groupby([months, "side"]).size().unstack(fill_value=0).reindex(every, fill_value=0)
    grid.index = pd.Index(every.start_time, name="month")
    return tabulate(grid.stack().rename("n").reset_index(), columns)


def pair_actors(actor_mentions: pd.DataFrame, *, base: int, most: int = 14) -> pd.DataFrame:
    """Pairs of actors in the same article (:func:`statistics.pair_up`), those named together most often first.

    `base` is the number of all articles; the `most` actors that stand in the most articles are paired.
    """
    seen = actor_mentions[["article_id", "name"]].drop_duplicates().rename(columns={"name": "actor"})
    counts = seen["actor"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    pairs = pair_up(seen[seen["actor"].isin(counts.index[:most])], "actor", base=base)
    return pairs.sort_values(["n_both", "actor_a", "actor_b"], ascending=[False, True, True], ignore_index=True)


def list_unknown(actor_mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List the people who were found by their title and whom the gazetteer does not hold, most often named first.

    Returns
    -------
    pandas.DataFrame
        One row per name: name, role (as first written), side, n_articles, first (publication day), article_id (of the
        first).
    """
    rows = actor_mentions[actor_mentions["actor_id"].str.startswith("unknown:")]
    rows = rows.merge(articles[["article_id", "published"]], on="article_id")
    counts = (
        rows.sort_values(["published", "article_id", "start"])
        .groupby("name", as_index=False)
        .agg(
            role=("role", "first"),
            side=("side", "first"),
            n_articles=("article_id", "nunique"),
            first=("published", "first"),
            article_id=("article_id", "first"),
        )
    )
    return counts.sort_values(["n_articles", "first", "name"], ascending=[False, True, True], ignore_index=True)


def choose_quotes(described: pd.DataFrame, issue: str = "") -> pd.DataFrame:
    """Keep the quotations in the speaker's own words on one issue or on all, each in its sentence.

    Returns
    -------
    pandas.DataFrame
        One row per quotation: published, publisher, speaker, side, issues, content, sentence, cue, url; full quotations
        before fragments, known speakers before others, then in order of publication.
    """
    on_issue = [not issue or issue in issues.split("; ") for issues in described["issues"]]
    chosen = described[pd.Series(on_issue, index=described.index, dtype=bool) & (described["kind"] == "direct")]
    chosen = chosen.sort_values(["full", "known"], ascending=False, kind="stable")
    columns = ["published", "publisher", "speaker", "side", "issues", "content", "sentence", "cue", "url"]
    return chosen[columns].reset_index(drop=True)


def show_quotes(chosen: pd.DataFrame, most: int = 15) -> HTML:
    """Show quotations (:func:`choose_quotes`) in their sentences: who said what on what, and where it is reported."""
    rows = [
        {
            **row._asdict(),
            "published": write_day(row.published),
            "label": SIDES[row.side]["label"],
            "on": write_name(row.issues.replace("; ", ", ")),
        }
        for row in chosen.head(most).itertuples(index=False)
    ]
    told = count(len(chosen), "quotation")
    return show("quotations.html.j2", rows=rows, count=told, count_hidden=len(chosen) > len(rows))
