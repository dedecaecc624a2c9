"""Dated statements -> events, their evidence, outcomes, disputes and slips; days ranked; chronologies compared."""

from tradestudy.chronology.comparison import compare, diff, rank_days
from tradestudy.chronology.crosschecks import find_disputes, find_outcomes, find_slips
from tradestudy.chronology.events import build_events, choose_headline, chronicle, explain_scores
from tradestudy.chronology.ranking import rank_dates, simple_counts
from tradestudy.chronology.statements import find_statements

__all__ = [
    "build_events",
    "choose_headline",
    "chronicle",
    "compare",
    "diff",
    "explain_scores",
    "find_disputes",
    "find_outcomes",
    "find_slips",
    "find_statements",
    "rank_dates",
    "rank_days",
    "simple_counts",
]
