"""place-leftover 别处的地名、人名留在稿里

拿旧稿、外地稿改写，最怕改漏一处：别的县的名字、调走的领导还在稿里。要点里写到的地名人名和它的上级不查；nigao.yaml 和要点的“专名”不查。
县级地名照全国行政区划表认；地市、省的名字平常就会讲到，只有当成自己用（某某市委、我们某某市）才说。表里没有的“××县委”“××镇”照字形认。
人名认“姓名加职务”“姓名同志”；要点里有的人，职务也要对。草稿里的地名、人名、企业名换成了要点里没有的，加进草稿句子里的两个字不成词、像个地名，也问一声。县里的讲话说“我区”“区委”，区里的讲话说“我县”“县委”，也是改漏了。

依据：民政部公布的行政区划；本工具的“要点里的名称”约定。

错：今天，«安吉县»各乡镇的同志都来了。
错：«清源县»委、县政府对这项工作十分重视。
错：«潜江»图的就是集中力量做医药。
错：刚才，«李国强同志»通报了一季度的情况。
错：请县经济开发区和«白马镇»抓紧办。
错：再过两个月，«我区»就要开观摩会。
错：«县委书记»陈立通报了一季度的情况。
对：今天，临江县各乡镇的同志都来了，陈立同志作了通报，石桥镇和县经济开发区抓紧办；到浙江、苏州市去招商，沿海城市、重点镇、城乡社区都要跑到，我市、我县一个口径。
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.checks import persons, put_in
from generator.checks.naming import BEFORE_NAMES, ELSEWHERE, OF_ORGANS, ORGAN, Known, Lexicon, is_place, lexicon_of, unknown
from generator.checks.review import Found, Passage, Review

ID, SEVERITY, NEEDS = "place-leftover", "warning", ("brief",)
_ENDS = "县区市旗州盟省"
_LONGEST = 15                                    # characters of a place's name
_TELLING = 6                                     # characters of a name that are no chance
_HAN = re.compile(HAN)
_OURS = re.compile(f"(?:我们|(?:落到|具体到)(?={HAN}{{2}}，))(?P<name>{HAN}{{2}})(?![和与等及县市])")
_SHALL = re.compile(f"(?<![^\\W0-9A-Za-z_]|、)(?P<name>{HAN}{{2}})(?:要(?![的人素求是么货钱价])|必须|应当)")      # 舟山要先补缺项
_BARE = re.compile(f"(?:(?<![^\\W0-9A-Za-z_]|、)|落户|扎根|走进|(?:建设|发展|看好|留在|回到?|[来在为])(?={HAN}{{2}}(?:投资|兴业|办厂|落户|扎根|发展|的明天|人民|父老)))"
                   f"(?P<name>{HAN}{{2}})(?={HAN})(?![和与等及县市])")
# What a slogan makes of one's own place: 富强美丽的新泗洪, 建设实力丰城; and those who are called by it: 新晃全县, 肥西人民.
_NEW = re.compile(f"(?:现代化|富美高|富强|美丽|幸福|繁荣|文明|和谐|魅力|活力|实力)[^，。；]{{0,6}}新(?P<name>{HAN}{{2}})(?![社农城村产业局篇型时征])")
_MADE = re.compile(
    f"(?:建设|打造|建成|奋进)[^，。；]{{0,8}}?(?:现代化|富美高|富强|富裕|美丽|幸福|繁荣|文明|和谐|魅力|活力|实力|平安|数字|法治)的?(?P<name>{HAN}{{2}})(?=$|[，。；、！])")
_RISEN = re.compile(f"(?:实现|推动|推进|加快|促进|为了?)(?P<name>{HAN}{{2}})(?=跨越|赶超|振兴|崛起|腾飞|高质量|转型|(?:新)?发展)")
_PEOPLE = re.compile(f"(?<!提)(?P<name>{HAN}{{2}})(?=全[县市区]|人民|父老|儿女|老百姓|几代人|干部|群众|[今明]年的|的(?:发展|明天|未来|干部|家底|希望|面貌|出路))")
_PARK = re.compile(f"(?P<name>{HAN}{{2}})(?:经济(?:技术)?开发区|经开区|高新区|工业园区?|开发区)")
_AWAY = re.compile("人家|那边|他们|一带|等地|同行|考察|经验|做法")       # of whom this is said are others
_FROM_THERE = re.compile(f"(?:(?<=在外)|(?<=驻)|(?<=的))(?P<name>{HAN}{{2}})(?=商会|同乡会|籍(?:企业家|客商|老板|老乡|人士|在外))")
_DOCUMENT = re.compile(r"(?P<sign>[^\W0-9A-Za-z_]{1,3}(?:办发|政发|委发|办函|政办|发|函))(?P<number>〔\d{4}〕\d+号)")
_OURSELVES = re.compile("我们|咱们|我[省市县区镇乡]|自己")          # said after a place it is held against us
_GONE = re.compile("[到去赴往]过?(?:[^，。；、]{1,8}[省市])?$")
_SEEN = re.compile("[^，。；]{0,10}(?:[看学]|考察|参观|取经|拜访|招商|对接|推介)")
_LEARNT = re.compile("[学赶]|经验|做法|考察|先进")
_GONE_TO = re.compile("(?:(?<!落)[到去赴往学向像]|考察|学习)$")
_RUN = re.compile(
    f"(?:(?<![^\\W0-9A-Za-z_])|(?<=[由请让和与及]))(?P<name>(?P<trade>(?![各几两三四五六有相所该本全每由请让把给向对和与及在到]|产业|工业|科技|物流|创业|创新|现代|高新|经济|农业|软件){HAN}{{2,3}}?)(?:产业)?园管委会)")
_AREA = "域块间位片划段别里"                      # after 区 these make another word: 区域, 区块, 区间
# What a place of one level does not call itself or its organs; those above it may be spoken of.
_FOREIGN = {
    "county": ("我区", "区委", "区政府", "区直", "我镇", "我乡"), "district": ("我县", "县委", "县政府", "县直", "全县", "我镇", "我乡"),
    "county_city": ("我县", "县委", "县政府", "县直", "全县", "我区", "我镇", "我乡"), "prefecture_city": ("我县", "我区", "全县", "我镇", "我乡", "县委一班人"),
    "town": ("我乡", "乡政府", "乡党委"), "township": ("我镇", "镇政府", "镇党委"), "zone": ("我县", "全县"), "subdistrict": ("我镇", "我乡"),
}


def check(review: Review) -> Iterator[Found]:
    """Names that neither the brief nor its lists know, each where it stands."""
    if review.facts is None:
        return
    known = Known(review.facts, review)
    lexicon = lexicon_of(review.standards)
    for passage in review.body:
        taken: list[tuple[int, int]] = []
        for reader in _READERS:
            for found in reader(passage, known, lexicon):
                if not any(start < found.end and found.start < end for start, end in taken):
                    taken.append((found.start, found.end))
                    yield found


def _listed(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Places of the administrative divisions: counties wherever they stand, cities and provinces where they are spoken of as one's own."""
    for start, end in _places(passage.text, lexicon):
        name = passage.text[start:end]
        county = name[-1] in "县旗区" or len(lexicon.places[name]) > 1
        own = _told(passage.text, end, known) if name in lexicon.common else county or _as_own(passage.text, start, end, known)
        if own and not known.has(name) and not _visited(passage, start, end):
            yield unknown(passage, start, end)
    for stem in lexicon.stems.finditer(passage.text):
        common = stem.group() in lexicon.common and not _told(passage.text, stem.end(), known) or _AWAY.search(passage.text, *passage.sentence_at(stem.start()))
        if not common and passage.text[stem.end():stem.end() + 1] not in ("县", "市") and not known.has(stem.group()):
            yield unknown(passage, *stem.span())


def _visited(passage: Passage, start: int, end: int) -> bool:
    """Whether somebody goes to a place to see it or to fetch somebody: 到上海市杨浦区看老厂房改造."""
    return _GONE.search(passage.text[:start]) is not None and _SEEN.match(passage.text, end) is not None


def _places(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Stretches that are names of the table, the longest at each ending; names of two characters only where no other character stands before."""
    for at, char in enumerate(text):
        if char in _ENDS and not (char == "区" and text[at + 1:at + 2] in tuple(_AREA)):
            start = next((start for start in range(max(0, at - _LONGEST + 1), at) if text[start:at + 1] in lexicon.places), at)
            name, before = text[start:at + 1], text[max(0, start - 1):start]
            part = len(name) == 2 and _HAN.match(before) or before and before in lexicon.not_after.get(name, "")
            if start < at and not part:
                yield start, at + 1


def _as_own(text: str, start: int, end: int, known: Known) -> bool:
    """Whether a place is spoken of as one's own, or what the brief says of its own is said of it."""
    return bool(re.match(ORGAN, text[end:])) or text[max(0, start - 2):start] == "我们" or _told(text, end, known)


def _told(text: str, end: int, known: Known) -> bool:
    """Whether what follows a place are words of the brief, which says them of another."""
    told = text[end:end + _TELLING]
    return len(_HAN.findall(told)) == _TELLING and told in known.text


def _fellows(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties by their names alone, where those who come from there are spoken of: 在外安吉商会."""
    for match in _FROM_THERE.finditer(passage.text):
        name = match["name"]
        if not known.has(name) and any(name + kind in lexicon.places for kind in "县市区") and name not in lexicon.common:
            yield unknown(passage, *match.span("name"))


def _bare(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties and cities by two characters alone, where a sentence that looks nowhere else speaks of them as one's own: 潜江图的就是长远."""
    for match in (*_OURS.finditer(passage.text), *_SHALL.finditer(passage.text)):
        if match["name"] in lexicon.twos and not known.has(match["name"]):
            yield unknown(passage, *match.span("name"))
    for match in _BARE.finditer(passage.text):
        if match["name"] in lexicon.bare and not known.has(match["name"]):
            start, end = passage.sentence_at(match.start("name"))
            gone_to = re.search(f"[到去赴往]{match['name']}", passage.text[start:end])
            if not (gone_to or ELSEWHERE.search(passage.text[start:end]) or _OURSELVES.search(passage.text[match.end():end])):
                yield unknown(passage, *match.span("name"))


def _slogans(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another place in a slogan that is made of one's own, or before the people who are called to follow it."""
    for match in _NEW.finditer(passage.text):
        if match["name"] not in lexicon.common and is_place(match["name"], lexicon) and not known.has(match["name"]):
            yield unknown(passage, *match.span("name"))
    for pattern, names in ((_MADE, lexicon.bare), (_PEOPLE, lexicon.twos), (_RISEN, lexicon.twos)):
        for match in pattern.finditer(passage.text):
            if match["name"] in names and not known.has(match["name"]):
                yield unknown(passage, *match.span("name"))
    for match in _PARK.finditer(passage.text):
        if match["name"] in lexicon.twos and not known.has(match["name"]) and not _elsewhere(passage, *match.span()):
            yield unknown(passage, *match.span())


def _renamed(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another place before words that the brief says of its own: 云湖区车载软件企业扎根若干措施."""
    for match in lexicon.place.finditer(passage.text):
        name = match.group().lstrip(BEFORE_NAMES)
        if not known.ends_known(name) and _told(passage.text, match.end(), known):
            yield unknown(passage, match.end() - len(name), match.end())


def _shaped(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Names that no table has, by their shape: ××县 before an organ, ××镇."""
    changed = [swap for swap in (*known.swaps, *known.added) if swap.paragraph == passage.at]
    for pattern in (lexicon.organ, lexicon.town, lexicon.committee, lexicon.park):
        for match in pattern.finditer(passage.text):
            group = match.lastindex or 0
            if pattern is lexicon.park and _elsewhere(passage, match.start(group), match.end(group)):
                continue
            if pattern is lexicon.committee and not any(swap.start < match.end() and match.start() < swap.end for swap in changed):
                continue                         # 根据镇党委, 先管镇党委: only what somebody put in is so shaped and a name
            if not known.ends_known(match[group]) and match[group] not in lexicon.common:
                yield unknown(passage, match.start(group), match.end(group))


def _run_by(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Parks of another trade than any that the brief speaks of, by who runs them: 由锂电园管委会派人."""
    for match in _RUN.finditer(passage.text):
        if not any(match["trade"][at:] in known.text for at in range(len(match["trade"]) - 1)):
            yield unknown(passage, *match.span("name"))


def _elsewhere(passage: Passage, start: int, end: int) -> bool:
    """Whether a park is one to be seen, to learn from; its organs are not."""
    learnt = _GONE_TO.search(passage.text[:start]) or _LEARNT.search(passage.text, *passage.sentence_at(start))
    return learnt is not None and not OF_ORGANS.match(passage.text, end)


def _foreign(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """我区 and 区委 in a county's speech."""
    for word in _FOREIGN.get(known.level, ()):
        if word in known.text or word in known.own:
            continue
        for match in re.finditer(re.escape(word), passage.text):
            before = passage.text[max(0, match.start() - 1):match.start()]
            if word[0] in "县区" and re.match(r"[^\W0-9A-Za-z_]", before):
                continue                         # 各县委, 开发区委
            yield Found(passage.at, match.start(), match.end(), f"“{word}”和要点里的层级不合，是不是从别处的稿子里带来的", "改成本地的说法")


def _numbered(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """The number of a document of the brief under another office's sign: 枫办发〔2009〕7号 for 棠办发."""
    for match in _DOCUMENT.finditer(passage.text):
        right = re.search(rf"([^\W0-9A-Za-z_]{{2,6}}){re.escape(match['number'])}", known.text)
        if right is not None and not passage.text[:match.end()].endswith(right.group()):
            start = match.start("number") - len(right[1])
            yield Found(passage.at, start, match.start("number"), f"要点里是“{right.group()}”", f"改成“{right[1]}”")


_READERS = (
    put_in.replaced, persons.posts, _listed, _fellows, _bare,
    put_in.added, _slogans, _renamed, put_in.before_organs, _shaped, _run_by, _foreign, persons.people, persons.holders, _numbered)
