"""A saved page: HTML, its article found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import Refused, decode

FORM = "html"
SUFFIXES = (".html", ".htm")
MANY = False


def recognises(head: str) -> bool:
    return (
        re.match(
            r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}>\s*)?<(?:!doctype html|html|head|body)\b", head, re.I
        )
        is not None
    )


def read(data: bytes, path: Path) -> Iterator[dict]:
    import logging

    import trafilatura

    text = decode(data)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read becomes a reject, told by us
    page = trafilatura.bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
        # a fixed last day: the default asks the clock, and the same page must read the same on any day
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    if page is None:
        raise Refused("no text", "no article body found in the page")
    found = page if isinstance(page, dict) else page.as_dict()
    lang = re.search(r"<html[^>]{0,300}?\blang=[\"']?([a-zA-Z]{2})", text[:5000])
    modified = re.search(r"(?:article:modified_time|dateModified)\"?[^>]{0,40}?(\d{4}-\d\d-\d\d)", text)
    yield {
        "publisher": found.get("sitename") or found.get("hostname") or "",
        "headline": found.get("title") or "",
        "standfirst": found.get("description") or "",
        "byline": found.get("author") or "",
        "section": "; ".join(found.get("categories") or []),
        "published": found.get("date") or "",
        "updated": modified[1] if modified else "",
        "url": found.get("url") or "",
        "language": (found.get("language") or (lang[1] if lang else "") or "").lower(),
        "text": "\n\n".join(line for line in (found.get("text") or "").split("\n") if line.strip()),
    }
