"""Time expressions in news text: TIMEX3 mentions resolved against the day of publication (the DCT)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tradestudy.sentences import find_sentence
from tradestudy.timex import calendar as cal, grammar as timex_grammar, reading as timex_reading, words as timex_words
from tradestudy.timex.reading import Mention, Reading
from tradestudy.timex.rules import units as timex_units

if TYPE_CHECKING:
    import pandas as pd

GRANULARITIES = "time day week weekend month quarter half season year decade century range duration set ref".split()
MODS = "START MID END APPROX BEFORE AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE".split()
POLICIES = frozenset(("tense", "day-ahead", "year-by-tense", "narrative", "focus", "deadline"))

_RULES = [(re.compile(pattern), read) for pattern, read in timex_grammar.GRAMMAR]
_GRAMMAR = re.compile("|".join(f"({pattern})" for pattern, _ in timex_grammar.GRAMMAR))
_CANDIDATE = re.compile(r"[TaijkyLPpXCFceEBNDOHQ#vx+>@<o^f&|Unt\-$]{0,8}(?:[MWYzI/OAJQHUVudqRsKZmScP]|lG|[jy] |k [UV])")
_REPORTING = frozenset(
    "said says say told reported announced confirmed added declared stated wrote reporters statement interview".split()
)
_SUSPENDING = re.compile(
    r"\b(?:suspen|paus|exten|delay|postpon|freez|frozen|halt|truce|ceasefire|cease-fire|waiv|waiver|exempt|defer|moratori"
    r"|grace|reprieve|valid|deadline|window|period|trial|hold off|stay|expire|prolong|renew)",
    re.IGNORECASE,
)


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
    policies: frozenset[str] = POLICIES,
) -> Iterator[Timex]:
    """Time expressions of a text as plain tuples: what find_timexes puts into a table.

    Parameters
    ----------
    sentence_starts
        Offsets at which the sentences start, ascending; without them every sentence_id is 0.
    ranges
        "join": a range is one row ("May 14-15"); "split": its end points are two rows, as TimeML annotates them.
    policies
        The policies to apply, for measuring what each is worth; see docs/time.md.
    """
    day = _day_of_publication(dct)
    words, starts, codes = timex_words.spell(text)
    reading = Reading(text, words, starts, codes, day, day_first, policies)
    mentions = _read(reading)
    if "deadline" in policies:
        _compute_deadlines(reading, mentions)
    mentions = _pair_ranges(reading, mentions, join=ranges == "join")
    for n, m in enumerate(mentions, 1):
        start, end = starts[m.i], starts[m.j - 1] + len(words[m.j - 1])
        yield Timex(
            article_id,
            find_sentence(sentence_starts, start),
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
    from tradestudy import sentences as sentences_room, tables

    if sentences is None:
        sentences = sentences_room.split(text, article_id=article_id)
    rows = list(
        iter_timexes(
            text,
            dct,
            sentence_starts=sentences["start"].tolist(),
            article_id=article_id,
            day_first=day_first,
            ranges=ranges,
        )
    )
    return tables.frame("timexes", rows)


def _day_of_publication(dct: str | date) -> date:
    try:
        day = date(dct.year, dct.month, dct.day) if isinstance(dct, date) else date.fromisoformat(dct[:10])
    except (ValueError, TypeError):
        day = date.min
    if not 1000 < day.year < 9000:
        raise ValueError(f"dct: expected the day of publication as an ISO date such as 2025-06-10, found {dct!r}")
    return day


def _read(r: Reading) -> list[Mention]:
    """Mentions from left to right; each moves the dates in focus."""
    mentions: list[Mention] = []
    position, size = 0, len(r.codes)
    while position < size:
        candidate = _CANDIDATE.search(r.codes, position)
        if candidate is None:
            break
        s, limit = candidate.span()
        position = limit
        while s < limit:
            found = _read_at(r, s)
            if found is not None:
                mentions.extend(found)
                for mention in found:
                    _focus(r, mention)
                position = found[-1].j
                break
            s += 1
    return mentions


def _read_at(r: Reading, s: int) -> list[Mention] | None:
    match = _GRAMMAR.match(r.codes, s)
    first = match.lastindex - 1 if match and match.lastindex else len(_RULES)
    for pattern, read in _RULES[first:]:
        match = pattern.match(r.codes, s)
        found = read(r, s, match.end()) if match else None
        if found:
            return found if isinstance(found, list) else [found]
    return None


def _focus(r: Reading, m: Mention) -> None:
    """Move the dates in focus to a new mention; the day of a reporting verb does not displace that of an event."""
    if m.first is None or m.type not in ("DATE", "TIME"):
        return
    r.focus_last, r.focus_kind = m.first, m.granularity
    r.told[m.granularity] = (m.first, m.i)
    if m.granularity in ("day", "time"):
        reporting = r.word(m.i - 1) in _REPORTING or (r.word(m.i - 2) in _REPORTING and r.code(m.i - 1) == "n")
        start = timex_reading.clause_start(r, m.i)
        if m.first <= r.dct and not (reporting and r.focus_at >= start and r.focus_past):
            r.focus_past = m.first
        if not (reporting and r.focus_at >= start):
            r.focus_day, r.focus_month, r.focus_year, r.focus_at = m.first, m.first.replace(day=1), m.first.year, m.i
    elif m.granularity == "month":
        r.focus_month = m.first
        if m.rule not in ("ago", "focus"):
            r.focus_year = m.first.year
            r.focus_period = ("month", m.first, m.i)
    elif m.granularity == "year":
        r.focus_year = m.first.year
    elif m.granularity in ("quarter", "half") and m.rule not in ("ago", "focus"):
        r.focus_quarter = r.focus_period = (m.granularity, m.first, m.i)
    if m.granularity == "day" and timex_reading.heads_line(r, m.i, m.j):
        r.heading = m.first
    if not m.loose and m.rule in ("day-month-year", "month-year", "year", "iso"):
        r.explicit = (m.first.year, m.i)


def _pair_ranges(r: Reading, mentions: list[Mention], *, join: bool) -> list[Mention]:
    """Give the two ends of a range the year and week they share and, to join them, make them one."""
    paired: list[Mention] = []
    for m in mentions:
        before = paired[-1] if paired else None
        if before is not None and before.first and m.first and m.last:
            between = r.codes[before.j : m.i]
            if before.loose == "year" and m.rule in ("month-year", "day-month-year") and between in _LIST:
                # "January and February of 2025": the year stands only at the last
                later = (before.first.month, before.first.day) > (m.first.month, m.first.day)
                _set_year(before, m.first.year - later)
            if _is_range(r, before, m, between):
                _reconcile(r, before, m)
                if join and before.first < m.first:
                    value = f"{before.value}/{m.value}"
                    paired[-1] = Mention(before.i, m.j, "DATE", value, "range", before.first, m.last, "range")
                    continue
        paired.append(m)
    return paired


_LIST = frozenset(("&", ",", "|", ",&"))
_TO = frozenset(("t", "tT", "tn", "-"))


def _is_range(r: Reading, a: Mention, b: Mention, between: str) -> bool:
    """Are two dates the ends of one interval: joined by "to", by "and" after "between", or weekdays that follow each other?"""
    if b.link:
        return True
    if a.type != "DATE" or b.type != "DATE" or a.granularity != b.granularity or a.first is None or b.first is None:
        return False
    if a.granularity not in ("day", "month", "quarter", "year") or between not in _TO | {"&"}:
        return False
    if between in _TO or r.code(a.i - 1) == "b":
        return True
    weekdays = a.rule.startswith("weekday") and b.rule.startswith("weekday")
    return weekdays and (b.first - a.first).days % 7 == 1


def _reconcile(r: Reading, a: Mention, b: Mention) -> None:
    """Let a range run forwards: the end that a policy placed gives way to the end that the text fixes."""
    if a.first is None or b.first is None:
        return
    if a.loose == b.loose == "week":
        if b.first <= a.first and r.tense(a.i, b.j) == "past" and a.first != r.dct:
            _move(a, -7)
        elif b.first <= a.first:
            _move(b, 7)
        elif (b.first - a.first).days > 6:
            _move(a, 7)
    elif "year" in (a.loose, b.loose):
        later = (a.first.month, a.first.day) > (b.first.month, b.first.day)
        if a.loose == "year":
            _set_year(a, b.first.year - later)
        else:
            _set_year(b, a.first.year + later)


def _move(m: Mention, days: int) -> None:
    if m.first and m.last:
        m.first, m.last = m.first + timedelta(days), m.last + timedelta(days)
        m.value = m.first.isoformat() + m.value[10:]


def _set_year(m: Mention, year: int) -> None:
    day = cal.day_in_year(year, m.first.month, m.first.day) if m.first else None
    if day is not None:
        m.value = f"{year:04d}" + m.value[4:]
        m.first, m.last = day, cal.end_of("month" if m.granularity == "month" else "day", day)


def _compute_deadlines(r: Reading, mentions: list[Mention]) -> None:
    """Give a length of time its end where the text gives the start: "agreed on May 12 to suspend for 90 days".

    The row stays a DURATION; first is the start, last the day computed, and the rule is deadline.
    """
    told: Mention | None = None
    for m, following in zip(mentions, [*mentions[1:], None], strict=False):
        if m.granularity == "day":
            told = m
        if m.rule != "duration" or not re.fullmatch(r"P\d{1,4}[DWM]", m.value):
            continue
        counted = int(m.value[1:-1]), {"D": "day", "W": "week", "M": "month"}[m.value[-1]]
        after = following if following and following.granularity == "day" else None
        start: date | None = None
        rule = "deadline"
        within = r.word(m.i - 1) == "within"
        joined = after is not None and after.i == m.j + 1
        if after and joined and (r.word(m.j) == "from" or (within and r.word(m.j) in ("of", "after", "following"))):
            start = after.first
        elif within and r.tense(m.i, m.j) != "past":
            start, rule = r.dct, "within"
        elif _is_term(r, m):
            begin = timex_reading.clause_start(r, m.i)
            if told and (
                told.i >= begin or (m.i - told.i < 60 and _SAME_MATTER & {r.word(k) for k in range(begin, begin + 5)})
            ):
                start = told.first
            elif (
                after
                and r.codes[m.j : after.i].count(" ") < _OPENING.get(r.word(after.i - 1), 0)
                and not r.word(after.i - 2).startswith(("expir", "end", "laps"))
            ):
                start = after.first
        if start is not None:
            timex_units.place(m, start, counted, 1)
            m.rule = rule


_SAME_MATTER = frozenset("deal agreement truce accord it order pact arrangement".split())
# Words before the day a length starts on, and how many plain words (less one) may stand between the two.
_OPENING = {"starting": 4, "beginning": 4, "effective": 4, "commencing": 4, "from": 4, "on": 3}
_GOVERNING = frozenset("for by of another further additional initial a the".split())


def _is_term(r: Reading, m: Mention) -> bool:
    """Is this length the term of something suspended, extended, delayed ..., and not how long a thing took?"""
    if r.code(m.j) in "gEG" or (r.word(m.i - 1) not in _GOVERNING and r.code(m.i) != "+" and r.code(m.j - 2) != "-"):
        return False
    begin, stop = max(timex_reading.clause_start(r, m.i), m.i - 12), m.j
    while stop < min(len(r.codes), m.j + 12) and r.codes[stop] not in ".;\n":
        stop += 1
    return bool(_SUSPENDING.search(r.text[r.starts[begin] : r.starts[stop - 1] + len(r.words[stop - 1])]))


def _direction(m: Mention, dct: date) -> str:
    if m.type == "SET":
        return "present"
    if m.value in ("PAST_REF", "FUTURE_REF", "PRESENT_REF"):
        return m.value[:-4].lower()
    if m.first is None or m.last is None:
        return ""
    if m.type == "DURATION":
        return "future" if m.last > dct else "past"
    return "past" if m.last < dct else "future" if m.first > dct else "present"
