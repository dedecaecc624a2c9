"""Who speaks on what (notebook 04): quotations joined with speakers, sides, issues and days."""

from __future__ import annotations

import pandas as pd

from tradestudy.analysis.display import SIDES, tabulate
from tradestudy.analysis.statistics import pair_up
from tradestudy.tables import DAY


def describe_quotes(
    quotes: pd.DataFrame, issue_mentions: pd.DataFrame, articles: pd.DataFrame, actor_mentions: pd.DataFrame
) -> pd.DataFrame:
    """Join each quotation with its source, the speaker's full name and the issues of its sentence.

    Words between marks that stand within a longer reported clause are a row of the quotes table of their own, beside
    the row of the clause (kind mixed). Here the clause is left out, so that nothing is counted twice: a row is the
    speaker's own words (direct) or a clause without any (indirect).

    Returns
    -------
    pandas.DataFrame
        One row per quotation: published, publisher, speaker (full name where the gazetteer knows it, else as written;
        "" where nobody is named), side, kind, cue, content, issues ("; "-joined), url, article_id, sentence_id; in
        order of publication.
    """
    keys = ["article_id", "sentence_id"]
    found = issue_mentions.drop_duplicates([*keys, "issue"]).sort_values("issue")
    issues = found.groupby(keys)["issue"].agg("; ".join).rename("issues")
    names = dict(zip(actor_mentions["actor_id"], actor_mentions["name"], strict=True))
    rows = quotes[quotes["kind"] != "mixed"].merge(
        articles[["article_id", "published", "publisher", "url"]], on="article_id"
    )
    rows = rows.join(issues, on=keys).fillna({"issues": ""})
    rows["speaker"] = rows["actor_id"].map(names).fillna(rows["speaker"]).astype("str")
    columns = ["published", "publisher", "speaker", "side", "kind", "cue", "content", "issues", "url", *keys]
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
        speaker's own words), n_unnamed (nobody is named), n_speakers.
    """
    rows = []
    for side, row in SIDES.items():
        own = described[described["side"] == side]
        named = own[own["speaker"] != ""]
        direct = int((own["kind"] == "direct").sum())
        rows.append((side, row["label"], len(own), direct, len(own) - len(named), named["speaker"].nunique()))
    counts = dict.fromkeys("n n_direct n_unnamed n_speakers".split(), "int64")
    return tabulate(rows, {"side": "str", "label": "str"} | counts)


def count_speakers(described: pd.DataFrame) -> pd.DataFrame:
    """Count the quotations of each named speaker, most quoted first.

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
    named = described[described["speaker"] != ""]
    counts = (
        named.assign(is_direct=named["kind"] == "direct")
        .groupby("speaker", as_index=False)
        .agg(
            side=("side", "first"),
            n=("side", "size"),
            n_direct=("is_direct", "sum"),
            n_articles=("article_id", "nunique"),
            first=("published", "min"),
            last=("published", "max"),
        )
    )
    return counts.sort_values(["n", "speaker"], ascending=[False, True], ignore_index=True)


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
    """Keep the quotations in the speaker's own words on one issue or on all.

    Returns
    -------
    pandas.DataFrame
        One row per quotation: published, publisher, speaker, side, content, cue, url; in order of publication.
    """
    on_issue = [not issue or issue in issues.split("; ") for issues in described["issues"]]
    chosen = described[pd.Series(on_issue, index=described.index, dtype=bool) & (described["kind"] == "direct")]
    return chosen[["published", "publisher", "speaker", "side", "content", "cue", "url"]].reset_index(drop=True)
