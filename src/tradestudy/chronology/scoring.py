"""The score of an event: which publishers tell of it, where in their reports, and how soon."""

from __future__ import annotations

from collections import Counter, defaultdict

from tradestudy.chronology.days import days_between
from tradestudy.chronology.grouping import Group, Told
from tradestudy.chronology.ranking import LEDE

# What the day is to the sentence.
ROLE_WEIGHT = {"event": 1.0, "since": 1.0, "until": 1.0, "lede": 0.5, "saying": 0.5, "term": 0.25}
GRANULARITY_WEIGHT = {"day": 1.0, "range": 1.0, "week": 0.5, "month": 0.25}
HALFWAY = 4  # the sentence, counted from 0, that weighs half of the first
SOON = 3  # days after an event in which reports of it are news, not background
LATE, AHEAD = 0.6, 0.25  # weight of a report that looks back on the event, and of one that expects it


def weight_of(told: Told, day: str) -> float:
    """What a statement adds to the score of the event of a day: 1 for a first sentence that tells of it as news."""
    lag = days_between(day, told.published)
    when = AHEAD if lag < 0 else 1.0 if lag <= SOON else LATE
    place = HALFWAY / (HALFWAY + told.key[1])
    return ROLE_WEIGHT[told.role] * GRANULARITY_WEIGHT[told.granularity] * when * place


def score_event(group: Group) -> dict:
    """The score of an event and the counts that explain it.

    The score is the sum over its publishers, each with its weightiest statement. Near-duplicates count once, for the
    publisher of the first.
    """
    own = [told for told in group.members if told.key[0] == told.original]
    day = min(told.date for told in group.members)
    weight: defaultdict[str, float] = defaultdict(float)
    for told in own:
        weight[told.publisher] = max(weight[told.publisher], weight_of(told, day))
    lags = [days_between(day, when) for _, when in {(told.original, told.published) for told in group.members}]
    return {
        "score": round(sum(weight[name] for name in sorted(weight)), 6),
        "n_lede": len({told.publisher for told in own if told.key[1] < LEDE}),
        "n_late": sum(lag > SOON for lag in lags),
        "n_ahead": sum(lag < 0 for lag in lags),
        "roles": commonest(Counter(told.role for told in group.members)),
    }


def commonest(counts: Counter[str]) -> str:
    """The values counted, commonest first, joined for one cell."""
    return "; ".join(sorted(counts, key=lambda value: (-counts[value], value)))
