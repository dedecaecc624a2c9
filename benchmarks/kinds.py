"""The kind of each event and whose act it is, against the reference chronology and the hand-coded sample.

    python benchmarks/kinds.py [--data DIR] [--wrong]

DIR is a folder written by `tradestudy build` (data/processed by default). An event is set beside the likest reference
row of its days that one of its reports tells of; the sample (tests/gold/kinds.csv) names events by the sentence that
was their headline when it was drawn. `--wrong` lists what differs, but for the part `held-out`, on which
no rule was tuned; `opened` was such a part until its errors were read.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

from tradestudy import store, tables
from tradestudy.chronology.likeness import content_words, cosine, vector, word_weights

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "kinds.csv"
LEAST_ALIKE = 0.15  # cosine below which an event and a row of its day are taken for two things
PARTS = ("dev", "opened", "held-out")
KEY = ["article_id", "sentence_id", "tid"]
COLUMNS = ["event_id", "kind", "acting_side", "wanted_kind", "wanted_side", "headline"]


def beside_reference(events: pd.DataFrame, evidence: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Pair each event of a day or range with the likest reference row of its days that its articles report."""
    of_day: defaultdict[str, list] = defaultdict(list)
    for row in tables.iter_rows(reference):
        for day in pd.date_range(row.date, row.last).strftime("%Y-%m-%d"):
            of_day[day].append(row)
    telling = evidence.groupby("event_id")["article_id"].agg(set)
    dated = events[events["granularity"].isin(["day", "range"])]
    words = {row.event_id: content_words(row.headline) for row in tables.iter_rows(dated)}
    words |= {row: content_words(f"{row.label} {row.summary}") for rows in of_day.values() for row in rows}
    rarity = word_weights(words.values())
    pairs = []
    for event in tables.iter_rows(dated):
        rows = [row for row in of_day[event.date] if telling[event.event_id] & set(row.digests.split("; "))]
        own = vector(words[event.event_id], rarity)
        likeness = [cosine(own, vector(words[row], rarity)) for row in rows]
        if likeness and max(likeness) >= LEAST_ALIKE:
            row = rows[likeness.index(max(likeness))]
            coded = (event.event_id, event.kind, event.acting_side, row.kind, row.acting_side)
            pairs.append((*coded, f"{event.headline} = {row.label}"))
    return pd.DataFrame(pairs, columns=COLUMNS)


def beside_sample(events: pd.DataFrame, evidence: pd.DataFrame, part: str) -> pd.DataFrame:
    """Pair the events of one part of the hand-coded sample with their codes; those that are no more are left out."""
    gold = pd.read_csv(GOLD, dtype={"sentence_id": "int64"}, keep_default_na=False)
    gold = gold[gold["part"] == part].rename(columns={"kind": "wanted_kind", "acting_side": "wanted_side"})
    rows = gold.drop(columns="date").merge(evidence, on=KEY).merge(events, on="event_id")
    return rows.drop_duplicates(KEY)[COLUMNS]


def accuracy(pairs: pd.DataFrame) -> dict[str, float]:
    """Share of right kinds; share of right sides of all that have one, how many are named, and right of those named."""
    sided = pairs[pairs["wanted_side"] != ""]
    named = sided[sided["acting_side"] != ""]
    right = named["acting_side"] == named["wanted_side"]
    return {
        "events": len(pairs),
        "kind_right": float((pairs["kind"] == pairs["wanted_kind"]).mean()),
        "side_right": float(right.sum() / max(1, len(sided))),
        "side_named": len(named) / max(1, len(sided)),
        "right_of_those_named": float(right.mean()),
    }


def by_kind(pairs: pd.DataFrame) -> pd.DataFrame:
    """Precision and recall of each kind, and with what it is confused most."""
    rows = []
    for kind in tables.TABLES["events"].columns[tables.TABLES["events"].names.index("kind")].values:
        wanted, found = pairs[pairs["wanted_kind"] == kind], pairs[pairs["kind"] == kind]
        right = int((wanted["kind"] == kind).sum())
        missed = Counter(wanted.loc[wanted["kind"] != kind, "kind"])
        told = ", ".join(f"{other} {n}" for other, n in missed.most_common(3))
        rows.append((kind, len(wanted), right / max(1, len(wanted)), right / max(1, len(found)), told))
    return pd.DataFrame(rows, columns=["kind", "n", "recall", "precision", "taken_for"])


def show_wrong(pairs: pd.DataFrame) -> None:
    """Print the events whose codes differ."""
    differs = (pairs["kind"] != pairs["wanted_kind"]) | (pairs["acting_side"] != pairs["wanted_side"])
    for row in tables.iter_rows(pairs[differs]):
        kinds = row.kind if row.kind == row.wanted_kind else f"{row.kind} for {row.wanted_kind}"
        sides = row.acting_side if row.acting_side == row.wanted_side else f"{row.acting_side} for {row.wanted_side}"
        print(f"{row.event_id}  {kinds}; {sides}: {row.headline}")


def main() -> None:
    """Print accuracy on the reference and on the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of processed tables")
    parser.add_argument("--wrong", action="store_true", help="list what differs")
    args = parser.parse_args()
    data = store.read_tables(args.data)
    events, evidence = data["events"], data["evidence"]
    found = {"reference": beside_reference(events, evidence, data["reference_events"])}
    found |= {part: beside_sample(events, evidence, part) for part in PARTS}
    for name, pairs in found.items():
        print(f"{name:<10}", *(f"{key} {value:.3g}" for key, value in accuracy(pairs).items()))
        if args.wrong and name != "held-out":
            show_wrong(pairs)
    print(by_kind(found["reference"]).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
