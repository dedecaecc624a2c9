"""What was told in advance, and the reports in which its outcome, or another dating, is looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tradestudy.chronology.cues import cue
from tradestudy.chronology.grouping import Told
from tradestudy.chronology.likeness import vector

Key = tuple[str, int]  # article_id, sentence_id

NEARBY = 3  # days that two datings of one event may lie apart
_TURN = cue("put_off", "extended", "cancelled", "suspended", "met", "ran_out")
_UNSURE, _ENDS, _DEADLINE = cue("unsure"), cue("ends"), cue("ends", "deadline")


class Reports(NamedTuple):
    """Words of sentences (headline, issues and actors with them), turns told, the statements behind each event.

    A turn: the day of publication, the sentence, the words that tell it, whether they are the title of the report.
    """

    vectors: Mapping[Key, dict[str, float]]
    turns: list[tuple[str, Key, str, bool]]
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
    behind: Mapping[str, list[Told]], told: Sequence[Told], title: Mapping[str, str] | None = None
) -> Reports:
    """Lay out the statements of a corpus for the search, those behind each event in the order of their keys.

    Where the title of a report tells of a turn, so does what the report expects.
    """
    sentence = {one.sentence: one for one in told}
    turns = sorted(
        (one.published, key, text, text is not one.text)
        for key, one in sentence.items()
        for text in (one.text, (title or {}).get(key[0], "") if one.status == "expected" else "")
        if _TURN.search(text) and not _UNSURE.search(text)
    )
    days_named: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        days_named[one.key[0]].add(one.date)
    in_order = {event_id: sorted(members, key=lambda one: one.key) for event_id, members in behind.items()}
    return Reports({key: one.vector for key, one in sentence.items()}, turns, in_order, days_named)


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
    bound = event.granularity != "range" and 2 * sum(_is_bound(told, _DEADLINE) for told in ahead) >= len(ahead)
    is_term = bound and any(_is_bound(told, _ENDS) for told in ahead)
    own = {told.sentence for told in members}
    since = min(told.published for told in ahead)
    return Awaited(event, ahead, own, vector(total, total), since, bound, is_term)


def _expects(told: Told) -> bool:
    return told.status == "expected" and told.role not in ("saying", "lede") and told.published < told.date


def _is_bound(told: Told, words: re.Pattern[str]) -> bool:
    """Whether a statement bounds something by its day, or says so in some words."""
    return told.role in ("until", "term") or bool(words.search(told.clause))
