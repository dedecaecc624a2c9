"""Measures over coded articles: shares with their base, spans, co-occurrence, change, keyness, words in context.

Every table holds the counts behind its ratios. A share is of the articles (or sentences) of a period, whatever their
length; its interval is Wilson's. Nothing here reads a file or knows the subject.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from statistics import NormalDist

import pandas as pd

from tradestudy.issues import find_issues
from tradestudy.terms import compile_terms, find_terms

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.-][^\W_]+)*|\d[\w.,]*%?")
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”—–\n]|['’](?=\s)|\s['‘]")
_STOPWORDS = frozenset(
    "a about above after again against all also although always am an and any are aren't as at back be became because "
    "become been before being below between both but by called came can can't could day days did do does doing down during "
    "each early either even ever every few first for from further get gets given go going got had has have having he her "
    "here hers him his how however i if in into is it it's its itself just last late later least less like made make makes "
    "many may me might more most much must my near next no nor not now of off often on once one only onto or other others "
    "our out over own per put said same say saying says she should since so some still such take taken than that that's the "
    "their them then there these they this those though three through time to today told too two under until up upon us "
    "very was way we well went were what when where whether which while who whom whose why will with within without would "
    "yet you your also-known mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december week month year weeks months years according added".split()
)


class MeasureError(ValueError):
    """A measure cannot be taken from these tables; the message says why."""


def wilson_interval(n: float, base: float, confidence: float = 0.95) -> tuple[float, float]:
    """Confidence interval of a proportion (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953).

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson_interval(8, 10)]
    [0.4902, 0.9433]
    """
    if base == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = (n + z * z / 2) / (base + z * z)
    half = z / (base + z * z) * math.sqrt(n * (base - n) / base + z * z / 4)
    return 0.0 if n == 0 else centre - half, 1.0 if n == base else centre + half


def issue_shares(
    issue_mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    sentences: pd.DataFrame | None = None,
    frequency: str = "W",
) -> pd.DataFrame:
    """Share of articles (or of sentences) that touch each issue, per period.

    Parameters
    ----------
    issue_mentions, articles : pandas.DataFrame
        Tables of that name (of articles: article_id, published); mentions in other articles do not count.
    sentences : pandas.DataFrame, optional
        The table of sentences; if given, sentences are counted in place of articles.
    frequency : {"D", "W", "M", "A"}
        Day, week (from Monday), month, or all in one.

    Returns
    -------
    pandas.DataFrame
        One row per period and issue, also where n is 0: period (ISO date of its first day), issue, n, base, share
        (0 to 1), low, high (95% Wilson interval). Periods without articles have no rows.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "published": ["2025-05-12", "2025-05-14"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a"], "sentence_id": [0, 1], "issue": ["chips", "chips"]})
    >>> issue_shares(mentions, articles)[["period", "issue", "n", "base", "share"]].values.tolist()
    [['2025-05-12', 'chips', 1, 2, 0.5]]
    """
    periods = pd.Series(_periods(articles["published"], frequency), index=articles["article_id"].tolist())
    key = ["article_id"] if sentences is None else ["article_id", "sentence_id"]
    units = articles[key] if sentences is None else sentences.loc[sentences["article_id"].isin(periods.index), key]
    base = units["article_id"].map(periods).value_counts().sort_index()
    coded = issue_mentions.loc[issue_mentions["article_id"].isin(periods.index), [*key, "issue"]].drop_duplicates()
    counts = Counter(zip(coded["article_id"].map(periods), coded["issue"], strict=True))
    rows = [
        (period, issue, *_proportion(counts[str(period), issue], int(size)))
        for period, size in base.items()
        for issue in sorted(set(coded["issue"]))
    ]
    return _table(rows, ["period", "issue", *_PROPORTION])


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
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    coded = issue_mentions.loc[
        issue_mentions["article_id"].isin(set(published)), ["article_id", "issue"]
    ].drop_duplicates()
    weekly = issue_shares(issue_mentions, articles)
    rows = []
    for issue, group in coded.groupby("issue"):
        days = sorted(published[article] for article in group["article_id"])
        weeks = weekly[weekly["issue"] == issue]
        busy = weeks[weeks["base"] >= 3] if (weeks["base"] >= 3).any() else weeks
        peak = busy.sort_values(["share", "n", "period"], ascending=[False, False, True]).iloc[0]
        faded = weeks[(weeks["period"] > peak["period"]) & (weeks["share"] <= peak["share"] / 2)]
        gap = (
            (pd.Timestamp(faded["period"].iloc[0]) - pd.Timestamp(peak["period"])).days // 7 if len(faded) else math.nan
        )
        size, total = len(days), len(published)
        rows.append((issue, days[0], days[-1], size, total, size / total, peak["period"], peak["n"], peak["base"], gap))
    columns = "issue first last n base share peak peak_n peak_base half_life_weeks".split()
    return _table(rows, columns).sort_values(["n", "issue"], ascending=[False, True], ignore_index=True)


def cooccurrence(issue_mentions: pd.DataFrame, *, base: int, level: str = "article", floor: int = 5) -> pd.DataFrame:
    """Pairs of issues in the same article (or sentence), against what independence would give.

    Parameters
    ----------
    issue_mentions : pandas.DataFrame
    base : int
        Number of all articles (or sentences), those without an issue included.
    level : {"article", "sentence"}
    floor : int
        Pairs seen together less often are left out: PMI overrates rare pairs.

    Returns
    -------
    pandas.DataFrame
        One row per pair, strongest first: issue_a, issue_b, n_a, n_b, n_both, base, expected, lift (observed over
        expected), pmi (log2 of lift; Church and Hanks 1990, https://aclanthology.org/J90-1003/).
    """
    if level not in ("article", "sentence"):
        raise MeasureError(f"level must be 'article' or 'sentence', not {level!r}")
    key = ["article_id"] if level == "article" else ["article_id", "sentence_id"]
    coded = issue_mentions[[*key, "issue"]].drop_duplicates()
    if len(coded[key].drop_duplicates()) > base:
        raise MeasureError(f"base is {base}, but the mentions stand in {len(coded[key].drop_duplicates())} {level}s")
    single = Counter(coded["issue"])
    pairs: Counter[tuple[str, str]] = Counter()
    for _, group in coded.groupby(key)["issue"]:
        found = sorted(group)
        pairs.update((a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    rows = []
    for (a, b), both in pairs.items():
        if both >= floor:
            expected = single[a] * single[b] / base
            rows.append((a, b, single[a], single[b], both, base, expected, both / expected, math.log2(both / expected)))
    columns = "issue_a issue_b n_a n_b n_both base expected lift pmi".split()
    return _table(rows, columns).sort_values(
        ["lift", "issue_a", "issue_b"], ascending=[False, True, True], ignore_index=True
    )


def shares_by_group(issue_mentions: pd.DataFrame, groups: pd.DataFrame, column: str) -> pd.DataFrame:
    """Share of each group's articles that touch each issue, such as by publisher's country.

    Parameters
    ----------
    issue_mentions : pandas.DataFrame
    groups : pandas.DataFrame
        article_id and the grouping column; an article may stand in several groups.
    column : str
        The grouping column.

    Returns
    -------
    pandas.DataFrame
        One row per group and issue: the column, issue, n, base, share, low, high.
    """
    groups = groups[["article_id", column]].drop_duplicates()
    coded = issue_mentions[["article_id", "issue"]].drop_duplicates().merge(groups, on="article_id")
    counts = Counter(zip(coded[column], coded["issue"], strict=True))
    bases = groups[column].value_counts()
    rows = [
        (group, issue, *_proportion(counts[group, issue], int(bases[group])))
        for group in sorted(bases.index)
        for issue in sorted(set(coded["issue"]))
    ]
    return _table(rows, [column, "issue", *_PROPORTION])


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
    parts = []
    published = pd.to_datetime(articles["published"])
    for row in rounds.sort_values(["date", "label"]).to_dict("records"):
        first = pd.Timestamp(row["date"]) - pd.Timedelta(days=days_before)
        last = pd.Timestamp(row["last"] or row["date"]) + pd.Timedelta(days=days_after)
        near = articles.loc[published.between(first, last), ["article_id"]].assign(round=row["label"])
        if len(near):
            parts.append(shares_by_group(issue_mentions, near, "round").assign(date=row["date"]))
    columns = ["date", "round", "issue", *_PROPORTION]
    return pd.concat(parts, ignore_index=True)[columns] if parts else _table([], columns)


def split_around(articles: pd.DataFrame, pivot: str, days: int) -> tuple[set[str], set[str]]:
    """Article ids of the `days` days before a day, and of those from it on."""
    published, middle = pd.to_datetime(articles["published"]), pd.Timestamp(pivot)
    before = published.between(middle - pd.Timedelta(days=days), middle, inclusive="left")
    after = published.between(middle, middle + pd.Timedelta(days=days), inclusive="left")
    return set(articles.loc[before, "article_id"]), set(articles.loc[after, "article_id"])


def compare_windows(
    issue_mentions: pd.DataFrame, articles: pd.DataFrame, pivot: str, *, days: int = 14
) -> pd.DataFrame:
    """Compare the days before a day with the days from it on.

    Parameters
    ----------
    pivot : str
        ISO date; the day itself belongs to the window after.
    days : int
        Length of each window.

    Returns
    -------
    pandas.DataFrame
        One row per issue, largest change first: issue, n_before, base_before, share_before, n_after, base_after,
        share_after, difference (after minus before), low, high (its 95% interval, Newcombe 1998, method 10,
        https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I), h (Cohen's effect size:
        0.2 small, 0.5 medium, 0.8 large), p (two-sided test of two proportions), p_holm (corrected for the number of
        issues). The test takes articles for independent, which wire copies are not: drop duplicates first.

    Raises
    ------
    MeasureError
        If a window holds no article.
    """
    windows = dict(zip(("before", "after"), split_around(articles, pivot, days), strict=True))
    for name, ids in windows.items():
        if not ids:
            raise MeasureError(f"no article in the {days} days {name} {pivot}: choose another day or longer windows")
    coded = issue_mentions[["article_id", "issue"]].drop_duplicates()
    counts = {name: Counter(coded.loc[coded["article_id"].isin(ids), "issue"]) for name, ids in windows.items()}
    base_before, base_after = len(windows["before"]), len(windows["after"])
    rows = []
    for issue in sorted({*counts["before"], *counts["after"]}):
        n_before, n_after = counts["before"][issue], counts["after"][issue]
        before, after = n_before / base_before, n_after / base_after
        low_b, high_b = wilson_interval(n_before, base_before)
        low_a, high_a = wilson_interval(n_after, base_after)
        low = after - before - math.hypot(after - low_a, high_b - before)
        high = after - before + math.hypot(high_a - after, before - low_b)
        pooled = (n_before + n_after) / (base_before + base_after)
        error = math.sqrt(pooled * (1 - pooled) * (1 / base_before + 1 / base_after))
        p = math.erfc(abs(after - before) / error / math.sqrt(2)) if error else 1.0
        h = 2 * math.asin(math.sqrt(after)) - 2 * math.asin(math.sqrt(before))
        rows.append((issue, n_before, base_before, before, n_after, base_after, after, after - before, low, high, h, p))
    columns = "issue n_before base_before share_before n_after base_after share_after difference low high h p".split()
    table = _table(rows, columns)
    table["p_holm"] = _holm(table["p"].tolist())
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def keyness(
    articles: pd.DataFrame,
    target: Collection[str],
    *,
    longest: int = 3,
    floor: int = 3,
    stopwords: Collection[str] = _STOPWORDS,
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
    stopwords : collection of str
        Lower-case words.

    Returns
    -------
    pandas.DataFrame
        One row per term, most marked first: feature, G2 (log-likelihood ratio, negative where the term marks the
        reference; Dunning 1993, https://aclanthology.org/J93-1003/; no continuity correction), p (chi-square, 1 degree
        of freedom), p_holm (corrected for the number of terms), n_target, n_reference (as quanteda names them), log_ratio (effect size: binary logarithm of the
        ratio of relative frequencies, half a count added to a zero; Hardie 2014), n_articles (target articles with it).

    Raises
    ------
    MeasureError
        If the target is empty, is the whole corpus, or names an article that is not there.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["Rare earths, rare earths.", "Soybeans and tariffs."]})
    >>> keyness(articles, ["a"], floor=2)[["feature", "n_target", "n_reference"]].values.tolist()
    [['earths', 2, 0], ['rare', 2, 0], ['rare earths', 2, 0]]
    """
    wanted, known = set(target), set(articles["article_id"])
    if wanted - known:
        raise MeasureError(
            f"target names {len(wanted - known)} articles that are not in the corpus: {min(wanted - known)}"
        )
    if not wanted:
        raise MeasureError("the target is empty: choose at least one article")
    if wanted == known:
        raise MeasureError("the target is the whole corpus, so there is nothing to compare with: choose fewer articles")
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    sizes = {True: 0, False: 0}
    spread: Counter[str] = Counter()
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        inside = article_id in wanted
        found: Counter[str] = Counter()
        for words in _runs(text):
            sizes[inside] += len(words)
            found.update(_terms(words, longest, stopwords))
        counts[inside].update(found)
        if inside:
            spread.update(found.keys())
    rows = []
    for feature in sorted({*counts[True], *counts[False]}):
        a, b = counts[True][feature], counts[False][feature]
        if a + b >= floor:
            g2 = _log_likelihood(a, b, sizes[True], sizes[False])
            ratio = math.log2((max(a, 0.5) / max(sizes[True], 1)) / (max(b, 0.5) / max(sizes[False], 1)))
            rows.append((feature, math.copysign(g2, ratio), math.erfc(math.sqrt(g2 / 2)), a, b, ratio, spread[feature]))
    table = _table(rows, ["feature", "G2", "p", "n_target", "n_reference", "log_ratio", "n_articles"])
    table.insert(3, "p_holm", _holm(table["p"].tolist()))
    return table.sort_values(["G2", "feature"], ascending=[False, True], ignore_index=True)


def uncovered_terms(
    articles: pd.DataFrame,
    target: Collection[str],
    *,
    lexicon: pd.DataFrame | None = None,
    floor: int = 3,
    n_articles: int = 2,
) -> pd.DataFrame:
    """Terms that mark the target but that no issue of the lexicon covers: candidates for it.

    Parameters and columns are those of :func:`keyness`; only terms that mark the target (G2 above 3.84, that is p
    below .05) and stand in at least `n_articles` of its articles are shown, and of a term and its parts with the same
    count only the longest.
    """
    table = keyness(articles, target, floor=floor)
    table = table[(table["G2"] > 3.84) & (table["n_articles"] >= n_articles)]
    covered = [len(find_issues(feature, lexicon=lexicon)) > 0 for feature in table["feature"]]
    table = table.loc[[not known for known in covered]]
    longer = {(feature, n) for feature, n in zip(table["feature"], table["n_target"], strict=True) if " " in feature}
    part = [
        any(f" {feature} " in f" {term} " and term != feature and count == n for term, count in longer)
        for feature, n in zip(table["feature"], table["n_target"], strict=True)
    ]
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
    return _table(rows, ["article_id", "start", "end", "left", "match", "right"])


_PROPORTION = ["n", "base", "share", "low", "high"]


def _proportion(n: int, base: int) -> tuple[int, int, float, float, float]:
    return (n, base, n / base if base else math.nan, *wilson_interval(n, base))


def _table(rows: list[tuple], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _periods(days: pd.Series, frequency: str) -> list[str]:
    if frequency not in ("D", "W", "M", "A"):
        raise MeasureError(f"frequency must be D, W, M or A, not {frequency!r}")
    dates = pd.to_datetime(days)
    if frequency == "A":
        dates = pd.Series(dates.min(), index=dates.index)
    elif frequency == "W":
        dates = dates - pd.to_timedelta(dates.dt.day_of_week, unit="D")
    elif frequency == "M":
        dates = dates - pd.to_timedelta(dates.dt.day - 1, unit="D")
    return dates.dt.strftime("%Y-%m-%d").tolist()


def _holm(p_values: list[float]) -> list[float]:
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [1.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = highest
    return adjusted


def _log_likelihood(a: int, b: int, size_a: int, size_b: int) -> float:
    """G2 of the 2 x 2 table of a term and all other words in target and reference."""
    total, observed = size_a + size_b, 0.0
    for count, size, row in ((a, size_a, a + b), (b, size_b, a + b)):
        for cell, margin in ((count, row), (size - count, total - row)):
            if cell > 0 and margin:
                observed += cell * math.log(cell * total / (margin * size))
    return max(0.0, 2 * observed)


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of lower-case words between marks of punctuation."""
    for part in _BREAK.split(re.sub(r"\b((?:[A-Z]\.)+[A-Z])\.", r"\1", text)):
        words = [re.sub(r"['’]s$", "", word.lower()) for word in _WORD.findall(part)]
        if words:
            yield words


def _terms(words: list[str], longest: int, stopwords: Collection[str]) -> Iterator[str]:
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            first, last = words[start], words[start + size - 1]
            if first not in stopwords and last not in stopwords and not (first[0].isdigit() or last[0].isdigit()):
                yield " ".join(words[start : start + size])
