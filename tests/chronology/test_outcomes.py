"""What became of what was told in advance."""

import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from corpus import chronicle, corpus
from tradestudy import chronology, store

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import outcomes as benchmark

SIGNED = "President Alder signed the harbour treaty with Norland in the old customs house on {}."


def outcome(*reports, day, **options):
    found = chronicle(*reports, **options)["outcomes"]
    row = found.set_index(found["event_id"].str[:10]).loc[day]
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


DUTY = ("a", "2025-03-03", "A", "Alder must cut the ferry duty by March 10.")
GALA = "Alder held its ferry gala on Monday."


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("The duty took effect on Monday.", "happened"),
        ("The duty came into force on Monday.", "happened"),
        ("The duty has been in force since Monday.", "happened"),
        ("The duty came down on Monday.", "happened"),
        ("The port began to collect the duty on Monday.", "happened"),
        ("The harbour master praised the weather, the fish, the bridge and the duty on Monday.", "unknown"),
    ],
)
def test_a_measure_that_was_due_is_answered_by_few_words_if_these_say_that_it_applies(report, expected):
    assert outcome(DUTY, ("b", "2025-03-11", "B", f"{GALA} {report}"), day="2025-03-10")[0] == expected


def test_a_stay_is_not_answered_by_a_duty_that_starts_meanwhile():
    ahead = ("a", "2025-03-03", "A", "Envoys of Norland stay in Oslo from March 10 to March 14 for harbour talks.")
    after = ("b", "2025-03-14", "B", "Norland charges a fee for fish from Oslo since March 12, envoys said.")
    assert outcome(ahead, after, day="2025-03-10")[0] == "unknown"


def test_talks_told_as_a_range_answer_the_day_on_which_they_were_to_go_on():
    ahead = ("a", "2025-03-03", "A", "Harbour talks between Norland and Alder will go on in Oslo on March 11.")
    after = ("b", "2025-03-12", "B", "Norland and Alder held harbour talks in Oslo on March 10 and 11.")
    assert outcome(ahead, after, day="2025-03-11")[0] == "happened"


def test_a_new_day_that_a_report_names_goes_before_one_that_is_computed():
    computed = ("b", "2025-08-12", "B", "Alder signed an order on Monday that extends the harbour truce for 90 days.")
    named = ("c", "2025-08-12", "C", "On Monday Alder extended the harbour truce with Norland until November 10.")
    assert outcome(TRUCE, computed, day="2025-08-12")[:2] == ("moved", "2025-11-09")
    assert outcome(TRUCE, computed, named, day="2025-08-12")[:2] == ("moved", "2025-11-10")


def test_the_time_for_postponements_grows_with_their_number():
    def seconds(n: int) -> float:
        words = "The ferry{} harbour{} talks were postponed and will begin on June {}."
        told = [(f"a{i}", f"2025-05-{i % 28 + 1:02}", "A", words.format(i, i % 7, i % 9 + 10)) for i in range(n)]
        made = corpus(*told)
        start = time.process_time()
        chronology.chronicle(made._asdict())
        return time.process_time() - start

    # Eight times the reports; comparing each turn with all that is expected took fifty times and more.
    assert seconds(1600) < 24 * max(seconds(200), 0.02)


def test_a_month_has_the_outcome_of_the_day_within_it_that_reports_came_to_expect():
    month = (
        "a",
        "2025-01-10",
        "A",
        "The premier of Norland will tour mills with bakers, cooks, masons, potters, smiths, tanners in March.",
    )
    day = ("b", "2025-02-20", "B", "The premier of Norland will visit Alder on March 10.")
    put_off = ("c", "2025-03-06", "C", "Norland put off the visit of its premier to Alder to April 14 on Thursday.")
    assert outcome(month, day, put_off, day="2025-03-01")[:2] == ("moved", "2025-04-14")


def test_of_the_expected_days_that_reports_answer_most_are_answered_and_rightly():
    tables = store.read_tables(Path(__file__).parents[2] / "data" / "processed")
    found = chronology.chronicle(tables)
    gold = pd.read_csv(benchmark.GOLD, dtype=str, keep_default_na=False)
    assert len(gold) >= 70
    measured = benchmark.measure(list(benchmark.judge(found, gold)))
    assert measured["answered"] >= 0.8
    assert measured["right"] >= 0.95


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(["2025-03-08", "2025-03-10", "2025-03-12"]), st.permutations(range(4)))
def test_all_tables_are_those_of_what_had_been_published(day, order):
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
    found, alone = chronicle(*[reports[place] for place in order], as_of=day), chronicle(*known)
    for name in chronology.TABLES:
        pd.testing.assert_frame_equal(found[name], alone[name])
    assert found["events"]["disputed"].any() == (day == "2025-03-12")
