"""Reported statements: what is told of somebody's words, wishes and beliefs without marks around it.

A statement hangs on a reporting verb (lexicon/reporting_verbs.csv), on a noun with its owner ("his promise to go on")
or on an adjective ("is ready to go on"; lexicon/reporting_words.csv). What somebody is told to want, plan, believe or
feel is kept apart from what he said: the column `tells` of both lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tradestudy.actors import side_of_source
from tradestudy.quotes.attribution import Unit
from tradestudy.quotes.constructions import (
    CLOSING,
    CONSTRUCTIONS,
    INFINITIVE,
    ITS_SUBJECT,
    before_next,
    can_report,
    clause,
    find_limit,
    forms_with,
)
from tradestudy.quotes.marks import HOLE
from tradestudy.quotes.speakers import Cue, Speaker, is_participle
from tradestudy.quotes.subjects import subject_of
from tradestudy.terms import any_of, read_lexicon, words_of

_WORDS = {(row["kind"], row["word"]): row for row in read_lexicon("reporting_words.csv")}
_NOUNS, _ADJECTIVES = (any_of(word for of, word in _WORDS if of == kind) for kind in ("noun", "adjective"))
_LINK = rf"(?:(?={INFINITIVE})|(?P<link>that|to|of|for|about|on|in|against|over|with)\s+(?=[\w$'{HOLE}]))"
_NOUN = re.compile(
    r"(?:(?P<whose>[HhTtIi](?<=\b.)(?:is|er|heir|ts))|(?P<name>['’]s?))\s+(?:[\w-]+\s+){0,3}?"
    rf"(?P<word>{_NOUNS})\s+{_LINK}"
)
_BE = r"(?:is|are|was|were|remains?|remained|has been|have been|had been|feels?|felt|sounds?|sounded)"
_ADJECTIVE = re.compile(
    rf"\b(?P<be>{_BE})\s(?:(?:\w+ly|more|very|also|still|now|quite|so|all|too|as)\s)*(?P<word>{_ADJECTIVES})\s{_LINK}"
)
_IS_SUBJECT = (
    re.compile(  # a noun that is a subject, so that its words run on into a verb: "His promise to go on pleased"
        r"(?:^|[,;:—–]|\b(?:and|but|that|while|as|when|because|said|says|if|though|although))\s*"
        r"(?:(?:[A-Z][\w.]*|the|but|and)\s)*$"
    )
)
_NO_NAME = any_of(word.capitalize() for word in words_of("function_words.csv", "word", uses="opener"))
_NAME_BEFORE = re.compile(rf"\b(?!{_NO_NAME}\b)(?:[A-Z][\w.&-]+ ){{0,4}}[A-Z][\w.&-]+$")
_LEADING = re.compile(r"\s*(?:(?:In|By|After|While|Before|When|Without)\s+)?$")
_COMMA = re.compile(rf"{HOLE}?((?:,|(?<={HOLE}))\s)")
_NOBODY = re.compile(r"(?:neither|no|none|nobody|nothing|few)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:it|him|her|them|us|me|you|this|that|these|those|so|one|each other|comment)\b|.{0,2}", re.IGNORECASE
)
_TELLS = forms_with("tells")
_PRONOUNS = {"his": "he", "her": "she", "their": "they", "its": "it"}


class Statement(NamedTuple):
    """A reported statement: where its words stand, the cue and the speaker."""

    start: int
    end: int
    cue: Cue
    speaker: Speaker


def is_stance(cue: Cue) -> bool:
    """Whether a cue tells what somebody wants, plans, believes or feels, and not what he said."""
    return cue.kind == "stance" or "stance" in _TELLS.get(cue.text.lower(), ())


def find_reported(unit: Unit) -> list[Statement]:
    """Find the reported statements of a unit, in order, without regard to marks; none begins within another."""
    if not unit.searched:
        return []
    found: list[Statement] = []
    bound = unit.start
    others = [*_by_nouns(unit), *_by_adjectives(unit)] if unit.reports else []
    for one in sorted([*_by_verbs(unit), *others]):
        if one.cue.start >= bound and not _NOBODY.match(one.speaker.text):
            found.append(one)
            bound = max(bound, one.end)
    return found


def _stop(unit: Unit) -> int:
    return unit.end - (1 if unit.masked[unit.end - 1] in ".!?" else 0)


def _says_something(words: str) -> bool:
    return bool(words.replace(HOLE, "").strip(" ,.'\"“”")) and _EMPTY.fullmatch(words) is None


def _by_verbs(unit: Unit) -> Iterator[Statement]:
    """The statements of a sentence that verbs tell; of "Xi said ..., the ministry said" what Xi said."""
    stop = _stop(unit)
    outer = next(filter(None, (_closing(unit, cue, stop) for cue in reversed(unit.reporting))), None)
    if outer is None:
        yield from _in_order(unit, unit.start, stop)
        return
    inner = list(_in_order(unit, unit.start, outer.end))
    said = [one for one in inner if one.cue.text.lower() in CLOSING]
    yield from inner if any(one.start == outer.start or one.end == outer.end for one in said) else [outer]
    yield from _in_order(unit, outer.cue.end, stop, outer.speaker)


def _closing(unit: Unit, cue: Cue, stop: int) -> Statement | None:
    """What a verb or phrase tells that closes its sentence."""
    word = cue.text.lower()
    place = next(_places(unit, cue, stop), None) if word in CLOSING or (cue.kind == "phrase" and word != "by") else None
    if place is None:
        return None
    start, end, speaker, _ = place
    if speaker is None or start > unit.start or cue.start <= end or not _says_something(unit.masked[start:end]):
        return None
    return Statement(start, end, cue, speaker)


def _places(unit: Unit, cue: Cue, stop: int) -> Iterator[tuple[int, int, Speaker | None, bool]]:
    """What the constructions that fit a verb give, and whether it is a clause."""
    for construction in CONSTRUCTIONS:
        place = construction(unit, cue, stop)
        if place is not None:
            yield *place, construction is clause


def _in_order(unit: Unit, bound: int, stop: int, heir: Speaker | None = None) -> Iterator[Statement]:
    """The statements of verbs from left to right; a verb that goes on from another has its subject."""
    known: dict[int, Speaker | None] = {}
    for cue in unit.reporting:
        place = None
        if bound <= cue.start < stop and can_report(cue):
            place = next(_places(unit, cue, stop), None)
        if place is None:
            continue
        start, end, speaker, whole = place
        if speaker is ITS_SUBJECT:
            speaker = known.get(cue.start) or (heir if is_participle(cue) and unit.left_of(cue).endswith(",") else None)
            speaker = speaker or subject_of(unit, cue, whole=whole)
            end, following = before_next(unit, cue, start, end, whole=whole)
            if is_participle(cue) and _LEADING.match(unit.masked[unit.start : cue.start]):
                end, speaker = _leading(unit, start, end)
            if following is not None:
                known[following.start] = speaker
        if speaker is not None and start >= bound and _says_something(unit.masked[start:end]):
            yield Statement(start, end, cue, speaker)
            bound = max(bound, end)


def _leading(unit: Unit, start: int, end: int) -> tuple[int, Speaker | None]:
    """`Citing the risks, Greer left`: where a participle that opens its sentence ends, and the subject behind it."""
    comma = _COMMA.search(unit.masked, start, unit.end)
    behind = [one for one in unit.subjects if comma and comma.end() <= one.start < comma.end() + 60]
    return (min(end, comma.start(1)), unit.resolve(behind[0])) if comma and behind else (end, None)


def _by_nouns(unit: Unit) -> Iterator[Statement]:
    """`... angered by Greer's promise to go on`, `... his call for lower duties`."""
    for match in _NOUN.finditer(unit.masked, unit.start, _stop(unit)):
        owner = match.start() if match["whose"] else unit.masked.rfind(" ", unit.start, match.start()) + 1
        if not _IS_SUBJECT.search(unit.masked, unit.start, max(owner, unit.start)):
            yield from _by_word(unit, "noun", match, Cue(*match.span("word"), "", ""))


def _by_adjectives(unit: Unit) -> Iterator[Statement]:
    """`Greer was confident that duties would fall`, `Both sides are willing to go on`."""
    for match in _ADJECTIVE.finditer(unit.masked, unit.start, _stop(unit)):
        yield from _by_word(unit, "adjective", match, Cue(*match.span("be"), match["be"], "be"))


def _by_word(unit: Unit, kind: str, match: re.Match[str], verb: Cue) -> Iterator[Statement]:
    row = _WORDS[kind, match["word"]]
    if (match["link"] or "to do") not in row["takes"].split("; "):
        return
    start, stop = match.end(), _stop(unit)
    whole = kind == "adjective" and match["link"] == "that"
    end, _ = before_next(unit, verb, start, stop if whole else find_limit(unit, start, stop), whole=whole)
    speaker = _owner(unit, match) if kind == "noun" else subject_of(unit, verb, whole=False)
    if speaker is not None and _says_something(unit.masked[start:end]):
        yield Statement(start, end, Cue(*match.span("word"), match["word"], row["tells"] or kind), speaker)


def _owner(unit: Unit, match: re.Match[str]) -> Speaker | None:
    """Whose promise it is; "their" and "its" only where one alone can be meant."""
    if match["name"]:
        owners = [one for one in unit.speakers if one.end == match.start()]
        if owners:
            return unit.resolve(max(owners, key=lambda one: one.end - one.start))
        name = _NAME_BEFORE.search(unit.masked, max(unit.start, match.start() - 60), match.start())
        return Speaker(*name.span(), name[0], "", side_of_source(name[0]), "name") if name else None
    word = _PRONOUNS[match["whose"].lower()]
    if word in ("he", "she"):
        return unit.resolve(Speaker(*match.span("whose"), word, "", "other", "pronoun"))
    owners = [one for one in unit.speakers if one.end <= match.start() and one.kind != "pronoun"]
    return owners[0] if len({one.actor_id or one.text for one in owners}) == 1 else None
