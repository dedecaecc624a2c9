"""Every table declared once: its columns, their types, units and meaning, its keys.

The declaration is the single source of the dataframes' dtypes (:func:`frame`), of validation (:func:`validate`,
:func:`find_orphans`), of the codebook (:func:`codebook`) and of the Frictionless descriptor (:func:`datapackage`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

SIDES = ("US", "CN", "other")


class Column(NamedTuple):
    """One column: how it is stored and what it means."""

    name: str
    type: str  # string, date, integer, number, boolean
    meaning: str
    required: bool = True
    values: tuple[str, ...] = ()


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


def _columns(*lines: str | Column) -> tuple[Column, ...]:
    """Read ``name | type | meaning``; a ``?`` after the type marks a column that may be empty, ``{a, b}`` its values."""
    columns = []
    for line in lines:
        if isinstance(line, Column):
            columns.append(line)
            continue
        name, kind, meaning = (part.strip() for part in line.split("|"))
        kind, _, listed = kind.partition("{")
        values = tuple(value.strip() for value in listed.rstrip("}").split(",")) if listed else ()
        columns.append(Column(name, kind.strip(" ?"), meaning, "?" not in kind, values))
    return tuple(columns)


ARTICLE_ID = Column("article_id", "string", "the article: its file's stem, or stem-row within a table")
SENTENCE_ID = Column("sentence_id", "integer", "the sentence, counted from 0 within the article")
START = Column("start", "integer", "first character of the mention in articles.text, counted from 0")
END = Column("end", "integer", "character after the mention's last: articles.text[start:end] is the mention")
MENTION = Column("text", "string", "the characters from start to end, as they stand in the article")
SIDE = Column("side", "string", "whom the actor speaks for", required=False, values=SIDES)
EVENT_ID = Column("event_id", "string", "the event: its first day and a counter within the day")
IN_ARTICLE = (("article_id", "articles", "article_id"),)
SOURCES = tuple(
    Column(
        f"source_{n}_{part}",
        "date" if part == "published" else "string",
        meaning,
        required=n == 1 and part != "published",
    )
    for n in (1, 2)
    for part, meaning in (
        ("publisher", f"who published source {n}"),
        ("title", f"title of source {n}; supplied by us where in [square brackets]"),
        ("url", f"address of source {n}"),
        ("published", f"day on which source {n} was published"),
    )
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "articles",
            "article",
            _columns(
                ARTICLE_ID,
                "path | string | file below the raw folder that the article was read from",
                "format | string {digest, page, html, csv, jsonl} | how the input was laid out",
                "publisher | string? | who published the report, as named by the input",
                "headline | string | title of the report; supplied by us where in [square brackets]",
                "standfirst | string? | the summary line between headline and text",
                "byline | string? | author line as written",
                "section | string? | the publisher's section",
                "dateline | string? | place (and sometimes date) that opens the lede; never the publication date",
                "published | date | day of publication: the document creation time (DCT) of every relative date",
                "updated | date? | day of the last update that the page states",
                "url | string? | address of the report",
                "language | string | ISO 639-1 code of the text",
                "rights | string {digest, private} | digest: our own words, free to share; private: another's full text",
                "n_words | integer | words in text, split at white space; a Chinese character counts as one",
                "text | string | the cleaned body; paragraphs are separated by one blank line",
                "sha256 | string | SHA-256 of text, in hexadecimal",
                "duplicate_of | string? | article_id of the earlier article that this one repeats",
            ),
            ("article_id",),
            (("duplicate_of", "articles", "article_id"),),
        ),
        Table(
            "rejects",
            "input that became no article",
            _columns(
                "path | string | file below the raw folder",
                "record | string? | row or line within the file, counted from 1",
                "reason | string {binary, duplicate id, empty, encoding, front matter, no date, no text, parse, "
                "too large, unknown format} | why it was refused",
                "detail | string? | what was expected and what was found",
            ),
            ("path", "record"),
        ),
        Table(
            "sentences",
            "sentence",
            _columns(
                ARTICLE_ID,
                SENTENCE_ID,
                "paragraph | integer | the paragraph, counted from 0 within the article",
                START,
                END,
                MENTION,
            ),
            ("article_id", "sentence_id"),
            IN_ARTICLE,
        ),
        Table(
            "timexes",
            "time expression",
            _columns(
                ARTICLE_ID,
                SENTENCE_ID,
                "tid | string | the expression within the article, as in TimeML: t1, t2, ...",
                START,
                END,
                MENTION,
                "type | string {DATE, TIME, DURATION, SET} | TIMEX3 type",
                "value | string | TIMEX3 value, resolved against the publication date",
                "mod | string? | TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER and the like",
                "granularity | string | unit in which the expression speaks: day, week, month, ...",
                "first | date? | first day of the interval meant, inclusive; empty where there is none",
                "last | date? | last day of the interval meant, inclusive",
                "direction | string? {past, present, future} | position of the interval relative to the publication date",
                "rule | string | name of the rule that decided the value",
            ),
            ("article_id", "tid"),
            IN_ARTICLE,
        ),
        Table(
            "issue_mentions",
            "issue term found",
            _columns(ARTICLE_ID, SENTENCE_ID, START, END, MENTION, "issue | string | issue_id of the lexicon"),
            ("article_id", "start", "end", "issue"),
            IN_ARTICLE,
        ),
        Table(
            "actor_mentions",
            "person or body named",
            _columns(
                ARTICLE_ID,
                SENTENCE_ID,
                START,
                END,
                MENTION,
                "actor_id | string | actor_id of the gazetteer; unknown:NAME for a person it does not hold",
                "name | string | full name in the gazetteer, or as written",
                "role | string? | role as written beside the name",
                SIDE,
            ),
            ("article_id", "start", "end"),
            IN_ARTICLE,
        ),
        Table(
            "quotes",
            "quotation",
            _columns(
                ARTICLE_ID,
                SENTENCE_ID,
                START,
                END,
                "content | string | the words quoted, without the marks",
                "kind | string {direct, indirect, mixed} | direct: between marks; indirect: reported; mixed: both",
                "cue | string? | the reporting verb or phrase",
                "speaker | string? | speaker as written",
                "actor_id | string? | actor_id of the gazetteer",
                SIDE,
            ),
            ("article_id", "start", "end"),
            IN_ARTICLE,
        ),
        Table(
            "events",
            "event",
            _columns(
                EVENT_ID,
                "date | date | first day of the event",
                "last | date | last day of the event, inclusive",
                "granularity | string | day, range, month, ...: how exactly the reports date it",
                "headline | string | the sentence that tells the event best, as it stands in a report",
                "place | string? | place named with it",
                "status | string {reported, expected} | reported: told as having happened; expected: told in advance only",
                "n_articles | integer | articles behind it, near-duplicates counted once",
                "n_publishers | integer | publishers behind it, near-duplicates counted once",
                "score | number | weight in the ranking; the higher the more central (docs/chronology.md)",
                "issues | string? | issue_ids named, commonest first",
                "actors | string? | actor_ids named, commonest first",
                "first_published | date | day of the first report",
                "disputed | boolean | whether reports date the event differently",
            ),
            ("event_id",),
        ),
        Table(
            "evidence",
            "sentence behind an event",
            _columns(EVENT_ID, ARTICLE_ID, SENTENCE_ID, "tid | string? | the time expression that dates it"),
            ("event_id", "article_id", "sentence_id", "tid"),
            (("event_id", "events", "event_id"), *IN_ARTICLE),
        ),
        Table(
            "reference_events",
            "hand-coded event of the reference chronology",
            _columns(
                EVENT_ID,
                "date | date | first day, local to the place of the event",
                "last | date | last day, inclusive",
                "place | string? | city or country",
                "venue | string? | building or occasion",
                "kind | string {round, call, summit, tariff, control, ruling, purchase, statement, deadline, other} | sort of event",
                "round | string? | number of the round of talks between the delegations",
                "label | string | up to 8 words",
                "summary | string | up to 40 words of our own",
                "issues | string? | issue_ids",
                "us_lead | string? | who led for the United States",
                "cn_lead | string? | who led for China",
                "status | string {occurred, scheduled} | scheduled: announced for the day, whatever came of it",
                "core | string {yes, no} | yes: an event that no chronology may lack",
                *SOURCES,
                "digests | string? | article_ids of the digests that report it",
                "confidence | string {high, medium, low} | high: two independent sources agree",
                "note | string? | conflicts between sources, local time, weak pages",
            ),
            ("event_id",),
        ),
        Table(
            "tariffs",
            "step of a general additional tariff rate",
            _columns(
                "date_effective | date | day from which the rate applies",
                "imposer | string {US, CN} | who levies it on the other's goods",
                "measure | string | what took effect",
                "change_pp | number | change of the rate in force, in percentage points",
                "cumulative_rate | number | rate in force after the step, in per cent of value",
                "suspended_pp | number | part announced and suspended after the step, in percentage points",
                "legal_basis | string | order, announcement or law",
                *SOURCES,
                "note | string? | what to bear in mind",
            ),
            ("date_effective", "imposer", "measure"),
        ),
        Table(
            "publishers",
            "publisher",
            _columns(
                "publisher | string | name as in articles.publisher",
                "country | string | country of its seat",
            ),
            ("publisher",),
        ),
    )
}

DTYPES = {"string": "str", "date": "str", "integer": "int64", "number": "float64", "boolean": "bool"}
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
    empty = {c.name: {"string": "", "date": ""}.get(c.type, 0) for c in table.columns}
    cells = [tuple(row.get(n, empty[n]) for n in empty) if isinstance(row, Mapping) else row for row in given]
    values = list(zip(*cells, strict=True)) if cells else [()] * len(table.columns)
    arrays = {
        column.name: pd.array(list(column_cells), dtype="str")
        if DTYPES[column.type] == "str"
        else np.array(column_cells, dtype=DTYPES[column.type])
        for column, column_cells in zip(table.columns, values, strict=True)
    }
    return pd.DataFrame(arrays, copy=False)


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
            else:
                data[column.name] = data[column.name].astype(DTYPES[column.type])
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
    schema = pa.DataFrameSchema(
        {c.name: pa.Column(checks=_checks(c), nullable=False) for c in table.columns}, strict=True
    )
    try:
        schema.validate(data.reset_index(drop=True), lazy=True)
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
        "Generated from `src/tradestudy/tables.py` by `python -m tradestudy.tables`; do not edit by hand.",
        "",
        "Offsets count characters of `articles.text`, from 0, end exclusive. Dates are ISO 8601 days. A list in one cell is",
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
    package = {
        "name": "tradestudy",
        "title": "The US-China trade talks: articles, dates, issues, voices and chronology",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": resources,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(codebook(), end="")
