"""Article text to sentences with character offsets.

Rules over lexicon/abbreviations.csv: a mark followed by white space ends a sentence unless the word before it is an
abbreviation of a kind that does not end one there ("Mr." never does, "p.m." does unless a weekday follows, "U.S."
does before a usual sentence opener). Own rules, because none of the segmenters measured in benchmarks/segmenters.py
(syntok, segtok, sentencex, blingfire, pysbd, NLTK's Punkt, spaCy's sentencizer) reads these right in news text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.terms import any_of, read_lexicon, words_of

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\u2029\s*")
_CANDIDATE = re.compile(r"[.!?…。！？]([\"'”’»)\]]*)(\s+)|(\n[^\S\n]*)(?=[-*•▪–][^\S\n])")
_NEXT_WORD = re.compile(r"[^\w\s]{0,4}(\w[\w'’-]{0,40})?")
_DAY_OR_MONTH = any_of(
    words_of("timex_words.csv", "word", kind="weekday") + words_of("timex_words.csv", "word", kind="month")
)
_ZONE = r"[ECMP][SD]?T\b|GMT|UTC|BST|CES?T|HKT|SGT|JST|IST|Eastern|Central|Pacific|Local"
_AFTER_TIME = re.compile(rf"\(?(?:(?i:{_DAY_OR_MONTH})\b|{_ZONE}|[A-Z]\w{{1,20}}(?: [A-Z]\w{{1,20}})? time\b)")
_VERB_AFTER_QUOTE = re.compile(
    r"(?:[\w.'’-]{1,20} ){0,4}?(?:asked|said|wrote|says|told|added|posted|replied|tweeted)\b"
)
_ENUMERATOR = re.compile(r"(?:[A-Za-z]|\d{1,2}|[ivx]{1,4})\.")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


class Sentence(NamedTuple):
    """A row of the table of sentences."""

    article_id: str
    sentence_id: int
    paragraph: int
    start: int
    end: int
    text: str


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["kind"] for row in read_lexicon("abbreviations.csv")}


@cache
def _openers() -> frozenset[str]:
    return frozenset(words_of("function_words.csv", "word", uses="opener"))


def split(text: str, *, article_id: str = "") -> pd.DataFrame:
    """Split an article's text into sentences.

    Paragraphs are separated by blank lines; no sentence crosses one.

    Parameters
    ----------
    text : str
        The text of one article.
    article_id : str
        Written into every row.

    Returns
    -------
    pandas.DataFrame
        One row per sentence: article_id, sentence_id (0-based), paragraph (0-based), start, end (character offsets
        into `text`, end exclusive), text. ``text[start:end]`` is the sentence, always; only white space lies between
        two sentences.

    Examples
    --------
    >>> split("Mr. Roe met Mr. Doe at 9 a.m. Monday. Talks ended late.")[["start", "end", "text"]].to_dict("list")
    {'start': [0, 38], 'end': [37, 55], 'text': ['Mr. Roe met Mr. Doe at 9 a.m. Monday.', 'Talks ended late.']}
    """
    return tables.frame("sentences", iter_sentences(text, article_id=article_id))


def iter_sentences(text: str, *, article_id: str = "") -> Iterator[Sentence]:
    """Sentences of a text as plain tuples: what :func:`split` puts into a table."""
    number = 0
    for paragraph, (begin, finish) in enumerate(_paragraphs(text)):
        start = begin
        for boundary in [*_boundaries(text[begin:finish]), finish - begin]:
            sentence = text[start : begin + boundary].rstrip()
            yield Sentence(article_id, number, paragraph, start, start + len(sentence), sentence)
            number += 1
            start = begin + boundary


def to_rows(text: str, sentences: pd.DataFrame | None) -> list[Sentence]:
    """Take the sentences of a text as rows, from its table if one is at hand."""
    if sentences is None:
        return list(iter_sentences(text))
    return [Sentence(*row) for row in sentences[list(Sentence._fields)].itertuples(index=False)]


def find_sentence(starts: Sequence[int], offset: int) -> int:
    """Tell the place of the sentence that holds an offset: the last that starts by there; 0 if there is none.

    Examples
    --------
    >>> find_sentence([0, 38], 37), find_sentence([0, 38], 38), find_sentence([], 5)
    (0, 1, 0)
    """
    return max(bisect_right(starts, offset) - 1, 0)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        stripped = text[start:end].strip()
        if stripped:
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            spans.append((begin, begin + len(stripped)))
        start = gap.end() if gap else end
    return spans


def _boundaries(paragraph: str) -> list[int]:
    """Offsets at which the second and later sentences of a paragraph start."""
    return [
        candidate.end()
        for candidate in _CANDIDATE.finditer(paragraph)
        if candidate.end() < len(paragraph) and (candidate[3] is not None or _is_boundary(paragraph, candidate))
    ]


def _is_boundary(paragraph: str, candidate: re.Match[str]) -> bool:
    mark, closers, after = candidate.start(), candidate[1], candidate.end()
    token = (paragraph[max(0, mark - 40) : mark + 1].split() or [""])[-1].lstrip("(\"'“‘[«")
    opening = _NEXT_WORD.match(paragraph, after)
    word = (opening and opening[1]) or ""
    asked = paragraph[mark] in "!?" and closers and _VERB_AFTER_QUOTE.match(paragraph, after)
    if word.islower() or asked:
        return False
    if closers[:1] in ('"', "”") and word[:1].isupper():
        return True
    if mark + 1 == len(token) and _ENUMERATOR.fullmatch(token):
        return False
    kind = _abbreviations().get(token) or _abbreviations().get(token.lower())
    if kind:
        return _may_end_after(kind, word, paragraph[after : after + 60])
    if _INITIALS.fullmatch(token):
        before = paragraph[max(0, mark - len(token) - 6) : mark + 1 - len(token)].split()[-1:]
        no_name = len(token) > 2 or word.lower() != "he"  # "T. He" is a person, "plan B. He" ends a sentence
        return word.lower() in _openers() and bool(before) and (no_name or before[0].islower())
    return True


def _may_end_after(kind: str, word: str, following: str) -> bool:
    """Whether an abbreviation of a kind may end its sentence before a word and what follows it."""
    match kind:
        case "title":
            return False
        case "number":
            return not any(letter.isdigit() for letter in word)
        case "time":
            return not _AFTER_TIME.match(following)
        case "end":
            return True
    return word.lower() in _openers()
