"""What kind of event it is, and whose act: from the words of the sentences that tell it and the names in them.

The kinds stand in lexicon/kinds.csv, their cues in lexicon/kind_cues.csv. Every statement votes, its dated clause more
than the rest of its sentence, and the sentence shown more than all others together. The act is that of the agent ("by
...") or of the first name that no preposition governs; there is no parser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from tradestudy.chronology.cues import any_cue
from tradestudy.chronology.grouping import Told, column_of
from tradestudy.chronology.headline import Headline
from tradestudy.chronology.places import CALENDAR
from tradestudy.chronology.scoring import ROLE_WEIGHT
from tradestudy.chronology.statements import NEAR, REACH, without_dateline
from tradestudy.tables import iter_rows
from tradestudy.terms import any_of, read_lexicon, words_of

SHOWN = 3.0  # weight of the sentence that is the event's headline, against 1 of all others together
REST = 0.5  # of what stands outside the dated clause, against 1 in it
TITLE = 0.25  # of what stands in the headline of the report
SPOKEN = 2.0  # of a cue of saying (lexicon/event_cues.csv)
SAID = 1.5  # for a statement whose day is that of a saying
UNSAID = 0.1  # of a meeting in the words of somebody who spoke that day
SINCE = 4.0  # for a measure that stands with "since" or "from" the day
LIMIT = 5.5  # for a day that is a limit
SURE = 0.55  # share of the votes from which a side is named
BOTH, OTHER = "both", "other"

KINDS = words_of("kinds.csv", "kind")
_JOINT = frozenset(words_of("kinds.csv", "kind", joint="yes"))
_PARTNER = {row["side"]: row["partner"] for row in read_lexicon("sides.csv") if row["partner"]}
_MEASURES = ("tariff", "control")
_ON_GOODS = ("tariff", "in_force")


class Naming(NamedTuple):
    """What is known of the reports beside their statements: their headlines, and who is named where."""

    title: Mapping[str, str]
    named: Mapping[tuple[str, int], Mapping[str, str]]  # the side of each name of a sentence
    anywhere: Mapping[str, Mapping[str, str]]  # the same of a whole report


def gather_names(articles: pd.DataFrame, actor_mentions: pd.DataFrame | None) -> Naming:
    """Take the headlines of the articles and the names of each sentence, with their sides."""
    named: defaultdict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    anywhere: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if actor_mentions is not None and {"text", "side"} <= {*actor_mentions}:
        written = actor_mentions.astype({"text": object, "side": object}).fillna("")
        for article_id, sentence_id, text, side in sorted(
            iter_rows(written, "article_id", "sentence_id", "text", "side")
        ):
            if text and side:
                named[article_id, sentence_id][text] = anywhere[article_id][text] = side
    return Naming(column_of(articles, "headline"), named, anywhere)


def code_event(members: Iterable[Told], headline: Headline, naming: Naming) -> dict[str, str]:
    """The kind of an event and whose act it is, as columns of the table events.

    Parameters
    ----------
    members : iterable of Told
        The statements that tell of the event.
    headline : Headline
        What is shown for it: the sentence that it is weighs most.
    naming : Naming
        Headlines of the reports and names of the sentences.

    Returns
    -------
    dict of str to str
        ``kind``, and ``acting_side``: "" where no side leads.
    """
    told = sorted(members, key=lambda t: t.key)
    shown = [t.key[0] == headline.article_id and headline.sentence_id == t.key[1] for t in told]
    others = max(1, len(told) - sum(shown))
    weighed = [
        (one, SHOWN / sum(shown) if here else ROLE_WEIGHT[one.role] / others)
        for one, here in zip(told, shown, strict=True)
    ]
    kind = _choose_kind(weighed, naming)
    return {"kind": kind, "acting_side": _choose_side(weighed, naming, kind)}


# ---------------------------------------------------------------- kind


@cache
def _cues() -> list[tuple[str, float, re.Pattern[str]]]:
    rows = [row for row in read_lexicon("kind_cues.csv") if row["weight"]]
    cues = [(row["kind"], float(row["weight"]), rf"\b(?:{row['pattern']})\b") for row in rows]
    cues.append(("statement", SPOKEN, any_cue("saying")))
    return [(kind, weight, re.compile(pattern, re.IGNORECASE)) for kind, weight, pattern in cues]


def _any(group: str) -> str:
    return rf"\b(?:{'|'.join(words_of('kind_cues.csv', 'pattern', kind=group))})\b"


_ASIDE = re.compile(_any("aside"), re.IGNORECASE)


@lru_cache(maxsize=4096)
def hear(text: str) -> dict[str, float]:
    """The weight of the strongest cue of each kind in a text.

    A verb of deciding strengthens a measure, a hedge weakens it, and a meeting that lies ahead is no meeting yet.

    Examples
    --------
    >>> hear("The tariff will be raised.")
    {'tariff': 4.0}
    """
    found: dict[str, float] = {}
    text = _ASIDE.sub(" ", text)
    for kind, weight, pattern in _cues():
        if pattern.search(text):
            found[kind] = max(found.get(kind, 0.0), weight)
    act, hedge, ahead = (found.pop(group, 0.0) for group in ("act", "hedge", "ahead"))
    return {k: w + (act - hedge) * (k in _MEASURES) - ahead * (k in _JOINT) for k, w in found.items()}


def _choose_kind(weighed: list[tuple[Told, float]], naming: Naming) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    for one, weight in weighed:
        for kind, value in _vote(one, naming.title.get(one.key[0], "")).items():
            votes[kind] += weight * value
    best = max(votes.values(), default=0.0)
    return next((kind for kind in KINDS if best > 0 and votes[kind] == best), OTHER)


def _vote(told: Told, title: str) -> dict[str, float]:
    """What one statement says of each kind."""
    said = told.role == "saying"
    inside, around, above = hear(told.clause), hear(_sentence(told)), hear(title)
    rest = 1.0 if said or ({*inside} <= {"statement"} and sum(inside.values()) <= SPOKEN) else REST
    votes: defaultdict[str, float] = defaultdict(float)
    for kind in {*inside, *around}:
        value = max(inside.get(kind, 0.0), rest * around.get(kind, 0.0))
        votes[kind] = value * (UNSAID if said and kind in _JOINT else 1.0)
    for kind, value in above.items():
        votes[kind] += TITLE * value
    votes["statement"] += SAID * said
    votes["in_force"] += SINCE * (told.role == "since" and any(kind in around for kind in _MEASURES))
    votes["deadline"] += LIMIT * (told.role in ("until", "term"))
    return votes


def _sentence(told: Told) -> str:
    return without_dateline(told.text)[: 2 * REACH]


# ---------------------------------------------------------------- side


class _Name(NamedTuple):
    start: int
    end: int
    side: str
    place: str  # free, agent, governed, target


@cache
def _side_of() -> dict[str, str]:
    """The side of every word that stands for a country."""
    columns = "names", "adjectives", "speaks_as"
    rows = [row for row in read_lexicon("countries.csv") if row["side"]]
    return {word: row["side"] for row in reversed(rows) for name in columns for word in row[name].split("; ") if word}


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_side_of())}(?!\w)")


_CHAIN = r"(?:(?:the|its|his|her|their|an?|all|most|many|some|more|both|other|new)\s+)*"
_CHAIN += rf"(?:(?!(?:{CALENDAR})\b)[A-Z][\w.'’-]*,?\s+){{0,5}}$"
_GOVERNED = re.compile(rf"{_any('governs')}\s+{_CHAIN}")
_AGENT = re.compile(rf"\bby\s+{_CHAIN}")
_ACTED_ON = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?{_any('acted_on')}")
_PASSIVE = re.compile(r"\s+(?:was|were|been|be|is|are)\s+(?:\w+ly\s+)?\w+ed\b")
_FRONTED = re.compile(rf"(?:[\w’'-]+\s+){{0,3}}?{any_cue('subordinator')}[^,;]*,", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_TOGETHER = re.compile(_any("together"), re.IGNORECASE)


def _names_in(text: str, named: Mapping[str, str]) -> list[_Name]:
    """The names of a text that have a side, in order, each with its place in the sentence."""
    spans = [(m.start(), -m.end(), _side_of()[m[0]]) for m in _country().finditer(text)]
    for words, side in named.items():
        if words in text:
            spans += [(m.start(), -m.end(), side) for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    found: list[_Name] = []
    for start, end, side in sorted(spans):
        if not found or start >= found[-1].end:
            found.append(_Name(start, -end, side, _place(text, start, -end)))
    return found


def _place(text: str, start: int, end: int) -> str:
    before = text[max(0, start - NEAR) : start]
    if _ACTED_ON.match(text, end) or _PASSIVE.match(text, end):
        return "target"
    if _AGENT.search(before):
        return "agent"
    return "governed" if _GOVERNED.search(before) else "free"


def _acting(text: str, names: list[_Name], kind: str) -> tuple[str, float]:
    """The side that acts in a text and how sure that is."""
    by_place: defaultdict[str, list[_Name]] = defaultdict(list)
    fronted = _FRONTED.match(text)
    behind = [name for name in names if fronted and name.start >= fronted.end()]
    for name in behind or names:
        by_place[name.place].append(name)
    if by_place["agent"]:
        return by_place["agent"][0].side, 1.0
    if free := by_place["free"]:
        pair = {name.side for name in free[:2]} == {*_PARTNER}
        return (BOTH if pair and _AND.fullmatch(text, free[0].end, free[1].start) else free[0].side), 1.0
    if by_place["target"] and kind in _ON_GOODS and (partner := _PARTNER.get(by_place["target"][0].side)):
        return partner, 0.6
    return (by_place["governed"][0].side, 0.3) if by_place["governed"] else ("", 0.0)


def _within(text: str, clause: str, names: list[_Name]) -> list[_Name]:
    """The names of a clause, with the first half of a pair that "and" cut off."""
    low = max(0, text.find(clause))
    found = [name for name in names if low <= name.start < low + len(clause)]
    before = [name for name in names if found and name.end <= found[0].start][-1:]
    paired = before and _AND.fullmatch(text, before[0].end, found[0].start)
    return before + found if paired else found


def _choose_side(weighed: list[tuple[Told, float]], naming: Naming, kind: str) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    everybody: set[str] = set()
    for one, weight in weighed:
        text, title = _sentence(one), naming.title.get(one.key[0], "")
        names = _names_in(text, naming.named.get(one.sentence, {}))
        above = _names_in(title, naming.anywhere.get(one.key[0], {}))
        within = _within(text, one.clause, names)
        for part, (side, sure) in (
            (1.0, _acting(text, within, kind)),
            (REST, _acting(text, names, kind)),
            (TITLE, _acting(title, above, kind)),
        ):
            votes[side] += weight * part * sure
        votes[BOTH] += weight * bool(_TOGETHER.search(one.clause))
        everybody |= {name.side for name in names + above}
    if kind in _JOINT and (everybody >= {*_PARTNER} or votes[BOTH]):
        return BOTH
    votes.pop("", None)
    leading = max(votes, key=lambda side: votes[side], default="")
    return leading if leading and votes[leading] >= SURE * sum(votes.values()) > 0 else ""
