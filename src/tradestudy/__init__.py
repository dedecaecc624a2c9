"""tradestudy: datasets and re-runnable notebooks about the US-China trade talks.

The rooms, in the order in which the data walks through them; each imports only rooms before it:

- ground: ``tables`` (every table declared once)
- reading: ``published``, ``pages``, ``formats``, ``articles``
- text: ``sentences``; ``timex`` with its ``timex_*`` rooms (dates); ``issues``, ``measures``; ``roles``, ``actors``;
  ``quotation_marks``, ``speakers``, ``attribution``, ``quotes``, ``voices``
- chronology: ``ranking``, ``statements``, ``grouping``, ``comparison``, ``crosschecks``, ``chronology``
- showing: ``coverage``, ``figures``, ``summaries``, ``findings``, ``explorer``
- edges: ``processed`` (data/processed), ``build``, ``report``, ``cli``

For notebooks, ``load`` and ``load_window`` stand here as well.
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
