"""Notebooks executed: into a report, or where they stand. This process never changes its working directory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tradestudy.report.pages import forget, take_in, write_index, write_page
from tradestudy.report.plan import Plan


class Outcome(NamedTuple):
    """What came of a run: the index page, and one sentence per failed notebook."""

    page: Path
    failures: list[str]


def run(plan: Plan, *, jobs: int = 2, progress: Callable[[Iterable, int], Iterable] | None = None) -> Outcome:
    """Execute the planned notebooks side by side and renew their parts of the report.

    A failing notebook does not stop the others, and its last good page stays.
    """
    from joblib import Parallel, delayed

    fresh = plan.folder / ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    if plan.is_whole:  # a notebook that is no longer there leaves the report
        forget(plan.folder, [path.stem for path, _ in plan.notebooks])
    calls = [delayed(_make_part)(path, values, fresh / path.stem) for path, values in plan.notebooks]
    # threads: each one only waits for its kernel, which is a process of its own
    done: Iterable = Parallel(n_jobs=min(jobs, len(calls)), backend="threading", return_as="generator")(calls)
    failures = list(progress(done, len(calls)) if progress else done)
    for (path, _), failure in zip(plan.notebooks, failures, strict=True):
        take_in(plan.folder, fresh / path.stem, path.stem, failure)
    shutil.rmtree(fresh)
    return Outcome(write_index(plan), [failure for failure in failures if failure])


def _make_part(path: Path, values: Mapping[str, Any], folder: Path) -> str:
    """Execute one notebook with its parameters into a folder; return one sentence if it failed, else nothing."""
    import nbformat
    import papermill

    folder.mkdir()
    given = {**values, **({"save_to": str(folder)} if "save_to" in values else {})}
    prepared = papermill.execute_notebook(str(path), None, given, prepare_only=True)
    notebook, failure = _execute(prepared, path)
    _settle(notebook)
    nbformat.write(notebook, folder / path.name)
    write_page(notebook, folder / f"{path.stem}.html")
    return failure


def _execute(notebook: Any, path: Path) -> tuple[Any, str]:
    """Execute a notebook in its own folder; return it with its outputs, and one sentence if it failed.

    A kernel that does not start or dies is tried once more: two that start together may have been given the same port.
    """
    from copy import deepcopy

    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    failure = ""
    for _ in range(2):
        tried = deepcopy(notebook)
        # what fails in a notebook is told by us, and a kernel's notes on sockets and interrupts are no news to a user
        client = NotebookClient(
            tried,
            timeout=None,
            record_timing=False,
            resources={"metadata": {"path": str(path.parent)}},
            extra_arguments=["--log-level=CRITICAL"],
        )
        try:
            client.execute()
            return tried, ""
        except CellExecutionError as error:
            failed = [any(o.output_type == "error" for o in cell.get("outputs", [])) for cell in tried.cells]
            return tried, f"{path.name}: cell {failed.index(True) + 1} failed: {error.ename}: {error.evalue}"
        except Exception as error:  # of any kind: it must not take the other notebooks with it
            failure = f"{path.name}: did not run: {type(error).__name__}: {error}"
    return tried, failure


def _settle(notebook: Any) -> None:
    """Take out what differs from run to run: random cell ids, this machine's paths."""
    notebook.metadata.pop("papermill", None)
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i}"
        cell.metadata.pop("papermill", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(x for x in cell.source.split("\n") if not x.startswith(("data_dir =", "save_to =")))


def store_outputs(notebooks: Path) -> list[str]:
    """Execute every notebook of a folder where it stands, with its default parameters; return one sentence per failure.

    What differs from run to run is taken out, so that the stored notebook changes only when the data or the code do.
    """
    import nbformat

    failures = []
    for path in sorted(notebooks.resolve().glob("*.ipynb")):
        notebook, failure = _execute(nbformat.read(path, as_version=4), path)
        if failure:
            failures.append(failure)
            continue
        notebook.metadata["language_info"] = {"name": "python"}
        notebook.metadata.pop("widgets", None)
        for cell in notebook.cells:
            if "nbval-ignore-output" in cell.metadata.get("tags", []):
                cell.outputs = []
        nbformat.write(notebook, path)
    return failures
