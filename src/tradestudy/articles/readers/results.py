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

from tradestudy.articles.readers.record import FIELD_NAMES, LARGEST_ARTICLE, Refused, as_text, decode, name_columns

FORM = "results"
SUFFIXES = (".json",)
MANY = True
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*$")  # NewsAPI: the rest of the text is not given
ADDRESS = re.compile(r"https?://[^\s\"',;|]+")
UNNAMED = 20  # columns: GDELT's tables of events, mentions and the knowledge graph name none and have as many


def recognises(head: str) -> bool:
    if re.match(r"\s*[\[{]", head):
        return (
            re.search(r'"(?:articles|results|stories)"\s*:\s*[\[{]', head[:2000]) is not None
            or re.match(r"\s*\[\s*\{", head) is not None
        )
    first = head.partition("\n")[0]
    names = name_columns(_header(first), strict=False)
    return ("url" in names and "headline" in names and "text" not in names) or _is_unnamed(first)


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data)
    if re.match(r"\s*[\[{]", text):
        return _read_json(text)
    return _read_table(text)


def _read_json(text: str) -> Iterator[dict]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("parse", f"expected JSON that is whole: {error}") from None
    for name in ("articles", "results", "stories"):
        found = found.get(name, found) if isinstance(found, dict) else found
    if not isinstance(found, list):
        raise Refused(
            "unknown format", "expected a list of articles under 'articles', 'results' or 'stories'; found none"
        )
    for record, item in enumerate(found, 1):
        yield {"record": str(record), **_entry(item)}


def _entry(item: object) -> dict:
    if not isinstance(item, dict):
        return {"reason": "parse", "detail": f"expected a JSON object; found {type(item).__name__}"}
    values = {str(name).strip().lower(): value for name, value in item.items()}
    fields = {name: next((as_text(values[n]) for n in names if values.get(n)), "") for name, names in NAMES.items()}
    cut = CUT.search(fields["text"])
    if cut:
        fields |= {
            "text": fields["text"][: cut.start()] + "…",
            "note": f"cut by the service: {cut[1]} characters missing",
        }
    return fields if fields["text"].strip() else _to_fetch(fields["url"], fields["headline"])


NAMES = FIELD_NAMES | {
    "published": ("datetimepub", "datetime", "publishedat", "seendate", *FIELD_NAMES["published"]),
    "publisher": (*FIELD_NAMES["publisher"], "domain", "media_url"),
}


def _read_table(text: str) -> Iterator[dict]:
    csv.field_size_limit(LARGEST_ARTICLE)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(first))
    columns = {} if _is_unnamed(first) else name_columns(_header(first), strict=False)
    record = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield {"record": str(record), "reason": "parse", "detail": str(error)}
            row = []
        if any(row) and (record > 1 or not columns):
            told = {name: row[i] for name, i in columns.items() if i < len(row)}
            addresses = ADDRESS.findall(told.get("url") or " ".join(row))
            yield {"record": str(record), **_to_fetch(addresses[-1] if addresses else "", told.get("headline", ""))}
        record += 1


def _to_fetch(url: str, headline: str) -> dict:
    where = url or "no address"
    return {
        "reason": "no text",
        "detail": f"{where} : a result list names it without its text; fetch it: {headline}"[:2000],
    }


def _header(line: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in line.strip().split(_delimiter(line))]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _is_unnamed(line: str) -> bool:
    return line.count("\t") >= UNNAMED and ADDRESS.search(line) is not None
