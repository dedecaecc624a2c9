"""Issues: sentence -> terms and issues, the lexicon, a floor on the hand-annotated digests."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annotation import cases, gold, texts
from tradestudy import issues

ROOT = Path(__file__).parents[1]
ISSUES = set(
    "tariffs rare_earths chips export_controls fentanyl agriculture shipping tiktok aviation energy investment "
    "market_access small_parcels taiwan legal overcapacity ai visas currency sanctions talks".split()
)


@pytest.mark.parametrize(("text", "expected"), cases("issues"))
def test_terms_and_issues_of_a_sentence(text, expected):
    found = issues.find_issues(text)
    told = sorted(f"{term} = {issue}" for term, issue in set(zip(found["text"], found["issue"], strict=True)))
    assert told == (expected.split(" | ") if expected else [])


def test_every_issue_has_a_definition_a_scope_and_terms():
    lexicon = issues.read_codebook()
    assert set(lexicon["issue"]) == ISSUES
    for column in ("label", "definition", "terms"):
        assert lexicon[column].str.strip().ne("").all(), column
    assert lexicon["exclusions"].ne("").sum() >= 14


@pytest.mark.parametrize("issue", sorted(ISSUES))
def test_every_term_of_an_issue_fires(issue):
    lexicon = issues.read_codebook()
    row = lexicon[lexicon["issue"] == issue].iloc[0]
    silent = []
    for term in row["terms"].split("; "):
        found = issues.find_issues(f"It is {term.removesuffix('*')} again.")
        if issue not in set(found["issue"]):
            silent.append(term)
    assert not silent


def test_no_exclusion_of_an_issue_lets_it_fire():
    lexicon = issues.read_codebook()
    terms = {row.issue: set(row.terms.split("; ")) for row in lexicon.itertuples()}
    for row in lexicon.itertuples():
        for exclusion in filter(None, row.exclusions.split("; ")):
            if exclusion not in terms[row.issue]:
                found = issues.find_issues(f"He saw {exclusion.removesuffix('*')} again.")
                assert row.issue not in set(found["issue"]), exclusion


def test_a_lexicon_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(",".join(issues.LEXICON_COLUMNS) + "\ntea,Tea,,,tea*; green tea,ban* pre/3 tea,tea leaf,\n")
    found = issues.find_issues(
        "Teas, green tea and a tea leaf; a ban on green tea.", lexicon=issues.read_codebook(path)
    )
    assert found["text"].tolist() == ["Teas", "green tea", "green tea"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("issue,label\nx,X\n", "missing: definition"),
        ("issue,label,definition,scope,terms,patterns,exclusions,note\nx,,,,a,,,\nx,,,,b,,,\n", "two rows"),
        ("issue,label,definition,scope,terms,patterns,exclusions,note\nx,,,,a,near b,,\n", "pre/3"),
    ],
)
def test_a_bad_lexicon_says_what_is_wrong(tmp_path, content, says):
    path = tmp_path / "bad.csv"
    path.write_text(content)
    with pytest.raises(issues.LexiconError, match=says):
        issues.read_codebook(path)


def test_sentence_ids_are_those_of_the_sentences():
    found = issues.find_issues("Nothing here. Tariffs rose.\n\nChips fell.", article_id="a")
    assert found["sentence_id"].tolist() == [1, 2]
    assert set(found["article_id"]) == {"a"}


@given(
    st.lists(
        st.sampled_from("tariff soy sauce chip in İ rare earth-s export\ncontrols Nvidia ’ “ . AI".split(" ")),
        max_size=30,
    )
)
def test_offsets_slice_back_and_no_two_hits_of_an_issue_overlap(words):
    text = " ".join(words)
    found = issues.find_issues(text)
    by_issue = defaultdict(list)
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        by_issue[row.issue].append((row.start, row.end))
    for spans in by_issue.values():
        assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))


def test_the_floor_on_the_hand_annotated_digests():
    wanted_by_article = gold("issues").groupby("article_id")["issue"].agg(set)
    assert len(wanted_by_article) == 30
    hit = given_ = wanted = 0
    for article_id, expected in wanted_by_article.items():
        found = set(issues.find_issues(texts().loc[article_id, "text"])["issue"])
        hit, given_, wanted = hit + len(found & expected), given_ + len(found), wanted + len(expected)
    assert 2 * hit / (given_ + wanted) >= 0.90
