"""Dated statements: what a sentence says happened, or will, on which day.

A date in a sentence is not yet an event on that day. "He said on Monday that tariffs will rise on August 12" tells of a
saying on Monday and expects a rise on August 12. Each statement is one time expression with the clause around it, the
role the date plays there and whether the clause tells of something done or awaited. Rules only, over the words of the
clause; no parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from tradestudy import tables, timex
from tradestudy.chronology.cues import any_cue
from tradestudy.chronology.days import iso_day, shift_day
from tradestudy.tables import iter_rows, with_iso_days

NEAR = 150  # characters beside a date in which its verb is looked for
REACH = 1000  # characters from a date that a clause is read: a text without full stops must not be read once per date
LONGEST_RANGE = 10  # days: "June 9-10" is one event, "the first quarter" is none
NEWS_DAYS = 2  # days before its publication that a report tells as its news
NEWS_SENTENCES = 8  # sentences of a report in which its news is told

SAYING = any_cue("saying")
_SAID_ON = re.compile(SAYING + r"(?:\s+(?!that\b)[\w'’.-]+){0,7}?\s*(?:\b(?:on|late|early|earlier|in|a|an|the)\s+)*$")
_ON_DAY_SAID = re.compile(r"^(?:\s+(?!that\b|which\b|and\b)[\w'’.-]+){0,6}?\s+" + SAYING, re.IGNORECASE)
_AWAITED = re.compile(any_cue("awaited"))
_NOT_DONE = re.compile(any_cue("not_done"))
_EDGE = r"(?:the\s+)?(?:(?:end|start|middle)\s+of\s+)?$"
_UNTIL = re.compile(rf"\b(?:until|till|by|before|through)\s+{_EDGE}", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|after|following|from|effective|starting|beginning)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE
)
_COMPARED = re.compile(any_cue("compared") + r"\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AGENCY_SIGN = r"[^!?]{0,40}\([A-Z][\w/ ]{1,15}\)\s*[-–—]{1,2}"
_SHOUTED_PLACE = r"[^a-z.!?:]{0,40}[A-Z]{3}[^.!?:]{0,40}?(?:\s[-–—]{1,2}|:)"
_PLAIN_PLACE = r"[A-Z][\w'’]+(?:,?\s[A-Z][\w'’]+){0,3}\s(?:--|[-–—])(?!.{0,200}\s[-–—])"
_DATED_SIGN = r"[A-Z][\w' ]{1,30},\s*\([^()]{0,80}\b(?:19|20)\d\d\)"
DATELINE = re.compile(rf"^(?:{_AGENCY_SIGN}|{_DATED_SIGN}|{_SHOUTED_PLACE}|{_PLAIN_PLACE})\s+(?=[\"“‘']?[A-Z])")
_SHORT_LENGTH = re.compile(r"P([2-5])D")
_LASTING = re.compile(rf"(?:\s+of|)\s+(?:[\w'’-]+\s+){{0,4}}?{any_cue('lasting')}")
_MEASURING = re.compile(rf"\s+(?:(?:and|or|to|-)\s+[A-Z]\w+\s+)?{any_cue('measuring')}")
MONTHS = rf"\b(?:{'|'.join(timex.MONTH)})\b"
_MONTH = re.compile(MONTHS, re.IGNORECASE)
_CLOCK = re.compile(r"\d[\d.:]*\s*(?:[ap]\.?m\b\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?", re.IGNORECASE)
_SPOKEN = re.compile(r"[\"“][^\"”]*[\"”]?")
_CLOSES, _OPENS = re.compile(any_cue("closes")), re.compile(any_cue("opens"))
_NOT_A_TERM = re.compile(r"\s*(?:after|before|ago|earlier|later|since|from now)\b")
_MARK = r"[,;:()]|\s[–—-]+\s"
_BREAK = re.compile(f"{_MARK}|{any_cue('subordinator', 'break')}")
_STRETCH = re.compile(f"{_MARK}|{any_cue('subordinator')}", re.IGNORECASE)


class DatedSpan(NamedTuple):
    """The part of a timexes row that the rules look at; start and end count within the sentence."""

    tid: str
    start: int
    end: int
    type: str
    value: str
    granularity: str
    first: str
    last: str
    rule: str


class Statement(NamedTuple):
    """A row of the statements table, with the words around the expression and the whole sentence."""

    article_id: str
    sentence_id: int
    tid: str
    date: str
    last: str
    granularity: str
    role: str
    status: str
    main: bool
    clause: str
    text: str


def find_statements(
    articles: pd.DataFrame, sentences: pd.DataFrame, timexes: pd.DataFrame, *, as_of: str | date | None = None
) -> pd.DataFrame:
    """Tie each sentence to the days of which it tells.

    Parameters
    ----------
    articles, sentences, timexes : pandas.DataFrame
        The tables of the codebook.
    as_of : str or datetime.date, optional
        Read only articles published by that day.

    Returns
    -------
    pandas.DataFrame
        The table statements, one row per dated statement. The role is ``event`` (the day on which it happened or will),
        ``since`` or ``until`` (a day that bounds something), ``saying`` (the day on which somebody spoke), ``lede``
        (the opening of a report that names no day: taken for the day of publication) or ``term`` (the end of a stated
        length of time, counted from the day on which it was decided).

    Raises
    ------
    ValueError
        If `as_of` is not an ISO date.

    Examples
    --------
    >>> from tradestudy import sentences, timex
    >>> text = "Tariffs will rise on August 12, He said on Monday."
    >>> reports = pd.DataFrame({"article_id": ["a"], "published": ["2025-07-29"], "text": [text]})
    >>> found = find_statements(reports, sentences.split(text, article_id="a"),
    ...                         timex.find_timexes(text, "2025-07-29", article_id="a"))
    >>> found[["date", "status", "role"]].values.tolist()
    [['2025-08-12', 'expected', 'event'], ['2025-07-28', 'reported', 'saying']]
    """
    found = read_statements(known_by(articles, as_of), sentences, timexes)
    return tables.frame("statements", [statement[: len(tables.TABLES["statements"].names)] for statement in found])


def known_by(articles: pd.DataFrame, as_of: str | date | None) -> pd.DataFrame:
    """The articles published by a day; all where none is given."""
    if not as_of:
        return articles
    limit = iso_day(as_of)
    return articles[articles["published"].map(lambda day: iso_day(day) <= limit).astype(bool)]


def read_statements(articles: pd.DataFrame, sentences: pd.DataFrame, timexes: pd.DataFrame) -> list[Statement]:
    """The statements of all articles, by article and sentence."""
    dated: defaultdict[tuple[str, int], list] = defaultdict(list)
    for row in iter_rows(with_iso_days(timexes)):
        dated[row.article_id, row.sentence_id].append(row)
    by_article: defaultdict[str, list] = defaultdict(list)
    for row in iter_rows(sentences.sort_values(["article_id", "sentence_id"], kind="stable")):
        by_article[row.article_id].append(row)
    found = []
    for article_id, published in iter_rows(articles.sort_values("article_id"), "article_id", "published"):
        read = by_article[article_id]
        of_sentences = [_of_sentence(s, dated[article_id, s.sentence_id], iso_day(published)) for s in read]
        opening = _opening([s.text for s in read], of_sentences, iso_day(published))
        for place, (sentence, made) in enumerate(zip(read, of_sentences, strict=True)):
            key = (article_id, sentence.sentence_id)
            lede = [_lede(sentence.text, iso_day(published))] if place == opening else []
            found += [Statement._make((*key, *statement, sentence.text)) for statement in [*lede, *made]]
    return found


def _of_sentence(sentence: Any, timexes: list, published: str) -> list[tuple]:
    at = sentence.start
    spans = [
        DatedSpan(t.tid, t.start - at, t.end - at, t.type, t.value, t.granularity, t.first, t.last, t.rule)
        for t in sorted(timexes, key=lambda row: (row.start, row.end))
    ]
    return _drop_repeats(list(read_sentence(sentence.text, spans, published, opening=sentence.sentence_id == 0)))


def _opening(texts: list[str], made: list[list[tuple]], published: str) -> int | None:
    """Which sentence of a report tells what it reports of its own day, though it does not name the day.

    The first, unless it tells of another day or only awaits; failing that, and if no sentence tells of the day or the
    two before, the first undated one that says that something was done.
    """
    if not texts:
        return None
    news = [any(_is_news(statement, published) for statement in of_sentence) for of_sentence in made]
    if not (news[0] or any(map(_tells_of_day, made[0])) or _AWAITED.search(_SPOKEN.sub("", texts[0]))):
        return 0
    if any(news):
        return None
    return next(
        (place for place, text in enumerate(texts[:NEWS_SENTENCES]) if not made[place] and _says_done(text)), None
    )


def _tells_of_day(statement: tuple) -> bool:
    *_, role, status, main, _ = statement
    return status == "reported" and role in ("event", "saying") and main


def _is_news(statement: tuple, published: str) -> bool:
    _, _, last, granularity, role, status, *_ = statement
    day = granularity in ("day", "range") and role != "term"
    return day and status == "reported" and shift_day(published, -NEWS_DAYS) <= last <= published


def _says_done(text: str) -> bool:
    own = _SPOKEN.sub("", text)
    return any(map(timex.is_past, own.lower().split())) and not _AWAITED.search(own)


def _lede(text: str, published: str) -> tuple:
    return "", published, published, "day", "lede", "reported", True, text


def read_sentence(text: str, spans: list[DatedSpan], published: str, *, opening: bool = False) -> Iterator[tuple]:
    """Give tid, date, last, granularity, role, status, main and clause of each statement in a sentence."""
    dateline = DATELINE.match(text) if opening else None
    breaks = [match.start() for match in _BREAK.finditer(text)]
    length = _length(text, spans)
    for span in spans:
        if span.rule == "deadline" and not _NOT_A_TERM.match(text, span.end):
            status = "expected" if span.last > published else "reported"
            yield span.tid, span.last, span.last, "day", "term", status, True, text
        granularity = _granularity(span, text)
        if not granularity or (dateline and span.end <= dateline.end()) or _is_explained(span, spans, text):
            continue
        begin, end = _clause_of(breaks, span.start, text)
        before, after = text[begin : span.start], text[span.end : end]
        role = _role(text, span, granularity, before, published)
        status = _status(before + after, span, role, published)
        if granularity in ("week", "month") and _only_bounds(role, status):
            continue
        first, last = span.first, span.last
        if length and granularity == "day" and role != "until":
            first, last = _stretch(text, span, length)
            if first != last:
                granularity, role = "range", "event"
        yield span.tid, first, last, granularity, role, status, _is_main(text, span.start), text[begin:end]


def _is_explained(span: DatedSpan, spans: list[DatedSpan], text: str) -> bool:
    """Whether a date follows that says which day is meant: "Wednesday (Oct. 30)", "Wednesday, October 30"."""
    words = text[span.start : span.end]
    beside = spans[bisect_right(spans, span.end, key=_start) : bisect_right(spans, span.end + 2, key=_start)]
    behind = any(other.first and not text[span.end : other.start].strip(" ,(") for other in beside)
    return behind and not _MONTH.search(words)


def _start(span: DatedSpan) -> int:
    return span.start


def _role(text: str, span: DatedSpan, granularity: str, before: str, published: str) -> str:
    if granularity != "range" and span.first <= published and _is_saying(text, span):
        return "saying"
    if _UNTIL.search(before):
        return "until"
    return "since" if granularity != "range" and _SINCE.search(before) else "event"


def _only_bounds(role: str, status: str) -> bool:
    """Whether a week or a month dates nothing itself: "said in May", "since May"; "by May" does while it lies ahead."""
    return role in ("saying", "since") or (role == "until" and status == "reported")


def _drop_repeats(made: list[tuple]) -> list[tuple]:
    """Keep one statement a day in a sentence, and of "just over a week ago, on May 10" the day alone."""
    kept: list[tuple] = []
    days = {m[1] for m in made if m[3] == "day"}
    for statement in made:
        _, first, last, granularity, *_ = statement
        if granularity in ("week", "month") and any(shift_day(first, -7) <= day <= shift_day(last, 7) for day in days):
            continue
        if all((first, last) != other[1:3] for other in kept):
            kept.append(statement)
    return kept


def _is_saying(text: str, span: DatedSpan) -> bool:
    """Whether the day is that of "said on Monday", "on Monday told" or "On Monday, she said"."""
    if _SAID_ON.search(text[max(0, span.start - NEAR) : span.start]):
        return True
    opens = span.start < NEAR and len(text[: span.start].split()) <= 2
    after = text[span.end : span.end + NEAR]
    return bool(_ON_DAY_SAID.match(after.removeprefix(",") if opens else after))


def _granularity(span: DatedSpan, text: str) -> str:
    """How exactly a span dates a statement.

    Empty where it dates none: a length, a quarter, a month that only measures, an hour without a day.
    """
    if span.type not in ("DATE", "TIME") or not span.first or not span.last:
        return ""
    days = (date.fromisoformat(span.last) - date.fromisoformat(span.first)).days
    if days == 0:
        return "" if _CLOCK.fullmatch(text[span.start : span.end]) else "day"
    if span.granularity in ("week", "month"):
        measures = _COMPARED.search(text[max(0, span.start - NEAR) : span.start]) or _MEASURING.match(text, span.end)
        return "" if measures else span.granularity
    return "range" if days < LONGEST_RANGE else ""


def _status(around: str, span: DatedSpan, role: str, published: str) -> str:
    if span.first > published:
        return "expected"
    if _NOT_DONE.search(around) and role != "saying":
        return "expected"
    if span.last >= published and role != "saying" and _AWAITED.search(around):
        return "expected"
    if role == "until" and span.last >= published:
        return "expected"
    return "reported"


def _length(text: str, spans: list[DatedSpan]) -> int:
    """Days in "two days of talks" or "a two-day meeting"; 0 if there is no such thing."""
    for span in spans:
        number = _SHORT_LENGTH.fullmatch(span.value) if span.type == "DURATION" else None
        if number and _LASTING.match(text, span.end):
            return int(number[1])
    return 0


def _stretch(text: str, day: DatedSpan, length: int) -> tuple[str, str]:
    """First and last day of "two days of talks ended on Sunday".

    The verb nearest to the day says which end the day is.
    """
    within = max(0, day.start - REACH), day.start + REACH
    verbs = [(abs(m.start() - day.start), 1 - length, 0) for m in _CLOSES.finditer(text, *within)]
    verbs += [(abs(m.start() - day.start), 0, length - 1) for m in _OPENS.finditer(text, *within)]
    if not verbs:
        return day.first, day.first
    _, before, after = min(verbs)
    return shift_day(day.first, before), shift_day(day.first, after)


def _is_main(text: str, place: int) -> bool:
    """Whether no subordinating word opens the stretch, between marks, in which a place lies."""
    opened = [match[0] for match in _STRETCH.finditer(text, max(0, place - 2 * NEAR), place)]
    return not opened or not opened[-1].isalpha()


def _clause_of(breaks: list[int], place: int, text: str) -> tuple[int, int]:
    """Span of the clause around a place: at least five words, growing to the left first."""
    at = bisect_right(breaks, place)
    low, high = at - 1, at
    while True:
        begin = breaks[low] if low >= 0 else 0
        end = breaks[high] if high < len(breaks) else len(text)
        if end - begin > REACH or len(text[begin:end].split()) >= 6 or (low < 0 and high >= len(breaks)):
            return max(begin, place - REACH), min(end, place + REACH)
        if low >= 0:
            low -= 1
        else:
            high += 1


def without_dateline(text: str) -> str:
    """A sentence without the place, day and agency that open a report.

    Examples
    --------
    >>> without_dateline("OSLO, June 9 (Reuters) - Talks began on Monday.")
    'Talks began on Monday.'
    """
    return DATELINE.sub("", text, count=1)
