"""The dates in focus: which mention moves them, and what "that month" or "the quarter" then means."""

from datetime import date

from tradestudy.timex.reading import DatedText, Mention, Told
from tradestudy.timex.words import listed

_REPORTING = listed("reporting")
# Rules whose year is written out.
_EXPLICIT = ("day-month-year", "month-year", "year", "iso")


def move(r: DatedText, m: Mention) -> None:
    """Move the dates in focus to a new mention."""
    if m.first is None or m.type not in ("DATE", "TIME"):
        return
    focus, told = r.focus, Told(m.granularity, m.first, m.i)
    focus.last, focus.kind = m.first, m.granularity
    focus.told[m.granularity] = told
    derived = m.rule in ("ago", "focus")
    if m.granularity in ("day", "time"):
        _move_day(r, m, m.first)
    elif m.granularity == "month":
        focus.month = m.first
        if not derived:
            focus.year, focus.compared = m.first.year, told
    elif m.granularity == "year":
        focus.year = m.first.year
    elif m.granularity in ("quarter", "half") and not derived:
        focus.quarter = focus.compared = told
    if not m.loose and m.rule in _EXPLICIT:
        focus.explicit = told


def _move_day(r: DatedText, m: Mention, day: date) -> None:
    """A new day; that of a reporting verb does not displace that of an event told in the same clause."""
    focus = r.focus
    said = r.word(m.i - 1) in _REPORTING or (r.word(m.i - 2) in _REPORTING and r.kind(m.i - 1) == "in")
    aside = said and focus.at >= r.clause_start(m.i)
    if day <= r.dct and not (aside and focus.past):
        focus.past = day
    if not aside:
        focus.day, focus.month, focus.year, focus.at = day, day.replace(day=1), day.year, m.i
    if m.granularity == "day" and r.heads_line(m.i, m.j):
        focus.heading = day


def told_here(r: DatedText, kind: str, i: int) -> date | None:
    """The period of this kind that the sentence of word i has named before it; not "since 2019"."""
    told = r.focus.told.get(kind)
    if kind == "year" and r.focus.explicit:
        told = r.focus.explicit
    if told is None or told.at < r.clause_start(i) or r.word(told.at - 1) in ("since", "from"):
        return None
    return told.first


def in_focus(r: DatedText, unit: str) -> date | None:
    """A day in the period in focus of this kind: the week, month, quarter or year last spoken of."""
    if unit == "quarter" and r.focus.quarter:
        return r.focus.quarter.first
    year = date(r.focus.year, 1, 1) if r.focus.year else None
    return {"week": r.focus.day, "month": r.focus.month, "quarter": r.focus.month}.get(unit, year)


def day_told(r: DatedText, i: int, j: int) -> date | None:
    """The day in focus; one still ahead only where the clause looks ahead."""
    past = r.focus.day and r.focus.day > r.dct and r.tense(i, j) not in ("future", "would")
    return r.focus.past if past else r.focus.day
