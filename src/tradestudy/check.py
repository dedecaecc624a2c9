"""What is wrong with the data, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pandas as pd

from tradestudy import articles, tables
from tradestudy.build import REFERENCE
from tradestudy.store import DataMissing, find_data, read_descriptor, read_tables


def check(raw: str | Path, out: str | Path) -> list[str]:
    """Check the raw folder and every processed table; return the problems found, one sentence each.

    Raw: every reject, the reference tables against their declaration, and their digests against the articles.
    Processed: sizes and hashes of the files, declarations, foreign keys, offsets that slice back, and the accounting of
    inputs.
    """
    raw, out = Path(raw), Path(out)
    problems: list[str] = []
    seen, rejects = articles.read(raw)
    problems += [
        f"{raw / r.path}{':' + r.record if r.record else ''}: {r.reason}: {r.detail}" for r in rejects.itertuples()
    ]
    for name, file in REFERENCE.items():
        path = raw / "reference" / file
        try:
            if path.exists():
                tables.validate(name, tables.read_csv(name, path))
        except tables.InvalidTable as error:
            problems += [f"{path}: {line}" for line in str(error).split("\n")]
    try:
        data = read_tables(out)
        resources = read_descriptor(find_data(out))
        for name, frame in data.items():
            tables.validate(name, frame)
    except (DataMissing, tables.InvalidTable) as error:
        return problems + str(error).split("\n")
    problems += [*_changed_files(find_data(out), resources), *_lost_keys(data), *_wrong_offsets(data)]
    if set(seen["article_id"]) != set(data["articles"]["article_id"]) or len(rejects) != len(data["rejects"]):
        problems.append(
            f"{out}: {len(data['articles'])} articles and {len(data['rejects'])} rejects; the raw folder now gives "
            f"{len(seen)} and {len(rejects)}: build again"
        )
    return problems


def _changed_files(folder: Path, resources: Mapping[str, dict]) -> Iterator[str]:
    for resource in resources.values():
        path = folder / resource["path"]
        if resource.get("hash") != f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
            yield f"{path}: changed after the build that wrote datapackage.json: build again"


def _lost_keys(data: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for lost in tables.find_orphans(data).itertuples():
        yield f"{lost.table}: column {lost.column}: {lost.value!r} is not in {lost.target}"


def _wrong_offsets(data: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Mentions that are not what stands at their place; of a table the first ten."""
    text = data["articles"].set_index("article_id")["text"]
    for name in ("sentences", "timexes", "issue_mentions", "actor_mentions"):
        wrong = (r for r in data[name].itertuples() if text.get(r.article_id, "")[r.start : r.end] != r.text)
        for row in islice(wrong, 10):
            yield f"{name}: {row.article_id}: characters {row.start} to {row.end} are not {row.text!r}"
