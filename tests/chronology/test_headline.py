"""Sentences that can be read alone."""

from tradestudy.chronology.headline import standing


def test_a_headline_stands_alone():
    good = "Negotiators from Washington and Beijing signed the truce in Geneva on Monday."
    worse = [
        "He signed it on Monday.",
        '"We signed a truce that both of us can be proud of," he said.',
        "The move came on Monday.",
    ]
    assert all(standing(good) > standing(text) for text in worse)


def test_headlines_that_point_elsewhere_suppose_or_ask_stand_worse():
    good = "President Alder announced the harbour fee on Monday."
    worse = [
        "President Alder announced the change on Monday.",
        "The fee would come on top of what Alder has charged since Monday.",
        "What did President Alder announce on Monday?",
        "Later that day President Alder announced the harbour fee.",
    ]
    assert all(standing(good) > standing(text) for text in worse)
