"""Which documents of a development set are kept unseen: a third, by a rule that nobody can choose.

Held out is the third of the documents whose names (the file's stem, or the topic's folder) have the smallest SHA-256.
Tune on ``dev``, and report ``held-out`` once, when the work is done.

    python benchmarks/split.py FOLDER                        lists the names and the part each belongs to
    python benchmarks/split.py FOLDER held-out --into DIR    links the documents of one part into a folder of their own
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path

PARTS = ("dev", "held-out")
LAYERS = ("text", "ann")  # folders that hold one document each in several files: NAME.txt, NAME_ANNOTATOR.ann


def part_of(names: Iterable[str]) -> dict[str, str]:
    """Tell the part of each document of a set.

    >>> part_of(["a", "b", "c"])
    {'c': 'held-out', 'b': 'dev', 'a': 'dev'}
    """
    ranked = sorted(set(names), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return {name: PARTS[rank < len(ranked) / 3] for rank, name in enumerate(ranked)}


def name_of(path: Path, folder: Path) -> str:
    """The document that a file belongs to; empty for what describes the set as a whole (``expected.csv``)."""
    parts = [part for part in path.relative_to(folder).parts if part not in LAYERS]
    if len(parts) > 1:  # TOPIC_SOURCE/...: all sources of a topic go together
        return parts[0].rpartition("_")[0]
    stem = parts[0].partition(".")[0]
    return "" if parts[0] == "expected.csv" else stem.rpartition("_")[0] if path.suffix == ".ann" else stem


def main() -> None:
    """Print, or link, the documents of a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--into", type=Path)
    args = parser.parse_args()
    files = {path: name_of(path, args.folder) for path in sorted(args.folder.rglob("*")) if path.is_file()}
    parts = part_of(name for name in files.values() if name)
    if not args.into:
        print("\n".join(f"{part:<9} {name}" for name, part in sorted(parts.items()) if args.part in (None, part)))
        return
    for path, name in files.items():
        if not name or parts[name] == args.part:
            target = args.into / path.relative_to(args.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.symlink_to(path.resolve())


if __name__ == "__main__":
    main()
