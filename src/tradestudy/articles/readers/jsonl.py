"""JSON lines: an object a line, each an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import LARGEST_ARTICLE, as_text, decode, name_columns, too_large

FORM = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
MANY = True


def recognises(head: str) -> bool:
    return re.match(r'[^\S\n]*\{[^\S\n]*"[^"\n]{1,80}"[^\S\n]*:', head) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    for record, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > LARGEST_ARTICLE:
            yield {"record": str(record), "reason": "too large", "detail": too_large(len(line))}
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield {"record": str(record), "reason": "parse", "detail": f"expected one JSON object a line: {error}"}
            continue
        if not isinstance(row, dict):
            yield {
                "record": str(record),
                "reason": "parse",
                "detail": f"expected a JSON object; found {type(row).__name__}",
            }
            continue
        names = {str(name).strip().lower(): value for name, value in row.items()}
        columns = name_columns(list(names), strict=False)
        values = list(names.values())
        yield {"record": str(record), **{field: as_text(values[i]) for field, i in columns.items()}}
