"""ISO days as strings: what compares, sorts and writes itself."""

from __future__ import annotations

from datetime import date, timedelta


def iso_day(value: str | date) -> str:
    """Bring a date, a timestamp or an ISO string to ``YYYY-MM-DD``."""
    text = str(value)[:10]
    return date.fromisoformat(text).isoformat()


def days_between(day: str, later: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(day)).days


def shift_day(day: str, days: int) -> str:
    """ISO day so many days later."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
