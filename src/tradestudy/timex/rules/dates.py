"""Rules for dates of the calendar: days, months, quarters, seasons, years, decades and named days."""

from __future__ import annotations

import re
from datetime import date

from tradestudy.timex import calendar as cal, tense as timex_tense, words as vocab
from tradestudy.timex.reading import Mention, Reading, clause_start, edge_of, heads_line, period, word_set

# What numbers count, so that "2000 people" and "June 3 percent" hold no date.
COUNTED = word_set(
    "people troops soldiers dollars tonnes tons miles kilometers kilometres meters metres feet km jobs points yuan yen "
    "euros men women children workers employees members votes shares percent % per million billion trillion cars planes "
    "pounds copies others students police protesters"
)
_BEFORE_DATES = word_set(
    "in of since until till by during from to for before after between and through on late early mid this last next as "
    "the or with circa around about"
)
_AFTER_YEAR = word_set("year summer winter spring fall autumn election")
_COUNTING = word_set("to than about around with for and or as")
_NOT_PLURAL = word_set("was as is has does s elections")
_BEFORE_PERSON = word_set("with and by for as to from")
_BEFORE_ORDINAL = word_set("on by until before after since from to and between through")
_AFTER_ORDINAL = word_set(
    "he she they it we you when as but with for that while who which where was were is are will would and or there "
    "local according"
)
STEP = {"L": -1, "P": -1, "p": -1, "X": 1, "C": 1, "F": 1}


# --- The year of a month or day that has none --------------------------------------------------------------------------


def choose_year(r: Reading, i: int, j: int, month: int, day: int) -> int:
    """The year of a month or month-day that has none: nearest to the DCT; if that is far, the tense decides."""
    told = "narrative" in r.policies and r.explicit
    if day and "narrative" in r.policies and (year := _year_of_story(r, i, j, month, day)):
        return year
    if told and told[0] < r.dct.year - 1 and told[1] >= clause_start(r, i) and r.tense(i, j) != "future":
        return told[0]
    probe = min(day, 28) or 15
    distance = {y: (date(y, month, probe) - r.dct).days for y in range(r.dct.year - 2, r.dct.year + 3)}
    nearest = min(range(r.dct.year - 1, r.dct.year + 2), key=lambda y: (abs(distance[y]), y))
    away = distance[nearest]
    since = r.word(i - 1) == "since" or (r.word(i - 1) == "least" and r.word(i - 3) == "since")
    if not day and 15 < away <= 75 and "year-by-tense" in r.policies and _began_in(r, i):
        return nearest - 1
    if "year-by-tense" not in r.policies or (abs(away) <= (120 if day else 75) and not (since and away > 0)):
        return nearest
    tense = "past" if since else r.tense(i, j)
    if r.word(i - 1) in ("until", "till") and away > 0:
        tense = "future"
    if away > 0 and (tense == "past" or (not tense and not day and -distance[nearest - 1] < 1.7 * away)):
        return nearest - 1
    if away < 0 and tense == "future" and distance[nearest + 1] < -2 * away:
        return nearest + 1
    return nearest


def _year_of_story(r: Reading, i: int, j: int, month: int, day: int) -> int | None:
    """The year of a month-day in a timeline: its entries run forwards to the DCT, and their text stays near them."""
    heads = heads_line(r, i, j)
    if r.heading is None:
        soon = (date(r.dct.year + 1, month, min(day, 28)) - r.dct).days < 90
        return r.dct.year if heads and not soon and (month, day) < (r.dct.month, r.dct.day) else None
    if heads:
        year = r.heading.year + ((month, day) < (r.heading.month, r.heading.day))
        return year if (year, month, day) <= (r.dct.year, r.dct.month, r.dct.day) else None
    near = (y for y in (-1, 0, 1) if abs((date(r.heading.year + y, month, min(day, 28)) - r.heading).days) <= 60)
    return next((r.heading.year + y for y in near), None)


def _began_in(r: Reading, i: int) -> bool:
    """Does a month at word i follow a verb in the past, as in "protests began in March" (not "is heard in May")?"""
    return (
        r.word(i - 1) == "in"
        and timex_tense.is_past(r.word(i - 2))
        and r.word(i - 3) not in ("is", "are", "be", "being")
    )


def year_by_head(head: str, dct: date, passed: bool, current: bool) -> int | None:
    """The year that "last", "this", "next" give a month, season or day; None for any other word."""
    if head in ("L", "P", "p"):
        return dct.year if passed and not current else dct.year - 1
    if head in ("X", "C"):
        return dct.year + 1 if passed or current else dct.year
    return dct.year if head == "i" else None


def year_tail(r: Reading, i: int, j: int) -> int | None:
    """Year named in words[i:j] by "2025", "last year", "of this year"; None where there is none."""
    for k in range(i, j):
        if r.codes[k] == "Y":
            return int(r.words[k])
        if r.codes[k] == "U" and r.word(k) == "year":
            sign = r.codes[k - 1]
            return (sign in "yj" and r.focus_year) or r.dct.year + STEP.get(sign, 0)
    return None


# --- Days --------------------------------------------------------------------------------------------------------------


def month_number(r: Reading, k: int) -> int:
    return vocab.MONTH[r.word(k).rstrip(".")]


def is_month(r: Reading, k: int, dated: bool) -> bool:
    """Is word k a month here, and not a verb or a name? dated: a day or a year stands beside it."""
    low = r.word(k)
    if low in vocab.SHORT or dated:
        return dated
    if low not in ("may", "march", "april", "june", "august"):
        return True
    before, after = r.words[k - 1] if k else "", r.words[k + 1] if k + 1 < len(r.words) else ""
    name_follows = after[:1].isupper() and r.code(k + 1) == " "
    if after in ("said", "says", "told") or before in ("Mr", "Mrs", "Ms"):
        return False
    if r.code(k - 1) in "aT" and after[:1].islower():
        return True
    if before.lower() in _BEFORE_DATES or r.code(k - 1) in "LXiefB" or r.codes[max(k - 2, 0) : k] == "e-":
        return not (name_follows and before.lower() in _BEFORE_PERSON)
    if low == "may":
        return (after in "'’" and after != "") or (before == "s" and after[:1].islower())
    if low == "march":
        noun = r.code(k - 1) == " " and before[:1].islower() and not before.endswith("ly")
        return (after in "'’" and after != "") or (noun and after not in ("for", "on", "of"))
    surname = before[:1].isupper() and r.code(k - 1) == " " and r.code(k - 2) != "." and k > 1
    return not surname and (not name_follows or low == "august")


def number_of(r: Reading, k: int) -> int:
    return int(r.words[k].rstrip("stndrhSTNDRH"))


def read_day(r: Reading, i: int, j: int) -> Mention | None:
    """A day of a month, with or without weekday and year: "Monday, Oct. 26", "12th of May 2025", "October 25 last year"."""
    m = r.codes.index("M", i, j)
    n = next((k for k in range(i, j) if r.codes[k] in "DO"), -1)
    if n < 0 or not is_month(r, m, True):
        return None
    counts = r.code(j) in "Vm" or r.word(j) in COUNTED or (r.code(j) == "-" and r.code(j + 1) in "UV")
    if m < n == j - 1 and counts:
        return read_month(r, i, n)
    if n < m and i and (r.code(i - 1) == "#" or r.words[i - 1] in "$€£"):
        return None
    month, number = month_number(r, m), number_of(r, n)
    year = year_tail(r, max(n, m) + 1, j)
    if year and r.codes[j - 2 : j] == ",Y" and r.word(j) in COUNTED:
        year, j = None, j - 2
    loose = "" if year else "year"
    if year is None and r.codes[i] in "LX":
        here = cal.day_in_year(r.dct.year, month, number)
        year = year_by_head(r.codes[i], r.dct, bool(here and here < r.dct), here == r.dct)
    day = cal.day_in_year(year or choose_year(r, i, j, month, number), month, number)
    if day is None:
        return None
    opens = 1 < i < 8 and r.codes[i - 2 : i] == " ," and r.words[i - 2].isupper()
    rule = "dateline" if opens else "day-month" if loose else "day-month-year"
    return period(i, j, "day", day, rule, edge_of(r, i, m), loose)


def read_day_in_brackets(r: Reading, i: int, j: int) -> Mention | None:
    """Weekday and date of one day: "Friday (Feb 20)"."""
    if r.words[i + 1] != "(" or r.words[j - 1] != ")":
        return None
    mention = read_day(r, i + 2, j - 1)
    if mention and mention.granularity == "day":
        mention.i, mention.j = i, j
        return mention
    return None


def read_day_span(r: Reading, i: int, j: int) -> list[Mention] | None:
    """Two days of one month: "May 14-15", "14-15 May", "April 24 and 25, 2025"."""
    m = r.codes.index("M", i, j)
    a, b = [k for k in range(i, j) if r.codes[k] in "DO"][:2]
    if not is_month(r, m, True) or (m < b == j - 1 and (r.word(j) in COUNTED or r.code(j) in "Vm")):
        return None
    year, month, low = year_tail(r, max(m, b) + 1, j), month_number(r, m), number_of(r, a)
    loose = "" if year else "year"
    year = year or choose_year(r, i, j, month, low)
    first, last = cal.day_in_year(year, month, low), cal.day_in_year(year, month, number_of(r, b))
    if first is None or last is None or last <= first:
        return None
    two_from = b - 1 if r.codes[b - 1] == "T" else b
    one = period(i, two_from - 1, "day", first, "day-month", "", loose)
    two = period(two_from, j, "day", last, "day-month", "", loose)
    two.link = "range"
    return [one, two]


def read_day_list(r: Reading, i: int, j: int) -> list[Mention] | None:
    """Three days or more of one month: "Jan. 3, 5 and 7"."""
    if r.code(j) in "VUNM" or r.word(j) in COUNTED:
        return None
    found: list[Mention] = []
    for k in (k for k in range(i, j) if r.codes[k] == "D"):
        month, number = month_number(r, i), number_of(r, k)
        day = cal.day_in_year(choose_year(r, i, j, month, number), month, number)
        if day is None:
            return None
        found.append(period(k if found else i, k + 1, "day", day, "day-month", "", "year"))
    return found


def read_ordinal_day(r: Reading, i: int, j: int) -> Mention | None:
    """A day without its month: "on the 15th", in the month the story is about; "the 11th of next month"."""
    o = r.codes.index("O", i)
    number = number_of(r, o)
    if r.word(i - 1) not in _BEFORE_ORDINAL:
        return None
    if j > o + 1:
        sign = r.codes[j - 2]
        base = r.focus_month if sign in "TpFj" and r.focus_month else r.dct
        day = _day_of_month(base, STEP.get(sign, 0), number)
        return period(i, j, "day", day, "ordinal-day") if day and r.word(j - 1) == "month" else None
    if j < len(r.codes) and r.codes[j] not in ".,;\n&tn-@gbr" and r.word(j) not in _AFTER_ORDINAL:
        return None
    options = [d for m in (-1, 0, 1) if (d := _day_of_month(r.dct, m, number))]
    tense = r.tense(i, j)
    if tense in ("past", "future"):
        options = [d for d in options if (d <= r.dct if tense == "past" else d >= r.dct)] or options
    near = min(options, key=lambda d: (abs((d - r.dct).days), d))
    if r.focus_month and "focus" in r.policies and (told := _day_of_month(r.focus_month, 0, number)):
        anchor = r.focus_day if r.focus_day and r.focus_day.replace(day=1) == r.focus_month else r.focus_month
        if r.focus_at >= clause_start(r, i) or abs((told - anchor).days) <= abs((near - r.dct).days):
            near = told
    return period(i, j, "day", near, "ordinal-day")


def read_ordinal_span(r: Reading, i: int, j: int) -> list[Mention] | None:
    """Two days without their month: "on the 9th and 10th"."""
    second = r.codes.index("O", i + 2)
    one = read_ordinal_day(r, i, i + 2)
    last = _day_of_month(one.first, 0, number_of(r, second)) if one and one.first else None
    if one is None or one.first is None or last is None or last <= one.first:
        return None
    two = period(i + 3, j, "day", last, "ordinal-day")
    two.link = "range"
    return [one, two]


def _day_of_month(base: date, months: int, number: int) -> date | None:
    moved = cal.shift("month", base.replace(day=1), months)
    return cal.day_in_year(moved.year, moved.month, number)


def read_stamp(r: Reading, i: int, j: int) -> Mention | None:
    """ISO dates and timestamps; a pair of years such as 2024/25."""
    word = r.words[i]
    if word[4] == "/":
        return year_pair(i, j, int(word[:4]), word[5:])
    day = cal.day_in_year(int(word[:4]), int(word[5:7]), int(word[8:10]))
    mention = period(i, j, "day", day, "iso") if day else None
    if mention and len(word) > 10:
        mention.type, mention.value, mention.granularity = "TIME", word.replace(" ", "T"), "time"
    return mention


def read_numeric(r: Reading, i: int, j: int) -> Mention | None:
    """A date in digits: "10.06.2025", "6/10/25"; the publisher's habit says which number is the day."""
    a, b, c = (int(part) for part in re.split(r"[./-]", r.words[i]))
    mark = r.words[i].lstrip("0123456789")[0]
    if c < 100 and mark == "." and r.day_first is None:
        return None
    year = c if c > 99 else c + (2000 if c < 70 else 1900)
    day_first = a > 12 or (b <= 12 and (r.day_first if r.day_first is not None else mark != "/"))
    day, other = cal.day_in_year(year, b, a), cal.day_in_year(year, a, b)
    if mark == "-" and r.day_first is None and day and other:
        day_first = abs((day - r.dct).days) <= abs((other - r.dct).days)
    day = day if day_first else other
    return period(i, j, "day", day, "numeric") if day else None


def read_named_day(r: Reading, i: int, j: int) -> Mention | None:
    """A day with a name of its own (lexicon/named_days.csv), in the year nearest to the DCT."""
    start = r.starts[j - 1]
    named = cal.named_days().get(r.words[j - 1].title(), ())
    name, rule = next((pair for pair in named if _stands_at(r.text, start, pair[0])), ("", ""))
    if not name:
        return None
    end = start + len(name)
    while j < len(r.starts) and r.starts[j] < end:
        j += 1
    tail = 1 if r.code(j) == "Y" else 2 if r.code(j) in ",f" and r.code(j + 1) == "Y" else 0
    years = [int(r.words[j + tail - 1])] if tail else [r.dct.year - 1, r.dct.year, r.dct.year + 1]
    options = [d for y in years if (d := cal.named_day(rule, y))]
    head = r.codes[i]
    nearest = min(options, key=lambda d: (abs((d - r.dct).days), d)) if options else r.dct
    tense = r.tense(i, j) if abs((nearest - r.dct).days) > 120 and not tail else ""
    if head in "LP" or tense == "past":
        options = [d for d in options if d < r.dct][-1:] or ([] if head in "LP" else options)
    elif head in "XC" or tense == "future":
        options = [d for d in options if d > r.dct][:1] or ([] if head in "XC" else options)
    if not options:
        return None
    day = min(options, key=lambda d: (abs((d - r.dct).days), d))
    week = r.word(j) == "week"
    return period(i, j + tail + week, "week" if week else "day", day, "named-day")


def _stands_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text[start:end].replace("’", "'") in (name, name.upper()) and not text[end : end + 1].isalnum()


# --- Months, quarters, seasons -----------------------------------------------------------------------------------------


def read_month(r: Reading, i: int, j: int) -> Mention | None:
    """A month, with or without year: "early April", "last October", "May of this year"."""
    m = r.codes.index("M", i, j)
    year, month, mod = year_tail(r, m + 1, j), month_number(r, m), edge_of(r, i, m)
    if not is_month(r, m, year is not None or mod != ""):
        return None
    head = next((c for c in r.codes[i:m].replace("iP", "P") if c in "LPpXCiF"), "")
    if year is None and head == "F" and r.focus_month:
        year = r.focus_month.year + (month <= r.focus_month.month)
    year = year or year_by_head(head, r.dct, month < r.dct.month, month == r.dct.month)
    loose = "" if year else "year"
    year = year or choose_year(r, i, j, month, 0)
    return period(i, j, "month", date(year, month, 1), "month" if loose else "month-year", mod, loose)


def read_quarter(r: Reading, i: int, j: int) -> Mention | None:
    """A numbered quarter or half of a year: "the third quarter", "Q1 2025", "first half of fiscal 2024"; FY2025."""
    k = max(r.codes.rfind(code, i, j) for code in "QHJ")
    word = r.word(k)
    if word.startswith("fy"):
        return period(i, j, "year", date(int(word[2:]) + (0 if len(word) > 4 else 2000), 1, 1), "fiscal-year")
    kind = "half" if word[0] == "h" else "quarter"
    months, count = (6, 2) if kind == "half" else (3, 4)
    ordinal = next((r.word(x) for x in range(i, k) if r.codes[x] in "oO"), word)
    n = int(word[1]) if r.codes[k] == "J" else vocab.ORDINAL.get(ordinal, 0)
    n = count if n < 0 else n
    year = year_tail(r, i, j)
    bare = year is None and "U" not in r.codes[k:j]
    if not 1 <= n <= count or (
        bare and (r.word(j) in ("of", "final", "finals") or (kind == "half" and r.code(j) not in ".,;\n& tn"))
    ):
        return None
    if kind == "half" and r.word(j) in ("goal", "goals", "hour", "century"):
        return None
    if year is None:
        start, ahead = date(r.dct.year, (n - 1) * months + 1, 1), r.tense(i, j) == "future"
        since = (r.dct - cal.end_of(kind, start)).days
        year = r.dct.year - ((start - r.dct).days > 31 and not ahead) + (since > 182 and ahead)
    return period(i, j, kind, date(year, (n - 1) * months + 1, 1), kind, edge_of(r, i, k))


def read_season(r: Reading, i: int, j: int) -> Mention | None:
    """A season: "last fall", "the summer of 1998", "this spring", "in the autumn"."""
    k = r.codes.index("S", i, j)
    head = next((c for c in r.codes[i:k].replace("iP", "P") if c in "LXiPCp"), "")
    year, mod, start = year_tail(r, i, j), edge_of(r, i, k), cal.SEASON_START[vocab.SEASON[r.word(k)]]
    named = r.words[k].istitle() and r.code(k + 1) == " " and r.words[k + 1 : k + 2] and r.words[k + 1].istitle()
    told = (
        year or head or mod or (r.word(i - 1) in ("in", "by", "during", "until", "since", "of") and r.word(j) != "of")
    )
    if named or not told or (r.word(k) == "fall" and not (head or year or r.codes[i] == "T")):
        return None
    first = date(r.dct.year, start, 1)
    last = cal.end_of("season", first)
    year = year or year_by_head(head, r.dct, last < r.dct, first <= r.dct <= last)
    if head == "i":
        year = first.year - ((first - r.dct).days > 150 and r.tense(i, j) != "future")
    if year is None:
        year = choose_year(r, i, j, start, 0)
        year -= date(year, start, 1) > r.dct and r.tense(i, j) != "future"
    return period(i, j, "season", date(year, start, 1), "season", mod)


# --- Years, decades, centuries -------------------------------------------------------------------------------------------


def read_year(r: Reading, i: int, j: int) -> Mention | None:
    """A year that stands alone: "in 2018", "early 1997", "fiscal 2025", "the year 2000"."""
    k = r.codes.index("Y", i, j)
    year, mod, fiscal = int(r.words[k]), edge_of(r, i, k), "^" in r.codes[i:k]
    called = r.word(k - 1) == "year" and k > i
    if "U" in r.codes[i:k] and not fiscal and not (called and 1800 < year < 2100):
        return None
    if not (mod or fiscal or called or _is_year(r, i, j, year)):
        return None
    return period(i, j, "year", date(year, 1, 1), "fiscal-year" if fiscal else "year", mod)


def _is_year(r: Reading, i: int, j: int, year: int) -> bool:
    """Is a bare number of four digits a year here, by the words beside it?"""
    before, after = r.words[i - 1] if i else "", r.words[j] if j < len(r.words) else ""
    low, code, following = before.lower(), r.code(i - 1), r.code(j)
    noun = following == " " and after[:1].islower()
    if after in COUNTED or following in "VUKZ" or (before and before in "$€£#¥"):
        return False
    if (
        following == "-"
        and r.touches(j + 1)
        and (
            (r.code(j + 1) in "#D " and r.word(j + 1)[0].isdecimal())
            or (r.code(j + 1) == "Y" and not 1800 < int(r.words[j + 1]) < 2100)
        )
    ):
        return False
    if code == "-" and r.code(i - 2) in "#D":
        return False
    if not 1800 <= year <= 2100:
        return year >= 1400 and low in ("in", "since", "by", "until", "year")
    if low == "of" and r.words[i - 2] in ("Act", "Law", "Code"):
        return False
    if low in _BEFORE_DATES or low in _AFTER_YEAR:
        return not (low in _COUNTING and noun and after.endswith("s") and after not in _NOT_PLURAL)
    if i == 0 or code in ",;-.\n":
        compound = code == "-" and r.code(i - 2) == " " and r.touches(i) and r.word(i - 2) not in ("post", "pre", "mid")
        return not compound and not (code == "\n" and following == " ")
    if low in ("ended", "began", "started", "entered", "opened", "closed"):
        return not (noun and after.endswith("s"))
    if low in ("a", "his", "her", "its", "their", "our", "my") or (low == "s" and r.code(i - 2) == ";"):
        return not after[:1].isupper()
    if code == " " and before[:1].islower():
        # "the disputed 2009 election", but not "the additional 1500 soldiers"
        return not after.isalpha() or (noun and r.code(i - 2) in "T-" and year % 100 > 0 and year > 1900)
    return False


def read_year_span(r: Reading, i: int, j: int) -> Mention | None:
    """Two years in one: "2011-12"."""
    if not r.touches(i + 1) or not r.touches(i + 2) or r.code(j) == "-":
        return None
    return year_pair(i, j, int(r.words[i]), r.words[j - 1])


def year_pair(i: int, j: int, year: int, other: str) -> Mention | None:
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)
    if len(other) not in (2, 4) or not 1800 < year < last < min(year + 40, 2100):
        return None
    return Mention(i, j, "DATE", f"{year}/{last}", "range", date(year, 1, 1), date(last, 12, 31), "year-span")


def read_decade(r: Reading, i: int, j: int) -> Mention | None:
    """A decade: "the early 1990s", "the '80s"; "the 1800s" are a century."""
    digits = re.sub(r"\D", "", r.words[j - 1])
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if digits > "20" else 2000)
    if not 1500 <= year < 2100:
        return None
    kind = "century" if digits.endswith("00") and len(digits) == 4 else "decade"
    return period(i, j, kind, date(year, 1, 1), kind, edge_of(r, i, j))


def read_century(r: Reading, i: int, j: int) -> Mention | None:
    """A numbered century: "the late 19th century"."""
    n = number_of(r, r.codes.index("O", i))
    if r.word(j - 1) != "century" or not 2 <= n <= 30:
        return None
    return period(i, j, "century", date(n * 100 - 100, 1, 1), "century", edge_of(r, i, j))
