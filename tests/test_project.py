"""The project as a whole: dependencies, lock file, import order, size of rooms, words that must not be in it."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tradestudy"
HOUSE = [  # a room imports only rooms that stand before it
    "tables",
    "published",
    "pages",
    "formats",
    "articles",
    "sentences",
    "timex_calendar",
    "timex_words",
    "timex_tense",
    "timex_reading",
    "timex_dates",
    "timex_units",
    "timex_weekdays",
    "timex_grammar",
    "timex",
    "issues",
    "measures",
    "roles",
    "actors",
    "quotation_marks",
    "speakers",
    "attribution",
    "quotes",
    "voices",
    "ranking",
    "statements",
    "grouping",
    "comparison",
    "crosschecks",
    "chronology",
    "coverage",
    "figures",
    "processed",
    "build",
    "explorer",
    "summaries",
    "findings",
    "report",
    "cli",
]
CORE = [
    "grouping",
    "comparison",
    "crosschecks",
    "sentences",
    "timex",
    "timex_words",
    "timex_calendar",
    "timex_tense",
    "timex_reading",
    "timex_dates",
    "timex_units",
    "timex_weekdays",
    "timex_grammar",
    "ranking",
    "statements",
    "chronology",
]
TRADE_WORDS = re.compile(
    r"\b(tariffs?|trump|xi jinping|beijing|washington|rare earths?|soybeans?|bessent|geneva)\b", re.I
)


def test_every_room_is_in_the_house_and_imports_only_rooms_before_it():
    rooms = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert rooms == set(HOUSE) & rooms
    assert rooms <= set(HOUSE), "a new room needs its place in HOUSE"
    for room in rooms:
        tree = ast.parse((PACKAGE / f"{room}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            used = []
            if isinstance(node, ast.ImportFrom) and node.module == "tradestudy":
                used = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tradestudy."):
                used = [(node.module or "").split(".")[1]]
            for other in set(used) & set(HOUSE):
                assert HOUSE.index(other) < HOUSE.index(room), f"{room} imports {other}, which stands after it"


@pytest.mark.parametrize("room", CORE)
def test_the_core_knows_nothing_of_trade(room):
    path = PACKAGE / f"{room}.py"
    if not path.exists():
        pytest.skip("no such room")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    strings = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value not in docstrings
    ]
    assert [s for s in strings if TRADE_WORDS.search(s)] == []


def test_environment_yml_is_what_pyproject_says():
    script = Path(sys.executable).with_name("pyproject2conda")
    call = [script, "yaml", "-e", "cluster", "-e", "test", "--python-include", "infer", "--channel", "conda-forge"]
    made = subprocess.run(
        [*call, "--name", "tradestudy", "-d", "pip", "-r", "-e ."], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert (ROOT / "environment.yml").read_text() == made, "run `make docs`"


def test_lock_file_pins_every_dependency_exactly_and_names_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    assert all(re.match(r"[a-z0-9._-]+==[^\s;]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + [
        d for group in ("cluster", "test") for d in project["optional-dependencies"][group]
    ]
    names = {re.match(r"[A-Za-z0-9._-]+", d)[0].lower() for d in wanted}
    assert names <= {line.split("==")[0] for line in lines}


def test_every_import_of_the_package_is_a_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    known = {"python-frontmatter": "frontmatter", "pyahocorasick": "ahocorasick", "pyyaml": "yaml"}
    wanted = project["dependencies"] + project["optional-dependencies"]["cluster"]
    declared = {
        (name := re.match(r"[A-Za-z0-9._-]+", d)[0].lower(), known.get(name, name.replace("-", "_")))[1] for d in wanted
    }
    declared |= {"IPython"} if "ipython" in declared else set()
    used = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                used.add((node.module or "").split(".")[0])
    assert used - set(sys.stdlib_module_names) - {"tradestudy"} <= declared


def test_help_imports_nothing_heavy():
    code = "import sys, tradestudy.cli; print([m for m in ('pandas', 'matplotlib', 'papermill', 'pandera', 'trafilatura') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_readme_names_every_command_and_option():
    from click.testing import CliRunner

    from tradestudy.cli import main

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"tradestudy {name}" in readme
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("-") or option in readme, f"{name} {option} is not in the README"
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
