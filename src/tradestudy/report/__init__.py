"""Notebooks and dates -> a folder to read."""

from tradestudy.report.execute import Outcome, run, store_outputs
from tradestudy.report.pages import keep
from tradestudy.report.plan import Plan, WrongCall, plan

__all__ = ["Outcome", "Plan", "WrongCall", "keep", "plan", "run", "store_outputs"]
