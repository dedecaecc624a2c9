"""Write down what the benchmarks measure, so that the documents can show it: benchmarks/results.csv.

    python benchmarks/record.py shipped                                 what can be measured on what the project ships
    python benchmarks/record.py dates AQUAINT=DIR TimeBank=DIR ...      TimeML sets (timeml.py), by part of split.py
    python benchmarks/record.py policies AQUAINT=DIR                    their dev part without each policy
    python benchmarks/record.py timelines Timeline17=DIR Entities=DIR   days of a timeline (timeline17.py), by part
    python benchmarks/record.py pages Fundus=DIR                        saved pages (pages.py), by part
    python benchmarks/record.py reports dev=DIR held-out=DIR            real reports (reports.py), processed
    python benchmarks/record.py attributions PolNeAR=DIR                quotations (quotes.py), by part
    python benchmarks/record.py speed | segmenters                      beside the peers that are installed

``--part dev`` or ``--part held-out`` measures that part of each set only. A row is one line of a table that a
document shows (`python docs/write_results.py`); what needs outside data, or another machine, carries the day, the
commit and the command. The suite holds the rows of "shipped" to what this prints today.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

import kinds
import outcomes
import pages
import quotes
import reference_chronology
import reports
import segmenters
import speed
import timeline17
import timeml
from split import PARTS, name_of, part_of
from tradestudy import issues, store, timex

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results.csv")
COLUMNS = ["table", "row", "column", "value", "day", "commit", "command"]
Figure = tuple[str, str, str, str]  # table, row, column, value as it is shown


def share(value: float) -> str:
    """Write a share with three digits and without the nought before the point."""
    return f"{value:.3f}".removeprefix("0")


def rows(table: str, row: str, **values: object) -> Iterator[Figure]:
    """The figures of one line of a table."""
    for column, value in values.items():
        yield table, row, column.replace("_", " "), share(value) if isinstance(value, float) else str(value)


# ---------------------------------------------------------------- what needs nothing but the project


def shipped() -> Iterator[Figure]:
    """The chronology against the reference, and the coding of the digests against their annotation."""
    data = store.read_tables(ROOT / "data" / "processed")
    found = reference_chronology.measure(data)
    for row in found.measures.to_dict("records"):
        yield from rows("reference", row.pop("method"), **row)
    for part, grouping in found.grouping.items():
        yield from rows("grouping", f"44 days, {part}", **grouping._asdict())
    for name, n in found.counts.items():
        yield from rows("counts", name, rows=n)
    for name, counted in found.outcomes.items():
        counts = {outcome: counted.get(outcome, 0) for outcome in found.outcomes["all"]}
        yield from rows("outcomes", name, **counts, together=sum(counts.values()))
    verdicts = list(outcomes.judge(data, pd.read_csv(outcomes.GOLD, dtype=str, keep_default_na=False)))
    for part in PARTS:
        yield from rows("expected days", part, **outcomes.measure([v for v in verdicts if v.part == part]))
    yield from coded_events(data)
    yield from rows("sentences", "tradestudy", **sentences_of("tradestudy"))
    yield from policies({"the annotated digests": None})
    yield from voices()


def coded_events(data: dict[str, Any]) -> Iterator[Figure]:
    """Kind and acting side of the events, beside the reference and the hand-coded sample."""
    events, evidence = data["events"], data["evidence"]
    beside = kinds.beside_reference(events, evidence, data["reference_events"])
    pairs = {"reference rows of the day": beside}
    pairs |= {f"sample, {part}": kinds.beside_sample(events, evidence, part) for part in kinds.PARTS}
    for name, found in pairs.items():
        yield from rows("kinds", name, **kinds.accuracy(found))
    for row in kinds.by_kind(beside).to_dict("records"):
        yield from rows("kinds by kind", row.pop("kind"), **row)


def voices() -> Iterator[Figure]:
    """Quotations, names and issues of the annotated digests."""
    gold_folder, articles = ROOT / "tests" / "gold", ROOT / "data" / "raw" / "articles"
    for name, file, content, label, find in (
        ("quotations: tradestudy", "quotes.csv", "content", "speaker", quotes.run_tradestudy_quotes),
        ("names: tradestudy", "actors.csv", "text", "name", quotes.run_tradestudy_actors),
    ):
        texts, gold = quotes.read_gold(gold_folder / file, content, label, articles)
        measured = quotes.score(gold, {key: list(find(text)) for key, text in texts.items()})
        right = measured.pop("label")
        yield from rows("voices", name, **measured, speaker_or_name_right=right)
    coded = {(row["article_id"], row["issue"]) for row in read_rows(gold_folder / "issues.csv")}
    given = {(key, issue) for key, text in texts.items() for issue in issues.find_issues(text)["issue"]}
    hit = len(coded & given)
    f1 = 2 * hit / (len(coded) + len(given))
    yield from rows("voices", "issues: tradestudy", precision=hit / len(given), recall=hit / len(coded), F1=f1)


def sentences_of(name: str) -> dict[str, Any]:
    """F1 of the inner boundaries, and the share of paragraphs that a segmenter cuts right."""
    segment = segmenters.segmenters()[name]
    cases = [segmenters.gold(line) for line in segmenters.PARAGRAPHS.splitlines()]
    cut = [segment(text) for text, _ in cases]
    wanted = [starts for _, starts in cases]
    hit = sum(len(set(one) & set(other)) for one, other in zip(cut, wanted, strict=True))
    f1 = 2 * hit / (sum(map(len, cut)) + sum(map(len, wanted)))
    right = sum(one == other for one, other in zip(cut, wanted, strict=True)) / len(cases)
    return {"F1_of_boundaries": f1, "paragraphs_right": right}


# ---------------------------------------------------------------- what needs outside data, or peers


def read_dates(folder: Path | None, part: str = "") -> tuple[list, str]:
    """The documents of a TimeML set or of one part of it, and how ranges are to be read; the digests for no folder."""
    if folder is None:
        return timeml.read_digests(ROOT)[1], "join"
    paths = sorted(folder.glob("*.tml"))
    parts = part_of(name_of(path, folder) for path in paths)
    kept = [path for path in paths if not part or parts[name_of(path, folder)] == part]
    return [timeml.read_document(path) for path in kept], "split"


def date_scores(documents: list, ranges: str, **options: Any) -> dict[str, str]:
    found = [timeml.predict(dct, text, ranges=ranges, **options) for dct, text, _ in documents]
    figures = timeml.score(documents, found)
    return {
        "value_F1": f"{figures['value_f1']:.1f}",
        "full_days": f"{figures['day_accuracy']:.1f}",
        "strict_F1": f"{figures['strict_f1']:.1f}",
        "relaxed_F1": f"{figures['relaxed_f1']:.1f}",
    }


def dates(sets: dict[str, Path], parts: Iterable[str]) -> Iterator[Figure]:
    for name, folder in sets.items():
        for part in parts:
            documents, ranges = read_dates(folder, part)
            scored = date_scores(documents, ranges)
            yield from rows("dates", f"{name}, {part}", documents=len(documents), **scored)


def policies(sets: dict[str, Path | None]) -> Iterator[Figure]:
    for name, folder in sets.items():
        documents, ranges = read_dates(folder, "dev")
        for without in ("", *sorted(timex.POLICIES)):
            scored = date_scores(documents, ranges, without=frozenset({without} - {""}))
            yield from rows(f"policies on {name}", without or "all policies", **scored)


def timelines(sets: dict[str, Path], parts: Iterable[str]) -> Iterator[Figure]:
    for name, folder in sets.items():
        tasks, topics = timeline17.load_tasks(folder), timeline17.load_topics(folder)
        belongs = part_of(task.topic for task in tasks)
        for part in parts:
            kept = [task for task in tasks if belongs[task.topic] == part]
            scores = [timeline17.score(task, topics[task.topic]) for task in kept]
            means = {method: timeline17.averages(scores, method)[0] for method in timeline17.METHODS}
            yield from rows("timelines", f"{name}, {part}", timelines=len(kept), **means)


def saved_pages(sets: dict[str, Path], parts: Iterable[str]) -> Iterator[Figure]:
    for name, folder in sets.items():
        files = sorted(folder.glob("*.json"))
        belongs = part_of(name_of(path, folder) for path in files)
        for part in parts:
            kept = [path for path in files if belongs[name_of(path, folder)] == part]
            yield from rows("pages", f"{name}, {part}", **pages.measure(kept))


def real_reports(sets: dict[str, Path]) -> Iterator[Figure]:
    for name, folder in sets.items():
        figures = reports.measure(store.read_tables(folder), reports.read_gold())._asdict()
        figures["by_chance"] = f"{figures['by_chance']:.1f}"
        del figures["wrong"]
        yield from rows("reports", name, **figures)


def attributions(sets: dict[str, Path], parts: Iterable[str]) -> Iterator[Figure]:
    for name, folder in sets.items():
        articles = quotes.read_polnear(folder)
        belongs = part_of(stem for stem in articles)
        for part in parts:
            kept = {stem: article for stem, article in articles.items() if belongs[stem] == part}
            scores = {column.replace(" ", "_"): value for column, value in quotes.measure_polnear(kept).items()}
            yield from rows("attributions", f"{name}, {part}", articles=len(kept), **scores)


def time_readers() -> Iterator[Figure]:
    ours = 0.0
    for name, version, pace in speed.measure(speed.read_texts(speed.DIGESTS)):
        ours = ours or pace
        times = f"{ours / pace:.1f}"
        yield from rows("speed", f"{name} {version}".strip(), words_a_second=f"{pace:,.0f}", tradestudy_is_faster=times)


def cut_sentences() -> Iterator[Figure]:
    for name in segmenters.segmenters():
        if name != "tradestudy":  # shipped
            version = metadata.version(name.split()[0])
            yield from rows("sentences", f"{name} ({version})", **sentences_of(name))


# ---------------------------------------------------------------- the file


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_results() -> list[dict[str, str]]:
    """All that has been recorded."""
    return read_rows(RESULTS) if RESULTS.exists() else []


def renew(results: list[dict[str, str]], figures: Iterable[Figure], **stamp: str) -> list[dict[str, str]]:
    """Put figures in the place of their predecessors; those of the project itself replace all that carry no stamp."""
    kept = {(row["table"], row["row"], row["column"]): row for row in results if stamp or row["command"]}
    for figure in figures:
        kept[figure[:3]] = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, figure, strict=False)) | stamp
    return sorted(kept.values(), key=lambda row: (row["table"], row["command"] != ""))


def write_results(results: list[dict[str, str]]) -> None:
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(results)


def commit() -> str:
    """The last commit that changed the package, with a plus where the working copy differs from it."""
    git = ["git", "-C", str(ROOT)]
    last = subprocess.run([*git, "log", "-1", "--format=%h", "--", "src"], capture_output=True, text=True, check=True)
    changed = subprocess.run([*git, "status", "--porcelain", "src"], capture_output=True, text=True, check=True)
    return last.stdout.strip() + ("+" if changed.stdout.strip() else "")


def main() -> None:
    """Measure one group and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    groups = ("shipped", "dates", "policies", "timelines", "pages", "reports", "attributions", "speed", "segmenters")
    parser.add_argument("group", choices=groups)
    parser.add_argument("sets", nargs="*", metavar="NAME=DIR")
    parser.add_argument("--part", choices=PARTS, action="append")
    args = parser.parse_args()
    sets = {name: Path(folder) for name, _, folder in (given.partition("=") for given in args.sets)}
    parts = args.part or PARTS
    if args.group == "shipped":
        write_results(renew(read_results(), shipped()))
        return
    found = {
        "dates": lambda: dates(sets, parts),
        "policies": lambda: policies(dict(sets)),
        "timelines": lambda: timelines(sets, parts),
        "pages": lambda: saved_pages(sets, parts),
        "reports": lambda: real_reports(sets),
        "attributions": lambda: attributions(sets, parts),
        "speed": time_readers,
        "segmenters": cut_sentences,
    }[args.group]()
    command = " ".join(["python benchmarks/record.py", args.group, *(f"{name}=DIR" for name in sets)])
    stamp = {"day": date.today().isoformat(), "commit": commit(), "command": command}
    write_results(renew(read_results(), list(found), **stamp))


if __name__ == "__main__":
    main()
