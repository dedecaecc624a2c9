"""Cross-checks: a weekday against its date, report against report, plan against outcome."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from tradestudy.ranking import content_words, cosine, days_between, iso_day, iter_rows, vector, word_weights

SAME_THING = 0.45  # cosine from which two reports tell of one thing on two different days
LINKED = 0.15  # cosine from which a later report speaks of what was expected
AS_EXPECTED = 0.1  # cosine from which a report of the day tells of what was expected of it
NEARBY = 3  # days that two datings of one event may lie apart
HORIZON = 21  # days around an expected day in which its outcome is looked for

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
    r"\b(?:extend\w*|extension|prolong\w*|renew(?:ed|s|al|ing)?|put(?:s|ting)?\s+off|roll(?:ed|s)?\s+over)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:expir\w+|deadlines?|lapse[sd]?|runs?\s+out|run\s+out|ran\s+out|ends?|ending|until|truce|pause|cut-off|due)\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:ed|s|ing)?\s+off|scrap(?:s|ped|ping)?|avert(?:ed|s|ing)?|shelv(?:ed|es|ing)|"
    r"off\s+the\s+table|(?:will|would)\s+drop|dropped|(?:will|would)\s+not\s+(?:now\s+)?(?:take\s+(?:place|effect)|go\s+ahead))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:unless|if|likely|could|may|might|possib\w+|hopes?|hoped|whether|talk of|suggest\w*|will work to)\b",
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


def find_outcomes(
    events: pd.DataFrame, evidence: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Say of each event that was told in advance what became of it.

    Returns
    -------
    pandas.DataFrame
        One row per event that an article published before its day expected: event_id, date, headline, expected_since (day of
        the first such article), n_articles (that expected it), outcome, outcome_event_id, outcome_date, outcome_published and
        outcome_sentence (the report that shows it). The outcome is ``moved`` or ``cancelled`` if a later report that shares the
        event's words says so, ``happened`` if reports tell of the event on its day, otherwise ``unknown``.

    Notes
    -----
    A deadline that passes is rarely reported as such: it stays ``unknown`` unless a report says that it was moved or that it ran out.
    Reports that hedge ("is likely to be extended") are not taken for an outcome.
    """
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    behind, vectors = _behind(evidence, statements, events), _vectors(statements)
    sentence = {(r.article_id, r.sentence_id): r.text for r in iter_rows(statements)}
    turns = sorted(
        (published[key[0]], key, text)
        for key, text in sentence.items()
        if any(cue.search(text) for cue in (_PUT_OFF, _EXTENDED, _CANCELLED)) and not _UNSURE.search(text)
    )
    ahead = {event_id: [r for r in rows if _is_ahead(r, published)] for event_id, rows in behind.items()}
    results = []
    for event in iter_rows(events.sort_values(["date", "event_id"])):
        if not ahead[event.event_id]:
            continue
        since = min(published[r.article_id] for r in ahead[event.event_id])
        waited = _centroid(vectors[r.article_id, r.sentence_id] for r in ahead[event.event_id])
        happening = _happening(event, behind[event.event_id], waited, vectors, published)
        deadlines = [r.role in ("until", "term") or bool(_DEADLINE.search(r.clause)) for r in ahead[event.event_id]]
        is_deadline = 2 * sum(deadlines) >= len(deadlines)
        outcome = happening if happening and not is_deadline else ()
        outcome = outcome or _turn(event, since, is_deadline, waited, turns, behind, ahead, vectors, published)
        outcome = outcome or happening or ("unknown", "", "", "", "")
        waiting = len({r.article_id for r in ahead[event.event_id]})
        results.append((event.event_id, event.date, event.headline, since, waiting, *outcome))
    return pd.DataFrame(results, columns=OUTCOME_COLUMNS)


def _is_ahead(statement, published: Mapping[str, str]) -> bool:
    return (
        statement.status == "expected"
        and statement.role in ("event", "since", "until", "term")
        and published[statement.article_id] < statement.date
    )


def _turn(
    event,
    since: str,
    is_deadline: bool,
    waited: Mapping[str, float],
    turns: list,
    behind: Mapping,
    ahead: Mapping,
    vectors: Mapping,
    published: Mapping[str, str],
) -> tuple:
    """The first report that the event was moved or cancelled; an empty tuple if there is none."""
    own = {(r.article_id, r.sentence_id) for r in behind[event.event_id]}
    told_ahead = {(r.article_id, r.sentence_id) for r in ahead[event.event_id]}
    for day, key, text in turns:
        if day <= since or abs(days_between(event.date, day)) > HORIZON:
            continue
        if key not in own and cosine(vectors[key], waited) < LINKED:
            continue
        if _PUT_OFF.search(text) or (is_deadline and _EXTENDED.search(text)):
            target, when = _new_date(event, day, key, waited, ahead, vectors, published)
            if target and key in told_ahead and not any(_is_in(r, key) for r in ahead[target]):
                continue  # "the last extension ends on September 17" extends nothing
            if target or (_PUT_OFF.search(text) and key not in told_ahead):
                return "moved", target, when, day, text
        elif key in own and _CANCELLED.search(text):
            return "cancelled", "", "", day, text
    return ()


def _is_in(statement, key: tuple) -> bool:
    return (statement.article_id, statement.sentence_id) == key


def _new_date(
    event,
    day: str,
    key: tuple,
    waited: Mapping[str, float],
    ahead: Mapping,
    vectors: Mapping,
    published: Mapping[str, str],
) -> tuple[str, str]:
    """The later expected event to which the same sentence, or the most similar later one, points."""
    options = []
    for other, rows in ahead.items():
        for r in rows:
            if r.date <= event.last or published[r.article_id] < day or r.granularity not in ("day", "range"):
                continue
            here = _is_in(r, key)
            likeness = cosine(vectors[r.article_id, r.sentence_id], waited)
            if here or likeness >= LINKED:
                options.append((not here, -round(likeness, 6), r.date, other))
    _, _, when, target = min(options, default=(0, 0, "", ""))
    return target, when


def _centroid(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for entries in vectors:
        for word, value in entries.items():
            total[word] += value
    return vector(total, total)


def _happening(
    event, members: list, waited: Mapping[str, float], vectors: Mapping, published: Mapping[str, str]
) -> tuple:
    """The first report that tells of the event as done; an empty tuple if there is none."""
    told = [
        (published[r.article_id], r.article_id, r.sentence_id, r.text)
        for r in members
        if r.status == "reported"
        and r.role in ("event", "since", "lede")
        and published[r.article_id] >= event.date
        and cosine(vectors[r.article_id, r.sentence_id], waited) >= AS_EXPECTED
    ]
    if not told:
        return ()
    day, _, _, text = min(told)
    return "happened", event.event_id, event.date, day, text
