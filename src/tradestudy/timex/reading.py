"""A text being read for its dates: its words and their classes, the dates in focus, and what a mention is."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tradestudy.timex import calendar as cal, words as vocab
from tradestudy.timex.classes import CLASS, NEXT_OR_COMING, STEP, expand, kinds
from tradestudy.timex.tense import clause_tense

_EDGE = kinds("early earlier end")


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


class Told(NamedTuple):
    """A period that the text has named, and the word at which it did."""

    kind: str
    first: date
    at: int


@dataclass(slots=True)
class Focus:
    """The dates last spoken of; ``focus.move`` says which mention displaces which."""

    last: date | None = None
    kind: str = ""
    told: dict[str, Told] = field(default_factory=dict)
    day: date | None = None
    at: int = -1  # the word at which the day was named
    past: date | None = None  # the last day named that is not after the DCT
    month: date | None = None
    year: int | None = None
    quarter: Told | None = None
    compared: Told | None = None  # the month, quarter or half that figures are compared with
    explicit: Told | None = None  # the last year written out
    heading: date | None = None  # the day at the head of a timeline's entry


@dataclass(slots=True)
class DatedText:
    """A text with its day of publication, spelt in letters for the classes of its words."""

    text: str
    words: list[str]
    starts: list[int]
    codes: str
    dct: date
    day_first: bool | None
    without: frozenset[str]
    focus: Focus = field(default_factory=Focus)

    def word(self, k: int) -> str:
        """Word k in lower case; empty beyond the text."""
        return self.words[k].lower() if 0 <= k < len(self.words) else ""

    def written(self, k: int) -> str:
        """Word k as written; empty beyond the text."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def kind(self, k: int) -> str:
        """The class of word k; any other word beyond the text."""
        return CLASS[self.codes[k]] if 0 <= k < len(self.codes) else "word"

    def find(self, classes: str | frozenset[str], i: int, j: int) -> int:
        """The first of words[i:j] of a class, or of one of several; -1 without one."""
        wanted = (classes,) if isinstance(classes, str) else classes
        return next((k for k in range(i, j) if self.kind(k) in wanted), -1)

    def head(self, classes: frozenset[str], i: int, j: int) -> str:
        """The first class of a set that words[i:j] have, "this past" being past; empty without one."""
        for k in range(i, j):
            kind = self.kind(k)
            if kind in classes and not (kind == "this" and k + 1 < j and self.kind(k + 1) == "past"):
                return kind
        return ""

    def reads(self, pattern: str, k: int) -> bool:
        """Do the words from k on have these classes, one after the other?"""
        return k >= 0 and self.codes.startswith(expand(pattern), k)

    def tense(self, i: int, j: int) -> str:
        """The tense of the clause around words[i:j]; see ``tense.clause_tense``."""
        return clause_tense(self.words, self.codes, i, j) if self.follows("tense") else ""

    def follows(self, policy: str) -> bool:
        """Is a policy in force?"""
        return policy not in self.without

    def touches(self, k: int) -> bool:
        """Does word k follow word k - 1 without a space?"""
        return 0 < k < len(self.starts) and self.starts[k] == self.starts[k - 1] + len(self.words[k - 1])

    def is_name(self, k: int) -> bool:
        """Is word k capitalised inside a sentence, as the title "60 Minutes" is, in a text that has small letters?"""
        word = self.words[k]
        if not word[0].isupper() or k == 0 or self.kind(k - 1) in ("stop", "gap", "mark"):
            return False
        return not (word.isupper() and self.words[k - 1].upper() == self.words[k - 1])

    def clause_start(self, i: int) -> int:
        """The first word of the sentence of word i, or the 39th before it."""
        for k in range(i - 1, max(i - 40, -1), -1):
            kind = self.kind(k)
            if kind == "gap" or (kind == "stop" and self.words[k + 1][:1].isupper() and not self.is_initial(k)):
                return k + 1
        return max(i - 39, 0)

    def is_initial(self, k: int) -> bool:
        """Does the full stop at word k follow a single capital, as in "U.S."?"""
        return k > 0 and len(self.words[k - 1]) == 1 and self.words[k - 1].isupper()

    def heads_line(self, i: int, j: int) -> bool:
        """Do words[i:j] open a line and stand before a dash or colon, as the dates of a timeline do?"""
        before = self.text[max(self.starts[i] - 4, 0) : self.starts[i]].rstrip("-–—•*· ")
        opens = before.endswith("\n") or (not before and self.starts[i] < 4)
        return opens and (self.kind(j) == "dash" or self.word(j) == ":")

    def edge(self, i: int, j: int) -> str:
        """START, MID or END told by "early", "mid-", "the end of" among words[i:j]."""
        k = self.find(_EDGE, i, j)
        return vocab.EDGES.get(self.word(k), "")

    def number(self, k: int) -> int:
        """The number word k writes in digits: "15", "15th"."""
        return int(self.words[k].rstrip("stndrhSTNDRH"))

    def year(self, i: int, j: int) -> int | None:
        """Year named in words[i:j] by "2025", "last year", "of this year"; None where there is none."""
        for k in range(i, j):
            if self.kind(k) == "year":
                return int(self.words[k])
            if self.kind(k) == "unit" and self.word(k) == "year":
                sign = self.kind(k - 1)
                return (sign in ("same", "that") and self.focus.year) or self.dct.year + STEP.get(sign, 0)
        return None


def period(i: int, j: int, kind: str, day: date, rule: str, mod: str = "", loose: str = "") -> Mention:
    """A DATE that names the period of this kind in which a day lies."""
    first = cal.start_of(kind, day)
    return Mention(i, j, "DATE", cal.value_of(kind, first), kind, first, cal.end_of(kind, first), rule, mod, loose)


def length(i: int, j: int, value: str, rule: str, mod: str = "") -> Mention:
    """A DURATION that the words alone do not place in time."""
    return Mention(i, j, "DURATION", value, "duration", None, None, rule, mod)


def recurring(i: int, j: int, value: str, rule: str = "set") -> Mention:
    """A SET: what recurs."""
    return Mention(i, j, "SET", value, "set", None, None, rule)


def reference(i: int, j: int, value: str, rule: str) -> Mention:
    """A DATE that only refers to the past, the present or the future."""
    return Mention(i, j, "DATE", value, "ref", None, None, rule)


def year_by_head(head: str, dct: date, passed: bool, current: bool) -> int | None:
    """The year that "last", "this", "next" give a month, season or day; None for any other word."""
    if head in ("last", "past", "previous"):
        return dct.year if passed and not current else dct.year - 1
    if head in NEXT_OR_COMING:
        return dct.year + 1 if passed or current else dct.year
    return dct.year if head == "this" else None
