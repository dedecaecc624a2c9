"""Dated statements: what a sentence says happened, or will, on which day.

A date in a sentence is not yet an event on that day. "He said on Monday that tariffs will rise on August 12" tells of a saying on
Monday and expects a rise on August 12. Each statement is one time expression with the clause around it, the role the date
plays there and whether the clause tells of something done or awaited. Rules only, over the words of the clause; no parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pandas as pd

from tradestudy.chronology.ranking import iso_day, iter_rows, shift

COLUMNS = "article_id sentence_id tid date last granularity status role main clause text".split()
NEAR = 150  # characters beside a date in which its verb is looked for
REACH = 1000  # characters from a date that a clause is read: a text without full stops must not be read once per date
LONGEST_RANGE = 10  # days: "June 9-10" is one event, "the first quarter" is none

SAYING = (
    r"(?:spoke\s+to\s+(?:reporters|journalists|the\s+press)|said|says|say|saying|told|tells|added|adds|wrote|writes|posted|tweeted|noted|stated|stressed|insisted|explained|"
    r"commented|remarked|replied|reported|reports|argued|claimed|warned|predicted|asked|quoted|speaking|reiterated|maintained|"
    r"acknowledged|according|interview|briefing|comments|remarks)"
)
_SAID_ON = re.compile(
    rf"\b{SAYING}\b(?:\s+(?!that\b)[\w'’.-]+){{0,7}}?\s*(?:\b(?:on|late|early|earlier|in|a|an|the)\s+)*$"
)
_ON_DAY_SAID = re.compile(rf"^(?:\s+(?!that\b|which\b|and\b)[\w'’.-]+){{0,6}}?\s+{SAYING}\b", re.IGNORECASE)
_AWAITED = re.compile(
    r"\b(?:will|shall|won['’]t|would|could|may|might|should)\b|"
    r"\b(?:is|are|be|was|were|been|'s|’s)\s+(?:\w+ly\s+)?(?:to\b|due\b|set\s+to\b|expected\b|scheduled\b|slated\b|supposed\b|"
    r"planned\b|planning\b|poised\b|likely\b|about\s+to\b|preparing\b|bound\s+to\b|going\s+to\b)|"
    r"\b(?:expects?|plans?|intends?|aims?|hopes?|vows?|vowed|threatens?|threatened|promised?|promises|pledged?)\b|"
    r"\b(?:due|scheduled|expected|slated|planned|upcoming|deadline|expire[sd]?|expiry|lapse)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:would|could|might|should)\s+(?:\w+\s+)?have\b|\b(?:was|were|had\s+been)\s+(?:\w+ly\s+)?"
    r"(?:due|set|scheduled|expected|supposed|slated|planned|meant|to\s+have)\b|\bif\b|\bunless\b|\botherwise\b"
)
_UNTIL = re.compile(
    r"\b(?:until|till|by|before|through)\s+(?:the\s+)?(?:(?:end|start|middle)\s+of\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since|after|following|from|effective|starting|beginning)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE
)
_COMPARED = re.compile(r"\b(?:compared\s+(?:with|to)|than|level)\s+(?:\w+\s+){0,2}$")
_DATELINE = re.compile(
    r"^(?:[^!?]{0,40}\([A-Z][\w/ ]{1,15}\)\s*[-–—]{1,2}|[^a-z.!?:]{0,40}[A-Z]{3}[^.!?:]{0,40}?(?:\s[-–—]{1,2}|:)"
    r"|[A-Z][\w'’]+(?:,?\s[A-Z][\w'’]+){0,3}\s(?:--|[-–—])(?!.{0,200}\s[-–—]))\s+(?=[\"“‘']?[A-Z])"
)
_LENGTH = re.compile(r"P([2-5])D")
_LASTING = re.compile(
    r"(?:\s+of|)\s+(?:[\w'’-]+\s+){0,2}?(?:talks|negotiations?|meetings?|discussions?|consultations?|bargaining|debates?|hearings?|"
    r"sessions?|deliberations|summit|conference|visit|trip)\b"
)
_CLOSES = re.compile(r"\b(?:ended|closed|concluded|wrapped|finished|wound\s+up|to\s+a\s+close)\b")
_OPENS = re.compile(r"\b(?:beg[aiu]n|begins|start(?:s|ed)?|open(?:s|ed)?|kick(?:s|ed)?\s+off|launched)\b")
_NOT_A_TERM = re.compile(r"\s*(?:after|before|ago|earlier|later|since|from now)\b")
_BREAK = re.compile(
    r"[,;:()]|\s[–—-]+\s|\b(?:that|which|who|whose|while|when|after|before|and|but|as|because|although|though|where|since|until|"
    r"following|ahead of|so|than)\b"
)

_WORD = r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]{2,})*"
_STRETCH = re.compile(
    r"[,;:()]|\s[–—-]+\s|\b(?:that|which|who|whose|while|when|after|before|as|because|although|though|where)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(in|at)\s+({_WORD}(?:\s+{_WORD}){{0,2}})(?=[,.;:)]|$|\s+(?:on|in|at|last|this|next|late|later|early|earlier|for|to|and|or|but|as|"
    r"after|before|with|without|that|where|when|while|by|from|over|under|the|a|an|who|which|is|was|were|are|had|has|have|will|would|"
    r"since|until|during|between|about|ahead|today|yesterday|produced|ended|began|led|then|to-day|he|she|it|they)\b)"
)
_COUNTRY = re.compile(
    r"(?:the )?(?:America|Argentina|Australia|Austria|Belgium|Brazil|Britain|Cambodia|Canada|Chile|China|Cuba|Denmark|Egypt|England|"
    r"Finland|France|Germany|Greece|Haiti|Hungary|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Japan|Libya|Malaysia|Mexico|"
    r"Myanmar|Netherlands|New Zealand|Nigeria|Norway|Pakistan|Peru|Philippines|Poland|Portugal|Qatar|Russia|Saudi Arabia|Scotland|"
    r"South Africa|(?:North |South )?Korea|Spain|Sweden|Switzerland|Syria|Taiwan|Thailand|Turkey|Ukraine|Vietnam|Africa|Asia|Europe)"
)
_NO_PLACE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Congress|Parliament|Section|Article|President|Annex|English|\w+ish|\w+ese|\w+icans?|Commerce|Treasury)\b"
)
_LEANING = re.compile(
    r"^(?:[\"'“‘(]|(?:he|she|it|they|we|i|his|her|its|their|this|that|these|those|there|but|and|or|so|also|both|such|however|"
    r"meanwhile|instead|according to|(?:on|later|earlier) (?:on )?(?:the same|that) day|(?:until|by|since) then|at the same time|then|yet|still|nor|another|others?|the (?:two|move|decision|announcement|measures?|same|latter|former|"
    r"change|order|agreement|deal|statement|meeting|talks|document|text|post|call|ministry|official))\b)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?<!^)(?<![.!?]\s)\b{_WORD}|\b[A-Z]{{2,}}\b")
_BARE = re.compile(
    r"^The\s+[a-z-]+(?:\s+[a-z-]+)?(?:,|\s+(?:is|are|was|were|has|have|had|will|would|could|may|might|can|[a-z]+ed)\b)"
)
_POINTING = re.compile(
    r"\b(?:the|this|that|such)\s+(?:change|move|decision|step|proclamation|measure|same\s+day|latter|former)\b"
)
_SUPPOSED = re.compile(rf"^(?!.*\b{SAYING}\b)[^,;]{{0,60}}\bwould\b")
_LOOKING_BACK = re.compile(r"\bhad\b|\b(?:last|previous|earlier this) (?:week|month|year)\b|\bago\b")
_QUOTED = re.compile(r"[\"“]([^\"”]*)[\"”]")


class Timex(NamedTuple):
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
        One row per dated statement: article_id, sentence_id, tid ("" where no expression dates it), date, last,
        granularity (day, range, week, month), status (reported, expected), role, main (whether the date stands in the main clause), clause (the words around the expression), text
        (the whole sentence). The role is ``event`` (the day on which it happened or will), ``since`` or ``until`` (a day that bounds
        something), ``saying`` (the day on which somebody spoke), ``lede`` (the opening of a report that names no day:
        taken for the day of publication) or ``term`` (the end of a stated number of days, counted from the last day named).

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
    limit = iso_day(as_of) if as_of else "9999"
    found: defaultdict[tuple[str, int], list] = defaultdict(list)
    for row in iter_rows(timexes):
        found[row.article_id, row.sentence_id].append(row)
    by_article: defaultdict[str, list] = defaultdict(list)
    for row in iter_rows(sentences.sort_values(["article_id", "sentence_id"], kind="stable")):
        by_article[row.article_id].append(row)
    rows: list[tuple] = []
    for article_id, published in iter_rows(articles.sort_values("article_id"), "article_id", "published"):
        published = iso_day(published)
        if published > limit:
            continue
        for sentence in by_article[article_id]:
            number, text = sentence.sentence_id, sentence.text
            here = sorted(found[article_id, number], key=lambda row: (row.start, row.end))
            at = sentence.start
            spans = [
                Timex(t.tid, t.start - at, t.end - at, t.type, t.value, t.granularity, t.first, t.last, t.rule)
                for t in here
            ]
            made = _drop_repeats(list(read_sentence(text, spans, published, opening=number == 0)))
            rows += [(article_id, number, *statement, text) for statement in made]
            if number == 0 and not made and not _AWAITED.search(text):
                rows.append((article_id, number, "", published, published, "day", "reported", "lede", True, text, text))
    dtypes = dict.fromkeys(COLUMNS, "str") | {"sentence_id": "int64", "main": "bool"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(dtypes)


def read_sentence(text: str, spans: list[Timex], published: str, *, opening: bool = False) -> Iterator[tuple]:
    """Give tid, date, last, granularity, status, role, main and clause of each statement in a sentence."""
    dateline = _DATELINE.match(text) if opening else None
    bounds = _clauses(text)
    length = _length(text, spans)
    for span in spans:
        if span.rule == "deadline" and not _NOT_A_TERM.match(text, span.end):
            status = "expected" if span.last > published else "reported"
            yield span.tid, span.last, span.last, "day", status, "term", True, text
        if span.type not in ("DATE", "TIME") or not span.first or not span.last:
            continue
        if dateline and span.end <= dateline.end():
            continue
        granularity = _granularity(span)
        if not granularity or (
            granularity in ("week", "month") and _COMPARED.search(text[max(0, span.start - NEAR) : span.start])
        ):
            continue
        begin, end = _clause_of(bounds, span.start, text)
        clause = text[begin:end]
        before, after = text[begin : span.start], text[span.end : end]
        role = "event"
        if granularity == "day" and span.first <= published and _is_saying(text, span):
            role = "saying"
        elif _UNTIL.search(before):
            role = "until"
        elif granularity != "range" and _SINCE.search(before):
            role = "since"
        status = _status(before + after, span, role, published)
        first, last = span.first, span.last
        if length and granularity == "day" and role != "until":
            first, last = _stretch(text, span, length)
            if first != last:
                granularity, role = "range", "event"
        yield span.tid, first, last, granularity, status, role, _is_main(text, span.start), clause


def _drop_repeats(made: list[tuple]) -> list[tuple]:
    """Keep one statement a day in a sentence, and of "just over a week ago, on May 10" the day alone."""
    kept: list[tuple] = []
    days = {m[1] for m in made if m[3] == "day"}
    for statement in made:
        _, first, last, granularity, *_ = statement
        if granularity in ("week", "month") and any(shift(first, -7) <= day <= shift(last, 7) for day in days):
            continue
        if all((first, last) != other[1:3] for other in kept):
            kept.append(statement)
    return kept


def _is_saying(text: str, span: Timex) -> bool:
    """Whether the day is that of "said on Monday", "on Monday told" or "On Monday, she said"."""
    if _SAID_ON.search(text[max(0, span.start - NEAR) : span.start]):
        return True
    opens = span.start < NEAR and len(text[: span.start].split()) <= 2
    after = text[span.end : span.end + NEAR]
    return bool(_ON_DAY_SAID.match(after.removeprefix(",") if opens else after))


def _granularity(span: Timex) -> str:
    length = (date.fromisoformat(span.last) - date.fromisoformat(span.first)).days
    if length == 0:
        return "day"
    if span.granularity in ("week", "month"):
        return span.granularity
    return "range" if length < LONGEST_RANGE else ""


def _status(around: str, span: Timex, role: str, published: str) -> str:
    if span.first > published:
        return "expected"
    if _NOT_DONE.search(around) and role != "saying":
        return "expected"
    if span.last >= published and role != "saying" and _AWAITED.search(around):
        return "expected"
    if role == "until" and span.last >= published:
        return "expected"
    return "reported"


def _length(text: str, spans: list[Timex]) -> int:
    """Days in "two days of talks" or "a two-day meeting"; 0 if there is no such thing."""
    for span in spans:
        number = _LENGTH.fullmatch(span.value) if span.type == "DURATION" else None
        if number and _LASTING.match(text, span.end):
            return int(number[1])
    return 0


def _stretch(text: str, day: Timex, length: int) -> tuple[str, str]:
    """First and last day of "two days of talks ended on Sunday": the verb nearest to the day says which end the day is."""
    verbs = [(abs(m.start() - day.start), 1 - length, 0) for m in _CLOSES.finditer(text)]
    verbs += [(abs(m.start() - day.start), 0, length - 1) for m in _OPENS.finditer(text)]
    if not verbs:
        return day.first, day.first
    _, before, after = min(verbs)
    return shift(day.first, before), shift(day.first, after)


def _is_main(text: str, place: int) -> bool:
    """Whether no subordinating word opens the stretch, between marks, in which a place lies."""
    opened = [match[0] for match in _STRETCH.finditer(text, max(0, place - 2 * NEAR), place)]
    return not opened or not opened[-1].isalpha()


def _clauses(text: str) -> list[int]:
    return [match.start() for match in _BREAK.finditer(text)]


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


def find_places(clause: str) -> list[tuple[str, float]]:
    """Places named after "in" or "at", each with a weight: 6 after "in", 2 after "at", a sixth of that for a country.

    Examples
    --------
    >>> find_places("Negotiators met at Lancaster House in London on Monday")
    [('Lancaster House', 2.0), ('London', 6.0)]
    """
    return [
        (m[2], (6 if m[1] == "in" else 2) / (6 if _COUNTRY.fullmatch(m[2]) else 1))
        for m in _PLACE.finditer(clause)
        if not _NO_PLACE.search(m[2])
    ]


def without_dateline(text: str) -> str:
    """A sentence without the place, day and agency that open a report.

    Examples
    --------
    >>> without_dateline("OSLO, June 9 (Reuters) - Talks began on Monday.")
    'Talks began on Monday.'
    """
    return _DATELINE.sub("", text, count=1)


def standing(text: str) -> float:
    """How well a sentence stands alone as a headline: names count for it; a leaning opening, quotation, length, supposition against it."""
    words = text.split()
    quoted = sum(len(match.split()) for match in _QUOTED.findall(text))
    value = 0.1 * min(3, len(set(_NAME.findall(text)))) - 0.2 * bool(_LOOKING_BACK.search(text))
    value -= 0.6 * bool(_LEANING.match(text)) + 0.3 * bool(_BARE.match(text)) + 0.8 * (quoted > len(words) / 3)
    value -= 0.6 * text.endswith("?") + 0.3 * (bool(_SUPPOSED.match(text)) + bool(_POINTING.search(text)))
    return value - 0.02 * max(0, len(words) - 30) - 0.05 * max(0, 8 - len(words))
