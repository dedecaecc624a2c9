"""What lifts the score of an event or lowers it: how far its reports lie from the day, who could have named the day."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Weights(NamedTuple):
    """How much a report's distance from the day weighs, and who could have named the day."""

    late: float = 1.25  # a report published late_days or more after the day (or before it) counts so many times
    late_days: int = 7
    ahead: float = 0.25  # a report published before the day counts so many times
    window: int = 120  # articles published within so many days from the day on could have named it


WEIGHTS = Weights()


def lag_weight(lag: int) -> float:
    """Weight of a report published `lag` days after the day it names (negative: before)."""
    return (WEIGHTS.late if abs(lag) >= WEIGHTS.late_days else 1.0) * (WEIGHTS.ahead if lag < 0 else 1.0)


class Exposure:
    """How many articles appeared from a day on, and so could have named it."""

    def __init__(self, published: Iterable[str]) -> None:
        self.ordinals = sorted(date.fromisoformat(day).toordinal() for day in published)

    def count(self, day: str) -> int:
        """Articles published within the window that opens on `day`, or on the first article's day if that is later."""
        if not self.ordinals:
            return 0
        first = max(date.fromisoformat(day).toordinal(), self.ordinals[0])
        return bisect_right(self.ordinals, first + WEIGHTS.window) - bisect_left(self.ordinals, first)

    @cached_property
    def mean(self) -> float:
        """Articles that could have named the day on which an article appeared, on average over the articles."""
        counts = Counter(self.ordinals)
        total = sum(n * self.count(date.fromordinal(day).isoformat()) for day, n in counts.items())
        return total / len(self.ordinals) if self.ordinals else 0.0

    def divisor(self, day: str, floor: float) -> float:
        """The divisor of a day's score: 1 for a day with as many later articles as the mean, less for one with fewer.

        Any day counts as one that `floor` times that mean could have named: at 1 the divisor is never below 0.71.
        """
        return math.sqrt((floor * self.mean + self.count(day)) / ((1 + floor) * self.mean)) if self.mean else 1.0
