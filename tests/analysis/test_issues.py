"""Measures: counts by hand, published values, errors that say what to do."""

import math

import pandas as pd
import pytest

from tradestudy.analysis import issues


def articles(*days):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(days))], "published": list(days)})


def mentions(*pairs):
    rows = [(article, sentence, issue) for article, sentence, issue in pairs]
    return pd.DataFrame(rows, columns=["article_id", "sentence_id", "issue"])


def test_shares_by_week_count_each_article_once_and_keep_zeros():
    table = issues.issue_shares(
        mentions(("a0", 0, "chips"), ("a0", 3, "chips"), ("a2", 0, "tariffs"), ("elsewhere", 0, "chips")),
        articles("2025-05-12", "2025-05-18", "2025-05-19"),
    )
    assert table[["period", "issue", "n", "base"]].astype(str).values.tolist() == [
        ["2025-05-12", "chips", "1", "2"],
        ["2025-05-12", "tariffs", "0", "2"],
        ["2025-05-19", "chips", "0", "1"],
        ["2025-05-19", "tariffs", "1", "1"],
    ]


def test_shares_by_month_of_sentences():
    sentences = pd.DataFrame({"article_id": ["a0", "a0", "a0", "a1"], "sentence_id": [0, 1, 2, 0]})
    coded = mentions(("a0", 0, "chips"), ("a0", 0, "chips"), ("a0", 2, "chips"))
    table = issues.issue_shares(coded, articles("2025-05-12", "2025-06-01"), sentences=sentences, frequency="M")
    assert table[["period", "n", "base"]].astype(str).values.tolist() == [
        ["2025-05-01", "2", "3"],
        ["2025-06-01", "0", "1"],
    ]


def test_spans_give_first_last_peak_and_half_life():
    days = ["2025-05-05"] * 4 + ["2025-05-12"] * 4 + ["2025-05-26"] * 4
    coded = mentions(*[(f"a{i}", 0, "chips") for i in (0, 4, 5, 6, 7, 8)])
    row = issues.issue_spans(coded, articles(*days)).iloc[0]
    assert (str(row["first"].date()), str(row["last"].date()), row["n"], row["base"]) == (
        "2025-05-05",
        "2025-05-26",
        6,
        12,
    )
    assert (str(row["peak"].date()), row["peak_n"], row["peak_base"], row["half_life_weeks"]) == ("2025-05-12", 4, 4, 2)


def test_cooccurrence_against_independence():
    coded = mentions(*[(f"a{i}", 0, "x") for i in range(4)], *[(f"a{i}", 0, "y") for i in range(2, 7)])
    row = issues.cooccurrence(coded, base=10, floor=2).iloc[0]
    assert row[["issue_a", "issue_b", "n_a", "n_b", "n_both"]].tolist() == ["x", "y", 4, 5, 2]
    assert (row["expected"], row["lift"], row["pmi"]) == (2.0, 1.0, 0.0)
    assert issues.cooccurrence(coded, base=10, floor=3).empty


def test_shares_by_group_and_by_round():
    coded = mentions(("a0", 0, "chips"), ("a2", 0, "chips"))
    countries = pd.DataFrame({"article_id": ["a0", "a1", "a2"], "country": ["China", "China", "India"]})
    by_country = issues.shares_by_group(coded, countries, "country")
    assert by_country[["country", "n", "base"]].values.tolist() == [["China", 1, 2], ["India", 1, 1]]
    rounds = pd.DataFrame({"date": ["2025-05-10"], "last": ["2025-05-11"], "label": ["Geneva"]})
    by_round = issues.shares_by_round(coded, articles("2025-05-08", "2025-05-16", "2025-05-17"), rounds)
    assert by_round[["date", "round", "issue", "n", "base"]].astype(str).values.tolist() == [
        ["2025-05-10", "Geneva", "chips", "1", "2"]
    ]


def test_windows_are_compared_with_test_and_effect_size():
    days = ["2025-05-01"] * 70 + ["2025-05-12"] * 80
    before, after = [f"a{i}" for i in range(70)], [f"a{i}" for i in range(70, 150)]
    coded = mentions(*[(a, 0, "x") for a in before[:56]], *[(a, 0, "x") for a in after[:48]])
    row = issues.compare_windows(coded, issues.take_around(articles(*days), "2025-05-12", 14)).iloc[0]
    assert row[["n_before", "base_before", "n_after", "base_after"]].tolist() == [56, 70, 48, 80]
    # 56/70 against 48/80 is example (a) of Newcombe 1998 (873-890): 0.0524 to 0.3339 by method 10
    assert (-row["high"], -row["low"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    pooled = 104 / 150
    z = 0.2 / math.sqrt(pooled * (1 - pooled) * (1 / 70 + 1 / 80))
    assert row["p"] == pytest.approx(math.erfc(z / math.sqrt(2)))
    assert row["h"] == pytest.approx(2 * math.asin(math.sqrt(0.6)) - 2 * math.asin(math.sqrt(0.8)))


@pytest.mark.parametrize("pivot", ["2025-05-12", "2025-05-13", "2020-01-01"])
def test_a_side_without_articles_gives_no_rows_but_all_columns(pivot):
    some, coded = articles("2025-05-12").assign(text="Chips and chips."), mentions(("a0", 0, "x"))
    near = issues.take_around(some, pivot, 3)
    assert set(near) == {"article_id", "published", "text", "after"}
    full = issues.take_around(articles("2025-05-11", "2025-05-12").assign(text="Chips and chips."), "2025-05-12", 3)
    for function in (
        lambda n: issues.compare_windows(coded, n),
        lambda n: issues.keyness(n, n.loc[n["after"], "article_id"], floor=1),
    ):
        empty, filled = function(near), function(full)
        assert empty.empty
        assert len(filled)
        assert empty.dtypes.equals(filled.dtypes)


def texts(*contents):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(contents))], "text": list(contents)})


def test_keyness_of_a_two_by_two_table():
    table = issues.keyness(texts("gold gold gold iron iron", "gold iron iron iron iron"), ["a0"], floor=1, longest=1)
    row = table.set_index("feature").loc["gold"]
    assert (row["n_target"], row["n_reference"]) == (3, 1)
    # 2 * (3 ln(3/2) + 1 ln(1/2) + 2 ln(2/3) + 4 ln(4/3))
    assert row["G2"] == pytest.approx(2 * (3 * math.log(1.5) - math.log(2) + 2 * math.log(2 / 3) + 4 * math.log(4 / 3)))
    assert row["p"] == pytest.approx(math.erfc(math.sqrt(row["G2"] / 2)))
    assert row["log_ratio"] == pytest.approx(math.log2(3))
    assert table.set_index("feature").loc["iron", "G2"] < 0


def test_names_with_figures_stay_whole():
    table = issues.keyness(texts("The H20 and the 910C, at 24% for 90 days.", "x"), ["a0"], floor=1, longest=1)
    assert "h20" in set(table["feature"])
    assert not {"h", "c"} & set(table["feature"])


def test_multiword_terms_do_not_cross_punctuation_or_end_in_stop_words():
    table = issues.keyness(texts("Rare earths, soy. The price of soy beans.", "x"), ["a0"], floor=1)
    assert set(table["feature"]) >= {"rare earths", "soy beans", "price of soy"}
    assert not {"earths soy", "the price", "price of"} & set(table["feature"])


def test_a_target_that_is_not_in_the_corpus_is_named():
    with pytest.raises(issues.MeasureError, match="not in the corpus: z"):
        issues.keyness(texts("a", "b"), ["a0", "z"])


def test_terms_that_no_issue_covers_are_candidates():
    corpus = texts(
        *["Lobster quotas and tariffs on lobster quotas."] * 3, *["Tariffs on nothing else at all here."] * 3
    )
    found = issues.uncovered_terms(issues.keyness(corpus, ["a0", "a1", "a2"]))
    assert found["feature"].tolist() == ["lobster quotas"]


def test_kwic_finds_each_place_in_context():
    found = issues.kwic(texts("China buys soybeans.", "No trade.", "Soybean farmers wait for soybeans."), "soybean*")
    assert found[["article_id", "match"]].values.tolist() == [["a0", "soybeans"], ["a2", "Soybean"], ["a2", "soybeans"]]
    assert found["left"].tolist() == ["China buys", "", "Soybean farmers wait for"]
    with pytest.raises(issues.MeasureError, match="at least one letter"):
        issues.kwic(texts("x"), " * ")


def test_candidates_of_words_that_mark_nothing_are_an_empty_table_with_its_columns():
    found = issues.uncovered_terms(issues.keyness(texts("Iron and gold.", "Iron and gold."), ["a0"]))
    assert found.empty
    assert {"feature", "G2", "p", "p_holm", "n_target", "n_reference"} <= set(found)
