"""Lines -> paragraphs: what runs on is joined, what stands alone is not."""

import pytest

from tradestudy.articles.paragraphs import paragraphs

LEDE = "Delegations of both countries sat down in London on Monday to talk about magnets, chips and duties."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a link on a line of its own breaks a sentence, also over blank lines
        ("After the\n\nfirst round\n\nin Geneva, all were glad.", ["After the first round in Geneva, all were glad."]),
        (f"{LEDE}\nAll who met with\nJane Roe\nknew all of it.", [LEDE, "All who met with Jane Roe knew all of it."]),
        ("Nobody asked about tariffs\n, she said.", ["Nobody asked about tariffs , she said."]),
        # a short line that is no sentence never joins the next
        (f"World\nTalks open in London\n{LEDE}", ["World", "Talks open in London", LEDE]),
        (f"What to make of\n\n{LEDE}", ["What to make of", LEDE]),
        (f"{LEDE}\n\nWhat comes next\n\n{LEDE}", [LEDE, "What comes next", LEDE]),
        ("Share\nTweet\niPhone maker says no\n" + LEDE, ["Share", "Tweet", "iPhone maker says no", LEDE]),
        ("By Jane Roe\nby John Doe", ["By Jane Roe", "by John Doe"]),
        # a byline parted from its name belongs to it
        (f"By\nJane Roe\n{LEDE}", ["By Jane Roe", LEDE]),
        # a full stop that lost its space
        ("They met on Monday.The talks went on.", ["They met on Monday. The talks went on."]),
        ("What the U.S.A. and Mr.Roe want stays.", ["What the U.S.A. and Mr.Roe want stays."]),
    ],
)  # fmt: skip
def test_what_runs_on_is_joined_and_what_stands_alone_is_not(text, expected):
    assert paragraphs(text) == expected


def test_hard_wrapped_paragraphs_without_blank_lines_end_where_a_line_is_short():
    text = (
        "The two delegations met in the British capital on Monday and said that\n"
        "they would go on talking on the next day.\n"
        "A heading\n"
        "Nobody in either of the two delegations wanted to say how long this may\n"
        "take, or what would come of it."
    )
    assert paragraphs(text) == [
        "The two delegations met in the British capital on Monday and said that they would go on talking on the next "
        "day.",
        "A heading",
        "Nobody in either of the two delegations wanted to say how long this may take, or what would come of it.",
    ]
