"""The notebooks as documents, thin and parameterised, and what they show in many windows. (nbval runs them too.)"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
import pytest

import tradestudy

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
ANALYSES = [path for path in NOTEBOOKS if re.match(r"\d\d-", path.name)]
PARAMETERS = {"start", "end", "as_of", "data_dir", "top", "save_to"}


def read(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


def code_cells(path):
    return [c for c in read(path) if c.cell_type == "code"]


def tagged(path, tag):
    return [c for c in read(path) if tag in c.metadata.get("tags", [])]


def lines_of_code(cell):
    return [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")]


def test_the_analyses_are_there():
    assert [path.stem for path in ANALYSES] == ["01-corpus", "02-chronology", "03-issues", "04-voices", "05-quality"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_cells_are_thin(path):
    for cell in code_cells(path):
        if "parameters" not in cell.metadata.get("tags", []):
            assert len(lines_of_code(cell)) <= 6, cell.source
        tree = ast.parse(re.sub(r"^[%!].*$", "", cell.source, flags=re.M))
        assert not any(
            isinstance(n, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef | ast.For | ast.While)
            for n in ast.walk(tree)
        ), cell.source


@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_there_is_one_parameters_cell_with_the_shared_names(path):
    [cell] = tagged(path, "parameters")
    names = {t.id for node in ast.parse(cell.source).body if isinstance(node, ast.Assign) for t in node.targets}
    assert names >= PARAMETERS


@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_it_opens_with_a_title_and_has_findings_a_figure_and_words_for_every_part(path):
    cells = read(path)
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert tagged(path, "findings")
    assert any("image/png" in o.get("data", {}) for c in code_cells(path) for o in c.outputs)


@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_outputs_are_stored_in_order_and_without_errors(path):
    cells = code_cells(path)
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        for output in cell.outputs:
            assert output.output_type in ("execute_result", "display_data"), (cell.source, output)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_path_of_a_machine_is_stored(path):
    assert not re.search(r"/(?:home|Users|root|work|tmp)/", path.read_text(encoding="utf-8"))


# ---------------------------------------------------------------- the cells of every notebook, run without a kernel

WINDOWS = {
    "whole": {},
    "empty": {"start": "2031-01-01", "end": "2031-01-31"},
    "one article": {"start": "2025-01-20", "end": "2025-01-20"},
    "before the first report": {"as_of": "2024-12-31"},
    "a silent week": {"start": "2026-03-29", "end": "2026-04-05"},
    "days without a candidate term": {"start": "2025-08-01", "end": "2025-08-31", "pivot": "2025-08-16", "days": 3},
    "a month": {"start": "2025-11-01", "end": "2025-11-30", "pivot": "2025-11-10", "days": 9},
    "as known": {"as_of": "2025-06-08", "pivot": "2025-06-01", "days": 7},
    "two days": {"start": "2025-10-30", "end": "2025-10-31", "pivot": "2025-10-31", "days": 1, "top": 1},
    "half a year": {"start": "2026-01-01", "end": "2026-06-30", "pivot": "2026-05-12", "days": 10, "term": "x"},
}
MESSAGE = {
    "empty": "holds no article published in this window",
    "a silent week": "holds no article published in this window",
    "one article": "Window: 20 January 2025 to 20 January 2025; 1 article",
    "before the first report": "holds no article published in this window",
}
GRIDS = {"03-rounds", "03-countries", "04-months"}  # their columns are what there is


class Shown(NamedTuple):
    """What a notebook shows in one window."""

    tables: dict
    figures: dict
    window: str
    findings: str


@pytest.fixture(scope="module")
def show():
    """Run the cells of a notebook with other parameters; each once."""
    corpus = tradestudy.store.read_tables()
    kept: list = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tradestudy.window.read_tables", lambda data_dir=None: dict(corpus))
        patch.setattr("tradestudy.report.keep", lambda item, name, folder="": kept.append((name, item)) or item)

        @cache
        def shown(path, window):
            kept.clear()
            names, told = {}, {}
            for cell in code_cells(path):
                source = re.sub(r"^%.*$", "", cell.source, flags=re.M)
                *before, last = ast.parse(source).body
                exec(compile(ast.Module(before, []), path.name, "exec"), names)
                value = None
                if isinstance(last, ast.Expr):
                    value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
                else:
                    exec(compile(ast.Module([last], []), path.name, "exec"), names)
                if "parameters" in cell.metadata.get("tags", []):
                    names |= {name: v for name, v in WINDOWS[window].items() if name in names}
                for tag in ("findings", "window"):
                    if tag in cell.metadata.get("tags", []) or (tag == "window" and "describe_window" in source):
                        told[tag] = value.data
            tables = {name: item for name, item in kept if isinstance(item, pd.DataFrame)}
            figures = {name: item for name, item in kept if not isinstance(item, pd.DataFrame)}
            return Shown(tables, figures, told["window"], told["findings"])

        yield shown


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_every_window_has_its_message_its_figures_and_all_columns_of_its_tables(path, window, show):
    """An empty table has the columns and dtypes of a full one."""
    shown, whole = show(path, window), show(path, "whole")
    assert MESSAGE.get(window, "Window: ") in shown.window
    assert shown.tables.keys() == whole.tables.keys()
    assert shown.figures.keys() == whole.figures.keys()
    for name in shown.tables.keys() - GRIDS:
        assert shown.tables[name].dtypes.to_dict() == whole.tables[name].dtypes.to_dict(), name


def total(table, column):
    return table[column].sum()


def most_of_a_side(speakers, side):
    return [speakers.loc[speakers["side"] == side, "n"].max()]


def rate(tables, imposer, *, before="9999", until="9999"):
    """The rate in force before a day, or on it, read off the table of tariffs line by line."""
    found = 0.0
    for row in tables["02-tariffs"].sort_values("date_effective", kind="stable").itertuples():
        day = f"{pd.Timestamp(row.date_effective):%Y-%m-%d}"
        if row.imposer == imposer and day < before and day <= until:
            found = row.cumulative_rate
    return found


NUMBERS = {  # a sentence of the findings -> the same numbers from the tables that stand below
    "01-corpus": [
        (r"([\d,]+) articles?\*? by ([\d,]+) publisher", lambda t: [len(t["01-articles"]), len(t["01-publishers"])]),
        (r"from ([\d,]+) countr", lambda t: [(t["01-countries"]["country"] != "not known").sum()]),
        (r"\*\*, ([\d,]+) words", lambda t: [total(t["01-articles"], "n_words")]),
        (r"busiest month is .*? \(([\d,]+) article", lambda t: [t["01-months"]["n_articles"].max()]),
        (r"the thinnest .*? \(([\d,]+) article", lambda t: [t["01-months"]["n_articles"].min()]),
        (r"([\d,]+) articles? repeats? an earlier", lambda t: [len(t["01-duplicates"])]),
        (r"the largest is .*? \(([\d,]+)\)", lambda t: [t["01-publishers"]["n_articles"].max()]),
        (r"leads with ([\d,]+)%", lambda t: [round(100 * t["01-countries"]["share"].max())]),
        (r"([\d,]+) stretch", lambda t: [len(t["01-gaps"])]),
        (r"\(([\d,]+) days?\)\. Read silence", lambda t: [t["01-gaps"]["days"].max()]),
    ],
    "02-chronology": [
        (r"([\d,]+) events? told as having", lambda t: [(t["02-events"]["status"] == "reported").sum()]),
        (r"([\d,]+) more (?:is|are) known only", lambda t: [(t["02-events"]["status"] != "reported").sum()]),
        (r"([\d,]+) pairs? of events", lambda t: [len(t["02-disputes"])]),
        (r"\(([\d,]+) events? of this window", lambda t: [t["02-events"]["disputed"].sum()]),
    ],
    "03-issues": [
        (r"; ([\d,]+) issues? in all", lambda t: [len(t["03-spans"])]),
        (r"articles:\*\* .*?\(([\d,]+) of ([\d,]+),", lambda t: t["03-spans"].iloc[0][["n", "base"]].tolist()),
        (r"together in ([\d,]+) article", lambda t: [t["03-pairs"].iloc[0]["n_both"]]),
        (r"Around .*\(([\d,]+) articles? in", lambda t: [t["03-change"].iloc[0]["base_before"]]),
        (r"Around .* before, ([\d,]+) from", lambda t: [t["03-change"].iloc[0]["base_after"]]),
        (r"p corrected for ([\d,]+) issue", lambda t: [len(t["03-change"])]),
    ],
    "04-voices": [
        (r"\*\*([\d,]+) quotations?\*\*, ([\d,]+) of", lambda t: t["04-sides"][["n", "n_direct"]].sum().tolist()),
        (r"known by name in ([\d,]+)", lambda t: [total(t["04-sides"], "n_known")]),
        (r"and not in ([\d,]+)\.", lambda t: [total(t["04-sides"], "n_unknown")]),
        (r"and not in ([\d,]+)\.", lambda t: [total(t["04-descriptions"], "n")]),
        (r"By side: \D*([\d,]+)\D+([\d,]+)\D+([\d,]+)\D+([\d,]+)", lambda t: t["04-sides"]["n"].tolist()),
        (r"Most quoted American voices: .*? \(([\d,]+)\)", lambda t: most_of_a_side(t["04-speakers"], "US")),
        (r"Most quoted Chinese voices: .*? \(([\d,]+)\)", lambda t: most_of_a_side(t["04-speakers"], "CN")),
        (r"([\d,]+) (?:person|people) (?:is|are) named and", lambda t: [len(t["04-unknown"])]),
    ],
    "05-quality": [
        (r"([\d,]+) time expression", lambda t: [total(t["05-rules"], "n")]),
        (r"([\d,]+) rules? decided", lambda t: [len(t["05-rules"])]),
        (r"([\d,]+) quotations?; ", lambda t: [t["05-quotations"]["n"].iloc[:2].sum()]),
        (r"; ([\d,]+) reported statement", lambda t: [t["05-quotations"]["n"].iloc[2]]),
        (r"and ([\d,]+) wish", lambda t: [t["05-quotations"]["n"].iloc[3]]),
        (r"known by name in ([\d,]+) of these", lambda t: [total(t["05-quotations"], "n_unknown")]),
        (r"of these ([\d,]+) rows", lambda t: [t["05-rows"].set_index("table")["rows"]["quotes"]]),
        (r"([\d,]+) inputs? refused", lambda t: [len(t["05-rejects"])]),
        (r"([\d,]+) rows? of the reference chronology", lambda t: [total(t["05-sources"], "n")]),
        (r"confidence, ([\d,]+) rows? of low", lambda t: [total(t["05-sources"], "low")]),
    ],
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_numbers_told_are_those_of_the_tables_below(path, window, show):
    shown = show(path, window)
    for sentence, counted in NUMBERS[path.stem]:
        found = re.search(sentence, shown.findings)
        assert found or window != "whole", sentence
        if found:
            assert [int(number.replace(",", "")) for number in found.groups()] == counted(shown.tables), sentence


def test_quotations_counted_in_two_notebooks_agree(show):
    _, _, _, voices, quality = ANALYSES
    for window in WINDOWS:
        told = total(show(voices, window).tables["04-sides"], "n")
        assert told == show(quality, window).tables["05-quotations"]["n"].iloc[:2].sum()


def test_a_change_is_called_certain_only_where_the_corrected_p_is(show):
    path = next(p for p in ANALYSES if p.stem == "03-issues")
    for window in WINDOWS:
        shown = show(path, window)
        certain = shown.tables["03-change"]["p_holm"] < 0.05
        assert ("no change is certain" in shown.findings) == (len(certain) > 0 and not certain.any())
        assert bool(re.search(r" (?:rose|fell) from ", shown.findings)) == certain.any()


@pytest.mark.parametrize("window", WINDOWS)
def test_events_and_rates_told_are_those_of_the_tables_below(window, show):
    path = next(p for p in ANALYSES if p.stem == "02-chronology")
    shown = show(path, window)
    publishers = re.findall(r"^- [^(\n]+ \(([\d,]+) publishers?\): ", shown.findings, re.M)
    best = shown.tables["02-events"].query("status == 'reported'").head(3)
    assert sorted(map(int, publishers)) == sorted(best["n_publishers"])
    told = r"rate on (\w+) goods: ([\d.]+)% before (.+?), at most ([\d.]+)%, ([\d.]+)% on (.+?)\.\n"
    for goods, before, first, most, after, last in re.findall(told, shown.findings):
        imposer = {"Chinese": "US", "US": "CN"}[goods]
        days = [f"{day:%Y-%m-%d}" for day in pd.date_range(pd.Timestamp(first), pd.Timestamp(last))]
        assert float(before) == rate(shown.tables, imposer, before=days[0])
        assert float(after) == rate(shown.tables, imposer, until=days[-1])
        assert float(most) >= max(float(before), float(after))
        if window == "whole":
            assert float(most) == shown.tables["02-tariffs"].query("imposer == @imposer")["cumulative_rate"].max()
