"""What is certain and what may be chance: intervals, tests, corrections, and the words that mark some texts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from statistics import NormalDist

import pandas as pd

from tradestudy.analysis.display import tabulate
from tradestudy.terms import read_lexicon

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.-][^\W_]+)*|\d[\w.,]*%?")
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”—–\n]|['’](?=\s)|\s['‘]")
_INITIALS = re.compile(r"\b((?:[A-Z]\.)+[A-Z])\.")
STOP_WORDS = frozenset(row["word"] for row in read_lexicon("stop_words.csv"))


def wilson_interval(n: float, base: float, confidence: float = 0.95) -> tuple[float, float]:
    """Confidence interval of a proportion (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953).

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson_interval(8, 10)]
    [0.4902, 0.9433]
    """
    if base == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = (n + z * z / 2) / (base + z * z)
    half = z / (base + z * z) * math.sqrt(n * (base - n) / base + z * z / 4)
    return 0.0 if n == 0 else centre - half, 1.0 if n == base else centre + half


def compare_proportions(n_a: int, base_a: int, n_b: int, base_b: int) -> tuple[float, float, float, float, float]:
    """Compare two independent proportions: difference (b minus a), low, high, h, p.

    low and high bound its 95% interval (Newcombe 1998, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I), h is Cohen's effect size (0.2
    small, 0.5 medium, 0.8 large), p comes from the two-sided test with pooled variance.
    """
    a, b = n_a / base_a, n_b / base_b
    low_a, high_a = wilson_interval(n_a, base_a)
    low_b, high_b = wilson_interval(n_b, base_b)
    low, high = b - a - math.hypot(b - low_b, high_a - a), b - a + math.hypot(high_b - b, a - low_a)
    pooled = (n_a + n_b) / (base_a + base_b)
    error = math.sqrt(pooled * (1 - pooled) * (1 / base_a + 1 / base_b))
    p = math.erfc(abs(b - a) / error / math.sqrt(2)) if error else 1.0
    return b - a, low, high, 2 * math.asin(math.sqrt(b)) - 2 * math.asin(math.sqrt(a)), p


def correct_holm(p_values: Sequence[float]) -> list[float]:
    """Correct p-values for their number (Holm 1979, https://www.jstor.org/stable/4615733).

    Examples
    --------
    >>> correct_holm([0.01, 0.5])
    [0.02, 0.5]
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [1.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = highest
    return adjusted


def pair_up(coded: pd.DataFrame, column: str, *, base: int, floor: int = 1) -> pd.DataFrame:
    """Pairs of values in the same article, against what independence would give.

    Parameters
    ----------
    coded : pandas.DataFrame
        article_id and the column.
    base : int
        Number of all articles, those without a value included.
    floor : int
        Pairs seen together less often are left out: PMI overrates rare pairs.

    Returns
    -------
    pandas.DataFrame
        One row per pair, strongest first: the column with _a and _b, n_a, n_b, n_both, base, expected, lift (observed
        over expected), pmi (log2 of lift; Church and Hanks 1990, https://aclanthology.org/J90-1003/).
    """
    coded = coded[["article_id", column]].drop_duplicates()
    single, pairs = Counter(coded[column]), Counter[tuple[str, str]]()
    for _, values in coded.groupby("article_id")[column]:
        pairs.update(combinations(sorted(values), 2))
    rows = []
    for (a, b), both in pairs.items():
        if both >= floor:
            expected = single[a] * single[b] / base
            rows.append((a, b, single[a], single[b], both, base, expected, both / expected, math.log2(both / expected)))
    names, counts = [f"{column}_a", f"{column}_b"], ["n_a", "n_b", "n_both", "base"]
    dtypes = dict.fromkeys(names, "str") | dict.fromkeys(counts, "int64")
    table = tabulate(rows, dtypes | dict.fromkeys(["expected", "lift", "pmi"], "float64"))
    return table.sort_values(["lift", *names], ascending=[False, True, True], ignore_index=True)


def log_likelihood(a: int, b: int, size_a: int, size_b: int) -> float:
    """G2 of the 2 x 2 table of a term and all other words in two texts (Dunning 1993, https://aclanthology.org/J93-1003/)."""
    total, observed = size_a + size_b, 0.0
    for count, size, row in ((a, size_a, a + b), (b, size_b, a + b)):
        for cell, margin in ((count, row), (size - count, total - row)):
            if cell > 0 and margin:
                observed += cell * math.log(cell * total / (margin * size))
    return max(0.0, 2 * observed)


def split_runs(text: str) -> Iterator[list[str]]:
    """Runs of lower-case words between marks of punctuation."""
    for part in _BREAK.split(_INITIALS.sub(r"\1", text)):
        words = [re.sub(r"['’]s$", "", word.lower()) for word in _WORD.findall(part)]
        if words:
            yield words


def list_terms(words: list[str], longest: int, stop_words: Collection[str] = STOP_WORDS) -> Iterator[str]:
    """Terms of up to `longest` words of a run that neither begin nor end with a stop word or a figure."""
    bare = [word in stop_words or word[0].isdigit() for word in words]
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            if not bare[start] and not bare[start + size - 1]:
                yield " ".join(words[start : start + size])
