"""Europresse (Eureka): HTML, an ``article`` element each, or a cell of a table each in the layout before 2015."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tradestudy.articles.readers.containers import html_lines, parse_html
from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import length_line, split_at_day

FORM = "europresse"
SUFFIXES = ()
MANY = True
CODE = re.compile(r"news·(\d{4})(\d\d)(\d\d)·")  # news·20250603·LM·1234567


def recognises(head: str) -> bool:
    return (
        "<" in head[:500] and re.search(r"DocPublicationName|titreArticleVisu|<title>\s*Europresse", head) is not None
    )


def read(data: bytes, path: Path) -> Iterator[dict]:
    tree = parse_html(decode(data))
    named = "descendant::span[contains(@class, 'DocPublicationName')]"
    articles = tree.xpath(f"//article | //td[{named}][not(ancestor::article)][not(.//td[{named}])]")
    if not articles:
        raise Refused("unknown format", "expected Europresse's <article> elements; found none")
    for record, article in enumerate(articles, 1):
        yield {"record": str(record), **_take_apart(article)}


def _take_apart(article: Any) -> dict:
    publisher, _, _ = _first(article, "docpublicationname").partition(", ")
    header = ", ".join(_of_class(article, "docheader"))
    titles = _of_class(article, "titrearticlevisu") or _of_class(article, "titrearticle")
    code = CODE.search(" ".join(article.itertext()))
    section, day = split_at_day(header, "fr")
    return {
        "publisher": re.sub(r" \(.*| +no\. .*", "", publisher),
        "headline": titles[0] if titles else "",
        "standfirst": " ".join(_of_class(article, "rdp__subtitle")),
        "byline": _first(article, "docauthors") or _first(article, "sm-margin-bottomnews"),
        "section": section,
        "length": found[0] if (found := length_line().search(header)) else "",
        "published": day or ("-".join(code.groups()) if code else ""),
        "text": "\n\n".join(line for line in _paragraphs(article) if line not in titles),
    }


def _paragraphs(article: Any) -> list[str]:
    """The text's lines; in the old layout those behind the title, up to the copyright."""
    for name in ("dococurrcontainer", "doctext"):
        if boxes := list(_elements(article, name)):
            return html_lines(*boxes)
    title = next(iter(_of_class(article, "titrearticlevisu")), "")
    lines = html_lines(article)
    start = lines.index(title) + 1 if title in lines else 0
    rights = [i for i, line in enumerate(lines) if i >= start and re.match(r"© \d{4}", line)]
    return lines[start : rights[-1] if rights else len(lines)]


def _elements(article: Any, name: str) -> Iterator[Any]:
    return (e for e in article.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").casefold().split())


def _of_class(article: Any, name: str) -> list[str]:
    return [text for element in _elements(article, name) if (text := " ".join(html_lines(element)))]


def _first(article: Any, name: str) -> str:
    return next(iter(_of_class(article, name)), "")
