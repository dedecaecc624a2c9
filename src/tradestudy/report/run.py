"""Notebooks + dates -> executed notebooks, HTML, figures, tables and an index page. The only caller of papermill."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tradestudy import require, store, window

FOLDED_CODE = """
{%- extends 'lab/index.html.j2' -%}
{%- block input -%}
<details class="code"><summary>code</summary>{{ super() }}</details>
{%- endblock input -%}
"""
STYLE = """
body{font:16px/1.55 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1f2933}
h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #d5dbe1}
.window{color:#52606d;margin-top:0}a{color:#0b5394}img{max-width:100%;border:1px solid #e4e7eb;margin:.6rem 0}
.files{font-size:.9rem;color:#52606d}.failed{background:#fdecea;padding:.6rem 1rem;border-left:4px solid #b3261e}
"""


class WrongCall(ValueError):
    """The run was asked for with an unknown notebook, an unknown parameter or impossible dates."""


class Plan(NamedTuple):
    """What will be run: notebooks with their parameters, and the report's folder."""

    notebooks: list[tuple[Path, dict[str, Any]]]
    folder: Path
    start: str
    end: str
    as_of: str


class Outcome(NamedTuple):
    """What came of a run: the index page, and one sentence per failed notebook."""

    page: Path
    failures: list[str]


def keep(item: Any, name: str, folder: str | Path = "") -> Any:
    """Hand back a figure or table for display; where a folder is named, write it there as well.

    A figure becomes ``figures/NAME.png`` and ``.svg``, a dataframe ``tables/NAME.csv``. The bytes depend on the item alone.

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

        target = Path(folder) / "figures" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with matplotlib.rc_context({"svg.hashsalt": "tradestudy", "svg.fonttype": "none"}):
            item.savefig(f"{target}.svg", metadata={"Date": None}, bbox_inches="tight")
        item.savefig(f"{target}.png", dpi=144, metadata={"Software": None}, bbox_inches="tight")
    else:
        target = Path(folder) / "tables" / f"{name}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        item.to_csv(
            target,
            index=not item.index.equals(type(item.index)(range(len(item)))) if len(item) else False,
            lineterminator="\n",
        )
    return item


def plan(
    notebooks: Path,
    *,
    start: str = "",
    end: str = "",
    as_of: str = "",
    only: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
    data: Path | None = None,
    out: Path,
) -> Plan:
    """Check a call before any kernel starts and resolve it to notebooks, parameters and a folder.

    Raises
    ------
    WrongCall
        If a notebook or a parameter is unknown, or the dates are reversed.
    ValueError
        If a date is not an ISO day.
    store.DataMissing
        If there is no processed data.
    """
    require("notebooks")
    import papermill

    start, end, as_of = window.check_dates(start, end, as_of)
    known = {path.stem: path for path in sorted(notebooks.glob("[0-9]*.ipynb"))}
    if not known:
        raise WrongCall(f"{notebooks}: expected notebooks; found none")
    chosen = [stem for stem in known if not only or any(stem == name or stem.split("-")[0] == name for name in only)]
    if strange := [name for name in only if not any(stem == name or stem.split("-")[0] == name for stem in known)]:
        raise WrongCall(f"--only {strange[0]}: expected one of {', '.join(known)}")
    folder = store.find_data(data)
    published = store.load("articles", folder)["published"]
    first, final = (published.min(), published.max()) if len(published) else ("empty", "empty")
    shown_start, shown_end = start or first, end or (min(final, as_of) if as_of else final)
    if as_of and as_of < shown_start:
        raise WrongCall(
            f"as_of {as_of} is before the first report, {shown_start}: nothing of the window was known then"
        )
    if shown_start > shown_end:
        raise WrongCall(
            f"no article was published from {shown_start} to {shown_end}: the corpus has {first} to {final}"
        )
    target = out / (f"{shown_start}_{shown_end}" + (f"_as-of_{as_of}" if as_of else ""))
    values = {
        "start": start,
        "end": end,
        "as_of": as_of,
        "data_dir": str(folder.resolve()),
        "save_to": "",  # set by run, which writes beside the last report first
    }
    accepted = {stem: papermill.inspect_notebook(str(known[stem])) for stem in chosen}
    if taken := [name for name in extra or {} if name in values]:
        raise WrongCall(f"-p {taken[0]}: set by --start, --end, --as-of, --data and --out")
    for name in extra or {}:
        if not any(name in parameters for parameters in accepted.values()):
            offered = sorted({p for parameters in accepted.values() for p in parameters} - set(values))
            raise WrongCall(
                f"-p {name}: no such parameter in {', '.join(chosen)}; expected one of {', '.join(offered)}"
            )
    jobs = []
    for stem in chosen:
        own = {
            name: _as_default(value, accepted[stem][name])
            for name, value in (extra or {}).items()
            if name in accepted[stem]
        }
        jobs.append((known[stem], {n: v for n, v in values.items() if n in accepted[stem]} | own))
    return Plan(jobs, target, shown_start, shown_end, as_of)


def _as_default(value: str, parameter: Mapping[str, Any]) -> Any:
    """Read a value from the command line as the type of the parameter's default."""
    default = str(parameter["default"]).strip()
    name = parameter["name"]
    if re.fullmatch(r"-?\d+", default):
        if not re.fullmatch(r"-?\d+", value):
            raise WrongCall(f"-p {name} {value}: expected a whole number, like the default {default}")
        return int(value)
    if re.fullmatch(r"[\"']\d{4}-\d\d-\d\d[\"']", default):
        return window.check_day(f"-p {name}", value)
    return value


def run(plan: Plan, *, jobs: int = 2, progress: Callable[[Iterable, int], Iterable] | None = None) -> Outcome:
    """Execute the planned notebooks side by side, then write the index page. A failing notebook does not stop the others."""
    from joblib import Parallel, delayed

    fresh = plan.folder.with_name(plan.folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    target, plan = plan.folder, plan._replace(folder=fresh)
    calls = [delayed(_execute)(path, values, plan.folder) for path, values in plan.notebooks]
    # threads: each one only waits for its kernel, which is a process of its own
    done: Iterable = Parallel(n_jobs=min(jobs, len(calls)), backend="threading", return_as="generator")(calls)
    failures = [failure for failure in (progress(done, len(calls)) if progress else done) if failure]
    (fresh / "index.html").write_text(_index(plan, failures), encoding="utf-8")
    if len(failures) == len(calls) and target.exists():  # nothing new to show: the last good report stays
        shutil.rmtree(fresh)
        return Outcome(target / "index.html", failures)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return Outcome(target / "index.html", failures)


def _execute(path: Path, values: dict[str, Any], folder: Path) -> str:
    """Execute one notebook and convert it; return one sentence if it failed, else an empty string."""
    import nbformat
    import papermill

    out = folder / path.name
    if "save_to" in values:
        values = values | {"save_to": str(folder.resolve())}
    failure = ""
    try:
        papermill.execute_notebook(
            str(path),
            str(out),
            values,
            cwd=str(path.parent),
            progress_bar=False,
            log_output=False,
            config=_kernel_config(),
        )
    except papermill.PapermillExecutionError as error:
        failure = f"{path.name}: cell {error.cell_index + 1} failed: {error.ename}: {error.evalue}"
    except Exception as error:  # a kernel that does not start or dies must not take the other notebooks with it
        return f"{path.name}: did not run: {type(error).__name__}: {error}"
    notebook = nbformat.read(out, as_version=4)
    _settle(notebook)
    nbformat.write(notebook, out)
    (folder / f"{path.stem}.html").write_text(_to_html(notebook, path.stem), encoding="utf-8")
    return failure


def _kernel_config() -> Any:
    """Keep kernels quiet: what fails in a notebook is told by us, their notes on sockets and interrupts are no news to a user."""
    from traitlets.config import Config

    return Config({"NotebookClient": {"extra_arguments": ["--log-level=CRITICAL"]}})


def _settle(notebook: Any) -> None:
    """Take out what differs from run to run: times, random cell ids, this machine's paths."""
    notebook.metadata.pop("papermill", None)
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(x for x in cell.source.split("\n") if not x.startswith(("data_dir =", "save_to =")))


def _to_html(notebook: Any, title: str) -> str:
    from jinja2 import DictLoader
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        extra_loaders=[DictLoader({"folded.html.j2": FOLDED_CODE})],
        template_file="folded.html.j2",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    _sanitise_outputs(notebook)
    exporter.mathjax_url = exporter.require_js_url = exporter.jquery_url = exporter.jupyter_widgets_base_url = ""
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": title}})
    page = re.sub(
        r"<script\b[^>]*>.*?</script>", "", page, flags=re.S
    )  # the pages need none: no network, nothing to run
    return page.replace(
        "</head>", "<style>details.code>summary{color:#7b8794;font-size:.8rem;cursor:pointer}</style></head>", 1
    )


def _sanitise(markup: str) -> str:
    """Keep the markup of tables and texts, and nothing that could run or load anything."""
    import nh3

    return nh3.clean(
        markup,
        tags=nh3.ALLOWED_TAGS | {"details", "summary"},
        attributes=nh3.ALLOWED_ATTRIBUTES | {"table": {"class", "border"}},
    )


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


def _index(plan: Plan, failures: list[str]) -> str:
    known = f", as known on {plan.as_of}" if plan.as_of else ""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>US-China trade talks, {plan.start} to {plan.end}</title><style>{STYLE}</style></head><body>",
        "<h1>The US-China trade talks</h1>",
        f'<p class="window">{plan.start} to {plan.end}{known}</p>',
        *(f'<p class="failed">{html.escape(failure)}</p>' for failure in failures),
        *(_section(plan.folder, path) for path, _ in plan.notebooks if (plan.folder / path.name).exists()),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _section(folder: Path, path: Path) -> str:
    """One notebook on the index page: title, findings, its first figure, links to all that it wrote."""
    import nbformat
    from nbconvert.filters import markdown2html

    cells = nbformat.read(folder / path.name, as_version=4).cells
    titles = [found[1] for c in cells if c.cell_type == "markdown" and (found := re.match(r"# (.+)", c.source))]
    outputs = [o for c in cells if "findings" in c.metadata.get("tags", []) for o in c.get("outputs", [])]
    findings = [o["data"]["text/markdown"] for o in outputs if "text/markdown" in o.get("data", {})]
    named = dict.fromkeys(re.findall(r'"([\w-]+)", save_to', "\n".join(c.source for c in cells)))
    figures = [name for name in named if (folder / "figures" / f"{name}.png").exists()]
    tables = [name for name in named if (folder / "tables" / f"{name}.csv").exists()]
    links = {f"{path.stem}.html": "the whole analysis", path.name: "notebook"}
    links |= {f"figures/{name}.{suffix}": f"{name}.{suffix}" for name in figures for suffix in ("png", "svg")}
    links |= {f"tables/{name}.csv": f"{name}.csv" for name in tables}
    listed = " · ".join(f'<a href="{target}">{text}</a>' for target, text in links.items())
    parts = [f"<h2>{html.escape(titles[0] if titles else path.stem)}</h2>"]
    parts += [_sanitise(markdown2html(text)) for text in findings]
    parts += [f'<a href="{path.stem}.html"><img src="figures/{f}.png" alt="{f}"></a>' for f in figures[:1]]
    return "\n".join([*parts, f'<p class="files">{listed}</p>'])


def store_outputs(notebooks: Path) -> list[str]:
    """Execute every notebook of a folder where it stands, with its default parameters; return one sentence per failure.

    What differs from run to run is taken out, so that the stored notebook changes only when the data or the code do.
    """
    import nbformat
    from nbclient.exceptions import CellExecutionError
    from nbconvert.preprocessors import ExecutePreprocessor

    failures = []
    for path in sorted(notebooks.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        try:
            ExecutePreprocessor(timeout=600, record_timing=False, config=_kernel_config()).preprocess(
                notebook, {"metadata": {"path": str(notebooks)}}
            )
        except CellExecutionError as error:
            failures.append(f"{path.name}: {str(error).strip().splitlines()[-1]}")
            continue
        notebook.metadata["language_info"] = {"name": "python"}
        notebook.metadata.pop("widgets", None)
        for cell in notebook.cells:
            if "nbval-ignore-output" in cell.metadata.get("tags", []):
                cell.outputs = []
        nbformat.write(notebook, path)
    return failures


if __name__ == "__main__":
    import sys

    sys.exit("\n".join(store_outputs(Path(sys.argv[1]))) or 0)
