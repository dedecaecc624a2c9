"""The cues of lexicon/event_cues.csv: what in a sentence tells how its day is meant."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tradestudy.terms import words_of


@cache
def any_cue(*kinds: str) -> str:
    """A pattern that matches any cue of some kinds as whole words.

    Examples
    --------
    >>> re.fullmatch(any_cue("ran_out"), "came to an end") is not None
    True
    """
    patterns = [pattern for kind in kinds for pattern in words_of("event_cues.csv", "pattern", kind=kind)]
    return rf"\b(?:{'|'.join(patterns)})\b"


def cue(*kinds: str) -> re.Pattern[str]:
    """The same, compiled, in any case."""
    return re.compile(any_cue(*kinds), re.IGNORECASE)


@lru_cache(maxsize=4096)
def tells(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a cue stands in a sentence: looked for once, however many days the sentence names."""
    return bool(pattern.search(text))
