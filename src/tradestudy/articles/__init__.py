"""A raw file -> articles and rejects.

A file is recognised by its content (`intake`), read by its reader (`readers`, one file each), dated by its publisher's
habit (`published`) and compared with the others for duplicates.
"""

from tradestudy.articles.duplicates import find_duplicates
from tradestudy.articles.intake import Reading, assemble, list_files, read, read_file
from tradestudy.articles.lines import count_words
from tradestudy.articles.published import Undatable, parse_published

__all__ = [
    "Reading",
    "Undatable",
    "assemble",
    "count_words",
    "find_duplicates",
    "list_files",
    "parse_published",
    "read",
    "read_file",
]
