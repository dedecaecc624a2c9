"""From dated statements to events, ranked and with their evidence, honest about doubt.

Statements of one day that share their words are one event. Nothing here knows the subject of the corpus: issues and
actors come in as tables. An event's parts depend on the statements near it alone, never on the size of the corpus, so
that adding an article about something else removes nothing. docs/chronology.md describes and measures the method.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.chronology.awaited import find_awaited, gather_reports
from tradestudy.chronology.disputes import find_disputes
from tradestudy.chronology.grouping import Group, Told, column_of, group_statements, tell
from tradestudy.chronology.headline import Titles, choose_headline, gather_titles
from tradestudy.chronology.kinds import Naming, code_event, gather_names
from tradestudy.chronology.outcomes import find_outcomes
from tradestudy.chronology.places import choose_place
from tradestudy.chronology.scoring import commonest, score_event
from tradestudy.chronology.slips import find_slips
from tradestudy.chronology.statements import known_by, read_statements
from tradestudy.tables import iter_rows, with_iso_days

SOURCES = ("articles", "sentences", "timexes", "issue_mentions", "actor_mentions")


class _Known(NamedTuple):
    """What is known of reports and sentences beside the statements."""

    place_of: Mapping[str, str]
    titles: Titles
    naming: Naming
    issues: Mapping[tuple[str, int], list[str]]
    actors: Mapping[tuple[str, int], list[str]]


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
    data = {"articles": articles, "sentences": sentences, "timexes": timexes}
    mentions = {"issue_mentions": issue_mentions, "actor_mentions": actor_mentions}
    made = chronicle(data | {name: frame for name, frame in mentions.items() if frame is not None}, as_of)
    return made["events"], made["evidence"]


def chronicle(data: Mapping[str, pd.DataFrame], as_of: str | date | None = None) -> dict[str, pd.DataFrame]:
    """Build all that a chronology states, from what had been published by a day.

    Parameters
    ----------
    data : mapping of str to pandas.DataFrame
        The tables articles, sentences and timexes; issue_mentions and actor_mentions where they are at hand.
    as_of : str or datetime.date, optional
        Read only articles published by that day.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables statements, events, evidence, outcomes, disputes and slips.
    """
    data = {name: with_iso_days(data[name]) for name in SOURCES if name in data}
    articles = known_by(data["articles"], as_of)
    issues = _by_sentence(data.get("issue_mentions"), "issue")
    actors = _by_sentence(data.get("actor_mentions"), "actor_id")
    statements = read_statements(articles, data["sentences"], data["timexes"])
    told = tell(statements, articles, issues, actors)
    known = _Known(
        column_of(articles, "dateline"),
        gather_titles(articles, data["sentences"], data["timexes"], actors.keys()),
        gather_names(articles, data.get("actor_mentions")),
        issues,
        actors,
    )
    described = _describe_all(group_statements(told), known)
    behind = {row["event_id"]: group.members for row, group in described}
    rows = list(iter_rows(tables.frame("events", [row for row, _ in described])))
    reports = gather_reports(behind, told, column_of(articles, "headline"))
    awaited = find_awaited(rows, reports)
    disputes = list(find_disputes(rows, awaited, reports, column_of(articles, "publisher")))
    disputed = {event_id for row in disputes for event_id in row[:2]}
    made = {
        "statements": [statement[:-2] for statement in statements],
        "events": [row._replace(disputed=row.event_id in disputed) for row in rows],
        "evidence": [(event_id, *key) for event_id in behind for key in sorted({t.key for t in behind[event_id]})],
        "outcomes": find_outcomes(rows, awaited, reports),
        "disputes": disputes,
    }
    slips = find_slips(articles, data["sentences"])
    return {name: tables.frame(name, cells) for name, cells in made.items()} | {"slips": slips}


def _describe_all(groups: Iterable[Group], known: _Known) -> list[tuple[dict, Group]]:
    """The row of each event with its statements, in order of date, best first within a date."""
    described = [(_describe(group, known), group) for group in groups]
    described.sort(
        key=lambda pair: (
            pair[0]["date"],
            -round(pair[0]["score"], 9),
            pair[0]["headline"],
            min(told.key for told in pair[1].members),
        )
    )
    counter: Counter[str] = Counter()
    for row, _ in described:
        counter[row["date"]] += 1
        row["event_id"] = f"{row['date']}-{counter[row['date']]}"
    return described


def _by_sentence(mentions: pd.DataFrame | None, column: str) -> dict[tuple[str, int], list[str]]:
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    if mentions is not None:
        for article_id, sentence_id, value in iter_rows(mentions, "article_id", "sentence_id", column):
            found[article_id, sentence_id].append(value)
    return found


def _describe(group: Group, known: _Known) -> dict:
    members = sorted(group.members, key=lambda t: t.key)
    day, granularity, last = _extent(members)
    keys = sorted({told.sentence for told in members})
    headline = choose_headline(group, known.titles, day)
    return {
        "date": day,
        "last": last,
        "granularity": granularity,
        **code_event(members, headline, known.naming),
        "headline": headline.text,
        "headline_from": headline.source,
        "place": choose_place(members, known.place_of),
        "status": "reported" if any(told.status == "reported" for told in _exact(members)) else "expected",
        "n_articles": len({told.original for told in members}),
        "n_publishers": len({told.publisher for told in members}),
        **score_event(group),
        "issues": commonest(Counter(value for key in keys for value in sorted(set(known.issues.get(key, []))))),
        "actors": commonest(Counter(value for key in keys for value in sorted(set(known.actors.get(key, []))))),
        "first_published": min(told.published for told in members),
        "disputed": False,
    }


def _exact(members: list[Told]) -> list[Told]:
    """The statements that name days; all where none does."""
    return [told for told in members if told.granularity in ("day", "range")] or members


def _extent(members: list[Told]) -> tuple[str, str, str]:
    """First day, granularity and last day of an event.

    Its most exact statements decide, ranges among them extend it: those told afterwards, if there are any, before those
    announced.
    """
    exact = [told for told in _exact(members) if told.role != "lede"] or _exact(members)
    day = min(told.date for told in exact)
    ranges = [told for told in exact if told.granularity == "range"]
    done = [told for told in ranges if told.status == "reported"] or ranges
    if done:
        ends = Counter(told.last for told in done)
        return day, "range", min(ends, key=lambda end: (-ends[end], end))
    return day, exact[0].granularity, max(told.last for told in exact)
