"""The notebooks as documents: thin, parameterised, stored with outputs that fit the shipped data. (nbval runs them: `make test`.)"""

import ast
import re
from pathlib import Path

import nbformat
import pytest

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


WINDOWS = {
    "empty": {"start": "2031-01-01", "end": "2031-01-31"},
    "one article": {"start": "2025-01-20", "end": "2025-01-20"},
    "before the first report": {"as_of": "2024-12-31"},
}
MESSAGE = {
    "empty": "holds no article published in this window",
    "one article": "Window: 20 January 2025 to 20 January 2025; 1 article",
    "before the first report": "holds no article published in this window",
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_any_window_gives_a_message_and_no_traceback(path, window, monkeypatch, tmp_path):
    """The cells are run in this process: no kernel, so that four windows for five notebooks take seconds."""
    monkeypatch.chdir(path.parent)
    names: dict = {}
    told = []
    for cell in code_cells(path):
        exec(re.sub(r"^%.*$", "", cell.source, flags=re.M), names)
        if "parameters" in cell.metadata.get("tags", []):
            names |= WINDOWS[window] | {"save_to": str(tmp_path)}
        last = ast.parse(re.sub(r"^%.*$", "", cell.source, flags=re.M)).body[-1]
        if isinstance(last, ast.Expr) and ast.unparse(last).startswith("findings.describe_window"):
            told.append(eval(ast.unparse(last), names).data)
    assert MESSAGE[window] in told[0]
    assert list((tmp_path / "figures").glob("*.png"))
