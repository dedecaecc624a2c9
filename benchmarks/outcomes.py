"""What became of expected days, against a hand reading of the shipped corpus (tests/gold/outcomes.csv).

    python benchmarks/outcomes.py [--data DIR] [--part dev|held-out] [--show]

Each row of the gold names a statement that expects a day, and says what the reports tell of it. Held out is the third
of the statements with the smallest SHA-256 (benchmarks/split.py). `answered` is the share of those that reports answer
for which an outcome is given, `right` the share of the given outcomes that are so; a move is right with its new day.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from split import PARTS, part_of
from tradestudy import store as processed

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "outcomes.csv"
ANSWERS = ("happened", "moved", "cancelled")


class Verdict(NamedTuple):
    """One expected day: the part it belongs to, what is told of it, what is given, and whether that is right."""

    part: str
    key: str
    told: str
    given: str
    right: bool


def judge(data: dict[str, pd.DataFrame], gold: pd.DataFrame) -> Iterator[Verdict]:
    """Compare the outcome of the event behind each expecting statement with the hand reading."""
    evidence = data["evidence"].astype(str)
    event_of = dict(zip(_keys(evidence), evidence["event_id"], strict=True))
    given = data["outcomes"].set_index("event_id")
    parts = part_of(_keys(gold))
    for key, row in zip(_keys(gold), gold.itertuples(), strict=True):
        event_id = event_of.get(key, "")
        outcome, day = "none", ""
        if event_id in given.index:
            outcome, day = given.loc[event_id, ["outcome", "outcome_date"]]
        right = outcome in row.outcome.split("; ") and (
            outcome != "moved" or str(day)[:10] in row.outcome_date.split("; ")
        )
        yield Verdict(parts[key], key, f"{row.outcome} {row.outcome_date}", f"{outcome} {str(day)[:10]}", right)


def _keys(frame: pd.DataFrame) -> list[str]:
    return ["|".join(key) for key in zip(frame["article_id"], frame["sentence_id"], frame["tid"], strict=True)]


def measure(verdicts: list[Verdict]) -> dict[str, float]:
    """Count what reports answer, the share of it answered, and the share of the answers that are right."""
    told = [v for v in verdicts if v.told.split(" ")[0] in ANSWERS]
    answers = [v for v in verdicts if v.given.split(" ")[0] in ANSWERS]
    answered = sum(v in answers for v in told)
    right = sum(v.right for v in answers)
    return {
        "read": len(verdicts),
        "told": len(told),
        "answered": answered / max(1, len(told)),
        "answers": len(answers),
        "right": right / max(1, len(answers)),
    }


def main() -> None:
    """Print the measures of each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of processed tables")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--show", action="store_true", help="list what is not as read")
    args = parser.parse_args()
    gold = pd.read_csv(GOLD, dtype=str, keep_default_na=False)
    verdicts = list(judge(processed.read_tables(args.data), gold))
    for part in args.part or PARTS:
        of_part = [v for v in verdicts if v.part == part]
        print(part, {name: round(value, 3) for name, value in measure(of_part).items()})
        for v in of_part if args.show else ():
            if not v.right:
                print(f"  {v.key}: read {v.told}, given {v.given}")


if __name__ == "__main__":
    main()
