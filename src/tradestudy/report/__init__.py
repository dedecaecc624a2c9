"""Notebooks and dates -> a folder to read."""

from tradestudy.report.run import Outcome, Plan, WrongCall, keep, plan, run, store_outputs

__all__ = ["Outcome", "Plan", "WrongCall", "keep", "plan", "run", "store_outputs"]
