import pandas as pd
import pytest

from tradestudy.analysis import issues, prose, voices


def test_chronology_is_told_with_its_rounds_and_rates(data):
    told = prose.tell_chronology(data).data
    assert "1 round or summit in the reference chronology: London (9–10 June 2025)." in told
    assert "General additional rate on Chinese goods: 30% before 6 June 2025, at most 30%, 30% on 10 June 2025." in told


def tell_issues(data, pivot, days):
    mentions, near = data["issue_mentions"], issues.take_around(data["articles"], pivot, days)
    spans, pairs = issues.issue_spans(mentions, data["articles"]), issues.cooccurrence(mentions, base=2)
    return prose.tell_issues(spans, pairs, near, issues.compare_windows(mentions, near), pivot, days).data


def test_a_change_is_told_only_where_it_is_certain(data):
    told = tell_issues(data, "2025-06-08", 5)
    assert "rare earths (1 of 2, 50%)" in told
    assert (
        "Around 8 June 2025 (1 article in the 5 days before, 1 from it on): no change is certain (p corrected" in told
    )
    assert "No comparison around 1 January 2025: 0 articles in the 5 days before, 0 from it on" in tell_issues(
        data, "2025-01-01", 5
    )
    change = pd.DataFrame({"issue": ["chips", "soy"], "difference": [0.8, -0.4], "p_holm": [0.001, 0.06]})
    counts = {"n_before": [1, 5], "base_before": [10, 10], "n_after": [9, 1], "base_after": [10, 10]}
    assert prose._tell_change(change.assign(**counts)) == (
        "chips rose from 10% to 90% (p < 0.01); p corrected for 2 issues"
    )


def test_voices_are_told_by_side(data):
    tables = ("quotes", "sentences", "issue_mentions", "articles", "actor_mentions")
    described = voices.describe_quotes(*(data[name] for name in tables))
    unknown = voices.list_unknown(data["actor_mentions"], data["articles"])
    tables = voices.count_sides(described), voices.count_speakers(described), voices.count_by_issue(described)
    told = prose.tell_voices(*tables, unknown).data
    assert (
        "**1 quotation**, 0 of them in the speaker's own words; the speaker is a person or body known by name in 1 "
        "(100%) and not in 0." in told
    )
    assert (
        "American speakers, in 1 quotation, are quoted most often in sentences on rare earths (1) and on talks (1)."
        in told
    )
    assert "Most quoted American voices: Scott Bessent (1)." in told


@pytest.mark.parametrize("text", ["*a*", "[x](javascript:1)", "<script>", "a|b", "`c`", "$x$"])
def test_escaped_text_has_no_markup(text):
    from nbconvert.filters import markdown2html

    page = markdown2html(prose.escape(text))
    for tag in ("<em>", "<a ", "<script", "<code>", "<table"):
        assert tag not in page


def test_words_for_numbers():
    assert prose.join([]) == ""
    assert prose.join(["a"]) == "a"
