import pandas as pd

from tradestudy.analysis import display


def test_what_is_filled_in_is_escaped():
    event = {"days": "<i>", "place": "", "headline": "a & <script>b</script>", "told": '"', "evidence": []}
    page = display.show("events.html.j2", events=[event]).data
    assert "<script>" not in page
    assert "a &amp; &lt;script&gt;" in page


def test_a_grid_has_the_commonest_column_first_and_no_holes():
    rows = [("a", "x", 1), ("a", "y", 5), ("b", "y", 2)]
    table = pd.DataFrame(rows, columns=["row", "column", "n"])
    grid = display.spread(table, ["row"], "column", "n")
    assert grid.to_dict("list") == {"row": ["a", "b"], "y": [5, 2], "x": [1, 0]}
    assert list(display.spread(table.head(0), ["row"], "column", "n")) == ["row"]


def test_no_day_is_written_as_nothing():
    assert [display.write_day(day) for day in ("2025-05-12", pd.Timestamp("2025-05-12"), pd.NaT, "")] == [
        "2025-05-12",
        "2025-05-12",
        "",
        "",
    ]
