"""The data behind the figures (nbval does not compare pictures), and figures of nothing."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st
from matplotlib.collections import PathCollection
from matplotlib.text import Text

from tradestudy.analysis import figures, timeline

ROUNDS = pd.DataFrame(
    {"date": ["2025-05-10", "2025-06-09"], "last": ["2025-05-11", "2025-06-10"], "place": ["Geneva", "London"]}
)
TARIFFS = pd.DataFrame(
    [
        ("US", "2025-04-10", 145.0, 145.0),
        ("US", "2025-05-14", -115.0, 30.0),
        ("US", "2025-08-12", 0.0, 30.0),
        ("CN", "2025-04-12", 125.0, 125.0),
        ("CN", "2025-05-14", -115.0, 10.0),
    ],
    columns=["imposer", "date_effective", "change_pp", "cumulative_rate"],
)
DAYS = pd.DataFrame(
    {
        "date": ["2025-04-02", "2025-05-12", "2025-06-09", "2025-08-12"],
        "status": ["reported", "reported", "reported", "expected"],
        "n_publishers": [4, 9, 7, 2],
        "score": [3.0, 5.0, 4.0, 1.0],
        "label": ["Liberation Day", "Joint statement", "London talks", ""],
    }
)
SHARES = pd.DataFrame(
    [
        ("2025-05-12", "tariffs", 0.5, 0.2, 0.8, 4),
        ("2025-05-26", "tariffs", 1.0, 0.6, 1.0, 4),
        ("2025-05-12", "chips", 0.25, 0.1, 0.6, 4),
        ("2025-05-26", "chips", 0.0, 0.0, 0.4, 4),
    ],
    columns=["period", "issue", "share", "low", "high", "base"],
)


def texts(ax):
    return [t.get_text().strip() for t in ax.texts]


def test_coverage_draws_every_week_and_crosses_the_silent_ones():
    weeks = pd.DataFrame({"week": ["2025-05-12", "2025-05-19"], "n_articles": [3, 0], "n_publishers": [2, 0]})
    [ax] = figures.draw_coverage(weeks).axes
    assert [bar.get_height() for bar in ax.patches] == [3, 0]
    crosses = next(line for line in ax.lines if line.get_marker() == "x")
    assert len(crosses.get_xdata()) == 1


def test_timeline_labels_the_days_and_steps_through_both_rates():
    top, low = timeline.draw_timeline(DAYS, ROUNDS, TARIFFS, ROUNDS.head(0).assign(label="")).axes
    assert texts(top) == ["Joint statement", "London talks", "Liberation Day"]
    rates = {line.get_label(): list(line.get_ydata()) for line in low.lines if line.get_label().endswith("goods")}
    assert rates["US rate on Chinese goods"] == [0.0, 145.0, 30.0, 30.0]
    assert rates["Chinese rate on US goods"] == [0.0, 125.0, 10.0, 10.0]
    dotted = [list(line.get_ydata()) for line in low.lines if line.get_linestyle() == ":"]
    assert dotted == [[30.0, 30.0], [10.0, 10.0]]  # after the last day reported
    assert {"Geneva", "London"} <= set(texts(low))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 30)), max_size=30))
def test_labels_on_one_level_never_meet(spans):
    spans = [(left, left + width) for left, width in spans]
    placed = list(zip(spans, timeline._place_labels(spans, 5), strict=True))
    for i, ((left, right), level) in enumerate(placed):
        for (a, b), other in placed[:i]:
            assert level == -1 or level != other or right < a or left > b


def test_heatmap_has_a_row_per_issue_a_column_per_week_and_leaves_silent_weeks_blank():
    ax = figures.draw_heatmap(SHARES, ROUNDS, "Issues").axes[0]
    grid = ax.images[0].get_array()
    assert [t.get_text() for t in ax.get_yticklabels()] == ["tariffs", "chips"]
    assert grid.filled(-1).tolist() == [[0.5, -1, 1.0], [0.25, -1, 0.0]]


def test_small_multiples_have_one_panel_per_issue():
    drawn = [ax.get_title(loc="left") for ax in figures.draw_small_multiples(SHARES, ROUNDS).axes]
    assert [title for title in drawn if title] == ["tariffs", "chips"]


def test_pairs_are_drawn_on_both_sides_of_the_diagonal():
    pairs = pd.DataFrame({"a": ["x"], "b": ["y"], "lift": [2.0], "n_both": [7]})
    assert texts(figures.draw_pairs(pairs, "Pairs").axes[0]) == ["7", "7"]


def test_change_keyness_stacks_and_lines_show_their_numbers():
    change = pd.DataFrame({"issue": ["chips"], "share_before": [0.1], "share_after": [0.4], "p_holm": [0.01]})
    [ax] = figures.draw_change(change, "2025-05-12").axes
    assert [c.get_offsets()[0][0] for c in ax.collections if isinstance(c, PathCollection)] == [0.1, 0.4]
    words = pd.DataFrame(
        {
            "feature": ["magnets", "geneva"],
            "G2": [9.0, -7.0],
            "p_holm": [0.0, 0.2],
            "n_target": [8, 0],
            "n_reference": [1, 6],
        }
    )
    assert texts(figures.draw_keyness(words, "after", "before").axes[0]) == ["geneva  0:6", "magnets  8:1"]
    sides = pd.DataFrame({"speaker": ["Xi", "Xi", "Trump"], "side": ["CN", "", "US"], "n": [2, 1, 5]})
    assert texts(figures.draw_stacks(sides, "speaker", "side", "n", "Speakers").axes[0]) == ["3", "5"]
    months = pd.DataFrame({"month": ["2025-05-01", "2025-06-01"], "side": ["US", "US"], "n": [2, 4]})
    assert list(
        figures.draw_lines(months, "month", "n", "side", "Months", "n", ROUNDS).axes[0].lines[0].get_ydata()
    ) == [2, 4]
    bars = pd.DataFrame({"rule": ["weekday", "month"], "n": [5, 2]})
    assert texts(figures.draw_bars(bars, "rule", "n", "Rules").axes[0]) == ["2", "5"]


NONE = ROUNDS.head(0).assign(label="")


@pytest.mark.parametrize(
    "figure",
    [
        figures.draw_coverage(pd.DataFrame({"week": [], "n_articles": [], "n_publishers": []})),
        timeline.draw_timeline(DAYS.head(0), NONE, TARIFFS.head(0), NONE),
        figures.draw_heatmap(SHARES.head(0), NONE, "Issues"),
        figures.draw_small_multiples(SHARES.head(0), NONE),
        figures.draw_pairs(pd.DataFrame(columns=["a", "b", "lift", "n_both"]), "Pairs"),
        figures.draw_change(pd.DataFrame(columns=["issue", "share_before", "share_after", "p"]), "2025-05-12"),
        figures.draw_keyness(pd.DataFrame(columns=["feature", "G2", "n_target", "n_reference"]), "a", "b"),
        figures.draw_stacks(pd.DataFrame(columns=["speaker", "side", "n"]), "speaker", "side", "n", "Speakers"),
        figures.draw_lines(pd.DataFrame(columns=["month", "side", "n"]), "month", "n", "side", "Months", "n", NONE),
        figures.draw_bars(pd.DataFrame(columns=["rule", "n"]), "rule", "n", "Rules"),
    ],
    ids=lambda f: "",
)
def test_a_figure_of_nothing_says_so(figure):
    assert next(t.get_text() for t in figure.axes[0].texts)
    assert not figure.axes[0].axison


def test_one_day_and_one_article_can_be_drawn():
    timeline.draw_timeline(DAYS.head(1), NONE, TARIFFS, NONE)
    figures.draw_heatmap(SHARES.head(1), ROUNDS, "Issues")
    figures.draw_coverage(pd.DataFrame({"week": ["2025-05-12"], "n_articles": [1], "n_publishers": [1]}))


@pytest.mark.parametrize("label", ["from $5 to $9 a head", "$x^2$", r"a \$ b", "100% of $_{}$"])
def test_labels_are_literal_everywhere(label, tmp_path):
    """Two dollar signs in a headline once stopped a notebook: its label was read as mathematics."""
    days = DAYS.assign(label=label)
    rounds = ROUNDS.assign(place=label, label=label)
    words = pd.DataFrame({"feature": [label], "G2": [9.0], "p_holm": [0.0], "n_target": [8], "n_reference": [1]})
    pairs = pd.DataFrame({"a": [label], "b": ["y"], "lift": [2.0], "n_both": [7]})
    change = pd.DataFrame({"issue": [label], "share_before": [0.1], "share_after": [0.4], "p_holm": [0.01]})
    stacks = pd.DataFrame({"speaker": [label], "side": ["US"], "n": [2]})
    for figure in (
        timeline.draw_timeline(days, rounds, TARIFFS, rounds),
        figures.draw_heatmap(SHARES.assign(issue=label).head(2), rounds, label),
        figures.draw_small_multiples(SHARES.assign(issue=label).head(2), rounds),
        figures.draw_pairs(pairs, label),
        figures.draw_change(change, label),
        figures.draw_keyness(words, label, label),
        figures.draw_stacks(stacks, "speaker", "side", "n", label),
        figures.draw_bars(stacks, "speaker", "n", label),
        figures.say_empty(label),
    ):
        figure.savefig(tmp_path / "figure.svg")
        assert not [t for t in figure.findobj(Text) if t.get_parse_math() and "$" in t.get_text()]
