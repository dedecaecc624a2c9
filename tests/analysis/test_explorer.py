import pytest

from tradestudy import coding
from tradestudy.analysis import explorer

ROWS = [
    {
        "article_id": "a",
        "published": "2025-06-10",
        "text": "Talks on rare earths opened on Monday in London. Scott Bessent was there.",
    },
    {
        "article_id": "b",
        "published": "2025-07-30",
        "text": "Talks in Stockholm ended on Tuesday. A page said <script>alert(1)</script>.",
    },
]


@pytest.fixture(scope="module")
def data():
    import pandas as pd

    articles = pd.DataFrame(ROWS).assign(publisher="A & B", url="https://example.org/x")
    return {"articles": articles, **coding.study_articles(ROWS)}


def test_sentences_are_selected_by_month_issue_actor_and_word(data):
    assert len(explorer.select_sentences(data)) == len(data["sentences"])
    assert explorer.select_sentences(data, first="2025-07")["published"].unique().tolist() == ["2025-07-30"]
    assert explorer.select_sentences(data, last="2025-06", issue="rare_earths")["dates"].tolist() == ["2025-06-09"]
    assert explorer.select_sentences(data, actor="Scott Bessent")["sentence"].tolist() == ["Scott Bessent was there."]
    assert explorer.select_sentences(data, word="STOCKHOLM")["sentence"].tolist() == [
        "Talks in Stockholm ended on Tuesday."
    ]
    assert explorer.select_sentences(data, word="(Mon").empty


def test_what_is_shown_is_escaped(data):
    shown = explorer.show_sentences(explorer.select_sentences(data))
    assert "<script>" not in shown
    assert "A &amp; B" in shown


def test_widget_shows_what_its_choices_select(data):
    widget = explorer.build_explorer(data)
    grid, shown = widget.children
    assert "<b>4 sentences</b>" in shown.value
    word = grid.children[-1]
    word.value = "Stockholm"
    assert "<b>1 sentence</b>" in shown.value


def test_an_empty_corpus_has_an_explorer_too(data):
    empty = {name: frame.head(0) for name, frame in data.items()}
    assert "<b>0 sentences</b>" in explorer.build_explorer(empty).children[1].value
