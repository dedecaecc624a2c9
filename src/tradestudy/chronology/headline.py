"""The sentence that tells an event best."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tradestudy.chronology.cues import any_cue
from tradestudy.chronology.days import days_between
from tradestudy.chronology.grouping import ROLE_WEIGHT, Group, Told
from tradestudy.chronology.places import NAME
from tradestudy.chronology.statements import without_dateline

_LEANING = re.compile(rf"^(?:[\"'“‘(]|{any_cue('leaning')})", re.IGNORECASE)
_NAME = re.compile(rf"(?<!^)(?<![.!?]\s)\b{NAME}|\b[A-Z]{{2,}}\b")
_VERB = r"is|are|was|were|has|have|had|will|would|could|may|might|can|[a-z]+ed"
_BARE = re.compile(rf"^The\s+[a-z-]+(?:\s+[a-z-]+)?(?:,|\s+(?:{_VERB})\b)")
_POINTING = re.compile(any_cue("pointing"))
_SUPPOSED = re.compile(rf"^(?!.*{any_cue('saying')})[^,;]{{0,60}}\bwould\b")
_LOOKING_BACK = re.compile(any_cue("looking_back"))
_QUOTED = re.compile(r"[\"“]([^\"”]*)[\"”]")


def choose_headline(members: list[Told], group: Group, actors: Mapping[tuple[str, int], list[str]], day: str) -> str:
    """The sentence that tells the event of a day best.

    About the dated thing, representative, and readable on its own.
    """

    def rank(told: Told) -> tuple:
        value = group.similarity(told) + 0.3 * ROLE_WEIGHT[told.role] + 0.3 * (told.key[1] == 0 and told.date == day)
        value += standing(without_dateline(told.text)) + 0.1 * bool(actors.get(told.key[:2]))
        value += 0.4 * (told.status == "reported") + 0.2 * (0 <= days_between(told.date, told.published) <= 3)
        value -= 0.8 * (told.granularity in ("week", "month")) + 0.3 * (not told.main)
        value -= 0.3 * (told.role == "since" and bool(re.search(r"\bsince\b", told.clause, re.IGNORECASE)))
        return -round(value, 9), told.published, told.key

    return without_dateline(min(members, key=rank).text)


def standing(text: str) -> float:
    """How well a sentence stands alone as a headline.

    Names count for it; a leaning opening, quotation, length, supposition against it.
    """
    words = text.split()
    quoted = sum(len(match.split()) for match in _QUOTED.findall(text))
    value = 0.1 * min(3, len(set(_NAME.findall(text)))) - 0.2 * bool(_LOOKING_BACK.search(text))
    value -= 0.6 * bool(_LEANING.match(text)) + 0.3 * bool(_BARE.match(text)) + 0.8 * (quoted > len(words) / 3)
    value -= 0.6 * text.endswith("?") + 0.3 * (bool(_SUPPOSED.match(text)) + bool(_POINTING.search(text)))
    return value - 0.02 * max(0, len(words) - 30) - 0.05 * max(0, 8 - len(words))
