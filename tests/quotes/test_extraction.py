"""Quotes: sentence -> words, speaker; marks of every kind; scare quotes; floors on the hand-annotated digests."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annotation import gold, texts
from tradestudy import actors, quotes

ROOT = Path(__file__).parents[2]


def direct(text):
    found = quotes.find_quotes(text)
    found = found[found["kind"] == "direct"]
    return list(zip(found["content"], found["speaker"], strict=True))


CASES = [
    # before, behind, amid
    ('Greer said: "We have a deal."', [("We have a deal.", "Greer")]),
    ('"We have a deal," Greer said.', [("We have a deal,", "Greer")]),
    ('"We have a deal," said Greer.', [("We have a deal,", "Greer")]),
    ('"We have," Greer said on Monday, "a deal."', [("We have,", "Greer"), ("a deal.", "Greer")]),
    ('"We have a deal," Treasury Secretary Scott Bessent told reporters.', [("We have a deal,", "Scott Bessent")]),
    ('"We have a deal," said Kevin Hassett, director of the council.', [("We have a deal,", "Kevin Hassett")]),
    ('Kevin Hassett, director of the council, said talks "went very well".', [("went very well", "Kevin Hassett")]),
    ('Bessent, who met Greer, said it was "a good start".', [("a good start", "Bessent")]),
    ('According to Lutnick, the deal is "done and dusted".', [("done and dusted", "Lutnick")]),
    ('The deal is "done and dusted", according to Lutnick.', [("done and dusted", "Lutnick")]),
    ('"Is it over?" asked Jane Roe, an analyst at Acme.', [("Is it over?", "Jane Roe")]),
    # marks
    ("“We have a deal,” Greer said.", [("We have a deal,", "Greer")]),
    ("‘We have a deal,’ Greer said.", [("We have a deal,", "Greer")]),
    ("'We don't want a fight,' Greer said.", [("We don't want a fight,", "Greer")]),
    ("``We have a deal,'' Greer said.", [("We have a deal,", "Greer")]),
    ('Greer said it was “a good start", and left.', [("a good start", "Greer")]),
    ('"He called it \'a joke\' and left," Greer said.', [("He called it 'a joke' and left,", "Greer")]),
    ("China's farmers' union said nothing of the sort.", []),
    ("It was a 6\" pipe. \"We have a deal,\" Greer said.", [("We have a deal,", "Greer")]),
    ('Greer said: "We have a deal. \n\n"It is big," Bessent said.', [("We have a deal. ".strip(), "Greer"), ("It is big,", "Bessent")]),
    ('Greer said: "We have a deal, and left.\n\nBessent added: "It is big."', [("We have a deal, and left", "Greer"), ("It is big.", "Bessent")]),
    # pronouns and the sentence before
    ('Greer left early. "We have a deal," he said.', [("We have a deal,", "Greer")]),
    ('Greer met Xi. He said it was "a good start".', [("a good start", "Greer")]),
    ('The ministry of commerce objected. It called the step "a grave mistake".', [("a grave mistake", "ministry of commerce")]),
    ('"We have a deal," Greer said. "It is a big one."', [("We have a deal,", "Greer"), ("It is a big one.", "Greer")]),
    ('Lutnick was blunt. "It is over and done."', [("It is over and done.", "Lutnick")]),
    ('Trump wrote that the talks were fine, adding that China was "very fair".', [("very fair", "Trump")]),
    # which of two verbs
    ('While Greer called it a "deal," Bessent said nothing.', [("deal,", "Greer")]),
    ('Trump said he hoped for "a very good day," while Xi noted the rain.', [("a very good day,", "Trump")]),
    ('"It must change its ways", the commerce ministry said, while Tokyo urged "restraint".', [("It must change its ways", "commerce ministry"), ("restraint", "Tokyo")]),
    ('In a statement, the commerce ministry backed its steps, calling the move "hypocritical".', [("hypocritical", "commerce ministry")]),
    ('Nvidia CEO Jensen Huang met the press, telling it "we may ship".', [("we may ship", "Jensen Huang")]),
    ('The two held "frank, deep, useful" talks, said a senior Chinese official.', [("frank, deep, useful", "a senior Chinese official")]),
    ('"They gave it away," said Rep. Raja Krishnamoorthi, a Democrat.', [("They gave it away,", "Raja Krishnamoorthi")]),
    ('A fact sheet from the White House called them "narrow and brief".', [("narrow and brief", "A fact sheet from the White House")]),
    ('"A truce is good," Bessent said. John Doe, an analyst at Acme, agreed.', [("A truce is good,", "Bessent")]),
    # unnamed
    ('While talks go on, negotiators from the US side have said they "absolutely expect" a deal.', [("absolutely expect", "negotiators from the US side")]),
    ('"We are watching," a senior US official said.', [("We are watching,", "a senior US official")]),
    ('"We are watching," one trader said.', [("We are watching,", "one trader")]),
    # not the speaker
    ('Bessent told He Lifeng that the duties were "too high".', [("too high", "Bessent")]),
    ('He Lifeng said both sides had agreed to "keep on talking".', [("keep on talking", "He Lifeng")]),
    ('"China will fight" if Washington insists, Lin Jian said on Monday.', [("China will fight", "Lin Jian")]),
    ('The lead negotiator in talks with China praised "a great deal of progress".', [("a great deal of progress", "The lead negotiator")]),
    # scare quotes, titles, terms
    ('The "reciprocal" tariffs stay.', []),
    ('Trump named the day "Liberation Day".', []),
    ('The so-called "truce" holds.', []),
    ('Greer read a paper titled "A New Deal".', []),
    ('The "de minimis" rule ended, Greer said.', []),
    ('Its "baseline" rate is 10%.', []),
    # one word, judged
    ('Trump called the talks "productive".', [("productive", "Trump")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_and_speaker(text, expected):
    assert direct(text) == expected


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


KINDS = [
    ("Greer said that talks would go on.", ("indirect", "talks would go on", "said", "Greer")),
    ("Talks would go on for weeks, Greer said.", ("indirect", "Talks would go on for weeks", "said", "Greer")),
    ("According to Greer, talks will go on.", ("indirect", "talks will go on", "According to", "Greer")),
    (
        "Talks will go on for weeks, according to Greer.",
        ("indirect", "Talks will go on for weeks", "according to", "Greer"),
    ),
    ('Greer said that talks were "very hard" at times.', ("mixed", 'talks were "very hard" at times', "said", "Greer")),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_reported_statements(text, expected):
    found = quotes.find_quotes(text)
    reported = found[found["kind"] != "direct"]
    assert list(reported[["kind", "content", "cue", "speaker"]].itertuples(index=False, name=None)) == [expected]


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
