"""The chronology of the shipped corpus against the hand-coded reference chronology, beside two simple counts.

    python benchmarks/reference_chronology.py [--data DIR]

DIR is a folder written by `tradestudy build` (data/processed by default). The measures are those of
tradestudy.comparison.compare; the thresholds of grouping were set while looking at this corpus, so its figures are
in-sample.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradestudy import store as processed, tables
from tradestudy.chronology import comparison, ranking


def judge_grouping(told: pd.DataFrame, evidence: pd.DataFrame, reference: pd.DataFrame) -> tuple[float, float, int]:
    """Precision, recall and number of pairs of statements of one day that belong together.

    Pairs come from two articles, each of which reports exactly one reference event of that day.
    """
    reported: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables.iter_rows(reference):
        for article_id in filter(None, row.digests.split("; ")):
            for day in pd.date_range(row.date, row.last).strftime("%Y-%m-%d"):
                reported[article_id, day].add(row.event_id)
    dated = told[told["granularity"].isin(["day", "range"]) & (told["role"] != "lede")]
    by_day: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in tables.iter_rows(dated.merge(evidence, on=["article_id", "sentence_id", "tid"])):
        if len(events := reported[row.article_id, row.date]) == 1:
            by_day[row.date].append((row.article_id, row.event_id, *events))
    pairs = [
        (one[1] == other[1], one[2] == other[2])
        for rows in by_day.values()
        for one, other in combinations(rows, 2)
        if one[0] != other[0]
    ]
    right = sum(put and belongs for put, belongs in pairs)
    together, belonging = sum(put for put, _ in pairs), sum(belongs for _, belongs in pairs)
    return right / max(1, together), right / max(1, belonging), belonging


class Figures(NamedTuple):
    """The chronology beside the reference: measures by method, core days, grouping, counts, outcomes."""

    measures: pd.DataFrame
    core: pd.DataFrame
    grouping: tuple[float, float, int]
    counts: dict[str, int]
    outcomes: dict[str, dict[str, int]]


def measure(data: dict[str, pd.DataFrame]) -> Figures:
    """Compare the chronology of all tables with the reference."""
    days = ranking.rank_dates(data["articles"], sentences=data["sentences"], timexes=data["timexes"])
    counts = ranking.simple_counts(days)
    measures, core = comparison.compare(data["events"], data["reference_events"], counts)
    grouping = judge_grouping(data["statements"], data["evidence"], data["reference_events"])
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
    precision, recall, pairs = figures.grouping
    print(f"grouping: precision {precision:.3f}, recall {recall:.3f} over {pairs} pairs that belong together")
    for name, counted in figures.outcomes.items():
        print(f"outcomes, {name}: {counted}")


if __name__ == "__main__":
    main()
