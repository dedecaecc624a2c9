"""What became of the events that were told in advance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tradestudy.chronology.awaited import NEARBY, Awaited, Key, Reports
from tradestudy.chronology.cues import cue
from tradestudy.chronology.days import days_between
from tradestudy.chronology.likeness import cosine

LINKED = 0.15  # likeness from which a later report speaks of what was expected
SIGN = 0.1  # what each further sign adds to that likeness
ELSEWHERE = 0.2  # cosine from which a report in another event of the day, or on a deadline, tells of what was expected
HORIZON = 21  # days after an expected day, or a postponement, in which the outcome is looked for

_PUT_OFF, _EXTENDED, _CANCELLED = cue("put_off"), cue("extended"), cue("cancelled")
_SUSPENDED, _MET, _RAN_OUT = cue("suspended"), cue("met"), cue("ran_out")


class Outcome(NamedTuple):
    """What became of an event, the day and the event that it became, and the sentence that tells it."""

    outcome: str
    date: str = ""
    event_id: str = ""
    article_id: str = ""
    sentence_id: int | None = None


class _Turn(NamedTuple):
    """A sentence that may tell of a turn: the day it was published, its words, how near it is to what was expected."""

    day: str
    key: Key
    text: str
    nearness: float


def find_outcomes(events: Sequence[Any], awaited: Mapping[str, Awaited], reports: Reports) -> Iterator[tuple]:
    """Give the rows of the table outcomes: what became of each event that a report published before its day expected.

    The outcome is ``moved`` if a later report that shares the event's words says so and a later day is expected
    instead, ``cancelled`` if it was called off, or suspended before it began, ``happened`` if reports tell of it on its
    day, or that the deadline ran out; otherwise ``unknown``, or ``open`` if the day lies after the last article.

    Notes
    -----
    A deadline that passes is rarely reported as such: it stays ``unknown`` unless a report says that it was moved or
    that it ran out. Reports that hedge ("is likely to be extended") are not taken for an outcome.
    """
    final = max((told.published for members in reports.behind.values() for told in members), default="")
    for event_id, one in awaited.items():
        happening = _happening(one, events, reports)
        found = happening if happening and not one.is_deadline else _turn(one, awaited, reports) or happening
        found = found or Outcome("open" if one.event.date > final else "unknown")
        waiting = len({told.key[0] for told in one.ahead})
        yield event_id, one.since, waiting, *found


def _link(one: Awaited, key: Key, reports: Reports) -> float:
    """How far a sentence speaks of what was awaited.

    Words in common; of a deadline, more if its article names it or nearly its day.
    """
    common = cosine(reports.vectors[key], one.words)
    signs = [key in one.own]
    if one.is_deadline:
        signs += [any(key[0] == article_id for article_id, _ in one.own)]
        signs += [any(abs(days_between(one.event.date, day)) <= NEARBY for day in reports.days_named[key[0]])]
    return common + SIGN * sum(signs)


def _turn(one: Awaited, awaited: Mapping[str, Awaited], reports: Reports) -> Outcome | None:
    """The report that best shows that the event was moved or cancelled, or that its deadline ran out."""
    options: list[tuple] = []
    for day, key, text in reports.turns:
        if day <= one.since or days_between(one.event.last, day) > HORIZON:
            continue
        link = _link(one, key, reports)
        if link >= LINKED:
            turn = _Turn(day, key, text, -round(link, 1))
            options += _moved(one, turn, awaited, reports)
            options += _ended(one, turn)
    return min(options, default=(None,))[-1]


def _moved(one: Awaited, turn: _Turn, awaited: Mapping[str, Awaited], reports: Reports) -> Iterator[tuple]:
    if not (_PUT_OFF.search(turn.text) or (one.is_deadline and _EXTENDED.search(turn.text))):
        return
    here, target = _new_date(one, turn, awaited, reports)
    if target and (here or turn.key not in {told.sentence for told in one.ahead}):
        moved = Outcome("moved", awaited[target].event.date, target, *turn.key)
        yield turn.day > one.event.last, not here, turn.day if here else "", turn.nearness, turn.day, moved


def _ended(one: Awaited, turn: _Turn) -> Iterator[tuple]:
    fresh = turn.key not in {told.sentence for told in one.ahead}
    if not one.is_deadline:
        if _CANCELLED.search(turn.text) or (fresh and _SUSPENDED.search(turn.text)):
            cancelled = Outcome("cancelled", "", "", *turn.key)
            yield turn.day > one.event.last, True, "", turn.nearness, turn.day, cancelled
    elif _MET.search(turn.text) or (fresh and turn.day >= one.event.date and _RAN_OUT.search(turn.text)):
        happened = Outcome("happened", one.event.date, one.event.event_id, *turn.key)
        yield False, True, "", turn.nearness, turn.day, happened


def _new_date(one: Awaited, turn: _Turn, awaited: Mapping[str, Awaited], reports: Reports) -> tuple[bool, str]:
    """Whether the same sentence names the new day, and the event expected then.

    Else the likest that is expected soon after.
    """
    options = []
    for event_id, other in awaited.items():
        if other.event.granularity not in ("day", "range"):
            continue
        for told in other.ahead:
            if told.date <= one.event.last or told.published < turn.day:
                continue
            here = told.sentence == turn.key
            likeness = cosine(reports.vectors[told.sentence], one.words)
            if here or (likeness >= LINKED and days_between(turn.day, told.published) <= HORIZON):
                options.append((not here, -round(likeness, 6), told.date, event_id))
    named = max((option[2:] for option in options if not option[0]), default=())
    return (True, named[1]) if named else (False, min(options, default=("",))[-1])


def _happening(one: Awaited, events: Sequence[Any], reports: Reports) -> Outcome | None:
    """The report that tells best, and soon, of the event as done."""
    event = one.event
    vague = ("week", "month") if event.granularity in ("day", "range") else ()
    options = []
    for other in events:
        if not event.date <= other.date <= event.last:
            continue
        needed = 0.0 if other.event_id == event.event_id and not one.is_deadline else ELSEWHERE
        for told in reports.behind[other.event_id]:
            done = told.status == "reported" and told.role in ("event", "since", "lede")
            if not done or told.published < event.date or told.granularity in vague:
                continue
            likeness = cosine(reports.vectors[told.sentence], one.words)
            if likeness >= needed:
                happened = Outcome("happened", event.date, other.event_id, *told.sentence)
                delay = 0.01 * days_between(event.date, told.published)
                options.append((delay - round(likeness, 6), told.published, told.key[1], happened))
    return min(options, default=(None,))[-1]
