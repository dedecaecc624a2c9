"""Choose the weights of the day score on Timeline17, leaving one topic out, and say how sure one can be.

    python benchmarks/timeline17_weights.py --data DIR

For every topic, the grid point with the best mean average precision over the timelines of the *other* topics ranks its days: the
mean date F1 of those rankings is the estimate for an unseen topic. Average precision chooses because F1 at one cut is too coarse
for a few timelines. Printed beside it: the grid point best on all topics, the F1 of the weights in use (both in-sample), and 95%
bootstrap intervals over timelines (10,000 resamples, seed 0), also of the difference to counting the articles that mention a day.
Last, windows cut from the timelines, to see what rests on a timeline's own end.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from timeline17 import Task, f1, load_tasks, load_topics, mean, rank
from tradestudy.chronology.ranking import WEIGHTS, Weights, days_between, shift, simple_counts

GRID = [
    WEIGHTS._replace(late=late, ahead=ahead, window=window, floor=floor)
    for late, ahead, window, floor in product((1.0, 1.25, 1.5), (0.25, 0.5, 1.0), (60, 120), (0.1, 0.25, 0.5, 1.0))
]


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
    start, end = shift(task.start, int(length * first)), shift(task.start, int(length * last))
    return task._replace(gold=frozenset(day for day in task.gold if start <= day <= end), start=start, end=end)


def interval(values: Sequence[float]) -> str:
    """Write the mean and its 95% bootstrap interval."""
    draw = random.Random(0)
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(10_000))
    return f"{mean(values):.3f} ({means[250]:.3f} to {means[9749]:.3f})"


def report(name: str, tasks: list[Task], scores: dict[str, float]) -> None:
    """Print one line: all timelines, hard timelines."""
    everything, hard = [scores[t.key] for t in tasks], [scores[t.key] for t in tasks if t.hard]
    print(f"{name:46} all {len(everything)}: {interval(everything)}   hard {len(hard)}: {interval(hard)}")


def main() -> None:
    """Print the estimates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=Path, metavar="DIR", help="folder of sources")
    given = parser.parse_args()
    tasks, topics = load_tasks(given.data), load_topics(given.data)
    precision: dict[tuple[Weights, str], float] = {}
    score: dict[tuple[Weights, str], float] = {}
    count: dict[str, float] = {}
    for weights, task in product([*GRID, WEIGHTS] if WEIGHTS not in GRID else GRID, tasks):
        days = rank(task, topics[task.topic], weights)
        precision[weights, task.key] = average_precision(days["date"], task.gold)
        score[weights, task.key] = f1(days["date"], task)
        count[task.key] = f1(simple_counts(days)["articles that mention the day"], task)

    def best(among: list[Task]) -> Weights:
        return max(
            GRID, key=lambda weights: (round(mean(precision[weights, t.key] for t in among), 9), -GRID.index(weights))
        )

    left_out: dict[str, float] = {}
    for topic in sorted({task.topic for task in tasks}):
        chosen = best([task for task in tasks if task.topic != topic])
        print(f"without {topic:18} {chosen}")
        left_out |= {task.key: score[chosen, task.key] for task in tasks if task.topic == topic}
    everywhere = best(tasks)
    print(f"on all topics{'':13} {everywhere}\nin use{'':20} {WEIGHTS}\n")
    report("count of articles that mention the day", tasks, count)
    report("leave one topic out", tasks, left_out)
    report("best on all topics (in-sample)", tasks, {t.key: score[everywhere, t.key] for t in tasks})
    in_use = {t.key: score[WEIGHTS, t.key] for t in tasks}
    report("weights in use (in-sample)", tasks, in_use)
    report("leave one topic out, less the count", tasks, {key: left_out[key] - count[key] for key in count})
    spread = [mean(score[weights, t.key] for t in tasks) for weights in GRID]
    print(f"over the {len(GRID)} points of the grid: all {min(spread):.3f} to {max(spread):.3f}")
    print("\nwindows of the timelines, mean F1 where at least 4 days are gold: count, weights in use, without n_after")
    for first, last in ((0, 1), (0, 0.7), (0.25, 0.75), (0.3, 1), (0.5, 1)):
        parts = [part for task in tasks if len((part := cut(task, first, last)).gold) >= 4]
        counts = [f1(simple_counts(rank(p, topics[p.topic]))["articles that mention the day"], p) for p in parts]
        flat = WEIGHTS._replace(floor=1e9)
        with_after, without = ([f1(rank(p, topics[p.topic], w)["date"], p) for p in parts] for w in (WEIGHTS, flat))
        print(
            f"{first:4.0%} to {last:4.0%}, {len(parts):2}: {mean(counts):.3f} {mean(with_after):.3f} {mean(without):.3f}"
        )


if __name__ == "__main__":
    main()
