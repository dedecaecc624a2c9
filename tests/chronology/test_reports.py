"""Floors on reports in our own words, shaped like real ones, whose events were coded by hand from the originals."""

import shutil
import sys
from pathlib import Path

import pytest

from tradestudy import store
from tradestudy.build import build
from tradestudy.chronology import headline

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import reports

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    (raw / "private").mkdir()
    shutil.copy(ROOT / "tests" / "gold" / "reports.jsonl", raw / "private")
    build(raw, out, jobs=1)
    return store.read_tables(out)


def test_core_days_lead_and_events_are_right(told):
    figures = reports.measure(told, reports.read_gold())
    assert figures.reports == figures.core_days == figures.found == 23
    assert figures.among_first >= 20
    assert figures.among_first > figures.mentioned_most > figures.by_chance
    assert figures.events >= 60
    assert 1 - len(figures.wrong) / figures.events >= 0.86


def test_headlines_stand_alone(told):
    by_source = dict(iter(told["events"].groupby("headline_from")["headline"]))
    assert by_source["sentence"].map(lambda text: headline.stands_alone(text, named=True)).all()
    assert len(by_source["sentence"]) > 2 * len(by_source["report"])
