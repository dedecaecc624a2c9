"""Lengths of time and what recurs: how much of which unit, "90-day", "six months", "for years", "daily"."""

from datetime import date, timedelta

from tradestudy.timex import calendar as cal, words as vocab
from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, length, recurring

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
    if u < 0 or r.is_name(u):
        return None
    counted = _count(r, i, u)
    if counted is None:
        return None
    total, vague = counted
    if j == u + 4 and r.reads("and a half", u + 1):
        total = (total or 0) + 0.5
    if total is None and not vague and r.kind(u) != "units":
        total = 1
    unit = vocab.SINGULAR.get(r.word(u), r.word(u))
    times, unit = _IN_BASIC_UNITS.get(unit, (1, unit))
    return (None if vague or total is None else total * times), unit


def _count(r: DatedText, i: int, u: int) -> tuple[float | None, bool] | None:
    """The number that words[i:u] add up to, and whether a word among them is vague ("several"); None for no number."""
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
    return total, vague


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


# --- What the grammar reads -------------------------------------------------------------------------------------------

_RATES = vocab.listed("rate")
_NUMBERS = kinds("number dd year numeral")
_COUNTS = kinds("number dd year numeral units")
_BEFORE_AGES = kinds("dash dd number numeral")


def is_age(r: DatedText, i: int, j: int) -> bool:
    """Do words[i:j] give somebody's age: "44 years old", "a 57-year-old", "12 years of age", "aged 44 years"?"""
    after = j + (r.kind(j) == "dash")
    if r.word(j - 1) == "old" or r.word(after).startswith("old"):
        vague = r.kind(i) == "units" and r.kind(i - 1) not in _BEFORE_AGES
        return not (vague and r.find("dash", i, j + 1) >= 0)
    return (r.word(after) == "of" and r.word(j + 1) == "age") or r.word(i - 1) == "aged"


def read_length(r: DatedText, i: int, j: int) -> Mention | None:
    """A length of time: "90-day", "2 1/2 years", "nearly three decades"; "a day" after a number is a rate."""
    if r.kind(i) == "a" and _needs_no_article(r, i + 1):
        i += 1
    if r.kind(i) == "units":
        return read_plural(r, i, j)
    amount = read_amount(r, i, j)
    if amount is None or is_age(r, i, j):
        return None
    # "three-quarters of", "a quarter point"
    if r.find("quarter", i, j) >= 0 and (r.word(j) == "of" or r.word(j - 1) == "quarter"):
        return None
    value = duration_value(*amount)
    if r.kind(i) == "a" and j == i + 2 and _follows_count(r, i):
        return recurring(i, j, value, "set-rate")
    return length(i, j, value, "duration", approximation(r, i, j))


def _needs_no_article(r: DatedText, k: int) -> bool:
    """Is an article before word k that of another word, as before "two weeks" ("a dozen", "a few" need theirs)?"""
    exact = r.word(k) in vocab.NUMBER and r.word(k) not in MULTIPLIERS
    return r.kind(k) == "units" or (r.kind(k) == "numeral" and exact)


def _follows_count(r: DatedText, i: int) -> bool:
    """Is a unit with its article at word i a rate: "two million a day", "3,000 barrels a day"?"""
    noun = r.kind(i - 1) == "word" and r.word(i - 1).endswith("s") and r.find(_NUMBERS, max(i - 5, 0), i) >= 0
    return noun or r.kind(i - 1) in _COUNTS or r.word(i - 1) in _RATES


def read_plural(r: DatedText, i: int, j: int) -> Mention | None:
    """Units without a number: "for years", "in recent weeks", "decades-long"."""
    v = r.find("units", i, j)
    amount = read_amount(r, v, v + 1)
    if amount is None or amount[1] == "second" or is_age(r, i, j) or (r.kind(i - 1) == "dash" and r.touches(i)):
        return None
    unit, after = amount[1], r.word(j)
    idiom = after in ("since", "leading", "when") or (after == "of" and unit == "day")
    counted_elsewhere = after in ("apart", "before", "after", "later", "earlier")
    late_hours = r.kind(i - 1) == "early" and unit == "hour"
    if counted_elsewhere or late_hours or (idiom and r.kind(i - 1) == "the"):
        return None
    return length(i, j, duration_value(None, unit), "duration-vague")


def read_another(r: DatedText, i: int, j: int) -> Mention | None:
    """One more of a unit: "another year"."""
    amount = read_amount(r, j - 1, j)
    return length(i, j, duration_value(*amount), "duration") if amount and r.word(i) == "another" else None


def read_rate(r: DatedText, i: int, j: int) -> Mention | None:
    """So much of every unit: "24 hours a day", "five days a week"."""
    amount = read_amount(r, j - 1, j)
    return recurring(i, j, duration_value(*amount), "set-rate") if amount else None


def read_set(r: DatedText, i: int, j: int) -> Mention | None:
    """What recurs: "daily", "every two weeks", "each year", "per day"."""
    word = r.word(j - 1)
    if r.kind(i) == "daily":
        if word.endswith("long"):
            return length(i, j, vocab.SET[word], "duration")
        title = r.words[i][0].isupper() and r.kind(j) == "word" and r.written(j)[:1].isupper()
        return None if title else recurring(i, j, vocab.SET[word])
    if r.kind(j - 1) == "season":
        return recurring(i, j, f"XXXX-{vocab.SEASON[word]}")
    other = r.word(i + 1) == "other"
    amount = read_amount(r, i + 1, j)
    if amount is None or amount[0] is None or (r.kind(i + 1) == "word" and not other):
        return None
    return recurring(i, j, duration_value(2 if other else amount[0], amount[1]))
