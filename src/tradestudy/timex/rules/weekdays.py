"""Weekdays: the latest one up to the DCT, or the next if the verb or a word beside it looks ahead."""

from datetime import date, timedelta

from tradestudy.timex import calendar as cal
from tradestudy.timex.classes import LAST_OR_PAST, NEXT_OR_COMING, STEP, kinds
from tradestudy.timex.reading import DatedText, Mention, period, recurring
from tradestudy.timex.rules.lengths import day_away, read_amount
from tradestudy.timex.tense import is_past
from tradestudy.timex.words import DAY_PART, SHORT, WEEKDAY, listed

_BESIDE_WEEKDAYS = listed("beside a weekday")
_HEADS = kinds("last past previous next coming following this")


def weekday_number(r: DatedText, k: int) -> int:
    """The weekday that word k names: Monday is 0."""
    return WEEKDAY[r.word(k).rstrip(".")]


def weekday_date(r: DatedText, i: int, j: int, k: int, head: str = "") -> tuple[date, str]:
    """Day and rule of the weekday word k: by "last", "next", else the latest, or the next if the verb looks ahead."""
    n, dct = weekday_number(r, k), r.dct
    if head in LAST_OR_PAST:
        return dct - timedelta((dct.weekday() - n) % 7 or 7), "weekday-last"
    if head in NEXT_OR_COMING:
        ahead = (n - dct.weekday()) % 7
        soon = head == "next" and 0 < ahead <= 2 and dct.weekday() < n
        return dct + timedelta((ahead or 7) + 7 * soon), "weekday-next"
    if head in ("following", "previous") and r.focus.day:
        gap = STEP[head] * (n - r.focus.day.weekday()) % 7 or 7
        return r.focus.day + timedelta(STEP[head] * gap), "weekday-focus"
    if head == "this":
        return dct + timedelta(n - dct.weekday()), "weekday-this"
    return _bare_weekday(r, i, j, n)


def _bare_weekday(r: DatedText, i: int, j: int, n: int) -> tuple[date, str]:
    back, ahead = (r.dct.weekday() - n) % 7, (n - r.dct.weekday()) % 7
    tense = _weekday_tense(r, i, j)
    far_back = (not tense and back >= 5) or (tense == "open" and back > ahead)
    if tense == "future" or far_back:
        return r.dct + timedelta(ahead), "weekday-future" if tense else "weekday-nearest"
    said = r.word(i - 2) if r.kind(i - 1) == "in" else r.word(i - 1)
    tomorrow = back == 6 and n and said in ("said", "says", "told", "announced")
    if tomorrow and r.follows("day-ahead"):
        return r.dct + timedelta(1), "weekday-day-ahead"
    return r.dct - timedelta(back), "weekday-past" if tense else "weekday-nearest"


def _weekday_tense(r: DatedText, i: int, j: int) -> str:
    """Past or future by the words beside a bare weekday, else by the verb of its clause."""
    if not r.follows("tense"):
        return "past"
    b = i - 1
    while b >= 0 and r.word(b) in _BESIDE_WEEKDAYS:
        b -= 1
    tense = r.tense(i, j)
    tense = "future" if tense == "would" else tense
    if r.word(b) in ("until", "till"):
        opening = b == r.clause_start(b) or r.word(b - 1) in ("up", "not")
        return tense if opening and tense else "future"
    if _looks_ahead(r, b, tense):
        return "future"
    passive = r.word(b - 1) in ("be", "get") or r.word(b) in ("set", "due")
    if is_past(r.word(b)) and not passive:
        return "past"
    if r.word(j) in ("'", "’") and r.word(j + 1) == "s":
        still_open = r.word(b) in ("at", "in", "during", "before") and tense == "future"
        return "future" if r.word(b) == "for" or still_open else "past"
    return tense


def _looks_ahead(r: DatedText, b: int, tense: str) -> bool:
    """Does word b, before a weekday, look ahead: "as early as", "ahead of", "starting", "takes effect"?"""
    before, earlier = r.word(b), r.word(b - 1)
    return (
        (before == "as" and earlier in ("early", "soon"))
        or (before == "of" and earlier == "ahead")
        or (before in ("starting", "beginning", "effective", "by") and tense != "past")
        or (before == "effect" and earlier in ("taking", "takes", "take"))
    )


def read_weekday(r: DatedText, i: int, j: int) -> Mention | None:
    """A weekday, perhaps with part of the day or week: "early Monday", "Friday night", "Monday of last week"."""
    k = r.find("weekday", i, j)
    if r.word(k) in SHORT:
        return None
    u = r.find("unit", k, j)
    if u >= 0:
        sign = r.kind(u - 1)
        base = r.focus.day or r.dct if sign in ("that", "same", "following", "previous") else r.dct
        day = cal.start_of("week", base) + timedelta(7 * STEP.get(sign, 0) + weekday_number(r, k))
        return period(i, j, "day", day, "weekday-of-week") if r.word(u) == "week" else None
    head = "coming" if r.find("coming", i, k) >= 0 else r.head(_HEADS, i, k)
    day, rule = weekday_date(r, i, j, k, head)
    mention = period(i, j, "day", day, rule, r.edge(i, k), "" if head else "week")
    return day_part(mention, r.word(j - 1)) if r.kind(j - 1) == "morning" else mention


def day_part(mention: Mention, word: str) -> Mention:
    """The same day, narrowed to the part of it a word names."""
    return at_time(mention, DAY_PART[word])


def at_time(mention: Mention, time: str) -> Mention:
    """The same day, narrowed to a time."""
    mention.type, mention.granularity, mention.value = "TIME", "time", f"{mention.value}T{time}"
    return mention


def read_weekday_ordinal(r: DatedText, i: int, j: int) -> Mention | None:
    """ "Friday the 13th": the last such day up to the DCT."""
    number, weekday = int(r.words[j - 1][:-2]), weekday_number(r, i)
    days = (r.dct - timedelta(back) for back in range(500))
    found = next((day for day in days if day.day == number and day.weekday() == weekday), None)
    return period(i, j, "day", found, "weekday-ordinal") if found else None


def read_every_weekday(r: DatedText, i: int, j: int) -> Mention | None:
    """ "every Monday"."""
    return recurring(i, j, f"XXXX-WXX-{weekday_number(r, j - 1) + 1}")


def read_from_weekday(r: DatedText, i: int, j: int) -> Mention | None:
    """ "a week from Tuesday", "a year ago Friday": the unit counted from a weekday."""
    amount, n = read_amount(r, i, j - 2), weekday_number(r, j - 1)
    if amount is None:
        return None
    if r.kind(j - 2) == "ago":
        base = day_away(r.dct, *amount, -1)
        return period(i, j, "day", base + timedelta((n - base.weekday() + 3) % 7 - 3), "ago-weekday") if base else None
    day = day_away(r.dct + timedelta((n - r.dct.weekday()) % 7), *amount, 1)
    return period(i, j, "day", day, "from-weekday") if day else None
