"""A text being read for its dates: its words and codes, the dates in focus, and what a mention is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tradestudy.timex import calendar as cal, tense as timex_tense, words as vocab


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(slots=True)
class Mention:
    """One time expression: words[i:j] and what it means. ``loose`` says what a policy chose: year, week or nothing."""

    i: int
    j: int
    type: str
    value: str
    granularity: str
    first: date | None
    last: date | None
    rule: str
    mod: str = ""
    loose: str = ""
    link: str = ""


@dataclass(slots=True)
class Reading:
    """A text being read from left to right: its words, its reference date and the dates in focus."""

    text: str
    words: list[str]
    starts: list[int]
    codes: str
    dct: date
    day_first: bool | None
    policies: frozenset[str]
    focus_day: date | None = None
    focus_past: date | None = None
    focus_month: date | None = None
    focus_year: int | None = None
    focus_quarter: tuple[str, date, int] | None = None
    focus_period: tuple[str, date, int] | None = None
    explicit: tuple[int, int] | None = None
    focus_at: int = -1
    focus_last: date | None = None
    told: dict[str, tuple[date, int]] = field(default_factory=dict)
    heading: date | None = None
    focus_kind: str = ""

    def word(self, k: int) -> str:
        return self.words[k].lower() if 0 <= k < len(self.words) else ""

    def code(self, k: int) -> str:
        return self.codes[k] if 0 <= k < len(self.codes) else " "

    def tense(self, i: int, j: int) -> str:
        return timex_tense.clause_tense(self.words, self.codes, i, j) if "tense" in self.policies else ""

    def touches(self, k: int) -> bool:
        """Does word k follow word k - 1 without a space?"""
        return 0 < k < len(self.starts) and self.starts[k] == self.starts[k - 1] + len(self.words[k - 1])


def period(i: int, j: int, kind: str, day: date, rule: str, mod: str = "", loose: str = "") -> Mention:
    """A DATE that names the period of this kind in which a day lies."""
    first = cal.start_of(kind, day)
    return Mention(i, j, "DATE", cal.value_of(kind, first), kind, first, cal.end_of(kind, first), rule, mod, loose)


def is_name(r: Reading, k: int) -> bool:
    """Is word k capitalised inside a sentence, as the title "60 Minutes" is, in a text that has small letters?"""
    word = r.words[k]
    if not word[0].isupper() or k == 0 or r.code(k - 1) in ".\n;":
        return False
    return not (word.isupper() and r.words[k - 1].upper() == r.words[k - 1])


def clause_start(r: Reading, i: int) -> int:
    k = i - 1
    while k >= 0 and i - k < 40 and r.codes[k] != "\n" and not (r.codes[k] == "." and r.words[k + 1][:1].isupper()):
        k -= 1
    return k + 1


def heads_line(r: Reading, i: int, j: int) -> bool:
    """Do words[i:j] open a line and stand before a dash or colon, as the dates of a timeline do?"""
    before = r.text[max(r.starts[i] - 4, 0) : r.starts[i]].rstrip("-–—•*· ")
    return (before.endswith("\n") or (not before and r.starts[i] < 4)) and (r.code(j) == "-" or r.word(j) == ":")


def told_here(r: Reading, kind: str, i: int) -> date | None:
    """The period of this kind that the sentence of word i has named before it; not "since 2019"."""
    day, at = r.told.get(kind, (None, -1))
    if kind == "year" and r.explicit:
        day, at = date(r.explicit[0], 1, 1), r.explicit[1]
    return day if at >= clause_start(r, i) and r.word(at - 1) not in ("since", "from") else None


def edge_of(r: Reading, i: int, j: int) -> str:
    """START, MID or END told by "early", "mid-", "the end of" among words[i:j]."""
    for k in range(i, j):
        if r.codes[k] in "eBE" and r.word(k) in vocab.EDGE:
            return vocab.EDGE[r.word(k)]
    return ""
