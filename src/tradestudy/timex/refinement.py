"""What several mentions say together: the two ends of a range, and the end of a length of time whose start is told."""

import re
from bisect import bisect
from datetime import date, timedelta
from typing import NamedTuple

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

_TERM = re.compile(r"P(\d{1,4})([DWMY])")
_UNIT = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_SAME_MATTER, _GOVERNING, _OPENING = listed("same matter"), listed("governing"), listed("opening")
_BEFORE, _ENDING, _DEFINITE = listed("bounding"), listed("ending"), listed("definite")
_UNTIL, _STANDING = listed("until"), listed("standing")
_ASIDE, _REPORTING = listed("aside"), listed("reporting")


def _stems(name: str) -> re.Pattern[str]:
    """A list of words, those with a star in all their endings."""
    return re.compile(rf"\b(?:{'|'.join(word.replace('*', '[a-z]*') for word in sorted(listed(name)))})\b")


_SUSPENDING, _UNDECIDED = _stems("suspending"), _stems("undecided")
_NO_TERM_BEFORE = kinds("before earlier ago")
_SENTENCE_ENDS = kinds("stop gap")


class _Term(NamedTuple):
    """A length of time with the days that its sentence tells before and after it, and where the sentence begins."""

    length: Mention
    before: list[Mention]
    after: list[Mention]
    begin: int


def compute_deadlines(r: DatedText, mentions: list[Mention]) -> None:
    """Give a length of time its end where the text gives the start: "agreed on May 12 to suspend for 90 days".

    The row stays a DURATION; first is the start, last the day computed, and the rule is deadline.
    """
    days = [m for m in mentions if m.granularity == "day" and m.first]
    for m in mentions:
        number = _TERM.fullmatch(m.value) if m.rule == "duration" and m.value != "P1D" and not m.mod else None
        if number:
            begin, end = r.clause_start(m.i), _sentence_end(r, m.j)
            at = bisect(days, m.i, key=lambda day: day.i)
            told = days[max(at - 3, 0) : at]
            after = [day for day in days[at : at + 3] if day.i < end]
            start, rule = _start_of_term(r, _Term(m, told, after, begin))
            if start:
                place(m, start, (int(number[1]), _UNIT[number[2]]), 1)
                m.rule = rule


def _sentence_end(r: DatedText, j: int) -> int:
    """The word after the sentence of word j, or the 40th after it."""
    stop = min(len(r.codes), j + 40)
    return next((k for k in range(j, stop) if r.kind(k) in _SENTENCE_ENDS and not r.is_initial(k)), stop)


def _start_of_term(r: DatedText, term: _Term) -> tuple[date | None, str]:
    """The day from which a length counts, and the rule that says so."""
    m = term.length
    within = r.word(m.i - 1) == "within"
    for day in term.after:
        if _opens(r, m, day, within):
            return day.first, "deadline"
    if within:
        return (None if r.tense(m.i, m.j) == "past" else r.dct), "within"
    if not _is_term(r, term):
        return None, "deadline"
    starts = [day for day in term.before if _is_told_of(r, term, day) and not _is_no_start(r, term, day)]
    if not starts:
        starts = [day for day in term.after if _is_decided_on(r, term, day)][:1]
    return (starts[-1].first if starts else None), "deadline"


def _is_told_of(r: DatedText, term: _Term, told: Mention) -> bool:
    """Is a day told before that of a length: in one sentence, or in the one before if it goes on about "the deal"?"""
    goes_on = any(r.word(k) in _SAME_MATTER for k in range(term.begin, term.begin + 5))
    return told.i >= term.begin or (goes_on and term.length.i - told.i < 60)


def _opens(r: DatedText, m: Mention, day: Mention, within: bool) -> bool:
    """Does a length start on a day told after it: "by 90 days starting August 12", "within 60 days of May 12"?"""
    plain = sum(r.kind(k) == "word" for k in range(m.j, day.i))
    if within:
        return r.word(m.j) in ("from", "of", "after", "following") and plain < 6
    opened = any(r.word(k) in _OPENING for k in (day.i - 1, day.i - 2) if k >= m.j)
    return opened and plain < 8 and r.word(day.j) not in _UNTIL


def _is_no_start(r: DatedText, term: _Term, day: Mention) -> bool:
    """Is a day no start: "before May 12", "the May 12 deadline" unless put off "by 90 days", a day in an aside?"""
    moved = r.word(term.length.i - 1) == "by"
    if any(r.word(k) in _ASIDE for k in range(day.i - 4, day.i)) and r.word(day.j) == ",":
        return True
    return r.word(day.i - 1) in _BEFORE or (r.word(day.j) in _ENDING and not moved)


def _is_decided_on(r: DatedText, term: _Term, day: Mention) -> bool:
    """Is a day told after a length that of the decision: "a 90-day truce announced on Monday", "the truce, agreed on"?

    "The 90-day truce holds" and "they had agreed" look back on one, and "he said on Monday" tells of a saying.
    """
    m = term.length
    if not day.first or day.first > r.dct or {r.word(day.i - 1), r.word(day.i - 2)} & _REPORTING:
        return False
    beside = r.word(day.i - 1) == "on" and sum(r.kind(k) == "word" for k in range(m.j, day.i)) < 3
    looks_back = any(r.word(k) == "had" for k in range(max(term.begin, m.i - 12), m.i))
    return beside or not (looks_back or r.word(m.i - 1) in _DEFINITE)


def _is_term(r: DatedText, term: _Term) -> bool:
    """Is this length the term of something suspended, extended, delayed ..., decided, and its end not told?"""
    m = term.length
    governed = r.word(m.i - 1) in _GOVERNING or r.kind(m.i) == "more" or r.kind(m.j - 2) == "dash"
    standing = {r.word(m.i - 1), r.word(m.i - 2)} & _STANDING
    if not governed or standing or r.kind(m.j) in _NO_TERM_BEFORE:
        return False
    told_to = any(day.i >= term.begin and r.word(day.i - 1) in _UNTIL for day in term.before)
    if told_to or any(_ends_on(r, m, day) for day in term.after):
        return False
    begin, stop = max(term.begin, m.i - 25), min(m.j + 12, _sentence_end(r, m.j))
    end = r.starts[stop - 1] + len(r.words[stop - 1])
    ahead, around = r.text[r.starts[begin] : r.starts[m.i]], r.text[r.starts[begin] : end]
    return bool(_SUSPENDING.search(around.lower())) and not _UNDECIDED.search(ahead)


def _ends_on(r: DatedText, m: Mention, day: Mention) -> bool:
    """Does a day told after a length say when it ends: a day to come, or one after "until" or "expires on"?"""
    ending = any(r.word(k).startswith(("expir", "laps", "end")) for k in range(max(m.j, day.i - 4), day.i))
    to_come = day.first and day.first > r.dct and r.word(day.j) not in _ENDING
    return bool(to_come) or r.word(day.i - 1) in _UNTIL or ending
