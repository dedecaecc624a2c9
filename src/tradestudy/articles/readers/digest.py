"""A digest: YAML front matter between two lines of ---, and the text below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tradestudy.articles.lines import clean
from tradestudy.articles.readers.record import FIELD_NAMES, Refused, decode

FORM = "digest"
SUFFIXES = (".md", ".markdown")
MANY = False


def recognises(head: str) -> bool:
    return re.match(r"---\r?\n", head) is not None


def read(data: bytes, path: Path) -> Iterator[dict]:
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(decode(data).replace("\r\n", "\n"))
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
