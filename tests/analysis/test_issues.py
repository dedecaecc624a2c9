"""Measures: counts by hand, published values, errors that say what to do."""

import math

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from tradestudy.analysis import issues as measures


def articles(*days):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(days))], "published": list(days)})


def mentions(*pairs):
    rows = [(article, sentence, issue) for article, sentence, issue in pairs]
    return pd.DataFrame(rows, columns=["article_id", "sentence_id", "issue"])


@pytest.mark.parametrize(
    # Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3
    ("n", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_as_published(n, base, low, high):
    assert measures.wilson_interval(n, base) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_wilson_interval_holds_its_share(n, extra):
    low, high = measures.wilson_interval(n, n + extra)
    assert 0 <= low <= n / (n + extra) <= high <= 1


def test_shares_by_week_count_each_article_once_and_keep_zeros():
    table = measures.issue_shares(
        mentions(("a0", 0, "chips"), ("a0", 3, "chips"), ("a2", 0, "tariffs"), ("elsewhere", 0, "chips")),
        articles("2025-05-12", "2025-05-18", "2025-05-19"),
    )
    assert table[["period", "issue", "n", "base"]].values.tolist() == [
        ["2025-05-12", "chips", 1, 2],
        ["2025-05-12", "tariffs", 0, 2],
        ["2025-05-19", "chips", 0, 1],
        ["2025-05-19", "tariffs", 1, 1],
    ]


def test_shares_by_month_of_sentences():
    sentences = pd.DataFrame({"article_id": ["a0", "a0", "a0", "a1"], "sentence_id": [0, 1, 2, 0]})
    coded = mentions(("a0", 0, "chips"), ("a0", 0, "chips"), ("a0", 2, "chips"))
    table = measures.issue_shares(coded, articles("2025-05-12", "2025-06-01"), sentences=sentences, frequency="M")
    assert table[["period", "n", "base"]].values.tolist() == [["2025-05-01", 2, 3], ["2025-06-01", 0, 1]]


def test_spans_give_first_last_peak_and_half_life():
    days = ["2025-05-05"] * 4 + ["2025-05-12"] * 4 + ["2025-05-26"] * 4
    coded = mentions(*[(f"a{i}", 0, "chips") for i in (0, 4, 5, 6, 7, 8)])
    row = measures.issue_spans(coded, articles(*days)).iloc[0]
    assert (row["first"], row["last"], row["n"], row["base"]) == ("2025-05-05", "2025-05-26", 6, 12)
    assert (row["peak"], row["peak_n"], row["peak_base"], row["half_life_weeks"]) == ("2025-05-12", 4, 4, 2)


def test_cooccurrence_against_independence():
    coded = mentions(*[(f"a{i}", 0, "x") for i in range(4)], *[(f"a{i}", 0, "y") for i in range(2, 7)])
    row = measures.cooccurrence(coded, base=10, floor=2).iloc[0]
    assert row[["issue_a", "issue_b", "n_a", "n_b", "n_both"]].tolist() == ["x", "y", 4, 5, 2]
    assert (row["expected"], row["lift"], row["pmi"]) == (2.0, 1.0, 0.0)
    assert measures.cooccurrence(coded, base=10, floor=3).empty
    with pytest.raises(measures.MeasureError, match="base is 3"):
        measures.cooccurrence(coded, base=3)


def test_shares_by_group_and_by_round():
    coded = mentions(("a0", 0, "chips"), ("a2", 0, "chips"))
    countries = pd.DataFrame({"article_id": ["a0", "a1", "a2"], "country": ["China", "China", "India"]})
    by_country = measures.shares_by_group(coded, countries, "country")
    assert by_country[["country", "n", "base"]].values.tolist() == [["China", 1, 2], ["India", 1, 1]]
    rounds = pd.DataFrame({"date": ["2025-05-10"], "last": ["2025-05-11"], "label": ["Geneva"]})
    by_round = measures.shares_by_round(coded, articles("2025-05-08", "2025-05-16", "2025-05-17"), rounds)
    assert by_round[["date", "round", "issue", "n", "base"]].values.tolist() == [
        ["2025-05-10", "Geneva", "chips", 1, 2]
    ]


def test_windows_are_compared_with_test_and_effect_size():
    days = ["2025-05-01"] * 70 + ["2025-05-12"] * 80
    before, after = [f"a{i}" for i in range(70)], [f"a{i}" for i in range(70, 150)]
    coded = mentions(*[(a, 0, "x") for a in before[:56]], *[(a, 0, "x") for a in after[:48]])
    row = measures.compare_windows(coded, articles(*days), "2025-05-12").iloc[0]
    assert row[["n_before", "base_before", "n_after", "base_after"]].tolist() == [56, 70, 48, 80]
    # 56/70 against 48/80 is example (a) of Newcombe 1998 (873-890): 0.0524 to 0.3339 by method 10
    assert (-row["high"], -row["low"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    pooled = 104 / 150
    z = 0.2 / math.sqrt(pooled * (1 - pooled) * (1 / 70 + 1 / 80))
    assert row["p"] == pytest.approx(math.erfc(z / math.sqrt(2)))
    assert row["h"] == pytest.approx(2 * math.asin(math.sqrt(0.6)) - 2 * math.asin(math.sqrt(0.8)))


def test_an_empty_window_is_named():
    with pytest.raises(measures.MeasureError, match="before 2025-05-12"):
        measures.compare_windows(mentions(("a0", 0, "x")), articles("2025-05-12"), "2025-05-12")


def test_holm_by_hand():
    assert measures._holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


def texts(*contents):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(contents))], "text": list(contents)})


def test_keyness_of_a_two_by_two_table():
    table = measures.keyness(texts("gold gold gold iron iron", "gold iron iron iron iron"), ["a0"], floor=1, longest=1)
    row = table.set_index("feature").loc["gold"]
    assert (row["n_target"], row["n_reference"]) == (3, 1)
    # 2 * (3 ln(3/2) + 1 ln(1/2) + 2 ln(2/3) + 4 ln(4/3))
    assert row["G2"] == pytest.approx(2 * (3 * math.log(1.5) - math.log(2) + 2 * math.log(2 / 3) + 4 * math.log(4 / 3)))
    assert row["p"] == pytest.approx(math.erfc(math.sqrt(row["G2"] / 2)))
    assert row["log_ratio"] == pytest.approx(math.log2(3))
    assert table.set_index("feature").loc["iron", "G2"] < 0


def test_names_with_figures_stay_whole():
    table = measures.keyness(texts("The H20 and the 910C, at 24% for 90 days.", "x"), ["a0"], floor=1, longest=1)
    assert "h20" in set(table["feature"])
    assert not {"h", "c"} & set(table["feature"])


def test_multiword_terms_do_not_cross_punctuation_or_end_in_stop_words():
    table = measures.keyness(texts("Rare earths, soy. The price of soy beans.", "x"), ["a0"], floor=1)
    assert set(table["feature"]) >= {"rare earths", "soy beans", "price of soy"}
    assert not {"earths soy", "the price", "price of"} & set(table["feature"])


@pytest.mark.parametrize(
    ("target", "says"), [(["a0", "a1"], "whole corpus"), ([], "is empty"), (["a0", "z"], "not in the corpus: z")]
)
def test_keyness_without_a_reference_is_an_error(target, says):
    with pytest.raises(measures.MeasureError, match=says):
        measures.keyness(texts("a", "b"), target)


def test_terms_that_no_issue_covers_are_candidates():
    corpus = texts(
        *["Lobster quotas and tariffs on lobster quotas."] * 3, *["Tariffs on nothing else at all here."] * 3
    )
    found = measures.uncovered_terms(corpus, ["a0", "a1", "a2"])
    assert found["feature"].tolist() == ["lobster quotas"]


def test_kwic_finds_each_place_in_context():
    found = measures.kwic(texts("China buys soybeans.", "No trade.", "Soybean farmers wait for soybeans."), "soybean*")
    assert found[["article_id", "match"]].values.tolist() == [["a0", "soybeans"], ["a2", "Soybean"], ["a2", "soybeans"]]
    assert found["left"].tolist() == ["China buys", "", "Soybean farmers wait for"]
    with pytest.raises(measures.MeasureError, match="at least one letter"):
        measures.kwic(texts("x"), " * ")


def test_candidates_of_words_that_mark_nothing_are_an_empty_table_with_its_columns():
    found = measures.uncovered_terms(texts("Iron and gold.", "Iron and gold."), ["a0"])
    assert found.empty
    assert {"feature", "G2", "p", "p_holm", "n_target", "n_reference"} <= set(found)
