"""A table in, a matplotlib Figure out: no reading, no writing.

Every function returns a Figure that was made without pyplot, so that nothing is shown twice and nothing stays open. A
table without rows gives a figure that says so. Labels are literal: a price of $5 is no mathematics. Colours are those
of Okabe and Ito (2008), safe for colour-blind readers; those of the sides stand in ``lexicon/sides.csv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import numpy as np
import pandas as pd

from tradestudy.analysis.display import SIDES, write_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Rest = ParamSpec("Rest")
INK, MUTED, FAINT, BAND, EARTH = "#1f2933", "#7b8794", "#c5ccd3", "#F0E2B6", "#8a6d1a"
BLUE, SKY, ORANGE, RED = "#0072B2", "#56B4E9", "#E69F00", "#D55E00"
WIDTH = 11  # inches
STYLE = {
    "text.parse_math": False,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "figure.titlesize": 11,
    "figure.titleweight": "bold",
    "legend.frameon": False,
    "legend.fontsize": 9,
}


def new(height: float, rows: int = 1, columns: int = 1, **options) -> tuple[Figure, list[Axes]]:
    """Make an empty figure and its axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, **options).ravel().tolist()
    for ax in axes:
        ax.tick_params(colors=INK, labelsize=9)  # also of ticks that are made when the figure is drawn
    return figure, axes


def say_empty(text: str = "Nothing to show in this window") -> Figure:
    """Make a figure that only says why there is nothing to see."""
    figure, [ax] = new(1.6)
    ax.set_axis_off()
    ax.text(0.5, 0.5, text, ha="center", va="center", fontsize=12, color=MUTED, parse_math=False)
    return figure


def in_style(nothing: str) -> Callable:
    """Let a drawing function draw in the style of this project, and say `nothing` of a table without rows."""

    def wrap(
        draw: Callable[Concatenate[pd.DataFrame, Rest], Figure],
    ) -> Callable[Concatenate[pd.DataFrame, Rest], Figure]:
        @wraps(draw)
        def drawn(table: pd.DataFrame, /, *others: Rest.args, **options: Rest.kwargs) -> Figure:
            import matplotlib

            with matplotlib.rc_context(STYLE):
                return say_empty(nothing) if table.empty else draw(table, *others, **options)

        return drawn

    return wrap


def write_dates(ax: Axes) -> None:
    """Write days along the x axis, as short as they can be told apart."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    first, last = ax.dataLim.intervalx
    if first == last:  # a single day would be shown between years
        ax.set_xlim(first - 15, first + 15)
    locator = AutoDateLocator(minticks=4, maxticks=12)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def mark_rounds(ax: Axes, rounds: pd.DataFrame) -> None:
    """Shade the days of the rounds of talks (reference rows)."""
    for row in rounds.itertuples():
        ax.axvspan(pd.Timestamp(row.date), pd.Timestamp(row.last) + pd.Timedelta(days=1), color=BAND, zorder=0)


@in_style("No articles in this window")
def draw_coverage(per_week: pd.DataFrame) -> Figure:
    """Draw articles and publishers per week.

    Parameters
    ----------
    per_week : pandas.DataFrame
        One row per week: week (first day), n_articles, n_publishers; weeks without articles are rows with 0.
    """
    figure, [ax] = new(3.2)
    weeks = pd.to_datetime(per_week["week"])
    ax.bar(weeks, per_week["n_articles"], width=6, align="edge", color=SKY, label="articles")
    ends, n = [*weeks, weeks.iloc[-1] + pd.Timedelta(days=7)], per_week["n_publishers"]
    ax.step(ends, [*n, n.iloc[-1]], where="post", color=INK, lw=1.2, label="publishers")
    gaps = weeks[per_week["n_articles"] == 0]
    middle = gaps + pd.Timedelta(days=3)
    ax.plot(middle, [0] * len(gaps), "x", color=RED, ms=5, label="week without a report", clip_on=False)
    ax.set_title("Reports held per week of publication")
    ax.set_ylabel("number in the week")
    ax.legend(ncols=3, loc="upper left")
    ax.margins(x=0.01)
    ax.set_ylim(0, max(per_week["n_articles"]) * 1.25)
    write_dates(ax)
    return figure


@in_style("Nothing to show in this window")
def draw_bars(data: pd.DataFrame, label: str, value: str, title: str) -> Figure:
    """Draw one horizontal bar per row, longest names included, the value written at its end."""
    figure, [ax] = new(0.9 + 0.27 * len(data))
    rows = data.iloc[::-1]
    bars = ax.barh(range(len(rows)), rows[value], color=SKY, height=0.72)
    ax.bar_label(bars, labels=[f"{v:,.0f}" for v in rows[value]], padding=3, fontsize=8.5)
    _name_bars(ax, rows[label])
    ax.set_title(title)
    return figure


def _name_bars(ax: Axes, names: Iterable[object]) -> None:
    """Write the names of horizontal bars; their values stand at their ends, so the axis of values goes."""
    shown = [write_name(name) for name in names]
    ax.set_yticks(range(len(shown)), shown)
    ax.tick_params(left=False)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)


@in_style("No issue is named in this window")
def draw_heatmap(shares: pd.DataFrame, rounds: pd.DataFrame, title: str) -> Figure:
    """Draw shares of articles per issue (rows) and week (columns); weeks without articles are grey.

    Parameters
    ----------
    shares : pandas.DataFrame
        One row per issue and period: period (first day), issue, share (0 to 1), base (articles in the period).
    rounds : pandas.DataFrame
        Reference rows of the rounds of talks, marked above the map.
    """
    grid = shares.pivot(index="issue", columns="period", values="share")
    weight = (shares["share"] * shares["base"]).groupby(shares["issue"]).sum()
    grid = grid.loc[weight.sort_values(ascending=False, kind="stable").index]
    grid.columns = pd.to_datetime(grid.columns)
    periods = pd.date_range(grid.columns.min(), grid.columns.max(), freq="7D")
    grid = grid.reindex(columns=periods)
    figure, [ax] = new(1.6 + 0.3 * len(grid))
    ax.set_facecolor("#eceff1")  # weeks without articles
    image = ax.imshow(grid.to_numpy(dtype=float), aspect="auto", cmap="Blues", vmin=0, vmax=1, interpolation="none")
    ax.set_yticks(range(len(grid)), [write_name(name) for name in grid.index])
    shown = range(0, len(periods), max(1, len(periods) // 14))
    ax.set_xticks(shown, [f"{periods[i].day} {periods[i]:%b %y}" for i in shown], rotation=40, ha="right")
    ax.tick_params(left=False)
    ax.spines[:].set_visible(False)
    held = pd.to_datetime(rounds["date"])
    within = rounds[held.between(periods[0], periods[-1] + pd.Timedelta(days=6))].sort_values("date")
    weeks = pd.Series(periods.searchsorted(held[within.index], side="right") - 1, index=within.index)
    written = -3.0
    for week, places in within.groupby(weeks)["place"]:  # neighbours are moved apart so that both can be read
        written = max(float(week), written + len(periods) / 40)
        place = {"xytext": (0, 3), "textcoords": "offset points", "ha": "left", "va": "bottom", "rotation": 40}
        ax.annotate(", ".join(places), (written, -0.5), fontsize=7.5, color=EARTH, annotation_clip=False, **place)
    figure.colorbar(image, ax=ax, label="share of the period's articles", shrink=0.8, pad=0.01)
    figure.suptitle(title, x=0.01, ha="left")
    return figure


@in_style("No issue is named in this window")
def draw_small_multiples(shares: pd.DataFrame, rounds: pd.DataFrame, most: int = 12) -> Figure:
    """Draw one small panel per issue: its share of articles over time with the 95% Wilson interval.

    Parameters
    ----------
    shares : pandas.DataFrame
        As for :func:`draw_heatmap`, with low and high.
    """
    weight = (shares["share"] * shares["base"]).groupby(shares["issue"]).sum().sort_values(ascending=False)
    names = list(weight.index[:most])
    rows = -(-len(names) // 4)
    figure, axes = new(0.5 + 1.5 * rows, rows, 4, sharex=True, sharey=True)
    for ax, name in zip(axes, names, strict=False):
        own = shares[(shares["issue"] == name) & (shares["base"] > 0)].sort_values("period")
        x = pd.to_datetime(own["period"])
        mark_rounds(ax, rounds)
        ax.fill_between(x, own["low"], own["high"], color=SKY, alpha=0.3, lw=0)
        ax.plot(x, own["share"], color=BLUE, lw=1.4, marker="o", ms=2)
        ax.set_title(write_name(name), fontsize=9, fontweight="normal")
        ax.set_ylim(0, 1)
        ax.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
        write_dates(ax)
        ax.tick_params(labelsize=7)
        ax.xaxis.get_offset_text().set_visible(False)
    for ax in axes[len(names) :]:
        ax.set_axis_off()
    title = "Share of articles that name an issue (band: 95% interval; shaded: rounds of talks)"
    figure.suptitle(title, x=0.01, ha="left")
    return figure


@in_style("No pair is frequent enough in this window")
def draw_pairs(pairs: pd.DataFrame, title: str) -> Figure:
    """Draw a symmetric matrix of pairs: colour for the lift, around 1, and the number of articles written in the cell.

    Parameters
    ----------
    pairs : pandas.DataFrame
        From :func:`statistics.pair_up`: the two names in the first two columns, n_both, lift.
    """
    from matplotlib.colors import TwoSlopeNorm

    a, b = pairs.columns[:2]
    ways = [pairs[[*names, "n_both", "lift"]].set_axis(["a", "b", "n", "lift"], axis=1) for names in ([a, b], [b, a])]
    both = pd.concat(ways)
    names = both.groupby("a")["n"].sum().sort_values(ascending=False, kind="stable").index
    grid, counts = (
        both.pivot(index="a", columns="b", values=value).reindex(index=names, columns=names) for value in ("lift", "n")
    )
    figure, [ax] = new(1.8 + 0.34 * len(names))
    top = max(float(grid.max().max()), 1.01)
    image = ax.imshow(grid.to_numpy(dtype=float), cmap="PuOr_r", norm=TwoSlopeNorm(1, 0, top), aspect="auto")
    for (i, j), n in np.ndenumerate(counts):
        if pd.notna(n):
            colour = INK if 0.4 < grid.iloc[i, j] < 1 + 0.7 * (top - 1) else "white"
            ax.text(j, i, f"{n:.0f}", ha="center", va="center", fontsize=7.5, color=colour)
    shown = [write_name(name) for name in names]
    ax.set_xticks(range(len(names)), shown, rotation=45, ha="right")
    ax.set_yticks(range(len(names)), shown)
    ax.spines[:].set_visible(False)
    ax.tick_params(left=False, bottom=False)
    figure.colorbar(image, ax=ax, label="lift", shrink=0.8, pad=0.01)
    ax.set_title(title)
    return figure


@in_style("No articles on one side of the day")
def draw_change(change: pd.DataFrame, pivot: str) -> Figure:
    """Draw each issue's share of articles before and after a day, as a line between two points.

    Parameters
    ----------
    change : pandas.DataFrame
        One row per issue: issue, share_before, share_after, p_holm.
    pivot : str
        The day, for the title.
    """
    rows = change.sort_values("share_after").reset_index(drop=True)
    figure, [ax] = new(1.2 + 0.27 * len(rows))
    sure = rows["p_holm"] < 0.05
    for certain, colour, width in ((False, FAINT, 1.4), (True, INK, 2.2)):
        own = rows[sure == certain]
        ax.hlines(own.index, own["share_before"], own["share_after"], color=colour, lw=width, zorder=1)
    ax.scatter(rows["share_before"], rows.index, color=ORANGE, s=34, zorder=2, label=f"before {pivot}")
    ax.scatter(rows["share_after"], rows.index, color=BLUE, s=34, zorder=2, label=f"from {pivot}")
    ax.set_yticks(rows.index, [write_name(name) for name in rows["issue"]])
    ax.set_xlim(left=-0.01)
    ax.xaxis.set_major_formatter(lambda v, _: f"{v:.0%}")
    ax.set_xlabel("share of articles (dark line: p < 0.05, corrected for the number of issues)")
    ax.legend(loc="lower right")
    ax.grid(axis="x", color="#eef1f4", zorder=0)
    ax.set_title(f"Issues before and from {pivot}")
    return figure


@in_style("Too few words to compare")
def draw_keyness(words: pd.DataFrame, target: str, reference: str, most: int = 12) -> Figure:
    """Draw the words that mark the target (right) and the reference (left), by G2 with its sign.

    Parameters
    ----------
    words : pandas.DataFrame
        One row per feature: feature, G2 (signed), p_holm, n_target, n_reference; what may be chance is drawn pale.
    """
    rows = pd.concat([words[words["G2"] > 0].head(most), words[words["G2"] < 0].sort_values("G2").head(most)])
    rows = rows.sort_values("G2").reset_index(drop=True)
    figure, [ax] = new(1.0 + 0.24 * len(rows))
    bars = ax.barh(rows.index, rows["G2"], color=[BLUE if v > 0 else ORANGE for v in rows["G2"]], height=0.75)
    for bar, p in zip(bars, rows["p_holm"], strict=True):
        bar.set_alpha(1 if p < 0.05 else 0.35)
    for row in rows.itertuples():
        side = "left" if row.G2 > 0 else "right"
        told = f" {row.feature}  {row.n_target}:{row.n_reference} "
        ax.text(row.G2, row.Index, told, ha=side, va="center", fontsize=8.5)
    ax.axvline(0, color=MUTED, lw=0.8)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.22)
    ax.set_xlabel(f"signed G2 (pale: may be chance, p at least 0.05 corrected); counts are {target} : {reference}")
    ax.set_title(f"Words that mark {target} (blue) and {reference} (orange)")
    return figure


@in_style("Nothing to show in this window")
def draw_stacks(data: pd.DataFrame, row: str, column: str, value: str, title: str) -> Figure:
    """Draw one horizontal bar per `row`, divided by side (`column`), longest first."""
    grid = data.pivot_table(index=row, columns=column, values=value, aggfunc="sum", fill_value=0)
    grid = grid.loc[grid.sum(axis=1).sort_values(kind="stable").index]
    figure, [ax] = new(1.1 + 0.27 * len(grid))
    left = pd.Series(0.0, index=grid.index)
    for side in [side for side in SIDES.values() if side["side"] in grid]:
        own = grid[side["side"]]
        ax.barh(range(len(grid)), own, left=left, color=side["colour"], label=side["label"], height=0.74)
        left += own
    for i, total in enumerate(left):
        ax.text(total, i, f" {total:.0f}", va="center", fontsize=8.5)
    _name_bars(ax, grid.index)
    ax.legend(loc="lower right")
    ax.set_title(title)
    return figure


@in_style("Nothing to show in this window")
def draw_lines(data: pd.DataFrame, x: str, y: str, group: str, title: str, label: str, rounds: pd.DataFrame) -> Figure:
    """Draw one line per side (`group`) over time, with the rounds of talks shaded."""
    figure, [ax] = new(3)
    mark_rounds(ax, rounds)
    for side in [side for side in SIDES.values() if side["side"] in set(data[group])]:
        own = data[data[group] == side["side"]].sort_values(x)
        ax.plot(pd.to_datetime(own[x]), own[y], marker="o", ms=3, color=side["colour"], label=side["label"])
    ax.set_ylabel(label)
    ax.set_ylim(bottom=0)
    ax.legend()
    ax.set_title(title)
    write_dates(ax)
    return figure
