"""Word files, rich text and HTML as lines of text: a line is a paragraph of the file, or what a break ends."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tradestudy.articles.readers.record import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNSEEN = frozenset("script style head".split())
BLOCKS = frozenset(
    "address article blockquote center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section"
    " table td th tr ul".split()
)
FIELD_CODE = re.compile(r"\{\\\*\\fldinst\s*(?:\{[^{}]*\}|[^{}]){0,5000}\}")  # the address behind linked words
LARGEST_PART = 200_000_000  # bytes of a Word file's text: what unpacks to more is a bomb


def docx_lines(data: bytes) -> list[str]:
    from lxml import etree

    damage = (KeyError, OSError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if packed.getinfo("word/document.xml").file_size > LARGEST_PART:
                raise Refused("too large", f"expected a Word file of at most {LARGEST_PART:,} bytes of text")
            body = packed.read("word/document.xml")
        root = etree.fromstring(body, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except (*damage, etree.XMLSyntaxError) as error:
        raise Refused("parse", f"expected a Word file that is whole; found {error}") from None
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
    texts = ("".join(signs.get(e.tag, e.text or "") for e in p.iter(f"{W}t", *signs)) for p in root.iter(f"{W}p"))
    return split_lines("\n".join(texts))


def rtf_lines(data: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(FIELD_CODE.sub("", data.decode("latin-1")), errors="replace")
        return split_lines(re.sub(r"^([A-Z]{2,3}) *\t", r"\1|", text, flags=re.M))
    except Exception as error:  # striprtf lets through whatever breaks in it
        raise Refused("parse", f"expected rich text that is whole; found {type(error).__name__}: {error}") from None


def parse_html(text: str) -> Any:
    """The tree of a page, however broken."""
    from lxml import etree, html

    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text.lstrip("\ufeff").replace("\0", "")))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("parse", f"expected HTML; found {error}") from None


def mark_anchors(tree: Any, name: re.Pattern[str]) -> Any:
    """Make the unseen anchors of such a name blocks of their own that show it: they part the documents of a page."""
    for anchor in tree.iter("a"):
        if name.fullmatch(anchor.get("name") or ""):
            anchor.tag, anchor.text = "p", anchor.get("name")
    return tree


def html_blocks(*elements: Any) -> list[str]:
    """The blocks that a browser shows, white space within as a space, a line break (br) as one."""
    blocks = "".join(piece for element in elements for piece in _shown(element)).split("\n")
    return [text for block in blocks if (text := "\n".join(filter(None, split_lines(block.replace("\v", "\n")))))]


def html_lines(*elements: Any) -> list[str]:
    """The same, line by line."""
    return [line for block in html_blocks(*elements) for line in block.split("\n")]


def _shown(root: Any) -> Iterator[str]:
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        edge = "\v" if element.tag == "br" else "\n" if element.tag in BLOCKS else ""
        if event == "start":
            hidden += element.tag in UNSEEN
            yield edge + ("" if hidden else " ".join((element.text or "").split("\n")))
            continue
        hidden -= element.tag in UNSEEN
        yield edge
        if element is not root and not hidden:
            yield " ".join((element.tail or "").split("\n"))


def split_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]
