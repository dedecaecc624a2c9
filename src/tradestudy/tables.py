"""Every table declared once, in schema/*.csv: its columns, their types, units and meaning, its keys.

The declaration is the single source of the dataframes' dtypes (:func:`frame`), of validation (:func:`validate`,
:func:`find_orphans`), of the codebook (:func:`codebook`) and of the Frictionless descriptor (:func:`datapackage`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

DTYPES = {"string": "str", "date": "str", "integer": "int64", "number": "float64", "boolean": "bool"}


class Column(NamedTuple):
    """One column: how it is stored and what it means."""

    name: str
    type: str  # string, date, integer, number, boolean
    meaning: str
    required: bool = True
    values: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The dtype of the column in a frame; a whole number that may be missing is pandas' nullable one."""
        return "Int64" if self.type == "integer" and not self.required else DTYPES[self.type]


class Table(NamedTuple):
    """One table: what a row is, its columns, its key and the tables that the key columns point to."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[tuple[str, str, str], ...] = ()  # (column, table, column there)

    @property
    def names(self) -> list[str]:
        """Column names, in order."""
        return [column.name for column in self.columns]


class InvalidTable(ValueError):
    """A table does not fit its declaration; the message says which row and column, what was expected and found."""


def read_rows(folder: str, name: str) -> list[dict[str, str]]:
    """Read a CSV file that comes with the package as one dict per row."""
    text = (resources.files("tradestudy") / folder / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


def _values(cell: str) -> tuple[str, ...]:
    """The values that a column may have: a list, or ``-> FILE COLUMN`` of the lexicon."""
    if place := re.fullmatch(r"-> (\S+) (\w+)", cell):
        return tuple(row[place[2]] for row in read_rows("lexicon", place[1]))
    return _split(cell)


def _declared() -> dict[str, Table]:
    columns: dict[str, list[Column]] = {}
    for row in read_rows("schema", "columns.csv"):
        made = Column(row["column"], row["type"], row["meaning"], row["required"] == "yes", _values(row["values"]))
        columns.setdefault(row["table"], []).append(made)
    tables = {}
    for row in read_rows("schema", "tables.csv"):
        keys = [re.fullmatch(r"(\w+) -> (\w+)\.(\w+)", key) for key in _split(row["foreign"])]
        foreign = tuple((key[1], key[2], key[3]) for key in keys if key)
        tables[row["table"]] = Table(
            row["table"], row["row"], tuple(columns[row["table"]]), _split(row["key"]), foreign
        )
    return tables


TABLES: dict[str, Table] = _declared()
DAY = "datetime64[s]"  # dtype of dates in frames given to users
FRICTIONLESS = {"string": "string", "date": "date", "integer": "integer", "number": "number", "boolean": "boolean"}


def frame(name: str, rows: Iterable[Mapping[str, Any] | tuple] = ()) -> pd.DataFrame:
    """Make a dataframe with the declared columns and dtypes, also from no rows.

    Parameters
    ----------
    name : str
        A table of :data:`TABLES`.
    rows : iterable of dict or tuple
        Dicts by column name (missing strings become ``""``), or tuples in column order.

    Returns
    -------
    pandas.DataFrame
        One row per input row, columns as declared.

    Raises
    ------
    KeyError
        If there is no such table.

    Examples
    --------
    >>> frame("rejects", [{"path": "a.txt", "reason": "empty"}]).to_dict("records")
    [{'path': 'a.txt', 'record': '', 'reason': 'empty', 'detail': ''}]
    """
    table = TABLES[name]
    given = list(rows)
    empty = {c.name: {"str": "", "Int64": None}.get(c.dtype, 0) for c in table.columns}
    cells = [tuple(row.get(n, empty[n]) for n in empty) if isinstance(row, Mapping) else row for row in given]
    values = list(zip(*cells, strict=True)) if cells else [()] * len(table.columns)
    arrays = {
        column.name: np.array(column_cells, dtype=column.dtype)
        if column.dtype in ("int64", "float64", "bool")
        else pd.array(list(column_cells), dtype=column.dtype)
        for column, column_cells in zip(table.columns, values, strict=True)
    }
    return pd.DataFrame(arrays, copy=False)


def with_datetimes(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """Give the date columns of a table as datetimes, NaT where there is none, so that they plot, sort and resample.

    Examples
    --------
    >>> with_datetimes("rejects", frame("rejects")).dtypes.eq("datetime64[ns]").any()
    np.False_
    """
    dates = [column.name for column in TABLES[name].columns if column.type == "date"]
    return data.assign(**{column: pd.to_datetime(data[column], format="%Y-%m-%d").astype(DAY) for column in dates})


def with_iso_days(data: pd.DataFrame) -> pd.DataFrame:
    """Give datetimes as ISO days, "" where there is none: the form in which days are compared, counted and written."""
    days = data.select_dtypes("datetime").columns
    return data.assign(**{column: data[column].dt.strftime("%Y-%m-%d").fillna("") for column in days})


def iter_rows(data: pd.DataFrame, *columns: str) -> Iterator[Any]:
    """Rows of a frame as plain tuples of the columns named; as named tuples of all columns if none is."""
    return iter(data[list(columns)].itertuples(index=False, name=None) if columns else data.itertuples(index=False))


def read_csv(name: str, path: Any) -> pd.DataFrame:
    """Read a declared table from a CSV file, with its declared dtypes; an empty cell is ``""``.

    Raises
    ------
    InvalidTable
        If the file lacks a declared column or a cell does not fit its type.
    """
    table = TABLES[name]
    try:
        data = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    except (
        ValueError,
        OSError,
    ) as error:  # empty, not UTF-8, cut off or unreadable; pandas' own errors are ValueErrors
        raise InvalidTable(f"{path}: expected a CSV file in UTF-8: {error}") from None
    if missing := [n for n in table.names if n not in data.columns]:
        raise InvalidTable(f"{path}: expected the columns {', '.join(table.names)}; missing: {', '.join(missing)}")
    data = data[table.names]
    for column in table.columns:
        try:
            if column.type == "boolean":
                data[column.name] = data[column.name] == "True"
            elif column.dtype == "Int64":
                data[column.name] = pd.to_numeric(data[column.name].where(data[column.name] != "")).astype("Int64")
            else:
                data[column.name] = data[column.name].astype(column.dtype)
        except ValueError as error:
            raise InvalidTable(f"{path}: column {column.name}: expected {column.type}: {error}") from None
    return data


def validate(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """Check a table against its declaration and return it unchanged.

    Raises
    ------
    InvalidTable
        With one line per failing cell (at most ten): table, row, column, what was expected and found.

    Examples
    --------
    >>> validate("publishers", frame("publishers", [("Anadolu Agency", "")]))
    Traceback (most recent call last):
    ...
    tradestudy.tables.InvalidTable: publishers: row 1, column country: expected some text; found ''
    """
    import pandera.pandas as pa

    table = TABLES[name]
    if list(data.columns) != table.names:
        raise InvalidTable(
            f"{name}: expected the columns {', '.join(table.names)}; found {', '.join(map(str, data.columns))}"
        )
    if data.empty:
        return data
    written = with_iso_days(data).reset_index(drop=True)
    schema = pa.DataFrameSchema(
        {c.name: pa.Column(checks=_checks(c), nullable=c.dtype == "Int64") for c in table.columns}, strict=True
    )
    try:
        schema.validate(written, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        lines = [
            f"{name}: row {_row(case.index)}, column {case.column}: expected {case.check}; found {case.failure_case!r}"
            for case in cases.head(10).itertuples()
        ]
        raise InvalidTable("\n".join(lines)) from None
    if (twice := data.duplicated(list(table.key))).any():
        row = int(twice.to_numpy().argmax())
        key = ", ".join(f"{k}={data.iloc[row][k]!r}" for k in table.key)
        raise InvalidTable(f"{name}: row {row + 1}: expected a unique key; found {key} again")
    return data


def _row(index: Any) -> str:
    return str(int(index) + 1) if pd.notna(index) else "?"


def _checks(column: Column) -> list:
    import pandera.pandas as pa

    checks = []
    if column.values:
        allowed = [*column.values] + ([] if column.required else [""])
        checks.append(pa.Check.isin(allowed, error=f"one of {', '.join(column.values)}"))
    elif column.type == "date":
        checks.append(pa.Check(_is_day if column.required else _is_day_or_empty, error="an ISO date (YYYY-MM-DD)"))
    elif column.type == "string" and column.required:
        checks.append(pa.Check.str_length(min_value=1, error="some text"))
    elif column.type == "integer":
        checks.append(pa.Check.ge(0, error="a whole number, 0 or more"))
    return checks


def _is_day(cells: pd.Series) -> pd.Series:
    return cells.str.fullmatch(r"\d{4}-\d\d-\d\d") & pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()


def _is_day_or_empty(cells: pd.Series) -> pd.Series:
    return (cells == "") | _is_day(cells)


def find_orphans(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the rows whose foreign key points to no row.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Tables by name.

    Returns
    -------
    pandas.DataFrame
        One row per orphan: table, column, value, target (table.column that lacks the value).

    Examples
    --------
    >>> sentences = frame("sentences", [("a1", 0, 0, 0, 3, "Hi.")])
    >>> find_orphans({"articles": frame("articles"), "sentences": sentences}).values.tolist()
    [['sentences', 'article_id', 'a1', 'articles.article_id']]
    """
    found = []
    for table in TABLES.values():
        for column, target, there in table.foreign:
            if table.name not in frames or target not in frames:
                continue
            values = frames[table.name][column]
            lost = values[(values != "") & ~values.isin(frames[target][there])]
            found += [(table.name, column, value, f"{target}.{there}") for value in lost.drop_duplicates()]
    return pd.DataFrame(found, columns=["table", "column", "value", "target"])


def codebook() -> str:
    """Write the codebook as Markdown: every table, what a row is, every column with its type and meaning."""
    lines = [
        "# Codebook",
        "",
        "Generated from `src/tradestudy/schema/*.csv` by `python -m tradestudy.tables`; do not edit by hand.",
        "",
        "Offsets count characters of `articles.text`, from 0, end exclusive. Dates are ISO days. A list in one cell is",
        'joined with "; ". An empty cell means that there is none.',
    ]
    for table in TABLES.values():
        lines += [
            "",
            f"## {table.name}",
            "",
            f"One row per {table.row}. Key: {', '.join(f'`{k}`' for k in table.key)}.",
            "",
        ]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        for c in table.columns:
            values = f" One of: {', '.join(c.values)}." if c.values else ""
            optional = "" if c.required else ", may be empty"
            lines.append(f"| `{c.name}` | {c.type}{optional} | {c.meaning}.{values} |")
        for column, target, there in table.foreign:
            lines += ["", f"`{column}` points to `{target}.{there}`."]
    lines += [
        "",
        "## Kinds of events",
        "",
        "In `events` and `reference_events`; docs/annotation.md says which wins.",
        "",
    ]
    lines += ["| kind | what it is |", "|---|---|"]
    lines += [f"| `{row['kind']}` | {row['definition']} |" for row in read_rows("lexicon", "kinds.csv")]
    return "\n".join(lines) + "\n"


def datapackage(suffix: str = "csv") -> str:
    """Write the Frictionless Data Package descriptor (https://datapackage.org) of the processed folder as JSON."""
    resources = []
    for table in TABLES.values():
        fields: list[dict[str, Any]] = []
        for c in table.columns:
            limits: dict[str, Any] = {"required": True} if c.required else {}
            if c.values:
                limits["enum"] = list(c.values)
            fields.append(
                {"name": c.name, "type": FRICTIONLESS[c.type], "description": c.meaning, "constraints": limits}
            )
        keys = [
            {"fields": column, "reference": {"resource": "" if target == table.name else target, "fields": there}}
            for column, target, there in table.foreign
        ]
        schema = {"fields": fields, "primaryKey": list(table.key), "foreignKeys": keys, "missingValues": [""]}
        resources.append(
            {
                "name": table.name,
                "path": f"{table.name}.{suffix}",
                "format": suffix,
                "encoding": "utf-8",
                "description": f"One row per {table.row}.",
                "schema": schema,
            }
        )
    subject = read_rows("lexicon", "subject.csv")[0]["title"]
    package = {
        "name": "tradestudy",
        "title": f"The {subject}: articles, dates, issues, voices and chronology",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": resources,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(codebook(), end="")
