"""The role written beside a name: the title before it, the apposition behind it, or the body it is "of".

Also the words that tell a title or a name of a body from a personal name, and the side that a role gives away.
"""

from __future__ import annotations

import re

_HEAD_WORDS = (
    "president premier minister secretary undersecretary representative ambassador envoy negotiator spokesperson "
    "spokesman spokeswoman senator sen. rep. congressman congresswoman lawmaker governor gov. mayor chairman chairwoman "
    "chair chairperson director director-general secretary-general commissioner chancellor chief boss head leader ceo "
    "executive founder co-founder cofounder economist analyst strategist adviser advisor aide official professor prof. "
    "researcher scholar expert judge justice counsel counselor speaker czar tsar farmer lawyer attorney partner "
    "fellow diplomat king queen emperor lady billionaire tycoon entrepreneur investor manager trader officer historian "
    "president-elect vice-president vice-premier vice-minister chairman-elect scientist counsellor deputy republican "
    "democrat economists analysts grower importer owner consultant correspondent commander admiral pollster lead "
    "dealer broker lecturer delegate consul secretary-designate nominee specialist member ustr"
).split()
HEADS = {head.rstrip(".") for head in _HEAD_WORDS}
_BEFORE_GENERAL = frozenset(("attorney", "solicitor", "consul", "director", "secretary"))
_LOWER_MODIFIERS = frozenset(
    "deputy senior former chief vice acting top trade foreign finance commerce prime treasury state defense defence "
    "assistant under press special national security agriculture energy interior transport environment economy economic "
    "industry labour labor health justice home affairs lead principal managing executive outgoing incoming then "
    "government presidential ministry embassy central bank chief's general political military company corporate "
    "research market markets policy founding co-chief opposition communist party veteran longtime independent "
    "commodity commodities agricultural soybean public university law global regional international associate "
    "department administration council committee recent".split()
)
STOP_WORDS = frozenset(
    "the a an on in at by and but as while when after before since for from with to of under over if then meanwhile "
    "however also both between among including like than that this these those his her its their our monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december yesterday today tomorrow earlier later last next".split()
)
NO_NAME = frozenset(
    "White House Commerce Ministry Department Supreme Court United States South North East West Korea Korean New York Hong "
    "Kong Foreign Federal Reserve Council Association University Institute Securities Bank Capital Group Holdings Inc Corp "
    "Research Economics Analytics Street Journal Times Post News Daily Agency Social Truth Fox Bloomberg Television China "
    "Chinese Beijing Washington America American Americans Treasury State Secretary Trade Representative Congress Senate "
    "Republican Republicans Democrat Democrats Party Committee Commission Organization Union European Europe World Asia "
    "Pacific National International Central General Office Administration Economic Affairs Act Rule List Tariff Tariffs "
    "The This That These Those He She They It We And But On In At For From With Both Neither Under After Before Some Many "
    "Most Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December President Premier Minister Vice Prime Spokesperson Spokesman Ministerial Officer "
    "Executive Chief Director Chairman Senator Ambassador Mr Mrs Ms Dr Great Hall People Wall Air Force One Financial "
    "Global Geneva London Stockholm Madrid Busan Kuala Lumpur Paris Taiwan Japan India Russia Canada Mexico Britain "
    "Germany France Switzerland Sweden Spain Malaysia Trump Xi Biden Energy Agriculture Interior Justice Defense War Face "
    "Nation Press Meet Security Industry Board Chamber Council Federation Bureau Farm Bureau Investment Partners Advisors "
    "Insights Consulting Technologies Technology Electronics Motors Motor Airlines Media Radio TV Network Business Center "
    "Centre Foundation Society School College Law Firm LLP LLC Ltd Co Company Government Parliament Cabinet Customs Policy "
    "Republic Kingdom Islands Sea Strait Canal Port River Lake City Province County Day Week Year Section Phase Round "
    "Nice Guy Services Service Strategy Strategies Management Markets Market Products Materials Intelligence Affiliates".split()
)
_NOT_IN_APPOSITION = re.compile(r"\b(?:said|says|told|added|were|was|will|would|has|had|have|is|are)\b")
_NO_FIRST = frozenset(  # what goes on behind a comma without being an apposition
    "and but while after as when with including to in on at from for where who whose met told sent wrote led took made or "
    "both along according".split()
)
_PARTICIPLE_OF_OFFICE = frozenset(
    "acting ranking managing leading founding outgoing incoming sitting retired united".split()
)
OF_BODY = re.compile(r" ((?:of|at|from|with) (?:the )?[A-Z][\w'’&.-]*(?: (?:of |for |and |the )*[A-Z][\w'’&.-]*){0,5})")
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa"
    "|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada"
    "|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming"
)
_US = re.compile(
    r"\b(?:US|U\.S\.|USTR|American|White House|Senator|Sen\.|Rep\.|Congress\w*|Republican|Democrat\w*|Treasury|Pentagon"
    r"|[Cc]ommerce [Ss]ecretary|[Tt]rade [Rr]epresentative|Secretary of [A-Z]\w+|Federal Reserve|National Security Council|Farm Bureau|Soybean Association|State Department|Supreme Court"
    r"|Solicitor General|Attorney General|United States|Trump|Biden|Judge|Justice|Brookings|Harvard|Stanford|Georgetown|Yale"
    r"|Cornell|Columbia University|Johns Hopkins|Peterson Institute|Asia Society|Cato Institute|Hudson Institute|Heritage"
    r"|American Enterprise|RAND|Carnegie|Stimson|Wilson Center|German Marshall|Atlantic Council|Council on Foreign Relations"
    r"|Center for Strategic|CSIS|Goldman Sachs|JPMorgan|JP Morgan|Morgan Stanley|Citi\w*|Bank of America|Wells Fargo"
    r"|Eurasia Group|Rhodium|Moody|" + _STATES + r")(?:['’]s)?(?!\w)"
)
_CN = re.compile(
    r"\b(?:Chinese|China['’]s|Beijing['’]s|PRC|MOFCOM|Mofcom|State Council|Communist Party|of China|Politburo|Peking"
    r"|Fudan|Tsinghua|Renmin|Nanjing|Zhejiang|Guangdong|Shenzhen|Yiwu|CICC|China (?:Foreign|Institute|Academy|Center|International)"
    r"|(?:Beijing|Shanghai) \w+ (?:[Uu]niversity|Institute|Academy)|University of International Business and Economics"
    r"|(?:[Cc]ommerce|[Ff]oreign|[Ff]inance) [Mm]inistry|Ministry of Commerce|Ministry of Foreign Affairs"
    r"|(?:[Vv]ice |[Cc]hinese )[Pp]remier)(?!\w)"
)


def find_role(text: str, start: int, end: int) -> tuple[str, int]:
    """The role written before a name, or else behind it, and where it starts."""
    before = text[max(0, start - 130) : start]
    for cut in (". ", "; ", ": ", "\n", "(", "“", "”", '"', " – ", " — ", "? ", "! "):
        position = before.rfind(cut)
        if position >= 0 and not (
            cut == ". " and re.search(r"\b(?:U\.S|Sen|Rep|Gov|Gen|Prof|Dr|Sec|Lt)$", before[:position])
        ):
            before = before[position + len(cut) :]
    words = list(re.finditer(r"[^\s]+", before))
    first = _title_start([word[0] for word in words])
    if first < len(words) and before.endswith((" ", "\xa0")):
        begin = start - len(before) + words[first].start()
        return text[begin:start].rstrip(" ,\xa0"), begin
    after = re.match(
        r", (?:who (?:is|was) )?([^,.;:\n\"“”—–()]{3,150}(?:U\.S\.[^,.;:\n\"“”—–()]{0,80})?)(?=[,.;:—–\n)]|$)",
        text[end : end + 180],
    )
    if after and _is_role(after[1]):
        return after[1], end + after.start(1)
    of = OF_BODY.match(text, end)
    if of and _is_body(of[1]):
        return of[1].rstrip("."), end + 1
    return "", start


def same_office(written: str, role: str) -> bool:
    words = {word.strip(",.'’s").lower() for word in written.split()} & HEADS
    return bool(words & {word.strip(",.;").lower() for word in role.split()})


def _title_start(words: list[str]) -> int:
    """Index of the first word of the title that ends a list of words; its length where there is none."""
    size = len(words)
    if not size:
        return size
    first = size
    last = words[-1].strip(",").rstrip(".")
    if (
        last.lower() in HEADS or (last in ("General", "general") and size > 1 and words[-2].lower() in _BEFORE_GENERAL)
    ) and not words[-1].endswith(("'s", "’s")):
        first = size - 1
    else:
        for back in range(size - 1, max(size - 9, 0), -1):
            word = words[back]
            if word in ("of", "for", "to") and words[back - 1].lower() in HEADS:
                first = back - 1
                break
            if not (word[0].isupper() or word in ("of", "for", "to", "and", "the")) or word.endswith(","):
                break
            if word.endswith(("'s", "’s")) or word.lower() in STOP_WORDS - {"of", "for", "to", "and", "the"}:
                break
    if first == size:
        return size
    while first:
        word = words[first - 1]
        bare = word.lower()
        proper = word[0].isupper() and bare not in STOP_WORDS and not word.endswith((",", "."))
        initials = word in ("U.S.", "U.K.", "E.U.", "U.N.")
        possessive = word.endswith(("'s", "’s")) and word[0].isupper() and first < size
        if proper or initials or possessive or bare in _LOWER_MODIFIERS or bare in HEADS:
            first -= 1
        elif (
            bare in ("of", "for", "and")
            and first >= 2
            and words[first - 2].lower() in HEADS
            and words[first][0].isupper()
            and bare != "and"
        ) or (bare == "and" and first >= 4 and words[first - 2][0].isupper() and words[first - 3] in ("of", "for")):
            first -= 2
        else:
            break
    return first


def _is_role(words: str) -> bool:
    if _NOT_IN_APPOSITION.search(words.split(" who ")[0]):
        return False
    bare = [
        word.strip("'’s.").lower() if word.endswith(("'s", "’s")) else word.strip(".").lower() for word in words.split()
    ]
    if bare[0] in _NO_FIRST or (bare[0].endswith(("ed", "ing")) and bare[0] not in _PARTICIPLE_OF_OFFICE):
        return False
    return any(word in HEADS or word.rstrip("s") in HEADS for word in bare[:9])


def _is_body(phrase: str) -> bool:
    words = phrase.split()
    return words[0] == "of" and any(word in NO_NAME for word in words[1:]) and len(words) > 2


def side_of_role(role: str) -> str:
    """US or CN where the role names an office, body or place of that side, else other."""
    return "CN" if _CN.search(role) else "US" if _US.search(role) else "other"
