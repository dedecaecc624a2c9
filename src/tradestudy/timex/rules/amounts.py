"""How much of which unit: "two and a half years", "a few weeks", and what that is from a day."""

from __future__ import annotations

from datetime import date, timedelta

from tradestudy.timex import calendar as cal, words as vocab
from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, is_name

# A number (None if vague) and a unit: second, minute, hour, day, week, month or year.
Amount = tuple[float | None, str]

ANY_UNIT = kinds("unit units quarter weekend")
CLOCK_UNITS = ("second", "minute", "hour")
_CODE = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_IN_BASIC_UNITS = {
    "night": (1, "day"),
    "weekend": (2, "day"),
    "fortnight": (2, "week"),
    "quarter": (3, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
MULTIPLIERS = {"dozen": 12, "hundred": 100}
_IN_DIGITS = kinds("dd number year fraction")
_ARTICLE_ONLY = kinds("half numeral dash")


def read_amount(r: DatedText, i: int, j: int) -> Amount | None:
    """Number and basic unit of words[i:j]: "two and a half years" -> (2.5, "year"), "decades" -> (None, "year")."""
    u = next((k for k in range(j - 1, i - 1, -1) if r.kind(k) in ANY_UNIT), -1)
    if u < 0 or is_name(r, u):
        return None
    total: float | None = None
    vague = False
    for k in range(i, u):
        kind, word = r.kind(k), r.word(k)
        if kind in _IN_DIGITS:
            number = _number_in_digits(word)
            if number is None:
                return None
            total = number + (total or 0) * (kind == "fraction")
        elif kind == "numeral":
            vague = vague or word not in vocab.NUMBER
            total = _with_numeral(total, word)
        elif kind in ("half", "a"):
            total = _with_article_or_half(r, k, total)
        elif kind in ("to", "or"):
            total = None
    if j == u + 4 and r.reads("and a half", u + 1):
        total = (total or 0) + 0.5
    if total is None and not vague and r.kind(u) != "units":
        total = 1
    unit = vocab.SINGULAR.get(r.word(u), r.word(u))
    times, unit = _IN_BASIC_UNITS.get(unit, (1, unit))
    return (None if vague or total is None else total * times), unit


def _number_in_digits(word: str) -> float | None:
    """The number a word writes: "1,500", "2.5", "3/4"; None where it writes none that counts anything."""
    above, slash, below = "1/2".partition("/") if word == "½" else word.partition("/")
    if slash:
        return int(above) / int(below) if below.strip("0") and len(word) <= 7 else None
    digits = word.replace(",", "")
    return float(digits) if len(digits) <= 9 and digits.replace(".", "", 1).isdecimal() else None


def _with_numeral(total: float | None, word: str) -> float | None:
    """ "twenty" and then "four" is 24, "two" and then "dozen" is 24."""
    if word in MULTIPLIERS:
        return (total or 1) * MULTIPLIERS[word]
    return (total or 0) + vocab.NUMBER[word] if word in vocab.NUMBER else total


def _with_article_or_half(r: DatedText, k: int, total: float | None) -> float | None:
    if r.kind(k) == "half":
        return (total or 0) + 0.5
    alone = r.kind(k + 1) not in _ARTICLE_ONLY and r.kind(k - 1) != "half"
    return (total or 0) + 1 if alone else total


def duration_value(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time: P3M, PT36H, P2Y6M, PXD.

    >>> duration_value(2.5, "year"), duration_value(5.5, "hour"), duration_value(None, "week")
    ('P2Y6M', 'PT5H30M', 'PXW')
    """
    if amount is None:
        return f"{'PT' if unit in CLOCK_UNITS else 'P'}X{_CODE[unit]}"
    if amount != int(amount) and unit == "day":
        amount, unit = round(amount * 24), "hour"
    head, whole = "PT" if unit in CLOCK_UNITS else "P", int(amount)
    parts = {"year": 12, "hour": 60}.get(unit, 0) * (amount - whole)
    if parts and abs(parts - round(parts)) < 0.1:
        return f"{head}{f'{whole}{_CODE[unit]}' if whole else ''}{round(parts)}M"
    return f"{head}{amount:g}{_CODE[unit]}" if amount < 1e6 else f"{head}{whole}{_CODE[unit]}"


def day_away(base: date, amount: float | None, unit: str, sign: int) -> date | None:
    """The day so many units before (-1) or after (+1) a day; None for a vague number or beyond the calendar."""
    if amount is None:
        return None
    try:
        if unit in CLOCK_UNITS:
            return base + timedelta(sign * int(amount / {"hour": 24, "minute": 1440, "second": 86400}[unit]))
        if unit in ("day", "week"):
            return base + timedelta(sign * int(amount * (7 if unit == "week" else 1)))
        return cal.periods_on("month", base, sign * int(amount * (12 if unit == "year" else 1)))
    except (OverflowError, ValueError):
        return None


def place(mention: Mention, base: date, amount: Amount, sign: int) -> None:
    """Give a length of time its first and last day, counted from a day."""
    away = day_away(base, *amount, sign)
    if away is not None:
        mention.first, mention.last = min(base, away), max(base, away)


def approximation(r: DatedText, i: int, j: int) -> str:
    """The TIMEX3 mod of "about", "more than", "at least" ... among words[i:j]."""
    at, more, about = r.find("at", i, j - 1), r.find("more", i, j - 1), r.find("about", i, j)
    if at >= 0 and r.kind(at + 1) in ("to", "least"):
        return "EQUAL_OR_MORE" if r.word(at + 1) == "least" else "EQUAL_OR_LESS"
    if more >= 0 and r.kind(more + 1) == "than":
        return "MORE_THAN" if r.word(more) == "more" else "LESS_THAN"
    return vocab.APPROXIMATION[r.word(about)] if about >= 0 else ""
