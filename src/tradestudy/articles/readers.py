"""One reader per format: the text of a raw file in, the fields of its articles out.

A reader yields one dict per record, with the raw strings of the fields it found; or with record, reason and detail for a
record that cannot be read. It raises :class:`Refused` where the whole file cannot.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tradestudy.articles.page_copy import clean, read_page

LARGEST_ARTICLE = 2_000_000  # characters: a longer record is an export gone wrong, not a report
FIELD_NAMES = {
    "article_id": ("article_id", "id", "stories_id", "guid"),
    "publisher": ("publisher", "source", "media_name", "outlet", "newspaper", "publication", "source_name"),
    "headline": ("headline", "title"),
    "standfirst": ("standfirst", "description", "summary", "subtitle", "deck"),
    "byline": ("byline", "author", "authors"),
    "section": ("section", "category"),
    "dateline": ("dateline",),
    "published": (
        "published",
        "date",
        "publish_date",
        "published_at",
        "pub_date",
        "publication_date",
        "date_published",
        "datetime",
    ),
    "updated": ("updated", "modified", "last_modified", "updated_at"),
    "url": ("url", "link", "web_url"),
    "language": ("language", "lang"),
    "text": ("text", "body", "full_text", "fulltext", "content", "article", "article_text"),
}


class Refused(ValueError):
    """An input that becomes no article: reason (of rejects.reason) and detail."""

    def __init__(self, reason: str, detail: str):
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def decode(data: bytes) -> str | None:
    """Decode text: by its byte order mark, else UTF-8, else by statistics; None where it is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        head = data[:4000]
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
            if zeros.count(0) > 0.4 * len(zeros) and head.count(0) < 0.6 * len(head):
                try:
                    return data.decode(encoding)
                except UnicodeDecodeError:
                    return None
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        try:
            return data.decode(best.encoding) if best else None
        except (UnicodeDecodeError, LookupError):
            return None


def guess_language(text: str) -> str:
    sample = text[:4000]
    if sum("\u3400" <= c <= "\u9fff" for c in sample) > 0.2 * len(sample):
        return "zh"
    words = re.findall(r"[a-z]+", sample.lower())
    common = sum(w in {"the", "of", "and", "to", "in", "a", "on", "for", "that", "is", "was"} for w in words)
    return "en" if common >= 0.1 * len(words) else "und"


def _read_digest(text: str, path: Path) -> Iterator[dict]:
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(text.replace("\r\n", "\n"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        raise Refused(
            "front matter", f"{where}expected YAML between two lines of ---; {getattr(error, 'problem', error)}"
        ) from None
    except (ValueError, OverflowError) as error:  # YAML reads 2025-02-31 as a date and fails
        raise Refused("no date", f"front matter holds an impossible date: {error}") from None
    if not isinstance(fields, dict) or not fields:
        raise Refused(
            "front matter", "expected front matter (publisher, headline, published, ...) between two lines of ---"
        )
    known = {
        name: str(value) for name, value in fields.items() if value is not None and name in (*FIELD_NAMES, "rights")
    }
    yield {**known, "text": "\n\n".join(" ".join(b.split("\n")) for b in re.split(r"\n{2,}", clean(body)))}


def _read_html(text: str, path: Path) -> Iterator[dict]:
    import logging

    import trafilatura

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


def _read_csv(text: str, path: Path) -> Iterator[dict]:
    csv.field_size_limit(LARGEST_ARTICLE)
    delimiter = "\t" if path.suffix == ".tsv" else max(",;\t", key=text[: text.find("\n")].count)
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter, strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
    except csv.Error as error:
        raise Refused("parse", f"line 1: expected the names of the columns: {error}") from None
    columns = _recognise(header)
    record = 1
    while True:
        record += 1
        try:
            row = next(rows)
        except StopIteration:
            if record == 2:
                raise Refused("empty", "expected a row per article below the header; found none") from None
            return
        except csv.Error as error:
            reason = "too large" if "field larger" in str(error) else "parse"
            yield {"record": str(record), "reason": reason, "detail": str(error)}
            continue
        if not any(row):
            continue
        if len(row) != len(header):
            detail = f"expected {len(header)} fields, as in the header; found {len(row)}"
            yield {"record": str(record), "reason": "parse", "detail": detail}
            continue
        yield {"record": str(record), **{field: row[i] for field, i in columns.items()}}


def _read_jsonl(text: str, path: Path) -> Iterator[dict]:
    for record, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > LARGEST_ARTICLE:
            yield {"record": str(record), "reason": "too large", "detail": too_large(len(line))}
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield {"record": str(record), "reason": "parse", "detail": f"expected one JSON object a line: {error}"}
            continue
        if not isinstance(row, dict):
            yield {
                "record": str(record),
                "reason": "parse",
                "detail": f"expected a JSON object; found {type(row).__name__}",
            }
            continue
        names = {str(name).strip().lower(): value for name, value in row.items()}
        columns = _recognise(list(names), strict=False)
        values = list(names.values())
        yield {"record": str(record), **{field: _as_text(values[i]) for field, i in columns.items()}}


def _as_text(value: object) -> str:
    if isinstance(value, dict):  # as in {"name": "Reuters", "id": 1}
        return next((_as_text(value[name]) for name in ("name", "title", "text") if name in value), "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_as_text, value)))
    return "" if value is None else str(value)


def _recognise(header: list[str], strict: bool = True) -> dict[str, int]:
    """Map our field names to column numbers by the usual names of exports."""
    columns = {
        field: next(header.index(name) for name in names if name in header)
        for field, names in FIELD_NAMES.items()
        if any(name in header for name in names)
    }
    if strict and (missing := [f for f in ("text", "published") if f not in columns]):
        wanted = "; ".join(f"{f}: one of {', '.join(FIELD_NAMES[f])}" for f in missing)
        raise Refused("parse", f"no column for {' and '.join(missing)} ({wanted}); found {', '.join(header)[:200]}")
    return columns


def too_large(size: int) -> str:
    return f"expected at most {LARGEST_ARTICLE:,} characters in one article; found {size:,}"


READERS: dict[str, tuple[str, Callable[[str, Path], Iterator[dict]]]] = {
    ".md": ("digest", _read_digest),
    ".markdown": ("digest", _read_digest),
    ".txt": ("page", read_page),
    ".html": ("html", _read_html),
    ".htm": ("html", _read_html),
    ".csv": ("csv", _read_csv),
    ".tsv": ("csv", _read_csv),
    ".jsonl": ("jsonl", _read_jsonl),
    ".ndjson": ("jsonl", _read_jsonl),
}
