"""Dated statements -> events, their evidence, outcomes, disputes and slips; days ranked; chronologies compared."""

from tradestudy.chronology.comparison import compare, diff
from tradestudy.chronology.events import build_events, chronicle
from tradestudy.chronology.likeness import STOP_WORDS
from tradestudy.chronology.ranking import rank_dates, simple_counts
from tradestudy.chronology.slips import find_slips
from tradestudy.chronology.statements import find_statements

TABLES = ("statements", "events", "evidence", "outcomes", "disputes", "slips")

__all__ = [
    "STOP_WORDS",
    "TABLES",
    "build_events",
    "chronicle",
    "compare",
    "diff",
    "find_slips",
    "find_statements",
    "rank_dates",
    "simple_counts",
]
