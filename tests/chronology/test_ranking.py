"""Days ranked: what raises a day and what does not."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from corpus import corpus, shuffled
from tradestudy.chronology import ranking

SAME_DAY = [
    ("a", "2025-03-04", "A", "The bridge opened on Tuesday."),
    ("b", "2025-03-05", "B", "The bridge that opened on Tuesday is closed again."),
    ("c", "2025-03-06", "C", "A ferry sank on Wednesday."),
    ("d", "2025-03-20", "D", "The bridge opened on March 4. It cost four million."),
]


def days(*reports, **options):
    return ranking.rank_dates(corpus(*reports).articles, **options).set_index("date")


def test_the_day_named_by_most_articles_leads():
    ranked = days(*SAME_DAY)
    assert ranked["rank"].to_dict() == {
        "2025-03-04": 1,
        "2025-03-05": 2,
        "2025-03-06": 3,  # no article names this day or the next; on each, one was published
        "2025-03-20": 4,
    }
    assert ranked.loc["2025-03-04", ["score", "n_articles", "n_lede", "n_ahead", "n_published"]].tolist() == [
        3,
        3,
        3,
        0,
        1,
    ]
    assert ranked.loc["2025-03-05", ["score", "n_articles", "n_lede", "n_ahead", "n_published"]].tolist() == [
        1,
        1,
        1,
        0,
        1,
    ]
    assert ranked.loc["2025-03-06", ["score", "n_articles", "n_lede", "n_ahead", "n_published"]].tolist() == [
        0,
        0,
        0,
        0,
        1,
    ]


def test_naming_a_day_twice_in_one_article_counts_once():
    twice = days(("a", "2025-03-05", "A", "The bridge opened on Tuesday. On Tuesday the bridge opened."))
    assert twice.loc["2025-03-04", ["score", "n_articles", "n_lede"]].tolist() == [1, 1, 1]


@pytest.mark.parametrize(("before", "n_lede", "first"), [(2, 1, "2025-03-03"), (3, 0, "2025-03-04")])
def test_of_two_days_named_as_often_the_one_named_in_more_openings_leads(before, n_lede, first):
    sentences = ["The bridge is closed.", "Boats are full.", "Buses are late."][:before]
    ranked = days(
        ("a", "2025-03-05", "A", " ".join([*sentences, "A ferry sank on Monday."])),
        ("b", "2025-03-05", "B", "The bridge opened on Tuesday."),
    )
    assert ranked.loc["2025-03-03", ["n_articles", "n_lede"]].tolist() == [1, n_lede]
    assert ranked.loc["2025-03-04", ["n_articles", "n_lede"]].tolist() == [1, 1]
    assert ranked.index[0] == first


def test_else_the_day_on_which_more_was_published_leads():
    report = ("a", "2025-03-05", "A", "The bridge opened on Tuesday, and a ferry sank on Monday.")
    assert list(days(report).index[:2]) == ["2025-03-03", "2025-03-04"]
    assert list(days(report, ("b", "2025-03-04", "B", "The bridge is open.")).index[:2]) == ["2025-03-04", "2025-03-03"]


def test_an_announced_day_is_told_by_its_numbers():
    ranked = days(
        ("a", "2025-03-03", "A", "The bridge will open on Friday."),
        ("b", "2025-03-05", "B", "The bridge opens on March 7."),
        ("c", "2025-03-05", "C", "The ferry sank on March 4."),
    )
    assert ranked.loc["2025-03-07", ["rank", "n_articles", "n_ahead"]].tolist() == [1, 2, 2]
    assert ranked.loc["2025-03-04", ["rank", "n_articles", "n_ahead"]].tolist() == [2, 1, 0]


def test_duplicates_and_days_outside_the_window_are_left_out():
    ranked = days(*SAME_DAY, ("e", "2025-03-07", "E", "The bridge opened on Tuesday.", "a"))
    assert ranked.loc["2025-03-04", "n_articles"] == 3
    assert list(days(*SAME_DAY, start="2025-03-05", end="2025-03-06").index) == ["2025-03-05", "2025-03-06"]


def test_keywords_leave_out_articles_and_halve_other_sentences():
    only = days(*SAME_DAY, keywords=["ferry"])
    assert only["n_articles"].to_dict() == {"2025-03-05": 1, "2025-03-06": 0}
    text = "The bridge opened on Tuesday. A ferry sank."
    half, whole = (
        days(("a", "2025-03-05", "A", text), keywords=[word])["score"].iloc[0] for word in ("ferry", "bridge")
    )
    assert (half, whole) == (0.5, 1)


def test_tables_made_before_give_the_same_ranking():
    made = corpus(*SAME_DAY)
    again = ranking.rank_dates(made.articles, sentences=made.sentences, timexes=made.timexes)
    pd.testing.assert_frame_equal(again, ranking.rank_dates(made.articles))


def test_dates_of_sentences_that_are_not_there_are_left_out():
    made = corpus(("a", "2025-03-11", "A", "Alder signed on Monday. Norland agreed on March 9."))
    ranked = ranking.rank_dates(made.articles, sentences=made.sentences[1:], timexes=made.timexes)
    assert list(ranked[ranked["n_articles"] > 0]["date"]) == ["2025-03-09"]


def test_no_article_gives_no_day_and_a_lacking_column_is_named():
    assert ranking.rank_dates(corpus().articles).empty
    with pytest.raises(KeyError, match="missing: published"):
        ranking.rank_dates(pd.DataFrame({"article_id": ["a"], "text": ["x"]}))
    with pytest.raises(ValueError, match="not-a-day"):
        ranking.rank_dates(corpus(*SAME_DAY).articles, start="not-a-day")


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(len(SAME_DAY))))
def test_order_of_articles_does_not_matter(order):
    made = corpus(*SAME_DAY)
    pd.testing.assert_frame_equal(ranking.rank_dates(shuffled(made, order).articles), ranking.rank_dates(made.articles))


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="start 2025-05-31 is after end 2025-05-01: swap them"):
        ranking.rank_dates(corpus().articles, "2025-05-31", "2025-05-01")
