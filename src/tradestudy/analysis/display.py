"""Tables to look at: with typed columns also where they are empty, laid out for reading, or filled into a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradestudy.terms import read_lexicon

if TYPE_CHECKING:
    from IPython.display import HTML

SIDES = {row["side"]: row for row in sorted(read_lexicon("sides.csv"), key=lambda row: int(row["order"]))}


def tabulate(rows: Iterable[tuple] | pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a table with these columns and dtypes, also from no rows.

    Examples
    --------
    >>> tabulate([], {"issue": "str", "n": "int64"}).dtypes.astype(str).to_dict()["n"]
    'int64'
    """
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def spread(table: pd.DataFrame, rows: list[str], column: str, value: str) -> pd.DataFrame:
    """Lay a long table of whole numbers out as a grid: what stands in `column` becomes columns, commonest first."""
    if table.empty:
        return table[rows]
    grid = table.pivot_table(index=rows, columns=column, values=value, aggfunc="sum", sort=False).fillna(0)
    order = grid.mean().sort_values(ascending=False, kind="stable").index
    grid = grid[order].astype("int64").reset_index()
    grid.columns.name = None
    return grid


def write_name(name: object) -> str:
    """Write an issue's id, or any other name, as words.

    Examples
    --------
    >>> write_name("export_controls")
    'export controls'
    """
    return str(name).replace("_", " ")


def write_day(date: Any) -> str:
    """Write a day as in a table: 2025-05-12; nothing where there is none."""
    day = pd.Timestamp(date)
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def tell_day(date: Any, year: bool = True) -> str:
    """Write a day as in a text.

    Examples
    --------
    >>> tell_day("2025-05-12"), tell_day("2025-05-12", year=False)
    ('12 May 2025', '12 May')
    """
    day = pd.Timestamp(date)
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def tell_days(first: Any, last: Any) -> str:
    """Write the first and last day of something as in a text.

    Examples
    --------
    >>> tell_days("2025-05-12", "2025-05-12"), tell_days("2025-05-10", "2025-05-11")
    ('12 May 2025', '10–11 May 2025')
    >>> tell_days("2025-05-30", "2025-06-02")
    '30 May to 2 June 2025'
    """
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    if start == end:
        return tell_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{tell_day(end)}"
    return f"{tell_day(start, year=start.year != end.year)} to {tell_day(end)}"


def count(n: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(2, "country", "countries")
    ('1 article', '1,200 articles', '2 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def fill(package: str, template: str, **values: Any) -> str:
    """Fill an HTML template of a package's templates folder; what is no markup already is escaped."""
    from jinja2 import Environment, PackageLoader

    pages = Environment(loader=PackageLoader(package), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template(template).render(values)


def show(template: str, **values: Any) -> HTML:
    """Fill a template of this folder for display in a notebook."""
    from IPython.display import HTML

    return HTML(fill("tradestudy.analysis", template, **values))
