from pathlib import Path

import pytest

from tradestudy import build, load_window, store as processed


def test_missing_data_and_unknown_tables_are_clear_errors(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(processed.DataMissing, match="run `tradestudy build` first"):
        processed.load("articles", tmp_path)
    with pytest.raises(KeyError, match="no table 'dates'"):
        processed.load("dates")


def test_window_keeps_articles_by_publication_and_events_by_their_day(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = load_window("2025-06-09", "2025-06-10", data_dir=tmp_path / "out")
    assert data["articles"]["published"].tolist() == ["2025-06-10"]
    assert set(data["timexes"]["article_id"]) == {"2025-06-10_beta_london"}
    assert set(data["events"]["date"]) == {"2025-06-09", "2025-06-10"}


def test_as_of_knows_the_plan_and_nothing_of_the_outcome(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = load_window(as_of="2025-06-08", data_dir=tmp_path / "out")
    events = data["events"].set_index("date")
    assert events.loc["2025-06-09", "status"] == "expected"
    assert "2025-06-10" not in events.index
    assert set(data["evidence"]["article_id"]) == {"2025-06-06_alpha_call"}


@pytest.mark.parametrize(("start", "end"), [("2030-01-01", "2030-12-31"), ("2025-06-30", "2025-06-01")])
def test_empty_and_reversed_windows_give_empty_tables(raw, tmp_path, start, end):
    build.build(raw, tmp_path / "out")
    data = load_window(start, end, data_dir=tmp_path / "out")
    assert len(data["articles"]) == len(data["events"]) == len(data["quotes"]) == 0


def test_impossible_day_is_a_clear_error():
    with pytest.raises(ValueError, match=r"start: expected a day as YYYY-MM-DD that exists; found '31.02.2025'"):
        load_window("31.02.2025")


def test_data_are_found_upward_from_a_notebook_folder(raw, tmp_path, monkeypatch):
    build.build(raw, tmp_path / "data" / "processed")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert processed.find_data().resolve() == (tmp_path / "data" / "processed").resolve()
    assert (processed.find_data() / "datapackage.json").exists()


def test_committed_tables_are_what_build_makes_of_the_raw_data(tmp_path):
    root = Path(__file__).parents[1]
    if [p for p in (root / "data" / "raw" / "private").iterdir() if p.name != "README.md"]:
        pytest.skip("private articles are here: data/processed is the user's own")
    build.build(root / "data" / "raw", tmp_path)
    for path in sorted(tmp_path.glob("*.*")):
        if path.is_file():
            assert path.read_bytes() == (root / "data" / "processed" / path.name).read_bytes(), (
                f"{path.name}: run `make notebooks`"
            )


def test_on_8_june_2025_london_is_expected_and_its_result_unknown():
    known = load_window(as_of="2025-06-08")
    events = known["events"]
    london = events[
        (events["date"] <= "2025-06-09") & (events["last"] >= "2025-06-09") & (events["granularity"] != "month")
    ]
    assert len(london)
    assert set(london["status"]) == {"expected"}
    days = events[events["granularity"].isin(["day", "range"])]
    assert (days.loc[days["status"] == "reported", "date"] <= "2025-06-08").all()
    assert (known["articles"]["published"] <= "2025-06-08").all()
    assert (events["first_published"] <= "2025-06-08").all()
    assert "London" not in set(known["reference_events"].query("kind == 'round' and status == 'occurred'")["place"])
    assert known["tariffs"]["date_effective"].max() == "2025-05-14"
