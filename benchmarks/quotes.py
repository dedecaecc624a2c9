"""Quotations and actors against textacy and spaCy on hand-annotated articles, and the coding of issues.

    python benchmarks/quotes.py [--gold tests/gold] [--articles data/raw/articles] [--model en_core_web_sm]

The gold folder holds quotes.csv (article_id, content, nth, speaker), actors.csv (article_id, text, nth, name, side) and
issues.csv (article_id, issue), as docs/annotation.md describes; the articles are Markdown files named after their
article_id. textacy and spaCy are compared if they and the spaCy model are installed; neither is a dependency. A quotation
or a name counts as found where spans overlap, one to one. A speaker is right if the gold name, or a word of it, stands in
the speaker given.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]  # start, end, speaker or nothing
ROOT = Path(__file__).parents[1]


def read_gold(path: Path, content: str, label: str, articles: Path) -> tuple[dict[str, str], dict[str, list[Span]]]:
    """Texts and gold spans by article_id; every article that actors.csv or quotes.csv names is in."""
    names = {
        row["article_id"]
        for file in ("actors.csv", "quotes.csv")
        for row in csv.DictReader((path.parent / file).open(encoding="utf-8"))
    }
    texts = {}
    for name in sorted(names):
        raw = (articles / f"{name}.md").read_text(encoding="utf-8")
        texts[name] = re.split(r"^---$", raw, maxsplit=2, flags=re.MULTILINE)[-1].strip()
    gold: dict[str, list[Span]] = defaultdict(list)
    for row in csv.DictReader(path.open(encoding="utf-8")):
        start = -1
        for _ in range(int(row["nth"])):
            start = texts[row["article_id"]].find(row[content], start + 1)
        gold[row["article_id"]].append((start, start + len(row[content]), row[label]))
    return texts, gold


def score(gold: dict[str, list[Span]], given: dict[str, list[Span]]) -> dict[str, float]:
    """Precision, recall and F1 of the spans, and the share of found ones whose label is right."""
    hit = right = 0
    for article, wanted in gold.items():
        free = list(given[article])
        for start, end, label in wanted:
            match = next((span for span in free if span[0] < end and start < span[1]), None)
            if match:
                free.remove(match)
                hit += 1
                words = [word for word in label.split() if word[:1].isupper() and len(word) > 1]
                right += label in match[2] or any(re.search(rf"\b{re.escape(word)}\b", match[2]) for word in words)
    n_gold, n_given = sum(map(len, gold.values())), sum(map(len, given.values()))
    return {
        "precision": hit / n_given if n_given else 0.0,
        "recall": hit / n_gold if n_gold else 0.0,
        "F1": 2 * hit / (n_gold + n_given) if n_gold + n_given else 0.0,
        "label": right / hit if hit else 0.0,
    }


def run_tradestudy_quotes(text: str) -> Iterator[Span]:
    from tradestudy import actors, quotes

    names = actors.read_gazetteer().set_index("actor_id")["name"]
    for row in quotes.find_quotes(text).itertuples():
        if row.kind == "direct":
            yield row.start, row.end, f"{row.speaker} {names.get(row.actor_id, '')}".strip()


def run_tradestudy_actors(text: str) -> Iterator[Span]:
    from tradestudy import actors

    for row in actors.find_actors(text).itertuples():
        if not row.text.lower().startswith("the "):
            yield row.start, row.end, row.name


def peers(model: str) -> tuple[dict[str, Callable[[str], Iterator[Span]]], dict[str, Callable[[str], Iterator[Span]]]]:
    """The installed peers for quotations and for names."""
    try:
        nlp: Any = importlib.import_module("spacy").load(model)
    except (ImportError, OSError) as error:
        print(f"spaCy with {model} is not compared: {error}")
        return {}, {}

    def entities(text: str) -> Iterator[Span]:
        for entity in nlp(text).ents:
            if entity.label_ in ("PERSON", "ORG"):
                yield entity.start_char, entity.end_char, entity.text

    try:
        extract: Any = importlib.import_module("textacy.extract")
    except ImportError as error:
        print(f"textacy is not compared: {error}")
        return {}, {"spaCy PERSON and ORG": entities}

    def quotations(text: str) -> Iterator[Span]:
        doc = nlp(text)
        try:
            for quote in extract.direct_quotations(doc):
                content = quote.content
                speaker = " ".join(token.text for token in quote.speaker)
                yield content.start_char, content.end_char, speaker
        except ValueError:  # an odd number of quotation marks
            return

    return {"textacy direct_quotations": quotations}, {"spaCy PERSON and ORG": entities}


def report(task: str, texts: dict[str, str], gold: dict[str, list[Span]], systems: dict[str, Callable]) -> None:
    print(f"\n{task}: {sum(map(len, gold.values()))} in {len(texts)} articles")
    print(f"{'':28}{'precision':>10}{'recall':>8}{'F1':>8}{'label':>8}{'words/s':>10}")
    n_words = sum(len(text.split()) for text in texts.values())
    for name, find in systems.items():
        list(find("Warm up."))
        begun = time.perf_counter()
        given: dict[str, list[Span]] = defaultdict(list, {key: list(find(text)) for key, text in texts.items()})
        speed = n_words / (time.perf_counter() - begun)
        result = score(gold, given)
        print(
            f"{name:28}"
            + "".join(f"{result[k]:{w}.3f}" for k, w in zip(result, (10, 8, 8, 8), strict=True))
            + f"{speed:10,.0f}"
        )


def report_issues(path: Path, texts: dict[str, str]) -> None:
    """Print precision, recall and micro F1 of the issues of whole articles; no peer codes this subject."""
    from tradestudy import issues

    gold = {(row["article_id"], row["issue"]) for row in csv.DictReader(path.open(encoding="utf-8"))}
    given = {(key, issue) for key, text in texts.items() for issue in issues.find_issues(text)["issue"]}
    hit = len(gold & given)
    print(f"\nIssues by article: {len(gold)} in {len(texts)} articles")
    print(f"{'tradestudy':28}{hit / len(given):10.3f}{hit / len(gold):8.3f}{2 * hit / (len(gold) + len(given)):8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Quotations and actors against textacy and spaCy.")
    parser.add_argument("--gold", type=Path, default=ROOT / "tests/gold")
    parser.add_argument("--articles", type=Path, default=ROOT / "data/raw/articles")
    parser.add_argument("--model", default="en_core_web_sm")
    options = parser.parse_args()
    for_quotes, for_names = peers(options.model)
    texts, gold = read_gold(options.gold / "quotes.csv", "content", "speaker", options.articles)
    report("Quotations (label: speaker)", texts, gold, {"tradestudy": run_tradestudy_quotes, **for_quotes})
    texts, gold = read_gold(options.gold / "actors.csv", "text", "name", options.articles)
    report("Names (label: full name)", texts, gold, {"tradestudy": run_tradestudy_actors, **for_names})
    report_issues(options.gold / "issues.csv", texts)


if __name__ == "__main__":
    main()
