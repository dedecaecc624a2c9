"""What several mentions say together: the two ends of a range, and the end of a length of time whose start is told."""

import re
from datetime import date, timedelta

from tradestudy.timex import calendar as cal
from tradestudy.timex.classes import expand, kinds
from tradestudy.timex.reading import DatedText, Mention
from tradestudy.timex.rules.lengths import place
from tradestudy.timex.words import listed

_AND = expand("and")
_LIST = frozenset(map(expand, ("and", "comma", "or", "comma and")))
_TO = frozenset(map(expand, ("to", "to the", "to in", "dash")))


# --- Ranges ----------------------------------------------------------------------------------------------------------


def pair_ranges(r: DatedText, mentions: list[Mention], *, join: bool) -> list[Mention]:
    """Give the two ends of a range the year and week they share and, to join them, make them one."""
    paired: list[Mention] = []
    for m in mentions:
        before = paired[-1] if paired else None
        if before and before.first and m.first and m.last:
            between = r.codes[before.j : m.i]
            if between in _LIST:
                _share_year(before, m, m.first)
            if _is_range(r, before, m, between):
                _reconcile(r, before, before.first, m, m.first)
                if join and before.first < m.first:
                    value = f"{before.value}/{m.value}"
                    paired[-1] = Mention(before.i, m.j, "DATE", value, "range", before.first, m.last, "range")
                    continue
        paired.append(m)
    return paired


def _share_year(a: Mention, b: Mention, first: date) -> None:
    """ "January and February of 2025": the year stands only at the last."""
    if a.first and a.loose == "year" and b.rule in ("month-year", "day-month-year"):
        _set_year(a, first.year - ((a.first.month, a.first.day) > (first.month, first.day)))


def _is_range(r: DatedText, a: Mention, b: Mention, between: str) -> bool:
    """Are two dates the ends of one interval: with "to", "and" after "between", or weekdays that follow each other?"""
    if b.link:
        return True
    alike = a.type == b.type == "DATE" and a.granularity == b.granularity
    if not alike or a.granularity not in ("day", "month", "quarter", "year") or not (a.first and b.first):
        return False
    if between in _TO or (between == _AND and r.kind(a.i - 1) == "between"):
        return True
    weekdays = a.rule.startswith("weekday") and b.rule.startswith("weekday")
    return between == _AND and weekdays and (b.first - a.first).days % 7 == 1


def _reconcile(r: DatedText, a: Mention, a_first: date, b: Mention, b_first: date) -> None:
    """Let a range run forwards: the end that a policy placed gives way to the end that the text fixes."""
    if a.loose == b.loose == "week":
        if b_first <= a_first:
            back = a_first != r.dct and r.tense(a.i, b.j) == "past"
            _move(a if back else b, -7 if back else 7)
        elif (b_first - a_first).days > 6:
            _move(a, 7)
    elif "year" in (a.loose, b.loose):
        later = (a_first.month, a_first.day) > (b_first.month, b_first.day)
        if a.loose == "year":
            _set_year(a, b_first.year - later)
        else:
            _set_year(b, a_first.year + later)


def _move(m: Mention, days: int) -> None:
    if m.first and m.last:
        m.first, m.last = m.first + timedelta(days), m.last + timedelta(days)
        m.value = m.first.isoformat() + m.value[10:]


def _set_year(m: Mention, year: int) -> None:
    day = cal.day_in_year(year, m.first.month, m.first.day) if m.first else None
    if day is not None:
        m.value = f"{year:04d}" + m.value[4:]
        m.first, m.last = day, cal.end_of("month" if m.granularity == "month" else "day", day)


# --- Deadlines -------------------------------------------------------------------------------------------------------

_TERM = re.compile(r"P(\d{1,4})([DWM])")
_UNIT = {"D": "day", "W": "week", "M": "month"}
_SAME_MATTER = listed("same matter")
# Words before the day a length starts on, and how many plain words (less one) may stand between the two.
_OPENING = {"starting": 4, "beginning": 4, "effective": 4, "commencing": 4, "from": 4, "on": 3}
_GOVERNING = listed("governing")
_SUSPENDING = re.compile(rf"\b(?:{'|'.join(sorted(stem.rstrip('*') for stem in listed('suspending')))})", re.IGNORECASE)
_NO_TERM_BEFORE = kinds("before earlier ago")
_SENTENCE_ENDS = kinds("stop mark gap")


def compute_deadlines(r: DatedText, mentions: list[Mention]) -> None:
    """Give a length of time its end where the text gives the start: "agreed on May 12 to suspend for 90 days".

    The row stays a DURATION; first is the start, last the day computed, and the rule is deadline.
    """
    told: Mention | None = None
    for m, following in zip(mentions, [*mentions[1:], None], strict=False):
        if m.granularity == "day":
            told = m
        term = _TERM.fullmatch(m.value) if m.rule == "duration" else None
        if term:
            after = following if following and following.granularity == "day" else None
            start, rule = _start_of_term(r, m, told, after)
            if start:
                place(m, start, (int(term[1]), _UNIT[term[2]]), 1)
                m.rule = rule


def _start_of_term(r: DatedText, m: Mention, told: Mention | None, after: Mention | None) -> tuple[date | None, str]:
    """The day from which a length counts, by the days told before and after it, and the rule that says so."""
    within = r.word(m.i - 1) == "within"
    joined = r.word(m.j) in ("from", "of", "after", "following") if within else r.word(m.j) == "from"
    if after and joined and after.i == m.j + 1:
        return after.first, "deadline"
    if within and r.tense(m.i, m.j) != "past":
        return r.dct, "within"
    if not _is_term(r, m):
        return None, ""
    if told and _is_told_of(r, m, told):
        return told.first, "deadline"
    return (after.first if after and _opens(r, m, after) else None), "deadline"


def _is_told_of(r: DatedText, m: Mention, told: Mention) -> bool:
    """Is a day told before that of a length: in one sentence, or in the one before if it goes on about "the deal"?"""
    begin = r.clause_start(m.i)
    goes_on = any(r.word(k) in _SAME_MATTER for k in range(begin, begin + 5))
    return told.i >= begin or (goes_on and m.i - told.i < 60)


def _opens(r: DatedText, m: Mention, after: Mention) -> bool:
    """Does a length start on a day told after it: "by 90 days starting August 12", not "expires on August 12"?"""
    plain = sum(r.kind(k) == "word" for k in range(m.j, after.i))
    ends = r.word(after.i - 2).startswith(("expir", "end", "laps"))
    return plain < _OPENING.get(r.word(after.i - 1), 0) and not ends


def _is_term(r: DatedText, m: Mention) -> bool:
    """Is this length the term of something suspended, extended, delayed ..., and not how long a thing took?"""
    governed = r.word(m.i - 1) in _GOVERNING or r.kind(m.i) == "more" or r.kind(m.j - 2) == "dash"
    if not governed or r.kind(m.j) in _NO_TERM_BEFORE:
        return False
    begin, stop = max(r.clause_start(m.i), m.i - 12), m.j
    while stop < min(len(r.codes), m.j + 12) and r.kind(stop) not in _SENTENCE_ENDS:
        stop += 1
    return bool(_SUSPENDING.search(r.text[r.starts[begin] : r.starts[stop - 1] + len(r.words[stop - 1])]))
