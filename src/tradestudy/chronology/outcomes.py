"""What became of the events that were told in advance."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from tradestudy.chronology.awaited import Awaited, Key, Reports
from tradestudy.chronology.cues import cue, tells
from tradestudy.chronology.days import days_between, shift_day
from tradestudy.chronology.grouping import Told
from tradestudy.chronology.likeness import cosine

LINKED = 0.12  # likeness from which a later report speaks of what was expected
FOLLOWS = 0.15  # likeness from which what is expected later is that which was put off
SIGN = 0.1  # what each further sign adds to a likeness
ELSEWHERE = 0.09  # likeness from which another event of the day is what was expected
HORIZON = 21  # days after an expected day, or a postponement, in which the outcome is looked for

_PUT_OFF, _EXTENDED, _CANCELLED = cue("put_off"), cue("extended"), cue("cancelled")
_SUSPENDED, _MET, _RAN_OUT, _IN_FORCE = cue("suspended"), cue("met"), cue("ran_out"), cue("in_force")
_Followers = Callable[[], list[tuple[str, float, str, str]]]
_DOUBT = (True, False, 0)  # of an outcome that names no new day


class Outcome(NamedTuple):
    """What became of an event, the day and the event that it became, and the sentence that tells it."""

    outcome: str
    date: str = ""
    event_id: str = ""
    article_id: str = ""
    sentence_id: int | None = None


class _Turn(NamedTuple):
    """What may tell of a turn: its day of publication, its sentence and words, how near it is to what was expected."""

    day: str
    key: Key
    text: str
    in_title: bool
    nearness: float
    is_fresh: bool  # whether it is none of the sentences that expected the event


class _Expected(NamedTuple):
    """What was awaited, by event; its days by the sentence that names them, and in the order of their publication."""

    awaited: Mapping[str, Awaited]
    by_sentence: Mapping[Key, list[tuple[bool, str, str]]]  # whether the day is told, not computed; day, event_id
    in_order: list[tuple[str, str, str, Key]]  # published, day, event_id, sentence


def find_outcomes(events: Sequence[Any], awaited: Mapping[str, Awaited], reports: Reports) -> Iterator[tuple]:
    """Give the rows of the table outcomes: what became of each event that a report published before its day expected.

    The outcome is ``moved`` if a later report that shares the event's words says so and a later day is expected
    instead, ``cancelled`` if it was called off, or suspended before it began, ``happened`` if reports tell of it on its
    day, or that the deadline ran out or what was due applies; otherwise ``unknown``, or ``open`` if the day lies after
    the last article. A week or month shares the outcome of a day within it that reports came to expect.

    Notes
    -----
    A deadline that passes is rarely reported as such: it stays ``unknown`` unless a report says that it was moved,
    that it ran out or that what was due applies. Reports that hedge ("is likely to be extended") tell no outcome.
    """
    final = max((member.published for members in reports.behind.values() for member in members), default="")
    by_day, expected = _by_day(events), _expectations(awaited)
    told = {event_id: _find(one, expected, by_day, reports) for event_id, one in awaited.items()}
    exact = {event_id: outcome for event_id, outcome in told.items() if not _is_vague(awaited[event_id].event)}
    for event_id, one in awaited.items():
        found = told[event_id] or (_narrowed(one, awaited, exact) if _is_vague(one.event) else None)
        found = found or Outcome("open" if one.event.date > final else "unknown")
        waiting = len({told.key[0] for told in one.ahead})
        yield event_id, one.since, waiting, *found


def _is_vague(event: Any) -> bool:
    return event.granularity in ("week", "month")


def _expectations(awaited: Mapping[str, Awaited]) -> _Expected:
    by_sentence: defaultdict[Key, list[tuple[bool, str, str]]] = defaultdict(list)
    in_order = []
    for event_id, one in awaited.items():
        for told in () if _is_vague(one.event) else one.ahead:
            by_sentence[told.sentence].append((told.role != "term", told.date, event_id))
            in_order.append((told.published, told.date, event_id, told.sentence))
    return _Expected(awaited, by_sentence, sorted(in_order))


def _find(one: Awaited, expected: _Expected, by_day: Mapping[str, list[Any]], reports: Reports) -> Outcome | None:
    happening = _happening(one, by_day, reports)
    return happening if happening and not one.is_deadline else _turn(one, expected, reports) or happening


def _narrowed(one: Awaited, awaited: Mapping[str, Awaited], exact: Mapping[str, Outcome | None]) -> Outcome | None:
    """What became of the days within a week or month for which reports came to expect the same thing."""
    options = []
    for event_id, outcome in exact.items():
        event = awaited[event_id].event
        likeness = cosine(awaited[event_id].words, one.words)
        if outcome and likeness >= LINKED and event.date <= one.event.last and event.last >= one.event.date:
            options.append((-round(likeness, 6), event_id, outcome))
    return min(options, default=(None,))[-1]


def _link(one: Awaited, key: Key, reports: Reports) -> float:
    """How far a sentence speaks of what was awaited.

    Words in common; of a deadline, more if its article names it or nearly its day.
    """
    common = cosine(reports.vectors[key], one.words)
    signs = [key in one.own]
    if one.is_deadline:
        signs += [any(key[0] == article_id for article_id, _ in one.own)]
        near = shift_day(one.event.date, -1), shift_day(one.event.last, 1)
        signs += [any(near[0] <= day <= near[1] for day in reports.days_named[key[0]])]
    return common + SIGN * sum(signs)


def _turn(one: Awaited, expected: _Expected, reports: Reports) -> Outcome | None:
    """The report that best shows that the event was moved or cancelled, or that its deadline ran out."""
    options: list[tuple] = []
    ahead = {told.sentence for told in one.ahead}
    followers = cache(lambda: _followers(one, expected, reports))
    begin = bisect(reports.turns, one.since, key=lambda turn: turn[0])
    end = bisect(reports.turns, shift_day(one.event.last, HORIZON), key=lambda turn: turn[0])
    for day, key, text, in_title in reports.turns[begin:end]:
        link = _link(one, key, reports)
        if link >= LINKED:
            turn = _Turn(day, key, text, in_title, -round(link, 1), key not in ahead)
            options += _moved(one, turn, expected, followers)
            options += _ended(one, turn)
    return min(options, default=(None,))[-1]


def _moved(one: Awaited, turn: _Turn, expected: _Expected, followers: _Followers) -> Iterator[tuple]:
    if not (_PUT_OFF.search(turn.text) or (one.is_deadline and _EXTENDED.search(turn.text))):
        return
    here, computed, target = _new_date(one, turn, expected, followers)
    if target and (here or turn.is_fresh):
        event = expected.awaited[target].event
        doubt = (not here, computed, -event.n_articles * computed)
        moved = Outcome("moved", event.date, target, *turn.key)
        yield turn.day > one.event.last, doubt, turn.day if here else "", turn.nearness, turn.day, moved


def _ended(one: Awaited, turn: _Turn) -> Iterator[tuple]:
    if not one.is_deadline:
        if _CANCELLED.search(turn.text) or (turn.is_fresh and _SUSPENDED.search(turn.text)):
            cancelled = Outcome("cancelled", "", "", *turn.key)
            yield turn.day > one.event.last, _DOUBT, "", turn.nearness, turn.day, cancelled
    elif _MET.search(turn.text) or (turn.is_fresh and turn.day >= one.event.date and _RAN_OUT.search(turn.text)):
        happened = Outcome("happened", one.event.date, one.event.event_id, *turn.key)
        yield False, _DOUBT, "", turn.nearness, turn.day, happened


def _new_date(one: Awaited, turn: _Turn, expected: _Expected, followers: _Followers) -> tuple[bool, bool, str]:
    """Whether the same sentence gives the new day, whether it is computed from a length, and the event expected then.

    Else the likest that is expected soon after.
    """
    named = [option for option in expected.by_sentence.get(turn.key, []) if option[1] > one.event.last]
    if named:
        told, _, target = max(named)
        return not turn.in_title, not told, target
    begin = bisect_left(followers(), turn.day, key=itemgetter(0))
    end = bisect(followers(), shift_day(turn.day, HORIZON), key=itemgetter(0))
    return False, False, min((follower[1:] for follower in followers()[begin:end]), default=("",))[-1]


def _followers(one: Awaited, expected: _Expected, reports: Reports) -> list[tuple[str, float, str, str]]:
    """What was expected of later days in like words: published, how unlike, day and event_id, as they were published.

    Found once an event, not once a turn.
    """
    begin = bisect_left(expected.in_order, one.since, key=itemgetter(0))
    end = bisect(expected.in_order, shift_day(one.event.last, 2 * HORIZON), key=itemgetter(0))
    found = []
    for published, day, event_id, sentence in expected.in_order[begin:end]:
        likeness = cosine(reports.vectors[sentence], one.words) if day > one.event.last else 0.0
        if likeness >= FOLLOWS:
            found.append((published, -round(likeness, 6), day, event_id))
    return found


def _by_day(events: Sequence[Any]) -> dict[str, list[Any]]:
    """The events of each day; what spans weeks or months stands at its first."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for event in events:
        spans = days_between(event.date, event.last) if event.granularity == "range" else 0
        for day in range(spans + 1):
            found[shift_day(event.date, day)].append(event)
    return found


def _happening(one: Awaited, by_day: Mapping[str, list[Any]], reports: Reports) -> Outcome | None:
    """The report that tells best, and soon, of the event as done; of a deadline, that what was due applies."""
    begins = any(_begins(told) for told in one.ahead)
    options = []
    for other in _within(one.event, by_day):
        same = other.event_id == one.event.event_id and not one.is_deadline
        needed = 0.0 if same else ELSEWHERE * (2 if _is_vague(one.event) else 1)
        for told in reports.behind[other.event_id]:
            if not _is_done(told, one.event) or (one.is_deadline and not _begins(told)):
                continue
            likeness = cosine(reports.vectors[told.sentence], one.words)
            if begins and likeness and told.granularity == "day" and _begins(told):
                likeness += SIGN
            if likeness >= needed and (same or begins or told.role != "since"):
                happened = Outcome("happened", one.event.date, other.event_id, *told.sentence)
                delay = 0.01 * days_between(one.event.date, told.published)
                options.append((delay - round(likeness, 6), told.published, told.key[1], happened))
    return min(options, default=(None,))[-1]


def _is_done(told: Told, event: Any) -> bool:
    """Whether a statement tells of something done, on or after a day, and as exactly as the day was expected."""
    exact = _is_vague(event) or not _is_vague(told)
    return (
        exact and told.status == "reported" and told.role in ("event", "since", "lede") and told.published >= event.date
    )


def _begins(told: Told) -> bool:
    """Whether a statement tells of what applies from its day on."""
    return told.role in ("since", "until") or tells(told.text, _IN_FORCE)


def _within(event: Any, by_day: Mapping[str, list[Any]]) -> Iterator[Any]:
    """The events on the days of an event, each once."""
    seen = set()
    for day in range(days_between(event.date, event.last) + 1):
        for other in by_day.get(shift_day(event.date, day), []):
            if other.event_id not in seen:
                seen.add(other.event_id)
                yield other
