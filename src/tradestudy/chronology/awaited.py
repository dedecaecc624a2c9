"""What was told in advance, and the reports in which its outcome, or another dating, is looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from tradestudy.chronology.cues import cue
from tradestudy.chronology.days import iso_day
from tradestudy.chronology.grouping import Told
from tradestudy.chronology.likeness import content_words, vector, word_weights
from tradestudy.chronology.statements import Statement

Key = tuple[str, int]  # article_id, sentence_id

NEARBY = 3  # days that two datings of one event may lie apart
_TURN = cue("put_off", "extended", "cancelled", "suspended", "met", "ran_out")
_UNSURE, _ENDS, _DEADLINE = cue("unsure"), cue("ends"), cue("ends", "deadline")


class Reports(NamedTuple):
    """Days of articles, words of their sentences, sentences that tell of a turn, the statements behind each event."""

    published: Mapping[str, str]
    vectors: Mapping[Key, dict[str, float]]
    turns: list[tuple[str, Key, str]]
    behind: Mapping[str, list[Told]]
    days_named: Mapping[str, set[str]]


class Awaited(NamedTuple):
    """An event told in advance.

    The statements that expected it, all its sentences, their common words, and its kind.
    """

    event: Any
    ahead: list[Told]
    own: set[Key]
    words: dict[str, float]
    since: str
    is_deadline: bool
    is_term: bool  # whether something ends then


def gather_reports(
    behind: Mapping[str, list[Told]], statements: Iterable[Statement], articles: pd.DataFrame
) -> Reports:
    """Lay out the statements of a corpus for the search, those behind each event in the order of their keys."""
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    sentence = {(s.article_id, s.sentence_id): s.text for s in statements}
    turns = sorted(
        (published[key[0]], key, text)
        for key, text in sentence.items()
        if _TURN.search(text) and not _UNSURE.search(text)
    )
    days_named: defaultdict[str, set[str]] = defaultdict(set)
    for s in statements:
        days_named[s.article_id].add(s.date)
    in_order = {event_id: sorted(members, key=lambda told: told.key) for event_id, members in behind.items()}
    return Reports(published, _vectors(sentence), turns, in_order, days_named)


def _vectors(sentence: Mapping[Key, str]) -> dict[Key, dict[str, float]]:
    words = {key: content_words(text) for key, text in sentence.items()}
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for (article_id, _), found in words.items():
        by_article[article_id].update(found)
    rarity = word_weights(by_article.values())
    return {key: vector(found, rarity) for key, found in words.items()}


def find_awaited(events: Iterable[Any], reports: Reports) -> dict[str, Awaited]:
    """The events that a report published before their day expected, by event_id."""
    return {event.event_id: found for event in events if (found := _await(event, reports))}


def _await(event: Any, reports: Reports) -> Awaited | None:
    members = reports.behind[event.event_id]
    ahead = [told for told in members if _expects(told)]
    if not ahead:
        return None
    total: defaultdict[str, float] = defaultdict(float)
    for told in ahead:
        for word, value in reports.vectors[told.sentence].items():
            total[word] += value
    is_deadline = 2 * sum(_is_bound(told, _DEADLINE) for told in ahead) >= len(ahead)
    is_term = is_deadline and any(_is_bound(told, _ENDS) for told in ahead)
    own = {told.sentence for told in members}
    since = min(told.published for told in ahead)
    return Awaited(event, ahead, own, vector(total, total), since, is_deadline, is_term)


def _expects(told: Told) -> bool:
    return told.status == "expected" and told.role not in ("saying", "lede") and told.published < told.date


def _is_bound(told: Told, words: re.Pattern[str]) -> bool:
    """Whether a statement bounds something by its day, or says so in some words."""
    return told.role in ("until", "term") or bool(words.search(told.clause))
