"""The classes of words that build time expressions, and patterns written over them.

A text is spelt one letter a word, so that one regular expression can read it. The letters are dealt out here and stand
nowhere else: grammar and rules name the classes of lexicon/timex_classes.csv, as in ``the? (last | next)? weekday``.
"""

import re
from functools import cache
from string import ascii_letters, digits

from tradestudy.terms import read_lexicon

CODE = {
    row["kind"]: letter
    for row, letter in zip(read_lexicon("timex_classes.csv"), ascii_letters + digits + "ÀÁÂÃÄÅ", strict=False)
}
CLASS = {letter: name for name, letter in CODE.items()}
_PARTS: dict[str, str] = {}


def kinds(names: str) -> frozenset[str]:
    """A named set of classes; a name that is none is refused."""
    return frozenset(CLASS[CODE[name]] for name in names.split())


# Which way a word before a unit, a month or a weekday points.
STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
LAST_OR_PAST = kinds("last past")
NEXT_OR_COMING = kinds("next coming")
DAY_NUMBER = kinds("dd nth")


def define(part: str, pattern: str) -> None:
    """Give a part of a pattern a name in capitals, by which later patterns call it."""
    _PARTS[part] = f"(?:{expand(pattern)})"


@cache
def expand(pattern: str) -> str:
    """Turn a pattern in words into a regular expression over the letters of the classes.

    Brackets group; ``|``, ``?``, ``{1,4}`` and ``(?!...)`` mean what they mean in a regular expression; spaces nothing.
    """
    letters = re.sub(r"[A-Z_]{2,}|[a-z][a-z0-9]*", lambda name: _PARTS.get(name[0]) or CODE[name[0]], pattern)
    grouped = re.sub(r"\((?!\?)", "(?:", letters.replace(" ", ""))
    # one set of letters is tried faster than as many alternatives
    return re.sub(r"(?<![^(|:])\w(?:\|\w)+(?![^|)])", lambda run: f"[{run[0].replace('|', '')}]", grouped)
