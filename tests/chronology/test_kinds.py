"""The kind of an event and whose act it is: rules on own sentences, floors on the hand-coded sample."""

import sys
from pathlib import Path

import pandas as pd
import pytest

from annotation import cases
from tradestudy import chronology, coding, tables

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import kinds

ROOT = Path(__file__).parents[2]
SOURCES = ("articles", "sentences", "timexes", "issue_mentions", "actor_mentions")


def code(*texts):
    """The events of reports of Friday 13 June 2025."""
    rows = [{"article_id": f"a{n}", "published": "2025-06-13", "text": text} for n, text in enumerate(texts)]
    coded = coding.study_articles(rows)
    return chronology.chronicle({"articles": pd.DataFrame(rows), **coded})["events"]


@pytest.mark.parametrize(("text", "expected"), cases("kinds", "kind"))
def test_kind(text, expected):
    assert code(text)["kind"].iloc[0] == expected


@pytest.mark.parametrize(("text", "expected"), cases("kinds", "side"))
def test_acting_side(text, expected):
    assert code(text)["acting_side"].iloc[0] == expected


def test_the_sentence_shown_counts_more_than_what_stands_beside_it():
    events = code(
        "Washington imposed a tariff of 12% on Chinese ceramics on Monday.",
        "On Monday, when the tariff on ceramics was imposed, ceramics makers in China said that they would move.",
    )
    assert events[["kind", "acting_side"]].values.tolist() == [["tariff", "US"]]


def test_kinds_are_declared_once():
    known = {row["kind"] for row in tables.read_rows("lexicon", "kinds.csv")}
    for table in ("events", "reference_events"):
        assert set(next(c for c in tables.TABLES[table].columns if c.name == "kind").values) == known
    groups = {"act", "hedge", "ahead", "aside", "together", "governs", "acted_on"}
    assert {row["kind"] for row in tables.read_rows("lexicon", "kind_cues.csv")} <= known | groups


@pytest.fixture(scope="module")
def shipped():
    folder = ROOT / "data" / "processed"
    made = chronology.chronicle({name: tables.read_csv(name, folder / f"{name}.csv") for name in SOURCES})
    return made["events"], made["evidence"]


@pytest.mark.parametrize(
    ("part", "kind", "side", "right"),
    [("dev", 0.70, 0.68, 0.74), ("opened", 0.60, 0.68, 0.70), ("held-out", 0.56, 0.66, 0.68)],
)
def test_accuracy_on_the_hand_coded_sample(shipped, part, kind, side, right):
    found = kinds.accuracy(kinds.beside_sample(*shipped, part))
    assert found["events"] >= 25
    assert found["kind_right"] >= kind
    assert found["side_right"] >= side
    assert found["right_of_those_named"] >= right


def test_accuracy_beside_the_reference(shipped):
    reference = tables.read_csv("reference_events", ROOT / "data" / "raw" / "reference" / "events.csv")
    found = kinds.accuracy(kinds.beside_reference(*shipped, reference))
    assert found["events"] >= 80
    assert found["kind_right"] >= 0.74
    assert found["right_of_those_named"] >= 0.86
