"""Accuracy of dates against TimeML gold (TempEval-3 semantics), on a folder of .tml files.

    python benchmarks/timeml.py --data DIR [--out PRED.json] [--errors] [--ablate] [--rules]
    python benchmarks/timeml.py --digests [--errors] [--ablate] [--rules]

With --digests the gold is tests/gold/timexes.csv, made on the shipped digests, where a range is one mention.

PRED.json is {"FILE.tml": [[start, end, type, value], ...]}, offsets into the text inside <TEXT>. TimeML annotates the
two ends of a range apart, so ranges are read with ranges="split". No part of the test suite.

Scores, in per cent. Pairs are gold and predicted mentions that overlap, one to one, from left to right. relaxed F1:
pairs; strict F1: pairs with the same characters; value F1: relaxed F1 times the share of pairs whose value is equal;
day accuracy: of the gold DATEs whose value is a full day, the share that an overlapping prediction gives (a TIME on
that day counts).

With --rules the texts are read again without each policy, each row of the grammar and each list of words that rules
ask for. uses: mentions that are other, missing or new then; values, days: how many fewer are right (negative: it
harms).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tradestudy import articles, timex
from tradestudy.terms import read_lexicon
from tradestudy.timex.words import listed

ROOT = Path(__file__).parents[1]

Gold = tuple[int, int, str, str]
Document = tuple[str, str, list[Gold]]


def read_document(path: Path) -> Document:
    """DCT, text and gold mentions of one TimeML file."""
    root = ElementTree.parse(path).getroot()
    body, stamp = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None or stamp is None:
        raise SystemExit(f"{path}: expected a <TEXT> and a <DCT> with a TIMEX3")
    parts: list[str] = []
    gold: list[Gold] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        end = sum(map(len, parts))
        if element.tag == "TIMEX3" and end > start:
            gold.append((start, end, element.get("type", ""), element.get("value", "")))

    walk(body)
    return stamp.get("value", "")[:10], "".join(parts), sorted(gold)


def read_folder(folder: Path) -> tuple[list[str], list[Document]]:
    """Names and documents of a folder of .tml files."""
    paths = sorted(folder.glob("*.tml"))
    return [path.name for path in paths], [read_document(path) for path in paths]


def read_digests(folder: Path) -> tuple[list[str], list[Document]]:
    """Names and documents of the annotated digests: tests/gold/timexes.csv and the articles it names."""
    marks: dict[str, list[dict[str, str]]] = {}
    with (folder / "tests" / "gold" / "timexes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks.setdefault(row["article_id"], []).append(row)
    found, _ = articles.read(folder / "data" / "raw" / "articles")
    names, documents = [], []
    for article in found[found["article_id"].isin(marks)].itertuples():
        gold = []
        for row in marks[article.article_id]:
            start = -1
            for _ in range(int(row["nth"])):
                start = article.text.index(row["text"], start + 1)
            gold.append((start, start + len(row["text"]), row["type"], row["value"]))
        names.append(article.article_id)
        documents.append((article.published, article.text, sorted(gold)))
    return names, documents


def predict(dct: str, text: str, **options: Any) -> list[list[Any]]:
    return [[t.start, t.end, t.type, t.value] for t in timex.iter_timexes(text, dct, **options)]


def pair(gold: list[Gold], found: list[list[Any]]) -> list[tuple[int, int]]:
    pairs = []
    i = j = 0
    while i < len(gold) and j < len(found):
        if gold[i][1] <= found[j][0]:
            i += 1
        elif found[j][1] <= gold[i][0]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def f1(hits: int, predicted: int, gold: int) -> float:
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


class Counts(NamedTuple):
    """What the scores are made from: mentions, pairs of them that agree, and full days of the gold."""

    gold: int
    found: int
    pairs: int
    strict: int
    values: int
    days: int
    days_right: int


def count(documents: list[Document], found: list[list[list[Any]]]) -> Counts:
    """Count over all documents."""
    return Counts(
        *map(sum, zip(*(count_one(gold, f) for (_, _, gold), f in zip(documents, found, strict=True)), strict=True))
    )


def count_one(gold: list[Gold], mentions: list[list[Any]]) -> Counts:
    pairs = [(gold[i], mentions[j]) for i, j in pair(gold, mentions)]
    strict = sum(g[:2] == tuple(m[:2]) for g, m in pairs)
    values = sum(g[3] == m[3] for g, m in pairs)
    days = [g for g in gold if g[2] == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", g[3])]
    right = sum(any(m[0] < g[1] and g[0] < m[1] and m[3][:10] == g[3] for m in mentions) for g in days)
    return Counts(len(gold), len(mentions), len(pairs), strict, values, len(days), right)


def score(documents: list[Document], found: list[list[list[Any]]]) -> dict[str, float]:
    counts = count(documents, found)
    relaxed = f1(counts.pairs, counts.found, counts.gold)
    return {
        "strict_f1": f1(counts.strict, counts.found, counts.gold),
        "relaxed_f1": relaxed,
        "value_f1": relaxed * counts.values / max(counts.pairs, 1),
        "day_accuracy": 100 * counts.days_right / max(counts.days, 1),
    }


# --- What each part is worth ----------------------------------------------------------------------------------------


def _same(value: Any, words: frozenset[str]) -> bool:
    return isinstance(value, frozenset) and value == words


@contextmanager
def emptied(words: frozenset[str]) -> Iterator[None]:
    """Empty a list of words wherever a rule keeps it."""
    modules = [module for name, module in sys.modules.items() if name.startswith("tradestudy.timex.")]
    held = [(module, name) for module in modules for name, value in vars(module).items() if _same(value, words)]
    for module, name in held:
        setattr(module, name, frozenset())
    try:
        yield
    finally:
        for module, name in held:
            setattr(module, name, words)


def show_worth(documents: list[Document], ranges: str) -> None:
    """Print what every policy, row of the grammar and list of words is worth on these documents."""

    def run(**options: Any) -> list[list[list[Any]]]:
        return [predict(dct, text, ranges=ranges, **options) for dct, text, _ in documents]

    whole = run()
    full = count(documents, whole)

    def show(kind: str, name: str, less: list[list[list[Any]]]) -> None:
        uses = sum(len({*map(tuple, ours)} ^ {*map(tuple, other)}) for ours, other in zip(whole, less, strict=True))
        rest = count(documents, less)
        worth = f"values {full.values - rest.values:+5d}  days {full.days_right - rest.days_right:+5d}"
        print(f"{kind:8s}{name:24s} uses {uses:5d}  {worth}")

    for policy in sorted(timex.POLICIES):
        show("policy", policy, run(without=frozenset((policy,))))
    for rule in timex.RULES:
        show("rule", rule, run(without=frozenset((rule,))))
    for lexicon in ("timex_cues.csv", "tense_words.csv"):
        for name in dict.fromkeys(row["list"] for row in read_lexicon(lexicon)):
            with emptied(listed(name, lexicon)):
                show("words", name, run())


def show_errors(name: str, dct: str, text: str, gold: list[Gold], found: list[list[Any]]) -> None:
    pairs = pair(gold, found)
    for i, j in pairs:
        if gold[i][3] != found[j][3]:
            print(f"value     {name} {dct} {_around(text, *gold[i][:2])} gold {gold[i][3]}, found {found[j][3]}")
    for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        print(f"missed    {name} {dct} {_around(text, *gold[i][:2])} gold {gold[i][3]}")
    for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
        print(f"spurious  {name} {dct} {_around(text, *found[j][:2])} found {found[j][3]}")


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(start - 60, 0) : start]}[[{text[start:end]}]]{text[end : end + 40]}".split())


def line(label: str, figures: dict[str, float]) -> str:
    return f"{label:34s}" + "".join(f"{name} {value:5.1f}   " for name, value in figures.items())


def main(arguments: list[str] | None = None) -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = cli.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="folder of .tml files")
    source.add_argument("--digests", action="store_true", help="score the annotated digests of tests/gold instead")
    cli.add_argument("--out", type=Path, help="write the predictions here, as JSON")
    cli.add_argument("--errors", action="store_true", help="list every difference from the gold")
    cli.add_argument("--ablate", action="store_true", help="score again without each policy")
    cli.add_argument("--rules", action="store_true", help="tell the worth of each policy, rule and list of words")
    args = cli.parse_args(arguments)
    names, documents = read_digests(ROOT) if args.digests else read_folder(args.data)
    if not documents:
        print(f"{args.data}: expected .tml files, found none", file=sys.stderr)
        return 2
    ranges = "join" if args.digests else "split"
    start = time.perf_counter()
    found = [predict(dct, text, ranges=ranges) for dct, text, _ in documents]
    seconds = time.perf_counter() - start
    words = sum(len(text.split()) for _, text, _ in documents)
    if args.errors:
        for name, (dct, text, gold), mentions in zip(names, documents, found, strict=True):
            show_errors(name, dct, text, gold, mentions)
    print(line("all policies", score(documents, found)))
    if args.ablate:
        for policy in sorted(timex.POLICIES):
            less = [predict(dct, text, ranges=ranges, without=frozenset((policy,))) for dct, text, _ in documents]
            print(line(f"without {policy}", score(documents, less)))
    if args.rules:
        show_worth(documents, ranges)
    print(f"{len(documents)} documents, {words} words, {words / seconds:,.0f} words a second, one core")
    if args.out:
        args.out.write_text(json.dumps(dict(zip(names, found, strict=True)), indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
