"""Quarters, halves and seasons of a year: "the third quarter", "H1 2025", "last fall"."""

from datetime import date

from tradestudy.timex import calendar as cal, words as vocab
from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, period, year_by_head
from tradestudy.timex.rules.years import choose_year

_QUARTERS = kinds("quarter half q1")
_ORDINALS = kinds("ordinal nth")
_AFTER_HALVES = kinds("stop comma mark gap and word to in")
_HEADS = kinds("last this past next coming previous")
_BEFORE_SEASONS = ("in", "by", "during", "until", "since", "of")


def read_quarter(r: DatedText, i: int, j: int) -> Mention | None:
    """A numbered quarter or half of a year: "the third quarter", "Q1 2025", "first half of fiscal 2024"; FY2025."""
    k = next(k for k in range(j - 1, i - 1, -1) if r.kind(k) in _QUARTERS)
    word = r.word(k)
    if word.startswith("fy"):
        return period(i, j, "year", date(int(word[2:]) + (0 if len(word) > 4 else 2000), 1, 1), "fiscal-year")
    kind = "half" if word[0] == "h" else "quarter"
    months, count = (6, 2) if kind == "half" else (3, 4)
    n = int(word[1]) if r.kind(k) == "q1" else vocab.ORDINAL.get(r.word(r.find(_ORDINALS, i, k)), 0)
    n = count if n < 0 else n
    year = r.year(i, j)
    bare = year is None and r.find("unit", k, j) < 0
    if not 1 <= n <= count or (bare and _in_a_game(r, j, kind)):
        return None
    first = date(year or r.dct.year, (n - 1) * months + 1, 1)
    if year is None:
        ahead, end = r.tense(i, j) == "future", cal.end_of(kind, first)
        moved = (ahead and (r.dct - end).days > 182) - (not ahead and (first - r.dct).days > 31)
        first = first.replace(year=first.year + moved)
    return period(i, j, kind, first, kind, r.edge(i, k))


def _in_a_game(r: DatedText, j: int, kind: str) -> bool:
    """Is a quarter or half before word j one of a match: "the second half goal", "quarter finals"?"""
    return r.word(j) in ("of", "final", "finals") or (kind == "half" and r.kind(j) not in _AFTER_HALVES)


def read_season(r: DatedText, i: int, j: int) -> Mention | None:
    """A season: "last fall", "the summer of 1998", "this spring", "in the autumn"."""
    k = r.find("season", i, j)
    head, year, mod = r.head(_HEADS, i, k), r.year(i, j), r.edge(i, k)
    if not _is_season(r, i, j, head, year, mod):
        return None
    start = cal.SEASON_START[vocab.SEASON[r.word(k)]]
    first = date(r.dct.year, start, 1)
    last = cal.end_of("season", first)
    year = year or year_by_head(head, r.dct, last < r.dct, first <= r.dct <= last)
    if head == "this":
        year = first.year - ((first - r.dct).days > 150 and r.tense(i, j) != "future")
    if year is None:
        year = choose_year(r, i, j, start, 0)
        year -= date(year, start, 1) > r.dct and r.tense(i, j) != "future"
    return period(i, j, "season", date(year, start, 1), "season", mod)


def _is_season(r: DatedText, i: int, j: int, head: str, year: int | None, mod: str) -> bool:
    """Is a word for a season one here, and not a verb, a name or a kind ("fall", "Spring Street", "spring onions")?"""
    k = r.find("season", i, j)
    if r.words[k].istitle() and r.kind(k + 1) == "word" and r.written(k + 1).istitle():
        return False
    if r.word(k) == "fall" and not (head or year or r.kind(i) == "the"):
        return False
    led = r.word(i - 1) in _BEFORE_SEASONS and r.word(j) != "of"
    return bool(year or head or mod or led)
