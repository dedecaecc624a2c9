"""The rules by which words between marks find their verb and its subject, in the order they are asked.

Each takes a unit of text and the place of the words in it and yields cues with their speakers; the first that names a
speaker wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tradestudy.quotes.attribution import COORDINATE, SPEECH_NOUN, Unit
from tradestudy.quotes.marks import HOLE
from tradestudy.quotes.phrases import is_name, is_past, phrase_at_head
from tradestudy.quotes.speakers import Cue, Speaker, can_speak, is_participle

_ATTACHED = re.compile(r"\s*[,–—-]")
_AND = re.compile(r"[\"”’\s,]*\sand\b")
_SIGNATURE = re.compile(r"\s*[–—―-]{1,2}\s*([A-Z](?:[^\n,.;:(]|(?<=\b[A-Z])\.){2,60}?)\s*(?:[,(\n]|(?<!\b[A-Z])\.|$)")

_NEAREST = 6  # cues looked at on either side of a quotation


class Place(NamedTuple):
    """The words between two marks and the cues nearest to them."""

    start: int
    end: int  # where the words and all that is masked behind them end
    tail: str
    attached: bool  # a comma or a dash ties the words to what follows
    before: list[Cue]
    after: list[Cue]

    @property
    def strong(self) -> list[Cue]:
        """The verbs before the words, the nearest first, without those used only where no other cue is near."""
        return [cue for cue in reversed(self.before) if cue.kind not in ("phrase", "weak")]


Found = Iterator[tuple[Cue | None, Speaker | None]]


def closes(unit: Unit, place: Place) -> Found:
    """`"...," Bessent said`: the verb that the words run into, unless one before them governs them."""
    strong = place.strong
    for cue in place.after[:1]:
        if not place.attached or cue.kind == "weak" or is_participle(cue) or (strong and cue.kind == "phrase"):
            continue
        if strong and (COORDINATE.match(place.tail) or unit.is_verdict(strong[0], place.start)):
            continue
        if not strong and _AND.match(place.tail):
            continue
        between = unit.masked[place.end : cue.start]
        speaker = unit.inverted(cue, between) or unit.subject(cue)
        if not strong or (speaker and can_speak(speaker)):
            yield cue, speaker


def governs(unit: Unit, place: Place) -> Found:
    """`Bessent said it was "..."`: a verb before the words."""
    found = [(cue, unit.subject(cue)) for cue in unit.without_embedded(place.strong)]
    yield from sorted(found, key=lambda one: one[1] is not None and not can_speak(one[1]))


def tags(unit: Unit, place: Place) -> Found:
    """`"...," Roe deadpanned`: a subject and any verb in the past right behind words that run on."""
    start = place.end + len(place.tail) - len(place.tail.lstrip(" ,"))
    if not place.attached or start == unit.end:
        return
    pronoun = next((one for one in unit.speakers if one.start == start and one.kind == "pronoun"), None)
    phrase = (start, pronoun.end) if pronoun else phrase_at_head(unit.masked, start, min(unit.end, start + 120))
    if phrase and phrase[0] == start and is_past(unit.masked[phrase[1] : unit.end]):
        yield None, unit.resolve(pronoun) if pronoun else unit.named(phrase)


def trails(unit: Unit, place: Place) -> Found:
    """`... a "...", said a senior official`: a verb that the sentence adds behind a comma."""
    for cue in place.after:
        if unit.trails(cue, place.end) and (cue.kind == "phrase" or not _AND.match(place.tail)):
            between = unit.masked[place.end : cue.start]
            yield cue, unit.inverted(cue, "" if between.endswith(", ") else between) or unit.subject(cue)


def weakly_governs(unit: Unit, place: Place) -> Found:
    """`Bessent wants "..."`: an ordinary verb before the words."""
    return ((cue, unit.subject(cue)) for cue in reversed(place.before) if cue.kind == "weak")


def follows(unit: Unit, place: Place) -> Found:
    """`The "..." was, Bessent said, dead`: any verb behind the words."""
    for cue in place.after:
        if cue.kind == "weak":
            continue
        speaker = unit.inverted(cue, unit.masked[place.end : cue.start]) or unit.subject(cue)
        if speaker and can_speak(speaker):
            yield cue, speaker


def according(unit: Unit, place: Place) -> Found:
    """`According to Bessent, it is "..."`: a phrase before the words."""
    return ((cue, unit.right_of(cue)) for cue in place.before if cue.kind == "phrase")


def owns(unit: Unit, place: Place) -> Found:
    """`Bessent's statement: "..."`: a noun of speech with its owner."""
    for one in reversed(unit.speakers):
        if one.end <= place.start and SPEECH_NOUN.match(unit.masked, one.end):
            yield None, unit.resolve(one)


def announces(unit: Unit, place: Place) -> Found:
    """`Bessent was blunt: "..."`, `Bessent shook his head, "..."`: a whole sentence behind a clause with a subject."""
    before = unit.masked[unit.start : place.start].rstrip(HOLE + " ")
    sentence = unit.text[place.start : place.end].lstrip("[‘'")[:1].isupper() and unit.text[
        place.start : place.end
    ].rstrip("\"”’'").endswith((".", "!", "?"))
    if before.endswith(":") or (before.endswith(",") and sentence):
        if head := phrase_at_head(unit.masked, unit.start, unit.start + len(before) - 1):
            yield None, unit.named(head)
        for one in unit.subjects[:1]:
            if one.end <= place.start:
                yield None, unit.resolve(one)


def signs(unit: Unit, place: Place) -> Found:
    """`"..." — Jane Roe`: a dash and a name behind the words."""
    signature = _SIGNATURE.match(unit.masked, place.end, place.end + 80)
    if signature and is_name(signature[1]):
        yield None, unit.named(signature.span(1))


RULES = (closes, signs, governs, tags, trails, weakly_governs, follows, according, owns, announces)


def attribute(unit: Unit, start: int, end: int) -> tuple[Cue | None, Speaker | None]:
    """The cue and the speaker of the words between two offsets, by the first of the rules that finds them."""
    if unit.searched:
        place = _around(unit, start, end)
        for rule in RULES:
            for cue, speaker in rule(unit, place):
                if speaker is not None:
                    return cue, speaker
    return None, None


def _around(unit: Unit, start: int, end: int) -> Place:
    hole_end = end
    while hole_end < unit.end and unit.masked[hole_end] == HOLE:
        hole_end += 1
    tail = unit.masked[hole_end : unit.end]
    attached = _ATTACHED.match(tail) is not None or unit.text[start:end].rstrip("'’")[-1:] in ",?!…—–"
    after = [cue for cue in unit.cues if cue.start >= hole_end][:_NEAREST]
    before = [cue for cue in unit.cues if cue.end <= start and cue.text.lower() != "by"][-_NEAREST:]
    return Place(start, hole_end, tail, attached, before, after)
