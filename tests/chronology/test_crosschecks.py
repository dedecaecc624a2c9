"""Slips, disputes, and what became of the expected."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from corpus import corpus
from tradestudy import chronology
from tradestudy.chronology import crosschecks
from tradestudy.chronology.statements import find_statements


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
        ("They met on Wednesday (Oct. 30).", "2025-10-30", [("Wednesday", "2025-10-30", "Thursday")]),
        ("They met on Thursday (30 October).", "2025-10-30", []),
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
    later = ("c", "2025-03-12", "C", "Gardeners crowned a giant pumpkin on Tuesday.")
    assert outcome(AHEAD, later, day="2025-03-10") == ("unknown", "", "2025-03-03")
    assert outcome(AHEAD, after, later, day="2025-03-10")[0] == "unknown"


def test_a_day_after_the_last_article_is_open():
    assert outcome(AHEAD, day="2025-03-10") == ("open", "", "2025-03-03")


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
    assert outcome(AHEAD, after, day="2025-03-10", as_of="2025-03-10") == ("open", "", "2025-03-03")


TRUCE = ("a", "2025-05-13", "A", "The harbour truce between Norland and Alder expires on August 12.")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("The harbour truce between Norland and Alder ran out on Tuesday.", "happened"),
        ("Without an order the harbour truce between Norland and Alder would have lapsed on Tuesday.", "unknown"),
        ("The harbour truce between Norland and Alder has not been extended, envoys said on Wednesday.", "unknown"),
        ("The harbour truce between Norland and Alder may be extended to November 10, envoys said.", "unknown"),
        ("The harbour truce between Norland and Alder will last until November 10.", "moved"),
        ("Envoys gave the harbour truce between Norland and Alder another 90 days, until November 10.", "moved"),
    ],
)
def test_what_became_of_a_deadline(report, expected):
    assert outcome(TRUCE, ("b", "2025-08-13", "B", report), day="2025-08-12")[0] == expected


def test_an_article_that_names_the_old_day_may_give_the_new_one_in_other_words():
    text = "Envoys extended the accord to November 10. The truce with Alder expires on August 12."
    assert outcome(TRUCE, ("b", "2025-08-01", "B", text), day="2025-08-12")[:2] == ("moved", "2025-11-10")


def test_a_rule_suspended_before_its_first_day_is_cancelled_and_a_suspension_is_not():
    ahead = ("a", "2025-03-03", "A", "Norland will charge a harbour fee on ferries from March 24.")
    off = ("b", "2025-03-20", "B", "Norland suspended the harbour fee on ferries on Thursday.")
    assert outcome(ahead, off, day="2025-03-24")[0] == "cancelled"
    ahead = ("a", "2025-03-03", "A", "Norland will suspend its harbour fee on ferries on March 24.")
    assert outcome(ahead, ("b", "2025-03-28", "B", "A ferry sank on Thursday."), day="2025-03-24")[0] == "unknown"


def test_a_target_met_early_has_happened():
    ahead = ("a", "2025-03-03", "A", "Norland must buy a hundred ferries from Alder by June 30.")
    met = ("b", "2025-06-01", "B", "Norland has bought a hundred ferries from Alder with a month to spare.")
    assert outcome(ahead, met, day="2025-06-30")[0] == "happened"


def test_a_report_in_another_event_of_the_day_counts_if_it_is_like_enough():
    ahead = ("a", "2025-03-03", "A", "Envoys of Norland stay in Oslo from March 10 to March 12 for harbour talks.")
    after = ("b", "2025-03-12", "B", "Envoys of Norland opened harbour talks in Oslo on Tuesday.")
    assert outcome(ahead, after, day="2025-03-10")[0] == "happened"


def test_two_ends_of_one_term_are_in_dispute_and_two_terms_are_not():
    end = "The harbour truce between Norland and Alder runs until {}."
    one = ("a", "2025-08-12", "A", end.format("November 9"))
    _, found = check(crosschecks.find_disputes, one, ("b", "2025-08-13", "B", end.format("November 10")))
    assert found[["date", "other_date"]].values.tolist() in (
        [["2025-11-10", "2025-11-09"]],
        [["2025-11-09", "2025-11-10"]],
    )
    other = ("b", "2025-08-13", "B", "Gardeners may enter pumpkins until November 10.")
    assert check(crosschecks.find_disputes, one, other)[1].empty
    computed = (
        "b",
        "2025-08-12",
        "B",
        "Norland and Alder agreed on August 12 to prolong the harbour truce for 90 days.",
    )
    assert check(crosschecks.find_disputes, one, computed)[1].empty


def test_a_sentence_that_sets_two_days_against_each_other():
    text = "Norland amended the harbour order on Wednesday; some papers dated it to Friday."
    events, found = check(crosschecks.find_disputes, ("a", "2025-03-08", "A", text))
    assert found[["date", "other_date", "likeness"]].values.tolist() == [["2025-03-05", "2025-03-07", 1.0]]
    assert events["disputed"].all()
    told = text.replace("; some papers dated it to Friday", " and published it on Friday")
    assert check(crosschecks.find_disputes, ("a", "2025-03-08", "A", told))[1].empty


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(["2025-03-08", "2025-03-10", "2025-03-12"]), st.permutations(range(4)))
def test_outcomes_and_disputes_are_those_of_what_had_been_published(day, order):
    reports = [
        AHEAD,
        (
            "b",
            "2025-03-08",
            "B",
            "Norland and Alder put off their harbour talks in Oslo and will open them on March 24.",
        ),
        ("c", "2025-03-12", "C", SIGNED.format("Sunday")),
        ("d", "2025-03-12", "D", SIGNED.format("Monday")),
    ]
    known = [report for report in reports if report[1] <= day]
    for function in (crosschecks.find_outcomes, crosschecks.find_disputes):
        events, found = check(function, *[reports[place] for place in order], as_of=day)
        pd.testing.assert_frame_equal(found, check(function, *known)[1])
        assert events["disputed"].any() == (day == "2025-03-12")
