"""The words that build time expressions (lexicon/timex_words.csv), and the tokeniser that spells a text in classes."""

import re
from collections.abc import Iterator
from functools import cache

from tradestudy.terms import read_lexicon
from tradestudy.timex.classes import CODE

_WORDS = [(row["word"], row["kind"], row["value"]) for row in read_lexicon("timex_words.csv")]


def _values(*classes: str) -> dict[str, str]:
    return {word: value for word, name, value in _WORDS if name in classes and value}


def _numbers(name: str) -> dict[str, int]:
    return {word: int(value) for word, value in _values(name).items() if value != "X"}


@cache
def listed(name: str, lexicon: str = "timex_cues.csv") -> frozenset[str]:
    """One list of words of a lexicon."""
    found = frozenset(row["word"] for row in read_lexicon(lexicon) if row["list"] == name)
    if not found:
        raise KeyError(f"{lexicon} has no list {name!r}")
    return found


MONTH = _numbers("month")
WEEKDAY = _numbers("weekday")
NUMBER = _numbers("numeral")
ORDINAL = _numbers("ordinal") | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DAYS_FROM_TODAY = _numbers("today")
SINGULAR = _values("units") | {"quarters": "quarter"}
SEASON = _values("season")
DAY_PART = _values("morning")
REFERENCE = _values("now")
SET = _values("daily")
EDGES = _values("early", "earlier", "end")
APPROXIMATION = _values("about")
COUNTED = listed("counted")
_VERBS_TOO = ("march", "may", "august")
# Abbreviations are dates only with a full stop or a number beside them ("Mar.", "Sun. 3").
SHORT = frozenset(
    word for word in (*MONTH, *WEEKDAY) if len(word) < 6 and word not in ("march", "april", "may", "june", "july")
)
_HOLIDAYS = [row["name"].replace("'", " ").split()[0] for row in read_lexicon("named_days.csv")]


def _spellings(word: str, name: str) -> Iterator[str]:
    """The ways to write a word; a verb or noun as well needs its capital, or "may" and "sun" would be dates."""
    dated = name in ("month", "weekday")
    yield from (word.capitalize(), word.upper())
    if not dated or (word not in SHORT and word not in _VERBS_TOO):
        yield word
    if dated and word in SHORT:
        yield from (word.capitalize() + ".", word.upper() + ".")


def _vocabulary() -> dict[str, str]:
    table = dict.fromkeys("-‐‑‒–—", "dash") | {",": "comma", ".": "stop", "½": "fraction", "&": "and"}
    for word, name, _ in _WORDS:
        for spelling in _spellings(word, name):
            table.setdefault(spelling, name)
    for word in _HOLIDAYS:
        table.setdefault(word, "holiday")
        table.setdefault(word.upper(), "holiday")
    return table


_ORDINAL = re.compile(r"(\d\d?)(?:st|nd|rd|th)", re.IGNORECASE)
# What none of these fits, as letters stand among its digits ("25H1"), is a name and no number.
_SHAPES = [
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\d{4}-.*|[12]\d{3}/\d\d(?:\d\d)?", "iso"),
        (r"(?:['’]|\d{4}).*s", "nineties"),
        (r"\d+:[\d:]*", "clock"),
        (r"[^/]*/[^/]*", "fraction"),
        (r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)", "numeric"),
        (r"\d[\d.,:/-]*", "number"),
    )
]


def _class_of_number(word: str) -> str:
    if word.isdecimal():
        if len(word) <= 2:
            return "dd" if 1 <= int(word) <= 31 else "number"
        return "year" if len(word) == 4 and "1000" <= word <= "2199" else "number"
    if ordinal := _ORDINAL.fullmatch(word):
        return "nth" if 1 <= int(ordinal[1]) <= 31 else "word"
    return next((name for shape, name in _SHAPES if shape.fullmatch(word)), "word")


def _class_by_shape(word: str) -> str:
    """The class of a word that no lexicon lists and that is not all letters."""
    first = word[0]
    if first.isdecimal() or (first in "'’" and len(word) > 1):
        return _class_of_number(word)
    if first in "aApP" and word[1:2] == ".":
        return "am"
    if first == "F" and re.fullmatch(r"FY(?:19|20)?[1-4]\d", word):
        return "q1"
    return "gap" if first == "\n" else "word" if first.isalnum() else "mark"


class _Codes(dict[str, str]):
    """The letter of each word's class."""

    def __missing__(self, word: str) -> str:
        return _WORD if word.isalpha() else CODE[_class_by_shape(word)]


_WORD = CODE["word"]
_CODES = _Codes({word: CODE[name] for word, name in _vocabulary().items()})


def _with_stop() -> str:
    """The abbreviations that keep their full stop ("Sept."), by initial, so that most words are passed over at once."""
    written = sorted(spelling for word in SHORT for spelling in (word.capitalize(), word.upper()))
    heads = sorted({word[0] for word in written})
    groups = (f"{head}(?:{'|'.join(word[1:] for word in written[::-1] if word[0] == head)})" for head in heads)
    return rf"(?:{'|'.join(groups)})\."


_TOKEN = re.compile(
    "|".join(
        (
            r"(?<![\w.])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
            r"(?<![\w./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?![\w/-]|\.\d)",
            r"\d{1,2}:\d\d(?::\d\d)?(?![\w:])",
            r"(?:\d{3}0|['’]\d0)['’]?s\b",
            r"\d{1,2}(?:st|nd|rd|th)\b",
            r"\d{1,2}(?=[ap]\.?m\b)",
            r"\d++(?:[.,/]\d++)*+(?![^\W_])",
            r"[AaPp]\.\s?[Mm]\b\.?",
            _with_stop(),
            r"[Oo]['’]clock\b",
            r"[^\W\d_]++(?![\d_])",
            r"\w+",
            r"\n\s*\n",
            r"[^\w\s]",
        )
    )
)


def spell(text: str) -> tuple[list[str], list[int], str]:
    """Words of a text, where each starts, and the text spelt in letters, one a word, for their classes."""
    words: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        words.append(match[0])
        starts.append(match.start())
    return words, starts, "".join([_CODES[word] for word in words])
