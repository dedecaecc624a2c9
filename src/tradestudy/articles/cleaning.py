"""The raw fields of a record -> a row of the articles table: the one road that every format goes.

Characters and paragraphs (`paragraphs`), furniture and head (`furniture`, `layout`), dateline, date and publisher, in
this order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from tradestudy.articles.furniture import Removed, opening_place
from tradestudy.articles.layout import take_apart
from tradestudy.articles.lines import clean, count_words
from tradestudy.articles.paragraphs import paragraphs
from tradestudy.articles.published import Undatable, parse_published
from tradestudy.articles.readers.record import FIELD_NAMES, LARGEST_ARTICLE, Refused, too_large

_IN_ADDRESS = re.compile(r"/(20\d\d)[/-]?(\d\d)[/-]?(\d\d)/")


def guess_language(text: str) -> str:
    """Tell Chinese and English from their characters and commonest words; ``"und"`` for anything else."""
    sample = text[:4000]
    if sum("\u3400" <= c <= "\u9fff" for c in sample) > 0.2 * len(sample):
        return "zh"
    words = re.findall(r"[a-z]+", sample.lower())
    common = sum(w in {"the", "of", "and", "to", "in", "a", "on", "for", "that", "is", "was"} for w in words)
    return "en" if common >= 0.1 * len(words) else "und"


def clean_record(raw: Mapping[str, object], stem: str, record: str = "") -> tuple[dict, list[Removed]]:
    """Clean one record.

    Parameters
    ----------
    raw : mapping
        Fields as a reader found them (`readers.record.FIELD_NAMES`).
    stem : str
        Name of the file without its ending: the article's id, and its date where nothing else tells one.
    record : str
        Number of the record within its file, where there are several.

    Returns
    -------
    row : dict
        Columns of the articles table but path, record and format.
    removed : list of Removed
        What was left out of the text, in the order of the page.

    Raises
    ------
    Refused
        If there is no text of five words or no date.
    """
    article = {name: " ".join(clean(str(raw.get(name) or "")).split()) for name in FIELD_NAMES if name != "text"}
    text = clean(str(raw.get("text") or ""))
    if len(text) > LARGEST_ARTICLE:
        raise Refused("too large", too_large(len(text)))
    layout = take_apart(paragraphs(text), article)
    if layout.articles > 1:
        raise Refused(
            "parse", f"expected one article; found the heads of {layout.articles}: part them with lines of ======"
        )
    text = "\n\n".join(layout.paragraphs)
    if (n_words := count_words(text)) < 5:
        raise Refused(
            "no text" if text or article["headline"] else "empty", "expected an article body of five words or more"
        )
    article |= {name: value for name, value in layout.fields.items() if not article[name]}
    _name_source(article, text)
    _date(article, "" if record else stem)
    stem = re.sub(r"\s+", "-", stem)
    row = {
        **article,
        "article_id": (article["article_id"] if record else "") or (f"{stem}-{record}" if record else stem),
        "headline": article["headline"] or " ".join(text.split()[:12]),
        "language": article["language"][:2].lower() or guess_language(text),
        "rights": "digest" if str(raw.get("rights", "")) == "digest" else "private",
        "n_words": n_words,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return row, layout.removed


def _name_source(article: dict[str, str], text: str) -> None:
    """Tell address, publisher and dateline: as said, else by the address, else by the first words of the text."""
    if not re.match(r"https?://[^\s<>\"']+$", article["url"]):
        article["url"] = ""
    host = re.sub(r"^https?://(?:www\.)?([^/:]+).*$", r"\1", article["url"])
    article["publisher"] = article["publisher"] or host
    if opening := opening_place().match(text):
        article["dateline"] = article["dateline"] or opening["shouted"] or opening["dated"]
        article["publisher"] = article["publisher"] or opening["wire"] or opening["agency"] or ""


def _date(article: dict[str, str], stem: str) -> None:
    """Read published and updated; without a date line the name of the file or the address may tell the day."""
    if not article["published"] and (named := re.match(r"(\d{4}-\d\d-\d\d|\d{8})(?=[_\- ])", stem)):
        article["published"] = named[1]
    if not article["published"] and (printed := _IN_ADDRESS.search(article["url"])):
        article["published"] = "-".join(printed.groups())
    if not article["published"]:
        raise Refused("no date", "expected a publication date (published, date, or a date line); found none")
    for name in ("published", "updated"):
        try:
            article[name] = article[name] and parse_published(article[name], article["publisher"])
        except Undatable as error:
            if name == "published":
                raise Refused("no date", str(error)) from None
            article[name] = ""
