"""From dated statements to events, ranked and with their evidence, honest about doubt.

Statements of one day that share their words are one event. Nothing here knows the subject of the corpus: issues and actors come
in as tables. An event's parts depend on the statements near it alone, never on the size of the corpus, so that adding an
article about something else removes nothing. docs/chronology.md describes and measures the method.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.chronology.comparison import compare, diff, rank_days
from tradestudy.chronology.crosschecks import find_disputes, find_outcomes, find_slips
from tradestudy.chronology.grouping import Group, Told, group_statements, tell
from tradestudy.chronology.ranking import (
    WEIGHTS,
    Exposure,
    agreement,
    days_between,
    iso_day,
    iter_rows,
    lag_weight,
    rank_dates,
    resultant,
    simple_counts,
    vector,
)
from tradestudy.chronology.statements import find_places, find_statements, standing, without_dateline

__all__ = [
    "build_events",
    "choose_headline",
    "compare",
    "diff",
    "explain_scores",
    "find_disputes",
    "find_outcomes",
    "find_slips",
    "find_statements",
    "rank_dates",
    "rank_days",
    "simple_counts",
]

ROLE_WEIGHT = {"event": 1.0, "since": 1.0, "until": 0.75, "lede": 0.5, "saying": 0.3, "term": 0.25}
FLOOR = 1.0  # more cautious than a ranking of days: a chronology is read from the top, and its newest events have few witnesses
PART_COLUMNS = ["event_id", "score", "weight", "agreement", "n_late", "n_ahead", "n_after", "roles"]


def build_events(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    timexes: pd.DataFrame,
    issue_mentions: pd.DataFrame | None = None,
    actor_mentions: pd.DataFrame | None = None,
    *,
    as_of: str | date | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build the chronology of a corpus.

    Parameters
    ----------
    articles, sentences, timexes : pandas.DataFrame
        The tables of the codebook; of articles only article_id, published and text are needed.
    issue_mentions, actor_mentions : pandas.DataFrame, optional
        What the sentences are about and whom they name; both help to tell events apart and label them.
    as_of : str or datetime.date, optional
        Read only articles published by that day: the chronology as it was known then.

    Returns
    -------
    events : pandas.DataFrame
        One row per event, in order of date, best first within a date; columns as in the codebook.
    evidence : pandas.DataFrame
        One row per statement behind an event: event_id, article_id, sentence_id, tid ("" where no expression dates it).

    Raises
    ------
    ValueError
        If `as_of` is not an ISO date.

    Examples
    --------
    >>> from tradestudy import sentences, timex
    >>> text = "Negotiators signed the truce in Geneva on Monday."
    >>> reports = pd.DataFrame({"article_id": ["a"], "published": ["2025-05-13"], "text": [text]})
    >>> events, evidence = build_events(reports, sentences.split(text, article_id="a"),
    ...                                 timex.find_timexes(text, "2025-05-13", article_id="a"))
    >>> events[["event_id", "date", "place", "status"]].values.tolist()
    [['2025-05-12-1', '2025-05-12', 'Geneva', 'reported']]
    """
    _, events, evidence = _build(articles, sentences, timexes, issue_mentions, actor_mentions, as_of)
    return events, evidence


def explain_scores(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    timexes: pd.DataFrame,
    issue_mentions: pd.DataFrame | None = None,
    actor_mentions: pd.DataFrame | None = None,
    *,
    as_of: str | date | None = None,
) -> pd.DataFrame:
    """Show the parts of every event's score.

    Takes what :func:`build_events` takes. One row per event: event_id, score, weight (sum of the weights of its publishers),
    agreement (0 to 1: how far the publishers share their words), n_late (articles published a week or more after the day),
    n_ahead (before it), n_after (articles of the whole corpus published within 120 days from it), roles (how the date is named,
    commonest first). The score is ``|sum of w(p) v(p)| / sqrt((mean + n_after) / (2 mean))`` over publishers *p*, `mean` being
    the mean of n_after over the corpus: `weight` if all use the same words, less the more they differ, and up to 1.4 times as
    much if hardly any article came late enough to tell of it.
    """
    groups, _, _ = _build(articles, sentences, timexes, issue_mentions, actor_mentions, as_of)
    exposure = _exposure(_known(articles, as_of))
    rows = []
    for event_id, group in groups:
        score = _score(group, exposure)
        day = min(told.date for told in group.members)
        lags = [
            days_between(day, published) for _, published in sorted({(t.original, t.published) for t in group.members})
        ]
        late, ahead = sum(lag >= WEIGHTS.late_days for lag in lags), sum(lag < 0 for lag in lags)
        weight, roles = sum(w for w, _ in score.weighted), _commonest(Counter(told.role for told in group.members))
        rows.append((event_id, score.value, weight, agreement(score.weighted), late, ahead, score.n_after, roles))
    return pd.DataFrame(rows, columns=PART_COLUMNS)


def _build(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    timexes: pd.DataFrame,
    issue_mentions: pd.DataFrame | None,
    actor_mentions: pd.DataFrame | None,
    as_of: str | date | None,
) -> tuple[list[tuple[str, Group]], pd.DataFrame, pd.DataFrame]:
    articles = _known(articles, as_of)
    issues, actors = _by_sentence(issue_mentions, "issue"), _by_sentence(actor_mentions, "actor_id")
    statements = find_statements(articles, sentences, timexes)
    told = tell(statements, articles, sentences, issues, actors)
    exposure = _exposure(articles)
    place_of = dict(zip(articles["article_id"], articles["dateline"], strict=True)) if "dateline" in articles else {}
    rows: list[tuple[tuple, Group, dict]] = []
    for group in group_statements(told):
        row = _describe(group, exposure, place_of, issues, actors)
        rows.append(
            ((row["date"], -round(row["score"], 9), row["headline"], min(m.key for m in group.members)), group, row)
        )
    rows.sort(key=lambda entry: entry[0])
    counter: Counter[str] = Counter()
    named, evidence = [], []
    for _, group, row in rows:
        counter[row["date"]] += 1
        row["event_id"] = f"{row['date']}-{counter[row['date']]}"
        named.append((row["event_id"], group))
        evidence += [(row["event_id"], *key) for key in sorted({told.key for told in group.members})]
    events, behind = tables.frame("events", [row for _, _, row in rows]), tables.frame("evidence", evidence)
    disputes = find_disputes(events, behind, statements, articles)
    events["disputed"] = events["event_id"].isin([*disputes["event_id"], *disputes["other_event_id"]])
    return named, events, behind


def _known(articles: pd.DataFrame, as_of: str | date | None) -> pd.DataFrame:
    """The articles published by a day."""
    if not as_of:
        return articles
    limit = iso_day(as_of)
    return articles[articles["published"].map(lambda day: iso_day(day) <= limit).astype(bool)]


def _exposure(articles: pd.DataFrame) -> Exposure:
    used = articles[articles["duplicate_of"] == ""] if "duplicate_of" in articles.columns else articles
    return Exposure(map(iso_day, used["published"]))


def _by_sentence(mentions: pd.DataFrame | None, column: str) -> dict[tuple[str, int], list[str]]:
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    if mentions is not None:
        for article_id, sentence_id, value in iter_rows(mentions, "article_id", "sentence_id", column):
            found[article_id, sentence_id].append(value)
    return found


class _Score(NamedTuple):
    """The score of an event and its parts."""

    value: float
    weighted: list[tuple[float, dict[str, float]]]  # weight and unit vector of each publisher
    n_after: int


def _score(group: Group, exposure: Exposure) -> _Score:
    """Score an event as ranking scores a day: by publisher, each with the weight of its weightiest statement."""
    day = min(told.date for told in group.members)
    by_publisher: defaultdict[str, list[Told]] = defaultdict(list)
    for told in group.members:
        if told.key[0] == told.original:
            by_publisher[told.publisher].append(told)
    weighted = []
    for name in sorted(by_publisher):
        words: defaultdict[str, float] = defaultdict(float)
        for told in by_publisher[name]:
            for word, value in told.vector.items():
                words[word] += value
        weight = max(lag_weight(days_between(day, t.published)) * ROLE_WEIGHT[t.role] for t in by_publisher[name])
        weighted.append((weight, vector(words, words)))
    return _Score(resultant(weighted) / exposure.divisor(day, FLOOR), weighted, exposure.count(day))


def _describe(
    group: Group,
    exposure: Exposure,
    place_of: Mapping[str, str],
    issues: Mapping[tuple[str, int], list[str]],
    actors: Mapping[tuple[str, int], list[str]],
) -> dict:
    members = sorted(group.members, key=lambda t: t.key)
    day, granularity, last = _extent(members)
    keys = sorted({told.key[:2] for told in members})
    return {
        "date": day,
        "last": last,
        "granularity": granularity,
        "headline": choose_headline(members, group, actors),
        "place": _place(members, place_of),
        "status": "reported" if any(told.status == "reported" for told in _exact(members)) else "expected",
        "n_articles": len({told.original for told in members}),
        "n_publishers": len({told.publisher for told in members}),
        "score": round(_score(group, exposure).value, 6),
        "issues": _commonest(Counter(value for key in keys for value in sorted(set(issues.get(key, []))))),
        "actors": _commonest(Counter(value for key in keys for value in sorted(set(actors.get(key, []))))),
        "first_published": min(told.published for told in members),
        "disputed": False,
    }


def _exact(members: list[Told]) -> list[Told]:
    """The statements that name days; all where none does."""
    return [told for told in members if told.granularity in ("day", "range")] or members


def _extent(members: list[Told]) -> tuple[str, str, str]:
    """First day, granularity and last day of an event: its most exact statements decide, ranges among them extend it."""
    exact = [told for told in _exact(members) if told.role != "lede"] or _exact(members)
    day = min(told.date for told in exact)
    ranges = Counter(told.last for told in exact if told.granularity == "range")
    if ranges:
        return day, "range", min(ranges, key=lambda end: (-ranges[end], end))
    return day, exact[0].granularity, max(told.last for told in exact)


def choose_headline(members: list[Told], group: Group, actors: Mapping[tuple[str, int], list[str]]) -> str:
    """The sentence that tells the event best: about the dated thing, representative, and readable on its own."""

    day = _extent(members)[0]

    def rank(told: Told) -> tuple:
        value = group.similarity(told) + 0.3 * ROLE_WEIGHT[told.role] + 0.3 * (told.key[1] == 0 and told.date == day)
        value += standing(without_dateline(told.text)) + 0.1 * bool(actors.get(told.key[:2]))
        value += 0.4 * (told.status == "reported") + 0.2 * (0 <= days_between(told.date, told.published) <= 3)
        value -= 0.8 * (told.granularity in ("week", "month")) + 0.3 * (not told.main)
        value -= 0.3 * (told.role == "since" and bool(re.search(r"\bsince\b", told.clause, re.IGNORECASE)))
        return -round(value, 9), told.published, told.key

    return without_dateline(min(members, key=rank).text)


def _place(members: list[Told], place_of: Mapping[str, str]) -> str:
    """The place named most; of datelines, those that are more than one correspondent's whereabouts."""
    votes: defaultdict[str, float] = defaultdict(float)
    datelines = Counter(
        dateline.title() if dateline.isupper() else dateline
        for told in members
        if told.key[1] <= 1
        and told.role in ("event", "lede")
        and (dateline := place_of.get(told.key[0], "").split(",")[0].split("/")[0].strip())
    )
    for told in members:
        for place, weight in find_places(told.clause):
            votes[place] += weight
    alone = len({told.original for told in members}) == 1
    for place, count in datelines.items():
        if alone or count > 1 or any(place in without_dateline(told.text) for told in members):
            votes[place] += 2 * count
    return min(votes, key=lambda place: (-votes[place], place)) if votes else ""


def _commonest(counts: Counter[str]) -> str:
    return "; ".join(sorted(counts, key=lambda value: (-counts[value], value)))


def chronicle(data: Mapping[str, pd.DataFrame], as_of: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build events and evidence from the tables of a corpus, from what had been published by `as_of`."""
    return build_events(
        data["articles"],
        data["sentences"],
        data["timexes"],
        data["issue_mentions"],
        data["actor_mentions"],
        as_of=as_of,
    )
