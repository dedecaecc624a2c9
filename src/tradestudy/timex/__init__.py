"""A text and its day of publication -> TIMEX3 time expressions."""

from tradestudy.timex.calendar import day_in_year
from tradestudy.timex.extraction import GRANULARITIES, MODS, POLICIES, Timex, find_timexes, iter_timexes
from tradestudy.timex.grammar import RULES
from tradestudy.timex.tense import is_past
from tradestudy.timex.words import MONTH, WEEKDAY

__all__ = [
    "GRANULARITIES",
    "MODS",
    "MONTH",
    "POLICIES",
    "RULES",
    "WEEKDAY",
    "Timex",
    "day_in_year",
    "find_timexes",
    "is_past",
    "iter_timexes",
]
