"""Factiva: HTML, XML, and the rich text that `word` opens.

An article shows its fields by two letters (HD headline, PD day, LP and TD text) or, without them, in a fixed order:
section, headline, byline, length, day, time, publisher, code, edition, page, language, copyright, text, and at last its
code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tradestudy.articles.readers.containers import html_lines, parse_html
from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import (
    find_day,
    language_code,
    length_line,
    marks,
    opens_with_day,
    pick,
    plain,
    wording,
)

FORM = "factiva"
SUFFIXES = ()
MANY = True
DOCUMENT = re.compile(r"(?:AN\s?\|\s?)?\w+ [A-Z](?=\w*\d{8})\w{24}\s?\|?")  # ``Document NYTF000020050408dp1900j9s``
CODED = re.compile(r"([A-Z]{2,3})\s*(?:\||$)\s*(.*)")
CLOCK = re.compile(r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?: \w+)?")
LINK = re.compile(r"\s?\[https?://[^\]\s]*\]")  # the address behind a linked word


def recognises(head: str) -> bool:
    if re.match(r"\s*<\?xml|\s*<PPS", head):
        return "global.factiva.com" in head or "<ppsarticle" in head.lower()
    return re.search(r'class="article \w\wArticle|<title>\s*(?:Dow Jones )?Factiva', head) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data)
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<PPS", text.lstrip("\ufeff")):
        return _read_xml(data)
    return _read_html(text)


def is_plain(lines: list[str]) -> bool:
    return any(DOCUMENT.fullmatch(line) for line in lines)


def read_plain(lines: list[str]) -> Iterator[dict]:
    """Yield the articles of rich text, given its lines: each ends with ``Document CODE``."""
    lines = [line for line in lines if line]
    ends = [i + 1 for i, line in enumerate(lines) if DOCUMENT.fullmatch(line)]
    for record, (start, end) in enumerate(pairwise([0, *ends]), 1):
        coded = _by_code(lines[start:end])
        yield {"record": str(record), **(coded or _by_order(lines[start : end - 1]))}


def _read_html(text: str) -> Iterator[dict]:
    classes = ((e, re.search(r"\b(\w\w)Article\b", e.get("class", ""))) for e in parse_html(text).iter("div"))
    articles = [(element, match[1]) for element, match in classes if match]
    if not articles:
        raise Refused("unknown format", 'expected Factiva\'s <div class="article enArticle">; found none')
    for record, (article, language) in enumerate(articles, 1):
        fields = _by_code([line for row in article.iter("tr") for line in _row(row)]) or _by_place(article, record)
        yield {"record": str(record), **fields, "language": fields.get("language") or language}


def _row(row: Any) -> list[str]:
    """A row of the table of fields as ``HD|headline``, with the paragraphs of its text below."""
    cells = [[line for line in html_lines(cell) if line] for cell in row.iter("td")]
    if len(cells) < 2 or len(cells[-2]) != 1 or not cells[-1]:
        return []
    return [f"{cells[-2][0]}|{cells[-1][0]}", *cells[-1][1:]]


def _by_place(article: Any, record: int) -> dict:
    """An article of HTML without codes: headline and byline by their class, the rest by its order."""
    boxes = [box for box in article.iter("div") if box.find(".//div") is None]
    told = [(box.get("id") or box.get("class"), " ".join(html_lines(box))) for box in boxes]
    at = next((i for i, (name, _) in enumerate(told) if name == "hd"), -1)
    fields = _by_order([line for name, line in told[at + 1 :] if name != "author"])
    if at >= 0:
        section, byline = told[:at], [pair for pair in told if pair[0] == "author"]
        fields |= {"section": _listed(section), "byline": _listed(byline)}
        fields["headline"] = told[at][1].removeprefix(f"{record}) ")
    paragraphs = article.findall(".//p[@class]") or article.findall(".//p")
    return fields | {"text": _join(" ".join(html_lines(p)) for p in paragraphs)}


def _listed(told: list[tuple[str, str]]) -> str:
    return "; ".join(line for _, line in told)


def _by_order(lines: list[str]) -> dict:
    """An article by the order of its lines: those above its length, those below, and behind the copyright the text."""
    at = next((i for i, pair in enumerate(pairwise(lines)) if _is_length(pair[0]) and opens_with_day(pair[1])), None)
    if at is None:
        return {"headline": "".join(lines[:1]), "published": "", "text": _join(lines[1:])}
    below = [line for line in lines[at + 2 :] if not CLOCK.fullmatch(line)]
    language = next((i for i, line in enumerate(below[:8]) if plain(line) in wording("language")), 1)
    return {
        **_above_length(lines[:at]),
        "length": lines[at],
        "published": find_day(lines[at + 1]),
        "publisher": "".join(below[:1]),
        "language": language_code("".join(below[language : language + 1])),
        "text": _join(_without_rights(below[language + 1 :])),
    }


def _without_rights(lines: list[str]) -> list[str]:
    """The text without the copyright above it, and without the owner's name that stands below it once more."""
    if not lines or not re.match(r"©|\(c\)|copyright", lines[0], re.I):
        return lines
    again = len(lines) > 1 and lines[-1].casefold().rstrip(".") in lines[0].casefold()
    return lines[1 : len(lines) - again]


def _above_length(lines: list[str]) -> dict:
    """Section, headline and byline, of which only the headline is always there."""
    by = re.compile(rf"(?:{marks('by')})\s", re.I)
    named = len(lines) > 1 and by.match(lines[-1]) is not None
    names = len(lines) == 2 and len(lines[1].split()) <= 5 and len(lines[0].split()) > 3
    byline = lines[-1] if named or names or len(lines) > 2 else ""
    titles = lines[:-1] if byline else lines
    return {"section": "; ".join(titles[:-1]), "headline": titles[-1] if titles else "", "byline": byline}


def _by_code(lines: list[str]) -> dict:
    """An article by the two letters before each field; nothing where it has no headline and day by them."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = CODED.fullmatch(line)
        if match and plain(match[1]) in wording("factiva code"):
            code, line = match[1], match[2]
        values.setdefault(code, []).extend(filter(None, [line.strip(" |")]))
    if not values.get("HD") or "PD" not in values:
        return {}
    fields = pick("factiva code", {code: " ".join(found) for code, found in values.items()})
    return fields | {
        "published": find_day(fields["published"]),
        "language": language_code(fields["language"]),
        "text": _join(values.get("LP", []) + values.get("TD", [])),
    }


def _read_xml(data: bytes) -> Iterator[dict]:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False))
    articles = [] if root is None else list(root.iter("{*}article"))
    if not articles:
        raise Refused("unknown format", "expected Factiva's <article> elements; found none")
    for record, article in enumerate(articles, 1):
        parts = {etree.QName(part).localname: _paragraphs(part) for part in article.iterchildren("*")}
        fields = pick("factiva element", {name: " ".join(found) for name, found in parts.items()})
        text = _join(parts.get("leadParagraph", []) + parts.get("tailParagraphs", []))
        yield {"record": str(record), **fields, "published": fields["published"][:10], "text": text}


def _paragraphs(part: Any) -> list[str]:
    return [" ".join("".join(p.itertext()).split()) for p in list(part.iter("{*}paragraph")) or [part]]


def _join(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(text for paragraph in paragraphs if (text := LINK.sub("", paragraph).strip()))


def _is_length(line: str) -> bool:
    return length_line().fullmatch(line) is not None
