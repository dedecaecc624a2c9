"""ProQuest: text and HTML, a field a line (``Publication date: Jun 10, 2025``), articles parted by a rule or anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.containers import html_lines, mark_anchors, parse_html, split_lines
from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import document_line, find_day, language_code, read_label

FORM = "proquest"
SUFFIXES = ()
MANY = True
RULE = re.compile(r"_{20,}|DocID_\w+")
IMPRINT = re.compile(r"(?P<publisher>[^;\[\]]+);.*\](?P<day>[^:\]]*\d{4})")  # Paper ; Town [Town] 08 May 2010: A1
ENDS_TEXT = frozenset(
    ("abstract", "index", "publisher", "published", "imprint")
)  # a report has lines like other labels


def recognises(head: str) -> bool:
    return "proquest" in head.casefold() and re.search(r"^\s*_{20,}\s*$|DocID_", head, re.M) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data)
    lines = html_lines(mark_anchors(parse_html(text), RULE)) if "<" in text[:500] else split_lines(text)
    parts = [part for part in _parts(lines) if any(read_label(line).means for line in part)]
    if not parts:
        raise Refused("unknown format", "expected ProQuest's lines 'Full text:', 'Publication date:'; found none")
    for record, part in enumerate(parts, 1):
        yield {"record": str(record), **_take_apart(_by_label(part))}


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """The lines between two rules; a line ``Document 2 of 10`` parts as well."""
    part: list[str] = []
    for line in [*lines, "_" * 20]:
        if RULE.fullmatch(line) or document_line().fullmatch(line):
            yield part
            part = []
        elif line:
            part.append(line)


def _by_label(lines: list[str]) -> dict[str, list[str]]:
    """Each label's value, with the lines below it up to the next label; ``above`` has those before the first."""
    values: dict[str, list[str]] = {"above": []}
    field = "above"
    for line in lines:
        label = read_label(line)
        if label.means and (field != "text" or label.means in ENDS_TEXT):
            field, line = label.means, label.value
        values.setdefault(field, []).extend([line] if line else [])
    return values


def _take_apart(values: dict[str, list[str]]) -> dict:
    told = {name: " ".join(found) for name, found in values.items()}
    imprint = IMPRINT.search(told.get("imprint", ""))
    publisher, day = imprint.group("publisher", "day") if imprint else ("", "")
    day = told.get("published", day)
    return {
        **{name: told.get(name, "") for name in ("byline", "section", "length", "url")},
        "publisher": told.get("publisher", publisher).split(";")[0].strip(),
        "headline": told.get("headline") or next(iter(values["above"]), ""),
        "published": find_day(day) or day,
        "language": language_code(told.get("language", "")),
        "text": "\n\n".join(values.get("text") or values.get("abstract", [])),
        "note": "" if "text" in values else "abstract only",
    }
