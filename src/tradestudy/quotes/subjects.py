"""Whose verb it is, where the words beside the verb decide: for statements that no marks set apart.

A verb that takes an object may be a participle or an adjective ("the expected talks", "a plan backed by ..."), so its
subject is taken only from where one stands: beside it, before a relative clause, or in the clause it goes on from.
"""

from __future__ import annotations

import re

from tradestudy.actors import side_of_source
from tradestudy.quotes import phrases
from tradestudy.quotes.attribution import Unit
from tradestudy.quotes.speakers import Cue, Speaker, is_participle
from tradestudy.terms import any_of, words_of

_NO_OBJECT = any_of(words_of("function_words.csv", "word", uses="opens no object"))
_CLAUSE = any_of(words_of("function_words.csv", "word", uses="opens a clause"))
_SAY = frozenset(["say", "says", "said"])
_DETERMINER = (
    r"(?:the|an?|some|many|most|other|several|both|two|three|another|his|her|its|their|[A-Z][\w.]*(?:['’]s?)?)"
)
_WORD = rf"(?!(?:{_NO_OBJECT}|you)\b)[\w&.'’-]+"
_ANTECEDENT = re.compile(rf"\b(?i:(?=[a-z]))({_DETERMINER}\s(?:{_WORD}\s){{0,3}}{_WORD})$")
_IN_BRACKETS = re.compile(r"\s\([^()]*\)$")
_RELATIVE = re.compile(r",?\s(?:who|which)$")
_GOES_ON = re.compile(r"(?:,|\b(?:and|but|or|yet|then))$")
_NEW_CLAUSE = re.compile(r", (?:and|but)$")
_SUBORDINATE = r"(who|which|that|after|before|when|as|while|because|if|since)\s"
_INNER_CLAUSE = re.compile(rf"\b{_SUBORDINATE}(?!.*(?:, |\b{_SUBORDINATE}))")
_BEHIND_NOUN = re.compile(r" (?:of|in|for|at|from|with|on|to|against|including) (?:[\w.&'’-]+ ){0,5}[\w.&'’-]+$")
_NAME = r"(?:[A-Z][\w.'’-]* ){0,3}[A-Z][\w'’-]+"
_LONG_APPOSITION = re.compile(rf"({_NAME})(?: \([^()]*\))?, (?:who|which|an?|the|whose|former)\b.*,$")
_LINK = r"(?:[,–—-]|\b(?:while|by|after|before|and|but|when|is|are|was|were|been|be|am|for|heard|seen)|['’](?:s|re|m))"
_FREE_PARTICIPLE = re.compile(rf"{_LINK}(?:\s+(?:\w+ly|also|again|now|even|then|perhaps))*$")
_NO_VERB = re.compile(  # what stands before a noun or an adjective
    r"(?:^|-|\b(?:the|a|an|its|his|her|their|our|this|these|those|any|of|in|on|at|for|from|to|by|with|as|more"
    r"|new|no|than|such|other|under|about|into|against|that|which)|['’]s?)$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    rf"^(?:{_NO_OBJECT}|{_CLAUSE})\b|\b(?:has|have|had|is|was|it|he|she|they)\b|^\w+(?:ed|ing)$", re.IGNORECASE
)
_LAST_THE = re.compile(r"\bthe (?!.*\bthe ).*$")


def subject_of(unit: Unit, cue: Cue, *, whole: bool) -> Speaker | None:
    """The subject of a verb, None where it is no finite verb or its subject does not show.

    A verb with a clause behind it (`whole`) can be nothing but a verb: its subject may stand farther off.
    """
    left = _IN_BRACKETS.sub("", unit.left_of(cue))
    if unit.is_passive(cue) or any(one.end == unit.start + len(left) for one in unit.subjects):
        return unit.subject(cue)
    if is_participle(cue):
        free = not left or _FREE_PARTICIPLE.search(unit.masked[unit.start : cue.start].rstrip())
        return _without_lead(unit.subject(cue)) if free else None
    if _NO_VERB.search(left) and cue.text.lower() not in _SAY:
        return None
    known = _beside(unit, left)
    if known or _RELATIVE.search(left) or not (whole or _GOES_ON.search(left)):
        return known
    return _without_lead(unit.subject(cue))


def _beside(unit: Unit, left: str) -> Speaker | None:
    """The subject that the words before a verb show: a noun phrase, an antecedent, the subject of a clause before."""
    if relative := _RELATIVE.search(left):
        return _antecedent(unit, left[: relative.start()])
    if not _GOES_ON.search(left) or _LONG_APPOSITION.match(left):
        return phrase_before(unit, left) or phrase_before(unit, _BEHIND_NOUN.sub("", left))
    inner = None if _NEW_CLAUSE.search(left) else _INNER_CLAUSE.search(left)
    if inner and inner[1] in ("who", "which"):
        return _antecedent(unit, left[: inner.start()].rstrip(" ,"))
    edge = unit.start + inner.end() if inner else unit.end
    return next((unit.resolve(one) for one in unit.subjects if edge <= one.start < unit.start + len(left)), None)


def _without_lead(speaker: Speaker | None) -> Speaker | None:
    """A speaker whose words are a noun phrase: of "In Geneva the two sides" its end, of "though it has" nothing."""
    if speaker is None or speaker.actor_id or not _FRAGMENT.search(speaker.text):
        return speaker
    part = _LAST_THE.search(speaker.text)
    return speaker._replace(text=part[0]) if part and not _FRAGMENT.search(part[0]) else None


def _antecedent(unit: Unit, left: str) -> Speaker | None:
    """The noun phrase that these words end with, wherever it stands: what "who" goes on from."""
    behind = _BEHIND_NOUN.search(left)
    known = _ending(unit, left, unit.speakers)
    if behind and not (known and known.start < unit.start + behind.start()):
        return _antecedent(unit, left[: behind.start()])
    known = known or phrase_before(unit, left)
    found = None if known else _ANTECEDENT.search(left, max(0, len(left) - 80))
    return _named(unit, left, found[1]) if found else known


def phrase_before(unit: Unit, left: str) -> Speaker | None:
    """The noun phrase that these words end with and that opens a clause; the speaker that it names."""
    found = phrases.phrase_before(unit.masked, unit.start, unit.start + len(left))
    speaker = unit.named(found) if found else None
    return None if speaker is None or " between " in speaker.text else speaker  # a row between two is nobody


def _ending(unit: Unit, left: str, speakers: list[Speaker]) -> Speaker | None:
    edge = unit.start + len(left)
    return next((unit.resolve(one) for one in speakers if one.end == edge), None)


def _named(unit: Unit, left: str, words: str) -> Speaker:
    edge = unit.start + len(left)
    return Speaker(edge - len(words), edge, words, "", side_of_source(words), "noun")
