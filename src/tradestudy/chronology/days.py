"""ISO days as strings: what compares, sorts and writes itself."""

from __future__ import annotations

from datetime import date, timedelta


def iso_day(value: str | date) -> str:
    """Bring a date, a timestamp or an ISO string to ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        If it is none of these.
    """
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise ValueError(f"expected an ISO date such as 2025-06-10, found {str(value)!r}") from None


def days_between(day: str, later: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(day)).days


def shift_day(day: str, days: int) -> str:
    """ISO day so many days later."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
