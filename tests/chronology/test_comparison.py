"""What changed between two chronologies, and how one compares with a reference."""

import pytest

from corpus import corpus
from tradestudy import chronology, tables
from tradestudy.chronology import comparison

TREATY = ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday.")
FERRY = ("b", "2025-03-12", "B", "A ferry sank off the western islands on Tuesday.")


def build(*reports, **options):
    return chronology.build_events(*corpus(*reports), **options)


def changes(old, new):
    found = comparison.diff(old, new)
    return [tuple(row) for row in found[["change", "old_date", "new_date"]].values]


def test_nothing_changed():
    assert changes(build(TREATY, FERRY), build(FERRY, TREATY)) == []


def test_new_and_gone():
    assert changes(build(TREATY), build(TREATY, FERRY)) == [("new", "", "2025-03-11")]
    assert changes(build(TREATY, FERRY), build(FERRY)) == [("gone", "2025-03-10", "")]


def test_moved():
    events, evidence = build(TREATY)
    moved = events.assign(date="2025-03-09", last="2025-03-09", event_id="2025-03-09-1")
    assert changes((events, evidence), (moved, evidence.assign(event_id="2025-03-09-1"))) == [
        ("moved", "2025-03-10", "2025-03-09")
    ]


def test_merged():
    old = build(TREATY, FERRY)
    events = old[0].iloc[[0]]
    new = events, old[1].assign(event_id=events["event_id"].iloc[0])
    assert changes(old, new) == [("merged", "2025-03-10", "2025-03-10"), ("merged", "2025-03-11", "2025-03-10")]


def test_chronologies_of_two_corpora_are_matched_by_day_and_headline():
    other = ("z", "2025-03-11", "Z", "Alder signed the harbour treaty with Norland in Oslo on Monday.")
    assert changes(build(TREATY), build(other)) == []
    assert changes(build(TREATY), build(("z", "2025-03-11", "Z", "Shares fell on Monday."))) == [
        ("gone", "2025-03-10", ""),
        ("new", "", "2025-03-10"),
    ]


def reference(*rows):
    return tables.frame(
        "reference_events",
        [dict(zip(("date", "last", "label", "core", "status", "digests"), row, strict=True)) for row in rows],
    )


def test_compare():
    events, _ = build(TREATY, FERRY)
    wanted = reference(
        ("2025-03-10", "2025-03-10", "treaty", "yes", "occurred", "a"),
        ("2025-03-20", "2025-03-20", "election", "yes", "occurred", "c"),
        ("2025-03-11", "2025-03-11", "ferry", "no", "occurred", "b"),
        ("2025-03-30", "2025-03-30", "not in the corpus", "yes", "occurred", ""),
        ("2025-03-31", "2025-03-31", "planned", "yes", "scheduled", "a"),
    )
    measures, core = comparison.compare(events, wanted, {"other": ["2025-03-01", "2025-03-20"]})
    ours, other = measures.set_index("method").loc["chronology"], measures.set_index("method").loc["other"]
    assert ours["n_core"] == 2
    assert ours[["found", "precision", "strict", "recall_first"]].tolist() == pytest.approx([0.5, 1, 0.5, 0.5])
    assert other[["found", "precision", "strict", "recall_first"]].tolist() == pytest.approx([0.5, 0.5, 0.5, 0.5])
    assert core[["date", "found"]].values.tolist() == [["2025-03-10", True], ["2025-03-20", False]]


def test_a_day_within_a_range_is_found():
    events, _ = build(("a", "2025-03-14", "A", "Delegates met in Oslo on March 10-12."))
    _, core = comparison.compare(events, reference(("2025-03-11", "2025-03-11", "second day", "yes", "occurred", "a")))
    assert core["found"].all()
