"""Time expressions in news text: TIMEX3 mentions resolved against the day of publication (the DCT)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tradestudy import sentences as segmentation, tables
from tradestudy.timex import focus
from tradestudy.timex.grammar import CANDIDATE, Row, compiled
from tradestudy.timex.reading import DatedText, Mention
from tradestudy.timex.refinement import compute_deadlines, pair_ranges
from tradestudy.timex.words import spell

if TYPE_CHECKING:
    import pandas as pd

GRANULARITIES = "time day week weekend month quarter half season year decade century range duration set ref".split()
MODS = "START MID END APPROX BEFORE AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE".split()
POLICIES = frozenset(("tense", "day-ahead", "year-by-tense", "narrative", "focus", "deadline"))


class Timex(NamedTuple):
    """One time expression; the fields are the columns of the timexes table."""

    article_id: str
    sentence_id: int
    tid: str
    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str
    granularity: str
    first: str
    last: str
    direction: str
    rule: str


def iter_timexes(
    text: str,
    dct: str | date,
    *,
    sentence_starts: Sequence[int] = (),
    article_id: str = "",
    day_first: bool | None = None,
    ranges: str = "join",
    without: frozenset[str] = frozenset(),
) -> Iterator[Timex]:
    """Time expressions of a text as plain tuples: what find_timexes puts into a table.

    Parameters
    ----------
    sentence_starts
        Offsets at which the sentences start, ascending; without them every sentence_id is 0.
    ranges
        "join": a range is one row ("May 14-15"); "split": its end points are two rows, as TimeML annotates them.
    without
        Policies (POLICIES) and rules (RULES) to leave out, for measuring what each is worth; see docs/time.md.
    """
    day = _day_of_publication(dct)
    words, starts, codes = spell(text)
    r = DatedText(text, words, starts, codes, day, day_first, without)
    mentions = _read(r)
    if r.follows("deadline"):
        compute_deadlines(r, mentions)
    for n, m in enumerate(pair_ranges(r, mentions, join=ranges == "join"), 1):
        start, end = starts[m.i], starts[m.j - 1] + len(words[m.j - 1])
        yield Timex(
            article_id,
            segmentation.find_sentence(sentence_starts, start),
            f"t{n}",
            start,
            end,
            text[start:end],
            m.type,
            m.value,
            m.mod,
            m.granularity,
            m.first.isoformat() if m.first else "",
            m.last.isoformat() if m.last else "",
            _direction(m, day),
            m.rule,
        )


def find_timexes(
    text: str,
    dct: str,
    *,
    sentences: pd.DataFrame | None = None,
    article_id: str = "",
    day_first: bool | None = None,
    ranges: str = "join",
) -> pd.DataFrame:
    """Time expressions of a news text, resolved against its day of publication.

    Parameters
    ----------
    text
        The article.
    dct
        The document creation time: the day of publication, ISO (``2025-06-10``). Nothing else is taken for today.
    sentences
        The sentences of the text, from ``sentences.split``; split here if not given.
    day_first
        Whether the publisher writes 10.06.2025 for 10 June; None takes the hint from the separator.
    ranges
        "join" makes a range one row, "split" two.

    Returns
    -------
    DataFrame
        One row per time expression: columns of the timexes table, ``text[start:end]`` being the mention.

    Raises
    ------
    ValueError
        If dct is no ISO date.

    References
    ----------
    TIMEX3: TimeML 1.2.1 (Sauri et al. 2006), ISO 24617-1. Method: docs/time.md.

    Examples
    --------
    >>> found = find_timexes("Talks started Monday in London. They will end on Wednesday.", "2025-06-10")
    >>> found[["text", "value", "rule"]].values.tolist()
    [['Monday', '2025-06-09', 'weekday-past'], ['Wednesday', '2025-06-11', 'weekday-future']]
    """
    if sentences is None:
        sentences = segmentation.split(text, article_id=article_id)
    starts = sentences["start"].tolist()
    rows = iter_timexes(text, dct, sentence_starts=starts, article_id=article_id, day_first=day_first, ranges=ranges)
    return tables.frame("timexes", list(rows))


def _day_of_publication(dct: str | date) -> date:
    try:
        day = date(dct.year, dct.month, dct.day) if isinstance(dct, date) else date.fromisoformat(dct[:10])
    except (ValueError, TypeError):
        day = date.min
    if not 1000 < day.year < 9000:
        raise ValueError(f"dct: expected the day of publication as an ISO date such as 2025-06-10, found {dct!r}")
    return day


def _read(r: DatedText) -> list[Mention]:
    """Mentions from left to right; each moves the dates in focus."""
    scan, rows = compiled(r.without)
    mentions: list[Mention] = []
    position = 0
    while candidate := CANDIDATE.search(r.codes, position):
        start, position = candidate.span()
        for s in range(start, position):
            first = scan.match(r.codes, s)
            if first and first.lastindex and (found := _read_at(r, s, rows[first.lastindex - 1 :])):
                mentions.extend(found)
                for mention in found:
                    focus.move(r, mention)
                position = found[-1].j
                break
    return mentions


def _read_at(r: DatedText, s: int, rows: list[Row]) -> list[Mention]:
    """What the first row of the grammar reads that matches at word s and accepts the words."""
    for pattern, read in rows:
        match = pattern.match(r.codes, s)
        found = read(r, s, match.end()) if match else None
        if found:
            return found if isinstance(found, list) else [found]
    return []


def _direction(m: Mention, dct: date) -> str:
    """Past, present or future of the DCT; empty for a length of time that nothing places."""
    if m.type == "SET":
        return "present"
    if m.value in ("PAST_REF", "FUTURE_REF", "PRESENT_REF"):
        return m.value[:-4].lower()
    if m.first is None or m.last is None:
        return ""
    if m.type == "DURATION":
        return "future" if m.last > dct else "past"
    return "past" if m.last < dct else "future" if m.first > dct else "present"
