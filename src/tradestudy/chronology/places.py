"""Where it happened: the places that dated clauses name, and those that open a report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from tradestudy import timex
from tradestudy.chronology.cues import any_cue
from tradestudy.chronology.grouping import Told
from tradestudy.chronology.statements import without_dateline
from tradestudy.terms import words_of

NAME = r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]{2,})*"
_PLACE = re.compile(rf"\b(in|at)\s+({NAME}(?:\s+{NAME}){{0,2}})(?=[,.;:)]|$|\s+[a-z])")
COUNTRIES = frozenset(words_of("countries.csv", "names"))
CALENDAR = "|".join(name.title() for name in [*timex.MONTH, *timex.WEEKDAY])
_NO_PLACE = re.compile(rf"\b(?:{CALENDAR})\b|{any_cue('no_place')}")


def find_places(clause: str) -> list[tuple[str, float]]:
    """Places named after "in" or "at", each with a weight: 6 after "in", 2 after "at", a sixth of that for a country.

    Examples
    --------
    >>> find_places("Negotiators met at Lancaster House in London on Monday")
    [('Lancaster House', 2.0), ('London', 6.0)]
    """
    found = [(match[1], _without_subject(match[2])) for match in _PLACE.finditer(clause)]
    return [
        (place, (6 if before == "in" else 2) / (6 if place in COUNTRIES else 1))
        for before, place in found
        if not _NO_PLACE.search(place)
    ]


def _without_subject(name: str) -> str:
    """ "China" of "in China Donald Trump kept quiet"."""
    words = name.split()
    heads = (" ".join(words[:n]) for n in range(1, len(words)))
    return next((head for head in heads if head in COUNTRIES), name)


def choose_place(members: list[Told], place_of: Mapping[str, str]) -> str:
    """The place named most; of datelines, those that are more than one correspondent's whereabouts."""
    votes: defaultdict[str, float] = defaultdict(float)
    for told in members:
        for place, weight in find_places(told.clause):
            votes[place] += weight
    opening = [told for told in members if told.key[1] <= 1 and told.role in ("event", "lede")]
    datelines = Counter(place for told in opening if (place := _first_place(place_of.get(told.key[0], ""))))
    alone = len({told.original for told in members}) == 1
    for place, count in datelines.items():
        if alone or count > 1 or any(place in without_dateline(told.text) for told in members):
            votes[place] += 2 * count
    return min(votes, key=lambda place: (-votes[place], place)) if votes else ""


def _first_place(dateline: str) -> str:
    """ "Geneva" of "GENEVA/BEIJING, May 12"."""
    place = dateline.split(",")[0].split("/")[0].strip()
    return place.title() if place.isupper() else place
