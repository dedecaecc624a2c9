"""A call -> what will be run: notebooks, their parameters, the folder of the report. Nothing is executed here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tradestudy import require, store, window


class WrongCall(ValueError):
    """The run was asked for with an unknown notebook, an unknown parameter or impossible dates."""


class Plan(NamedTuple):
    """What will be run: notebooks with their parameters, and the report's folder (both absolute)."""

    notebooks: list[tuple[Path, dict[str, Any]]]
    folder: Path
    start: str
    end: str
    as_of: str
    given: str = ""  # the values of -p, in words
    is_whole: bool = True  # every notebook, not the --only of some


def plan(
    notebooks: Path,
    *,
    start: str = "",
    end: str = "",
    as_of: str = "",
    only: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
    data: Path | None = None,
    out: Path,
) -> Plan:
    """Check a call before any kernel starts and resolve it to notebooks, parameters and a folder.

    Raises
    ------
    WrongCall
        If a notebook or a parameter is unknown, or the dates are reversed.
    ValueError
        If a date is not an ISO day.
    store.DataMissing
        If there is no processed data.
    """
    require("notebooks")
    import papermill

    start, end, as_of = window.check_dates(start, end, as_of)
    chosen = _choose(notebooks.resolve(), only)
    folder = store.find_data(data).resolve()
    first, last = _shown(store.load("articles", folder)["published"], start, end, as_of)
    # save_to is set by run, which lets each notebook write into a folder of its own first
    values = {"start": start, "end": end, "as_of": as_of, "data_dir": str(folder), "save_to": ""}
    accepted = {path: papermill.inspect_notebook(str(path)) for path in chosen}
    own = _read_extra(extra or {}, accepted, values)
    jobs = [
        (path, {name: value for name, value in (values | own).items() if name in accepted[path]}) for path in chosen
    ]
    parts = [f"{first}_{last}", *([f"as-of_{as_of}"] if as_of else []), *(_slug(n, str(v)) for n, v in own.items())]
    given = ", ".join(f"{name} {value}" for name, value in own.items())
    return Plan(jobs, out.resolve() / "_".join(parts), first, last, as_of, given, not only)


def _choose(notebooks: Path, only: Sequence[str]) -> list[Path]:
    """The notebooks that are named, by their stem or its number; all of them where none is."""
    known = sorted(notebooks.glob("[0-9]*.ipynb"))
    if not known:
        raise WrongCall(f"{notebooks}: expected notebooks; found none")
    chosen: set[Path] = set()
    for name in only:
        named = {path for path in known if name in (path.stem, path.stem.partition("-")[0])}
        if not named:
            raise WrongCall(f"--only {name}: expected one of {', '.join(path.stem for path in known)}")
        chosen |= named
    return sorted(chosen) if only else known


def _shown(published: pd.Series, start: str, end: str, as_of: str) -> tuple[str, str]:
    """First and last day of the window that the report will show."""
    days = pd.to_datetime(published).dt.strftime("%Y-%m-%d")
    first, final = (days.min(), days.max()) if len(days) else ("empty", "empty")
    shown_start, shown_end = start or first, end or (min(final, as_of) if as_of else final)
    if as_of and as_of < shown_start:
        raise WrongCall(
            f"as_of {as_of} is before the first report, {shown_start}: nothing of the window was known then"
        )
    if shown_start > shown_end:
        raise WrongCall(
            f"no article was published from {shown_start} to {shown_end}: the corpus has {first} to {final}"
        )
    return shown_start, shown_end


def _read_extra(extra: Mapping[str, str], accepted: Mapping[Path, Mapping], taken: Mapping[str, Any]) -> dict[str, Any]:
    """The values of -p, read as the type of their default, in the order in which the notebooks declare them."""
    declared = {name: parameter for parameters in accepted.values() for name, parameter in parameters.items()}
    for name in extra:
        if name in taken:
            raise WrongCall(f"-p {name}: set by --start, --end, --as-of, --data and --out")
        if name not in declared:
            stems, offered = ", ".join(path.stem for path in accepted), ", ".join(sorted(set(declared) - set(taken)))
            raise WrongCall(f"-p {name}: no such parameter in {stems}; expected one of {offered}")
    return {name: _as_default(extra[name], parameter) for name, parameter in declared.items() if name in extra}


def _as_default(value: str, parameter: Mapping[str, Any]) -> Any:
    """Read a value from the command line as the type of the parameter's default."""
    default = str(parameter["default"]).strip()
    name = parameter["name"]
    if re.fullmatch(r"-?\d+", default):
        if not re.fullmatch(r"-?\d+", value):
            raise WrongCall(f"-p {name} {value}: expected a whole number, like the default {default}")
        return int(value)
    if re.fullmatch(r"[\"']\d{4}-\d\d-\d\d[\"']", default):
        return window.check_day(f"-p {name}", value or "nothing")
    return value


def _slug(name: str, value: str) -> str:
    """Write a parameter as part of a folder's name; what a name cannot hold is told apart by a digest of the value."""
    safe = re.sub(r"[^\w.-]+", "-", value)[:40].strip("-.")
    return f"{name}-{safe}" if safe == value else f"{name}-{safe}-{hashlib.sha256(value.encode()).hexdigest()[:6]}"
