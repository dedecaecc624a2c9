"""What the interfaces of news databases call things, in each of their languages: lexicon/export_labels.csv.

A word means the same in whichever language it stands; only a date in figures asks for the language, by which it has
day or month first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from tradestudy.articles.published import Undatable, parse_published
from tradestudy.terms import read_lexicon

_WORD = r"[^\W\d_]+"
_DAY = r"(?<!\d)(?P<d>\d{1,2})"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_OF = r"(?:(?:de|del|d') ?)?"
WORDED_DAYS = (
    re.compile(rf"{_DAY}(?:\.|er|st|nd|rd|th|º)?\s*{_OF}(?P<m>{_WORD})\.?,?\s*{_OF}{_YEAR}"),
    re.compile(rf"(?<!\w)(?P<m>{_WORD})\.?\s+{_DAY}(?:st|nd|rd|th)?\.?,?\s+{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR},? (?P<m>{_WORD})\.? (?P<d>\d{{1,2}})(?!\d)"),
)
FIGURES = re.compile(r"(?<!\d)(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{4}|\d{8}(?=T|\b))")
LABEL = re.compile(r"\s*(?P<label>[^\W\d_][\w .'’&/-]{1,34}?)\s?:\s*(?P<value>.*)", re.S)


@cache
def _words(kind: str) -> list[tuple[str, str, str]]:
    """Word as written, what it means, language."""
    rows = [row for row in read_lexicon("export_labels.csv") if row["kind"] == kind]
    return [(word, row["means"], row["language"]) for row in rows for word in row["words"].split("|")]


@cache
def wording(kind: str) -> dict[str, tuple[str, str]]:
    """Each plain word of a kind with what it means and the first language that has it."""
    return {plain(word): (means, language) for word, means, language in reversed(_words(kind))}


def pick(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """Our fields from values under a format's own names: of the names of a field the first that has a value."""
    fields: dict[str, str] = {}
    for word, means, _ in _words(kind):
        if means:
            fields[means] = fields.get(means) or values.get(word, "")
    return fields


def plain(word: str) -> str:
    """A word without case, accents and white space around it: to a label É and e are one letter."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c)).strip()


def is_mark(line: str, means: str) -> bool:
    """Whether a line is nothing but one of the words that mark a place in an export."""
    return len(line) < 50 and plain(line) in _marks(means)


@cache
def _marks(means: str) -> set[str]:
    return {plain(word) for word, meaning, _ in _words("mark") if meaning == means}


@cache
def marks(means: str) -> str:
    """The words of a mark as alternatives of a pattern, longest first."""
    words = {word for word, meaning, _ in _words("mark") if meaning == means}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def document_line() -> re.Pattern[str]:
    """``2 of 10 DOCUMENTS``, ``Dokument 2 von 10``: the line that opens an article of an export."""
    word, of, n = f"(?:{marks('document')})", f"(?:{marks('of')})", r"[\d.,]+"
    return re.compile(rf"\s*(?:{word} {n} {of} {n}|{n} {of} {n} {word})\s*", re.I)


@cache
def length_line() -> re.Pattern[str]:
    """``877 words``; a letter that was lost (``877 W?rter``) does not matter."""
    words = "|".join(re.sub(r"[^\x00-\x7f]", r"\\S{1,3}", word) for word in marks("words").split("|"))
    return re.compile(rf"[\d.,\s]*\d\s?(?:{words})", re.I)


class Label(NamedTuple):
    """What a line's label means (nothing where it has none that is known), its value, the label's language."""

    means: str
    value: str
    language: str


def read_label(line: str) -> Label:
    match = LABEL.match(line)
    means, language = wording("field").get(plain(match["label"]), ("", "")) if match else ("", "")
    return Label(means, match["value"].strip(), language) if match and means else Label("", "", "")


def language_code(name: str) -> str:
    """``ENGLISH; Deutsch`` -> ``en``; what is no known name stays as it is, if it is a code already."""
    first = plain(re.split(r"[;,/ (]", name.strip(), maxsplit=1)[0])
    return wording("language").get(first, (first if len(first) == 2 else "",))[0]


def find_day(text: str, language: str = "") -> str:
    """The first day named in a text: ISO where a word tells the month, else as written, for the publisher's habit.

    Day and month in figures are read by the habit of the interface's language where it has one.

    Examples
    --------
    >>> find_day("mardi 3 juin 2025, p. 8"), find_day("Part 19, June 3rd, 2025")
    ('2025-06-03', '2025-06-03')
    >>> find_day("03/06/2025", "fr"), find_day("03/06/2025", "en")
    ('2025-06-03', '03/06/2025')
    """
    return split_at_day(text, language)[1]


def split_at_day(text: str, language: str = "") -> tuple[str, str]:
    """What stands before the first day of a text and its weekday, and the day."""
    matches = [(m, day) for pattern in WORDED_DAYS for m in pattern.finditer(text) if (day := _as_day(m))]
    if figures := FIGURES.search(text):
        matches.append((figures, _read_figures(figures[0], language)))
    if not matches:
        return "", ""
    match, day = min(matches, key=lambda found: found[0].start())
    return re.sub(rf"\W*\b(?:{_weekdays()})\W*$", "", text[: match.start()], flags=re.I).strip(" ,"), day


def _read_figures(figures: str, language: str) -> str:
    try:
        return parse_published(figures, day_first=True) if language in _day_first() else figures
    except Undatable:
        return figures


@cache
def _weekdays() -> str:
    return "|".join(word for word, _, _ in _words("weekday"))


def opens_with_day(line: str) -> bool:
    """Whether a line begins with a day, behind a weekday at most: a headline that holds figures is no date line."""
    rest = re.sub(rf"^\s*(?:(?:{_weekdays()})\b[.,]?\s*)?", "", line, flags=re.I)
    return any((m := pattern.match(rest)) and _as_day(m) for pattern in WORDED_DAYS) or FIGURES.match(rest) is not None


@cache
def _day_first() -> set[str]:
    return {language for _, _, language in _words("order")}


def _as_day(match: re.Match[str]) -> str:
    month = wording("month").get(plain(match["m"]), ("",))[0]
    try:
        return date(int(match["y"]), int(month), int(match["d"])).isoformat() if month else ""
    except ValueError:
        return ""
