"""Sentence segmenters side by side on hand-made news paragraphs.

    python benchmarks/segmenters.py

Compares `tradestudy.sentences.split` with every segmenter that is installed (syntok, segtok, sentencex,
blingfire, pysbd, spaCy's sentencizer). A paragraph counts as right when all its boundaries are; F1 is over inner
boundaries. The paragraphs below are made up for this purpose: each line is one paragraph, `|` marks the
sentence boundaries (always between two sentences, in place of the space).
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable

PARAGRAPHS = """\
The U.S. and China met in Geneva on Saturday.|Talks ended on Sunday.
The tariffs were first imposed by the U.S.|They were later suspended.
Treasury Secretary Scott Bessent spoke for the U.S.|He Lifeng led the Chinese side.
The deal was good for the U.S.|China said it would reply.
U.S. President Donald Trump met Xi in Busan.|It was their first meeting since 2019.
The U.S. Treasury and the U.S. Trade Representative declined to comment.
Washington, D.C. was quiet.|Beijing was not.
He flew to Washington, D.C.|The talks began the next day.
The meeting began at 9 a.m. Monday in London.|It broke up at 10:30 p.m.|Both teams then left.
The duties took effect at 12:01 a.m. EDT on April 9.|China answered within hours.
Mr. Greer said no.|Ms. Liu said yes.|Dr. Navarro shrugged.
Sen. Ron Wyden and Rep. Jason Smith wrote to Mr. Lutnick.|They got no answer.
Gen. Dan Caine and Lt. Gen. John Doe attended.
Gov. Gavin Newsom sued.|So did Ariz. and Ore. attorneys.
Nvidia Corp. fell 3%.|Advanced Micro Devices Inc. rose.|Apple Inc. was flat.
It was bought by Intel Corp.|The company makes chips.
Yangtze Memory Technologies Co. Ltd. was listed.|So was Semiconductor Manufacturing International Corp.
Tariffs rose to 145% on Apr. 9 and fell to 30% on May 14.|They may rise again on Aug. 12 or Nov. 10.
The truce ends on Nov. 10.|After that, nobody knows.
It was signed on Jan. 15, 2020.|It was called Phase One.
J.D. Vance backed the plan.|So did J. B. Pritzker, for once.
George W. Bush never did that.|John F. Kennedy did.
Analyst Wendy S. Cutler said talks would go on.|Henry M. Paulson agreed.
"We have a deal," Trump said.|"It is a great deal."
"We have a deal."|Trump said that on Friday.
"It is a great deal!" he wrote.|China did not confirm it.
"Will it hold?" asked one diplomat.|"Perhaps."
Trump said: "We will see what happens."|Markets fell.
“We will fight to the end,” the ministry said.|“We do not want a fight.”
“Tariffs are paid by importers.”|That is what economists say.
He called the duty “a joke.”|Beijing then raised it.
He asked, “Is this the end?”|Nobody answered.
The ministry said (in Chinese) that it was "unacceptable."|It gave no details.
The levy is 54 per cent.|That compares with 20 per cent in March.
Growth was 5.4 percent in Q1.|Exports rose 12.4 percent.
The rate fell from 84% to 10%.|China kept 24 points in suspense.
The tariff is 25.5%.|The quota is 1.2 mn tons.
About $600 bn. of trade is at stake.|Both sides know it.
See Section 301, para. 4, and No. 14257.|The order is short.
Executive Order No. 14257 set the rate.|It was amended twice.
The case is V.O.S. Selections v. Trump.|A panel of three judges ruled.
V.O.S. Selections Inc. v. Trump reached the Supreme Court.|The justices heard it on Nov. 5.
Trump et al. were named, i.e. the officials.|Others, e.g. customs, were too.
Farmers in Ill. and Minn. lost sales.|Soybeans, corn, etc. were hit.
The list names soybeans, pork, etc.|China added cotton.
The St. Louis Fed and the Port of St. Paul reported losses.
Fitch vs. Moody's: who is right?|We do not know.
What now?|Nobody knows!|Really?!
"What now?"|"Nobody knows."
The talks... went on.|Then they stopped...|Nobody said why.
“I think… we will get there,” he said.|“Maybe.”
Ambassador Xie Feng posted on X.|He wrote in Chinese.
Mr. He met Mr. Bessent.|He was accompanied by Mr. Li.
Vice Premier He Lifeng arrived.|He did not speak.
Lutnick told CNBC.com that it was done.|He then left.
The Yahoo! deal was different.|Nobody recalled it.
Reuters reported it first.|(Reporting by A. Writer and B. Editor; Editing by C. Desk)
NEW YORK (AP) — Stocks rose.|The S&P 500 gained 1.2%.
LONDON, June 9 (Reuters) - Officials met at Lancaster House.|They met again on Tuesday.
Kuala Lumpur, Oct. 26 — Teams reached a framework.|Details will follow.
China's exports of rare earths fell 74% in May, the U.S. Geological Survey says.|Prices rose.
The U.S. Commerce Department's B.I.S. added firms.|The U.S. Court of International Trade did not act.
Made in the U.S.A. is the slogan.|It sells.
It grew 3.1% vs. 2.9%.|Prof. Michael Pettis called it odd.
Prof. Shi Yinhong of Renmin University was blunt.|"No," he said.
Jr. and Sr. officials met.|Donald Trump Jr. was there.|Robert F. Kennedy Jr. was not.
The company, Baidu Inc., rose.|Alibaba Group Holding Ltd., too.
Talks resume at 3 p.m.|China hopes for progress.
Trade fell 21 percent y.o.y.|It may fall more.
Is TikTok banned?|Not yet, per Mr. Trump's post.
'We are ready,' Greer said.|'They are too.'
‘We are ready,’ Greer said.|‘They are too.’
Xi told Trump: ‘China keeps its word.’|The call lasted 90 minutes.
"It is 'a joke.'"|He left.
The PM, i.e. Mark Carney, waited.|Approx. 40 firms signed.
a. Tariffs fall.|b. Quotas rise.
iPhone makers cheered.|eBay sellers did not.
The de minimis rule ended.|iPhones were exempt.
The vote was 4-3.|The 4-3 split held.
It ended in 2025.|2026 will be different.
Duties reached 145%.|125 of those points were reciprocal.
"No comment," said a U.S. official.|China's embassy in the U.S. did not reply.
It helps the U.S.|The E.U. and the U.K. wait.
The U.N. and the W.T.O. warned.|The I.M.F. cut its forecast.
Deals with the U.K.|The next is India.
Alphabet Inc.'s Google faces a probe.|Nvidia Corp.'s does too.
"""


def gold(paragraph: str) -> tuple[str, list[int]]:
    """Text of a paragraph and the offsets at which a new sentence starts.

    >>> gold("One.|Two.")
    ('One. Two.', [5])
    """
    parts = paragraph.split("|")
    starts, position = [], 0
    for part in parts[:-1]:
        position += len(part) + 1
        starts.append(position)
    return " ".join(parts), starts


def starts_of(text: str, sentences: list[str]) -> list[int]:
    """Offsets of the second and later sentences of a list, found left to right in the text."""
    starts, position = [], 0
    for sentence in sentences:
        found = text.find(sentence.strip(), position)
        found = position if found < 0 else found
        starts.append(found)
        position = found + len(sentence.strip())
    return starts[1:]


def sentences_abbreviations() -> list[str]:
    """The abbreviations that tradestudy ships, lent to Punkt, which has no list of its own without a download."""
    import csv
    from importlib.resources import files

    with files("tradestudy").joinpath("lexicon/abbreviations.csv").open(encoding="utf-8") as file:
        return [row["abbreviation"] for row in csv.DictReader(file)]


def segmenters() -> dict[str, Callable[[str], list[int]]]:
    """The installed segmenters, each as a function from text to the starts of later sentences."""
    found: dict[str, Callable[[str], list[int]]] = {}

    def tradestudy(text: str) -> list[int]:
        from tradestudy import sentences

        return sentences.split(text)["start"].tolist()[1:]

    found["tradestudy"] = tradestudy
    try:
        syntok = importlib.import_module("syntok.segmenter")

        def run_syntok(text: str) -> list[int]:
            return [s[0].offset for paragraph in syntok.analyze(text) for s in paragraph][1:]

        found["syntok"] = run_syntok
    except ImportError:
        pass
    try:
        segtok = importlib.import_module("segtok.segmenter")
        found["segtok"] = lambda text: starts_of(text, [s for s in segtok.split_single(text) if s.strip()])
    except ImportError:
        pass
    try:
        sentencex = importlib.import_module("sentencex")
        found["sentencex"] = lambda text: starts_of(text, list(sentencex.segment("en", text)))
    except ImportError:
        pass
    try:
        blingfire = importlib.import_module("blingfire")
        found["blingfire"] = lambda text: starts_of(text, blingfire.text_to_sentences(text).split("\n"))
    except ImportError:
        pass
    try:
        pysbd = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        found["pysbd"] = lambda text: starts_of(text, pysbd.segment(text))
    except ImportError:
        pass
    try:
        punkt = importlib.import_module("nltk.tokenize.punkt")
        parameters = punkt.PunktParameters()
        parameters.abbrev_types = {a.lower().rstrip(".") for a in sentences_abbreviations() if a.endswith(".")}
        untrained = punkt.PunktSentenceTokenizer(parameters)
        found["nltk punkt, our list"] = lambda text: [start for start, _ in untrained.span_tokenize(text)][1:]
    except ImportError:
        pass
    try:
        nlp = importlib.import_module("spacy").blank("en")
        nlp.add_pipe("sentencizer")
        found["spacy sentencizer"] = lambda text: [s.start_char for s in nlp(text).sents][1:]
    except ImportError:
        pass
    return found


def main() -> None:
    cases = [gold(line) for line in PARAGRAPHS.splitlines()]
    bulk = [" ".join(text for text, _ in cases)] * 20
    words = sum(len(text.split()) for text in bulk)
    print(f"{len(cases)} paragraphs, {sum(len(s) + 1 for _, s in cases)} sentences")
    print(f"{'segmenter':20} {'F1':>6} {'exact':>6} {'words/s':>10}")
    for name, segment in segmenters().items():
        hit = given = wanted = exact = 0
        for text, starts in cases:
            got = segment(text)
            hit += len(set(got) & set(starts))
            given += len(got)
            wanted += len(starts)
            exact += got == starts
        begun = time.perf_counter()
        for text in bulk:
            segment(text)
        speed = words / (time.perf_counter() - begun)
        print(f"{name:20} {2 * hit / (given + wanted):6.3f} {exact / len(cases):6.3f} {speed:10,.0f}")


if __name__ == "__main__":
    main()
