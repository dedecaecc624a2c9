"""Events that reports date differently."""

from corpus import chronicle

SIGNED = "President Alder signed the harbour treaty with Norland in the old customs house on {}."


def days(found):
    return [(row.event_id[:10], row.other_event_id[:10]) for row in found.itertuples()]


def test_reports_that_date_one_thing_differently_are_in_dispute():
    made = chronicle(
        ("a", "2025-03-12", "A", SIGNED.format("Sunday")),
        ("b", "2025-03-12", "B", SIGNED.format("Monday")),
        ("c", "2025-03-13", "C", SIGNED.format("Monday")),
    )
    events, found = made["events"], made["disputes"]
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["event_id"][:10], row["n_publishers"], row["publishers"]) == ("2025-03-10", 2, "B; C")
    assert (row["other_event_id"][:10], row["other_n_publishers"], row["other_publishers"]) == ("2025-03-09", 1, "A")
    assert events["disputed"].all()
    assert set(events["date"]) == {"2025-03-09", "2025-03-10"}


def test_two_days_that_one_article_names_are_no_dispute():
    met = "Delegates of Norland met at the customs house on {}."
    text = f"{met.format('Sunday')} {met.format('Monday')}"
    made = chronicle(
        ("a", "2025-03-12", "A", text),
        ("b", "2025-03-12", "B", "Delegates of Norland met at the customs house on Monday."),
    )
    events, found = made["events"], made["disputes"]
    assert found.empty
    assert not events["disputed"].any()


def test_different_things_on_two_days_are_no_dispute():
    found = chronicle(
        ("a", "2025-03-12", "A", SIGNED.format("Sunday")),
        ("b", "2025-03-12", "B", "A ferry sank off the western islands on Monday."),
    )["disputes"]
    assert found.empty


def test_two_ends_of_one_term_are_in_dispute_and_two_terms_are_not():
    end = "The harbour truce between Norland and Alder runs until {}."
    one = ("a", "2025-08-12", "A", end.format("November 9"))
    found = chronicle(one, ("b", "2025-08-13", "B", end.format("November 10")))["disputes"]
    assert {*days(found)[0]} == {"2025-11-09", "2025-11-10"}
    other = ("b", "2025-08-13", "B", "Gardeners may enter pumpkins until November 10.")
    assert chronicle(one, other)["disputes"].empty
    computed = (
        "b",
        "2025-08-12",
        "B",
        "Norland and Alder agreed on August 12 to prolong the harbour truce for 90 days.",
    )
    assert chronicle(one, computed)["disputes"].empty


def test_a_sentence_that_sets_two_days_against_each_other():
    text = "Norland amended the harbour order on Wednesday; some papers dated it to Friday."
    made = chronicle(("a", "2025-03-08", "A", text))
    events, found = made["events"], made["disputes"]
    assert (days(found), found["likeness"].tolist()) == ([("2025-03-05", "2025-03-07")], [1.0])
    assert events["disputed"].all()
    told = text.replace("; some papers dated it to Friday", " and published it on Friday")
    assert chronicle(("a", "2025-03-08", "A", told))["disputes"].empty
