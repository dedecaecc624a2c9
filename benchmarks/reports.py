"""The chronology of real reports of the talks, against what a reader finds in them: benchmarks/reports_*.csv.

    python benchmarks/reports.py --data DIR [--show]

DIR is a folder of processed tables, as `tradestudy build` writes them, of the reports whose addresses stand in
benchmarks/reports.csv; their texts are not ours to ship. Build the parts of split.py, by all names there, apart.
benchmarks/reports_events.csv holds every event that a report tells, coded by hand from its text, one of each report as
its news (core). Printed are the core days found and those among the first N days, N being the number of core days,
beside what chance and the count of articles that mention a day would give; the share of events that are right (a day
that a report behind it tells of, each told event counted once), with their kind and side; and how many expected events
of which another report tells are answered.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tradestudy import chronology, store
from tradestudy.chronology import comparison
from tradestudy.tables import iter_rows, with_iso_days

HERE = Path(__file__).parent


class Figures(NamedTuple):
    """What was found of the core days, and which events are right."""

    reports: int
    core_days: int
    found: int
    among_first: int
    mentioned_most: int
    by_chance: float
    events: int
    right: int
    kind_right: int  # of the events that are right
    side_right: int
    wrong: list[Any]
    expected: int  # events expected by one report of which another tells what became
    answered: int
    answered_right: int


def read_gold(folder: Path = HERE) -> pd.DataFrame:
    """The events that readers found, one a row."""
    return pd.read_csv(folder / "reports_events.csv", dtype=str, keep_default_na=False)


def measure(data: dict[str, pd.DataFrame], gold: pd.DataFrame) -> Figures:
    """Compare the chronology of some reports with what readers found in them."""
    gold = gold[gold["report_id"].isin(data["articles"]["article_id"])]
    events = with_iso_days(data["events"])
    core = set(gold[gold["core"] == "yes"]["date"])
    told = {day for row in iter_rows(events) if row.granularity in ("day", "range") for day in _days(row)}
    ranked = comparison.rank_days(events)[: len(core)]
    mentions = chronology.rank_dates(data["articles"], sentences=data["sentences"], timexes=data["timexes"])
    most = chronology.simple_counts(mentions)["articles that mention the day"][: len(core)]
    chance = len(core) * len(core & told) / max(1, len(set(events["date"])))
    first = len(core & set(ranked)), len(core & set(most))
    matched = list(_match(events, data["evidence"], gold))
    wrong = [event for event, rows in matched if not rows]
    kinds = sum(event.kind in {row.kind for row in rows} for event, rows in matched)
    sides = sum(event.acting_side in {row.acting_side for row in rows} for event, rows in matched)
    counts = len(data["articles"]), len(core), len(core & told)
    right = len(events) - len(wrong)
    answers = _answers(events, data, gold)
    return Figures(*counts, *first, chance, len(events), right, kinds, sides, wrong, *answers)


def _days(row: Any) -> Iterator[str]:
    yield from pd.date_range(row.date, row.last).strftime("%Y-%m-%d")


def _match(events: pd.DataFrame, evidence: pd.DataFrame, gold: pd.DataFrame) -> Iterator[tuple[Any, list[Any]]]:
    """Each event with what the reports behind it tell of its day; nothing where that is another event's already."""
    behind = evidence.groupby("event_id")["article_id"].agg(set)
    told: defaultdict[str, list[Any]] = defaultdict(list)
    for row in iter_rows(gold):
        told[row.report_id].append(row)
    for event in iter_rows(events.sort_values(["score", "event_id"], ascending=[False, True])):
        matching = [(a, row) for a in sorted(behind[event.event_id]) if (row := _first_match(event, told[a]))]
        for article_id, row in matching:
            told[article_id].remove(row)
        yield event, [row for _, row in matching]


def _answers(events: pd.DataFrame, data: Mapping[str, pd.DataFrame], gold: pd.DataFrame) -> tuple[int, int, int]:
    """How many expected events another report answers; how many of them the chronology does, and rightly."""
    here = set(data["articles"]["article_id"])
    outcome = dict(zip(data["outcomes"]["event_id"], data["outcomes"]["outcome"], strict=True))
    made = defaultdict(list)
    for article_id, event in data["evidence"].merge(events, on="event_id").groupby("article_id"):
        made[article_id] = list(iter_rows(event.drop_duplicates("event_id")))
    answers = []
    for row in iter_rows(gold[gold["expects_outcome"] != ""]):
        by, wanted = row.expects_outcome.split()
        if by in here:
            given = [outcome.get(event.event_id, "unknown") for event in made[row.report_id] if _agree(event, row)]
            answers.append((wanted, [kind for kind in given if kind in ("happened", "moved", "cancelled")]))
    return len(answers), sum(bool(given) for _, given in answers), sum(wanted in given for wanted, given in answers)


def _first_match(event: Any, rows: Iterable[Any]) -> Any:
    exact = [row for row in rows if (row.date, row.last) == (event.date, event.last)]
    return next(iter(exact + [row for row in rows if _agree(event, row)]), None)


def _agree(event: Any, row: Any) -> bool:
    """Whether two dates are one: equal, or a day and the few days that hold it."""
    if (event.date, event.last) == (row.date, row.last):
        return True
    days = {event.granularity, row.granularity} <= {"day", "range"}
    return days and event.date <= row.last and row.date <= event.last


def main() -> None:
    """Print the figures, and with --show the events that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of processed tables")
    parser.add_argument("--gold", type=Path, default=HERE, metavar="DIR", help="folder of reports.csv")
    parser.add_argument("--show", action="store_true", help="print the events that are wrong")
    args = parser.parse_args()
    figures = measure(store.read_tables(args.data), read_gold(args.gold))
    print(f"core days: {figures.core_days}, found {figures.found}; among the first {figures.core_days} days", end=" ")
    print(f"{figures.among_first} (most mentioned: {figures.mentioned_most}, by chance: {figures.by_chance:.1f})")
    print(f"events right: {figures.right} of {figures.events}", end="; ")
    print(f"of these the kind {figures.kind_right}, the acting side {figures.side_right}")
    print(f"expected and told of by another report: {figures.expected}, answered {figures.answered}", end=", ")
    print(f"rightly {figures.answered_right}")
    for event in figures.wrong if args.show else []:
        print(f"  {event.date} {event.last} {event.granularity} {event.status} {event.headline}")


if __name__ == "__main__":
    main()
