"""What each cue of lexicon/event_cues.csv is worth: in how many dated sentences it stands, what changes without it.

    python benchmarks/event_cues.py [--data DIR]

DIR is a folder of processed tables, by default data/processed. One line per cue, those that change least first: kind,
pattern, sentences that hold it, and the rows of statements, events (day, status, place or headline), outcomes and
disputes that differ when the cue alone is left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from importlib import import_module, reload
from pathlib import Path

import pandas as pd

from tradestudy import store, terms

READERS = [
    "cues",
    "statements",
    "grouping",
    "scoring",
    "places",
    "headline",
    "kinds",
    "awaited",
    "disputes",
    "outcomes",
    "events",
]
COMPARED = {
    "statements": ["article_id", "sentence_id", "tid", "date", "last", "role", "status", "main"],
    "events": ["date", "last", "status", "place", "headline"],
    "outcomes": ["event_id", "outcome", "outcome_date"],
    "disputes": ["event_id", "other_event_id"],
}


def chronicle(data: Mapping[str, pd.DataFrame], cues: list[dict[str, str]]) -> dict[str, set]:
    """Rows of the chronology made with these cues alone."""
    whole = terms.read_lexicon
    terms.read_lexicon = lambda name: cues if name == "event_cues.csv" else whole(name)  # type: ignore[assignment]
    try:
        for name in READERS:
            module = reload(import_module(f"tradestudy.chronology.{name}"))
        made = module.chronicle(data)
    finally:
        terms.read_lexicon = whole  # type: ignore[assignment]
    return {name: set(made[name][columns].itertuples(index=False, name=None)) for name, columns in COMPARED.items()}


def main() -> None:
    """Print the worth of every cue."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of processed tables")
    data = store.read_tables(parser.parse_args().data)
    cues = terms.read_lexicon("event_cues.csv")
    usual = chronicle(data, cues)
    dated = data["statements"][["article_id", "sentence_id"]].drop_duplicates()
    texts = dated.merge(data["sentences"], on=["article_id", "sentence_id"])["text"]
    rows = []
    for cue in cues:
        made = chronicle(data, [other for other in cues if other is not cue])
        pattern = re.compile(rf"\b(?:{cue['pattern']})\b", re.IGNORECASE)
        uses = sum(bool(pattern.search(text)) for text in texts)
        rows.append((cue["kind"], cue["pattern"][:60], uses, *(len(usual[name] - made[name]) for name in COMPARED)))
    table = pd.DataFrame(rows, columns=["kind", "pattern", "uses", *COMPARED])
    order = table[list(COMPARED)].sum(axis=1).sort_values(kind="stable").index
    print(table.loc[order].to_string(index=False))


if __name__ == "__main__":
    main()
