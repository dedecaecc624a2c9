"""Measuring the extractors against the hand annotation of 30 digests in tests/gold (docs/annotation.md)."""

from functools import cache
from pathlib import Path

import pandas as pd

from tradestudy import articles

ROOT = Path(__file__).parents[1]
GOLD = Path(__file__).parent / "gold"


@cache
def texts() -> pd.DataFrame:
    """The annotated digests: article_id as index, published and text."""
    ids = sorted(set(pd.read_csv(GOLD / "issues.csv", dtype=str)["article_id"]))
    frames = [articles.read(ROOT / "data" / "raw" / "articles" / f"{article_id}.md")[0] for article_id in ids]
    return pd.concat(frames).set_index("article_id")[["published", "text"]]


def gold(name: str, folder: Path = GOLD) -> pd.DataFrame:
    """One gold table; where it has the column nth, with the offsets start and end of that occurrence."""
    rows = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    if "nth" not in rows:
        return rows
    column = "content" if name == "quotes" else "text"
    starts = [find_nth(texts().loc[r.article_id, "text"], getattr(r, column), int(r.nth)) for r in rows.itertuples()]
    return rows.assign(start=starts, end=[s + len(t) for s, t in zip(starts, rows[column], strict=True)])


def cases(name: str, what: str = "") -> list[tuple[str, str]]:
    """The text and what is expected of it of the rows of tests/cases/NAME.csv, of one kind where it tells kinds."""
    rows = pd.read_csv(Path(__file__).parent / "cases" / f"{name}.csv", dtype=str, keep_default_na=False)
    rows = rows[rows["what"] == what] if what else rows
    return list(rows[["text", "expected"]].itertuples(index=False, name=None))


def find_nth(text: str, part: str, nth: int) -> int:
    """Where the nth occurrence of a part begins.

    >>> find_nth("a b a", "a", 2)
    4
    """
    start = -1
    for _ in range(nth):
        start = text.index(part, start + 1)
    return start


def f1(found: set, wanted: set) -> float:
    """Harmonic mean of precision and recall.

    >>> f1({1, 2}, {2, 3})
    0.5
    """
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0
