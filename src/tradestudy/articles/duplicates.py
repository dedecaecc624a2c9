"""Which articles tell the same text: the same wire copy on a page and in an export, or in two papers."""

from __future__ import annotations

import re

import pandas as pd

SHINGLE = 5  # words
NEAR = 0.7  # share of word shingles that two texts have in common (Jaccard) to be one report


def find_duplicates(articles: pd.DataFrame) -> pd.Series:
    """For each article the article_id of the earliest article with (nearly) the same text, or ``""``.

    Candidates come from MinHash signatures of five-word shingles (Broder 1997) in a locality-sensitive index; each is
    then confirmed by the exact Jaccard similarity of the two shingle sets.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id, published, text; sorted by published, so that the first of a group is the original.

    Returns
    -------
    pandas.Series
        Same index as `articles`.

    Examples
    --------
    >>> text = "Delegations of both countries met at a mansion in London on Monday to settle a dispute over magnets."
    >>> texts = [("a", text), ("b", text + " More.")]
    >>> rows = [{"article_id": name, "published": "2025-06-10", "text": one} for name, one in texts]
    >>> find_duplicates(pd.DataFrame(rows)).tolist()
    ['', 'a']
    """
    shingled = [_shingles(text) for text in articles["text"]]
    if len(shingled) < 2:
        return pd.Series("", index=articles.index, dtype="str")
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=NEAR - 0.2, num_perm=64)
    originals: list[str] = []
    for row, shingles in enumerate(shingled):
        signature = MinHash(num_perm=64, seed=1)
        signature.update_batch(shingles)
        candidates = sorted(index.query(signature))
        original = next((c for c in candidates if _jaccard(shingles, shingled[c]) >= NEAR), None)
        originals.append("" if original is None else str(articles["article_id"].iloc[original]))
        if original is None:
            index.insert(row, signature)
    return pd.Series(originals, index=articles.index, dtype="str")


def _shingles(text: str) -> set[bytes]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}


def _jaccard(a: set[bytes], b: set[bytes]) -> float:
    return len(a & b) / len(a | b)
