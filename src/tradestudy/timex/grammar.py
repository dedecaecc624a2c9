"""The grammar of time expressions, lexicon/timex_grammar.csv: patterns over classes of words, and the rule of each.

Where several patterns match at a word, the first whose rule accepts the words wins. Patterns repeat nothing without a
bound, so that reading takes time in proportion to the text. How patterns are written: ``classes.expand``; a row whose
rule is in capitals names a part of later patterns.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib import import_module

from tradestudy.terms import read_lexicon
from tradestudy.timex import rules
from tradestudy.timex.classes import define, expand
from tradestudy.timex.reading import DatedText, Mention

Rule = Callable[[DatedText, int, int], Mention | list[Mention] | None]
Row = tuple[re.Pattern[str], Rule]


def _rows() -> dict[str, tuple[str, Rule]]:
    """Pattern and reader by the name of the rule, counted where it has several patterns: "days.day", "days.day 2"."""
    seen: Counter[str] = Counter()
    rows = {}
    for row in read_lexicon("timex_grammar.csv"):
        if row["rule"].isupper():
            define(row["rule"], row["pattern"])
            continue
        file, name = row["rule"].split(".")
        seen[row["rule"]] += 1
        number = f" {seen[row['rule']]}" if seen[row["rule"]] > 1 else ""
        rows[row["rule"] + number] = (
            expand(row["pattern"]),
            getattr(import_module(f"{rules.__name__}.{file}"), f"read_{name}"),
        )
    return rows


_ROWS = _rows()
RULES = tuple(_ROWS)
# Where a time expression may stand: words that open one, and one that every time expression holds.
CANDIDATE = re.compile(expand("OPENING{0,8} CORE"))


@cache
def compiled(without: frozenset[str]) -> tuple[re.Pattern[str], list[Row]]:
    """One pattern of all rows but some, whose groups tell which row matches first, and the rows."""
    rows = [row for name, row in _ROWS.items() if name not in without]
    return re.compile("|".join(f"({pattern})" for pattern, _ in rows)), [(re.compile(p), read) for p, read in rows]
