"""What the documents say: numbers that can be recomputed, links that lead somewhere."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tradestudy import articles
from tradestudy.build import read_reference

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "docs"), str(ROOT / "benchmarks")]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "data" / "raw" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def test_datasheet_counts_are_those_of_the_files():
    sheet = (ROOT / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    told = {where: int(n) for where, n in re.findall(r"\| `([^`]+)` \| (\d+) \|", sheet)}
    reference = read_reference(ROOT / "data" / "raw")
    assert told == {
        "articles/*.md": len(articles.list_files(ROOT / "data" / "raw" / "articles")),
        "reference/publishers.csv": len(reference["publishers"]),
        "reference/events.csv": len(reference["reference_events"]),
        "reference/tariffs.csv": len(reference["tariffs"]),
    }


def test_datasheet_shares_are_those_of_the_files():
    sheet = " ".join((ROOT / "data" / "raw" / "README.md").read_text(encoding="utf-8").split())
    events = read_reference(ROOT / "data" / "raw")["reference_events"]
    two, high = (events["source_2_url"] != "").mean(), (events["confidence"] == "high").mean()
    assert f"{two:.0%} name two publishers and {high:.0%} have confidence `high`" in sheet


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_files_named_in_the_documents_exist(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|src|tests|benchmarks|notebooks|data)/[\w./-]+\.\w+)`", text)
    named += list(re.findall(r"\]\(([^)#:]+)\)", text))
    missing = [name for name in named if not ((ROOT / name).exists() or (path.parent / name).exists())]
    assert missing == []


def test_recorded_figures_are_those_of_the_shipped_corpus():
    import record

    results = record.read_results()
    assert record.renew(results, record.shipped()) == results, (
        "run `python benchmarks/record.py shipped` and `python docs/write_results.py`"
    )


def test_figures_that_need_outside_data_carry_day_commit_and_command():
    import record

    for row in record.read_results():
        stamp = (row["day"], row["commit"], row["command"])
        assert all(stamp) or not any(stamp), row
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["day"])
        assert re.fullmatch(r"([0-9a-f]{7,10})?", row["commit"]), f"{row}: measured on what was not committed"
        assert not re.search(r"/(tmp|home|root|work)/", row["command"])


@pytest.mark.parametrize("path", [DOCUMENTS[0], *DOCUMENTS[4:]], ids=lambda p: p.name)
def test_figures_in_the_documents_are_those_recorded(path):
    import write_results

    page = path.read_text(encoding="utf-8")
    assert write_results.render(page, write_results.read_results()) == page, "run `python docs/write_results.py`"


def test_the_overview_of_functions_is_that_of_the_source():
    import write_api

    assert (ROOT / "docs" / "api.md").read_text(encoding="utf-8") == write_api.write(), "run `python docs/write_api.py`"


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda p: p.stem)
def test_every_benchmark_starts(path):
    shown = subprocess.run([sys.executable, path, "--help"], capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert f"python benchmarks/{path.name}" in path.read_text(encoding="utf-8")


def test_weights_and_thresholds_of_the_chronology_are_those_of_its_code():
    text = (ROOT / "docs" / "chronology.md").read_text(encoding="utf-8").split("## Measured")[0]
    literals = {
        str(node.value)
        for path in (ROOT / "src" / "tradestudy" / "chronology").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    }
    follow = {"1.4"}  # of the floor: the root of 2
    assert set(re.findall(r"(?<![\d.])\d\.\d+", text)) - follow <= literals


def test_the_annotation_is_as_large_as_its_guidelines_say():
    text = (ROOT / "docs" / "annotation.md").read_text(encoding="utf-8")
    told = {name: int(n) for name, n in re.findall(r"^\| `(\w+)\.csv` .* (\d+) \|$", text, re.M)}
    assert told == {
        path.stem: len(path.read_text(encoding="utf-8").splitlines()) - 1
        for path in (ROOT / "tests" / "gold").glob("*.csv")
    }
