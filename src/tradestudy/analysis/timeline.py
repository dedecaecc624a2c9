"""The talks at a glance: the days of the chronology above the tariff rates in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from tradestudy.analysis.display import SIDES
from tradestudy.analysis.figures import BAND, BLUE, EARTH, FAINT, MUTED, in_style, mark_rounds, new, write_dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@in_style("No dated events in this window")
def draw_timeline(days: pd.DataFrame, rounds: pd.DataFrame, tariffs: pd.DataFrame, deadlines: pd.DataFrame) -> Figure:
    """Draw the chronology above the two tariff rates.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per day: date, status (reported, expected), n_publishers, score, label ("" for a mark without words).
        Where two labels would meet, the day of higher score keeps its words.
    rounds, deadlines : pandas.DataFrame
        Reference rows of kind round and deadline: date, last, place, label.
    tariffs : pandas.DataFrame
        The tariffs table.
    """
    figure, (top, low) = new(7.6, 2, sharex=True, height_ratios=[5, 3])
    days = days.sort_values("date")
    x = pd.to_datetime(days["date"])
    first, last = x.min(), x.max()
    span = max((last - first).days, 14)
    left, right = first - pd.Timedelta(days=span / 50), last + pd.Timedelta(days=span / 50)
    peak = float(days["n_publishers"].max())
    for status, colour, face in (("reported", BLUE, BLUE), ("expected", MUTED, "white")):
        own = days[days["status"] == status]
        at = pd.to_datetime(own["date"])
        top.vlines(at, 0, own["n_publishers"], color=colour, lw=1.3, zorder=3)
        top.plot(at, own["n_publishers"], "o", color=colour, mfc=face, ms=4, zorder=4, label=status)
    highest = _write_labels(top, days, first, span, peak)
    top.set_ylim(0, peak * (1.16 + 0.1 * highest))
    top.set_yticks([t for t in top.get_yticks() if 0 <= t <= peak])
    top.set_ylabel("publishers reporting", loc="bottom")
    top.legend(fontsize=8.5, loc="lower right", bbox_to_anchor=(1, 0.99), ncols=2)
    top.set_title("What happened when: days by the publishers that report them")
    for ax in (top, low):
        mark_rounds(ax, rounds)
    told = pd.to_datetime(days.loc[days["status"] == "reported", "date"]).max()
    _draw_rates(low, tariffs, left, right, first if pd.isna(told) else told)
    for i, row in enumerate(deadlines.itertuples()):
        label = "day on which a truce was to end" if i == 0 else None
        low.axvline(pd.Timestamp(row.date), color="#CC79A7", lw=1.2, ls=(0, (4, 2)), label=label)
    low.axvspan(left, left, color=BAND, label="round of talks or summit")
    low.legend(fontsize=8.5, loc="upper left", bbox_to_anchor=(0, -0.12), ncols=4)
    _write_places(low, rounds, left, span)
    top.set_xlim(left, right)
    write_dates(low)
    return figure


def _write_places(ax: Axes, rounds: pd.DataFrame, left: pd.Timestamp, span: float) -> None:
    """Write where each round was held, neighbours moved apart so that both can be read."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.7}
    style = {"fontsize": 7.5, "rotation": 90, "va": "top", "ha": "center", "color": EARTH, "bbox": ground}
    written = left
    for row in rounds.sort_values("date").itertuples():
        written = max(pd.Timestamp(row.date), written + pd.Timedelta(days=span / 65))
        ax.text(written, 0.98, row.place, transform=ax.get_xaxis_transform(), **style)


def _write_labels(ax: Axes, days: pd.DataFrame, first: pd.Timestamp, span: float, peak: float, most: int = 11) -> int:
    """Write the labels of a timeline above the marks, each at its own height; return the highest level used."""
    labelled = days[days["label"] != ""].sort_values(["score", "date"], ascending=[False, True])
    at = [(pd.Timestamp(date) - first).days for date in labelled["date"]]
    widths = [(len(text) + 3) * span / 150 for text in labelled["label"]]
    late = [x + width > span * 1.02 for x, width in zip(at, widths, strict=True)]
    spans = [(x - w, x) if back else (x, x + w) for x, w, back in zip(at, widths, late, strict=True)]
    levels = _place_labels(spans, most)
    for row, level, back in zip(labelled.itertuples(), levels, late, strict=True):
        if level < 0:
            continue
        x, y = pd.Timestamp(row.date), peak * (1.08 + 0.1 * level)
        ax.plot([x, x], [row.n_publishers, y], color=FAINT, lw=0.6, zorder=1)
        side, label = ("right", f"{row.label} ") if back else ("left", f" {row.label}")
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.9}
        ax.text(x, y, label, fontsize=8, va="center", ha=side, zorder=5, bbox=ground)
    return max(levels, default=0)


def _place_labels(spans: Sequence[tuple[float, float]], most: int) -> list[int]:
    """Give each label, most important first, the lowest level on which it meets no other; -1 where none is free."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    placed = []
    for left, right in spans:
        free = (i for i, taken in enumerate(levels) if all(right < a or left > b for a, b in taken))
        level = next(free, -1)
        if level >= 0:
            levels[level].append((left, right))
        placed.append(level)
    return placed


def _draw_rates(ax: Axes, tariffs: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, told: pd.Timestamp) -> None:
    """Step through both rates: a full line up to the last day that reports tell of, dotted for announced steps."""
    for i, side in enumerate(side for side in SIDES.values() if side["partner"]):
        steps = tariffs[(tariffs["imposer"] == side["side"]) & (tariffs["change_pp"] != 0)]
        steps = steps.drop_duplicates("date_effective", keep="last")
        dates = pd.to_datetime(steps["date_effective"])
        start = min(first, *dates) - pd.Timedelta(days=1)
        rates = pd.Series([0.0, *steps["cumulative_rate"]], index=pd.DatetimeIndex([start, *dates]))
        end = max(last, rates.index[-1])
        now, final = pd.Series({told: rates.asof(told)}), pd.Series({end: rates.iloc[-1]})
        past = pd.concat([rates[rates.index <= told], now])
        ahead = pd.concat([now, rates[rates.index > told], final])
        colour, label = side["colour"], f"{side['attributive']} rate on {SIDES[side['partner']]['goods']}"
        ax.step(past.index, past, where="post", color=colour, lw=2, label=label)
        ax.step(ahead.index, ahead, where="post", color=colour, lw=1.2, ls=":")
        for day, until, rate in zip(rates.index, [*rates.index[1:], end], rates, strict=True):
            seen = max(day, first)
            if rate and (min(until, last) - seen).days > (last - first).days / 32:
                offset = (4, 3 if i == 0 else -11)
                style = {"textcoords": "offset points", "fontsize": 8, "color": colour}
                ax.annotate(f"{rate:g}%", (seen, rate), xytext=offset, **style)
    ax.set_xlim(first, last)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("general additional rate, %")
    ax.set_title("Additional rates in force")
