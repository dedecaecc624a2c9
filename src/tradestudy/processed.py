"""data/processed: written as a whole, validated; read whole, by table, or by window and day of knowledge."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tradestudy import tables

PER_ARTICLE = ("sentences", "timexes", "issue_mentions", "actor_mentions", "quotes")


class DataMissing(FileNotFoundError):
    """There is no processed data where it was looked for."""


def chronicle(data: Mapping[str, pd.DataFrame], as_of: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build events and evidence from the tables of a corpus, from what had been published by `as_of`."""
    from tradestudy import chronology

    return chronology.build_events(
        data["articles"],
        data["sentences"],
        data["timexes"],
        data["issue_mentions"],
        data["actor_mentions"],
        as_of=as_of,
    )


def write(data: Mapping[str, pd.DataFrame], out: Path, suffix: str = "csv") -> None:
    """Validate all tables, write them beside the old ones, then put them in place one by one.

    The descriptor datapackage.json comes last and holds each file's size and SHA-256, so that a folder in which an
    interrupted build has left a mixture is recognised by ``tradestudy check``.
    """
    for name, frame in data.items():
        tables.validate(name, frame)
    orphans = tables.find_orphans(data)
    if len(orphans):
        first = orphans.iloc[0]
        raise tables.InvalidTable(f"{first.table}: column {first.column}: {first.value!r} is not in {first.target}")
    fresh = out / ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    package = json.loads(tables.datapackage(suffix))
    for resource in package["resources"]:
        file = fresh / resource["path"]
        frame = data[resource["name"]]
        if suffix == "parquet":
            frame.to_parquet(file, index=False)
        else:
            frame.to_csv(file, index=False, lineterminator="\n", encoding="utf-8")
        content = file.read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (fresh / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    stale = {f"{r['name']}.{other}" for r in package["resources"] for other in ("csv", "parquet") if other != suffix}
    for resource in package["resources"]:
        os.replace(fresh / resource["path"], out / resource["path"])
    os.replace(fresh / "datapackage.json", out / "datapackage.json")
    for name in stale:
        (out / name).unlink(missing_ok=True)
    fresh.rmdir()


def find_data(data_dir: str | Path | None = None) -> Path:
    """Find data/processed: as given, else upward from the working directory, else beside the installed source.

    Raises
    ------
    DataMissing
        If no folder with a datapackage.json is found.
    """
    if data_dir:
        places = [Path(data_dir), Path(data_dir) / "data" / "processed"]
    else:
        here = Path.cwd()
        places = [folder / "data" / "processed" for folder in (here, *here.parents, Path(__file__).parents[2])]
    for place in places:
        if (place / "datapackage.json").is_file():
            return place
    looked = data_dir or f"data/processed, from {Path.cwd()} upward"
    raise DataMissing(
        f"no datapackage.json in {looked}: run `tradestudy build` first, or name the folder with data_dir"
    )


def load(name: str | None = None, data_dir: str | Path | None = None) -> pd.DataFrame | dict[str, pd.DataFrame]:
    """Load one table, or all, from data/processed.

    Parameters
    ----------
    name : str, optional
        A table, see docs/codebook.md; by default all of them.
    data_dir : path, optional
        The processed folder; by default it is searched upward from the working directory.

    Returns
    -------
    pandas.DataFrame, or dict of str to pandas.DataFrame
        Columns and dtypes as declared in the codebook; strings are empty where there is no value.

    Raises
    ------
    DataMissing
        If there is no processed data.
    KeyError
        If there is no such table.

    Examples
    --------
    >>> load("tariffs")["imposer"].drop_duplicates().sort_values().tolist()
    ['CN', 'US']
    """
    if name is not None and name not in tables.TABLES:
        raise KeyError(f"no table {name!r}: expected one of {', '.join(tables.TABLES)}")
    folder = find_data(data_dir)
    names = [name] if name else list(tables.TABLES)
    found = {n: _load_table(n, folder) for n in names}
    return found[name] if name else found


def _load_table(name: str, folder: Path) -> pd.DataFrame:
    path = folder / read_descriptor(folder)[name]["path"]
    if not path.is_file():
        raise DataMissing(f"{path} is missing: run `tradestudy build` again")
    if path.suffix != ".parquet":
        return tables.read_csv(name, path)
    try:
        return pd.read_parquet(path)
    except (ValueError, OSError) as error:  # pyarrow's errors are both
        raise tables.InvalidTable(f"{path}: expected a parquet file: {error}") from None


def read_descriptor(folder: Path) -> dict[str, dict]:
    """Read datapackage.json: the resource (path, bytes, hash, ...) of every table, by name.

    Raises
    ------
    tables.InvalidTable
        If it is no descriptor that ``tradestudy build`` wrote.
    """
    path = folder / "datapackage.json"
    try:
        resources = {r["name"]: r for r in json.loads(path.read_text(encoding="utf-8"))["resources"]}
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise tables.InvalidTable(f"{path}: cannot be read ({error!r}): run `tradestudy build` again") from None
    if missing := [n for n in tables.TABLES if n not in resources]:
        raise tables.InvalidTable(f"{path}: no resource {missing[0]}: run `tradestudy build` again")
    return resources


def load_window(
    start: str = "", end: str = "", as_of: str = "", data_dir: str | Path | None = None
) -> dict[str, pd.DataFrame]:
    """Load all tables, narrowed to a window of days, as they were known on a day.

    Parameters
    ----------
    start, end : str
        ISO days, inclusive; empty for the corpus's own first and last day. Articles, and what was found in them, are kept by
        their day of publication; events and reference rows by the days on which they happened.
    as_of : str
        ISO day: nothing published later is seen, and the chronology is rebuilt from what is left. Of the hand-coded tables those rows are
        left whose day had come or of which a source had told by then.
    data_dir : path, optional
        As for :func:`load`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables of :func:`load`. A window without articles, or one that ends before it starts, gives empty tables.

    Raises
    ------
    ValueError
        If a date is not an ISO day.

    Examples
    --------
    >>> sorted(set(load_window("2025-05-12", "2025-05-12")["articles"]["published"]))
    ['2025-05-12']
    """
    for label, day in (("start", start), ("end", end), ("as_of", as_of)):
        if day:
            check_day(label, day)
    data = load(data_dir=data_dir)
    assert isinstance(data, dict)
    if as_of:
        data["articles"] = data["articles"][data["articles"]["published"] <= as_of]
        for name in PER_ARTICLE:
            data[name] = data[name][data[name]["article_id"].isin(data["articles"]["article_id"])]
        data["events"], data["evidence"] = chronicle(data, as_of)
        data["reference_events"] = _known_by(data["reference_events"], "date", as_of)
        data["tariffs"] = _known_by(data["tariffs"], "date_effective", as_of)
    first, final = start or "0000", end or "9999"
    published = data["articles"]["published"]
    data["articles"] = data["articles"][(published >= first) & (published <= final)]
    for name in PER_ARTICLE:
        data[name] = data[name][data[name]["article_id"].isin(data["articles"]["article_id"])]
    for name in ("events", "reference_events"):
        data[name] = data[name][(data[name]["last"] >= first) & (data[name]["date"] <= final)]
    data["evidence"] = data["evidence"][data["evidence"]["event_id"].isin(data["events"]["event_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in data.items()}


def _known_by(rows: pd.DataFrame, column: str, as_of: str) -> pd.DataFrame:
    """Keep hand-coded rows of days up to `as_of`, and of later days those of which a source had told by then."""
    told = pd.concat(
        [rows[f"source_{n}_published"].where(rows[f"source_{n}_published"] != "", "9999") for n in (1, 2)], axis=1
    ).min(axis=1)
    return rows[(rows[column] <= as_of) | (told <= as_of)]


def check_day(label: str, day: str) -> str:
    """Return an ISO day unchanged.

    Raises
    ------
    ValueError
        If `day` is not a day of the calendar written YYYY-MM-DD.

    Examples
    --------
    >>> check_day("start", "2025-02-31")
    Traceback (most recent call last):
    ...
    ValueError: start: expected a day as YYYY-MM-DD that exists; found '2025-02-31'
    """
    from datetime import date

    try:
        if date.fromisoformat(day).isoformat() == day:
            return day
    except (TypeError, ValueError):
        pass
    raise ValueError(f"{label}: expected a day as YYYY-MM-DD that exists; found {day!r}")
