"""News pages copied as plain text: nothing is known but lines; several in a file are parted where a line says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import decode

FORM = "page"
SUFFIXES = (".txt",)
MANY = False
_NUMBERED = re.compile(
    r"^\W*(?:(?:document|article|item|story|result|record)\s+)?#?(\d{1,4})\s*(?:of|/)\s*(\d{1,4})(?:\s+(?:documents?|articles?|items?|results?))?\W*$"
    r"|^\W*(?:document|article|item|story|result|record)\s+#?(\d{1,4})\W*$",
    re.M | re.I,
)
_RULE = re.compile(r"^(?:={10,}|-{10,}|_{10,}|\*{10,}|#{10,})[^\S\n]*$", re.M)


def recognises(head: str) -> bool:
    """Any text could be one: known by its name alone."""
    return False


def read(data: bytes, path: Path) -> Iterator[dict]:
    """Yield the text of each article; their heads are read where the heads of all records are."""
    text = decode(data).replace("\r\n", "\n")
    parts = _split(text)
    if len(parts) == 1:
        yield {"text": text}
        return
    for number, part in enumerate(parts, 1):
        yield {"record": str(number), "text": part}


def _split(text: str) -> list[str]:
    """Part a text at lines that number its articles, or at rules drawn between them."""
    numbered = [m for n, m in enumerate(_NUMBERED.finditer(text), 1) if int(m[1] or m[3]) == n]
    starts = [0, *(m.end() for m in numbered)]
    ends = [*(m.start() for m in numbered), len(text)]
    cover, *parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(parts) > 1 and all(len(part.split()) > 30 for part in parts):  # pictures are numbered as well
        return [cover] * (len(cover.split()) > 60) + parts
    parts = [part for part in _RULE.split(text) if len(part.split()) > 30]
    return parts if len(parts) > 1 else [text]
