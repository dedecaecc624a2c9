"""What readers share: the names of fields, how bytes become text, and how an input is refused."""

from __future__ import annotations

import codecs

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


def decode(data: bytes) -> str:
    """Decode text: by its byte order mark, else UTF-8, else by statistics.

    Raises
    ------
    Refused
        If the bytes are no text.
    """
    encoding = _marked_encoding(data[:4000])
    if not encoding and b"\0" in data:
        raise Refused("binary", "expected text (UTF-8, or UTF-16 with its mark)")
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            reason = "binary" if encoding.endswith("e") else "encoding"  # a mark promises text, zeros only hint at it
            raise Refused(reason, f"expected {encoding}, as its first bytes say") from None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    try:
        return data.decode(best.encoding if best else "ascii")
    except (UnicodeDecodeError, LookupError):
        raise Refused("encoding", "expected text (UTF-8, or UTF-16 with its mark)") from None


def decode_head(data: bytes) -> str:
    """Decode the first bytes of a file, whatever they are, to recognise it by: ``PK`` and ``{\\rtf`` read as such."""
    return data.decode(_marked_encoding(data[:4000]) or "utf-8", "replace").lstrip("\ufeff")


def _marked_encoding(head: bytes) -> str:
    """Name the encoding that a byte order mark tells, or the zeros of UTF-16 without one."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    if marked := next((encoding for mark, encoding in marks if head.startswith(mark)), ""):
        return marked
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > 0.4 * len(zeros) and head.count(0) < 0.6 * len(head):
            return encoding
    return ""


def as_text(value: object) -> str:
    if isinstance(value, dict):  # as in {"name": "Reuters", "id": 1}
        return next((as_text(value[name]) for name in ("name", "title", "text") if name in value), "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(as_text, value)))
    return "" if value is None else str(value)


def name_columns(header: list[str], strict: bool = True) -> dict[str, int]:
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
