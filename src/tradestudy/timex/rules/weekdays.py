"""Rules for weekdays, today and its neighbours, parts of the day and clock times."""

from __future__ import annotations

from datetime import date, timedelta

from tradestudy.timex import calendar as cal, tense as timex_tense, words as vocab
from tradestudy.timex.reading import Mention, Reading, clause_start, edge_of, period, word_set
from tradestudy.timex.rules.dates import read_day
from tradestudy.timex.rules.units import STEP, day_away, read_amount, recurring

_BESIDE_WEEKDAYS = word_set("on early late here the reporters this")
_BEFORE_CLOCK = word_set("at by from until to around about before after")


def weekday_number(r: Reading, k: int) -> int:
    return vocab.WEEKDAY[r.word(k).rstrip(".")]


def weekday_date(r: Reading, i: int, j: int, k: int, head: str = "") -> tuple[date, str]:
    """Day and rule of the weekday word k: by "last", "next", else the nearest before, or after if the verb looks ahead."""
    n, dct = weekday_number(r, k), r.dct
    back, ahead = (dct.weekday() - n) % 7, (n - dct.weekday()) % 7
    if head in ("L", "P"):
        return dct - timedelta(back or 7), "weekday-last"
    if head in ("X", "C"):
        soon = head == "X" and 0 < ahead <= 2 and dct.weekday() < n
        return dct + timedelta((ahead or 7) + 7 * soon), "weekday-next"
    if head in ("F", "p") and r.focus_day:
        gap = STEP[head] * (n - r.focus_day.weekday()) % 7 or 7
        return r.focus_day + timedelta(STEP[head] * gap), "weekday-focus"
    if head == "i":
        return dct + timedelta(n - dct.weekday()), "weekday-this"
    tense = weekday_tense(r, i, j)
    if tense == "future" or (not tense and back >= 5) or (tense == "open" and back > ahead):
        return dct + timedelta(ahead), "weekday-future" if tense else "weekday-nearest"
    said = r.word(i - 2) if r.code(i - 1) == "n" else r.word(i - 1)
    if back == 6 and n and said in ("said", "says", "told", "announced") and "day-ahead" in r.policies:
        return dct + timedelta(1), "weekday-day-ahead"
    return dct - timedelta(back), "weekday-past" if tense else "weekday-nearest"


def weekday_tense(r: Reading, i: int, j: int) -> str:
    """Past or future by the words beside a bare weekday, else by the verb of its clause."""
    if "tense" not in r.policies:
        return "past"
    b = i - 1
    while b >= 0 and r.word(b) in _BESIDE_WEEKDAYS:
        b -= 1
    before, tense = r.word(b), r.tense(i, j)
    tense = "future" if tense == "would" else tense
    if before in ("until", "till"):
        opening = b == clause_start(r, b) or r.word(b - 1) in ("up", "not")
        return tense if opening and tense else "future"
    if (before == "as" and r.word(b - 1) in ("early", "soon")) or (before == "of" and r.word(b - 1) == "ahead"):
        return "future"
    if before in ("starting", "beginning", "effective", "by") and tense != "past":
        return "future"
    if before == "effect" and r.word(b - 1) in ("taking", "takes", "take"):
        return "future"
    if timex_tense.is_past(before) and r.word(b - 1) not in ("be", "get") and before not in ("set", "due"):
        return "past"
    if r.word(j) in ("'", "’") and r.word(j + 1) == "s":
        return (
            "future"
            if before == "for" or (before in ("at", "in", "during", "before") and tense == "future")
            else "past"
        )
    return tense


def read_weekday(r: Reading, i: int, j: int) -> Mention | None:
    """A weekday, perhaps with the part of the day or the week: "early Monday", "Friday night", "Monday of last week"."""
    k = r.codes.index("W", i, j)
    if r.word(k) in vocab.SHORT:
        return None
    if "U" in r.codes[k:j]:
        u = r.codes.index("U", k, j)
        sign = r.codes[u - 1]
        base = r.focus_day or r.dct if sign in "jyFp" else r.dct
        day = cal.start_of("week", base) + timedelta(7 * STEP.get(sign, 0) + weekday_number(r, k))
        return period(i, j, "day", day, "weekday-of-week") if r.word(u) == "week" else None
    head = next((c for c in r.codes[i:k].replace("iC", "C") if c in "LPpXCFi"), "")
    day, rule = weekday_date(r, i, j, k, head)
    mention = period(i, j, "day", day, rule, edge_of(r, i, k), "" if head else "week")
    return day_part(mention, r.word(j - 1)) if r.codes[j - 1] == "q" else mention


def read_weekday_ordinal(r: Reading, i: int, j: int) -> Mention | None:
    """ "Friday the 13th": the last such day up to the DCT."""
    number, weekday = int(r.words[j - 1][:-2]), weekday_number(r, i)
    days = (r.dct - timedelta(back) for back in range(500))
    found = next((day for day in days if day.day == number and day.weekday() == weekday), None)
    return period(i, j, "day", found, "weekday-ordinal") if found else None


def read_every_weekday(r: Reading, i: int, j: int) -> Mention | None:
    return recurring(i, j, f"XXXX-WXX-{weekday_number(r, j - 1) + 1}")


def read_from_weekday(r: Reading, i: int, j: int) -> Mention | None:
    """ "a week from Tuesday", "a year ago Friday": the unit counted from a weekday."""
    counted, n = read_amount(r, i, j - 2), weekday_number(r, j - 1)
    if r.codes[j - 2] == "G":
        base = day_away(r.dct, *counted, -1) if counted else None
        return period(i, j, "day", base + timedelta((n - base.weekday() + 3) % 7 - 3), "ago-weekday") if base else None
    day = day_away(r.dct + timedelta((n - r.dct.weekday()) % 7), *counted, 1) if counted else None
    return period(i, j, "day", day, "from-weekday") if day else None


def read_deictic(r: Reading, i: int, j: int) -> Mention | None:
    """Today, yesterday, tomorrow, tonight."""
    k = r.codes.index("d", i, j)
    word = r.word(k)
    if word == "today" and i and r.words[k].istitle() and r.code(i - 1) == " " and r.words[i - 1][0].isupper():
        return None
    mention = period(i, j, "day", r.dct + timedelta(vocab.DEICTIC[word]), word, edge_of(r, i, k))
    part = "night" if word == "tonight" else r.word(j - 1) if r.codes[j - 1] == "q" else ""
    return day_part(mention, part) if part else mention


def read_beside(r: Reading, i: int, j: int) -> Mention | None:
    """The day before or after another that is named: "the day before yesterday", "the day after May 12"."""
    k = r.codes.index("g", i, j) + 1
    read = {"d": read_deictic, "W": read_weekday}.get(r.codes[j - 1], read_day)
    named = read(r, k, j)
    if r.word(k - 2) != "day" or named is None or named.first is None:
        return None
    return period(i, j, "day", named.first + timedelta(-1 if r.word(k - 1) == "before" else 1), "day-beside")


# --- Parts of the day and clock times ----------------------------------------------------------------------------------


def day_part(mention: Mention, word: str) -> Mention:
    """The same day, narrowed to the part of it a word names."""
    return at_time(mention, vocab.DAY_PART[word])


def at_time(mention: Mention, time: str) -> Mention:
    mention.type, mention.granularity, mention.value = "TIME", "time", f"{mention.value}T{time}"
    return mention


def read_day_part(r: Reading, i: int, j: int) -> Mention | None:
    """ "this morning", "last night", "that evening", "noon", "overnight" and, of the day in focus, "in the afternoon"."""
    word, before = r.word(j - 1), r.word(i - 1)
    head = next((c for c in r.codes[i : j - 1][::-1] if c in "iLjyXFTpk"), "")
    alone = vocab.DAY_PART[word][-1] == "0" or word == "overnight"
    if head == "k":
        return recurring(i, j, "P1D")
    if not head and (
        not alone or before == "high" or (word == "overnight" and r.code(j) == " " and r.code(i - 1) in "aT")
    ):
        return None
    if head == "T" and (
        alone or before not in ("in", "during", "into", "through") or (r.code(j) == "f" and r.code(j + 1) in "WMDd")
    ):
        return None
    if head in ("", "T"):
        day = _day_beside(r, i, j) or (_told_day(r, i, j) if head else None) or r.dct
        # "talks resume in the morning" looks to the next
        day += timedelta(day == r.dct and word == "morning" and r.tense(i, j) == "future")
    elif head in "iL":
        day = r.dct - timedelta(head == "L")
    else:
        day = (_told_day(r, i, j) or r.dct) + timedelta(STEP.get(head, 0))
    return day_part(period(i, j, "day", day, "part-of-day"), word)


def _told_day(r: Reading, i: int, j: int) -> date | None:
    """The day in focus; one still ahead only where the clause looks ahead."""
    past = r.focus_day and r.focus_day > r.dct and r.tense(i, j) not in ("future", "would")
    return r.focus_past if past else r.focus_day


def _day_beside(r: Reading, i: int, j: int) -> date | None:
    """The day of a weekday, "today" or month-day that stands within a few words of words[i:j], in its sentence."""
    if r.focus_day and i - r.focus_at < 7 and not r.codes[r.focus_at : i].strip("WMDO,Y"):
        return r.focus_day
    for k in range(i - 1, max(i - 3, -1), -1):
        if r.codes[k] in "Wd":
            return _named_at(r, k, i, k)
    following = r.words[j] if j < len(r.words) else ""
    # "at 12:01 a.m. Trump said": the full stop of a.m. ends the sentence; not so in "12:01 a.m. Eastern time"
    opens_next = (
        r.words[j - 1].endswith(".") and following[:1].isupper() and r.code(j) == " " and r.word(j + 1) != "time"
    )
    for k in range(j, j if opens_next else min(j + 7, len(r.codes))):
        code = r.codes[k]
        if code == "W" and r.codes[k + 1 : k + 3] in (",M", ",D"):
            continue
        if code in "Wd":
            return _named_at(r, i, k + 1, k)
        if code == "M" or (code == "D" and r.code(k + 1) == "M"):
            found = read_day(r, k, k + 2) if code == "D" or r.code(k + 1) in "DO" else None
            return found.first if found else None
        if code in ".\n&":
            break
    for k in range(i - 1, max(i - 7, -1), -1):
        code = r.codes[k]
        if code in "Wd":
            return _named_at(r, k, i, k)
        if code in ".\nM":
            return r.focus_day if code == "M" else None
    return None


def _named_at(r: Reading, i: int, j: int, k: int) -> date:
    """The day that the weekday or "today" at word k names."""
    return weekday_date(r, i, j, k)[0] if r.codes[k] == "W" else r.dct + timedelta(vocab.DEICTIC[r.word(k)])


def read_clock(r: Reading, i: int, j: int) -> Mention | None:
    """A clock time, on the day its sentence names: "10:35 a.m.", "9 a.m. EST Tuesday", "0735 GMT"."""
    k = next(x for x in range(i, j) if r.codes[x] in "KDY#N")
    word, marks = r.word(k), r.codes[k + 1 : j]
    if r.codes[k] == "K" and not marks and r.word(i - 1) not in _BEFORE_CLOCK:
        return None
    if r.codes[k] == "N":
        word = str(vocab.NUMBER.get(word, 99))
    elif len(word) == 4 and word.isdecimal():
        word = f"{word[:2]}:{word[2:]}"
    parts = word.replace(".", ":").split(":")
    if not all(part.isdecimal() and len(part) < 3 for part in parts):
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if hour > 24 or minute > 59:
        return None
    late = any(
        r.word(x).startswith("p") or r.word(x) in ("afternoon", "evening", "night")
        for x in range(k + 1, j)
        if r.codes[x] in "mq"
    )
    early = any(r.word(x).startswith("a") for x in range(k + 1, j) if r.codes[x] == "m")
    hour += 12 if late and hour < 12 else -12 if early and hour == 12 else 0
    if marks[-2:] in ("iq", "Lq"):
        day = r.dct - timedelta(marks[-2] == "L")
    elif marks[-1:] in ("W", "d"):
        day = _named_at(r, i, j, j - 1)
    else:
        told = r.focus_day if i - r.focus_at < 60 and r.tense(i, j) == "past" else None
        day = _day_beside(r, i, j) or told or r.dct
    own = r.words[k + 1 : j] if ";" not in marks else r.words[k + 1 : k + 1 + marks.index(";")]
    zone = "Z" if {"GMT", "UTC"} & {w.upper() for w in own} else ""
    return at_time(period(i, j, "day", day, "clock"), f"{hour:02d}:{minute:02d}{zone}")
