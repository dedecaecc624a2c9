"""Which statements tell of one event: words in common decide, day by day.

Likeness is the cosine of the words around two statements, weighed by rarity among the articles, and less between what
is awaited and what was done. It does not depend on the size of the corpus, so an article about something else changes
no group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from tradestudy.chronology.cues import cue, tells
from tradestudy.chronology.days import iso_day, shift_day
from tradestudy.chronology.likeness import content_words, cosine, vector, word_weights
from tradestudy.chronology.statements import Statement

SAME_EVENT = 0.04  # likeness from which a statement joins an event of the same day
SAME_MONTH = 0.1  # the same for events of one week or month, of which there are many
SAME_STORY = 0.15  # likeness from which a vaguer date (a month, an undated lede) joins a day's event
AWAITED_OR_DONE = 0.2  # share of its likeness that what is awaited loses to an event that was done, and the reverse
IN_HEADLINE = 0.6  # weight of a word there, against 1 in the sentence itself

_BESIDES = cue("besides")


class Told(NamedTuple):
    """A statement with what clustering and scoring need to know of its article."""

    key: tuple[str, int, str]  # article_id, sentence_id, tid
    date: str
    last: str
    granularity: str
    status: str
    role: str
    text: str
    main: bool
    clause: str
    published: str
    original: str  # the article of which this one is a near-duplicate, or itself
    publisher: str
    vector: dict[str, float]
    besides: bool  # whether the sentence says that it tells one more thing

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence that tells it: article_id, sentence_id."""
        return self.key[:2]


class Group:
    """Statements taken for one event."""

    def __init__(self, first: Told) -> None:
        self.members: list[Told] = []
        self.total: defaultdict[str, float] = defaultdict(float)
        self.length = self._square = 0.0  # kept, not summed anew: a group may grow with the corpus
        self.status: Counter[str] = Counter()
        self.articles: set[str] = set()
        self.add(first)

    def add(self, told: Told) -> None:
        """Take a statement in."""
        self.members.append(told)
        self.status[told.status] += 1
        self.articles.add(told.original)
        for word, value in told.vector.items():
            self._square += (2 * self.total[word] + value) * value
            self.total[word] += value
        self.length = self._square**0.5

    def similarity(self, told: Told) -> float:
        """Cosine of a statement and the group."""
        return cosine(told.vector, self.total) / self.length if self.length else 0.0

    def likeness(self, told: Told) -> float:
        """The cosine, and less by the share of members that await what the statement reports, or the reverse.

        Nothing where the article tells of the event already and says that this is one more ("also").
        """
        if told.besides and told.original in self.articles:
            return 0.0
        unlike = 1 - self.status[told.status] / len(self.members)
        return self.similarity(told) * (1 - AWAITED_OR_DONE * unlike)


def tell(
    statements: Sequence[Statement],
    articles: pd.DataFrame,
    issues: Mapping[tuple[str, int], list[str]],
    actors: Mapping[tuple[str, int], list[str]],
) -> list[Told]:
    """Join statements with their articles; give each the unit vector of the words around it."""
    original = _originals(articles)
    published = dict(zip(articles["article_id"], map(iso_day, articles["published"]), strict=True))
    publisher, headline = column_of(articles, "publisher"), column_of(articles, "headline")
    around = _words_around(statements, headline, issues, actors)
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for (article_id, _), words in around.items():
        if article_id == original[article_id]:
            by_article[article_id].update(words)
    rarity = word_weights(by_article.values())
    vectors = {
        key: vector(words, {word: rarity.get(word, 1.0) * weight for word, weight in words.items()})
        for key, words in around.items()
    }
    told = []
    for s in statements:
        source, key = original[s.article_id], (s.article_id, s.sentence_id, s.tid)
        who = publisher.get(source) or publisher.get(s.article_id, "") or source
        besides = tells(s.text, _BESIDES)
        dated = (s.date, s.last, s.granularity, s.status, s.role, s.text, s.main, s.clause)
        told.append(Told(key, *dated, published[s.article_id], source, who, vectors[key[:2]], besides))
    return sorted(told, key=lambda t: (t.published, t.key))


def column_of(articles: pd.DataFrame, name: str) -> dict[str, str]:
    """A column by article_id, "" for a missing cell; empty where a table of one's own lacks it."""
    if name not in articles:
        return {}
    return dict(zip(articles["article_id"], articles[name].astype(object).fillna(""), strict=True))


def _words_around(
    statements: Iterable[Statement],
    headline: Mapping[str, str],
    issues: Mapping[tuple[str, int], list[str]],
    actors: Mapping[tuple[str, int], list[str]],
) -> dict[tuple[str, int], dict[str, float]]:
    """Words, issues and actors of each sentence that makes a statement, and of its headline, weighed."""
    title: dict[str, list[str]] = {}
    around: dict[tuple[str, int], dict[str, float]] = {}
    for key, text in sorted({(s.article_id, s.sentence_id): s.text for s in statements}.items()):
        if key[0] not in title:
            title[key[0]] = content_words(headline.get(key[0], ""))
        named = [f"issue:{value}" for value in issues.get(key, [])] + [
            f"actor:{value}" for value in actors.get(key, [])
        ]
        around[key] = dict.fromkeys(title[key[0]], IN_HEADLINE) | dict.fromkeys([*content_words(text), *named], 1.0)
    return around


def _originals(articles: pd.DataFrame) -> dict[str, str]:
    """The article that each article repeats, or itself."""
    ids = list(articles["article_id"])
    repeats = column_of(articles, "duplicate_of")
    result = {}
    for article_id in ids:
        source, seen = article_id, {article_id}
        while (further := repeats.get(source, "")) and further in repeats and further not in seen:
            source = further
            seen.add(source)
        result[article_id] = source
    return result


def group_statements(told: Iterable[Told]) -> list[Group]:
    """Group statements into events: those of a day, then the vaguer ones, which join a day's event where they can."""
    everything = list(told)
    own = [t for t in everything if t.key[0] == t.original]
    by_day = _group_days([t for t in own if t.granularity in ("day", "range")])
    vague: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for statement in own:
        if statement.granularity in ("week", "month"):
            within = [day for day in sorted(by_day) if statement.date <= day <= statement.last]
            joined = _join([group for day in within for group in by_day[day]], statement, SAME_STORY)
            if not joined and (statement.main or statement.status == "expected"):
                _join_or_open(vague[statement.date, statement.last], statement, SAME_MONTH)
    groups = [group for of in (by_day, vague) for _, found in sorted(of.items()) for group in found]
    _add_duplicates(groups, [t for t in everything if t.key[0] != t.original])
    return groups


def _group_days(told: list[Told]) -> dict[str, list[Group]]:
    """The events of each day: sayings and computed terms join last, then the undated openings of reports."""
    by_day: defaultdict[str, list[Group]] = defaultdict(list)
    exact = [t for t in told if t.role != "lede"]
    for statement in sorted(exact, key=lambda t: (t.role in ("saying", "term"), t.published, t.key)):
        _join_or_open(by_day[statement.date], statement, SAME_EVENT)
    for statement in (t for t in told if t.role == "lede"):
        near = [group for back in (0, 1, 2) for group in by_day.get(shift_day(statement.date, -back), [])]
        if not _join(near, statement, SAME_STORY):
            by_day[statement.date].append(Group(statement))
    return by_day


def _add_duplicates(groups: list[Group], repeated: list[Told]) -> None:
    """Let what a near-duplicate repeats stand beside it as evidence.

    It founds no event, for it is no second witness.
    """
    group_of = {(t.original, t.date, t.last, t.text): group for group in groups for t in group.members}
    for statement in repeated:
        group = group_of.get((statement.original, statement.date, statement.last, statement.text))
        if group:
            group.members.append(statement)


def _join(groups: list[Group], statement: Told, threshold: float) -> bool:
    likeness = [group.likeness(statement) for group in groups]
    best = max(likeness, default=0.0)
    if best < threshold:
        return False
    groups[likeness.index(best)].add(statement)
    return True


def _join_or_open(groups: list[Group], statement: Told, threshold: float) -> None:
    if not _join(groups, statement, threshold):
        groups.append(Group(statement))
