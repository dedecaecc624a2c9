"""Likeness decides which statements are one event, and what is far away decides nothing."""

import sys
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from corpus import corpus
from tradestudy import chronology, store
from tradestudy.chronology import grouping
from tradestudy.chronology.statements import read_statements

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
import reference_chronology  # noqa: E402

TREATY = ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday.")


def told(*reports):
    made = corpus(*reports)
    return grouping.tell(read_statements(*made), made.articles, {}, {})


def test_a_vector_has_length_one_and_does_not_know_of_unrelated_articles():
    (alone,) = told(TREATY)
    beside = told(TREATY, ("b", "2025-03-11", "B", "Gardeners crowned a giant pumpkin on Monday."))
    assert sum(value**2 for value in alone.vector.values()) == pytest.approx(1)
    assert alone in beside


def test_similarity_is_one_for_the_same_words_and_zero_for_none_in_common():
    treaty, pumpkin = told(TREATY, ("b", "2025-03-11", "B", "Gardeners crowned a giant pumpkin on Monday."))
    group = grouping.Group(treaty)
    assert group.similarity(treaty) == pytest.approx(1)
    assert group.similarity(pumpkin) == 0


def test_the_original_of_a_chain_of_duplicates():
    copies = [("b", "2025-03-11", "B", TREATY[3], "a"), ("c", "2025-03-11", "C", TREATY[3], "b")]
    found = told(TREATY, *copies)
    assert {(t.key[0], t.original, t.publisher) for t in found} == {("a", "a", "A"), ("b", "a", "A"), ("c", "a", "A")}
    assert [len(group.members) for group in grouping.group_statements(found)] == [3]


def test_the_headline_helps():
    made = corpus(
        ("a", "2025-03-11", "A", "It was signed on Monday."), ("b", "2025-03-11", "B", "Envoys left Oslo on Monday.")
    )
    made.articles["headline"] = ["Treaty signed", "Harbour envoys fly home"]
    found = grouping.tell(read_statements(*made), made.articles, {}, {})
    assert "treaty" in found[0].vector
    assert "harbour" in found[-1].vector


def groups_of(*reports):
    """The texts of each group, as sets."""
    return {frozenset(t.text for t in group.members) for group in grouping.group_statements(told(*reports))}


RAISED = "Alder raised its timber duty on Monday."
LOWERED = "Norland lowered its timber duty on Monday."


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("Alder raised its duty on timber on Monday.", "It also shut its timber market to Norland on Monday.", 2),
        ("Alder raised its duty on timber on Monday.", "Its timber market was shut to Norland on Monday as well.", 2),
        ("Alder raised its duty on timber on Monday.", "In addition it shut its timber market on Monday.", 2),
        ("Alder raised its duty on timber on Monday.", "The duty on timber applied at once on Monday.", 1),
    ],
)
def test_a_report_that_says_also_tells_of_two_acts(first, second, events):
    assert len(groups_of(("a", "2025-03-11", "A", f"{first} {second}"))) == events


def test_also_in_another_report_tells_of_the_same_act():
    other = "The timber duty was also raised by Alder on Monday."
    assert len(groups_of(("a", "2025-03-11", "A", RAISED), ("b", "2025-03-11", "B", other))) == 1


def test_of_two_like_events_a_report_of_what_was_done_joins_the_one_that_was_done():
    ahead, done, report = told(
        ("a", "2025-03-03", "A", "The harbour treaty will be signed in Oslo on March 10."),
        ("b", "2025-03-10", "B", "The harbour treaty was signed in Oslo on Monday."),
        ("c", "2025-03-12", "C", "The harbour treaty was signed in Oslo on March 10."),
    )
    awaited, reported = grouping.Group(ahead), grouping.Group(done)
    assert [told.status for told in (ahead, done, report)] == ["expected", "reported", "reported"]
    assert reported.likeness(report) == pytest.approx(reported.similarity(report))
    assert awaited.likeness(report) == pytest.approx(0.8 * awaited.similarity(report))
    assert len(grouping.group_statements([ahead, done, report])) == 1  # alike enough to be one all the same


def test_one_act_in_unlike_words_is_one_event_and_two_acts_are_two():
    call = [
        ("a", "2025-03-11", "A", "The two presidents talked by telephone for an hour on Monday."),
        ("b", "2025-03-11", "B", "A call between the presidents on Monday settled nothing, an aide said."),
        ("c", "2025-03-12", "C", "President Birk of Alder spent an hour of March 10 on the telephone with Norland."),
    ]
    ferry = ("d", "2025-03-11", "D", "A ferry sank off the western islands on Monday.")
    assert {len(texts) for texts in groups_of(*call, ferry)} == {3, 1}


@pytest.mark.parametrize(
    "unrelated",
    [
        "Gardeners crowned a giant pumpkin on Monday.",
        "Gardeners also crowned a giant pumpkin on Monday.",
        "Gardeners will crown a giant pumpkin on March 10.",
    ],
)
def test_an_unrelated_report_changes_no_group(unrelated):
    reports = [
        ("a", "2025-03-11", "A", f"{RAISED} It also shut its timber market to Norland on Monday."),
        ("b", "2025-03-12", "B", LOWERED),
        ("c", "2025-03-03", "C", "Alder will raise its timber duty on March 10."),
    ]
    assert groups_of(*reports) | {frozenset([unrelated])} == groups_of(*reports, ("z", "2025-03-09", "Z", unrelated))


# ---------------------------------------------------------------- what a reader found, tests/gold/acts.csv


@cache
def acts() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The acts, and the evidence of the shipped corpus as it is grouped today."""
    names = ("articles", "sentences", "timexes", "issue_mentions", "actor_mentions")
    made = chronology.chronicle({name: store.load(name, ROOT / "data" / "processed") for name in names})
    return pd.read_csv(reference_chronology.ACTS, keep_default_na=False), made["evidence"]


@pytest.mark.parametrize(("part", "floor", "by_statement"), [("dev", 0.74, 0.80), ("held-out", 0.76, 0.82)])
def test_statements_are_put_together_as_a_reader_does(part, floor, by_statement):
    gold, evidence = acts()
    found = reference_chronology.judge_grouping(evidence, gold)[part]
    assert found.statements >= {"dev": 220, "held-out": 95}[part]
    assert found.f1 >= floor
    assert found.f1_by_statement >= by_statement


@pytest.mark.parametrize(
    ("day", "one", "other"),
    [
        ("2025-04-09", "us-rates-begin", "pause-for-others-more-for-china"),
        ("2025-04-09", "chip-licence-notice", "pause-for-others-more-for-china"),
        ("2025-11-10", "us-orders-in-force", "china-port-fees-suspended"),
        ("2025-11-10", "us-orders-in-force", "truce-ends"),
        ("2025-11-10", "affiliates-rule-suspended", "us-orders-in-force"),
    ],
)
def test_two_acts_of_one_day_stay_two(day, one, other):
    assert main_event(day, one)[0] != main_event(day, other)[0]


@pytest.mark.parametrize(
    ("day", "act"), [("2025-04-02", "reciprocal-tariffs-announced"), ("2025-06-05", "leaders-call")]
)
def test_one_act_in_many_words_stays_one(day, act):
    assert main_event(day, act)[1] >= 0.9


def main_event(day: str, act: str) -> tuple[str, float]:
    """The event that most statements of an act are in, and their share."""
    gold, evidence = acts()
    shares = (
        gold[(gold["date"] == day) & (gold["act"] == act)]
        .merge(evidence, on=["article_id", "sentence_id", "tid"])["event_id"]
        .value_counts(normalize=True)
    )
    return shares.index[0], shares.iloc[0]
