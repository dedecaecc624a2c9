"""A Word or rich text file of an archive: its paragraphs, read by the layout that they show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers import factiva, nexis
from tradestudy.articles.readers.containers import docx_lines, rtf_lines
from tradestudy.articles.readers.record import Refused

FORM = "word"
SUFFIXES = (".docx", ".rtf")
MANY = True


def recognises(head: str) -> bool:
    return head.startswith("{\\rtf") or (
        head.startswith("PK\x03\x04") and ("word/" in head or "[Content_Types]" in head)
    )


def read(data: bytes, path: Path) -> Iterator[dict]:
    lines = docx_lines(data) if data.startswith(b"PK") else rtf_lines(data)
    if factiva.is_plain(lines):
        return factiva.read_plain(lines)
    if nexis.is_newer(lines):
        return nexis.read_newer(lines)
    first = next((line for line in lines if line), "no text")
    raise Refused(
        "unknown format",
        "expected a Nexis export (a line with the length of each article, 'End of Document') or a Factiva export"
        f" (a last line 'Document CODE' to each article); found {first[:80]!r}",
    )
