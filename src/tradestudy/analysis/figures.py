"""A table in, a matplotlib Figure out: no reading, no writing.

Every function returns a Figure that was made without pyplot, so that nothing is shown twice and nothing stays open. A table
without rows gives a figure that says so. Colours are those of Okabe and Ito (2008), safe for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIDE_COLOURS = {"US": "#0072B2", "CN": "#D55E00", "other": "#7F7F7F", "": "#BBBBBB"}
SIDE_NAMES = {"US": "United States", "CN": "China", "other": "others", "": "not known"}
INK, MUTED, BAND = "#1f2933", "#7b8794", "#F0E2B6"
WIDTH = 11  # inches


def _new(height: float, rows: int = 1, columns: int = 1, **options) -> tuple[Figure, list[Axes]]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, **options).ravel().tolist()
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(MUTED)
        ax.tick_params(colors=INK, labelsize=9)
    return figure, axes


def _title(ax: Axes, text: str) -> None:
    ax.set_title(text, loc="left", fontsize=11, color=INK, fontweight="bold")


def say_empty(text: str = "Nothing to show in this window") -> Figure:
    """Make a figure that only says why there is nothing to see."""
    figure, [ax] = _new(1.6)
    ax.set_axis_off()
    ax.text(0.5, 0.5, text, ha="center", va="center", fontsize=12, color=MUTED)
    return figure


def _dates(ax: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=4, maxticks=12)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def _mark_rounds(ax: Axes, rounds: pd.DataFrame) -> None:
    """Shade the days of the rounds of talks (reference rows)."""
    for row in rounds.itertuples():
        ax.axvspan(pd.Timestamp(row.date), pd.Timestamp(row.last) + pd.Timedelta(days=1), color=BAND, zorder=0)


def draw_coverage(per_week: pd.DataFrame) -> Figure:
    """Draw articles and publishers per week.

    Parameters
    ----------
    per_week : pandas.DataFrame
        One row per week: week (first day), n_articles, n_publishers; weeks without articles are rows with 0.
    """
    if not per_week["n_articles"].sum():
        return say_empty("No articles in this window")
    figure, [ax] = _new(3.2)
    weeks = pd.to_datetime(per_week["week"])
    ax.bar(weeks, per_week["n_articles"], width=6, align="edge", color="#56B4E9", label="articles")
    ax.step(
        [*weeks, weeks.iloc[-1] + pd.Timedelta(days=7)],
        [*per_week["n_publishers"], per_week["n_publishers"].iloc[-1]],
        where="post",
        color=INK,
        lw=1.2,
        label="publishers",
    )
    gaps = weeks[per_week["n_articles"] == 0]
    ax.plot(
        gaps + pd.Timedelta(days=3),
        [0] * len(gaps),
        "x",
        color="#D55E00",
        ms=5,
        label="week without a report",
        clip_on=False,
    )
    _title(ax, "Reports held per week of publication")
    ax.set_ylabel("number in the week")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False, fontsize=9, ncols=3, loc="upper left")
    ax.margins(x=0.01)
    ax.set_ylim(top=max(per_week["n_articles"]) * 1.25)
    _dates(ax)
    return figure


def draw_bars(
    data: pd.DataFrame, label: str, value: str, title: str, colours: Sequence[str] | None = None, unit: str = ""
) -> Figure:
    """Draw one horizontal bar per row, longest names included, the value written at its end."""
    if data.empty:
        return say_empty()
    figure, [ax] = _new(0.9 + 0.27 * len(data))
    rows = data.iloc[::-1]
    bars = ax.barh(
        range(len(rows)), rows[value], color=list(colours)[::-1] if colours is not None else "#56B4E9", height=0.72
    )
    ax.set_yticks(range(len(rows)), rows[label])
    ax.bar_label(
        bars,
        labels=[f"{v:,.0f}{unit}" if float(v).is_integer() else f"{v:,.2f}{unit}" for v in rows[value]],
        padding=3,
        fontsize=8.5,
        color=INK,
    )
    ax.tick_params(left=False)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    _title(ax, title)
    return figure


def _place_labels(spans: Sequence[tuple[float, float]], most: int) -> list[int]:
    """Give each label, most important first, the lowest level on which it runs into no other; -1 where all levels are taken."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    placed = []
    for left, right in spans:
        free = (i for i, taken in enumerate(levels) if all(right < a or left > b for a, b in taken))
        level = next(free, -1)
        if level >= 0:
            levels[level].append((left, right))
        placed.append(level)
    return placed


def draw_timeline(days: pd.DataFrame, rounds: pd.DataFrame, tariffs: pd.DataFrame, deadlines: pd.DataFrame) -> Figure:
    """Draw the chronology above the two tariff rates.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per day: date, status (reported, expected), n_publishers, score, label ("" for a mark without words). Where two labels
        would meet, the day of higher score keeps its words.
    rounds, deadlines : pandas.DataFrame
        Reference rows of kind round and deadline: date, last, place, label.
    tariffs : pandas.DataFrame
        The tariffs table.
    """
    if days.empty:
        return say_empty("No dated events in this window")
    figure, (top, low) = _new(7.6, 2, sharex=True, height_ratios=[5, 3])
    days = days.sort_values("date")
    x = pd.to_datetime(days["date"])
    first, last = x.min(), x.max()
    span = max((last - first).days, 14)
    left, right = first - pd.Timedelta(days=span / 50), last + pd.Timedelta(days=span / 50)
    peak = float(days["n_publishers"].max())
    for status, colour, face in (("reported", "#0072B2", "#0072B2"), ("expected", MUTED, "white")):
        own = days[days["status"] == status]
        at = pd.to_datetime(own["date"])
        top.vlines(at, 0, own["n_publishers"], color=colour, lw=1.3, zorder=3)
        top.plot(at, own["n_publishers"], "o", color=colour, mfc=face, ms=4, zorder=4, label=status)
    highest = _write_labels(top, days, first, span, peak)
    top.set_ylim(0, peak * (1.16 + 0.1 * highest))
    top.set_yticks([t for t in top.get_yticks() if 0 <= t <= peak])
    top.set_ylabel("publishers reporting", loc="bottom")
    top.legend(frameon=False, fontsize=8.5, loc="lower right", bbox_to_anchor=(1, 0.99), ncols=2)
    _title(top, "What happened when: days by the publishers that report them")
    for ax in (top, low):
        _mark_rounds(ax, rounds)
    told = pd.to_datetime(days.loc[days["status"] == "reported", "date"]).max()
    _draw_rates(low, tariffs, left, right, first if pd.isna(told) else told)
    for i, row in enumerate(deadlines.itertuples()):
        label = "day on which a truce was to end" if i == 0 else None
        low.axvline(pd.Timestamp(row.date), color="#CC79A7", lw=1.2, ls=(0, (4, 2)), label=label)
    low.axvspan(left, left, color=BAND, label="round of talks or summit")
    low.legend(frameon=False, fontsize=8.5, loc="upper left", bbox_to_anchor=(0, -0.12), ncols=4)
    written = left
    for row in rounds.sort_values("date").itertuples():  # neighbours are moved apart so that both can be read
        written = max(pd.Timestamp(row.date), written + pd.Timedelta(days=span / 65))
        low.text(
            written,
            0.98,
            row.place,
            transform=low.get_xaxis_transform(),
            fontsize=7.5,
            rotation=90,
            va="top",
            ha="center",
            color="#8a6d1a",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.7},
        )
    top.set_xlim(left, right)
    _dates(low)
    return figure


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
        ax.plot([x, x], [row.n_publishers, y], color="#c5ccd3", lw=0.6, zorder=1)
        ax.text(
            x,
            y,
            f"{row.label} " if back else f" {row.label}",
            fontsize=8,
            va="center",
            ha="right" if back else "left",
            color=INK,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.9},
        )
    return max(levels, default=0)


def _draw_rates(ax: Axes, tariffs: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, told: pd.Timestamp) -> None:
    """Step through both rates: a full line up to the last day that reports tell of, dotted as far as announced steps go on."""
    for imposer, goods in (("US", "US rate on Chinese goods"), ("CN", "Chinese rate on US goods")):
        steps = tariffs[(tariffs["imposer"] == imposer) & (tariffs["change_pp"] != 0)].drop_duplicates(
            "date_effective", keep="last"
        )
        dates = [pd.Timestamp("2025-01-01"), *pd.to_datetime(steps["date_effective"])]
        rates = [0.0, *steps["cumulative_rate"]]
        end = max(last, dates[-1])
        at_told = next(rate for day, rate in zip(dates[::-1], rates[::-1], strict=True) if day <= max(told, dates[0]))
        past = [(day, rate) for day, rate in zip(dates, rates, strict=True) if day <= told] + [(told, at_told)]
        ahead = (
            [(told, at_told)]
            + [(day, rate) for day, rate in zip(dates, rates, strict=True) if day > told]
            + [(end, rates[-1])]
        )
        ax.step(*zip(*past, strict=True), where="post", color=SIDE_COLOURS[imposer], lw=2, label=goods)
        ax.step(*zip(*ahead, strict=True), where="post", color=SIDE_COLOURS[imposer], lw=1.2, ls=":")
        dates.append(end)
        for day, until, rate in zip(dates, dates[1:], rates, strict=False):
            if (min(until, last) - max(day, first)).days > (last - first).days / 32 and rate:
                offset = 3 if imposer == "US" else -11
                ax.annotate(
                    f"{rate:g}%",
                    (max(day, first), rate),
                    xytext=(4, offset),
                    textcoords="offset points",
                    fontsize=8,
                    color=SIDE_COLOURS[imposer],
                )
    ax.set_xlim(first, last)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("general additional rate, %")
    _title(ax, "Additional tariffs in force")


def draw_heatmap(shares: pd.DataFrame, rounds: pd.DataFrame, title: str) -> Figure:
    """Draw shares of articles per issue (rows) and week (columns), darkest where an issue is in every article; silent weeks are grey.

    Parameters
    ----------
    shares : pandas.DataFrame
        One row per issue and period: period (first day), issue, share (0 to 1), base (articles in the period).
    rounds : pandas.DataFrame
        Reference rows of the rounds of talks, marked above the map.
    """
    if shares.empty:
        return say_empty("No issue is named in this window")
    grid = shares.pivot(index="issue", columns="period", values="share")
    weight = (shares["share"] * shares["base"]).groupby(shares["issue"]).sum()
    grid = grid.loc[weight.sort_values(ascending=False, kind="stable").index]
    grid.columns = pd.to_datetime(grid.columns)
    periods = pd.date_range(grid.columns.min(), grid.columns.max(), freq="7D")
    grid = grid.reindex(columns=periods)
    figure, [ax] = _new(1.6 + 0.3 * len(grid))
    ax.set_facecolor("#eceff1")  # weeks without articles
    image = ax.imshow(grid.to_numpy(dtype=float), aspect="auto", cmap="Blues", vmin=0, vmax=1, interpolation="none")
    ax.set_yticks(range(len(grid)), [name.replace("_", " ") for name in grid.index])
    step = max(1, len(periods) // 14)
    ax.set_xticks(
        range(0, len(periods), step), [f"{p.day} {p:%b %y}" for p in periods[::step]], rotation=40, ha="right"
    )
    ax.tick_params(left=False)
    ax.spines[:].set_visible(False)
    within = rounds[
        (pd.to_datetime(rounds["date"]) >= periods[0])
        & (pd.to_datetime(rounds["date"]) < periods[-1] + pd.Timedelta(days=7))
    ]
    columns = pd.Series(periods.searchsorted(pd.to_datetime(within["date"]), side="right") - 1, index=within.index)
    written = -3.0
    for column, places in within.sort_values("date").groupby(columns)[
        "place"
    ]:  # neighbours are moved apart so that both can be read
        written = max(float(column), written + len(periods) / 40)
        ax.annotate(
            ", ".join(places),
            (written, -0.5),
            xytext=(0, 3),
            textcoords="offset points",
            rotation=40,
            fontsize=7.5,
            color="#8a6d1a",
            ha="left",
            va="bottom",
            annotation_clip=False,
        )
    figure.colorbar(image, ax=ax, label="share of the period's articles", shrink=0.8, pad=0.01)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold", color=INK)
    return figure


def draw_small_multiples(shares: pd.DataFrame, rounds: pd.DataFrame, most: int = 12) -> Figure:
    """Draw one small panel per issue: its share of articles over time with the 95% Wilson interval.

    Parameters
    ----------
    shares : pandas.DataFrame
        As for :func:`draw_heatmap`, with low and high.
    """
    if shares.empty:
        return say_empty("No issue is named in this window")
    weight = (shares["share"] * shares["base"]).groupby(shares["issue"]).sum().sort_values(ascending=False)
    names = list(weight.index[:most])
    rows = -(-len(names) // 4)
    figure, axes = _new(0.5 + 1.5 * rows, rows, 4, sharex=True, sharey=True)
    for ax, name in zip(axes, names, strict=False):
        own = shares[(shares["issue"] == name) & (shares["base"] > 0)].sort_values("period")
        x = pd.to_datetime(own["period"])
        _mark_rounds(ax, rounds)
        ax.fill_between(x, own["low"], own["high"], color="#56B4E9", alpha=0.3, lw=0)
        ax.plot(x, own["share"], color="#0072B2", lw=1.4, marker="o", ms=2)
        ax.set_title(name.replace("_", " "), loc="left", fontsize=9, color=INK)
        ax.set_ylim(0, 1)
        ax.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
        _dates(ax)
        ax.tick_params(labelsize=7)
        for text in [ax.xaxis.get_offset_text()]:
            text.set_visible(False)
    for ax in axes[len(names) :]:
        ax.set_axis_off()
    figure.suptitle(
        "Share of articles that name an issue (band: 95% interval; shaded: rounds of talks)",
        x=0.01,
        ha="left",
        fontsize=11,
        fontweight="bold",
        color=INK,
    )
    return figure


def draw_pairs(pairs: pd.DataFrame, a: str, b: str, value: str, count: str, title: str, middle: float = 1.0) -> Figure:
    """Draw a symmetric matrix of pairs: colour for `value` around `middle`, the number of articles written in the cell.

    Parameters
    ----------
    pairs : pandas.DataFrame
        One row per unordered pair.
    a, b, value, count : str
        Columns with the two names, the strength and the number of articles.
    """
    if pairs.empty:
        return say_empty("No pair is frequent enough in this window")
    from matplotlib.colors import TwoSlopeNorm

    both = pd.concat([pairs[[a, b, value, count]], pairs[[a, b, value, count]].set_axis([b, a, value, count], axis=1)])
    names = both.groupby(a)[count].sum().sort_values(ascending=False).index
    grid = both.pivot(index=a, columns=b, values=value).reindex(index=names, columns=names)
    counts = both.pivot(index=a, columns=b, values=count).reindex(index=names, columns=names)
    figure, [ax] = _new(1.8 + 0.34 * len(names))
    top = max(float(grid.max().max()), middle * 1.01)
    image = ax.imshow(
        grid.to_numpy(dtype=float), cmap="PuOr_r", norm=TwoSlopeNorm(middle, min(0.0, middle - 1), top), aspect="auto"
    )
    for i in range(len(names)):
        for j in range(len(names)):
            if pd.notna(counts.iloc[i, j]):
                ax.text(
                    j,
                    i,
                    f"{counts.iloc[i, j]:.0f}",
                    ha="center",
                    va="center",
                    fontsize=7.5,
                    color="white" if not middle * 0.4 < grid.iloc[i, j] < middle + 0.7 * (top - middle) else INK,
                )
    shown = [str(name).replace("_", " ") for name in names]
    ax.set_xticks(range(len(names)), shown, rotation=45, ha="right")
    ax.set_yticks(range(len(names)), shown)
    ax.spines[:].set_visible(False)
    ax.tick_params(left=False, bottom=False)
    figure.colorbar(image, ax=ax, label=value, shrink=0.8, pad=0.01)
    _title(ax, title)
    return figure


def draw_change(change: pd.DataFrame, pivot: str) -> Figure:
    """Draw each issue's share of articles before and after a day, as a line between two points.

    Parameters
    ----------
    change : pandas.DataFrame
        One row per issue: issue, share_before, share_after, p.
    pivot : str
        The day, for the title.
    """
    if change.empty:
        return say_empty("No articles on one side of the day")
    rows = change.sort_values("share_after").reset_index(drop=True)
    figure, [ax] = _new(1.2 + 0.27 * len(rows))
    for i, row in rows.iterrows():
        sure = row["p"] < 0.05
        ax.plot(
            [row["share_before"], row["share_after"]],
            [i, i],
            color=INK if sure else "#c5ccd3",
            lw=2.2 if sure else 1.4,
            zorder=1,
        )
    ax.scatter(rows["share_before"], rows.index, color="#E69F00", s=34, zorder=2, label=f"before {pivot}")
    ax.scatter(rows["share_after"], rows.index, color="#0072B2", s=34, zorder=2, label=f"from {pivot}")
    ax.set_yticks(rows.index, [name.replace("_", " ") for name in rows["issue"]])
    ax.set_xlim(left=-0.01)
    ax.xaxis.set_major_formatter(lambda v, _: f"{v:.0%}")
    ax.set_xlabel("share of articles (dark line: p < 0.05)")
    ax.legend(frameon=False, fontsize=9, loc="lower right")
    ax.grid(axis="x", color="#eef1f4", zorder=0)
    _title(ax, f"Issues before and from {pivot}")
    return figure


def draw_keyness(words: pd.DataFrame, target: str, reference: str, most: int = 12) -> Figure:
    """Draw the words that mark the target (right) and the reference (left), by G2 with its sign.

    Parameters
    ----------
    words : pandas.DataFrame
        One row per feature: feature, G2 (signed), p, n_target, n_reference.
    """
    if words.empty:
        return say_empty("Too few words to compare")
    rows = pd.concat([words[words["G2"] > 0].head(most), words[words["G2"] < 0].sort_values("G2").head(most)])
    rows = rows.sort_values("G2").reset_index(drop=True)
    figure, [ax] = _new(1.0 + 0.24 * len(rows))
    ax.barh(rows.index, rows["G2"], color=["#0072B2" if v > 0 else "#E69F00" for v in rows["G2"]], height=0.75)
    for i, row in rows.iterrows():
        right = row["G2"] > 0
        ax.text(
            row["G2"],
            i,
            f" {row['feature']}  {row['n_target']}:{row['n_reference']} ",
            ha="left" if right else "right",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    ax.axvline(0, color=MUTED, lw=0.8)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.22)
    ax.set_xlabel(f"signed G2; counts are {target} : {reference}")
    _title(ax, f"Words that mark {target} (blue) and {reference} (orange)")
    return figure


def draw_stacks(
    data: pd.DataFrame, row: str, column: str, value: str, title: str, order: Sequence[str] = ("US", "CN", "other", "")
) -> Figure:
    """Draw one horizontal bar per `row`, divided by side (`column`), longest first."""
    if data.empty:
        return say_empty()
    grid = data.pivot_table(index=row, columns=column, values=value, aggfunc="sum", fill_value=0)
    grid = grid.loc[grid.sum(axis=1).sort_values().index]
    figure, [ax] = _new(1.1 + 0.27 * len(grid))
    left = pd.Series(0.0, index=grid.index)
    for side in [s for s in order if s in grid.columns]:
        ax.barh(
            range(len(grid)),
            grid[side],
            left=left,
            color=SIDE_COLOURS.get(side, MUTED),
            label=SIDE_NAMES.get(side, side),
            height=0.74,
        )
        left += grid[side]
    for i, total in enumerate(left):
        ax.text(total, i, f" {total:.0f}", va="center", fontsize=8.5, color=INK)
    ax.set_yticks(range(len(grid)), [str(name).replace("_", " ") for name in grid.index])
    ax.tick_params(left=False)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.legend(frameon=False, fontsize=9, loc="lower right")
    _title(ax, title)
    return figure


def draw_lines(
    data: pd.DataFrame, x: str, y: str, group: str, title: str, label: str, rounds: pd.DataFrame | None = None
) -> Figure:
    """Draw one line per group (side) over time."""
    if data.empty:
        return say_empty()
    figure, [ax] = _new(3)
    if rounds is not None:
        _mark_rounds(ax, rounds)
    for name in [n for n in ("US", "CN", "other", "") if n in set(data[group])]:
        own = data[data[group] == name].sort_values(x)
        ax.plot(pd.to_datetime(own[x]), own[y], marker="o", ms=3, color=SIDE_COLOURS[name], label=SIDE_NAMES[name])
    ax.set_ylabel(label)
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False, fontsize=9)
    _title(ax, title)
    _dates(ax)
    return figure
