"""Slips, disputes, and what became of the expected."""

import pytest

from corpus import corpus
from tradestudy import chronology, crosschecks
from tradestudy.statements import find_statements


def check(function, *reports, **options):
    made = corpus(*reports)
    events, evidence = chronology.build_events(*made, **options)
    statements = find_statements(*made, **options)
    return events, function(events, evidence, statements, made.articles)


@pytest.mark.parametrize(
    ("text", "published", "slips"),
    [
        ("The order was signed on Tuesday, August 11.", "2025-08-12", [("Tuesday", "2025-08-11", "Monday")]),
        ("The order was signed on Monday, August 11.", "2025-08-12", []),
        ("The order was signed on Monday, 11 August 2025.", "2025-08-12", []),
        ("The order was signed on Friday the 2nd of January.", "2025-12-30", []),
        ("The order was signed on Thursday, January 2.", "2025-12-30", [("Thursday", "2026-01-02", "Friday")]),
        ("The order was signed on August 11 (Sunday).", "2025-08-12", [("Sunday", "2025-08-11", "Monday")]),
        ("The order was signed on Monday, February 30.", "2025-03-01", []),
    ],
)
def test_slips(text, published, slips):
    made = corpus(("a", published, "A", text))
    found = crosschecks.find_slips(made.articles, made.sentences)
    assert [tuple(row) for row in found[["weekday", "date", "weekday_of_date"]].values] == slips


SIGNED = "President Alder signed the harbour treaty with Norland in the old customs house on {}."


def test_reports_that_date_one_thing_differently_are_in_dispute():
    events, found = check(
        crosschecks.find_disputes,
        ("a", "2025-03-12", "A", SIGNED.format("Sunday")),
        ("b", "2025-03-12", "B", SIGNED.format("Monday")),
        ("c", "2025-03-13", "C", SIGNED.format("Monday")),
    )
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["date"], row["n_publishers"], row["publishers"]) == ("2025-03-10", 2, "B; C")
    assert (row["other_date"], row["other_n_publishers"], row["other_publishers"]) == ("2025-03-09", 1, "A")
    assert events["disputed"].all()
    assert set(events["date"]) == {"2025-03-09", "2025-03-10"}


def test_two_days_that_one_article_names_are_no_dispute():
    text = "Delegates of Norland met at the customs house on Sunday. Delegates of Norland met at the customs house on Monday."
    events, found = check(
        crosschecks.find_disputes,
        ("a", "2025-03-12", "A", text),
        ("b", "2025-03-12", "B", "Delegates of Norland met at the customs house on Monday."),
    )
    assert found.empty
    assert not events["disputed"].any()


def test_different_things_on_two_days_are_no_dispute():
    _, found = check(
        crosschecks.find_disputes,
        ("a", "2025-03-12", "A", SIGNED.format("Sunday")),
        ("b", "2025-03-12", "B", "A ferry sank off the western islands on Monday."),
    )
    assert found.empty


def outcome(*reports, day, **options):
    _, found = check(crosschecks.find_outcomes, *reports, **options)
    row = found.set_index("date").loc[day]
    return row["outcome"], row["outcome_date"], row["expected_since"]


AHEAD = ("a", "2025-03-03", "A", "Norland and Alder will open harbour talks in Oslo on March 10.")


def test_happened():
    after = ("b", "2025-03-11", "B", "Norland and Alder opened harbour talks in Oslo on Monday.")
    assert outcome(AHEAD, after, day="2025-03-10") == ("happened", "2025-03-10", "2025-03-03")


def test_moved():
    after = (
        "b",
        "2025-03-08",
        "B",
        "Norland and Alder put off their harbour talks in Oslo on Friday and will open them on March 24.",
    )
    assert outcome(AHEAD, after, day="2025-03-10") == ("moved", "2025-03-24", "2025-03-03")


def test_cancelled():
    after = ("b", "2025-03-09", "B", "Norland cancelled the harbour talks that Alder was to open in Oslo on March 10.")
    assert outcome(AHEAD, after, day="2025-03-10") == ("cancelled", "", "2025-03-03")


def test_unknown_and_a_hedge_is_no_outcome():
    after = (
        "b",
        "2025-03-08",
        "B",
        "Norland and Alder could put off their harbour talks in Oslo, officials suggested on Friday.",
    )
    assert outcome(AHEAD, day="2025-03-10") == ("unknown", "", "2025-03-03")
    assert outcome(AHEAD, after, day="2025-03-10")[0] == "unknown"


def test_a_deadline_that_was_extended():
    before = ("a", "2025-05-13", "A", "The harbour truce between Norland and Alder expires on August 12.")
    after = (
        "b",
        "2025-08-12",
        "B",
        "Alder signed an order on Monday that extends the harbour truce with Norland until November 10.",
    )
    assert outcome(before, after, day="2025-08-12") == ("moved", "2025-11-10", "2025-05-13")


def test_nothing_of_the_outcome_is_known_before_it_is_published():
    after = ("b", "2025-03-11", "B", "Norland and Alder opened harbour talks in Oslo on Monday.")
    assert outcome(AHEAD, after, day="2025-03-10", as_of="2025-03-10") == ("unknown", "", "2025-03-03")
