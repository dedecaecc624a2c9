"""References of a library or a database: RIS and BibTeX. The abstract is the text, and the article's note says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.readers.record import Refused, as_text, decode
from tradestudy.articles.readers.wording import find_day, language_code, pick

FORM = "references"
SUFFIXES = (".ris", ".bib")
MANY = True
ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.I | re.M)
RIS_ENTRY = re.compile(r"^\s*TY  ?- ", re.M)
NOTE = "abstract only"


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

    tags = {tag: tag for tag in rispy.TAG_KEY_MAPPING}
    try:
        if not re.search(r"^ER  ?-", entry, re.M):
            raise ValueError("no closing ER")
        found = rispy.loads(entry, mapping=tags, list_tags=["AU", "A1", "UR"])[0]
    except Exception as error:  # whatever breaks in an entry costs this entry
        return _refuse("a RIS entry from TY to ER", error)
    return _reference("ris", {tag: as_text(value) for tag, value in found.items()})


def _read_bibtex(entry: str) -> dict:
    from pybtex.database import parse_string
    from pybtex.richtext import Text

    try:
        found = next(iter(parse_string(entry, "bibtex").entries.values()))
        values = {name.lower(): str(Text.from_latex(value)) for name, value in found.fields.items()}
        values["author"] = "; ".join(str(Text.from_latex(str(person))) for person in found.persons.get("author", []))
    except Exception as error:
        return _refuse("a BibTeX entry that is whole", error)
    values["date"] = values.get("date") or " ".join(values.get(name, "") for name in ("day", "month", "year"))
    return _reference("bibtex", values)


def _refuse(expected: str, error: Exception) -> dict:
    return {"reason": "parse", "detail": f"expected {expected}; found {type(error).__name__}: {error}"}


def _reference(kind: str, values: dict[str, str]) -> dict:
    fields = pick(kind, values)
    day = fields["published"].strip("/ ")
    return fields | {"published": find_day(day) or day, "language": language_code(fields["language"]), "note": NOTE}
