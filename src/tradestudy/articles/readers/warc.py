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
    from warcio.exceptions import ArchiveLoadFailed

    record, others = 0, Counter[str]()
    try:
        for entry in ArchiveIterator(io.BytesIO(data)):
            if entry.rec_type != "response":
                continue
            kind = (entry.http_headers.get_header("Content-Type") if entry.http_headers else "") or ""
            if "html" in kind:
                record += 1
                yield {"record": str(record), **_read_response(entry, path)}
            else:
                others[kind.partition(";")[0] or "no type"] += 1
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        yield {
            "record": str(record + 1),
            "reason": "parse",
            "detail": f"expected a WARC file that is whole; found {error}",
        }
    if others:
        told = ", ".join(f"{kind} {n}" for kind, n in sorted(others.items()))
        yield {
            "record": "",
            "reason": "no text",
            "detail": f"expected pages; found {others.total()} other responses: {told}",
        }
    elif not record:
        raise Refused("unknown format", "expected a WARC file with responses; found none")


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
