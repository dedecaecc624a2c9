"""The chronology of the shipped corpus against the hand-coded reference chronology, beside two simple counts.

    python benchmarks/reference_chronology.py [--data DIR]

DIR is a folder written by `tradestudy build` (data/processed by default). The measures are those of
tradestudy.comparison.compare; the thresholds of grouping were set while looking at this corpus, so its figures are
in-sample. Which statements of a day tell of one act is measured on 44 days read by hand (tests/gold/acts.csv), of
which a third, "held-out", was not looked at while the thresholds were set.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from split import PARTS, part_of
from tradestudy import store as processed, tables
from tradestudy.chronology import comparison, ranking

ACTS = Path(__file__).parents[1] / "tests" / "gold" / "acts.csv"


class Grouping(NamedTuple):
    """How far the statements of a day are put together as a reader puts them: by pair, and by statement (B-cubed)."""

    statements: int
    pairs: int  # that tell of one act
    precision: float
    recall: float
    f1: float
    precision_by_statement: float
    recall_by_statement: float
    f1_by_statement: float


def judge_grouping(evidence: pd.DataFrame, acts: pd.DataFrame) -> dict[str, Grouping]:
    """Compare events with the acts that a reader found behind the statements of some days, by part of split.py.

    Pairs of statements of one day count equally, so a day of many statements counts most; by statement (Bagga and
    Baldwin 1998), each looks at its own event and act, itself included. A statement without an act is left out.
    """
    key = ["article_id", "sentence_id", "tid"]
    found = acts[acts["act"] != ""].merge(evidence, on=key)
    part = part_of(acts["date"])
    return {name: _judge(found[found["date"].map(part) == name]) for name in PARTS}


def _judge(found: pd.DataFrame) -> Grouping:
    right = belonging = together = 0
    shares = []
    for _, day in found.groupby("date"):
        rows = list(tables.iter_rows(day, "event_id", "act"))
        both, events, acts = Counter(rows), Counter(row[0] for row in rows), Counter(row[1] for row in rows)
        right += _pairs(both)
        together += _pairs(events)
        belonging += _pairs(acts)
        shares += [(both[event, act] / events[event], both[event, act] / acts[act]) for event, act in rows]
    pairwise = right / max(1, together), right / max(1, belonging)
    by_statement = tuple(sum(column) / max(1, len(shares)) for column in zip(*shares, strict=True)) or (0.0, 0.0)
    return Grouping(len(shares), belonging, *pairwise, _f1(*pairwise), *by_statement, _f1(*by_statement))


def _pairs(sizes: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Figures(NamedTuple):
    """The chronology beside the reference: measures by method, core days, grouping, counts, outcomes."""

    measures: pd.DataFrame
    core: pd.DataFrame
    grouping: dict[str, Grouping]
    counts: dict[str, int]
    outcomes: dict[str, dict[str, int]]


def measure(data: dict[str, pd.DataFrame]) -> Figures:
    """Compare the chronology of all tables with the reference."""
    days = ranking.rank_dates(data["articles"], sentences=data["sentences"], timexes=data["timexes"])
    counts = ranking.simple_counts(days)
    measures, core = comparison.compare(data["events"], data["reference_events"], counts)
    grouping = judge_grouping(data["evidence"], pd.read_csv(ACTS, keep_default_na=False))
    rows = {name: len(data[name]) for name in ("articles", "statements", "events", "disputes", "slips")}
    told = data["outcomes"]
    several = told[told["n_expecting"] >= 2]
    parts = {"all": told, "expected by two articles or more": several}
    outcomes = {name: part["outcome"].value_counts().sort_index().to_dict() for name, part in parts.items()}
    return Figures(measures, core, grouping, rows, outcomes)


def main() -> None:
    """Print the measures, the core days that are missing, and how many doubts there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of processed tables")
    figures = measure(processed.read_tables(parser.parse_args().data))
    print(figures.measures.round(3).to_string(index=False))
    core = figures.core
    print(f"core days expected only: {', '.join(core[core['status'] == 'expected']['date']) or 'none'}")
    print(f"core days not found: {', '.join(core[~core['found']]['date']) or 'none'}")
    print(", ".join(f"{n} {name}" for name, n in figures.counts.items()))
    print(pd.DataFrame(figures.grouping.values(), index=list(figures.grouping)).round(3).to_string())
    for name, counted in figures.outcomes.items():
        print(f"outcomes, {name}: {counted}")


if __name__ == "__main__":
    main()
