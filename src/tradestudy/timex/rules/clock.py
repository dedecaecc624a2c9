"""Today and its neighbours, parts of the day and clock times."""

from datetime import date, timedelta

from tradestudy.timex.classes import DAY_NUMBER, STEP, kinds
from tradestudy.timex.focus import day_told
from tradestudy.timex.reading import DatedText, Mention, period, recurring
from tradestudy.timex.rules.days import read_day
from tradestudy.timex.rules.weekdays import at_time, day_part, read_weekday, weekday_date
from tradestudy.timex.words import DAY_PART, DAYS_FROM_TODAY, NUMBER, listed

_BEFORE_CLOCKS = listed("before a clock")
_HEADS = kinds("this last that same next following the previous every")
_DAY_WORDS = kinds("weekday today")
_OF_DATES = kinds("weekday month dd nth comma year")
_HOURS = kinds("clock dd year number numeral")
_AFTER_OF = kinds("weekday month dd today")


# --- Today and its neighbours ----------------------------------------------------------------------------------------


def read_deictic(r: DatedText, i: int, j: int) -> Mention | None:
    """Today, yesterday, tomorrow, tonight."""
    k = r.find("today", i, j)
    word = r.word(k)
    # the newspaper of that name
    if word == "today" and r.words[k].istitle() and r.kind(i - 1) == "word" and r.written(i - 1)[:1].isupper():
        return None
    mention = period(i, j, "day", r.dct + timedelta(DAYS_FROM_TODAY[word]), word, r.edge(i, k))
    part = "night" if word == "tonight" else r.word(j - 1) if r.kind(j - 1) == "morning" else ""
    return day_part(mention, part) if part else mention


def read_beside(r: DatedText, i: int, j: int) -> Mention | None:
    """The day before or after another that is named: "the day before yesterday", "the day after May 12"."""
    g = r.find("before", i, j)
    read = {"today": read_deictic, "weekday": read_weekday}.get(r.kind(j - 1), read_day)
    named = read(r, g + 1, j)
    if r.word(g - 1) != "day" or named is None or named.first is None:
        return None
    return period(i, j, "day", named.first + timedelta(-1 if r.word(g) == "before" else 1), "day-beside")


# --- Parts of the day ------------------------------------------------------------------------------------------------


def read_day_part(r: DatedText, i: int, j: int) -> Mention | None:
    """ "this morning", "last night", "that evening", "noon" and, of the day in focus, "in the afternoon"."""
    word = r.word(j - 1)
    head = next((kind for k in range(j - 2, i - 1, -1) if (kind := r.kind(k)) in _HEADS), "")
    if head == "every":
        return recurring(i, j, "P1D")
    if head in ("", "the"):
        if not (_follows_in(r, i, j) if head else _stands_alone(r, i, j)):
            return None
        day = _day_beside(r, i, j) or (day_told(r, i, j) if head else None) or r.dct
        # "talks resume in the morning" looks to the next
        day += timedelta(day == r.dct and word == "morning" and r.tense(i, j) == "future")
    elif head in ("this", "last"):
        day = r.dct - timedelta(head == "last")
    else:
        day = (day_told(r, i, j) or r.dct) + timedelta(STEP.get(head, 0))
    return day_part(period(i, j, "day", day, "part-of-day"), word)


def _is_point(word: str) -> bool:
    """Noon and midnight are points of the day, "overnight" needs no article; a morning is neither."""
    return DAY_PART[word].endswith("0") or word == "overnight"


def _stands_alone(r: DatedText, i: int, j: int) -> bool:
    """ "at noon", "overnight", but not "High Noon", "an overnight train"."""
    adjective = r.word(j - 1) == "overnight" and r.kind(j) == "word" and r.kind(i - 1) in ("a", "the")
    return _is_point(r.word(j - 1)) and r.word(i - 1) != "high" and not adjective


def _follows_in(r: DatedText, i: int, j: int) -> bool:
    """ "in the morning", but not "in the morning of May 12"."""
    of_date = r.kind(j) == "of" and r.kind(j + 1) in _AFTER_OF
    return not _is_point(r.word(j - 1)) and r.word(i - 1) in ("in", "during", "into", "through") and not of_date


def _day_beside(r: DatedText, i: int, j: int) -> date | None:
    """The day of a weekday, "today" or month-day that stands within a few words of words[i:j], in its sentence."""
    between = range(r.focus.at, i)
    if r.focus.day and len(between) < 7 and all(r.kind(k) in _OF_DATES for k in between):
        return r.focus.day
    for k in range(i - 1, max(i - 3, -1), -1):
        if r.kind(k) in _DAY_WORDS:
            return _named_at(r, k, i, k)
    found, ended = _day_after(r, i, j)
    return found if found or ended else _day_before(r, i)


def _day_after(r: DatedText, i: int, j: int) -> tuple[date | None, bool]:
    """The day named within seven words behind word j, and whether to look no further as a month stands there."""
    # "at 12:01 a.m. Trump said": the full stop of a.m. ends the sentence; not so in "12:01 a.m. Eastern time"
    ends = r.words[j - 1].endswith(".") and r.kind(j) == "word" and r.word(j + 1) != "time"
    opens_next = ends and r.written(j)[:1].isupper()
    for k in range(j, j if opens_next else min(j + 7, len(r.codes))):
        kind = r.kind(k)
        if kind == "weekday" and (r.reads("comma month", k + 1) or r.reads("comma dd", k + 1)):
            continue
        if kind in _DAY_WORDS:
            return _named_at(r, i, k + 1, k), True
        day_first = kind == "dd" and r.kind(k + 1) == "month"
        if kind == "month" or day_first:
            found = read_day(r, k, k + 2) if day_first or r.kind(k + 1) in DAY_NUMBER else None
            return found.first if found else None, True
        if kind in ("stop", "gap", "and"):
            break
    return None, False


def _day_before(r: DatedText, i: int) -> date | None:
    """The day named within six words before word i."""
    for k in range(i - 1, max(i - 7, -1), -1):
        kind = r.kind(k)
        if kind in _DAY_WORDS:
            return _named_at(r, k, i, k)
        if kind in ("stop", "gap", "month"):
            return r.focus.day if kind == "month" else None
    return None


def _named_at(r: DatedText, i: int, j: int, k: int) -> date:
    """The day that the weekday or "today" at word k names."""
    return weekday_date(r, i, j, k)[0] if r.kind(k) == "weekday" else r.dct + timedelta(DAYS_FROM_TODAY[r.word(k)])


# --- Clock times -----------------------------------------------------------------------------------------------------


def read_clock(r: DatedText, i: int, j: int) -> Mention | None:
    """A clock time, on the day its sentence names: "10:35 a.m.", "9 a.m. EST Tuesday", "0735 GMT"."""
    k = r.find(_HOURS, i, j)
    if j == k + 1 and r.kind(k) == "clock" and r.word(i - 1) not in _BEFORE_CLOCKS:
        return None
    time = _hour_and_minute(r, k, j)
    if time is None:
        return None
    if r.kind(j - 1) == "morning" and r.kind(j - 2) in ("this", "last"):
        day = r.dct - timedelta(r.kind(j - 2) == "last")
    elif j - 1 > k and r.kind(j - 1) in _DAY_WORDS:
        day = _named_at(r, i, j, j - 1)
    else:
        told = r.focus.day if i - r.focus.at < 60 and r.tense(i, j) == "past" else None
        day = _day_beside(r, i, j) or told or r.dct
    bracket = r.find("mark", k + 1, j)
    own = [r.word(x) for x in range(k + 1, j if bracket < 0 else bracket)]
    zone = "Z" if "gmt" in own or "utc" in own else ""
    return at_time(period(i, j, "day", day, "clock"), f"{time[0]:02d}:{time[1]:02d}{zone}")


def _hour_and_minute(r: DatedText, k: int, j: int) -> tuple[int, int] | None:
    """The time that word k gives, with "p.m." or "in the evening" among words[k + 1:j]."""
    word = str(NUMBER.get(r.word(k), 99)) if r.kind(k) == "numeral" else r.word(k)
    if len(word) == 4 and word.isdecimal():
        word = f"{word[:2]}:{word[2:]}"
    parts = word.replace(".", ":").split(":")
    if not all(part.isdecimal() and len(part) < 3 for part in parts):
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if hour > 24 or minute > 59:
        return None
    return _by_half_of_day(r, k, j, hour), minute


def _by_half_of_day(r: DatedText, k: int, j: int, hour: int) -> int:
    """The hour, 0 to 24, as "p.m.", "a.m." or "in the evening" among words[k + 1:j] have it."""
    marks = [r.word(x) for x in range(k + 1, j) if r.kind(x) in ("am", "morning")]
    if hour < 12 and any(mark.startswith("p") or mark in ("afternoon", "evening", "night") for mark in marks):
        return hour + 12
    early = any(r.word(x).startswith("a") for x in range(k + 1, j) if r.kind(x) == "am")
    return 0 if early and hour == 12 else hour
