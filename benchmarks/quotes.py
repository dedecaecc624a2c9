"""Quotations, actors and issues on hand-annotated articles, beside textacy and spaCy; what a rule is worth.

    python benchmarks/quotes.py [--gold tests/gold] [--articles data/raw/articles] [--model en_core_web_sm]
    python benchmarks/quotes.py --data DIR [--rules]

The gold folder holds quotes.csv (article_id, content, nth, speaker), actors.csv (article_id, text, nth, name, side) and
issues.csv (article_id, issue), as docs/annotation.md describes; the articles are Markdown files named after their
article_id. textacy and spaCy are compared if they and the spaCy model are installed; neither is a dependency. A
quotation or a name counts as found where spans overlap, one to one. A speaker is right if the gold name, or a word of
it, stands in the speaker given.

DIR holds PolNeAR (https://github.com/networkdynamics/PolNeAR) or a part of it: text/*.txt and ann/*.ann in brat's
format, of several annotators of an article the first. Gold quotations are the pairs of marks within a Content; a
speaker is right if it shares a word with the Source, where that is no pronoun. --rules prints for every rule and every
row of the lexicons that quotations are found by how many rows change without it, and by how much each score falls.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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


# ---------------------------------------------------------------- PolNeAR

MARKED = re.compile(r"“[^“”]{1,2000}”|\"[^\"\n]{1,2000}\"")
EMPTY = set("the a an of and in to for on at by said mr mrs ms he she it they him her them his their i we".split())
ROWS = ("reporting_verbs.csv", "reporting_words.csv", "sources.csv", "stock_phrases.csv", "affiliations.csv")


class Attributed(NamedTuple):
    """An attribution of PolNeAR: where its words stand and who is given as their source."""

    spans: list[tuple[int, int]]
    source: str


def read_polnear(folder: Path) -> dict[str, tuple[str, list[Attributed]]]:
    """Texts and their attributions, by name of the file."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "ann").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    found = {}
    for stem, path in first.items():
        text = folder / "text" / f"{stem}.txt"
        if text.exists():
            found[stem] = (text.read_text(encoding="utf-8"), read_brat(path.read_text(encoding="utf-8")))
    return found


def read_brat(annotation: str) -> list[Attributed]:
    """The attributions of one file of brat's stand-off format."""
    lines = [line.split("\t") for line in annotation.splitlines()]
    spans, words = {}, {}
    for name, where, *rest in lines:
        if name.startswith("T"):
            spans[name] = [(int(a), int(b)) for a, b in (x.split() for x in where.split(" ", 1)[1].split(";"))]
            words[name] = rest[0]
    found = []
    for name, where, *_ in lines:
        roles = [part.split(":") for part in where.split()] if name.startswith("E") else []
        content = [span for role, target in roles if role.startswith("Content") for span in spans[target]]
        if content:
            found.append(Attributed(content, " ".join(words[t] for role, t in roles if role.startswith("Source"))))
    return found


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def bare(words: str) -> set[str]:
    return set(re.findall(r"[a-z']+", words.lower())) - EMPTY


def score_polnear(polnear: dict[str, tuple[str, list[Attributed]]], given: dict[str, list[Any]]) -> dict[str, float]:
    """F1 of direct quotations, share of named sources that are right, recall and precision of all attributions."""
    n: dict[str, int] = defaultdict(int)
    for stem, (text, gold) in polnear.items():
        free = [row for row in given[stem] if row.kind == "direct"]
        n["given direct"] += len(free)
        for mark in MARKED.finditer(text):
            source = next((one.source for one in gold if any(overlap(mark.span(), span) for span in one.spans)), None)
            if source is None:
                continue
            n["direct"] += 1
            hit = next((row for row in free if overlap((row.start, row.end), mark.span())), None)
            if hit:
                free.remove(hit)
                n["found direct"] += 1
                n["named"] += bool(bare(source))
                n["right"] += bool(bare(source) & bare(hit.speaker))
        rows = [(row.start, row.end) for row in given[stem]]
        n["gold"], n["given"] = n["gold"] + len(gold), n["given"] + len(rows)
        n["found"] += sum(any(overlap(span, row) for span in one.spans for row in rows) for one in gold)
        n["true"] += sum(any(overlap(span, row) for one in gold for span in one.spans) for row in rows)
    return {
        "direct F1": 2 * n["found direct"] / max(n["direct"] + n["given direct"], 1),
        "speaker": n["right"] / max(n["named"], 1),
        "recall": n["found"] / max(n["gold"], 1),
        "precision": n["true"] / max(n["given"], 1),
    }


def measure_polnear(polnear: dict[str, Any]) -> dict[str, float]:
    """The scores of find_quotes on articles as read_polnear gives them."""
    from tradestudy import quotes

    found = {stem: list(quotes.find_quotes(text).itertuples()) for stem, (text, _) in polnear.items()}
    return score_polnear(polnear, found)


def read_anew(without: tuple[str, dict[str, str]] | None) -> Any:
    """The room of quotations as it is when a row of a lexicon is left out."""
    from tradestudy import tables

    for name in [name for name in sys.modules if re.match(r"tradestudy\.(terms|actors|quotes)", name)]:
        del sys.modules[name]
    read = tables.read_rows
    tables.read_rows = lambda folder, name: [row for row in read(folder, name) if (name, row) != without]
    try:
        return importlib.import_module("tradestudy.quotes.extraction")
    finally:
        tables.read_rows = read


def report_rules(data: Path, gold: Path, articles: Path) -> None:
    """Print for each rule and each row of the lexicons what changes without it; what changes nothing stands last."""
    from tradestudy import actors, sentences, tables

    polnear = read_polnear(data)
    digests, quoted = read_gold(gold / "quotes.csv", "content", "speaker", articles)
    texts = {stem: text for stem, (text, _) in polnear.items()} | digests
    coded = {}
    for stem, text in texts.items():
        split = list(sentences.iter_sentences(text))
        coded[stem] = (text, split, list(actors.iter_actors(text, sentence_starts=[one.start for one in split])))

    def run(extraction: Any) -> tuple[dict[str, list[Any]], list[float]]:
        given = {stem: list(extraction.iter_quotes(*parts)) for stem, parts in coded.items()}
        spans = {stem: [(r.start, r.end, r.speaker) for r in given[stem] if r.kind == "direct"] for stem in digests}
        on_digests = score(quoted, defaultdict(list, spans))
        return given, [*score_polnear(polnear, given).values(), on_digests["F1"], on_digests["label"]]

    whole = read_anew(None)
    given, scores = run(whole)
    names = ("direct F1", "speaker", "recall", "precision", "digests F1", "speaker")
    print(f"{'':56}{'changed':>8}" + "".join(f"{name:>12}" for name in names))
    print(f"{'all':56}{'':8}" + "".join(f"{value:12.4f}" for value in scores))
    lines = []
    reported = sys.modules[whole.find_reported.__module__]
    lists = (sys.modules[whole.attribute.__module__], "RULES"), (whole, "NO_QUOTATION"), (reported, "CONSTRUCTIONS")
    for module, name in lists:
        rules = getattr(module, name)
        for rule in rules:
            setattr(module, name, tuple(one for one in rules if one is not rule))
            lines.append((f"{name}: {rule.__name__}", *run(whole)))
        setattr(module, name, rules)
    for lexicon in ROWS:
        for row in tables.read_rows("lexicon", lexicon):
            lines.append((f"{lexicon}: {', '.join(list(row.values())[:3])}", *run(read_anew((lexicon, row)))))
    changed = [
        (sum(len(set(given[s]) ^ set(other[s])) for s in given), label, without) for label, other, without in lines
    ]
    for count, label, without in sorted(changed, key=lambda line: (-line[0], line[1])):
        worth = "".join(f"{a - b:12.4f}" for a, b in zip(scores, without, strict=True))
        print(f"{label[:55]:56}{count:8}{worth if count else '':>12}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Quotations and actors against textacy and spaCy.")
    parser.add_argument("--gold", type=Path, default=ROOT / "tests/gold")
    parser.add_argument("--articles", type=Path, default=ROOT / "data/raw/articles")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--data", type=Path, help="a folder of PolNeAR: text/*.txt and ann/*.ann")
    parser.add_argument(
        "--rules", action="store_true", help="what each rule and each row of the lexicons is worth on it"
    )
    options = parser.parse_args()
    if options.data and options.rules:
        return report_rules(options.data, options.gold, options.articles)
    if options.data:
        figures = measure_polnear(read_polnear(options.data))
        return print(*(f"{name} {value:.3f}" for name, value in figures.items()), sep="\n")
    for_quotes, for_names = peers(options.model)
    texts, gold = read_gold(options.gold / "quotes.csv", "content", "speaker", options.articles)
    report("Quotations (label: speaker)", texts, gold, {"tradestudy": run_tradestudy_quotes, **for_quotes})
    texts, gold = read_gold(options.gold / "actors.csv", "text", "name", options.articles)
    report("Names (label: full name)", texts, gold, {"tradestudy": run_tradestudy_actors, **for_names})
    report_issues(options.gold / "issues.csv", texts)


if __name__ == "__main__":
    main()
