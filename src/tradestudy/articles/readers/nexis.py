"""Nexis Uni and Lexis Advance (Word, rich text), Nexis and LexisNexis (HTML, text): many articles a file.

The older layout numbers its articles (``2 of 10 DOCUMENTS``) and puts publisher and day above the headline. The newer
one puts them below it, opens the text with a line ``Body`` and ends an article with ``End of Document``. In both,
labels stand between head and text and behind the text. The words come from lexicon/export_labels.csv, in each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tradestudy.articles.readers.containers import html_blocks, mark_anchors, parse_html
from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import (
    Label,
    document_line,
    find_day,
    is_mark,
    language_code,
    length_line,
    opens_with_day,
    read_label,
)

FORM = "nexis"
SUFFIXES = ()
MANY = True
HEAD = 40  # lines: no head is longer
COVER = 2  # lines: a longer stretch above the first head is a cover page
BEYOND = ("", "after", "index")  # what stands behind the labels of a head: the text, or what follows it
ASIDE = 300  # characters that may stand without a label among those of a head
ANCHOR = re.compile(r"DOC_ID_\w+")  # stands unseen before each document of a page
COPYRIGHT = re.compile(r"(?:copyright\b|\(c\)|©)", re.I)
WIDTH = 72  # characters: a line whose next word would have gone beyond ran on


def recognises(head: str) -> bool:
    lines = re.split(r"<[^>]{0,300}>|\n", head)
    told = any(length_line().fullmatch(line.rpartition(":")[2].strip()) for line in lines)
    return "<DOCFULL>" in head or (told and any(map(document_line().fullmatch, lines)))


def read(data: bytes, path: Path) -> Iterator[dict]:
    """Yield the articles of the older layout."""
    text = decode(data)
    if "<" in text[:200]:
        blocks = html_blocks(mark_anchors(parse_html(text), ANCHOR))
    else:
        blocks = [_unwrap(block) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    starts = _numbered(blocks)
    if not starts:
        raise Refused("unknown format", "expected lines like '1 of 10 DOCUMENTS', which open the articles; found none")
    for record, (start, end) in enumerate(pairwise([*starts, len(blocks)]), 1):
        lines = [block for block in blocks[start + 1 : end] if not ANCHOR.fullmatch(block)]
        yield {"record": str(record), **_take_apart(lines, newer=False)}


def _numbered(blocks: list[str]) -> list[int]:
    """Where articles begin: at a line with their number, or at an anchor that none follows."""
    numbered = [document_line().fullmatch(block) is not None for block in blocks]
    alone = (i for i, block in enumerate(blocks) if ANCHOR.fullmatch(block) and not any(numbered[i : i + 3]))
    return sorted({*alone, *(i for i, opens in enumerate(numbered) if opens)})


def read_newer(lines: list[str]) -> Iterator[dict]:
    """Yield the articles of the newer layout, given its lines."""
    lines = [line for line in lines if line]
    for record, (start, stop) in enumerate(pairwise([*(_starts(lines) or [0]), len(lines)]), 1):
        end = next((i for i in range(start, stop) if is_mark(lines[i], "end")), stop)
        yield {"record": str(record), **_take_apart(lines[start:end], newer=True)}


def is_newer(lines: list[str]) -> bool:
    return any(is_mark(line, "end") or _is_length(line) for line in lines)


def _starts(lines: list[str]) -> list[int]:
    """Where articles begin: behind the end of the one before, and at any head that no end stands before.

    A cover page, where there is one, ends where the first head begins: two lines above its day.
    """
    ends = [i + 1 for i, line in enumerate(lines) if is_mark(line, "end")]
    starts: list[int] = []
    for floor, stop in pairwise(sorted({0, *ends, len(lines)})):
        heads = [max(floor, day - 2) for day in _days_of_heads(lines, floor, stop)]
        if heads and (floor or heads[0] <= COVER):
            heads[0] = floor
        starts += heads or [floor] * (stop in ends)
    return starts


def _days_of_heads(lines: list[str], floor: int, stop: int) -> list[int]:
    """Where each head has the line with its day: above a length; if no length is told, the first day at all."""
    days: dict[int, None] = {}
    for length in (i for i in range(floor, stop) if _is_length(lines[i])):
        above = [i for i in range(max(floor, length - 12), length) if opens_with_day(lines[i])]
        days |= dict.fromkeys(above[:1])
    first = (i for i in range(floor, min(stop, floor + HEAD)) if opens_with_day(lines[i]))
    return list(days) or list(first)[:1]


class Head(NamedTuple):
    """The lines of a head above the day, the day, those below it; where the labels begin, and their language."""

    above: list[str]
    day: str
    below: list[str]
    end: int
    language: str


def _take_apart(lines: list[str], newer: bool) -> dict:
    """Head, text and what indexes it, of one article; what is not found stays empty, for intake to refuse."""
    labels = [read_label(line) for line in lines]
    head = _read_head(lines, labels)
    start = _body_start(lines, labels, head.end, newer)
    end = next((i for i in range(start, len(lines)) if _ends_body(lines, labels[i], start, i)), len(lines))
    told = _by_meaning(labels[:start] + labels[end:])
    headline, publisher = (
        (head.above[:-1] or head.above, head.above[1:][-1:]) if newer else (head.below, head.above[:2])
    )
    return {
        **{name: told.get(name, "") for name in ("byline", "section", "length", "dateline", "standfirst", "url")},
        "publisher": " ".join(publisher),
        "headline": told.get("headline") or " ".join(headline),
        "published": find_day(head.day, head.language),
        "language": language_code(told.get("language", "")),
        "text": "\n\n".join("\n".join(lines[start:end]).split("\n")),
    }


def _read_head(lines: list[str], labels: list[Label]) -> Head:
    end = next((i for i, label in enumerate(labels[:HEAD]) if label.means), None)
    day = _find_day_line(lines[:end])
    language = labels[end].language if end is not None else ""
    if day is None:
        return Head(list(filter(_names, lines[:end])), "", [], end or len(lines), language)
    below = list(filter(_names, lines[day + 1 : end]))
    if end is None:  # no label parts headline and text
        end, below = len(lines) - len(below[1:]), below[:1]
    return Head(list(filter(_names, lines[:day])), lines[day], below, end, language)


def _by_meaning(labels: list[Label]) -> dict[str, str]:
    return {label.means: label.value for label in reversed(labels) if label.value}


def _names(line: str) -> bool:
    return not (COPYRIGHT.match(line) or is_mark(line, "aside"))


def _find_day_line(head: list[str]) -> int | None:
    """The line with the day: one that opens with it, else a short one that holds it."""
    opening = (i for i, line in enumerate(head) if i and opens_with_day(line))
    holding = (i for i, line in enumerate(head[:6]) if i and len(line) < 60 and find_day(line))
    return next(opening, next(holding, None))


def _body_start(lines: list[str], labels: list[Label], head: int, newer: bool) -> int:
    """Behind the line ``Body``, else behind the length and the labels that follow it."""
    opened = [i + 1 for i, line in enumerate(lines[:HEAD]) if is_mark(line, "body")]
    if newer and opened:
        return opened[0]
    length = next((i for i, label in enumerate(labels[:HEAD]) if label.means == "length"), head)
    if sum(len(lines[i]) for i in range(head, length) if not labels[i].means) > ASIDE:
        length = head  # some sources tell the length below the text
    return next((i for i in range(length, len(lines)) if labels[i].means in BEYOND), len(lines))


def _ends_body(lines: list[str], label: Label, start: int, i: int) -> bool:
    """Whether what indexes the text begins here; a word that a report may hold as well needs a sign that it does."""
    if label.means in ("index", "length", "section"):
        return lines[i].split(":")[0].isupper() or "%)" in label.value
    if label.means in ("after", "language", "url"):
        return label.means == "after" or bool(language_code(label.value)) or label.value.startswith("http")
    if is_mark(lines[i], "after"):  # a heading, with captions below it: few words
        return sum(map(len, lines[start:i])) > sum(map(len, lines[i + 1 :]))
    return i > len(lines) - 5 and COPYRIGHT.match(lines[i]) is not None and re.search(r"\d{4}", lines[i]) is not None


def _is_length(line: str) -> bool:
    return read_label(line).means == "length"


def _unwrap(block: str) -> str:
    """A paragraph without the breaks that only the width of the page made."""
    lines = [line.strip() for line in block.strip().split("\n")]
    joined = lines[0]
    for before, line in pairwise(lines):
        full = len(before) + 1 + len(line.split(" ")[0]) > WIDTH
        joined += (" " if full else "\n") + line
    return joined
