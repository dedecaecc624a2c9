from tradestudy.analysis import chronology


def test_days_take_the_label_of_their_reference_row(data):
    days = chronology.label_days(data["events"], data["reference_events"]).set_index("date")
    assert days.loc["2025-06-05", "label"] == "Call"
    assert days.loc["2025-06-09", ["label", "status"]].tolist() == ["London", "reported"]


def test_evidence_names_who_wrote_it_when_and_what_dates_it(data):
    rows = chronology.list_evidence(data)
    call = rows[rows["expression"] == "Thursday"].iloc[0]
    assert call[["published", "publisher", "url"]].astype(str).tolist() == [
        "2025-06-06",
        "Alpha",
        "https://example.org/a",
    ]


def test_unfolded_events_escape_what_articles_say(data):
    page = chronology.unfold_events(data, 5).data
    assert "<b>teams</b>" not in page
    assert "&lt;b&gt;teams&lt;/b&gt;" in page
    assert '<a href="https://example.org/a" target="_blank">Alpha</a>' in page
    assert "<b>Thursday</b>" in page


def test_kinds_are_counted_by_side_in_the_order_of_the_codebook(data):
    events = data["events"].assign(
        status="reported", kind="call", acting_side=["both", ""] + ["US"] * (len(data["events"]) - 2)
    )
    counts = chronology.count_kinds(events)
    assert counts.columns.tolist() == ["kind", "US", "CN", "both", "other", "not told", "together"]
    assert counts.values.tolist() == [["call", len(events) - 2, 0, 1, 0, 1, len(events)]]
    assert chronology.count_kinds(events.head(0)).empty


def test_comparison_finds_both_core_days(data):
    measures, core = chronology.compare_with_reference(data)
    assert measures.loc[0, ["method", "n_core", "found"]].tolist() == ["chronology", 2, 1.0]
    assert core["found"].all()


def test_events_without_evidence_or_address_are_shown_too(data):
    bare = data | {"evidence": data["evidence"].head(0)}
    assert chronology.unfold_events(bare, 1).data.count("<tr>") == 1
    assert "No event in this window." in chronology.unfold_events(data | {"events": data["events"].head(0)}, 1).data
    odd = data | {"articles": data["articles"].assign(url="javascript:alert(1)", publisher="")}
    page = chronology.unfold_events(odd, 5).data
    assert "javascript" not in page
    assert "unknown publisher" in page
