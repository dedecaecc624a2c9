"""The grammar of time expressions: patterns over the classes of words, each with the rule that reads what it matches.

Where several patterns match at a word, the first whose rule accepts the words wins. Patterns repeat nothing without a
bound, so that reading takes time in proportion to the text. How patterns are written: ``classes.expand``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from tradestudy.timex.classes import define, expand
from tradestudy.timex.reading import DatedText, Mention
from tradestudy.timex.rules import (
    clock,
    days,
    holidays,
    lengths,
    months,
    offsets,
    quarters_seasons,
    references,
    spans,
    units,
    weekdays,
    years,
)

Rule = Callable[[DatedText, int, int], Mention | list[Mention] | None]
Row = tuple[re.Pattern[str], Rule]

define("NUM", "dd | number")
define("DAY", "dd | nth")
define("DETERMINER", "last | past | previous | next | coming | following")
define("DAY_AND_MONTH", "month DAY | DAY month")
define("THE_LAST", "the (previous | past | last | next | following)")
define("AND_YEAR", "(comma? year)?")
define("EXACT", "numeral (and numeral | dash? (numeral | nth))? of? | (NUM | year) fraction? | fraction")
define("EITHER", "NUM (dash | to | or) NUM | numeral dash? (to | or) dash? numeral | a unit? or numeral")
define("QUANTITY", "(a numeral? of? | EXACT | EITHER) (dash? and dash? a dash? half | and fraction)? more?")
define("ABOUT", "(more than | at (least | to) | about at? least?)?")
define("EDGE", "(the? early? end of | (early | earlier) in? | early dash)?")
define(
    "WHICH",
    "comma? of? (last | next | this | coming | the (previous | last | following | next | current) | the? same | that)",
)
define("OF_YEAR", "WHICH unit")
define("UNITS", "unit | units | quarter")
define("LENGTH", "ABOUT QUANTITY dash? fiscal? (UNITS | weekend)")
define("A_YEAR", "comma? of? the? fiscal? unit? year | of fiscal unit | OF_YEAR | of the unit")
define(
    "MINUTES", "clock (in the morning | am? gmt?) | (NUM | clock) am in the morning | NUM am gmt? | (year | number) gmt"
)
define("HOURS", "numeral am (in the morning)? | (dd | numeral) in the morning")
define("THAT_DAY", "mark (year | number | clock) gmt mark | comma? (weekday | today) | this morning | last morning")
define(
    "WHAT_UNIT",
    "this past | this coming | DETERMINER | current | this | that | THE_LAST | the (coming | current | same)",
)

# What opens a time expression, and what every one of them holds: only there are patterns tried.
_OPENING = "|".join(
    (
        "the a this that every same last past previous next coming following current early earlier end numeral dd nth "
        "half quarter number fraction about more than at least ordinal fiscal of and or unit in to dash per"
    ).split()
)
_CORE = "|".join(
    (
        "month weekday season year nineties iso numeric nth holiday q1 quarter half unit units weekend today morning "
        "now daily clock gmt am current past"
    ).split()
)
CANDIDATE = re.compile(
    expand(f"({_OPENING}){{0,8}} ({_CORE} | long ago | (that | same) word | every word (unit | units))")
)

_GRAMMAR: list[tuple[str, Rule]] = [
    ("iso", days.read_stamp),
    ("numeric", days.read_numeric),
    ("month dd (comma dd){1,4} comma? and dd", days.read_day_list),
    ("weekday the nth", weekdays.read_weekday_ordinal),
    ("month the? DAY (dash | to | and) the? DAY (?! dash? (unit | units)) AND_YEAR", days.read_day_span),
    ("the? DAY (dash | to | and) the? DAY of? month AND_YEAR", days.read_day_span),
    ("the? (ordinal | last) unit of month AND_YEAR", units.read_week_in_month),
    ("(last | next | coming)? (holiday | month | ordinal)", holidays.read_named_day),
    ("the unit of (month DAY? | DAY month) AND_YEAR", units.read_week_of),
    ("weekday mark DAY_AND_MONTH AND_YEAR mark", days.read_day_in_brackets),
    (
        "(the? end of | last | next | early)? (weekday comma?)? (last | next)? month the? DAY"
        " (comma? year (?! dash? (unit | units)) | OF_YEAR)?",
        days.read_day,
    ),
    ("(weekday comma?)? the? DAY of? month (comma? year | OF_YEAR)?", days.read_day),
    (
        "EDGE (this past | last | next | this | coming | past | THE_LAST)? (early dash?)? month"
        " (of? year | comma year | OF_YEAR)?",
        months.read_month,
    ),
    ("year dash NUM", years.read_year_span),
    (
        "EDGE (the | last | next | this)? fiscal? year? (ordinal | nth) dash? fiscal? (quarter | half) (A_YEAR)?",
        quarters_seasons.read_quarter,
    ),
    (
        "((last | next | this | previous) unit | year) mark word ordinal dash? (quarter | half)"
        " | the? q1 comma? of? fiscal? year? | year q1",
        quarters_seasons.read_quarter,
    ),
    ("EDGE the? fiscal unit? year", years.read_year),
    ("the? unit year | (the? early? end of the? | early (in | dash)?)? year", years.read_year),
    ("(the? early? end of)? the? (early dash?)? nineties", years.read_decade),
    ("the? (early dash?)? nth dash? unit", years.read_century),
    ("QUANTITY (unit | units) (ago | since) weekday", weekdays.read_from_weekday),
    ("every weekday", weekdays.read_every_weekday),
    (
        "((early | earlier) in?)? (the? DETERMINER | this coming?)? early? weekday (early? morning | OF_YEAR)?",
        weekdays.read_weekday,
    ),
    ("(MINUTES | HOURS) (THAT_DAY)?", clock.read_clock),
    ("the? unit before ((last | next)? weekday | today | DAY_AND_MONTH)", clock.read_beside),
    ("(early | earlier)? today morning?", clock.read_deictic),
    (
        "(early | earlier)? (this | last | next | that | every | the | the (same | following | next | previous)"
        " | this same | that same)? early? morning",
        clock.read_day_part,
    ),
    ("the? unit dash (earlier | ago) (quarter | unit | word)?", offsets.read_year_earlier),
    ("the? unit dash end | early dash unit", units.read_edge_word),
    (
        "ABOUT (QUANTITY dash? (UNITS) | units) ago | ABOUT QUANTITY (unit | units) (since (now | today) | hence)",
        offsets.read_ago,
    ),
    ("ABOUT QUANTITY (unit | units) (earlier | before) | the unit before", offsets.read_offset),
    ("the? (ordinal | last) QUANTITY (UNITS) of (month AND_YEAR | year | the unit | OF_YEAR)", spans.read_first_units),
    ("(the? (DETERMINER | ordinal) | this past) LENGTH", spans.read_span),
    (
        "every (numeral | dd | word | ordinal)? (unit | units | season | quarter | weekend) | per unit | daily",
        lengths.read_set,
    ),
    ("more unit", lengths.read_another),
    ("(NUM | numeral) units a unit", lengths.read_rate),
    (
        "a unit and a half | LENGTH (dash? long)? | half a unit | a? half dash? unit | unit dash long",
        lengths.read_length,
    ),
    ("the? (coming | last | past | next | now) units | units (dash long)?", lengths.read_plural),
    ("the? same (unit | quarter) OF_YEAR", units.read_same_period),
    ("EDGE (WHAT_UNIT | (this | that)? same | the) fiscal? (unit | weekend | quarter) | this units", units.read_unit),
    (
        "EDGE (this past | last | next | this | the)? early? dash? season (comma? of? year | OF_YEAR)?",
        quarters_seasons.read_season,
    ),
    ("the? same word | that word", units.read_same_date),
    ("the? now | the past | current | long ago", references.read_reference),
    ("the nth (dash | to | and) the? nth", days.read_ordinal_span),
    ("the nth (of the? (last | next | this | current | previous | following | coming)? unit)?", days.read_ordinal_day),
]


def _named(grammar: list[tuple[str, Rule]]) -> dict[str, tuple[str, Rule]]:
    """Rows by the name of their rule, counted where several rows have one: "day", "day 2"."""
    seen: Counter[str] = Counter()
    rows = {}
    for pattern, read in grammar:
        name = read.__name__.removeprefix("read_").replace("_", "-")
        seen[name] += 1
        rows[name if seen[name] == 1 else f"{name} {seen[name]}"] = (expand(pattern), read)
    return rows


_ROWS = _named(_GRAMMAR)
RULES = tuple(_ROWS)


@cache
def compiled(without: frozenset[str]) -> tuple[re.Pattern[str], list[Row]]:
    """One pattern of all rows but some, whose groups tell which row matches first, and the rows."""
    rows = [row for name, row in _ROWS.items() if name not in without]
    return re.compile("|".join(f"({pattern})" for pattern, _ in rows)), [(re.compile(p), read) for p, read in rows]
