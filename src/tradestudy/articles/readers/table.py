"""A table with a row per article: CSV with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import LARGEST_ARTICLE, Refused, decode, name_columns

FORM = "csv"
SUFFIXES = (".csv", ".tsv")
MANY = True


def recognises(head: str) -> bool:
    first = head.partition("\n")[0].strip()
    names = [name.strip('" ').lower() for name in first.split(_delimiter(first))]
    return {"text", "published"} <= name_columns(names, strict=False).keys()


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data)
    csv.field_size_limit(LARGEST_ARTICLE)
    delimiter = _delimiter(text[: text.find("\n")])
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter, strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
    except csv.Error as error:
        raise Refused("parse", f"line 1: expected the names of the columns: {error}") from None
    columns = name_columns(header)
    record = 1
    while True:
        record += 1
        try:
            row = next(rows)
        except StopIteration:
            if record == 2:
                raise Refused("empty", "expected a row per article below the header; found none") from None
            return
        except csv.Error as error:
            reason = "too large" if "field larger" in str(error) else "parse"
            yield {"record": str(record), "reason": reason, "detail": str(error)}
            continue
        if not any(row):
            continue
        if len(row) != len(header):
            detail = f"expected {len(header)} fields, as in the header; found {len(row)}"
            yield {"record": str(record), "reason": "parse", "detail": detail}
            continue
        yield {"record": str(record), **{field: row[i] for field, i in columns.items()}}
