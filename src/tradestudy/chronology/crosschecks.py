"""Cross-checks: a weekday against its date, report against report, plan against outcome."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from tradestudy.chronology.ranking import content_words, cosine, days_between, iso_day, iter_rows, vector, word_weights
from tradestudy.timex import MONTH, day_in_year

SAME_THING = 0.45  # cosine from which two reports tell of one thing on two different days
SAME_TERM = 0.05  # cosine from which two deadlines, each taken with all that is said of it, are one
LINKED = 0.15  # likeness from which a later report speaks of what was expected
SIGN = 0.1  # what each further sign adds to that likeness
ELSEWHERE = 0.2  # cosine from which a report in another event of the day, or on a deadline, tells of what was expected
NEARBY = 3  # days that two datings of one event may lie apart
HORIZON = 21  # days after an expected day, or a postponement, in which the outcome is looked for

DISPUTE_COLUMNS = (
    "event_id date n_articles n_publishers publishers other_event_id other_date other_n_articles other_n_publishers other_publishers "
    "likeness sentence other_sentence"
).split()
SLIP_COLUMNS = "article_id sentence_id publisher published text weekday date weekday_of_date".split()
OUTCOME_COLUMNS = (
    "event_id date headline expected_since n_articles outcome outcome_event_id outcome_date outcome_published outcome_sentence"
).split()


def _cue(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_PUT_OFF = _cue(
    r"postpon\w+|delay(?:s|ed|ing)?|deferr?\w*|reschedul\w+|push(?:ed|es|ing)?\s+back|put(?:s|ting)?\s+off|brought\s+forward",
    r"mov(?:ed|es|ing)\s+(?:back|forward)|new\s+dates?",
)
_EXTENDED = _cue(
    r"extend\w*|extension|prolong\w*|renew(?:ed|s|al|ing)?|put(?:s|ting)?\s+off|roll(?:ed|s)?\s+over|gives?\b[^.;]{0,60}\buntil",
    r"(?:another|further|additional|extra)\s+[\w-]{1,20}[\s-](?:day|week|month)s?",
    r"[\w-]{1,20}\s+(?:more|additional|further|extra)\s+(?:day|week|month)s",
    r"will\s+(?:now\s+)?(?:last|run|remain|stay)\b[^.;]{0,40}\buntil",
)
_CANCELLED = _cue(
    r"cancel(?:s|led|ed|ling|ing|lation)?|call(?:ed|s|ing)?\s+off|scrap(?:s|ped|ping)?|averts|averted|shelv(?:ed|es|ing)",
    r"off\s+the\s+table|(?:drop|dropped)\s+(?:the|its|his|their|plans?)",
    r"(?:will|would)\s+not\s+(?:now\s+)?(?:take\s+(?:place|effect)|go\s+ahead)",
)
_SUSPENDED = _cue(r"suspend(?:s|ed|ing)?|off\s+for\s+a\s+year|held?\s+back")
_MET = _cue(
    r"to\s+spare|ahead\s+of\s+(?:time|schedule)",
    r"(?:met|fulfilled|reached)\s+(?:its|the|their|this|that)\s+(?:\w+\s+)?(?:target|pledge|goal|commitment|deadline)",
)
_RAN_OUT = _cue(r"lapsed|expired|ran\s+out|came\s+to\s+an\s+end")
_TURN = _cue(*(cue.pattern for cue in (_PUT_OFF, _EXTENDED, _CANCELLED, _SUSPENDED, _MET, _RAN_OUT)))
_UNSURE = _cue(
    r"unless|if|likely|could|may|might|possib\w+|hopes?|hoped|whether|talk of|suggest\w*|will work to|unclear",
    r"latest extension|several times|most recently|would\s+(?:\w+\s+)?have|(?:is|are|was|were|has|have|had)\s+not",
)
_ENDS = _cue(r"expir\w+|deadlines?|lapse[sd]?|r[au]ns?\s+out|ends?|ending|until|cut-off|legal\s+limit")
_DEADLINE = _cue(_ENDS.pattern, "truce|pause|due")
_AGAINST = _cue(
    r"(?:mis)?dat(?:ed|es|ing)\s+(?:it|them|this|that|the\s+\w+)\s+to|misdate[sd]?",
    r"(?:other|some|several)\s+(?:reports|accounts|papers|sources|agencies)\s+(?:say|said|give|gave|put|name|named|have|had)",
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY_DATE = re.compile(
    rf"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\(?(?:the\s+)?(?:{_MONTH}\s+(\d{{1,2}})|(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})"
    r"\b(?!:)(?:st|nd|rd|th)?(?:,?\s+(\d{4})\b)?"
)
_DATE_WEEKDAY = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s+(\d{{4}}))?,?\s+\(?(?:a\s+)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)"
)


def find_slips(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find weekdays that do not fit the date they stand with.

    Returns
    -------
    pandas.DataFrame
        One row per slip: article_id, sentence_id, publisher, published, text (as written), weekday (as written), date
        (as written, in the year written or the one that brings it nearest to the publication), weekday_of_date.

    Examples
    --------
    >>> from tradestudy import sentences
    >>> text = "The order was signed on Tuesday, August 11."
    >>> reports = pd.DataFrame({"article_id": ["a"], "published": ["2025-08-12"], "text": [text]})
    >>> find_slips(reports, sentences.split(text, article_id="a"))[["weekday", "date", "weekday_of_date"]].values.tolist()
    [['Tuesday', '2025-08-11', 'Monday']]
    """
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    publisher = dict(zip(articles["article_id"], articles["publisher"], strict=True)) if "publisher" in articles else {}
    rows = []
    for article_id, sentence_id, text in iter_rows(sentences, "article_id", "sentence_id", "text"):
        if article_id not in published:
            continue
        written = [(m, m[1], m[2] or m[5], m[3] or m[4], m[6]) for m in _WEEKDAY_DATE.finditer(text)]
        written += [(m, m[4], m[1], m[2], m[3]) for m in _DATE_WEEKDAY.finditer(text)]
        for match, weekday, month, number, year in sorted(written, key=lambda entry: entry[0].start()):
            day = _nearest(month, int(number), year, published[article_id])
            if day and _WEEKDAYS[day.weekday()] != f"{weekday}day":
                where = (article_id, sentence_id, publisher.get(article_id, ""), published[article_id])
                rows.append((*where, match[0], f"{weekday}day", day.isoformat(), _WEEKDAYS[day.weekday()]))
    return pd.DataFrame(rows, columns=SLIP_COLUMNS)


def _nearest(month: str, number: int, year: str | None, published: str) -> date | None:
    here = date.fromisoformat(published)
    years = [int(year)] if year else (here.year - 1, here.year, here.year + 1)
    days = [day for y in years if (day := day_in_year(y, MONTH[month.lower()], number))]
    return min(days, key=lambda day: (abs((day - here).days), day), default=None)


class _Awaited(NamedTuple):
    """An event told in advance: the statements that expected it, all its sentences, their common words, and its kind."""

    event: Any
    ahead: list
    own: set[tuple[str, int]]
    words: dict[str, float]
    since: str
    is_deadline: bool
    is_term: bool  # whether something ends then


class _Reports(NamedTuple):
    """What outcomes are looked for in: the day of each article, words, sentences with a cue, all statements by event."""

    published: Mapping[str, str]
    vectors: Mapping[tuple[str, int], dict[str, float]]
    turns: list[tuple[str, tuple[str, int], str]]
    behind: Mapping[str, list]
    days_named: Mapping[str, set[str]]


def _behind(evidence: pd.DataFrame, statements: pd.DataFrame, events: pd.DataFrame) -> dict[str, list]:
    """Statements by event, in a fixed order."""
    keys = ["article_id", "sentence_id", "tid"]
    joined = evidence.merge(statements, on=keys).drop_duplicates(["event_id", *keys, "role"])
    result: dict[str, list] = {event_id: [] for event_id in events["event_id"]}
    for row in iter_rows(joined.sort_values(["event_id", *keys, "role"])):
        if row.event_id in result:
            result[row.event_id].append(row)
    return result


def _read(events: pd.DataFrame, evidence: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame) -> _Reports:
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    sentence = {(r.article_id, r.sentence_id): r.text for r in iter_rows(statements)}
    turns = sorted(
        (published[k[0]], k, text) for k, text in sentence.items() if _TURN.search(text) and not _UNSURE.search(text)
    )
    behind = _behind(evidence, statements, events)
    days_named: defaultdict[str, set[str]] = defaultdict(set)
    for r in iter_rows(statements):
        days_named[r.article_id].add(r.date)
    return _Reports(published, _vectors(statements), turns, behind, days_named)


def _vectors(statements: pd.DataFrame) -> dict[tuple[str, int], dict[str, float]]:
    words = {(a, s): content_words(text) for a, s, text in iter_rows(statements, "article_id", "sentence_id", "text")}
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for (article_id, _), found in words.items():
        by_article[article_id].update(found)
    rarity = word_weights(by_article.values())
    return {key: vector(found, rarity) for key, found in words.items()}


def find_disputes(
    events: pd.DataFrame, evidence: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Find events that reports date differently.

    Two events up to three days apart are one event in dispute if no article names both days and reports of different articles
    tell of both as done, in nearly the same words, or expect both as the end of one and the same term. They also are if one
    sentence sets the two days against each other ("others dated it to Friday").

    Parameters
    ----------
    events, evidence : pandas.DataFrame
        A chronology.
    statements : pandas.DataFrame
        What :func:`tradestudy.statements.find_statements` gives for the same articles.
    articles : pandas.DataFrame
        For the publishers.

    Returns
    -------
    pandas.DataFrame
        One row per pair: event_id, date, n_articles, n_publishers, publishers of the side with more publishers, which
        leads; the same of the other side, with ``other_`` before the name; likeness (cosine of the two sentences, or of all that
        is said of the two terms); the two sentences.
    """
    reports = _read(events, evidence, statements, articles)
    publisher = dict(zip(articles["article_id"], articles["publisher"], strict=True)) if "publisher" in articles else {}
    by_day = [e for e in iter_rows(events.sort_values(["date", "event_id"])) if e.granularity in ("day", "range")]
    awaited = {e.event_id: _await(e, reports) for e in by_day}
    rows = []
    for place, one in enumerate(by_day):
        for other in by_day[place + 1 :]:
            if days_between(one.date, other.date) > NEARBY:
                break
            rivals = _rivals(one, other, awaited, reports) if one.date < other.date else ()
            likeness, a, b = max(rivals, key=lambda entry: entry[0], default=(0, None, None))
            if a is None or b is None:
                continue
            sides = [(one, a), (other, b)]
            if (other.n_publishers, other.n_articles) > (one.n_publishers, one.n_articles):
                sides.reverse()
            row: list = []
            for event, _ in sides:
                told_by = {r.article_id for r in reports.behind[event.event_id]}
                names = sorted({publisher.get(article_id, "") or article_id for article_id in told_by})
                row += [event.event_id, event.date, event.n_articles, event.n_publishers, "; ".join(names)]
            rows.append((*row, likeness, *(statement.text for _, statement in sides)))
    return pd.DataFrame(rows, columns=DISPUTE_COLUMNS)


def _rivals(one: Any, other: Any, awaited: Mapping[str, _Awaited | None], reports: _Reports) -> Iterator[tuple]:
    """Likeness and the two statements, for each way in which two events are one that is dated differently."""
    behind, vectors = reports.behind, reports.vectors
    sides = [[r for r in behind[e.event_id] if r.role == "event" and r.granularity == "day"] for e in (one, other)]
    same = {(b.article_id, b.sentence_id): b for b in sides[1]}
    for a in sides[0]:
        if (a.article_id, a.sentence_id) in same and _AGAINST.search(a.text):
            yield 1.0, a, same[a.article_id, a.sentence_id]
    if {r.article_id for r in behind[one.event_id]} & {r.article_id for r in behind[other.event_id]}:
        return
    for a, b in product(*sides):
        likeness = round(cosine(vectors[a.article_id, a.sentence_id], vectors[b.article_id, b.sentence_id]), 6)
        if a.status == b.status == "reported" and likeness >= SAME_THING:
            yield likeness, a, b
    x, y = awaited[one.event_id], awaited[other.event_id]
    if x and y and x.is_term and y.is_term and (likeness := round(cosine(x.words, y.words), 6)) >= SAME_TERM:
        for a, b in product(x.ahead, y.ahead):
            if "term" not in (a.role, b.role):
                yield likeness, a, b


def find_outcomes(
    events: pd.DataFrame, evidence: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Say of each event that was told in advance what became of it.

    Returns
    -------
    pandas.DataFrame
        One row per event that an article published before its day expected: event_id, date, headline, expected_since (day of
        the first such article), n_articles (that expected it), outcome, outcome_event_id, outcome_date, outcome_published and
        outcome_sentence (the report that shows it). The outcome is ``moved`` if a later report that shares the event's words says
        so and a later day is expected instead, ``cancelled`` if it was called off, or suspended before it began, ``happened``
        if reports tell of it on its day, or that the deadline ran out; otherwise ``unknown``, or ``open`` if the day lies after
        the last article.

    Notes
    -----
    A deadline that passes is rarely reported as such: it stays ``unknown`` unless a report says that it was moved or that it ran out.
    Reports that hedge ("is likely to be extended") are not taken for an outcome.
    """
    reports = _read(events, evidence, statements, articles)
    final = max((reports.published[r.article_id] for rows in reports.behind.values() for r in rows), default="")
    awaited = {
        event.event_id: found
        for event in iter_rows(events.sort_values(["date", "event_id"]))
        if (found := _await(event, reports))
    }
    results = []
    for event_id, one in awaited.items():
        happening = _happening(one, events, reports)
        outcome = happening if happening and not one.is_deadline else _turn(one, awaited, reports) or happening
        outcome = outcome or ("open" if one.event.date > final else "unknown", "", "", "", "")
        waiting = len({r.article_id for r in one.ahead})
        results.append((event_id, one.event.date, one.event.headline, one.since, waiting, *outcome))
    return pd.DataFrame(results, columns=OUTCOME_COLUMNS)


def _await(event: Any, reports: _Reports) -> _Awaited | None:
    """What was expected of an event; None if nobody expected it."""
    rows = reports.behind[event.event_id]
    ahead = [
        r
        for r in rows
        if r.status == "expected" and r.role not in ("saying", "lede") and reports.published[r.article_id] < r.date
    ]
    if not ahead:
        return None
    total: defaultdict[str, float] = defaultdict(float)
    for r in ahead:
        for word, value in reports.vectors[r.article_id, r.sentence_id].items():
            total[word] += value
    deadlines = sum(r.role in ("until", "term") or bool(_DEADLINE.search(r.clause)) for r in ahead)
    own = {(r.article_id, r.sentence_id) for r in rows}
    since = min(reports.published[r.article_id] for r in ahead)
    is_deadline = 2 * deadlines >= len(ahead)
    is_term = is_deadline and any(r.role in ("until", "term") or bool(_ENDS.search(r.clause)) for r in ahead)
    return _Awaited(event, ahead, own, vector(total, total), since, is_deadline, is_term)


def _link(one: _Awaited, key: tuple[str, int], reports: _Reports) -> float:
    """How far a sentence speaks of what was awaited: words in common; of a deadline, more if its article names it or nearly its day."""
    common = cosine(reports.vectors[key], one.words)
    signs = [key in one.own]
    if one.is_deadline:
        signs += [any(key[0] == article_id for article_id, _ in one.own)]
        signs += [any(abs(days_between(one.event.date, day)) <= NEARBY for day in reports.days_named[key[0]])]
    return common + SIGN * sum(signs)


def _turn(one: _Awaited, awaited: Mapping[str, _Awaited], reports: _Reports) -> tuple:
    """The report that best shows that the event was moved or cancelled, or that its deadline ran out; an empty tuple if there is none."""
    told_ahead = {(r.article_id, r.sentence_id) for r in one.ahead}
    options = []
    for day, key, text in reports.turns:
        if day <= one.since or days_between(one.event.last, day) > HORIZON:
            continue
        link = _link(one, key, reports)
        if link < LINKED:
            continue
        nearness, late = -round(link, 1), day > one.event.last
        if _PUT_OFF.search(text) or (one.is_deadline and _EXTENDED.search(text)):
            here, target = _new_date(one, day, key, awaited, reports)
            if target and (here or key not in told_ahead):
                when = awaited[target].event.date
                options.append((late, not here, day if here else "", nearness, day, ("moved", target, when, day, text)))
        done = ("happened", one.event.event_id, one.event.date, day, text)
        fresh = key not in told_ahead
        if not one.is_deadline and (_CANCELLED.search(text) or (fresh and _SUSPENDED.search(text))):
            options.append((late, True, "", nearness, day, ("cancelled", "", "", day, text)))
        elif one.is_deadline and (_MET.search(text) or (fresh and day >= one.event.date and _RAN_OUT.search(text))):
            options.append((False, True, "", nearness, day, done))
    return min(options, default=((),))[-1]


def _new_date(
    one: _Awaited, day: str, key: tuple[str, int], awaited: Mapping[str, _Awaited], reports: _Reports
) -> tuple[bool, str]:
    """Whether the same sentence names the new day, and the event expected then; else the likest that is expected soon after."""
    options = []
    for event_id, other in awaited.items():
        for r in other.ahead:
            told = reports.published[r.article_id]
            if r.date <= one.event.last or told < day or other.event.granularity not in ("day", "range"):
                continue
            here = (r.article_id, r.sentence_id) == key
            likeness = cosine(reports.vectors[r.article_id, r.sentence_id], one.words)
            if here or (likeness >= LINKED and days_between(day, told) <= HORIZON):
                options.append((not here, -round(likeness, 6), r.date, event_id))
    named = max((option[2:] for option in options if not option[0]), default=())
    return (True, named[1]) if named else (False, min(options, default=("",))[-1])


def _happening(one: _Awaited, events: pd.DataFrame, reports: _Reports) -> tuple:
    """The report that tells best, and soon, of the event as done; an empty tuple if there is none."""
    told = []
    event = one.event
    for other in events.loc[(events["date"] >= event.date) & (events["date"] <= event.last), "event_id"]:
        needed = 0.0 if other == event.event_id and not one.is_deadline else ELSEWHERE
        for r in reports.behind[other]:
            when = reports.published[r.article_id]
            if r.status != "reported" or r.role not in ("event", "since", "lede") or when < event.date:
                continue
            if r.granularity in ("week", "month") and event.granularity in ("day", "range"):
                continue
            likeness = cosine(reports.vectors[r.article_id, r.sentence_id], one.words)
            if likeness >= needed:
                delay = 0.01 * days_between(event.date, when)
                told.append(
                    (delay - round(likeness, 6), when, r.sentence_id, ("happened", other, event.date, when, r.text))
                )
    return min(told, default=((),))[-1]
