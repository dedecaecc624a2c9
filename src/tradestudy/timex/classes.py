r"""The classes of words that build time expressions, and patterns written over them.

A text is spelt one letter a word, so that one regular expression can read it; the letters are dealt out here and stand
nowhere else. Grammar and rules name the classes: ``the? (last | next)? weekday``. A class bears the name
of one of its words:

========  ==================================  ==========  ==========================================
month     also weekday, season, unit, units   last        latest; also past, next, coming, following
dd nth    1-31; 1st-31st                      previous    prior, preceding
year      1000-2199                           this that   these; those; also same, current
number    any other number in digits          early       late, mid
fraction  1/2                                 earlier     later
numeral   two, dozens, several, few           end         beginning, middle, close, rest ...
ordinal   first ... fourth, final, opening    ago hence   "three weeks ago", "ten days hence"
q1        Q1-Q4, H1, H2, FY2025               before      after
iso       2025-06-10, 2024/25                 since       from
numeric   10.06.2025, 6/10/25                 to          until, through
nineties  1990s, '80s                         in          on, during
holiday   first word of a named day           about       nearly, over, almost ...
clock     10:35                               more        less, fewer, another
am gmt    p.m., o'clock; EST, UTC             least       most (as in "at least")
morning   afternoon, night, noon ...          now         recently, the future ...
today     yesterday, tonight ...              daily       weekly, annual ...
every     each                                long        old (as in "day-long")
dash      hyphens too                         mark        any punctuation but comma, stop and dash
gap       a blank line                        word        any other word
========  ==================================  ==========  ==========================================
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters, digits

CLASSES = (
    "word comma stop mark dash gap month weekday season dd nth year number fraction numeral ordinal half q1 unit "
    "units quarter weekend fiscal nineties holiday iso numeric clock am gmt morning today now daily every per long "
    "the a this that same last past previous next coming following current early earlier end ago hence before since "
    "between to and or of in at about more least than"
).split()
CODE = dict(zip(CLASSES, ascii_letters + digits + "ÀÁÂÃÄÅ", strict=False))
CLASS = {code: name for name, code in CODE.items()}

# Names of parts of a pattern, to be used in others.
_PARTS: dict[str, str] = {}


def kinds(names: str) -> frozenset[str]:
    """A named set of classes; a name that is none is refused."""
    return frozenset(CLASS[CODE[name]] for name in names.split())


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
