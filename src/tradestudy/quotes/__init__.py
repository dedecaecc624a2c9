"""A text -> its quotations: speaker, cue and content."""

from tradestudy.quotes.extraction import find_quotes

__all__ = ["find_quotes"]
