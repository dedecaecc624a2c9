"""Issue coding: which issues of the talks a text touches, and by which terms.

The codebook is lexicon/issues.csv, a dictionary in the sense of content analysis (Krippendorff 2018, ch. 10): per
issue a definition, a scope note, terms, patterns and exclusions. All of it is looked up in one pass over the text
with an Aho-Corasick automaton (Aho and Corasick 1975, https://doi.org/10.1145/360825.360855; pyahocorasick).

How terms are written is told in :mod:`tradestudy.terms`. A pattern `A pre/n B` means A at most n words before B within
a sentence, as in newspaper databases. A longer term wins over a shorter one that it overlaps, and an exclusion over the
terms of its own issue.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.sentences import find_sentence, to_rows
from tradestudy.terms import Hit, LexiconError, as_tuples, compile_terms, find_terms, keep_longest, read_frame

if TYPE_CHECKING:
    import ahocorasick

_SENTENCE_END = re.compile(r"[.!?;][\"'”’)]*\s+[A-Z\"“‘(]|\n\s*\n")
_PROXIMITY = re.compile(r"(.+?) pre/(\d+) (.+)")
_REACH = 200  # characters from the first part of a pattern to its second
LEXICON_COLUMNS = ["issue", "label", "definition", "scope", "terms", "patterns", "exclusions", "note"]


def read_codebook(path: str | Path | None = None) -> pd.DataFrame:
    """Read an issue lexicon.

    Parameters
    ----------
    path : str or Path, optional
        A CSV file; by default the lexicon of the package.

    Returns
    -------
    pandas.DataFrame
        One row per issue: issue, label, definition, scope, terms, patterns, exclusions, note (lists joined with "; ").

    Raises
    ------
    LexiconError
        If columns are missing, an issue is named twice or a pattern is not of the form ``A pre/n B``.

    Examples
    --------
    >>> read_codebook().query("issue == 'chips'")["label"].item()
    'Chips and semiconductors'
    """
    lexicon = read_frame(path, "issues.csv", LEXICON_COLUMNS, "issue")
    for issue, patterns in zip(lexicon["issue"], lexicon["patterns"], strict=True):
        for pattern in filter(None, patterns.split("; ")):
            if not _PROXIMITY.fullmatch(pattern):
                raise LexiconError(f"issue {issue}: expected a pattern like 'curb* pre/3 export*', found {pattern!r}")
    return lexicon


def find_issues(
    text: str, *, sentences: pd.DataFrame | None = None, article_id: str = "", lexicon: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find the issue terms of a text.

    Parameters
    ----------
    text : str
        The text of one article.
    sentences : pandas.DataFrame, optional
        Its sentences, from :func:`tradestudy.sentences.split`, if they are at hand.
    article_id : str
        Written into every row.
    lexicon : pandas.DataFrame, optional
        A lexicon from :func:`read_codebook`; by default the package's.

    Returns
    -------
    pandas.DataFrame
        One row per term and issue: article_id, sentence_id, start, end (character offsets into `text`), text (the
        term that fired, as it stands), issue.

    Examples
    --------
    >>> found = find_issues("Duties on soy sauce stay, but curbs on exports of rare earths and chips will ease.")
    >>> [*zip(found["text"], found["issue"])]  # doctest: +NORMALIZE_WHITESPACE
    [('Duties', 'tariffs'), ('curbs on exports', 'export_controls'), ('rare earths', 'rare_earths'),
     ('chips', 'chips')]
    """
    automaton = None if lexicon is None else _compile(as_tuples(lexicon, LEXICON_COLUMNS))
    starts = [sentence.start for sentence in to_rows(text, sentences)]
    found = iter_issues(text, sentence_starts=starts, article_id=article_id, automaton=automaton)
    return tables.frame("issue_mentions", found)


class IssueMention(NamedTuple):
    """A row of the table of issue mentions."""

    article_id: str
    sentence_id: int
    start: int
    end: int
    text: str
    issue: str


def iter_issues(
    text: str,
    *,
    sentence_starts: Sequence[int] = (),
    article_id: str = "",
    automaton: ahocorasick.Automaton | None = None,
) -> Iterator[IssueMention]:
    """Issue terms of a text as plain tuples: what :func:`find_issues` puts into a table."""
    for start, end, issue in _code(text, find_terms(text, automaton or _issue_automaton())):
        yield IssueMention(article_id, find_sentence(sentence_starts, start), start, end, text[start:end], issue)


class _Role(NamedTuple):
    issue: str
    part: str  # term, exclusion, first or second
    gap: int = 0
    pattern: int = 0


@cache
def _issue_automaton() -> ahocorasick.Automaton:
    return _compile(as_tuples(read_codebook(), LEXICON_COLUMNS))


@lru_cache(maxsize=4)
def _compile(lexicon: tuple[tuple[str, ...], ...]) -> ahocorasick.Automaton:
    """Build the automaton of a lexicon, once for each lexicon in use."""
    entries: list[tuple[str, Hashable]] = []
    patterns = itertools.count(1)
    for row in lexicon:
        cells = {column: filter(None, cell.split("; ")) for column, cell in zip(LEXICON_COLUMNS, row, strict=True)}
        entries += [(term, _Role(row[0], "term")) for term in cells["terms"]]
        entries += [(term, _Role(row[0], "exclusion")) for term in cells["exclusions"]]
        for match, number in zip(map(_PROXIMITY.fullmatch, cells["patterns"]), patterns, strict=False):
            if match:
                entries.append((match[1], _Role(row[0], "first", int(match[2]), number)))
                entries.append((match[3], _Role(row[0], "second", int(match[2]), number)))
    return compile_terms(entries)


def _code(text: str, hits: list[Hit]) -> list[tuple[int, int, str]]:
    excluded: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.value.part == "exclusion":
            excluded.setdefault(hit.value.issue, []).append(hit)
    excluded = {issue: keep_longest(found) for issue, found in excluded.items()}
    terms = [hit for hit in hits if hit.value.part == "term" and not _overrules(excluded.get(hit.value.issue), hit)]
    coded = {(hit.start, hit.end, hit.value.issue): None for hit in keep_longest(terms)}
    by_issue: dict[str, list[tuple[int, int]]] = {}
    for start, end, issue in coded:
        by_issue.setdefault(issue, []).append((start, end))
    for hit in _near(text, hits):
        spans = by_issue.setdefault(hit.value.issue, [])
        place = bisect_right(spans, (hit.end, hit.end))
        clash = place and spans[place - 1][1] > hit.start
        if not clash and not _overrules(excluded.get(hit.value.issue), hit):
            spans.insert(place, (hit.start, hit.end))
            coded[hit.start, hit.end, hit.value.issue] = None
    return sorted(coded)


def _overrules(exclusions: list[Hit] | None, hit: Hit) -> bool:
    """Whether an exclusion at least as long overlaps the hit (the exclusions do not overlap each other)."""
    if not exclusions:
        return False
    place = bisect_right(exclusions, hit.start, key=lambda exclusion: exclusion.end)
    return any(
        exclusion.start < hit.end and exclusion.end - exclusion.start >= hit.end - hit.start
        for exclusion in exclusions[place : place + 2]
    )


def _near(text: str, hits: list[Hit]) -> list[Hit]:
    """Hits of the patterns: both parts in order, near enough, in one sentence."""
    found = []
    pending: dict[int, Hit] = {}
    for hit in hits:
        role = hit.value
        if role.part == "first":
            pending[role.pattern] = hit
        elif role.part == "second" and role.pattern in pending:
            first = pending[role.pattern]
            behind = first.end <= hit.start < first.end + _REACH
            near = behind and len(text[first.end : hit.start].split()) < role.gap
            if near and not _SENTENCE_END.search(text, first.end, hit.start + 1):
                found.append(Hit(first.start, hit.end, role))
    return found
