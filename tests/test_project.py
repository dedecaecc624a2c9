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
HOUSE = (  # a room imports only rooms that stand before it, and nobody reaches past the face of a folder
    "tables terms sentences articles timex issues actors quotes coding chronology store window analysis build check collect report cli"
).split()
INNER = {  # the same within a folder
    "articles": "paragraphs published readers intake",
    "readers": "record digest jsonl page page_copy table",
    "timex": "calendar words tense reading rules grammar extraction",
    "rules": "dates units weekdays",
    "actors": "roles mentions",
    "quotes": "marks speakers attribution extraction",
    "chronology": "cues days likeness ranking statements grouping places headline comparison slips awaited disputes outcomes events",
    "analysis": "corpus issues voices chronology figures explorer prose",
    "report": "run",
}
OPEN = {"analysis"}  # its files are its face: a notebook imports the file it shows
CORE = ["sentences", "timex", "chronology"]
TRADE_WORDS = re.compile(
    r"\b(tariffs?|trump|xi jinping|beijing|washington|rare earths?|soybeans?|bessent|geneva)\b", re.I
)


def imports(path):
    """Dotted names below tradestudy that a file imports, with the names taken from them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tradestudy":
            for alias in node.names:
                yield [*node.module.split(".")[1:], alias.name]


def files_of(room):
    """The files of a room, those of a folder in all its depth."""
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


def test_every_room_is_in_the_house_and_imports_only_rooms_before_it():
    rooms = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()} - {"__init__"}
    assert rooms <= set(HOUSE), "a new room needs its place in HOUSE"
    for room in rooms:
        for path in files_of(room):
            for first, *rest in imports(path):
                if first == room or first not in HOUSE:
                    continue
                assert HOUSE.index(first) < HOUSE.index(room), f"{path} imports {first}, which stands after it"
                faced = first in OPEN or len(rest) < 2
                assert faced or not (PACKAGE / first).is_dir(), f"{path} reaches past the face of {first}: {rest}"


@pytest.mark.parametrize("folder", INNER)
def test_within_a_folder_imports_run_one_way_too(folder):
    place = next(PACKAGE.rglob(f"{folder}/__init__.py")).parent
    order = INNER[folder].split()
    here = place.relative_to(PACKAGE).parts
    rooms = {p.stem for p in place.iterdir() if p.suffix == ".py" or p.is_dir()} - {
        "__init__",
        "__pycache__",
        "templates",
    }
    assert rooms == set(order)
    for room in order:
        for path in sorted((place / room).rglob("*.py")) if (place / room).is_dir() else [place / f"{room}.py"]:
            for names in imports(path):
                if tuple(names[: len(here)]) == here and names[len(here)] in order and names[len(here)] != room:
                    other = names[len(here)]
                    assert order.index(other) < order.index(room), f"{path} imports {other}, which stands after it"


@pytest.mark.parametrize(
    "path", [path for room in CORE for path in files_of(room)], ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_the_core_knows_nothing_of_trade(path):
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
    for path in PACKAGE.rglob("*.py"):
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
