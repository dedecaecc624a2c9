"""Executed notebooks -> HTML pages and an index page; what a notebook keeps -> files with a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tradestudy.analysis import display
from tradestudy.report.plan import Plan
from tradestudy.terms import read_lexicon

KEPT = "kept.txt"  # beside what keep writes: its files, one a line, in the order in which they were kept
RECORD = "report.json"  # of a report: what each of its notebooks has given


class Part(NamedTuple):
    """What one notebook has given to a report."""

    files: list[str]  # figures and tables, below the report's folder
    failure: str  # of its last run, in one sentence
    is_whole: bool  # the page comes from a run that succeeded


def keep(item: Any, name: str, folder: str | Path = "") -> Any:
    """Hand back a figure or table for display; where a folder is named, write it there as well.

    A figure becomes ``figures/NAME.png`` and ``.svg``, a dataframe ``tables/NAME.csv``; ``kept.txt`` lists them. The
    bytes depend on the item alone.

    Examples
    --------
    >>> import pandas as pd
    >>> keep(pd.DataFrame({"day": ["2025-05-12"]}), "days")
              day
    0  2025-05-12
    """
    if not folder:
        return item
    if hasattr(item, "savefig"):
        import matplotlib

        files = [f"figures/{name}.png", f"figures/{name}.svg"]
        (Path(folder) / "figures").mkdir(parents=True, exist_ok=True)
        item.savefig(Path(folder) / files[0], dpi=144, metadata={"Software": None}, bbox_inches="tight")
        with matplotlib.rc_context({"svg.hashsalt": "tradestudy", "svg.fonttype": "none"}):
            item.savefig(Path(folder) / files[1], metadata={"Date": None}, bbox_inches="tight")
    else:
        files = [f"tables/{name}.csv"]
        (Path(folder) / "tables").mkdir(parents=True, exist_ok=True)
        counted = item.index.equals(type(item.index)(range(len(item)))) if len(item) else True
        item.to_csv(Path(folder) / files[0], index=not counted, lineterminator="\n")
    told = _read_kept(Path(folder))
    (Path(folder) / KEPT).write_text("".join(f"{path}\n" for path in dict.fromkeys(told + files)), encoding="utf-8")
    return item


def _read_kept(folder: Path) -> list[str]:
    path = folder / KEPT
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def take_in(folder: Path, part: Path, stem: str, failure: str) -> None:
    """Move what a notebook has written (`part`) into the report's folder, in place of what it had given before.

    What a failed run has left is taken only where there is nothing better: the page of a run that succeeded stays.
    """
    record = read_record(folder)
    before = record.get(stem, Part([], "", False))
    if failure and before.is_whole:
        write_record(folder, record | {stem: before._replace(failure=failure)})
        return
    for path in before.files:
        (folder / path).unlink(missing_ok=True)
    files = _read_kept(part)
    for path in [*files, f"{stem}.ipynb", f"{stem}.html"]:
        (folder / path).parent.mkdir(exist_ok=True)
        (part / path).replace(folder / path)
    write_record(folder, record | {stem: Part(files, failure, not failure)})


def forget(folder: Path, stems: Collection[str]) -> None:
    """Take all that notebooks other than these have given out of a report."""
    record = read_record(folder)
    for stem in sorted(set(record) - set(stems)):
        for path in [*record[stem].files, f"{stem}.ipynb", f"{stem}.html"]:
            (folder / path).unlink(missing_ok=True)
    write_record(folder, {stem: part for stem, part in record.items() if stem in stems})


def read_record(folder: Path) -> dict[str, Part]:
    """Read what each notebook of a report has given; nothing where there is no report yet."""
    path = folder / RECORD
    return {s: Part(**p) for s, p in json.loads(path.read_text(encoding="utf-8")).items()} if path.is_file() else {}


def write_record(folder: Path, record: Mapping[str, Part]) -> None:
    """Write what each notebook of a report has given, in order of the notebooks."""
    content = {stem: part._asdict() for stem, part in sorted(record.items())}
    (folder / RECORD).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def write_page(notebook: Any, path: Path) -> None:
    """Write an executed notebook as a page that needs no network and runs nothing."""
    from jinja2 import PackageLoader
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        extra_loaders=[PackageLoader("tradestudy.report")],
        template_file="notebook.html.j2",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    _sanitise_outputs(notebook)
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": path.stem}})
    path.write_text(page, encoding="utf-8")


def _sanitise(markup: str) -> str:
    """Keep the markup of tables and texts, and nothing that could run or load anything."""
    import nh3

    attributes = nh3.ALLOWED_ATTRIBUTES | {"table": {"class", "border"}}
    clean = nh3.clean(markup, tags=nh3.ALLOWED_TAGS | {"details", "summary"}, attributes=attributes)
    return re.sub(r"<td>(?=\d{4}-\d\d-\d\d</td>)", '<td class="day">', clean)


def _sanitise_outputs(notebook: Any) -> None:
    """Leave only text, sanitised HTML and pictures in the outputs that go into a page."""
    from nbconvert.filters import markdown2html

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/markdown" in data:
                data["text/html"] = markdown2html(data.pop("text/markdown"))
            if "text/html" in data:
                data["text/html"] = _sanitise(data["text/html"])
            for kind in [k for k in data if k not in ("text/html", "text/plain", "image/png")]:
                del data[kind]


def write_index(plan: Plan) -> Path:
    """Write the page that opens a report: of each notebook its findings, its first figure, links to all it gave."""
    sections = [_section(plan.folder, stem, part) for stem, part in read_record(plan.folder).items()]
    [subject] = read_lexicon("subject.csv")
    page = plan.folder / "index.html"
    made = display.fill("tradestudy.report", "index.html.j2", subject=subject, plan=plan, sections=sections)
    page.write_text(made, encoding="utf-8")
    return page


def _section(folder: Path, stem: str, part: Part) -> dict[str, Any]:
    """One notebook on the index page."""
    import nbformat

    cells = nbformat.read(folder / f"{stem}.ipynb", as_version=4).cells
    titles = [
        found[1] for cell in cells if (found := re.match(r"# (.+)", cell.source)) and cell.cell_type == "markdown"
    ]
    figures = [Path(path).stem for path in part.files if path.endswith(".png")]
    shown = {"stem": stem, "title": titles[0] if titles else stem, "figures": figures}
    return part._asdict() | shown | {"findings": list(_findings(cells))}


def _findings(cells: Iterable[Any]) -> Iterator[str]:
    """What the cells tagged so have told, as sanitised HTML."""
    from nbconvert.filters import markdown2html

    for cell in cells:
        for output in cell.get("outputs", []) if "findings" in cell.metadata.get("tags", []) else []:
            if told := output.get("data", {}).get("text/markdown"):
                yield _sanitise(markdown2html(told))
