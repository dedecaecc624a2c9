"""data/processed: written as a whole, validated; read whole, by table, or by window and day of knowledge."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import overload

import pandas as pd

from tradestudy import require, tables


class DataMissing(FileNotFoundError):
    """There is no processed data where it was looked for."""


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
    if suffix == "parquet":
        require("parquet")
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


@overload
def load(name: str, data_dir: str | Path | None = None) -> pd.DataFrame: ...
@overload
def load(name: None = None, data_dir: str | Path | None = None) -> dict[str, pd.DataFrame]: ...
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
        Columns as declared in the codebook. Dates are datetimes, NaT where there is none; strings are empty where
        there is no value.

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
    found = {n: tables.with_datetimes(n, read_table(n, folder)) for n in names}
    return found[name] if name else found


def read_tables(data_dir: str | Path | None = None) -> dict[str, pd.DataFrame]:
    """Read all tables as they are stored: dates as ISO days."""
    folder = find_data(data_dir)
    return {name: read_table(name, folder) for name in tables.TABLES}


def read_table(name: str, folder: Path) -> pd.DataFrame:
    """Read one table as it is stored.

    Raises
    ------
    DataMissing
        If its file is missing.
    tables.InvalidTable
        If the file does not hold it.
    """
    path = folder / read_descriptor(folder)[name]["path"]
    if not path.is_file():
        raise DataMissing(f"{path} is missing: run `tradestudy build` again")
    if path.suffix != ".parquet":
        return tables.read_csv(name, path)
    require("parquet")
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
