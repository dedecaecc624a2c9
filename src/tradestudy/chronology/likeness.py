"""How alike two sentences are.

The words that say what they are about, weighed by rarity, and the cosine between them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tradestudy import timex
from tradestudy.terms import read_lexicon

STOP_WORDS = frozenset(row["word"] for row in read_lexicon("stop_words.csv"))
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_MONTH = rf"(?:{'|'.join(sorted({month[:3] for month in timex.MONTH}))})[a-z]{{0,6}}\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_DAY = rf"\b{_MONTH}\s+{_NUMBER}(?:\s*(?:-|–|to|and)\s*\d{{1,2}})?\b(?!:)|\b{_NUMBER}(?:\s+of)?\s+{_MONTH}"
_YEAR = r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b"
CLOCK = r"\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
_DATE = re.compile(f"{_MONTH_DAY}|{_YEAR}|{CLOCK}")


def content_words(text: str) -> list[str]:
    """Words and numbers that say what a sentence is about: lower case, without stop words, reporting verbs and dates.

    Possessive and plural ``s`` is cut, so that "tariffs" and "tariff" are one word.

    Examples
    --------
    >>> content_words("Beijing's negotiators said on May 12 that tariffs fell by 115 points.")
    ['beijing', 'negotiator', 'tariff', 'fell', '115', 'point']
    """
    words = (word for word in _WORD.findall(_DATE.sub(" ", text.lower())) if word not in STOP_WORDS)
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in words]


def word_weights(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """Weigh words by rarity: 1 / (1 + ln of the number of texts that hold the word).

    Unlike the usual inverse document frequency this does not depend on the number of texts, so a text that shares no
    word with the others changes nothing between them.

    Examples
    --------
    >>> word_weights([["chip", "tariff"], ["tariff"]])["chip"]
    1.0
    """
    counts = Counter(word for words in texts for word in set(words))
    return {word: 1 / (1 + math.log(n)) for word, n in counts.items()}


def vector(words: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Make the unit vector of a set of words; the empty dict for no words."""
    entries = {word: weights.get(word, 1.0) for word in sorted(set(words))}
    length = math.sqrt(sum(value * value for value in entries.values()))
    return {word: value / length for word, value in entries.items()}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two unit vectors: 0 for no word in common, 1 for the same words."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[word] for word, value in a.items() if word in b)
