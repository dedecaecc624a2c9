"""One reader a file: the bytes of a raw file -> the fields of its articles.

A reader is a module with

``FORM``
    what it writes into ``articles.format``;
``SUFFIXES``
    the endings that its files usually have, asked only where no reader knows the content;
``MANY``
    whether a file may hold many articles (then no limit of size for one page holds);
``recognises(head: str) -> bool``
    whether it knows the file by its first 100,000 bytes, leniently decoded: zip begins with ``PK``, RTF with
    ``{\\rtf``;
``read(data: bytes, path: Path) -> Iterator[dict]``
    yields one dict an article, with the raw strings of the fields that it found (names of `record.FIELD_NAMES`; text
    with a blank line between paragraphs where the format knows them), and ``record``, the article's number in the file,
    where there are many. A record that cannot be read is a dict of record, reason (one of ``rejects.reason``) and
    detail. Raises `record.Refused` where the whole file cannot be read; anything else that it raises becomes a reject
    as well.

A new one is one file here and one line in ``intake.READERS``, in front of those whose files look like its own. Dates,
names and texts are given as written: `intake` cleans, dates and takes the furniture away, the same for all.
"""
