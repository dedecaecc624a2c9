"""Web archive (WARC, also gzipped): each response that is a page is read by the reader of saved pages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tradestudy.articles.readers import page
from tradestudy.articles.readers.record import Refused

FORM = "warc"
SUFFIXES = (".warc",)
MANY = True
LARGEST = 20_000_000  # bytes of one page


def recognises(head: str) -> bool:
    return head.startswith(("WARC/", "\x1f\ufffd", "ARC/"))


def read(data: bytes, path: Path) -> Iterator[dict]:
    from warcio.archiveiterator import ArchiveIterator

    record, others, broken = 0, Counter[str](), ""
    try:
        for entry in ArchiveIterator(io.BytesIO(data)):
            kind = _kind(entry)
            if "html" in kind:
                record += 1
                yield {"record": str(record), **_read_response(entry, path)}
            elif kind:
                others[kind] += 1
    except Exception as error:  # warcio lets through whatever breaks in it
        broken = f"{type(error).__name__}: {error}"
    if broken or not (record or others):
        detail = f"expected a WARC file with responses, whole; found {broken or 'none'}"
        yield {"record": str(record + 1), "reason": "parse", "detail": detail}
    if others:
        told = ", ".join(f"{kind} {n}" for kind, n in sorted(others.items()))
        yield {"reason": "no text", "detail": f"expected pages; found {others.total()} other responses: {told}"}


def _kind(entry: Any) -> str:
    """What a response holds; nothing for a record that is no response."""
    if entry.rec_type != "response":
        return ""
    told = entry.http_headers.get_header("Content-Type") if entry.http_headers else None
    return (told or "no type").partition(";")[0]


def _read_response(entry: Any, path: Path) -> dict:
    url = entry.rec_headers.get_header("WARC-Target-URI") or ""
    status = entry.http_headers.get_statuscode()
    if not status.startswith("2"):
        return {"reason": "no text", "detail": f"{url} : expected a page; found status {status}"}
    try:
        fields = next(page.read(entry.content_stream().read(LARGEST), path))
    except Refused as refusal:
        return {"reason": refusal.reason, "detail": f"{url} : {refusal.detail}"}
    except Exception as error:  # a page that breaks the extractor costs itself, not the archive
        return {"reason": "parse", "detail": f"{url} : {type(error).__name__}: {error}"}
    return fields | {"url": fields.get("url") or url}
