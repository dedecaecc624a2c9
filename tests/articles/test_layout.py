"""Pages: a copied page -> its fields; date lines of many sites; chrome and sign-offs; wrapped copies."""

import re
import textwrap
import time

import pytest
from hypothesis import given, strategies as st

from tradestudy.articles.layout import take_apart
from tradestudy.articles.lines import clean
from tradestudy.articles.paragraphs import paragraphs
from tradestudy.articles.published import parse_published
from tradestudy.terms import read_lexicon

ONE = "Delegations of both countries sat down in London on Monday to talk of magnets, chips and duties, officials said."
TWO = (
    "“A text is expected on Tuesday,” said Jane Roe, who speaks for one of the ministries that take part in the talks."
)
BODY = f"{ONE}\n\n{TWO}"
TITLE = "Delegations sit down in London"
STANDFIRST = "Magnets, chips and duties are on the table"


def read(page, **known):
    found = take_apart(paragraphs(clean(page)), known)
    return found.fields | {"text": "\n\n".join(found.paragraphs)}


LAYOUTS = [
    # page, section, headline, standfirst, byline, dateline
    (f"World\n\n{TITLE}\n\n{STANDFIRST}\n\nJane Roe  | 10.06.2025 - Update : 11.06.2025\n{TITLE}\n\nLONDON\n\n{BODY}",
     "World", TITLE, STANDFIRST, "Jane Roe", "LONDON"),
    (f"EXPLAINER\nNews|Trade\n{TITLE}\n{STANDFIRST}.\nBy Jane Roe and News Agencies\nPublished On 10 Jun 2025\n"
     f"10 Jun 2025\nShare\nSave\n{BODY}",
     "EXPLAINER / News|Trade", TITLE, STANDFIRST + ".", "Jane Roe and News Agencies", ""),
    (f"US news\n{TITLE}\n{STANDFIRST}\nJane Roe in London\nTue 10 Jun 2025 09.32 BST\n"
     f"Last modified on Wed 11 Jun 2025 15.10 BST\nShare\n{BODY}\nExplore more on these topics\nTrade\nnews",
     "US news", TITLE, STANDFIRST, "Jane Roe in London", ""),
    (f"{TITLE}\nSource: Xinhua Editor: huaxia 2025-06-10 20:05:15\n{BODY} Enditem", "", TITLE, "", "Xinhua", ""),
    (f"Nation\n12:21, 10-Jun-2025\n{TITLE}\nCGTN\n\n{BODY}", "Nation", TITLE, "", "CGTN", ""),
    (f"China Politics\n{TITLE}\nPublished Tue, Jun 10 2025 2:05 AM EDT\nUpdated Wed, Jun 11 2025 9:44 AM EDT\n"
     f"Jane Roe\n@in/jane-roe\nKey Points\n{BODY}",
     "China Politics", TITLE, "", "Jane Roe", ""),
    (f"{TITLE} - Example News\nEconomy\n{TITLE}\nJane Roe\n"
     f"Published: 5:00pm, 10 Jun 2025Updated: 6:15pm, 11 Jun 2025\n{BODY}",
     "Economy", TITLE, "", "Jane Roe", ""),
    (f"{TITLE}\n10 June 2025\nShare\nSave\nJane Roe\nAsia business correspondent\nReporting from London\n{BODY}",
     "", TITLE, "", "Jane Roe", ""),
    (f"Trade\n{TITLE}\nJane Roe with AFP, Reuters\n10/06/2025June 10, 2025\n{STANDFIRST}.\n"
     f"https://example.org/p/1\n{BODY}\nEdited by: John Doe",
     "Trade", TITLE, STANDFIRST + ".", "Jane Roe with AFP, Reuters", ""),
]  # fmt: skip


@pytest.mark.parametrize(("page", "section", "headline", "standfirst", "byline", "dateline"), LAYOUTS)
def test_heads_of_many_sites(page, section, headline, standfirst, byline, dateline):
    fields = read(page)
    assert parse_published(fields["published"]) == "2025-06-10"
    assert fields["updated"] == "" or parse_published(fields["updated"]) == "2025-06-11"
    found = [fields[name] for name in ("section", "headline", "standfirst", "byline", "dateline")]
    assert found == [section, headline, standfirst, byline, dateline]
    assert fields["text"] == BODY


@pytest.mark.parametrize(
    ("line", "byline", "updated"),
    [
        ("Updated 10:15 AM EDT, Mon May 12, 2025", "", ""),
        ("Mon 12 May 2025 09.32 BST", "", ""),
        ("Published On 12 May 2025", "", ""),
        ("May 12, 2025, 4:30 PM", "", ""),
        ("2025-05-12 22:15:33", "", ""),
        ("Xinhua | May 12, 2025", "Xinhua", ""),
        ("AFP | May 12, 2025, 4:30 PM IST", "AFP", ""),
        ("(Xinhua) 08:34, May 12, 2025", "Xinhua", ""),
        ("FP News Desk • May 12, 2025, 07:24:12 IST", "FP News Desk", ""),
        ("by Jane Roe - 05/12/25 3:12 PM ET", "Jane Roe", ""),
        ("By Jane Roe · May 12, 2025", "Jane Roe", ""),
        ("12 May 2025 09:50PM (Updated: 13 May 2025 11:02PM)", "", "2025-05-13"),
        ("May 12, 2025 5:21 pm, Updated: May 13, 2025 6:45 pm", "", "2025-05-13"),
        ("May 12, 2025 9:14 AM UTC · Updated May 13, 2025", "", "2025-05-13"),
        ("Desk | Stockholm | Updated: 13-05-2025 21:34 IST | Created: 12-05-2025 21:34 IST", "Desk", "2025-05-13"),
        ("Published 6 months ago on 2025-05-12", "", ""),
        ("Monday, 12 May 2025", "", ""),
    ],
)
def test_date_lines(line, byline, updated):
    fields = read(f"World\n{TITLE}\n{line}\n{BODY}")
    assert (fields["byline"], fields["text"]) == (byline, BODY)
    dates = {parse_published(fields[name], "CNN") for name in ("published", "updated") if fields[name]}
    assert dates == {"2025-05-12", updated} - {""} or (updated and "2025-05-13" in dates)


@pytest.mark.parametrize("sentence", ["The deadline is May 12, 2025.", "Talks of May 12, 2025, ended a long dispute."])
def test_a_sentence_that_holds_a_date_is_no_date_line(sentence):
    fields = read(f"World\n{TITLE}\n\n{ONE}\n\n{sentence}\n\n{TWO}")
    assert not fields.get("published")
    assert sentence in fields["text"]


@pytest.mark.parametrize(
    "chrome",
    [
        "Reporting by Jane Roe in Beijing; Editing by John Doe",
        "(Reporting by Jane Roe in Beijing; Writing by John Doe; Editing by Mary Major)",
        "(c) 2025 AFP",
        "With inputs from agencies",
        "Roe reported from Washington. Associated Press writer John Doe in Beijing contributed to this report.",
        "This is a developing story. Please check back for updates.",
        "Our Standards: The Thomson Reuters Trust Principles., opens new tab",
        "(Web editor: John Doe, Mary Major)",
        "RELATED ARTICLES",
        "See more on: Jane Roe",
        "Jane Roe is an economic policy reporter for The Example, based in Washington. She covers trade.",
        "___",
        "Get our breaking news alerts",
        "This is breaking news. Please refresh for updates.",
        "Leave a Reply\nYour email address will not be published. Required fields are marked *",
    ],
)
def test_sign_offs_and_chrome_behind_the_text_go(chrome):
    assert read(f"{TITLE}\n\nJune 10, 2025\n\n{BODY}\n\n{chrome}")["text"] == BODY


@pytest.mark.parametrize(
    "tail",
    [
        " Enditem",
        " REUTERS",
        " (With inputs from agencies)",
        " — AFP",
        " (Reuters/AFP)",
        " (Reporting by Jane Roe; Editing by John Doe)",
    ],
)
def test_a_sign_off_in_the_last_line_goes(tail):
    assert read(f"{TITLE}\n\nJune 10, 2025\n\n{BODY}{tail}")["text"] == BODY


@pytest.mark.parametrize(
    "picture",
    [
        "Jane Roe speaks to the press after talks at a house in Rome on June 10, 2025.\nJohn Doe/AFP via Getty Images",
        "Jane Roe and John Doe meet on the sidelines of a summit [John Doe/Reuters]",
        "Jane Roe shakes hands with John Doe before a round of talks in London, June 10, 2025. Photo: Xinhua",
        "Item 1 of 8 Jane Roe in London, June 10, 2025. REUTERS/John Doe",
    ],
)  # fmt: skip
def test_pictures_go(picture):
    assert read(f"{TITLE}\n\nBy Mary Major\nJune 10, 2025\n\n{picture}\n\n{BODY}")["text"] == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Asked by a reporter how soon a deal may come, the minister said that nobody knew.",
        "The minister meets the press on Friday and holds talks on June 12, 2025.",
        "He is a former editor who now writes the rules of trade.",
        "“We have a deal.”",
        "Reporting by the ministry is late.",
        "More on that will follow, she told Reuters.",
        "By Monday, the two had met again.",
        "The president arrives in Beijing on May 13, 2026.",
        "Much is open in this dispute.",
        "“That will be done soon,” he said. (Reuters/AFP)",
    ],
)
def test_sentences_that_look_like_chrome_stay(sentence):
    assert sentence in read(f"{TITLE}\n\nJune 10, 2025\n\n{ONE}\n\n{sentence}\n\n{TWO}")["text"]
    kept = sentence.removesuffix(" (Reuters/AFP)")
    assert kept in read(f"{TITLE}\n\nJune 10, 2025\n\n{ONE}\n\n{sentence}")["text"]


@pytest.mark.parametrize("width", [64, 72, 80])
def test_hard_wrapped_copies_read_as_the_others(width):
    page = f"World\n\n{TITLE}\n\nBy Jane Roe\nJune 10, 2025\n\n{BODY}"
    wrapped = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in page.split("\n"))
    assert read(wrapped) == read(page)


def test_blank_lines_make_no_difference():
    page = f"World\n\n{TITLE}\n\n{STANDFIRST}\n\nBy Jane Roe\n\nJune 10, 2025\n\n{BODY}\n\nShare\n"
    assert read(page.replace("\n\n", "\n")) == read(page)


def test_an_address_dates_a_page_that_has_no_date_line():
    fields = read(f"{TITLE}\nhttps://example.org/2025/06/10/talks.html\n{BODY}")
    assert (fields["url"], fields["text"]) == ("https://example.org/2025/06/10/talks.html", BODY)


def test_the_lexicon_of_boilerplate_is_whole():
    for row in read_lexicon("boilerplate.csv"):
        assert re.compile(row["pattern"])
        assert re.fullmatch(r"[\w ]*", row["publisher"]), "a comma in a pattern needs quotes"
        assert row["note"]


@given(
    st.lists(
        st.sampled_from([ONE, TWO, TITLE, "Share", "LONDON", "June 10, 2025", "By Jane Roe", "", "AFP"]), max_size=12
    )
)
def test_no_sentence_behind_the_date_is_lost(lines):
    fields = read("\n".join(["World", TITLE, "June 10, 2025", *lines, ONE]))
    assert sum(ONE in part for part in (fields["text"], fields["standfirst"])) >= 1
    assert TWO not in lines or TWO in fields["text"] + fields["standfirst"]


@pytest.mark.parametrize(
    "line", ["A, " * 50_000, "Reuters, " * 30_000 + "x", "by A" * 40_000, "(" * 100_000, "Photo: " * 30_000]
)
def test_hostile_lines_take_no_time(line):
    begin = time.perf_counter()
    read(f"{TITLE}\nJune 10, 2025\n{line}\n{BODY}\n{line}")
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize("line", ["A title of some words", "and then of the", "Jane Roe", "June 10, 2025", ONE])
def test_reading_grows_with_the_number_of_lines_and_no_faster(line):
    """A text of eight times as many lines, each another, takes less than twenty times as long."""

    def pace(n):
        text = "\n".join(f"{line} {i}" if "title" in line else line for i in range(n))
        begin = time.perf_counter()
        read(f"{text}\n{TWO}")
        return time.perf_counter() - begin

    pace(100)
    assert min(pace(4000), pace(4000)) < 20 * max(pace(500), pace(500), 0.01)


def test_a_wrapped_lede_below_a_longer_caption_is_whole_and_in_the_text():
    lede = "OSLO, May 12 - Negotiators of both countries met on Monday for a second day and agreed on lower duties."
    page = [
        "Home",
        "Harbour Times",
        "Delegations return to the table",
        "By Jane Roe",
        "Published: May 13, 2025 10:14 AM",
        "A crane lifts a container at the eastern quay of the harbour on Sunday. Photo: J. Olsen/Harbour Times",
        *textwrap.wrap(lede, 70),
        "",
        *textwrap.wrap(
            "The next round is expected to start on 20 June, and a text was shown to the U.S. Treasury.", 70
        ),
    ]
    found = read("\n".join(page))
    assert found["text"].split("\n\n")[0] == lede
    assert "U.S. Treasury" in found["text"]
    assert "crane" not in found["text"]
    assert found["standfirst"] == ""
