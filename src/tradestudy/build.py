"""data/raw -> data/processed: the whole path, file by file in parallel, skipping files that have not changed.

Each file is taken through every room on its own (read, split, date, code), which makes the step cacheable by the file's
content and the package's own source, and lets it run in processes or on a dask cluster. Only duplicates and the
chronology look at the corpus as a whole.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradestudy import articles, tables
from tradestudy.processed import PER_ARTICLE, DataMissing, chronicle, find_data, load, read_descriptor, write

REFERENCE = {"reference_events": "events.csv", "tariffs": "tariffs.csv", "publishers": "publishers.csv"}
PARALLEL_FROM = 400  # files: below that, starting workers takes longer than the work
FILES_PER_TASK = 50


class Counts(NamedTuple):
    """Accounting of a build: files seen, files taken from the cache, rows per table."""

    files: int
    cached: int
    rows: dict[str, int]


class WrongAddress(ValueError):
    """The address of the scheduler cannot be read."""


# ---------------------------------------------------------------- one file


def study_file(path: Path, root: Path) -> tuple[articles.Reading, dict[str, pd.DataFrame]]:
    """Take one raw file through the rooms that need nothing but the file itself; of records with one id only the first."""
    reading = articles.read_file(path, root)
    first = {row["article_id"]: row for row in reversed(reading.articles)}
    return reading, study_articles([row for row in reading.articles if first[row["article_id"]] is row])


def study_articles(rows: Iterable[Mapping[str, str]]) -> dict[str, pd.DataFrame]:
    """Code articles: sentences, time expressions, issues, actors and quotations.

    Parameters
    ----------
    rows : iterable of mapping
        Articles with at least article_id, published and text.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables named in :data:`PER_ARTICLE`, rows in the order of `rows`.
    """
    from tradestudy import actors, issues, quotes, sentences, timex

    found: dict[str, list[pd.DataFrame]] = {name: [] for name in PER_ARTICLE}
    for row in rows:
        text, article_id = row["text"], row["article_id"]
        split = sentences.split(text, article_id=article_id)
        people = actors.find_actors(text, sentences=split, article_id=article_id)
        found["sentences"].append(split)
        found["timexes"].append(timex.find_timexes(text, row["published"], sentences=split, article_id=article_id))
        found["issue_mentions"].append(issues.find_issues(text, sentences=split, article_id=article_id))
        found["actor_mentions"].append(people)
        found["quotes"].append(quotes.find_quotes(text, sentences=split, actors=people, article_id=article_id))
    return {name: _concat(name, frames) for name, frames in found.items()}


def _concat(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else tables.frame(name)


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
        Files seen and cached, rows per table.

    Raises
    ------
    FileNotFoundError
        If the raw folder is missing or holds no file.
    tables.InvalidTable
        If a table does not fit its declaration; nothing is written then.
    """
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
    return Counts(len(files), len(files) - len(waiting), {name: len(data) for name, data in result.items()})


def join(
    studied: list[tuple[articles.Reading, dict[str, pd.DataFrame]]], reference: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Join what the files gave into the tables of the whole corpus, and build the chronology on them."""
    result: dict[str, pd.DataFrame] = {}
    result["articles"], result["rejects"] = articles.assemble([reading for reading, _ in studied])
    kept = set(zip(result["articles"]["path"], result["articles"]["article_id"], strict=True))
    order = {article_id: i for i, article_id in enumerate(result["articles"]["article_id"])}
    for name in PER_ARTICLE:
        parts = []
        for reading, frames in studied:
            refused = {r["article_id"] for r in reading.articles if (r["path"], r["article_id"]) not in kept}
            frame = frames[name]
            parts.append(frame[~frame["article_id"].isin(refused)] if refused else frame)
        joined = _concat(name, parts)
        joined = joined.iloc[joined["article_id"].map(order).argsort(kind="stable")] if len(joined) else joined
        result[name] = joined.reset_index(drop=True)
    result["events"], result["evidence"] = chronicle(result)
    return result | reference


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


def _recall(kept: Path, path: Path, root: Path) -> tuple[articles.Reading, dict[str, pd.DataFrame]]:
    """Load what was kept of a file; a damaged entry is made anew."""
    try:
        return pd.read_pickle(kept)
    except Exception:  # a truncated pickle fails in many ways, none of which is worth a stopped build
        _study_and_keep([(path, root, kept)])
        return pd.read_pickle(kept)


@cache
def _package_fingerprint() -> str:
    """Hash of the package's own source and lexicons and of pandas' version: what a file gives depends on nothing else."""
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


def check(raw: str | Path, out: str | Path) -> list[str]:
    """Check the raw folder and every processed table; return the problems found, one sentence each.

    Raw: every reject, the reference tables against their declaration, and their digests against the articles. Processed: sizes and
    hashes of the files, declarations, foreign keys, offsets that slice back, and the accounting of inputs.
    """
    raw, out = Path(raw), Path(out)
    problems: list[str] = []
    seen, rejects = articles.read(raw)
    problems += [
        f"{raw / r.path}{':' + r.record if r.record else ''}: {r.reason}: {r.detail}" for r in rejects.itertuples()
    ]
    for name, file in REFERENCE.items():
        path = raw / "reference" / file
        try:
            if path.exists():
                tables.validate(name, tables.read_csv(name, path))
        except tables.InvalidTable as error:
            problems += [f"{path}: {line}" for line in str(error).split("\n")]
    try:
        data = load(data_dir=out)
        assert isinstance(data, dict)
        resources = read_descriptor(find_data(out))
        for name, frame in data.items():
            tables.validate(name, frame)
    except (DataMissing, tables.InvalidTable) as error:
        return problems + str(error).split("\n")
    for resource in resources.values():
        content = (find_data(out) / resource["path"]).read_bytes()
        if resource.get("hash") != f"sha256:{hashlib.sha256(content).hexdigest()}":
            problems.append(
                f"{out / resource['path']}: changed after the build that wrote datapackage.json: build again"
            )
    problems += [
        f"{o.table}: column {o.column}: {o.value!r} is not in {o.target}"
        for o in tables.find_orphans(data).itertuples()
    ]
    text = data["articles"].set_index("article_id")["text"]
    for name in ("sentences", "timexes", "issue_mentions", "actor_mentions"):
        rows = data[name]
        wrong = [r for r in rows.itertuples() if text.get(r.article_id, "")[r.start : r.end] != r.text]
        problems += [f"{name}: {r.article_id}: characters {r.start} to {r.end} are not {r.text!r}" for r in wrong[:10]]
    if set(seen["article_id"]) != set(data["articles"]["article_id"]) or len(rejects) != len(data["rejects"]):
        problems.append(
            f"{out}: {len(data['articles'])} articles and {len(data['rejects'])} rejects; the raw folder now gives "
            f"{len(seen)} and {len(rejects)}: build again"
        )
    return problems
