"""Rules for units of time: last week, three days ago, a day earlier, the past six months, 90-day, every year, now."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tradestudy.timex import calendar as cal, tense as timex_tense, words as vocab
from tradestudy.timex.reading import Mention, Reading, clause_start, edge_of, is_name, period, told_here, word_set
from tradestudy.timex.rules.dates import read_day, read_month, year_tail

PERIOD_CODE = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
SCALE = {"night": (1, "day"), "weekend": (2, "day"), "fortnight": (2, "week"), "quarter": (3, "month")} | {
    "decade": (10, "year"),
    "century": (100, "year"),
}
STEP = {"L": -1, "P": -1, "p": -1, "X": 1, "C": 1, "F": 1}
_MULTIPLIERS = {"dozen": 12, "hundred": 100}
_CLOCK_UNITS = frozenset(("second", "minute", "hour"))
_RATE_AFTER = word_set("million billion trillion once twice times percent % apiece each")
_NOT_PERIODS = word_set("point percentage mile final finals pounder")


def length(i: int, j: int, value: str, rule: str, mod: str = "") -> Mention:
    """A DURATION that the words alone do not place in time."""
    return Mention(i, j, "DURATION", value, "duration", None, None, rule, mod)


def recurring(i: int, j: int, value: str, rule: str = "set") -> Mention:
    """A SET: what recurs."""
    return Mention(i, j, "SET", value, "set", None, None, rule)


def reference(i: int, j: int, value: str, rule: str) -> Mention:
    """A DATE that only refers to the past, the present or the future."""
    return Mention(i, j, "DATE", value, "ref", None, None, rule)


# --- Amounts ---------------------------------------------------------------------------------------------------------


def read_amount(r: Reading, i: int, j: int) -> tuple[float | None, str] | None:
    """Number (None if vague) and basic unit of words[i:j]: "two and a half years" -> (2.5, "year"), "decades" -> (None, "year")."""
    u = max(r.codes.rfind(code, i, j) for code in "UVQu")
    if u < 0 or is_name(r, u):
        return None
    unit = vocab.PLURAL.get(r.word(u), r.word(u))
    total: float | None = None
    vague = False
    for k in range(i, u):
        code, word = r.codes[k], r.word(k)
        if code in "D#Y":
            digits = word.replace(",", "")
            if len(digits) > 9 or not digits.replace(".", "", 1).isdecimal():
                return None
            total = float(digits)
        elif code == "N" and word in vocab.NUMBER:
            times = _MULTIPLIERS.get(word)
            total = (total or 1) * times if times else (total or 0) + vocab.NUMBER[word]
        elif code == "N":
            vague = True
        elif code == "v":
            above, _, below = "1/2".partition("/") if word == "½" else word.partition("/")
            if not below.strip("0") or len(word) > 7:
                return None
            total = (total or 0) + int(above) / int(below)
        elif code == "H":
            total = (total or 0) + 0.5
        elif code == "a" and r.codes[k + 1] not in "HN-" and r.codes[k - 1] != "H":
            total = (total or 0) + 1
        elif code in "t|":
            total = None
    if r.codes[u + 1 : j] == "&aH":
        total = (total or 0) + 0.5
    if total is None and not vague and r.codes[u] != "V":
        total = 1
    times, unit = SCALE.get(unit, (1, unit))
    return (None if vague or total is None else total * times), unit


def duration_value(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time: P3M, PT36H, P2Y6M, PXD.

    >>> duration_value(2.5, "year"), duration_value(5.5, "hour"), duration_value(None, "week"), duration_value(1.5, "day")
    ('P2Y6M', 'PT5H30M', 'PXW', 'PT36H')
    """
    if amount is None:
        return f"{'PT' if unit in _CLOCK_UNITS else 'P'}X{PERIOD_CODE[unit]}"
    if amount != int(amount) and unit == "day":
        amount, unit = round(amount * 24), "hour"
    head, whole = "PT" if unit in _CLOCK_UNITS else "P", int(amount)
    parts = {"year": 12, "hour": 60}.get(unit, 0) * (amount - whole)
    if parts and abs(parts - round(parts)) < 0.1:
        return f"{head}{f'{whole}{PERIOD_CODE[unit]}' if whole else ''}{round(parts)}M"
    return f"{head}{amount:g}{PERIOD_CODE[unit]}" if amount < 1e6 else f"{head}{whole}{PERIOD_CODE[unit]}"


def day_away(base: date, amount: float | None, unit: str, sign: int) -> date | None:
    """The day so many units before (-1) or after (+1) a day; None for a vague number or beyond the calendar."""
    if amount is None:
        return None
    try:
        if unit in _CLOCK_UNITS:
            return base + timedelta(sign * int(amount / {"hour": 24, "minute": 1440, "second": 86400}[unit]))
        if unit in ("day", "week"):
            return base + timedelta(sign * int(amount * (7 if unit == "week" else 1)))
        return cal.shift("month", base, sign * int(amount * (12 if unit == "year" else 1)))
    except (OverflowError, ValueError):
        return None


def approximation(r: Reading, i: int, j: int) -> str:
    """The TIMEX3 mod of "about", "more than", "at least" ... among words[i:j]."""
    codes = r.codes[i:j]
    if "@t" in codes or "@<" in codes:
        return "EQUAL_OR_MORE" if r.word(i + codes.index("@") + 1) == "least" else "EQUAL_OR_LESS"
    if "+>" in codes:
        return "MORE_THAN" if r.word(i + codes.index("+")) == "more" else "LESS_THAN"
    return vocab.APPROXIMATION[r.word(i + codes.index("x"))] if "x" in codes else ""


# --- Lengths and sets ------------------------------------------------------------------------------------------------


def is_age(r: Reading, i: int, j: int) -> bool:
    """Do words[i:j] give somebody's age: "44 years old", "a 57-year-old", "12 years of age", "aged 44 years"?"""
    following = r.word(j + 1) if r.code(j) == "-" else r.word(j)
    if r.word(j - 1) == "old" or following.startswith("old"):
        vague = r.codes[i] == "V" and r.code(i - 1) not in "-DN#"
        return not (vague and "-" in r.codes[i : j + 1])
    return (following == "of" and r.word(j + 1) == "age") or r.word(i - 1) == "aged"


def read_length(r: Reading, i: int, j: int) -> Mention | None:
    """A length of time: "90-day", "six months", "2 1/2 years", "nearly three decades"; "a day" after a number is a rate."""
    if r.codes[i] == "a" and (
        r.codes[i + 1] == "V" or (r.codes[i + 1] == "N" and r.word(i + 1) in vocab.NUMBER.keys() - _MULTIPLIERS)
    ):
        i += 1
    if r.codes[i] == "V":
        return read_plural(r, i, j)
    counted = read_amount(r, i, j)
    before = r.word(i - 1)
    if counted is None or is_age(r, i, j) or before in ("$", "€", "£") or counted[0] == 0:
        return None
    if "Q" in r.codes[i:j] and (r.word(j) in _NOT_PERIODS or r.word(j) == "of" or r.word(j - 1) == "quarter"):
        return None
    value = duration_value(*counted)
    if r.codes[i] == "a" and j == i + 2:
        noun = r.code(i - 1) == " " and before.endswith("s") and any(c in "#DYN" for c in r.codes[max(i - 5, 0) : i])
        if r.code(i - 1) in "#DYNV" or before in _RATE_AFTER or noun:
            return recurring(i, j, value, "set-rate")
    return length(i, j, value, "duration", approximation(r, i, j))


def read_plural(r: Reading, i: int, j: int) -> Mention | None:
    """Units without a number: "for years", "in recent weeks", "decades-long"."""
    v = r.codes.index("V", i)
    counted = read_amount(r, v, v + 1)
    before, after = r.code(i - 1), r.word(j)
    if counted is None or counted[1] == "second" or (before in "#Yv" and i) or (before == "-" and r.touches(i)):
        return None
    if is_age(r, i, j) or after in ("apart", "before", "after", "later", "earlier"):
        return None
    idiom = after in ("since", "leading", "when") or (after == "of" and counted[1] == "day")
    if (before == "e" and counted[1] == "hour") or (before == "T" and idiom):
        return None
    return length(i, j, duration_value(None, counted[1]), "duration-vague")


def read_another(r: Reading, i: int, j: int) -> Mention | None:
    """One more of a unit: "another year"."""
    counted = read_amount(r, j - 1, j)
    return length(i, j, duration_value(*counted), "duration") if counted and r.word(i) == "another" else None


def read_rate(r: Reading, i: int, j: int) -> Mention | None:
    """So much of every unit: "24 hours a day", "five days a week"."""
    counted = read_amount(r, j - 1, j)
    return recurring(i, j, duration_value(*counted), "set-rate") if counted else None


def read_set(r: Reading, i: int, j: int) -> Mention | None:
    """What recurs: "daily", "every two weeks", "each year", "per day"."""
    word = r.word(j - 1)
    if r.codes[i] == "s":
        if word.endswith("long"):
            return length(i, j, vocab.SET[word], "duration")
        title = r.words[i][0].isupper() and r.code(j) == " " and r.words[j : j + 1] and r.words[j][0].isupper()
        return None if title else recurring(i, j, vocab.SET[word])
    if r.codes[j - 1] == "S":
        return recurring(i, j, f"XXXX-{vocab.SEASON[word]}")
    other = r.word(i + 1) == "other"
    counted = read_amount(r, i + 1, j)
    if counted is None or counted[0] is None or (r.codes[i + 1] == " " and not other):
        return None
    return recurring(i, j, duration_value(2 if other else counted[0], counted[1]))


# --- Points and spans counted from a day -----------------------------------------------------------------------------


def point(
    r: Reading, i: int, j: int, base: date, counted: tuple[float | None, str], sign: int, rule: str
) -> Mention | None:
    """The point so many units before or after a day, as exact as the unit is: years give a year, weeks a week."""
    amount, unit = counted
    mod = approximation(r, i, j)
    if unit == "year" and amount == 1 and r.focus_period and "focus" in r.policies:
        # "a year earlier" than the quarter or the month that the sentence compares
        kind, since, at = r.focus_period
        if at >= clause_start(r, i) or (kind != "month" and i - at < 60):
            return period(i, j, kind, cal.shift("year", since, sign), rule, mod)
    moved = day_away(base, amount, unit, sign)
    if moved is None:
        return reference(i, j, "PAST_REF" if sign < 0 else "FUTURE_REF", rule)
    if unit in _CLOCK_UNITS:
        mention = period(i, j, "day", moved, rule, mod)
        mention.type, mention.granularity = "TIME", "time"
        return mention
    return period(i, j, "month" if amount != int(amount or 0) and unit == "year" else unit, moved, rule, mod)


def read_ago(r: Reading, i: int, j: int) -> Mention | None:
    """A point so long ago: "three weeks ago", "years ago"; with "from now" and "hence", so long ahead."""
    counted = read_amount(r, i, j)
    ahead = r.codes[j - 1] in "hRd"
    if r.codes[j - 1] == "d" and counted and counted[1] not in _CLOCK_UNITS:
        day = day_away(r.dct + timedelta(vocab.DEICTIC[r.word(j - 1)]), *counted, 1)
        return period(i, j, "day", day, "from-now") if day else None
    if r.codes[j - 1] == "R" and r.word(j - 1) != "now":
        return None
    return point(r, i, j, r.dct, counted, 1 if ahead else -1, "from-now" if ahead else "ago") if counted else None


def read_year_earlier(r: Reading, i: int, j: int) -> Mention | None:
    """ "year-earlier", "the year-ago quarter", "the year-earlier period": the same period a year before."""
    if r.code(j - 1) == " " and r.word(j - 1) != "period":
        j -= 1
    unit = r.word(r.codes.index("U", i))
    return point(r, i, j, r.dct, (1, unit), -1, "ago") if unit in ("year", "month", "week") else None


def read_offset(r: Reading, i: int, j: int) -> Mention | None:
    """A point before or after the date in focus: "a day earlier", "two weeks later", and at a clause's end "the day before"."""
    if r.codes[i : i + 2] == "+>" and (r.word(i - 1) in ("percent", "cent", "%") or r.code(i - 1) in "#DY"):
        i += 2
    counted = read_amount(r, i, j)
    if counted is None:
        return None
    unit, the = counted[1], r.codes[i] == "T"
    sign = -1 if r.word(j - 1) in ("earlier", "before") else 1
    # "the day before" an event that is not named again: "the day before that announcement", "a day before, he ..."
    told = r.code(j) in ".,;\nji" or r.word(j) == "it" or j >= len(r.codes)
    inside = r.codes[j - 1] == "g" and not told
    if inside or unit in _CLOCK_UNITS or r.code(j) == ">":
        return None if the else read_length(r, i, j - 1)
    base = None
    if "focus" in r.policies:
        base = r.focus_last if unit in ("month", "year") else r.focus_past if sign < 0 else r.focus_day
    if base is None and (sign < 0 or unit != "day") and not (the and unit == "day"):
        base = r.dct
    if unit == "year" and r.word(j - 1) == "earlier" and r.focus_year:
        base = date(r.focus_year, r.dct.month, 1)
    mention = point(r, i, j, base, counted, sign, "focus") if base else None
    if mention and mention.first and sign > 0:
        tense = r.tense(i, j)
        if (tense == "past" and mention.first > r.dct) or (tense == "future" and mention.first < r.dct):
            mention = None
    return mention or (None if the else read_length(r, i, j - 1))


def read_span(r: Reading, i: int, j: int) -> Mention | None:
    """Several units up to the DCT or from it: "the last 72 hours", "the past few weeks", "the next six months"."""
    counted = read_amount(r, i, j)
    head = next(c for c in r.codes[i:j] if c in "LPpXCFo")
    if counted is None or (r.codes[i + 1] == "a" and r.code(j - 1) == "V"):
        return None
    if r.codes[i] == "L" and (r.word(i - 1) in timex_tense.MODALS | timex_tense.WEAK_MODALS | {"to", "could", "not"}):
        return read_length(r, i + 1, j)
    if r.word(i - 1) == "of" and r.word(i - 2) == "each":
        return recurring(i, j, duration_value(1, counted[1]))
    mention = length(i, j, duration_value(*counted), "span-of-units", approximation(r, i, j))
    if head != "o":
        base = r.focus_day or r.dct if head == "F" else r.dct
        place(mention, base, counted, STEP[head])
    return mention


def place(mention: Mention, base: date, counted: tuple[float | None, str], sign: int) -> None:
    """Give a length of time its first and last day, counted from a day."""
    away = day_away(base, *counted, sign)
    if away is not None:
        mention.first, mention.last = min(base, away), max(base, away)


def read_first_units(r: Reading, i: int, j: int) -> Mention | None:
    """The first or last units of a year or month: "the first nine months of 2025", "the last two weeks of May"."""
    o = next(k for k in range(i, j) if r.codes[k] in "oL")
    u = next(k for k in range(o, j) if r.codes[k] in "UVQ")
    counted = read_amount(r, o + 1, u + 1)
    if counted is None:
        return None
    mention = length(i, j, duration_value(*counted), "span-of-units")
    if "M" in r.codes[u:j]:
        whole = read_month(r, r.codes.index("M", u), j)
    else:
        year = year_tail(r, u + 1, j)
        whole = period(i, j, "year", date(year or r.dct.year, 1, 1), "year")
    if whole and whole.first and whole.last and r.word(o) in ("first", "last"):
        if r.word(o) == "first":
            stop = day_away(whole.first, *counted, 1)
            mention.first, mention.last = (whole.first, stop - timedelta(1)) if stop else (None, None)
        else:
            start = day_away(whole.last + timedelta(1), *counted, -1)
            mention.first, mention.last = (start, whole.last) if start else (None, None)
    return mention


# --- A unit with its determiner --------------------------------------------------------------------------------------


def read_unit(r: Reading, i: int, j: int) -> Mention | None:
    """A unit with its determiner: "this week", "last month", "the previous year", "that day", "the end of next week"."""
    k = next(x for x in range(j - 1, i - 1, -1) if r.codes[x] in "UuQV")
    unit = vocab.PLURAL.get(r.word(k), r.word(k))
    heads = r.codes[i:k].replace("iP", "P")
    head = next((c for c in heads if c in "LPpXCFcijy"), "T")
    if head == "i" and r.word(k) == "days":
        return reference(i, j, "PRESENT_REF", "reference")
    if unit not in ("day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade", "century"):
        return None
    if (r.words[i] == "This" and r.words[k].istitle()) or r.codes[j : j + 2] == "-l":
        return None
    ended = _end_named(r, j) if head == "T" and unit not in ("day", "weekend") else None
    if ended:
        return period(i, j, unit, ended, "unit-the")
    unit, mod, the = "week" if unit == "fortnight" else unit, edge_of(r, i, k), "T" in heads
    if unit == "day":
        return _focus_day(r, i, j, head, the, mod)
    defined = r.code(j) in "fgG" or r.word(j) in ("that", "when", "in") or r.word(j) in _NOT_PERIODS
    if head == "T" and defined and not mod and r.word(i - 1) != "of" and unit != "weekend":
        return None
    if unit == "weekend":
        return period(i, j, "weekend", _weekend(r, i, j, head), "weekend", mod)
    focus = _focus_of(r, unit) if "focus" in r.policies else None
    here = told_here(r, unit, i) if "focus" in r.policies else None
    if head == "T":
        in_focus = here or (focus if unit in ("quarter", "month") else None)
        if unit == "quarter" and not focus and not mod and r.tense(i, j) == "past":
            # results are told in the weeks after a quarter's end
            in_focus = r.dct - timedelta(45)
        return period(i, j, unit, in_focus or r.dct, "focus" if in_focus and unit == "quarter" else "unit-the", mod)
    if head in "jy":
        return period(i, j, unit, focus, "focus", mod) if focus else None
    if head in "ic":
        return period(i, j, unit, r.dct, "unit-this", mod)
    if head == "P" or (
        the and head in "LXC" and not mod and unit not in ("century", "quarter") and r.code(k + 1) != ";"
    ):
        if head == "X" and focus and focus < r.dct and r.tense(i, j) == "past":
            return period(i, j, unit, cal.shift(unit, cal.start_of(unit, focus), 1), "focus", mod)
        counted = read_amount(r, k, k + 1) or (1, "day")
        mention = length(i, j, duration_value(*counted), "span-of-units", mod)
        place(mention, r.dct, counted, STEP[head])
        return mention
    base = (focus if head == "F" or unit == "quarter" else here) if head in "pF" else None
    base = base or r.dct
    rule = "focus" if head in "pF" else "unit-last" if STEP[head] < 0 else "unit-next"
    return period(i, j, unit, cal.shift(unit, cal.start_of(unit, base), STEP[head]), rule, mod)


def _end_named(r: Reading, j: int) -> date | None:
    """The last day of "the quarter ended Sept. 30", "the year ending March 31, 1990", where words[:j] is the unit."""
    if r.word(j) not in ("ended", "ending"):
        return None
    stop = next((j + n for n in (5, 3) if re.fullmatch(r"M[DO](?:,Y)?|[DO]MY?", r.codes[j + 1 : j + n])), 0)
    day = read_day(r, j + 1, stop) if stop else None
    return day.first if day and day.granularity == "day" else None


def _focus_of(r: Reading, unit: str) -> date | None:
    """A day in the period in focus of this kind: the week, month, quarter or year last spoken of."""
    if unit == "quarter" and r.focus_quarter:
        return r.focus_quarter[1]
    year = date(r.focus_year, 1, 1) if r.focus_year else None
    return {"week": r.focus_day, "month": r.focus_month, "quarter": r.focus_month}.get(unit, year)


def read_same_period(r: Reading, i: int, j: int) -> Mention | None:
    """ "the same quarter last year", "the same month of 2024": the period in focus, in another year."""
    k = next(k for k in range(i, j) if r.codes[k] in "UQ")
    unit, year = r.word(k), year_tail(r, k + 1, j)
    focus = _focus_of(r, unit) if unit in ("month", "quarter") else None
    return period(i, j, unit, cal.shift("year", focus, year - focus.year), "focus") if focus and year else None


def _focus_day(r: Reading, i: int, j: int, head: str, the: bool, mod: str) -> Mention | None:
    """ "that day", "the same day", "the following day", "the previous day": counted from the day in focus."""
    if head in "ic":
        spoken = r.word(j - 2) == "this" and r.word(i - 1) in ("to", "of")
        return period(i, j, "day", r.dct, "unit-this") if spoken else None
    base = r.focus_day if "focus" in r.policies else None
    if head == "T" and r.codes[i : i + 2] == "En":
        base = base or r.dct
    elif base is None or head in "LPCT" or (head == "X" and not the):
        return None
    if (head == "j" and r.focus_kind not in ("day", "time")) or (head == "y" and r.word(i - 1) == "that"):
        return None
    step = STEP.get(head, 0)
    if r.focus_past and base > r.dct and (step < 0 or r.tense(i, j) == "past"):
        base = r.focus_past
    return period(i, j, "day", base + timedelta(step), "focus", mod)


def read_same_date(r: Reading, i: int, j: int) -> Mention | None:
    """ "the same date", "that date": the day in focus; "at that time": the period last named."""
    word, kind = r.word(j - 1), r.focus_kind
    if "focus" not in r.policies or r.focus_last is None:
        return None
    if word == "time" and r.code(i) == "j" and r.word(i - 1) in ("at", "by", "since"):
        return period(i, j, kind, r.focus_last, "focus") if kind in ("day", "week", "month", "year") else None
    return period(i, j, "day", r.focus_day, "focus") if word == "date" and r.focus_day else None


def _weekend(r: Reading, i: int, j: int, head: str) -> date:
    """The weekend a text means: the one before, or after if the verb looks ahead."""
    coming, day = cal.start_of("weekend", r.dct), r.dct.weekday()
    if head in "LPp":
        return coming - timedelta(7)
    if head in "XC":
        return coming if day < 3 else coming + timedelta(7)
    tense = r.tense(i, j)
    ahead = day >= 5 or tense == "future" or (head == "i" and not (tense == "past" and day < 3))
    return coming if ahead else coming - timedelta(7)


def read_week_of(r: Reading, i: int, j: int) -> Mention | None:
    """The week or month of a date: "the week of March 6", "the month of May"."""
    u = r.codes.index("U", i, j)
    unit = r.word(u)
    inner = read_day(r, u + 2, j) if any(c in "DO" for c in r.codes[u + 2 : j]) else read_month(r, u + 2, j)
    if (
        not isinstance(inner, Mention)
        or inner.first is None
        or (unit, inner.granularity) not in (("week", "day"), ("month", "month"))
    ):
        return None
    return period(i, j, unit, inner.first, "week-of" if unit == "week" else inner.rule)


def read_week_in_month(r: Reading, i: int, j: int) -> Mention | None:
    """A numbered week of a month: "the first week of April" is 1-7 April, "the last week of May" 25-31 May."""
    m = r.codes.index("M", i, j)
    month = read_month(r, m, j)
    n = -1 if r.codes[m - 3] == "L" else vocab.ORDINAL.get(r.word(m - 3), 0)
    if month is None or month.first is None or month.last is None or r.word(m - 2) != "week" or not n:
        return None
    if n < 0:
        month.first = month.last - timedelta(6)
    else:
        month.first += timedelta(7 * n - 7)
        month.last = month.first + timedelta(6)
    month.mod = {1: "START", 4: "END", -1: "END"}.get(n, "MID")
    month.i, month.rule = i, "week-of-month"
    return month


def read_edge_word(r: Reading, i: int, j: int) -> Mention | None:
    """ "year-end", "mid-year", "month-end"."""
    i += r.codes[i] == "T"
    unit = r.word(r.codes.index("U", i, j))
    if unit not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    return period(i, j, unit, r.dct, "unit-edge", edge_of(r, i, j))


# --- Past, present and future ----------------------------------------------------------------------------------------

_AFTER_THE_PAST = word_set("but when and have has he they")
_HOW_FAR = word_set("near immediate foreseeable distant indefinite")
_NOT_SOON = word_set("as too was were that and")


def read_reference(r: Reading, i: int, j: int) -> Mention | None:
    """Words for past, present and future: "now", "recently", "the future", "in the past", "at present"."""
    k = j - 1
    word, before, after, following = r.word(k), r.word(i - 1), r.word(j), r.code(j)
    if r.codes[k] == "P":
        alone = following in ".,;&\n" or (following == " " and (after in _AFTER_THE_PAST or not after.isalpha()))
        return reference(i, j, "PAST_REF", "reference") if before in ("in", "of", "from") and alone else None
    if r.codes[k] == "c":
        idiom = after in ("affairs", "account", "accounts", "events")
        return None if idiom else reference(i, j, "PRESENT_REF", "reference")
    if r.codes[i] == "l":
        return reference(i, j, "PAST_REF", "reference")
    if word == "future" and before in _HOW_FAR:
        i -= 1 + (r.code(i - 2) == "T")
    elif r.codes[i] == "T" and word not in ("future", "moment"):
        i = k
    idiom = (
        word == "recent"
        or (word == "present" and before != "at")
        or (word == "moment" and (before != "at" or r.codes[i] != "T" or following == "f"))
        or (word == "soon" and (before in _NOT_SOON or after in ("after", "as")))
        or (word in ("recently", "previously") and before == "most" and following in "MLWdn")
        or (r.words[k] == "Now" and following == ",")
        or (word == "future" and (after.startswith("contract") or (before in ("a", "an") and following != " ")))
        or (word == "future" and r.words[k][0].isupper() and r.code(i - 1) != "." and i > 0)
    )
    return None if idiom else reference(i, j, vocab.REFERENCE[word], "reference")
