import pandas as pd
import pytest

from tradestudy import chronology, coding, tables
from tradestudy.analysis import chronology as summaries, prose as findings, voices

ROWS = [
    {
        "article_id": "a",
        "published": "2025-06-06",
        "publisher": "Alpha",
        "text": "President Donald Trump spoke with Xi Jinping on Thursday. The <b>teams</b> will meet in London on Monday.",
    },
    {
        "article_id": "b",
        "published": "2025-06-10",
        "publisher": "Beta",
        "text": "Talks on rare earths opened on Monday in London, Treasury Secretary Scott Bessent said.",
    },
]


@pytest.fixture(scope="module")
def data():
    articles = tables.frame(
        "articles",
        [
            {**row, "url": "https://example.org/" + row["article_id"], "rights": "private", "n_words": 20}
            for row in ROWS
        ],
    )
    result = {"articles": articles, **coding.study_articles(ROWS)}
    result |= chronology.chronicle(result)
    reference = tables.frame(
        "reference_events",
        [
            {
                "event_id": "r1",
                "date": "2025-06-05",
                "last": "2025-06-05",
                "kind": "call",
                "label": "Call",
                "status": "occurred",
                "core": "yes",
                "confidence": "high",
                "digests": "a",
                "source_2_url": "x",
            },
            {
                "event_id": "r2",
                "date": "2025-06-09",
                "last": "2025-06-10",
                "kind": "round",
                "label": "London",
                "place": "London",
                "status": "occurred",
                "core": "yes",
                "confidence": "low",
                "digests": "b",
            },
        ],
    )
    tariffs = tables.frame("tariffs", [("2025-05-14", "US", "cut", -115.0, 30.0, 24.0, "", *[""] * 8, "")])
    return result | {
        "reference_events": reference,
        "tariffs": tariffs,
        "publishers": tables.frame("publishers", [("Alpha", "China")]),
        "rejects": tables.frame("rejects"),
    }


def test_corpus_is_counted_in_words(data):
    told = findings.tell_corpus(data).data
    assert (
        "**2 articles by 2 publishers from 1 country**, 40 words; 0 digests in our own words, 2 private full texts."
        in told
    )


def test_chronology_is_told_with_its_rounds_and_rates(data):
    told = findings.tell_chronology(data).data
    assert "1 round or summit in the reference chronology: London (9–10 June 2025)." in told
    assert "General additional rate on Chinese goods: 30% before 6 June 2025, at most 30%, 30% on 10 June 2025." in told


def test_days_take_the_label_of_their_reference_row(data):
    days = summaries.label_days(data["events"], data["reference_events"]).set_index("date")
    assert days.loc["2025-06-05", "label"] == "Call"
    assert days.loc["2025-06-09", ["label", "status"]].tolist() == ["London", "reported"]


def test_evidence_names_who_wrote_it_when_and_what_dates_it(data):
    rows = summaries.list_evidence(data)
    call = rows[rows["expression"] == "Thursday"].iloc[0]
    assert call[["published", "publisher", "url"]].tolist() == ["2025-06-06", "Alpha", "https://example.org/a"]


def test_unfolded_events_escape_what_articles_say(data):
    page = findings.unfold_events(data, 5).data
    assert "<b>teams</b>" not in page
    assert "&lt;b&gt;teams&lt;/b&gt;" in page
    assert '<a href="https://example.org/a">Alpha</a>' in page
    assert "<b>Thursday</b>" in page


def test_comparison_finds_both_core_days(data):
    measures, core = summaries.compare_with_reference(data)
    assert measures.loc[0, ["method", "n_core", "found"]].tolist() == ["chronology", 2, 1.0]
    assert core["found"].all()
    assert "**100%**" in findings.tell_comparison(measures).data


def test_issues_voices_and_quality_are_told(data):
    assert "rare earths (1 of 2, 50%)" in findings.tell_issues(data, "2025-06-08", 5).data
    described = voices.describe_quotes(data["quotes"], data["issue_mentions"], data["articles"], data["actor_mentions"])
    assert "Scott Bessent" in findings.tell_voices(described, data).data
    assert "2 rows of the reference chronology in the window: 50% with two sources" in findings.tell_quality(data).data
    assert summaries.count_sources(data["reference_events"]).to_numpy().tolist() == [["2025-06", 2, 2, 1, 2, 1, 0, 1]]
    assert summaries.count_dates(data["timexes"])["n"].sum() == len(data["timexes"])


def test_sides_of_a_pivot_without_articles_give_empty_tables_and_a_sentence(data):
    for function in (summaries.mark_window, summaries.list_candidates):
        assert function(data["articles"], "2025-01-01", 5).empty
    assert summaries.compare_around(data["issue_mentions"], data["articles"], "2025-01-01", 5).empty
    assert "No comparison around 1 January 2025" in findings.tell_issues(data, "2025-01-01", 5).data


@pytest.mark.parametrize("text", ["*a*", "[x](javascript:1)", "<script>", "a|b", "`c`", "$x$"])
def test_escaped_text_has_no_markup(text):
    from nbconvert.filters import markdown2html

    page = markdown2html(findings.escape(text))
    for tag in ("<em>", "<a ", "<script", "<code>", "<table"):
        assert tag not in page


def test_words_for_numbers():
    assert findings.join([]) == ""
    assert findings.join(["a"]) == "a"
    assert findings.count(0, "digest") == "0 digests"
    assert pd.isna(findings.share(0, 0)) is False
