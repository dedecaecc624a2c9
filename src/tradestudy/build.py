"""data/raw -> data/processed: the whole path, file by file in parallel, skipping files that have not changed.

Each file is taken through every room on its own (read, split, date, code), which makes the step cacheable by the file's
content and the package's own source, and lets it run in processes or on a dask cluster. Only duplicates and the
chronology look at the corpus as a whole.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradestudy import articles, require, tables
from tradestudy.chronology import chronicle
from tradestudy.coding import Coded, NotCoded, code_article, to_frames
from tradestudy.store import write

REFERENCE = {"reference_events": "events.csv", "tariffs": "tariffs.csv", "publishers": "publishers.csv"}
PARALLEL_FROM = 400  # files: below that, starting workers takes longer than the work
FILES_PER_TASK = 50


class Counts(NamedTuple):
    """Accounting of a build: files seen, files taken from the cache, rows per table, lines left out per article."""

    files: int
    cached: int
    rows: dict[str, int]
    left_out: dict[str, int]


class WrongAddress(ValueError):
    """The address of the scheduler cannot be read."""


# ---------------------------------------------------------------- one file


def study_file(path: Path, root: Path) -> tuple[articles.Reading, dict[str, Coded]]:
    """Take one raw file through the rooms that need nothing but the file: what was read, and coded by article_id.

    Of records with one id only the first is coded; an article on which an extractor fails becomes a reject.
    """
    reading = articles.read_file(path, root)
    kept: list[dict] = []
    coded: dict[str, Coded] = {}
    for article in reading.articles:
        article_id = article["article_id"]
        try:
            coded[article_id] = coded.get(article_id) or code_article(article)
        except NotCoded as error:
            where = {"path": article["path"], "record": article["record"]}
            reading.rejects.append(where | {"reason": "not coded", "detail": " ".join(str(error).split())[:300]})
        else:
            kept.append(article)
    return reading._replace(articles=kept), coded


# ---------------------------------------------------------------- the whole path


def build(
    raw: str | Path,
    out: str | Path,
    *,
    suffix: str = "csv",
    jobs: int | None = None,
    scheduler: str = "",
    progress: Callable[[Iterable, int], Iterable] | None = None,
) -> Counts:
    """Build every table from a raw folder and write it; the last good data stay until the new are complete.

    Parameters
    ----------
    raw, out : path
        data/raw and data/processed.
    suffix : {"csv", "parquet"}
        How tables are stored.
    jobs : int, optional
        Processes; by default one for a small corpus, else one a core.
    scheduler : str, optional
        Address of a dask scheduler; the files must be readable on its workers under the same path.
    progress : callable, optional
        Wraps the iterable of finished tasks (given with their number), for a progress bar.

    Returns
    -------
    Counts
        Files seen and cached, rows per table; of each article whose page had furniture how many pieces were left out.

    Raises
    ------
    FileNotFoundError
        If the raw folder is missing or holds no file.
    tables.InvalidTable
        If a table does not fit its declaration; nothing is written then.
    """
    require("build")
    raw, out = Path(raw), Path(out)
    files = articles.list_files(raw) if raw.is_dir() else []
    if not files:
        raise FileNotFoundError(f"{raw}: expected article files in articles/ or private/; found none")
    cache_folder = out / ".cache"
    keys = [_cache_key(file, raw) for file in files]
    waiting = [i for i, key in enumerate(keys) if not (cache_folder / key).exists()]
    cache_folder.mkdir(parents=True, exist_ok=True)
    tasks = [
        [(files[i], raw, cache_folder / keys[i]) for i in waiting[at : at + FILES_PER_TASK]]
        for at in range(0, len(waiting), FILES_PER_TASK)
    ]
    done = _run(tasks, jobs if jobs is not None else (1 if len(waiting) < PARALLEL_FROM else -1), scheduler)
    for _ in progress(done, len(tasks)) if progress and tasks else done:
        pass
    studied = [_recall(cache_folder / key, file, raw) for key, file in zip(keys, files, strict=True)]
    _forget(cache_folder, set(keys))
    result = join(studied, read_reference(raw))
    write(result, out, suffix)
    left_out = Counter(piece["article_id"] for reading, _ in studied for piece in reading.removed)
    rows = {name: len(data) for name, data in result.items()}
    return Counts(len(files), len(files) - len(waiting), rows, dict(left_out.most_common()))


def join(
    studied: list[tuple[articles.Reading, dict[str, Coded]]], reference: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Join what the files gave into the tables of the whole corpus, and build the chronology on them."""
    result: dict[str, pd.DataFrame] = {}
    result["articles"], result["rejects"] = articles.assemble([reading for reading, _ in studied])
    by_place = {(row["path"], row["article_id"]): coded for reading, coded in studied for row in reading.articles}
    places = zip(result["articles"]["path"], result["articles"]["article_id"], strict=True)
    result |= to_frames([by_place[path, article_id][article_id] for path, article_id in places])
    made = result | chronicle(result) | reference
    return {name: made[name] for name in tables.TABLES}


def _run(tasks: list, jobs: int, scheduler: str) -> Iterable:
    if not scheduler and jobs == 1:
        return (_study_and_keep(task) for task in tasks)
    from joblib import Parallel, delayed, parallel_config

    calls = [delayed(_study_and_keep)(task) for task in tasks]
    if not scheduler:
        return Parallel(n_jobs=jobs, return_as="generator_unordered")(calls)
    from distributed import Client

    try:
        client = Client(scheduler, timeout="10s")
    except ValueError as error:
        raise WrongAddress(f"--scheduler {scheduler}: expected an address such as tcp://host:8786: {error}") from None
    with client, parallel_config(backend="dask"):
        return list(Parallel()(calls))


def _study_and_keep(task: list[tuple[Path, Path, Path]]) -> int:
    for path, root, kept in task:
        part = kept.with_suffix(f".{os.getpid()}")
        pd.to_pickle(study_file(path, root), part)
        os.replace(part, kept)
    return len(task)


def _recall(kept: Path, path: Path, root: Path) -> tuple[articles.Reading, dict[str, Coded]]:
    """Load what was kept of a file; a damaged entry is made anew."""
    try:
        return pd.read_pickle(kept)
    except Exception:  # a truncated pickle fails in many ways, none of which is worth a stopped build
        _study_and_keep([(path, root, kept)])
        return pd.read_pickle(kept)


@cache
def _package_fingerprint() -> str:
    """Hash of the package's own source and lexicons and of pandas' version.

    What a file gives depends on nothing else.
    """
    digest = hashlib.sha256(pd.__version__.encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in (".py", ".csv"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _cache_key(file: Path, root: Path) -> str:
    digest = hashlib.sha256(f"{_package_fingerprint()}\n".encode() + os.fsencode(file.relative_to(root)))
    try:
        if not file.is_file():  # opening a pipe would wait for ever
            raise OSError
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError:  # it becomes a reject when it is read
        digest.update(b"\nunreadable")
    return digest.hexdigest()[:40]


def _forget(folder: Path, keep: set[str]) -> None:
    for file in folder.iterdir():
        if file.name not in keep:
            file.unlink(missing_ok=True)


# ---------------------------------------------------------------- reference data and checks


def read_reference(raw: Path) -> dict[str, pd.DataFrame]:
    """Read the hand-coded tables of raw/reference; a file that is missing gives an empty table."""
    folder = Path(raw) / "reference"
    return {
        name: tables.read_csv(name, folder / file) if (folder / file).exists() else tables.frame(name)
        for name, file in REFERENCE.items()
    }
