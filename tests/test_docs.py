"""What the documents say: numbers that can be recomputed, links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tradestudy import articles
from tradestudy.build import read_reference

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
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
