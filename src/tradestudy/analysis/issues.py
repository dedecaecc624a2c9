"""What the talks are about (notebook 03): shares, spans, co-occurrence, change, marking words, words in context.

Every table holds the counts behind its ratios. A share is of the articles (or sentences) of a period, whatever their
length; its interval is Wilson's. Nothing here reads a file or knows the subject.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection

import pandas as pd

from tradestudy.analysis.display import spread, tabulate
from tradestudy.analysis.statistics import (
    STOP_WORDS,
    compare_proportions,
    correct_holm,
    list_terms,
    log_likelihood,
    pair_up,
    split_runs,
    wilson_interval,
)
from tradestudy.issues import find_issues
from tradestudy.tables import DAY
from tradestudy.terms import compile_terms, find_terms

PROPORTION = {"n": "int64", "base": "int64", "share": "float64", "low": "float64", "high": "float64"}


class MeasureError(ValueError):
    """A measure cannot be taken from these tables; the message says why."""


def issue_shares(
    issue_mentions: pd.DataFrame, articles: pd.DataFrame, *, sentences: pd.DataFrame | None = None, frequency: str = "W"
) -> pd.DataFrame:
    """Share of articles (or of sentences) that touch each issue, per period.

    Parameters
    ----------
    issue_mentions, articles : pandas.DataFrame
        Tables of that name (of articles: article_id, published); mentions in other articles do not count.
    sentences : pandas.DataFrame, optional
        The table of sentences; if given, sentences are counted in place of articles.
    frequency : {"W", "M", "A"}
        Week (from Monday), month, or all in one.

    Returns
    -------
    pandas.DataFrame
        One row per period and issue: period (its first day), issue, n, base, share (0 to 1), low, high (95% Wilson
        interval). Periods without articles have no rows.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "published": ["2025-05-12", "2025-05-14"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a"], "sentence_id": [0, 1], "issue": ["chips", "chips"]})
    >>> issue_shares(mentions, articles)[["issue", "n", "base", "share"]].values.tolist()
    [['chips', 1, 2, 0.5]]
    """
    periods = _periods(articles["published"], frequency)
    units = articles[["article_id"]].assign(period=periods)
    if sentences is not None:
        units = sentences[["article_id", "sentence_id"]].merge(units, on="article_id")
    return shares_by_group(issue_mentions, units, "period")


def issue_spans(issue_mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """First and last mention of each issue, its peak week and how fast it faded.

    Returns
    -------
    pandas.DataFrame
        One row per issue, commonest first: issue, first, last (publication days), n (articles), base (all articles),
        share, peak (first day of the week with the highest share among weeks of at least 3 articles, or of all weeks
        where there are none), peak_n, peak_base, half_life_weeks (weeks from the peak to the first week with articles
        whose share is at most half of it; missing where none follows).
    """
    published = dict(zip(articles["article_id"], pd.to_datetime(articles["published"]), strict=True))
    coded = issue_mentions.loc[issue_mentions["article_id"].isin(set(published)), ["article_id", "issue"]]
    weekly = issue_shares(issue_mentions, articles)
    rows = []
    for issue, group in coded.drop_duplicates().groupby("issue"):
        days = sorted(published[article] for article in group["article_id"])
        weeks = weekly[weekly["issue"] == issue]
        busy = weeks[weeks["base"] >= 3] if (weeks["base"] >= 3).any() else weeks
        peak = busy.sort_values(["share", "n", "period"], ascending=[False, False, True]).iloc[0]
        faded = weeks[(weeks["period"] > peak["period"]) & (weeks["share"] <= peak["share"] / 2)]
        gap = (faded["period"].iloc[0] - peak["period"]).days // 7 if len(faded) else math.nan
        size, total = len(days), len(published)
        rows.append((issue, days[0], days[-1], size, total, size / total, peak["period"], peak["n"], peak["base"], gap))
    columns = {"issue": "str", "first": DAY, "last": DAY, "n": "int64", "base": "int64", "share": "float64"}
    columns |= {"peak": DAY, "peak_n": "int64", "peak_base": "int64", "half_life_weeks": "float64"}
    return tabulate(rows, columns).sort_values(["n", "issue"], ascending=[False, True], ignore_index=True)


def cooccurrence(issue_mentions: pd.DataFrame, *, base: int, floor: int | None = None) -> pd.DataFrame:
    """Pairs of issues in the same article, against what independence would give (:func:`statistics.pair_up`).

    Pairs seen together less often than `floor` are left out: by default a fiftieth of the articles, at least 5.
    """
    return pair_up(issue_mentions, "issue", base=base, floor=max(5, base // 50) if floor is None else floor)


def shares_by_group(issue_mentions: pd.DataFrame, groups: pd.DataFrame, column: str) -> pd.DataFrame:
    """Share of each group's articles that touch each issue, such as by publisher's country.

    Parameters
    ----------
    issue_mentions : pandas.DataFrame
    groups : pandas.DataFrame
        article_id and the grouping column; with sentence_id, sentences are counted. One may stand in several groups.
    column : str
        The grouping column.

    Returns
    -------
    pandas.DataFrame
        One row per group and issue, also where n is 0: the column, issue, n, base, share, low, high.
    """
    key = [name for name in ("article_id", "sentence_id") if name in groups]
    groups = groups[[*key, column]].drop_duplicates()
    coded = issue_mentions[[*key, "issue"]].drop_duplicates().merge(groups, on=key)
    counts = Counter(zip(coded[column], coded["issue"], strict=True))
    named = sorted(set(coded["issue"]))
    rows = [
        (group, issue, n := counts[group, issue], base, n / base, *wilson_interval(n, base))
        for group, base in groups[column].value_counts().sort_index().items()
        for issue in named
    ]
    return tabulate(rows, {column: groups[column].dtype, "issue": "str"} | PROPORTION)


def shares_by_round(
    issue_mentions: pd.DataFrame,
    articles: pd.DataFrame,
    rounds: pd.DataFrame,
    *,
    days_before: int = 2,
    days_after: int = 5,
) -> pd.DataFrame:
    """Share of the articles around each round of talks that touch each issue.

    Parameters
    ----------
    rounds : pandas.DataFrame
        Rows of the reference events: date, last, label.
    days_before, days_after : int
        Articles published from so many days before the first to so many days after the last day count.

    Returns
    -------
    pandas.DataFrame
        One row per round and issue, rounds in order of time: date, round (the label), issue, n, base, share, low, high.
    """
    published, before, after = (
        pd.to_datetime(articles["published"]),
        pd.Timedelta(days=days_before),
        pd.Timedelta(days=days_after),
    )
    parts = []
    for row in rounds.sort_values(["date", "label"]).itertuples():
        near = published.between(pd.Timestamp(row.date) - before, pd.Timestamp(row.last) + after)
        shares = shares_by_group(issue_mentions, articles[near].assign(round=row.label), "round")
        parts.append(shares.assign(date=pd.Timestamp(row.date)))
    columns = {"date": DAY, "round": "str", "issue": "str"} | PROPORTION
    return tabulate(pd.concat(parts, ignore_index=True)[list(columns)] if parts else [], columns)


def spread_shares(shares: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Lay shares out as a grid: a row per group with its number of articles, a column per issue, in per cent."""
    whole = shares.assign(percent=(shares["share"] * 100).round()).rename(columns={"base": "articles"})
    return spread(whole, [*keys, "articles"], "issue", "percent")


def take_around(articles: pd.DataFrame, pivot: str, days: int) -> pd.DataFrame:
    """The articles of so many days before a day and from it on, told apart by a column ``after``."""
    published, middle, length = pd.to_datetime(articles["published"]), pd.Timestamp(pivot), pd.Timedelta(days=days)
    near = published.between(middle - length, middle + length, inclusive="left")
    return articles.assign(after=published >= middle)[near].reset_index(drop=True)


def compare_windows(issue_mentions: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Compare the articles before a day with those from it on.

    Parameters
    ----------
    issue_mentions : pandas.DataFrame
    near : pandas.DataFrame
        From :func:`take_around`: article_id, after.

    Returns
    -------
    pandas.DataFrame
        One row per issue, largest change first: issue, n_before, base_before, share_before, n_after, base_after,
        share_after, difference (after minus before), low, high, h, p (see :func:`statistics.compare_proportions`),
        p_holm (p corrected for the number of issues). No rows where one side has no article. The test takes articles
        for independent, which wire copies are not: drop duplicates first.
    """
    coded = issue_mentions[["article_id", "issue"]].drop_duplicates().merge(near[["article_id", "after"]])
    counts = Counter(zip(coded["after"], coded["issue"], strict=True))
    base_before, base_after = int((~near["after"]).sum()), int(near["after"].sum())
    rows = []
    for issue in sorted(set(coded["issue"])) if base_before and base_after else []:
        n_before, n_after = counts[False, issue], counts[True, issue]
        told = compare_proportions(n_before, base_before, n_after, base_after)
        before, after = n_before / base_before, n_after / base_after
        rows.append((issue, n_before, base_before, before, n_after, base_after, after, *told))
    columns = {"issue": "str", "n_before": "int64", "base_before": "int64", "share_before": "float64"}
    columns |= {"n_after": "int64", "base_after": "int64", "share_after": "float64"}
    table = tabulate(rows, columns | dict.fromkeys("difference low high h p".split(), "float64"))
    table["p_holm"] = pd.Series(correct_holm(table["p"].tolist()), dtype="float64")
    return table.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)


def keyness(
    articles: pd.DataFrame,
    target: Collection[str],
    *,
    longest: int = 3,
    floor: int = 3,
    stop_words: Collection[str] = STOP_WORDS,
) -> pd.DataFrame:
    """Words and multiword terms that mark some articles against the others.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id and text; these are target and reference together.
    target : collection of str
        article_ids of the target.
    longest : int
        Terms of up to so many words; they do not cross punctuation, nor begin or end with a stop word.
    floor : int
        Terms seen less often in target and reference together are left out.
    stop_words : collection of str
        Lower-case words.

    Returns
    -------
    pandas.DataFrame
        One row per term, most marked first: feature, G2 (log-likelihood ratio, negative where the term marks the
        reference; no continuity correction), p (chi-square, 1 degree of freedom), p_holm (corrected for the number of
        terms), n_target, n_reference (as quanteda names them), log_ratio (effect size: binary logarithm of the
        ratio of relative frequencies, half a count added to a zero; Hardie 2014), n_articles (target articles with it).
        No rows where target or reference is empty.

    Raises
    ------
    MeasureError
        If the target names an article that is not there.

    Examples
    --------
    >>> rows = [("a", "Rare earths, rare earths."), ("b", "Soybeans and tariffs.")]
    >>> articles = pd.DataFrame(rows, columns=["article_id", "text"])
    >>> keyness(articles, ["a"], floor=2)[["feature", "n_target", "n_reference"]].values.tolist()
    [['earths', 2, 0], ['rare', 2, 0], ['rare earths', 2, 0]]
    """
    wanted, known = set(target), set(articles["article_id"])
    if strange := wanted - known:
        raise MeasureError(f"target names {len(strange)} articles that are not in the corpus: {min(strange)}")
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    sizes, texts = {True: 0, False: 0}, Counter[str]()
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        inside = article_id in wanted
        runs = list(split_runs(text))
        sizes[inside] += sum(map(len, runs))
        found = Counter(term for words in runs for term in list_terms(words, longest, stop_words))
        counts[inside].update(found)
        texts.update(found.keys() if inside else ())
    rows = []
    for feature in sorted({*counts[True], *counts[False]}) if sizes[True] and sizes[False] else []:
        a, b = counts[True][feature], counts[False][feature]
        if a + b >= floor:
            g2 = log_likelihood(a, b, sizes[True], sizes[False])
            ratio = math.log2((max(a, 0.5) / sizes[True]) / (max(b, 0.5) / sizes[False]))
            rows.append((feature, math.copysign(g2, ratio), math.erfc(math.sqrt(g2 / 2)), a, b, ratio, texts[feature]))
    columns = {"feature": "str", "G2": "float64", "p": "float64", "n_target": "int64", "n_reference": "int64"}
    table = tabulate(rows, columns | {"log_ratio": "float64", "n_articles": "int64"})
    table.insert(3, "p_holm", pd.Series(correct_holm(table["p"].tolist()), dtype="float64"))
    return table.sort_values(["G2", "feature"], ascending=[False, True], ignore_index=True)


def uncovered_terms(words: pd.DataFrame, *, lexicon: pd.DataFrame | None = None, n_articles: int = 2) -> pd.DataFrame:
    """Terms that mark the target but that no issue of the lexicon covers: candidates for it.

    Parameters and columns are those of the table of :func:`keyness`; only terms that mark the target (G2 above 3.84,
    that is p below .05 uncorrected) and stand in at least `n_articles` of its articles are shown, and of a term and its
    parts with the same count only the longest.
    """
    table = words[(words["G2"] > 3.84) & (words["n_articles"] >= n_articles)]
    covered = [len(find_issues(feature, lexicon=lexicon)) > 0 for feature in table["feature"]]
    table = table.loc[[not known for known in covered]]
    counted = list(zip(table["feature"], table["n_target"], strict=True))
    longer = {(feature, n) for feature, n in counted if " " in feature}
    part = [any(f" {one} " in f" {term} " and term != one and m == n for term, m in longer) for one, n in counted]
    return table.loc[[not within for within in part]].reset_index(drop=True)


def kwic(articles: pd.DataFrame, term: str, *, window: int = 60) -> pd.DataFrame:
    """Key word in context: every place where a term stands.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id and text.
    term : str
        A term in the notation of the issue lexicon: ``soybean*``, ``export control*``.
    window : int
        Characters of context on each side, cut to whole words.

    Returns
    -------
    pandas.DataFrame
        One row per place, in the order of the articles: article_id, start, end, left, match, right.

    Examples
    --------
    >>> kwic(pd.DataFrame({"article_id": ["a"], "text": ["China buys soybeans again."]}), "soybean*").values.tolist()
    [['a', 11, 19, 'China buys', 'soybeans', 'again.']]
    """
    if not term.strip(" *"):
        raise MeasureError(f"a term has at least one letter or figure; found {term!r}")
    automaton = compile_terms([(term.strip(), "")])
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        for hit in find_terms(text, automaton):
            left, right = text[max(0, hit.start - window) : hit.start], text[hit.end : hit.end + window]
            if hit.start > window:
                left = left.partition(" ")[2]
            if hit.end + window < len(text):
                right = right.rpartition(" ")[0] if " " in right else right
            rows.append((article_id, hit.start, hit.end, *map(_one_line, (left, text[hit.start : hit.end], right))))
    columns = {"article_id": "str", "start": "int64", "end": "int64", "left": "str", "match": "str", "right": "str"}
    return tabulate(rows, columns)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _periods(days: pd.Series, frequency: str) -> pd.Series:
    """The first day of the period of each day."""
    if frequency not in ("W", "M", "A"):
        raise MeasureError(f"frequency must be W, M or A, not {frequency!r}")
    dates = pd.to_datetime(days)
    first = (
        pd.Series(dates.min(), index=dates.index) if frequency == "A" else dates.dt.to_period(frequency).dt.start_time
    )
    return first.astype(DAY)
