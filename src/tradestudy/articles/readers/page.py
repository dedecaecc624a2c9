"""A saved page: HTML. trafilatura finds the report; what the page itself says of it in JSON-LD comes first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import Refused, as_text, decode

FORM = "html"
SUFFIXES = (".html", ".htm")
MANY = False
_LINKED_DATA = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script>", re.S | re.I)
_MODIFIED = re.compile(r"(?:article:modified_time|dateModified)\"?[^>]{0,40}?(\d{4}-\d\d-\d\d)")
_OPENS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}>\s*)*<(?:!doctype html|html|head|body)\b", re.I
)
WHOLE = 0.7  # share of the words that the page says its article has, below which the extraction lost a part


def recognises(head: str) -> bool:
    """Whether the first tag is one of a page."""
    return _OPENS_PAGE.match(head) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    """Yield the fields of the one article of the page."""
    import logging

    import trafilatura
    from lxml import html

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
    said = _linked_article(text)
    lines = [line for line in (found.get("text") or "").split("\n") if line.strip()]
    body = as_text(said.get("articleBody"))
    if len(" ".join(lines).split()) < WHOLE * len(body.split()):
        lines = _lines_within(html.fromstring(data), body) or lines
    lang = re.search(r"<html[^>]{0,300}?\blang=[\"']?([a-zA-Z]{2})", text[:5000])
    modified = _MODIFIED.search(text)
    yield {
        "publisher": found.get("sitename") or found.get("hostname") or "",
        "headline": html.fromstring(as_text(said.get("headline")) or "<p/>").text_content() or found.get("title") or "",
        "standfirst": found.get("description") or "",
        "byline": found.get("author") or "",
        "section": "; ".join(found.get("categories") or []),
        "published": found.get("date") or "",
        "updated": modified[1] if modified else "",
        "url": found.get("url") or "",
        "language": (found.get("language") or (lang[1] if lang else "") or "").lower(),
        "text": "\n\n".join(lines),
    }


def _linked_article(text: str) -> dict:
    """Find the JSON-LD object of the page's article, with the longest body where there are several."""
    found: list[dict] = []
    for script in _LINKED_DATA.findall(text):
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(found) < 50:
            entry = waiting.pop()
            if isinstance(entry, list):
                waiting += entry
            elif isinstance(entry, dict):
                waiting += [entry[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in entry]
                found += [entry] if re.search(r"Article|Posting|Report", as_text(entry.get("@type"))) else []
    return max(found, key=lambda entry: (len(as_text(entry.get("articleBody"))), "headline" in entry), default={})


def _lines_within(tree, body: str) -> list[str]:
    """List the paragraphs and headings of a page that stand in the text which it says its article has."""
    whole = "".join(re.findall(r"\w+", body))
    lines = [" ".join(element.text_content().split()) for element in tree.iter("p", "h2", "h3", "li", "blockquote")]
    kept = []
    for line in lines:
        letters = "".join(re.findall(r"\w+", line))
        if letters and letters[:60] in whole and letters[-60:] in whole:
            kept.append(line)
    return list(dict.fromkeys(kept))
