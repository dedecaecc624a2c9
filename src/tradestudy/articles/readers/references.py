"""References of a library or a database: RIS and BibTeX. The abstract is the text, and the article's note says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import Refused, decode
from tradestudy.articles.readers.wording import find_day, language_code

FORM = "references"
SUFFIXES = (".ris", ".bib")
MANY = True
ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.I | re.M)
RIS_ENTRY = re.compile(r"^\s*TY  ?- ", re.M)
RIS_NAMES = {
    "headline": ("TI", "T1", "CT"),
    "publisher": ("T2", "JF", "JO", "JA", "BT"),
    "byline": ("AU", "A1"),
    "published": ("DA", "Y1", "PY"),
    "section": ("SE",),
    "url": ("UR", "L1"),
    "language": ("LA",),
    "text": ("AB", "N2"),
}
BIB_NAMES = {
    "headline": ("title",),
    "publisher": ("journaltitle", "journal", "newspaper", "publisher", "booktitle"),
    "section": ("section",),
    "url": ("url",),
    "language": ("language", "langid"),
    "text": ("abstract", "annote"),
}


def recognises(head: str) -> bool:
    return RIS_ENTRY.match(head) is not None or re.match(r"\s*@\w+\s*[{(]", head) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    text = decode(data).lstrip("\ufeff")
    pattern, take_apart = (RIS_ENTRY, _read_ris) if RIS_ENTRY.search(text) else (ENTRY, _read_bibtex)
    starts = [match.start() for match in pattern.finditer(text)]
    if not starts:
        raise Refused("unknown format", "expected RIS ('TY  - NEWS') or BibTeX ('@article{'); found neither")
    for record, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        yield {"record": str(record), **take_apart(text[start:end])}


def _read_ris(entry: str) -> dict:
    import rispy

    try:
        if not re.search(r"^ER  ?-", entry, re.M):
            raise ValueError("no closing ER")
        found = rispy.loads(entry, mapping={tag: tag for tag in rispy.TAG_KEY_MAPPING}, list_tags=["AU", "A1", "UR"])[0]
    except Exception as error:  # whatever breaks in an entry costs this entry
        return {
            "reason": "parse",
            "detail": f"expected a RIS entry from TY to ER; found {type(error).__name__}: {error}",
        }
    values = {
        name: "; ".join(filter(None, map(str, value))) if isinstance(value, list) else str(value)
        for name, value in found.items()
    }
    return _reference(values, RIS_NAMES)


def _read_bibtex(entry: str) -> dict:
    from pybtex.database import parse_string
    from pybtex.richtext import Text

    try:
        found = next(iter(parse_string(entry, "bibtex").entries.values()))
        values = {name.lower(): str(Text.from_latex(value)) for name, value in found.fields.items()}
        people = [str(Text.from_latex(str(person))) for person in found.persons.get("author", [])]
    except Exception as error:
        return {
            "reason": "parse",
            "detail": f"expected a BibTeX entry that is whole; found {type(error).__name__}: {error}",
        }
    day = values.get("date") or " ".join(values.get(name, "") for name in ("day", "month", "year"))
    return _reference(values, BIB_NAMES) | {"byline": "; ".join(people), "published": find_day(day) or day.strip()}


def _reference(values: dict[str, str], names: dict[str, tuple[str, ...]]) -> dict:
    fields = {field: next((values[n] for n in options if values.get(n)), "") for field, options in names.items()}
    day = re.sub(r"/+$", "", fields.get("published", ""))
    return {
        **fields,
        "published": find_day(day) or day,
        "language": language_code(fields["language"]),
        "note": "abstract only",
    }
