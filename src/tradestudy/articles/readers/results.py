"""Result lists of news services: articles of NewsAPI and Event Registry; addresses of Media Cloud and GDELT.

A list without texts gives a reject a row that keeps the address, so that one can see what is to be fetched
(``tradestudy collect`` takes such addresses).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import LARGEST_ARTICLE, Refused, as_text, decode, name_columns
from tradestudy.articles.readers.wording import pick

FORM = "results"
SUFFIXES = (".json",)
MANY = True
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*$")  # NewsAPI: the rest of the text is not given
ADDRESS = re.compile(r"https?://[^\s\"',;|]+")
LISTS = ("articles", "results", "stories")  # one within the other at Event Registry
UNNAMED = 20  # columns: GDELT's tables of events, mentions and the knowledge graph name none and have as many


def recognises(head: str) -> bool:
    if re.match(r"\s*[\[{]", head):
        listed = re.search(r'"(?:articles|results|stories)"\s*:\s*[\[{]', head[:2000])
        return listed is not None or re.match(r"\s*\[\s*\{", head) is not None
    first = head.partition("\n")[0]
    names = _name_columns(first).keys()
    return _is_unnamed(first) or ({"url", "headline"} <= names and "text" not in names)


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data)
    entries = _read_json(text) if re.match(r"\s*[\[{]", text) else _read_table(text)
    if not entries:
        raise Refused("empty", "expected an article or an address a row; found none")
    for record, entry in entries:
        yield {"record": str(record), **(entry if entry.get("text", "").strip() else _to_fetch(entry))}


def _read_json(text: str) -> list[tuple[int, dict]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("parse", f"expected JSON that is whole: {error}") from None
    for name in LISTS:
        found = found.get(name, found) if isinstance(found, dict) else found
    if not isinstance(found, list):
        raise Refused("unknown format", f"expected a list of articles under one of {', '.join(LISTS)}; found none")
    return list(enumerate(map(_read_item, found), 1))


def _read_item(item: object) -> dict:
    named = item if isinstance(item, dict) else {}
    fields = pick("json", {name.strip().lower(): as_text(value) for name, value in named.items()})
    if cut := CUT.search(fields["text"]):
        fields["text"] = fields["text"][: cut.start()] + "…"
        fields["note"] = f"cut by the service: {cut[1]} characters missing"
    return fields


def _read_table(text: str) -> list[tuple[int, dict]]:
    """Each row with the number of its line, as far as it can be read."""
    csv.field_size_limit(max(LARGEST_ARTICLE, len(text)))  # holds for all that reads CSV behind this
    first = text.partition("\n")[0]
    columns = _name_columns(first)
    rows = csv.reader(
        io.StringIO(text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")), delimiter=_delimiter(first)
    )
    entries = []
    for row in rows:
        told = {name: row[i] for name, i in columns.items() if i < len(row)}
        if any(row) and (rows.line_num > 1 or not columns):
            addresses = ADDRESS.findall(told.get("url") or " ".join(row))
            entries.append((rows.line_num, {"headline": told.get("headline", ""), "url": "".join(addresses[-1:])}))
    return entries


def _to_fetch(entry: dict) -> dict:
    where = entry["url"] or "no address"
    return {"reason": "no text", "detail": f"{where} : a result list names it without its text: {entry['headline']}"}


def _name_columns(line: str) -> dict[str, int]:
    names = [name.strip().strip('"').lower() for name in line.strip().split(_delimiter(line))]
    return {} if _is_unnamed(line) else name_columns(names, strict=False)


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _is_unnamed(line: str) -> bool:
    return line.count("\t") >= UNNAMED and ADDRESS.search(line) is not None
