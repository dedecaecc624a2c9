import pandas as pd
import pytest

from tradestudy import coding
from tradestudy.analysis import voices

ROWS = [
    {
        "article_id": "a",
        "published": "2025-06-10",
        "text": "Rare earths “will be released in volume,” Treasury Secretary Scott Bessent said on Monday in London. "
        "China will keep its export controls, Vice Premier He Lifeng told reporters.",
    },
    {
        "article_id": "b",
        "published": "2025-08-12",
        "text": "“A truce is good for both of us,” Bessent said. "
        "John Doe, an analyst at Example Research, expects higher tariffs.",
    },
]


@pytest.fixture(scope="module")
def data():
    articles = pd.DataFrame(ROWS).assign(publisher=["Alpha", "Beta"], url="https://example.org")
    return {"articles": articles, **coding.study_articles(ROWS)}


TABLES = ("quotes", "sentences", "issue_mentions", "articles", "actor_mentions")


@pytest.fixture(scope="module")
def described(data):
    return voices.describe_quotes(*(data[name] for name in TABLES))


def test_quotations_know_their_source_speaker_and_issue(described):
    first = described.iloc[0]
    assert first[["published", "publisher", "speaker", "side", "kind"]].tolist() == [
        "2025-06-10",
        "Alpha",
        "Scott Bessent",
        "US",
        "direct",
    ]
    assert "rare_earths" in first["issues"]
    assert voices.choose_quotes(described, "rare_earths")["content"].str.contains("released in volume").tolist() == [
        True
    ]
    assert set(voices.choose_quotes(described)["speaker"]) == {"Scott Bessent"}


def test_words_in_their_own_marks_count_once_also_within_a_reported_clause(data, described):
    assert set(described["kind"]) <= {"direct", "indirect"}
    assert len(described) == data["quotes"]["kind"].isin(["direct", "indirect"]).sum()


def test_speakers_issues_and_months_are_counted(described):
    speakers = voices.count_speakers(described).set_index("speaker")
    assert speakers.loc["Scott Bessent", ["side", "n_direct", "n_articles", "first", "last"]].tolist() == [
        "US",
        2,
        2,
        "2025-06-10",
        "2025-08-12",
    ]
    assert speakers.loc["He Lifeng", "side"] == "CN"
    months = voices.count_by_month(described[described["side"] == "US"])
    assert months[["month", "n"]].astype(str).to_numpy().tolist() == [
        ["2025-06-01", "1"],
        ["2025-07-01", "0"],
        ["2025-08-01", "1"],
    ]
    issues = voices.count_by_issue(described).set_index(["issue", "side"])
    assert issues.loc[("export_controls", "CN"), "n"] == 1


def test_speakers_without_a_name_are_counted_as_such():
    text = (
        "“We expect that talks will go on,” an official said. “Soon,” the official said of the tariffs. "
        "“Nothing has changed here today,” China's commerce ministry said. "
        "The Ministry of Commerce said on Monday that the tariffs will stay. Tariffs are “too high,” MOFCOM said."
    )
    articles = pd.DataFrame(
        [{"article_id": "a", "published": "2025-06-10", "publisher": "Alpha", "url": "", "text": text}]
    )
    coded = coding.study_articles(articles.to_dict("records")) | {"articles": articles}
    described = voices.describe_quotes(*(coded[name] for name in TABLES))
    sides = voices.count_sides(described)
    assert (sides["n"] == sides["n_known"] + sides["n_unknown"]).all()
    assert sides["n_unknown"].sum() == 2
    assert voices.count_descriptions(described)[["speaker", "n"]].to_numpy().tolist() == [["an official", 2]]
    assert voices.count_speakers(described)[["speaker", "n"]].to_numpy().tolist() == [["Ministry of Commerce", 3]]
    chosen = voices.choose_quotes(described)
    assert chosen["content"].str[:7].tolist() == ["Nothing", "We expe", "too hig", "Soon,"]
    assert "of the tariffs" in chosen["sentence"].iloc[3]
    assert chosen["issues"].iloc[2] == "tariffs"
    page = voices.show_quotes(chosen, 3).data
    assert "4 quotations</b> (the first 3 shown)" in page
    assert "Tariffs are “<b>too high,</b>” MOFCOM said." in page
    assert "<td>Ministry of Commerce</td><td>China</td><td>tariffs</td>" in page


def test_pairs_of_actors_and_unknown_people(data):
    pairs = voices.pair_actors(data["actor_mentions"], base=2)
    assert pairs[["actor_a", "actor_b", "n_both"]].to_numpy().tolist()[0] == ["He Lifeng", "Scott Bessent", 1]
    assert voices.list_unknown(data["actor_mentions"], data["articles"])["name"].tolist() == ["John Doe"]


def test_nothing_gives_empty_tables(data):
    empty = {name: frame.head(0) for name, frame in data.items()}
    none = voices.describe_quotes(*(empty[name] for name in TABLES))
    for table in (
        none,
        voices.count_speakers(none),
        voices.count_descriptions(none),
        voices.count_by_issue(none),
        voices.count_by_month(none),
        voices.choose_quotes(none, "chips"),
        voices.pair_actors(empty["actor_mentions"], base=0),
        voices.list_unknown(empty["actor_mentions"], empty["articles"]),
    ):
        assert table.empty
