"""Saved pages against what their publishers say their articles hold.

    python benchmarks/pages.py FOLDER

FOLDER holds NAME.html and NAME.json (published, title, authors, paragraphs), as the test pages of Fundus can be laid
out. Body is the F1 of bags of words, mean over pages; a title is right with four of five of its words; furniture are
words that stand in no paragraph, title or author.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tradestudy import articles


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def score_page(gold_file: Path) -> dict[str, float]:
    """Title, day, body and furniture of one page; a page that is no article scores nothing."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    read, _ = articles.read(gold_file.with_suffix(".html"))
    if not len(read):
        return {"title": 0, "day": 0, "body": 0, "furniture": 0, "words": 0}
    row = read.iloc[0]
    body, want = Counter(words(row["text"])), Counter(words(" ".join(gold["paragraphs"])))
    same, title = (body & want).total(), set(words(gold["title"]))
    allowed = want + Counter(words(" ".join([gold["title"], *map(str, gold["authors"])])))
    return {
        "title": len(title & set(words(row["headline"]))) >= 0.8 * len(title),
        "day": row["published"] == gold["published"],
        "body": 2 * same / max(1, body.total() + want.total()),
        "furniture": (body - allowed).total(),
        "words": body.total(),
    }


def measure(gold_files: Iterable[Path]) -> dict[str, Any]:
    """The figures of a set: counts of right titles and days, mean F1 of the body, furniture in a thousand words."""
    scores = [score_page(path) for path in gold_files]
    total = {name: sum(score[name] for score in scores) for name in scores[0]}
    return {
        "pages": len(scores),
        "title": int(total["title"]),
        "day": int(total["day"]),
        "body_F1": total["body"] / len(scores),
        "furniture_a_thousand": f"{1000 * total['furniture'] / total['words']:.1f}",
    }


def main() -> None:
    """Print the figures of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for name, value in measure(sorted(parser.parse_args().folder.glob("*.json"))).items():
        print(f"{name.replace('_', ' '):<22}{value:.3f}" if isinstance(value, float) else f"{name:<22}{value}")


if __name__ == "__main__":
    main()
