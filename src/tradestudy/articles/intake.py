"""From raw files to the articles table: every input becomes an article or a row of rejects with its reason.

The formats are read by :mod:`tradestudy.articles.readers`; here records become rows, ids are kept unique and duplicates
flagged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import pandas as pd

from tradestudy import require, tables
from tradestudy.articles.cleaning import clean_record
from tradestudy.articles.duplicates import find_duplicates
from tradestudy.articles.readers import (
    digest,
    europresse,
    factiva,
    jsonl,
    nexis,
    page,
    page_copy,
    proquest,
    references,
    results,
    table,
    warc,
    word,
)
from tradestudy.articles.readers.record import Refused, decode_head

HEAD = 100_000  # bytes by which a file is recognised
LARGEST_PAGE = 20_000_000  # bytes of one HTML, Markdown or text file


class Reader(Protocol):
    """A module of `readers`; see there."""

    FORM: str
    MANY: bool

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """Usual endings of its files."""

    def recognises(self, head: str, /) -> bool:
        """Whether the file is of this format, by its first bytes."""

    def read(self, data: bytes, path: Path, /) -> Iterator[dict]:
        """Yield the fields of each article."""


# the first that knows a file reads it: exports in front of what they look like, tables and pages
EXPORTS: tuple[Reader, ...] = (word, warc, factiva, europresse, proquest, nexis, references, results)
READERS: tuple[Reader, ...] = (digest, *EXPORTS, jsonl, page, table, page_copy)


class Reading(NamedTuple):
    """What one file gave: articles, rejects, and what was left out of the texts (path, article_id, kind, words)."""

    articles: list[dict]
    rejects: list[dict]
    removed: list[dict]


def read_file(path: Path, root: Path) -> Reading:
    """Read one file. Every record of it becomes an article or a reject; nothing is raised for bad input."""
    require("build")
    shown = _printable(path.relative_to(root).as_posix())
    reading = Reading([], [], [])

    def refuse(reason: str, detail: str, record: str = "") -> None:
        reading.rejects.append(
            {"path": shown, "record": record, "reason": reason, "detail": _shorten(" ".join(detail.split()))}
        )

    record = ""
    try:
        reader, data = _open(path)
        for fields in reader.read(data, path):
            record = fields.pop("record", "")
            if "reason" in fields:
                refuse(fields["reason"], fields["detail"], record)
                continue
            try:
                row, left_out = clean_record(fields, _printable(path.stem), record)
                reading.articles.append({**row, "path": shown, "record": record, "format": reader.FORM})
                reading.removed.extend(
                    {"path": shown, "article_id": row["article_id"], **r._asdict()} for r in left_out
                )
            except Refused as refusal:
                refuse(refusal.reason, refusal.detail, record)
    except Refused as refusal:
        refuse(refusal.reason, refusal.detail)
    except OSError as error:
        refuse("parse", f"cannot be read: {error.strerror}")
    except Exception as error:  # a fault of a reader, or of a library below it, costs its own file and no other
        where = f"after record {record}" if record else "at the start"
        refuse("parse", f"{shown}: reading stopped {where}: {type(error).__name__}: {error}")
    return reading


def _open(path: Path) -> tuple[Reader, bytes]:
    """Find the reader of a file, by content before name, and load the file."""
    if path.is_dir():
        raise Refused("parse", "a folder that cannot be listed: check its permissions")
    if not path.is_file():
        raise Refused("parse", "no regular file: a link that leads nowhere, a pipe or a device")
    with path.open("rb") as stream:
        start = stream.read(HEAD)
        head, suffix = decode_head(start), path.suffix.lower()
        reader = next((r for r in READERS if r.recognises(head)), None)
        reader = reader or next((r for r in READERS if suffix in r.SUFFIXES), None)
        if reader is None:
            known = " ".join(suffix for r in READERS for suffix in r.SUFFIXES)
            raise Refused("unknown format", f"expected one of {known}; found {suffix or 'no suffix'!r}")
        size = path.stat().st_size
        if not reader.MANY and size > LARGEST_PAGE:
            raise Refused("too large", f"expected at most {LARGEST_PAGE:,} bytes in one page; found {size:,}")
        data = start + stream.read()
    if not data.strip():
        raise Refused("empty", "the file has no content")
    return reader, data


def _shorten(detail: str) -> str:
    """Cut to 300 characters; an address at its head, which someone may want to fetch, stays whole."""
    return detail[: max(300, detail.find(" "))]


def _printable(name: str) -> str:
    """A file name that is not UTF-8, with its odd bytes replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def list_files(path: Path) -> list[Path]:
    """List the article files below a folder (or the file itself), sorted; hidden files and README.md are no input.

    In a raw folder (one that holds ``articles/``) these are the files of ``articles/`` and ``private/``.
    """
    if path.is_file():
        return [path]
    tops = [path / "articles", path / "private"] if (path / "articles").is_dir() else [path]
    found: list[Path] = []
    for top in tops:
        _walk(top, set(), found)
    return sorted(f for f in found if f.name != "README.md")


def _walk(folder: Path, seen: set[str], found: list[Path]) -> None:
    """Collect files, also behind links; a folder that cannot be listed is collected itself and becomes a reject."""
    if (real := os.path.realpath(folder)) in seen or not folder.is_dir():
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        found.append(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            _walk(entry, seen, found)
        else:
            found.append(entry)


def read(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read one file, a folder of articles, or a raw folder.

    Parameters
    ----------
    path : str or pathlib.Path
        File or folder. Formats by suffix: ``.md`` digest (YAML front matter), ``.txt`` page copy, ``.html`` saved page,
        ``.csv``/``.tsv`` and ``.jsonl`` tables with a row per article.

    Returns
    -------
    articles : pandas.DataFrame
        One row per article, sorted by published and article_id; columns as in ``tables.TABLES["articles"]``.
    rejects : pandas.DataFrame
        One row per input that became no article, with path, record, reason and detail.

    Raises
    ------
    FileNotFoundError
        If there is no such file or folder.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "talks.csv").write_text("title,body,date\\nTalks open,They met in Rome on Monday,10.06.2025\\n")
    >>> articles, rejects = read(folder)
    >>> articles[["article_id", "headline", "published"]].values.tolist()
    [['talks-2', 'Talks open', '2025-06-10']]
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    root = path.parent if path.is_file() else path
    return assemble([read_file(file, root) for file in list_files(path)])


def assemble(readings: list[Reading]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join what files gave into the two tables: repeated ids rejected, duplicates flagged, rows sorted."""
    rejects = [row for reading in readings for row in reading.rejects]
    first_path: dict[str, str] = {}
    kept: list[dict] = []
    for row in sorted(
        (r for reading in readings for r in reading.articles), key=lambda r: (r["path"], r["article_id"])
    ):
        if row["article_id"] in first_path:
            first = first_path[row["article_id"]]
            detail = f"expected an article_id of its own; {row['article_id']!r} is already in {first}"
            rejects.append({"path": row["path"], "record": row["record"], "reason": "duplicate id", "detail": detail})
        else:
            first_path[row["article_id"]] = row["path"]
            kept.append(row)
    kept.sort(key=lambda r: (r["published"], r["article_id"]))
    articles = tables.frame("articles", kept)
    articles["duplicate_of"] = find_duplicates(articles).astype("str")
    rejects.sort(key=lambda r: (r["path"], len(r["record"]), r["record"], r["reason"]))
    return articles, tables.frame("rejects", rejects)
