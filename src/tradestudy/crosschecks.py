"""Cross-checks: a weekday against its date, report against report, plan against outcome."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from tradestudy.ranking import content_words, cosine, days_between, iso_day, iter_rows, vector, word_weights

SAME_THING = 0.45  # cosine from which two reports tell of one thing on two different days
LINKED = 0.15  # likeness from which a later report speaks of what was expected
ITS_ARTICLE = 0.1  # what is added to that likeness if its article names the day, and if the sentence does
AS_EXPECTED, ELSEWHERE = 0.04, 0.2  # cosine from which a report of the day tells of what was expected; from another event
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

_PUT_OFF = re.compile(
    r"\b(?:postpon\w+|delay(?:s|ed|ing)?|deferr?\w*|reschedul\w+|push(?:ed|es|ing)?\s+back|put(?:s|ting)?\s+off|brought\s+forward|"
    r"mov(?:ed|es|ing)\s+(?:back|forward)|new\s+dates?)\b",
    re.IGNORECASE,
)
_EXTENDED = re.compile(
    r"\b(?:extend\w*|extension|prolong\w*|renew(?:ed|s|al|ing)?|put(?:s|ting)?\s+off|roll(?:ed|s)?\s+over|"
    r"(?:another|further|additional|extra)\s+[\w-]+[\s-](?:day|week|month)s?|[\w-]+\s+(?:more|additional|further|extra)\s+"
    r"(?:day|week|month)s|gives?\b[^.;]{0,60}\buntil|will\s+(?:now\s+)?(?:last|run|remain|stay)\b[^.;]{0,40}\buntil)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:expir\w+|deadlines?|lapse[sd]?|runs?\s+out|run\s+out|ran\s+out|ends?|ending|until|truce|pause|cut-off|due)\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:ed|s|ing)?\s+off|scrap(?:s|ped|ping)?|averts?(?<!to avert)|averted|shelv(?:ed|es|ing)|"
    r"off\s+(?:the\s+table|for\s+a\s+year)|(?:will|would)\s+drop|dropped|suspend(?:s|ed|ing)?|"
    r"(?:will|would)\s+not\s+(?:now\s+)?(?:take\s+(?:place|effect)|go\s+ahead))\b",
    re.IGNORECASE,
)
_RAN_OUT = re.compile(r"\b(?:lapsed|expired|ran\s+out|came\s+to\s+an\s+end)\b", re.IGNORECASE)
_TURN = re.compile("|".join(cue.pattern for cue in (_PUT_OFF, _EXTENDED, _CANCELLED, _RAN_OUT)), re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:unless|if|likely|could|may|might|possib\w+|hopes?|hoped|whether|talk of|suggest\w*|will work to|unclear|latest extension|several times|most recently|(?:is|are|was|were|has|have|had)\s+not)\b",
    re.IGNORECASE,
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY_DATE = re.compile(
    rf"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?(?:{_MONTH}\s+(\d{{1,2}})|(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})"
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
                rows.append(
                    (
                        article_id,
                        sentence_id,
                        publisher.get(article_id, ""),
                        published[article_id],
                        match[0],
                        f"{weekday}day",
                        day.isoformat(),
                        _WEEKDAYS[day.weekday()],
                    )
                )
    return pd.DataFrame(rows, columns=SLIP_COLUMNS)


def _nearest(month: str, number: int, year: str | None, published: str) -> date | None:
    at = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
    here = date.fromisoformat(published)
    candidates = []
    for candidate in [int(year)] if year else (here.year - 1, here.year, here.year + 1):
        try:
            candidates.append(date(candidate, at, number))
        except ValueError:
            continue
    return min(candidates, key=lambda day: (abs((day - here).days), day), default=None)


def _behind(evidence: pd.DataFrame, statements: pd.DataFrame, events: pd.DataFrame) -> dict[str, list]:
    """Statements by event, in a fixed order."""
    keys = ["article_id", "sentence_id", "tid"]
    joined = evidence.merge(statements, on=keys).drop_duplicates(["event_id", *keys, "role"])
    result: dict[str, list] = {event_id: [] for event_id in events["event_id"]}
    for row in iter_rows(joined.sort_values(["event_id", *keys, "role"])):
        if row.event_id in result:
            result[row.event_id].append(row)
    return result


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

    Two events up to three days apart are one event in dispute if reports of different articles tell of both in nearly the same
    words, as done, and no article names both days.

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
        leads; the same of the other side, with ``other_`` before the name; likeness (cosine of the two sentences); the two sentences.
    """
    behind, vectors = _behind(evidence, statements, events), _vectors(statements)
    publisher = dict(zip(articles["article_id"], articles["publisher"], strict=True)) if "publisher" in articles else {}
    told = {
        event_id: [r for r in rows if r.role == "event" and r.status == "reported" and r.granularity == "day"]
        for event_id, rows in behind.items()
    }
    days = events[events["granularity"] == "day"].sort_values(["date", "event_id"])
    listed = [row for row in iter_rows(days) if told[row.event_id]]
    rows = []
    for place, one in enumerate(listed):
        for other in listed[place + 1 :]:
            apart = days_between(one.date, other.date)
            if apart > NEARBY:
                break
            if apart == 0 or {r.article_id for r in behind[one.event_id]} & {
                r.article_id for r in behind[other.event_id]
            }:
                continue
            likeness, a, b = max(
                (
                    (round(cosine(vectors[a.article_id, a.sentence_id], vectors[b.article_id, b.sentence_id]), 6), a, b)
                    for a in told[one.event_id]
                    for b in told[other.event_id]
                ),
                key=lambda entry: entry[0],
            )
            if likeness < SAME_THING:
                continue
            sides = [(one, a), (other, b)]
            if (other.n_publishers, other.n_articles) > (one.n_publishers, one.n_articles):
                sides.reverse()
            row: list = []
            for event, _ in sides:
                names = sorted({publisher.get(r.article_id, "") or r.article_id for r in behind[event.event_id]})
                row += [event.event_id, event.date, event.n_articles, event.n_publishers, "; ".join(names)]
            rows.append((*row, likeness, *(statement.text for _, statement in sides)))
    return pd.DataFrame(rows, columns=DISPUTE_COLUMNS)


class _Awaited(NamedTuple):
    """An event told in advance: the statements that expected it, all its sentences, their common words, and its kind."""

    event: Any
    ahead: list
    own: set[tuple[str, int]]
    words: dict[str, float]
    since: str
    is_deadline: bool


class _Reports(NamedTuple):
    """What outcomes are looked for in: the day of each article, words, sentences with a cue, all statements by event."""

    published: Mapping[str, str]
    vectors: Mapping[tuple[str, int], dict[str, float]]
    turns: list[tuple[str, tuple[str, int], str]]
    behind: Mapping[str, list]
    days_named: Mapping[str, set[str]]


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
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    sentence = {(r.article_id, r.sentence_id): r.text for r in iter_rows(statements)}
    turns = sorted((published[k[0]], k, text) for k, text in sentence.items() if _TURN.search(text) and not _UNSURE.search(text))
    behind = _behind(evidence, statements, events)
    days_named: defaultdict[str, set[str]] = defaultdict(set)
    for r in iter_rows(statements):
        days_named[r.article_id].add(r.date)
    reports = _Reports(published, _vectors(statements), turns, behind, days_named)
    final = max((published[r.article_id] for rows in behind.values() for r in rows), default="")
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
    return _Awaited(event, ahead, own, vector(total, total), since, 2 * deadlines >= len(ahead))


def _link(one: _Awaited, key: tuple[str, int], reports: _Reports) -> float:
    """How far a sentence speaks of what was awaited: words in common, and more if its article names the day, give or take a few."""
    common = cosine(reports.vectors[key], one.words)
    if common < AS_EXPECTED:
        return 0.0
    near = any(abs(days_between(one.event.date, day)) <= NEARBY for day in reports.days_named[key[0]])
    return common + (ITS_ARTICLE if near else 0) + (ITS_ARTICLE if key in one.own else 0)


def _turn(one: _Awaited, awaited: Mapping[str, _Awaited], reports: _Reports) -> tuple:
    """The report that best shows that the event was moved or cancelled, or that its deadline ran out; an empty tuple if there is none."""
    told_ahead = {(r.article_id, r.sentence_id) for r in one.ahead}
    options = []
    for day, key, text in reports.turns:
        if day < one.since or days_between(one.event.last, day) > HORIZON:
            continue
        link = _link(one, key, reports)
        if link < LINKED:
            continue
        nearness = -round(link, 1)
        if _PUT_OFF.search(text) or (one.is_deadline and _EXTENDED.search(text)):
            here, target = _new_date(one, day, key, awaited, reports)
            if target and (here or key not in told_ahead):
                when = awaited[target].event.date
                options.append((not here, nearness, day, ("moved", target, when, day, text)))
        if key in told_ahead:
            continue
        if _CANCELLED.search(text) and day <= one.event.date and not one.is_deadline:
            options.append((True, nearness, day, ("cancelled", "", "", day, text)))
        if one.is_deadline and day >= one.event.date and _RAN_OUT.search(text):
            options.append((True, nearness, day, ("happened", one.event.event_id, one.event.date, day, text)))
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
    """The first report that tells of the event as done; an empty tuple if there is none."""
    told = []
    event = one.event
    for other in events.loc[(events["date"] >= event.date) & (events["date"] <= event.last), "event_id"]:
        needed = AS_EXPECTED if other == event.event_id and not one.is_deadline else ELSEWHERE
        for r in reports.behind[other]:
            when = reports.published[r.article_id]
            if r.status != "reported" or r.role not in ("event", "since", "lede") or when < event.date:
                continue
            if r.granularity in ("week", "month") and event.granularity in ("day", "range"):
                continue
            likeness = cosine(reports.vectors[r.article_id, r.sentence_id], one.words)
            if likeness >= needed:
                told.append((likeness < LINKED, when, -round(likeness, 6), ("happened", other, event.date, when, r.text)))
    return min(told, default=((),))[-1]
