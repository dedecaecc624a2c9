"""Events that reports date differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from tradestudy.chronology.awaited import NEARBY, Awaited, Reports
from tradestudy.chronology.cues import cue, tells
from tradestudy.chronology.days import days_between
from tradestudy.chronology.grouping import Told
from tradestudy.chronology.likeness import cosine

SAME_THING = 0.5  # cosine from which two reports tell of one thing on two different days
SAME_TERM = 0.1  # cosine from which two deadlines, each taken with all that is said of it, are one
_AGAINST = cue("against")

Rival = tuple[float, Told, Told]


def find_disputes(
    events: Sequence[Any], awaited: Mapping[str, Awaited], reports: Reports, publisher: Mapping[str, str]
) -> Iterator[tuple]:
    """Give the rows of the table disputes: events up to three days apart that are one event, dated differently.

    They are if no article names both days and reports of different articles tell of both as done, in nearly the same
    words, or expect both as the end of one and the same term; or if one sentence sets the two days against each other
    ("others dated it to Friday"). The side with more publishers leads.

    Parameters
    ----------
    events
        Rows of the table events, in order of date.
    awaited, reports
        What was expected, and the statements behind each event.
    publisher
        Publisher of each article, empty where it is not known.
    """
    by_day = [event for event in events if event.granularity in ("day", "range")]
    for place, one in enumerate(by_day):
        for other in by_day[place + 1 :]:
            if days_between(one.date, other.date) > NEARBY:
                break
            rivals = list(_rivals(one, other, awaited, reports)) if one.date < other.date else []
            if not rivals:
                continue
            likeness, a, b = max(rivals, key=lambda rival: rival[0])
            sides = [(one, a), (other, b)]
            if (other.n_publishers, other.n_articles) > (one.n_publishers, one.n_articles):
                sides.reverse()
            yield _row(sides, likeness, reports, publisher)


def _row(sides: list[tuple[Any, Told]], likeness: float, reports: Reports, publisher: Mapping[str, str]) -> tuple:
    counts: list = []
    for event, _ in sides:
        told_by = {told.key[0] for told in reports.behind[event.event_id]}
        names = sorted({publisher.get(article_id, "") or article_id for article_id in told_by})
        counts += [event.n_articles, event.n_publishers, "; ".join(names)]
    (one, a), (other, b) = sides
    return one.event_id, other.event_id, *counts, likeness, *a.sentence, *b.sentence


def _rivals(one: Any, other: Any, awaited: Mapping[str, Awaited], reports: Reports) -> Iterator[Rival]:
    """Likeness and the two statements, for each way in which two events are one that is dated differently."""
    behind, vectors = reports.behind, reports.vectors
    of_one, of_other = (
        [told for told in behind[event.event_id] if told.role == "event" and told.granularity == "day"]
        for event in (one, other)
    )
    same = {told.sentence: told for told in of_other}
    for told in of_one:
        if told.sentence in same and tells(told.text, _AGAINST):
            yield 1.0, told, same[told.sentence]
    if {told.key[0] for told in behind[one.event_id]} & {told.key[0] for told in behind[other.event_id]}:
        return
    done = [[told for told in side if told.status == "reported"] for side in (of_one, of_other)]
    for a, b in product(*done):
        likeness = round(cosine(vectors[a.sentence], vectors[b.sentence]), 6)
        if likeness >= SAME_THING:
            yield likeness, a, b
    yield from _rival_terms(awaited.get(one.event_id), awaited.get(other.event_id))


def _rival_terms(one: Awaited | None, other: Awaited | None) -> Iterator[Rival]:
    if not (one and other and one.is_term and other.is_term):
        return
    likeness = round(cosine(one.words, other.words), 6)
    for a, b in product(one.ahead, other.ahead) if likeness >= SAME_TERM else ():
        if "term" not in (a.role, b.role):
            yield likeness, a, b
