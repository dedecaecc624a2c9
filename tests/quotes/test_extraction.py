"""Quotes: sentence -> words, speaker; marks of every kind; scare quotes; floors on the hand-annotated digests."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annotation import cases, gold, texts
from tradestudy import actors, quotes

ROOT = Path(__file__).parents[2]


def direct(text):
    found = quotes.find_quotes(text)
    found = found[found["kind"] == "direct"]
    return list(zip(found["content"], found["speaker"], strict=True))


@pytest.mark.parametrize(("text", "expected"), cases("quotes", "direct"))
def test_words_and_speaker(text, expected):
    assert " | ".join(f"{content} = {speaker}" for content, speaker in direct(text)) == expected


def test_a_quotation_over_paragraphs_has_one_speaker():
    text = "“We have a deal,” Greer said. “It is big.\n\n“It is also fair.\n\n“And it will last.”\n\nXi left."
    found = direct(text)
    assert [content for content, _ in found] == [
        "We have a deal,",
        "It is big.",
        "It is also fair.",
        "And it will last.",
    ]
    assert {speaker for _, speaker in found} == {"Greer"}


@pytest.mark.parametrize(("text", "expected"), cases("quotes", "reported"))
def test_reported_statements(text, expected):
    found = quotes.find_quotes(text)
    reported = found[found["kind"] != "direct"]
    rows = reported[["kind", "content", "cue", "speaker"]].itertuples(index=False)
    assert " || ".join(" | ".join(row) for row in rows) == expected


def test_a_reporting_noun_is_no_cue():
    found = quotes.find_quotes('Trump said on a call with Xi that trade was "in good shape".')
    assert found.loc[found["kind"] == "direct", "cue"].tolist() == ["said"]


def test_actor_and_side_go_with_the_speaker():
    text = '"We will fight," a Commerce Ministry spokesperson said. "We are ready," said Bessent.'
    found = quotes.find_quotes(text)
    assert found["actor_id"].tolist() == ["mofcom", "bessent"]
    assert found["side"].tolist() == ["CN", "US"]


def test_the_official_of_a_sentence_without_a_body_has_a_side_but_no_id():
    found = quotes.find_quotes('"We will wait," a senior Chinese official said.')
    assert found[["actor_id", "side"]].values.tolist() == [["", "CN"]]


def test_frames_at_hand_change_nothing():
    text = 'Trump met Xi. "It went well," he said.'
    people = actors.find_actors(text)
    assert quotes.find_quotes(text, actors=people).equals(quotes.find_quotes(text))


def test_a_gazetteer_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(",".join(actors.GAZETTEER_COLUMNS) + "\nfair,Tea Fair,the Fair,,,body,other,,,,\n")
    mine = actors.read_gazetteer(path)
    found = quotes.find_quotes('The Tea Fair opened. "It is over," a spokesperson said.', gazetteer=mine)
    assert found[["speaker", "actor_id"]].values.tolist() == [["a spokesperson", "fair"]]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ('"We will wait," a Florida senator said.', "US"),
        ('"We will wait," a Fudan professor said.', "CN"),
        ("The Wall Street Journal in Beijing said that talks would go on.", "other"),
        ("CGTN said that talks would go on.", "CN"),
        ("American and Chinese negotiators said that talks would go on.", "other"),
        ("A spokesman for Egypt's foreign ministry said that talks would go on.", "other"),
        ("The US trade envoy's office said that talks would go on.", "US"),
    ],
)
def test_the_side_of_a_source_is_that_of_its_place_or_house_and_foreign_media_have_none(text, side):
    assert quotes.find_quotes(text)["side"].tolist() == [side]


WORDS = "\" “ ” ' ‘ ’ `` '' said Trump he , . He Lifeng called that according to by \n\n told the ministry x İ".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([" ", ""]))
def test_offsets_slice_back_whatever_the_marks(words, glue):
    text = glue.join(words)
    found = quotes.find_quotes(text)
    assert all(text[row.start : row.end] == row.content for row in found.itertuples())
    assert not found.duplicated(["start", "end"]).any()


@pytest.mark.parametrize("odd", ['"', "“", "”", "'", "‘", "„", "``"])
def test_one_odd_mark_spoils_nothing_in_other_paragraphs(odd):
    text = f'Trump left {odd}early.\n\n"We have a deal," Greer said.'
    assert ("We have a deal,", "Greer") in direct(text)


def test_a_long_line_without_a_full_stop_takes_no_time():
    text = '"x y" said ' * 3000
    assert len(quotes.find_quotes(text)) < 6001


def test_the_floors_on_the_hand_annotated_digests():
    annotated = gold("quotes")
    full_names = actors.read_gazetteer().set_index("actor_id")["name"].to_dict()
    hit = given_ = wanted = right = 0
    for article_id, text in texts()["text"].items():  # an article without a quotation counts too
        rows = annotated[annotated["article_id"] == article_id]
        found = quotes.find_quotes(text)
        free = {(r.start, r.end): r for r in found[found["kind"] == "direct"].itertuples()}
        given_, wanted = given_ + len(free), wanted + len(rows)
        for row in rows.itertuples():
            match = next((span for span in free if span[0] < row.end and row.start < span[1]), None)
            if match:
                hit += 1
                quote = free.pop(match)
                name = full_names.get(quote.actor_id, quote.actor_id.removeprefix("unknown:"))
                right += name == row.speaker
    assert wanted > 30
    assert 2 * hit / (given_ + wanted) >= 0.92
    assert right / hit >= 0.90


@pytest.mark.parametrize("piece", ["A-", "a-", "A&", "“a ", '"', "Trump, who "])
def test_long_runs_are_read_in_one_pass(piece):
    """Without bounds in the patterns the first of these took minutes."""
    text = piece * (100_000 // len(piece))
    found = quotes.find_quotes(text)
    assert [
        text[row.start : row.end] for row in found.itertuples() if row.content not in text[row.start : row.end]
    ] == []


def test_a_word_repeated_before_a_noun_takes_no_time():
    """Two alternatives that matched the same word doubled the time with each."""
    found = quotes.find_quotes("Bessent said, " + "the " * 400 + "old his promise to go on pleased Greer.")
    assert len(found) <= 2
