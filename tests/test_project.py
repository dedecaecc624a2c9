"""The project as a whole: dependencies, lock file, import order, size of rooms, words that must not be in it."""

import ast
import re
import resource
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import tradestudy
from tradestudy import tables, terms

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tradestudy"
HOUSE = (  # a room imports only rooms that stand before it, and nobody reaches past the face of a folder
    "tables terms sentences articles timex issues actors quotes coding chronology store window analysis build check "
    "collect report cli"
).split()
INNER = {  # the same within a folder
    "articles": "lines published furniture paragraphs head layout readers cleaning duplicates intake",
    "readers": "record wording containers digest europresse factiva jsonl nexis page page_copy proquest references "
    "results table warc word",
    "timex": "calendar classes words tense reading focus rules grammar refinement extraction",
    "rules": "years months days holidays quarters_seasons lengths weekdays clock offsets units references",
    "actors": "roles gazetteer spelling people mentions",
    "quotes": "marks phrases speakers attribution rules subjects constructions reported extraction",
    "chronology": "cues days likeness ranking statements grouping scoring places headline kinds comparison slips "
    "awaited disputes outcomes events",
    "analysis": "display statistics corpus chronology issues voices quality prose figures timeline explorer",
    "report": "plan pages execute",
}
OPEN = {"analysis"}  # its files are its face: a notebook imports the file it shows
SUBJECT = {
    "countries.csv": "names adjectives capitals",
    "agencies.csv": "names cited_as",
    "actors.csv": "name aliases",
    "issues.csv": "issue",
    "sides.csv": "side label adjective",
}
LANGUAGE = {"talks", "legal"}  # ids of issues that are words of any subject


def imports(path):
    """Dotted names below tradestudy that a file imports, with the names taken from them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tradestudy":
            for alias in node.names:
                yield [*node.module.split(".")[1:], alias.name]


def files_of(room):
    """The files of a room, those of a folder in all its depth."""
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [*PACKAGE.glob(f"{room}.py")]


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
        "__main__",
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


def names_of_the_subject():
    """Countries, bodies, people, agencies, issues and sides, as a pattern of whole words."""
    words = set()
    for file, columns in SUBJECT.items():
        for row in terms.read_lexicon(file):
            if row.get("partner") != "":  # the side of everybody else is no name
                words |= {word for column in columns.split() for word in row[column].split("; ") if word}
    words -= LANGUAGE
    words |= {word.upper() for word in words if len(word) > 4}
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


def strings(path):
    """The string constants of a file, without docstrings, with their lines; [Aa] in a pattern is one letter."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)]
    docstrings = {id(n.body[0].value) for n in documented if n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, re.sub(r"\[(\w)\w\]", r"\1", node.value).replace("\\.", ".")


@pytest.mark.parametrize("room", HOUSE)
def test_no_code_names_the_subject(room):
    pattern, own = names_of_the_subject(), {*tables.TABLES, *(f"{name}.csv" for name in tables.TABLES)}
    found = [
        f"{path.relative_to(PACKAGE)}:{line} {match[0]}"
        for path in files_of(room)
        for line, text in strings(path)
        if text not in own
        for match in pattern.finditer(text)
    ]
    assert found == [], "names of the subject belong into src/tradestudy/lexicon/*.csv"


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = re.search(r"^EXTRAS := (.+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[1].split()
IMPORT_NAMES = {
    "ipython": "IPython",
    "python-frontmatter": "frontmatter",
    "pyahocorasick": "ahocorasick",
    "pyyaml": "yaml",
}
BEHIND = {  # rooms that ask for an extra before they import what it brings
    "build": {"articles", "build", "tables"},
    "notebooks": {"analysis", "report"},
    "parquet": {"store"},
    "cluster": {"build"},
}


def names_of(requirements):
    """The distributions that a list of requirements names."""
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in requirements}


def modules_of(requirements):
    """The modules that are imported of the distributions that a list of requirements names."""
    return {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in names_of(requirements)}


def test_environment_yml_is_what_pyproject_says():
    script = Path(sys.executable).with_name("pyproject2conda")
    extras = [word for extra in EXTRAS for word in ("-e", extra)]
    call = [script, "yaml", *extras, "--python-include", "infer", "--channel", "conda-forge"]
    made = subprocess.run(
        [*call, "--name", "tradestudy", "-d", "pip", "-r", "-e ."], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert (ROOT / "environment.yml").read_text() == made, "run `make docs`"


def test_lock_file_pins_every_dependency_exactly_and_names_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    assert all(re.match(r"[a-z0-9._-]+==[^\s;]+", line) for line in lines)
    wanted = [line for extra in EXTRAS for line in PROJECT["optional-dependencies"][extra]]
    assert names_of(PROJECT["dependencies"] + wanted) <= {line.split("==")[0] for line in lines}, "run `make lock`"


@pytest.mark.parametrize("room", HOUSE)
def test_a_room_imports_only_what_is_declared_and_what_it_asked_for(room):
    extras = [extra for extra, rooms in BEHIND.items() if room in rooms]
    optional = [line for extra in extras for line in PROJECT["optional-dependencies"][extra]]
    declared = modules_of(PROJECT["dependencies"] + optional)
    used = set()
    for path in files_of(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                used.add((node.module or "").split(".")[0])
    assert used - set(sys.stdlib_module_names) - {"tradestudy"} <= declared


def test_a_missing_extra_is_told_in_one_sentence_with_the_command(monkeypatch, tmp_path):
    from click.testing import CliRunner

    from tradestudy.cli import main

    def installed(name):
        if name == "papermill":
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(metadata, "requires", lambda _: ["pandas>=2", "papermill>=2.6; extra == 'notebooks'"])
    monkeypatch.setattr(metadata, "version", installed)
    tradestudy.require.cache_clear()
    tradestudy.require("build")
    with pytest.raises(
        tradestudy.MissingExtra, match=r"^papermill is not installed: pip install 'tradestudy\[notebooks\]'$"
    ):
        tradestudy.require("notebooks")
    told = CliRunner().invoke(main, ["run", "--out", str(tmp_path)])
    tradestudy.require.cache_clear()
    assert told.exit_code == 2
    assert told.output.endswith("Error: papermill is not installed: pip install 'tradestudy[notebooks]'\n")


def test_there_is_one_version_number_and_one_day_of_release():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version, day = re.search(r"^## (\d\S*) \((\d{4}-\d\d-\d\d)\)", log, re.M).groups()
    assert version == tradestudy.__version__
    assert f"\nversion: {version}\n" in citation
    assert f"\ndate-released: {day}\n" in citation


def test_the_map_shows_every_room_and_function_of_the_contract():
    contract = "read split find_timexes find_issues find_actors find_quotes rank_dates build_events load load_window"
    shown = dir(tradestudy)
    assert [room for room in HOUSE if files_of(room)] == list(tradestudy.ROOMS)
    assert set(contract.split()) | set(tradestudy.ROOMS) <= set(shown)
    assert all(getattr(tradestudy, name) is not None for name in shown)
    assert tradestudy.find_timexes is tradestudy.timex.find_timexes
    assert (PACKAGE / "py.typed").exists()


def test_help_imports_nothing_heavy_and_takes_less_than_a_third_of_a_second():
    requirements = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    heavy = set().union(*map(modules_of, requirements)) - {"click"}
    code = f"import sys, tradestudy.cli; print(sorted({heavy!r} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
    spent = []
    for _ in range(3):  # time of the processor, so that other work on the machine does not count; the best of three
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "tradestudy.cli", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.3


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
