"""The day score: what raises a day and what does not."""

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
    assert ranked.index[0] == "2025-03-04"
    assert ranked.loc["2025-03-04", ["n_articles", "n_late", "n_ahead", "n_published"]].tolist() == [3, 1, 0, 1]
    assert ranked.loc["2025-03-05", ["n_articles", "n_published"]].tolist() == [1, 1]


def test_naming_a_day_twice_in_one_article_counts_once():
    once = days(("a", "2025-03-05", "A", "The bridge opened on Tuesday."))
    twice = days(("a", "2025-03-05", "A", "The bridge opened on Tuesday. On Tuesday the bridge opened."))
    assert once.loc["2025-03-04", "score"] == pytest.approx(twice.loc["2025-03-04", "score"])


def test_agreement_is_one_for_equal_sentences_and_zero_for_none_in_common():
    ranked = days(
        ("a", "2025-03-05", "A", "The bridge opened on Tuesday."),
        ("b", "2025-03-05", "B", "The bridge opened on Tuesday."),
        ("c", "2025-03-05", "C", "Rain fell on Monday."),
        ("d", "2025-03-05", "D", "Ministers resigned on Monday."),
    )
    assert ranked.loc["2025-03-04", "agreement"] == pytest.approx(1)
    assert ranked.loc["2025-03-03", "agreement"] == pytest.approx(0)
    assert ranked.loc["2025-03-04", "score"] > ranked.loc["2025-03-03", "score"]


def test_looking_back_counts_more_and_looking_ahead_less():
    weights = [ranking.lag_weight(lag) for lag in (-30, -1, 0, 6, 7)]
    assert weights == [0.25 * 1.25, 0.25, 1, 1, 1.25]


def test_a_day_that_more_articles_could_have_named_needs_more():
    exposure = ranking.Exposure(["2025-01-01", "2025-01-02", "2025-01-02", "2025-06-30"])
    assert [exposure.count(day) for day in ("2024-01-01", "2025-01-02", "2025-01-03", "2025-06-30")] == [3, 2, 0, 1]
    assert exposure.divisor("2025-01-02") > exposure.divisor("2025-01-03")
    assert exposure.mean == pytest.approx((3 + 2 + 2 + 1) / 4)
    assert exposure.divisor("2025-01-02") == pytest.approx(1)
    assert exposure.divisor("2025-01-03") == pytest.approx((0.1 / 1.1) ** 0.5)
    assert ranking.Exposure([]).divisor("2025-01-01") == 1


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
    assert half == pytest.approx(whole / 2)


def test_tables_made_before_give_the_same_ranking():
    made = corpus(*SAME_DAY)
    again = ranking.rank_dates(made.articles, sentences=made.sentences, timexes=made.timexes)
    pd.testing.assert_frame_equal(again, ranking.rank_dates(made.articles))


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


@given(st.lists(st.tuples(st.floats(0.1, 3), st.sets(st.sampled_from("abcdef"), min_size=1)), min_size=1, max_size=6))
def test_resultant_lies_between_agreement_of_none_and_of_all(members):
    weighted = [(weight, ranking.vector(words, {})) for weight, words in members]
    total, alone = sum(w for w, _ in weighted), sum(w * w for w, _ in weighted) ** 0.5
    assert alone - 1e-9 <= ranking.resultant(weighted) <= total + 1e-9
    assert 0 <= ranking.agreement(weighted) <= 1


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="start 2025-05-31 is after end 2025-05-01: swap them"):
        ranking.rank_dates(corpus().articles, "2025-05-31", "2025-05-01")
