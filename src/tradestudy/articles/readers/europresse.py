"""Europresse (Eureka): HTML, an ``article`` element each, or a cell of a table each in the layout before 2015."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tradestudy.articles.readers.containers import html_lines, parse_html
from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import length_line, pick, split_at_day

FORM = "europresse"
SUFFIXES = ()
MANY = True
CODE = re.compile(r"news·(\d{4})(\d\d)(\d\d)·")  # news·20250603·LM·1234567


def recognises(head: str) -> bool:
    return any(sign in head for sign in ("DocPublicationName", "titreArticleVisu", "<title>Europresse"))


def read(data: bytes, path: Path) -> Iterator[dict]:
    tree = parse_html(decode(data))
    named = "descendant::span[contains(@class, 'DocPublicationName')]"
    articles = tree.xpath(f"//article | //td[{named}][not(ancestor::article)][not(.//td[{named}])]")
    if not articles:
        raise Refused("unknown format", "expected Europresse's <article> elements; found none")
    for record, article in enumerate(articles, 1):
        yield {"record": str(record), **_take_apart(article)}


def _take_apart(article: Any) -> dict:
    shown: dict[str, list[str]] = {}
    for element in article.iter("*"):
        for name in (element.get("class") or "").casefold().split():
            shown.setdefault(name, []).extend(filter(None, html_lines(element)))
    fields = pick("europresse class", {name: " ".join(lines) for name, lines in shown.items()})
    header = " ".join(shown.get("docheader", []))
    section, day = split_at_day(header, "fr")
    code = CODE.search(" ".join(article.itertext()))
    length = length_line().search(header)
    text = shown.get("dococurrcontainer") or shown.get("doctext") or _behind(article, fields["headline"])
    return fields | {
        "publisher": re.sub(r",.*| \(.*", "", "".join(shown.get("docpublicationname", [])[:1])),
        "section": section,
        "length": length[0] if length else "",
        "published": day or ("-".join(code.groups()) if code else ""),
        "text": "\n\n".join(line for line in text if line != fields["headline"]),
    }


def _behind(article: Any, headline: str) -> list[str]:
    """In the old layout the text stands behind the headline, up to the copyright."""
    lines = html_lines(article)
    start = lines.index(headline) + 1 if headline in lines else 0
    rights = [i for i, line in enumerate(lines) if i >= start and re.match(r"© \d{4}", line)]
    return lines[start : rights[-1] if rights else len(lines)]
