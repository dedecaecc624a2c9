r"""Words that build time expressions, each with a one-letter code, and the tokeniser that spells a text in codes.

The grammar is written over these codes: "the last three weeks" reads ``TLNV``, "Monday, Oct. 26" reads ``W,MD``. The
words stand in lexicon/timex_words.csv with their code and, where they have one, their value; numbers and dates in
digits are told by their shape.

======  ==============================================  ======  ==============================================
code    stands for                                      code    stands for
======  ==============================================  ======  ==============================================
M W S   month, weekday, season                          T a     the; a, an
D O Y   number 1-31, 1st-31st, number 1000-2199         i j y   this, these; that, those; same
# v N   other number, fraction, number word             L P p   last, latest; past; previous, prior
o H J   ordinal word; half; Q1-Q4, H1, H2, FY2025       X C F   next; coming; following
U V Q   unit, its plural; quarter                       c e E   current; early, late, mid; earlier, later
u ^ z   weekend; fiscal; 1990s                          B G h   beginning ... end; ago; hence
A I /   named day; ISO date or 2024/25; 10.06.2025      g r b   before, after; from, since; between
K m Z   clock time; a.m., p.m.; time zone               t & |   to, until, through, and, or
q d     part of the day; today ... tonight              f n @   of; in, on, during; at, up
R s k   now, recently ...; daily ...; each, every       x + >   about ...; more, less, another; than
$ l     per; long, old (day-long)                       < -     least, most; hyphen or dash
, . ;   comma, full stop, other punctuation             \n " "  blank line; any other word
======  ==============================================  ======  ==============================================
"""

from __future__ import annotations

import re

from tradestudy.terms import read_lexicon
from tradestudy.timex.calendar import named_days

_LEXICON = [(row["word"], row["code"], row["value"]) for row in read_lexicon("timex_words.csv")]


def _values(codes: str) -> dict[str, str]:
    return {word: value for word, code, value in _LEXICON if code in codes and value}


MONTH = {word: int(value) for word, value in _values("M").items()}
WEEKDAY = {word: int(value) for word, value in _values("W").items()}
NUMBER = {word: int(value) for word, value in _values("N").items() if value != "X"}
ORDINAL = {word: int(value) for word, value in _values("o").items()} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DEICTIC = {word: int(value) for word, value in _values("d").items()}
PLURAL = _values("V") | {"quarters": "quarter"}
SEASON = _values("S")
DAY_PART = _values("q")
REFERENCE = _values("R")
SET = _values("s")
EDGE = _values("eEB")
APPROXIMATION = _values("x")
# Abbreviations are dates only with a full stop or a number beside them ("Mar.", "Sun. 3").
SHORT = frozenset(
    word for word in (*MONTH, *WEEKDAY) if len(word) < 6 and word not in ("march", "april", "may", "june", "july")
)


def _vocabulary() -> dict[str, str]:
    table = dict.fromkeys("-‐‑‒–—", "-") | {",": ",", ".": ".", "½": "v", "&": "&"}
    for word, code, _ in _LEXICON:
        # what is a verb or a noun as well needs its capital, or "may" and "sun" would be dates
        small = code not in "MW" or (word not in SHORT and word not in ("march", "may", "august"))
        for spelling in (word.capitalize(), word.upper(), *((word,) if small else ())):
            table.setdefault(spelling, code)
            if word in SHORT and code in "MW":
                table[spelling + "."] = code
    for name in named_days():
        table.setdefault(name, "A")
        table.setdefault(name.upper(), "A")
    return table | dict.fromkeys(("Q1", "Q2", "Q3", "Q4", "H1", "H2"), "J")


class _Codes(dict[str, str]):
    """The vocabulary; numbers and dates are told by their shape, and any other word is a blank."""

    def __missing__(self, word: str) -> str:
        first = word[0]
        if "a" <= first <= "z" or "A" <= first <= "Z":
            if first in "aApP" and word[1:2] == ".":
                return "m"
            return "J" if first == "F" and re.fullmatch(r"FY(?:19|20)?[1-4]\d", word) else " "
        if first.isdecimal() or (first in "'’" and len(word) > 1):
            return _number_code(word)
        if first == "\n":
            return "\n"
        return " " if first.isalnum() else ";"


# What is left when letters stand among digits ("25H1") is a name, not a number.
_IN_DIGITS = re.compile(r"\d[\d.,:/-]*")


def _number_code(word: str) -> str:
    if word.isdecimal():
        if len(word) <= 2:
            return "D" if 1 <= int(word) <= 31 else "#"
        return "Y" if len(word) == 4 and "1000" <= word <= "2199" else "#"
    if word.endswith("s"):
        return "z" if len(word) > 3 and (word[0] in "'’" or word[:4].isdecimal()) else " "
    if word[4:5] == "-" and word[:4].isdecimal():
        return "I"
    ordinal = word[-2:].lower() in ("st", "nd", "rd", "th") and word[:-2].isdecimal() and len(word) < 5
    if ordinal and 1 <= int(word[:-2]) <= 31:
        return "O"
    if not _IN_DIGITS.fullmatch(word):
        return " "
    if ":" in word:
        return "K"
    if word.count("/") == 1:
        return "I" if re.fullmatch(r"[12]\d{3}/\d\d(?:\d\d)?", word) else "v"
    return "/" if re.fullmatch(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)", word) else "#"


TOKEN = re.compile(
    r"(?<![\w.])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|(?<![\w./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?![\w/-]|\.\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?![\w:])"
    r"|(?:\d{3}0|['’]\d0)['’]?s\b"
    r"|\d{1,2}(?:st|nd|rd|th)\b"
    r"|\d{1,2}(?=[ap]\.?m\b)"
    r"|\d++(?:[.,/]\d++)*+(?![^\W_])"
    r"|[AaPp]\.\s?[Mm]\b\.?"
    r"|(?:J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB|ri|RI)|M(?:ar|AR|on|ON)|A(?:pr|PR|ug|UG)|S(?:ept?|EPT?|at|AT|un|UN)"
    r"|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC)|T(?:ues?|UES?|hu(?:rs?)?|HU(?:RS?)?)|W(?:ed|ED))\."
    r"|[Oo]['’]clock\b"
    r"|[^\W\d_]++(?![\d_])"
    r"|\w+"
    r"|\n\s*\n"
    r"|[^\w\s]"
)
CODES = _Codes(_vocabulary())


def spell(text: str) -> tuple[list[str], list[int], str]:
    """Words of a text, where each starts, and the text spelt in codes (one letter a word)."""
    words: list[str] = []
    starts: list[int] = []
    for match in TOKEN.finditer(text):
        words.append(match[0])
        starts.append(match.start())
    return words, starts, "".join([CODES[word] for word in words])
