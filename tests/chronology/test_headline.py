"""Sentences that can be read alone, and what stands in their place."""

import time

import pytest

from corpus import corpus
from tradestudy import chronology
from tradestudy.chronology import headline


@pytest.mark.parametrize(
    "text",
    [
        "Negotiators from Norland and Alder signed the truce in Oslo on Monday.",
        "The truce between Norland and Alder ends on Monday.",
        "According to Norland's ministry, the talks in Oslo ended on Monday.",
        "President Alder said he would sign the treaty on Monday.",
        "Norland and Alder met in Oslo on Monday, and both sides spoke of progress.",
        'President Alder called the treaty "good for both of us" on Monday.',
        "President Alder signed the order that bans ferries from Norland.",
        "According to the Harbour Ministry of Norland, fees rose on Monday.",
        "The suspension of harbour fees in Norland took effect on Monday.",
        "Norland and Alder reached a deal in Oslo, and the deal takes effect on May 2.",
        "Trump said on Monday that he would sign the harbour treaty.",
    ],
)
def test_reads_alone(text):
    assert headline.stands_alone(text, named=True)


@pytest.mark.parametrize(
    "text",
    [
        "He signed the treaty with Norland on Monday.",
        "The move came on Monday in Oslo.",
        "The tariffs took effect in Norland on Monday.",
        "These tariffs hit Norland on Monday.",
        '"We signed a truce that both of us can be proud of," Alder said.',
        "Speaking in Oslo on Monday, he praised President Alder.",
        "President Alder announced this move on Monday.",
        "The two sides met in Oslo on Monday.",
        "Ministers praised what both countries achieved in Oslo on Monday.",
        "What did President Alder announce on Monday?",
        "Later that day President Alder announced the harbour fee.",
        "Under the deal, Norland will buy ships from Alder by May.",
        "Envoys of Norland in Oslo on Monday (photo)",
        "Imposed in March, the ban hit harbours in Norland.",
        "The country's Harbour Ministry closed all ports on Monday.",
        "President Alder said on Monday that this means war.",
        "Hoping to end that quarrel, President Alder flew to Oslo on Monday.",
        "President Alder signed the order, which takes effect in Norland on May 2.",
        "Norland agreed to buy the shipments before May.",
        "President Alder, left, greets the envoy of Norland in Oslo.",
        "Norland spoke of progress in the weekend sessions but told no details.",
        "Announced by Norland's ministry, the suspension took effect on Monday.",
        "According to the statement, Norland will lower its harbour fee by May 14.",
        "In addition to the notice, Norland closed its harbours on Monday.",
        "Norland told Alder that ships need a licence to bring the chips to Oslo.",
        "In return, Norland lifted its ban on Monday.",
    ],
)
def test_leans_on_other_text(text):
    assert not headline.stands_alone(text, named=True)


def test_names_are_liked_supposition_and_length_are_not():
    good = headline.ease("President Alder announced the harbour fee in Oslo on Monday.")
    assert good > headline.ease("The fee would come on top of what President Alder has charged since Monday.")
    assert good > headline.ease(
        "President Alder announced the harbour fee in Oslo on Monday" + ", as expected" * 20 + "."
    )


def test_the_link_to_the_sentence_before_and_the_dateline_are_cut():
    assert headline.trimmed("But Norland signed on Monday.") == "Norland signed on Monday."
    assert headline.trimmed("Meanwhile, the talks in Oslo ended.") == "The talks in Oslo ended."
    assert headline.trimmed("— Norland signed on Monday.") == "Norland signed on Monday."
    assert headline.trimmed("Butter prices rose in Norland.") == "Butter prices rose in Norland."


def tell(*articles):
    events, _ = chronology.build_events(*corpus(*articles))
    return events.set_index("date")[["headline", "headline_from"]].apply(tuple, axis=1).to_dict()


def test_a_relative_date_gets_its_day_and_a_dated_one_does_not():
    told = tell(
        ("a", "2025-06-10", "A", "Alder and Norland met in Oslo on Monday's eve, and on Friday in Bergen Alder spoke."),
        ("b", "2025-06-20", "B", "Alder and Norland met again on Thursday (June 19) in Oslo."),
        ("c", "2025-08-03", "C", "Alder and Norland signed a treaty last month in Oslo."),
    )
    assert told["2025-06-06"][0].endswith("on Friday [2025-06-06] in Bergen Alder spoke.")
    assert told["2025-06-19"] == ("Alder and Norland met again on Thursday (June 19) in Oslo.", "sentence")
    assert told["2025-07-01"] == ("Alder and Norland signed a treaty last month [2025-07] in Oslo.", "sentence")


def test_the_hour_beside_a_weekday_does_not_tell_its_date():
    told = tell(("a", "2025-06-11", "A", "Alder opened the port of Oslo at 12:01 a.m. on Monday."))
    assert told["2025-06-09"][0] == "Alder opened the port of Oslo at 12:01 a.m. on Monday [2025-06-09]."


def test_where_no_sentence_stands_alone_the_report_gives_its_headline():
    made = corpus(("a", "2025-03-11", "A", "He signed it on Monday."))
    made.articles["headline"] = "Alder signs harbour treaty | Norland Times"
    events, _ = chronology.build_events(*made)
    assert events[["headline", "headline_from"]].values.tolist() == [["Alder signs harbour treaty", "report"]]


def test_a_report_without_a_title_gives_its_first_sentence_that_stands_alone():
    text = "Alder has signed the harbour treaty with Norland. It takes effect on May 2."
    told = tell(("a", "2025-03-11", "A", text))
    assert told["2025-05-02"] == ("Alder has signed the harbour treaty with Norland.", "report")


def test_no_title_and_no_sentence_that_stands_alone_leaves_the_best_sentence():
    assert tell(("a", "2025-03-11", "A", "He signed it on Monday."))["2025-03-10"] == (
        "He signed it on Monday [2025-03-10].",
        "sentence",
    )


def test_of_a_text_without_full_stops_the_clause_is_shown():
    text = "Alder signed the harbour treaty on March 10 and " + "the ferries of Norland sailed on and " * 100
    events, _ = chronology.build_events(*corpus(("a", "2025-03-12", "A", text + "so did Oslo.")))
    shown = events.set_index("date").loc["2025-03-10", "headline"]
    assert shown in text
    assert "March 10" in shown
    assert len(shown) < 200


def test_open_quotation_marks_are_not_walked_through_once_each():
    start = time.process_time()
    assert not headline.stands_alone("“a " * 20_000 + ".")
    assert time.process_time() - start < 0.5
