"""Which days belong on a timeline: rank_dates on Timeline17 (Tran et al. 2013), merged input, date F1.

    python benchmarks/timeline17.py --data DIR [--out PRED.json]

DIR holds one folder per source: SOURCE/articles.jsonl.gz (id, published, text) and SOURCE/timelines/*.txt (gold). All
sources of a topic, the part of the name before "_", are read together; for a gold timeline of n days, the articles
published within its span rank the days of that span, and the first n are compared with the gold. Definition of the
score as in news-tls (Gholipour Ghalandari and Ifrim, ACL 2020): no tolerance, n days predicted, mean over timelines.
"hard" leaves out the timelines where more than 85% of the span's days are gold. rank_dates counts the articles that
mention a day; beside it stand that count with ties broken by publications, and the count of publications.
--out writes {"SOURCE/TIMELINE": [days of the span, best first]}.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradestudy import sentences, timex
from tradestudy.chronology import ranking
from tradestudy.chronology.days import days_between

DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)\s*")
BRACKETS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    r"\/": "/",
    "``": "“",
    "''": "”",
}
SPACED = (
    (re.compile(r" (?=[,.;:!?%)\]”]|n't\b|'(?:s|re|ve|ll|d|m)\b|'(?: |$))"), ""),
    (re.compile(r"(?<=[(\[“$£€]) "), ""),
)
HARD = 0.85
COUNTS = {
    "articles published that day": ["n_published"],
    "articles that mention the day": ["n_articles", "n_published"],
}
METHODS = (*COUNTS, "rank_dates")
TOO_BIG = 200_000


class Task(NamedTuple):
    """One gold timeline."""

    key: str
    topic: str
    gold: frozenset[str]
    start: str
    end: str

    @property
    def hard(self) -> bool:
        """Whether less than 85% of the days of the span are gold."""
        return len(self.gold) / (days_between(self.start, self.end) + 1) < HARD


class Topic(NamedTuple):
    """All articles of a topic with the tables made from them."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    timexes: pd.DataFrame


def detokenise(text: str) -> str:
    """Put Penn Treebank tokens back into running text, one line a paragraph."""
    lines = []
    for line in text.split("\n"):
        line = " ".join(BRACKETS.get(token, token.replace(r"\/", "/")) for token in line.split())
        for pattern, with_what in SPACED:
            line = pattern.sub(with_what, line)
        lines.append(line)
    return "\n\n".join(line for line in lines if line)


def load_tasks(data: Path) -> list[Task]:
    """Read the gold timelines in a fixed order."""
    tasks = []
    for file in sorted(data.glob("*/timelines/*.txt")):
        lines = file.read_text(encoding="utf-8", errors="ignore").splitlines()
        gold = frozenset(found[1] for line in lines if (found := DAY.fullmatch(line)) and _exists(found[1]))
        source = file.parts[-3]
        tasks.append(Task(f"{source}/{file.stem}", source.split("_")[0], gold, min(gold), max(gold)))
    return tasks


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def load_topics(data: Path) -> dict[str, Topic]:
    """Read the articles of each topic and find their time expressions."""
    rows: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for file in sorted(data.glob("*/articles.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                article_id = f"{file.parts[-2]}/{record['id']}"
                rows[file.parts[-2].split("_")[0]].append(
                    (article_id, record["published"][:10], detokenise(record["text"]))
                )
    topics = {}
    for topic, found in rows.items():
        split, dated = [], []
        for article_id, published, text in found:
            split.append(sentences.split(text[:TOO_BIG], article_id=article_id))
            dated.append(timex.find_timexes(text[:TOO_BIG], published, sentences=split[-1], article_id=article_id))
        articles = pd.DataFrame(found, columns=["article_id", "published", "text"])
        topics[topic] = Topic(articles, pd.concat(split, ignore_index=True), pd.concat(dated, ignore_index=True))
    return topics


def rank(task: Task, topic: Topic) -> pd.DataFrame:
    """Rank the days of a gold timeline's span from the articles published within it."""
    published = topic.articles["published"]
    within = topic.articles[(published >= task.start) & (published <= task.end)]
    return ranking.rank_dates(within, task.start, task.end, sentences=topic.sentences, timexes=topic.timexes)


def f1(ranked: Iterable[str], task: Task) -> float:
    """Date F1 of the first n days of a ranking, n being the number of gold days: precision and recall are equal."""
    first = list(ranked)[: len(task.gold)]
    right = len(set(first) & task.gold)
    return 2 * right / (len(first) + len(task.gold))


def mean(values: Iterable[float]) -> float:
    """Mean, and 0 for no value."""
    values = list(values)
    return sum(values) / len(values) if values else 0.0


class Score(NamedTuple):
    """How a timeline was met: whether it is hard, our ranking of its days, date F1 by method."""

    hard: bool
    ranked: list[str]
    f1: dict[str, float]


def score(task: Task, topic: Topic) -> Score:
    """Rank the days of a timeline by every method and compare with the gold."""
    days = rank(task, topic)
    ranked = list(days["date"])
    by_date = days.sort_values("date")
    orders = {name: by_date.sort_values(by, ascending=False, kind="stable")["date"] for name, by in COUNTS.items()}
    orders["rank_dates"] = days["date"]
    return Score(task.hard, ranked, {name: f1(orders[name], task) for name in METHODS})


def averages(scores: Iterable[Score], name: str) -> tuple[float, float]:
    """Mean date F1 of a method over all timelines, and over the hard ones."""
    scores = list(scores)
    return mean(s.f1[name] for s in scores), mean(s.f1[name] for s in scores if s.hard)


def main() -> None:
    """Print the scores, write the rankings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=Path, metavar="DIR", help="folder of sources")
    parser.add_argument("--out", type=Path, metavar="PRED.json", help="where to write the rankings")
    given = parser.parse_args()
    tasks, topics = load_tasks(given.data), load_topics(given.data)
    if not tasks:
        parser.error(f"{given.data}: expected SOURCE/timelines/*.txt and SOURCE/articles.jsonl.gz; found none")
    scores = {task.key: score(task, topics[task.topic]) for task in tasks}
    print(f"{'timeline':45} {'days':>5} {'publ.':>6} {'ment.':>6} {'ours':>6}")
    for task in tasks:
        values = " ".join(f"{scores[task.key].f1[name]:6.3f}" for name in METHODS)
        print(f"{task.key:45} {len(task.gold):5} {values}")
    n_hard = sum(s.hard for s in scores.values())
    for name in METHODS:
        everything, hard = averages(scores.values(), name)
        print(f"{name:32} all {len(tasks)}: {everything:.3f}   hard {n_hard}: {hard:.3f}")
    if given.out:
        predicted = {key: s.ranked for key, s in scores.items()}
        given.out.write_text(json.dumps(predicted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
