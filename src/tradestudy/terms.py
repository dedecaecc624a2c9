"""Many terms found in one pass over a text, and the lexicon files they come from.

An Aho-Corasick automaton (Aho and Corasick 1975, https://doi.org/10.1145/360825.360855; pyahocorasick) finds all
terms at once. Terms match whole words; `*` at the end stands for any ending. A term written in lower case matches in
any case, one with a capital only as written, at the head of a sentence or in full capitals. A space matches a hyphen or
a line break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from tradestudy import tables

if TYPE_CHECKING:
    import ahocorasick

_WORD_ENDING = re.compile(r"[^\W_]{1,40}")
_PLAIN = dict(zip("‘’ʼ“”‐‑‒–—-\u00a0\u2009\u202f\n\r\t", "'''\"\"" + " " * 12, strict=True))


@cache
def read_lexicon(name: str) -> list[dict[str, str]]:
    """Read a CSV file of the package's lexicon folder as one dict per row.

    Examples
    --------
    >>> {row["day_first"] for row in read_lexicon("date_habits.csv")} == {"yes", "no"}
    True
    """
    return tables.read_rows("lexicon", name)


def words_of(name: str, *columns: str, **having: str) -> list[str]:
    """Take the words of some columns of a lexicon, of the rows whose lists hold the values asked for.

    Examples
    --------
    >>> words_of("sides.csv", "label", side="US")
    ['United States']
    """
    rows = [row for row in read_lexicon(name) if all(v in row[k].split("; ") for k, v in having.items())]
    return list(dict.fromkeys(word for row in rows for column in columns for word in row[column].split("; ") if word))


def any_of(words: Iterable[str]) -> str:
    """Build the part of a pattern that matches any of the words, the longest first; an apostrophe stands for both.

    Examples
    --------
    >>> print(any_of(["York", "New York", "U.S.", "New York's"]))
    (?:New York['’]s|New York|York|U\\.S\\.)
    """
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ").replace("'", "['’]") for w in longest_first) + ")"


class LexiconError(ValueError):
    """A lexicon cannot be used; the message says which row and why."""


class Hit(NamedTuple):
    """A term found in a text: its place and what the lexicon says of it."""

    start: int
    end: int
    value: Any


def read_frame(path: str | Path | None, name: str, columns: list[str], key: str) -> pd.DataFrame:
    """Read a lexicon file (by default the package's own of that `name`) and check its columns and its key.

    Raises
    ------
    LexiconError
        If a column is missing or a key stands in two rows.
    """
    source = files("tradestudy").joinpath("lexicon", name) if path is None else Path(path)
    with source.open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    if missing := [column for column in columns if column not in rows]:
        raise LexiconError(f"{path or name}: expected the columns {', '.join(columns)}; missing: {', '.join(missing)}")
    if len(twice := rows[key][rows[key].duplicated()]):
        raise LexiconError(f"{path or name}: {key} {twice.iloc[0]!r} stands in two rows")
    return rows


def as_tuples(lexicon: pd.DataFrame, columns: list[str]) -> tuple[tuple[str, ...], ...]:
    """Take the cells of a lexicon as tuples, which tell whether two lexicons say the same."""
    return tuple(map(tuple, lexicon[columns].values.tolist()))


def compile_terms(entries: Iterable[tuple[str, Hashable]]) -> ahocorasick.Automaton:
    """Build one automaton from terms and the value each stands for (several values a term are allowed)."""
    import ahocorasick

    found: dict[str, list[tuple[str, bool, Hashable]]] = {}
    for term, value in entries:
        written = _fold(term.removesuffix("*"))
        cased = "" if written == written.lower() else written
        found.setdefault(written.lower(), []).append((cased, term.endswith("*"), value))
    automaton = ahocorasick.Automaton()
    for key, entry in found.items():
        automaton.add_word(key, (len(key), key[0].isalnum(), key[-1].isalnum(), entry))
    automaton.make_automaton()
    return automaton


def find_terms(text: str, automaton: ahocorasick.Automaton) -> list[Hit]:
    """Find all terms of an automaton in a text, overlapping ones too, in order of their start."""
    if not len(automaton):
        return []
    folded = _fold(text)
    lower = folded.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    hits = []
    for last, (length, opens, closes, entries) in automaton.iter(lower):
        start, end = last + 1 - length, last + 1
        if opens and start and lower[start - 1].isalnum():
            continue
        goes_on = closes and end < len(lower) and lower[end].isalnum()
        stop = _end_of_word(lower, end) if goes_on else end
        written = folded[start:end]
        for cased, open_ended, value in entries:
            as_written = not cased or written in (cased, cased.upper(), cased[0].upper() + cased[1:])
            if as_written and (open_ended or not goes_on):
                hits.append(Hit(start, stop, value))
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _fold(text: str) -> str:
    """Write marks and blanks of all kinds as the plain ones; offsets stay."""
    for mark, plain in _PLAIN.items():
        text = text.replace(mark, plain)
    return text


def _end_of_word(text: str, position: int) -> int:
    ending = _WORD_ENDING.match(text, position)
    return ending.end() if ending else position


def keep_longest(hits: Sequence[Hit]) -> list[Hit]:
    """Drop each hit that overlaps a longer one; hits on the very same span all stay."""
    kept: list[Hit] = []
    taken: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        place = bisect_right(taken, (hit.start, hit.end))
        if place and taken[place - 1] == (hit.start, hit.end):
            kept.append(hit)
            continue
        before = place == 0 or taken[place - 1][1] <= hit.start
        after = place == len(taken) or taken[place][0] >= hit.end
        if before and after:
            taken.insert(place, (hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def clashes(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of the taken ones (sorted, not overlapping)."""
    place = bisect_right(taken, (start, end))
    return bool((place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end))
