"""Article text to sentences with character offsets.

Rules over lexicon/abbreviations.csv: a mark followed by white space ends a sentence unless the word before it is an
abbreviation of a kind that does not end one there ("Mr." never does, "p.m." does unless a weekday follows, "U.S."
does before a usual sentence opener). Own rules, because none of the segmenters measured in benchmarks/segmenters.py
(syntok, segtok, sentencex, blingfire, pysbd, NLTK's Punkt, spaCy's sentencizer) reads these right in news text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import pandas as pd

from tradestudy import tables
from tradestudy.terms import read_lexicon

_OPENERS = frozenset(
    "a about after all also although an and another any as asked at because before both but by during each earlier "
    "even every few for from he her here his how however i if in instead it its last later many meanwhile more most my "
    "nearly no nobody none nor not now of on one only other others our over she since so some still such that the "
    "their then there these they this those though through to under until we what when where whether which while who "
    "why with without yet you your".split()
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\u2029\s*")
_CANDIDATE = re.compile(r"[.!?…。！？]([\"'”’»)\]]*)(\s+)|(\n[^\S\n]*)(?=[-*•▪–][^\S\n])")
_NEXT_WORD = re.compile(r"[^\w\s]{0,4}(\w[\w'’-]{0,40})?")
_AFTER_TIME = re.compile(
    r"\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|"
    r"[ECMP][SD]?T\b|GMT|UTC|BST|CES?T|HKT|SGT|JST|IST|Eastern|Central|Pacific|Local|[A-Z]\w{1,20}(?: [A-Z]\w{1,20})? time\b)"
)
_VERB_AFTER_QUOTE = re.compile(
    r"(?:[\w.'’-]{1,20} ){0,4}?(?:asked|said|wrote|says|told|added|posted|replied|tweeted)\b"
)
_ENUMERATOR = re.compile(r"(?:[A-Za-z]|\d{1,2}|[ivx]{1,4})\.")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["kind"] for row in read_lexicon("abbreviations.csv")}


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
    rows: list[tuple] = []
    for number, (begin, finish) in enumerate(_paragraphs(text)):
        start = begin
        for boundary in [*_boundaries(text[begin:finish]), finish - begin]:
            sentence = text[start : begin + boundary].rstrip()
            rows.append((article_id, len(rows), number, start, start + len(sentence), sentence))
            start = begin + boundary
    return tables.frame("sentences", rows)


def find_sentence(starts: Sequence[int], offset: int) -> int:
    """Tell the place of the sentence that holds an offset: the last to start by there; 0 before the first or without any.

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
    if word.islower():
        return False
    if paragraph[mark] in "!?" and closers and _VERB_AFTER_QUOTE.match(paragraph, after):
        return False
    if closers[:1] in ('"', "”") and word[:1].isupper():
        return True
    opens = word.lower() in _OPENERS
    if mark + 1 == len(token) and _ENUMERATOR.fullmatch(token):
        return False
    match _abbreviations().get(token) or _abbreviations().get(token.lower()):
        case None:
            pass
        case "title":
            return False
        case "number":
            return not any(letter.isdigit() for letter in word)
        case "time":
            return not _AFTER_TIME.match(paragraph, after)
        case "end":
            return True
        case _:
            return opens
    if _INITIALS.fullmatch(token):
        before = paragraph[max(0, mark - len(token) - 6) : mark + 1 - len(token)].split()[-1:]
        return opens and bool(before) and (len(token) > 2 or before[0].islower() or word.lower() != "he")
    return True
