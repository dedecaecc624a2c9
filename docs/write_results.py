"""Put the figures of benchmarks/results.csv where README.md and docs/*.md show them.

    python docs/write_results.py

A table stands between two comments, ``<!-- results: TABLE; HEAD OF ITS FIRST COLUMN -->`` (and, if not all, ``;
COLUMN; COLUMN``) and ``<!-- end -->``. A figure in a sentence is followed by a comment, ``80.1<!-- TABLE; ROW; COLUMN
-->``. The suite fails where a page shows anything else than the file.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TABLE = re.compile(r"(<!-- results: ([^>]+?) -->\n).*?(?=<!-- end -->)", re.DOTALL)
FIGURE = re.compile(r"([^\s|<(]+)(<!-- ([^;>]+); ([^;>]+); ([^;>]+?) -->)")


def read_results() -> list[dict[str, str]]:
    with (ROOT / "benchmarks" / "results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(marker: str, results: list[dict[str, str]]) -> str:
    """A table of results in Markdown, and below it when and how the rows that need outside data were measured."""
    name, head, *chosen = marker.split("; ")
    found = [row for row in results if row["table"] == name]
    if not found:
        raise SystemExit(f"benchmarks/results.csv: no table {name!r}")
    columns = chosen or list(dict.fromkeys(row["column"] for row in found))
    cells = {(row["row"], row["column"]): row["value"] for row in found}
    lines = [f"| {' | '.join([head, *columns])} |", "|---" * (len(columns) + 1) + "|"]
    for row in dict.fromkeys(row["row"] for row in found):
        lines.append(f"| {' | '.join([row, *(cells.get((row, column), '') for column in columns)])} |")
    stamps = dict.fromkeys((row["command"], row["day"], row["commit"]) for row in found if row["command"])
    lines += [f"\n`{command}`, {day}, commit {commit}." for command, day, commit in stamps]
    return "\n".join(lines) + "\n"


def render(page: str, results: list[dict[str, str]]) -> str:
    """A page with the figures of today.

    >>> render("80.1<!-- dates; news; days -->", [{"table": "dates", "row": "news", "column": "days", "value": "93.2"}])
    '93.2<!-- dates; news; days -->'
    """
    values = {(row["table"], row["row"], row["column"]): row["value"] for row in results}

    def figure(found: re.Match[str]) -> str:
        if found.groups()[2:] not in values:
            raise SystemExit(f"benchmarks/results.csv: no figure {found[2]}")
        return values[found.groups()[2:]] + found[2]

    return FIGURE.sub(figure, TABLE.sub(lambda found: found[1] + table(found[2], results), page))


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(render(path.read_text(encoding="utf-8"), read_results()), encoding="utf-8")
