"""A text -> its quotations: speaker, cue and content."""

from tradestudy.quotes.extraction import Quotation, find_quotes, iter_quotes

__all__ = ["Quotation", "find_quotes", "iter_quotes"]
