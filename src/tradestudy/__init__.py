"""tradestudy: datasets and re-runnable notebooks about the US-China trade talks.

The rooms, in the order the data walks: :mod:`~tradestudy.tables`, :mod:`~tradestudy.articles`,
:mod:`~tradestudy.sentences`, :mod:`~tradestudy.timex`, :mod:`~tradestudy.issues`, :mod:`~tradestudy.actors`,
:mod:`~tradestudy.quotes`, :mod:`~tradestudy.chronology`, :mod:`~tradestudy.figures`, :mod:`~tradestudy.build`,
:mod:`~tradestudy.report`, :mod:`~tradestudy.cli`. For notebooks, ``load`` and ``load_window`` stand here as well.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradestudy.processed import load, load_window

__all__ = ["load", "load_window"]


def __getattr__(name: str) -> Any:
    """Import the loaders when they are first asked for, so that ``tradestudy --help`` does not wait for pandas."""
    if name in __all__:
        from tradestudy import processed

        return getattr(processed, name)
    raise AttributeError(f"module 'tradestudy' has no attribute {name!r}")
