"""Choose the weights of the day score on Timeline17, leaving one topic out, and say how sure one can be.

    python benchmarks/timeline17_weights.py --data DIR

For every topic, the grid point with the best mean average precision over the timelines of the *other* topics ranks
its days: the mean date F1 of those rankings is the estimate for an unseen topic. Average precision chooses because F1
at one cut is too coarse for a few timelines. Printed beside it: the grid point best on all topics, the F1 of the
weights in use (both in-sample), and 95% bootstrap intervals over timelines (10,000 resamples, seed 0), also of the
difference to counting the articles that mention a day. Last, windows cut from the timelines, to see what rests on a
timeline's own end.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from timeline17 import Task, Topic, f1, load_tasks, load_topics, mean, rank
from tradestudy.chronology.days import days_between, shift_day
from tradestudy.chronology.ranking import WEIGHTS, Weights, simple_counts

GRID = [
    WEIGHTS._replace(late=late, ahead=ahead, window=window, floor=floor)
    for late, ahead, window, floor in product((1.0, 1.25, 1.5), (0.25, 0.5, 1.0), (60, 120), (0.1, 0.25, 0.5, 1.0))
]
WINDOWS = {
    "all": (0, 1),
    "last half": (0.5, 1),
    "last 70%": (0.3, 1),
    "first 70%": (0, 0.7),
    "middle half": (0.25, 0.75),
}


def average_precision(ranked: Iterable[str], gold: frozenset[str]) -> float:
    """Mean precision at the ranks of the gold days."""
    hits, total = 0, 0.0
    for place, day in enumerate(ranked, 1):
        if day in gold:
            hits += 1
            total += hits / place
    return total / len(gold)


def cut(task: Task, first: float, last: float) -> Task:
    """The part of a timeline between two shares of its span."""
    length = days_between(task.start, task.end)
    start, end = shift_day(task.start, int(length * first)), shift_day(task.start, int(length * last))
    return task._replace(gold=frozenset(day for day in task.gold if start <= day <= end), start=start, end=end)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95% bootstrap interval of a mean."""
    draw = random.Random(0)
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(10_000))
    return means[250], means[9749]


class Fit(NamedTuple):
    """Date F1 of every timeline by grid point and by the simple count, and the points chosen."""

    tasks: list[Task]
    by_weights: dict[tuple[Weights, str], float]
    estimates: dict[str, dict[str, float]]  # name of the estimate -> timeline -> F1
    without: dict[str, Weights]  # topic -> the point chosen on the others
    everywhere: Weights

    @property
    def range(self) -> tuple[float, float]:
        """Worst and best mean of the points of the grid."""
        means = [mean(self.by_weights[weights, t.key] for t in self.tasks) for weights in GRID]
        return min(means), max(means)


def fit(tasks: list[Task], topics: Mapping[str, Topic]) -> Fit:
    """Choose the weights on all topics, and on all but one."""
    precision: dict[tuple[Weights, str], float] = {}
    score: dict[tuple[Weights, str], float] = {}
    count: dict[str, float] = {}
    for weights, task in product(dict.fromkeys([*GRID, WEIGHTS]), tasks):
        days = rank(task, topics[task.topic], weights)
        precision[weights, task.key] = average_precision(days["date"], task.gold)
        score[weights, task.key] = f1(days["date"], task)
        count[task.key] = f1(simple_counts(days)["articles that mention the day"], task)

    def best(among: list[Task]) -> Weights:
        return max(
            GRID, key=lambda weights: (round(mean(precision[weights, t.key] for t in among), 9), -GRID.index(weights))
        )

    without = {topic: best([t for t in tasks if t.topic != topic]) for topic in sorted({t.topic for t in tasks})}
    left_out = {t.key: score[without[t.topic], t.key] for t in tasks}
    everywhere = best(tasks)
    estimates = {
        "articles that mention the day": count,
        "leave one topic out": left_out,
        "best on all topics (in-sample)": {t.key: score[everywhere, t.key] for t in tasks},
        "weights in use (in-sample)": {t.key: score[WEIGHTS, t.key] for t in tasks},
        "leave one topic out, less the count": {key: left_out[key] - count[key] for key in count},
    }
    return Fit(tasks, score, estimates, without, everywhere)


def windows(tasks: list[Task], topics: Mapping[str, Topic]) -> Iterator[tuple[str, int, float, float, float]]:
    """Mean F1 in windows cut from the timelines: count, weights in use, the same without n_after."""
    flat = WEIGHTS._replace(floor=1e9)
    for name, (first, last) in WINDOWS.items():
        parts = [part for task in tasks if len((part := cut(task, first, last)).gold) >= 4]
        counts = [f1(simple_counts(rank(p, topics[p.topic]))["articles that mention the day"], p) for p in parts]
        with_after, without = ([f1(rank(p, topics[p.topic], w)["date"], p) for p in parts] for w in (WEIGHTS, flat))
        yield name, len(parts), mean(counts), mean(with_after), mean(without)


def main() -> None:
    """Print the estimates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=Path, metavar="DIR", help="folder of sources")
    given = parser.parse_args()
    tasks, topics = load_tasks(given.data), load_topics(given.data)
    fitted = fit(tasks, topics)
    for topic, chosen in fitted.without.items():
        print(f"without {topic:18} {chosen}")
    print(f"on all topics{'':13} {fitted.everywhere}\nin use{'':20} {WEIGHTS}\n")
    for name, values in fitted.estimates.items():
        line = f"{name:46}"
        for kind, kept in (("all", tasks), ("hard", [t for t in tasks if t.hard])):
            scores = [values[t.key] for t in kept]
            line += "   {} {}: {:.3f} ({:.3f} to {:.3f})".format(kind, len(kept), mean(scores), *interval(scores))
        print(line)
    print("over the {} points of the grid: all {:.3f} to {:.3f}".format(len(GRID), *fitted.range))
    print("\nwindows of the timelines, mean F1 where at least 4 days are gold: count, weights in use, without n_after")
    for name, n, *values in windows(tasks, topics):
        print(f"{name:12} {n:2}: " + " ".join(f"{value:.3f}" for value in values))


if __name__ == "__main__":
    main()
