"""place-leftover 别处的地名、人名留在稿里

拿旧稿、外地稿改写，最怕改漏一处：别的县的名字、调走的领导还在稿里。要点里写到的地名人名和它的上级不查；nigao.yaml 和要点的“专名”不查。
县级地名照全国行政区划表认；地市、省的名字平常就会讲到，只有当成自己用（某某市委、我们某某市）才说。表里没有的“××县委”“××镇”照字形认。
人名认“姓名加职务”“姓名同志”；要点里有的人，职务也要对。草稿里的地名、人名、企业名换成了要点里没有的，也问一声。县里的讲话说“我区”“区委”，区里的讲话说“我县”“县委”，也是改漏了。

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
from generator.checks import persons
from generator.checks.naming import BEFORE_NAMES, ORGAN, Known, Lexicon, lexicon_of
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
_PEOPLE = re.compile(f"(?<!提)(?P<name>{HAN}{{2}})(?=全[县市区]|人民|父老|儿女|老百姓|几代人|[今明]年的|的(?:发展|明天|未来|干部|家底|希望|面貌|出路))")
_PARK = re.compile(f"(?P<name>{HAN}{{2}})(?:经济(?:技术)?开发区|经开区|高新区|工业园区?|开发区)")
# Who speaks of these speaks of other places, to learn from them, to sell there or to fetch somebody.
_ELSEWHERE = re.compile("[学比跟赶像离距跑邻]|经验|做法|先进|外地|兄弟|考察|市场|客商|老板|那边|人家|他们|别人|对手|别处|出门|打工|高速|铁路|机场"
                        "|去过|来过|出口|卖|企业家|一带|等地|[外招]商|商会|故事|古|诗|顺路|走一走|说法|天上掉|起家|出了名|奥运|冬奥|世博|亚运|之[都乡]")
_AWAY = re.compile("人家|那边|他们|一带|等地|同行|考察|经验|做法")       # of whom this is said are others
_FROM_THERE = re.compile(f"(?:(?<=在外)|(?<=驻)|(?<=的))(?P<name>{HAN}{{2}})(?=商会|同乡会|籍(?:企业家|客商|老板|老乡|人士|在外))")
_DOCUMENT = re.compile(r"(?P<sign>[^\W0-9A-Za-z_]{1,3}(?:办发|政发|委发|办函|政办|发|函))(?P<number>〔\d{4}〕\d+号)")
_TOWN = re.compile(f"{HAN}{{2,4}}(?:街道|[镇乡])")
_WE = "我们"
_HERE = (_WE, "本地", "这里")
_OURSELVES = re.compile("我们|咱们|我[省市县区镇乡]|自己")          # said after a place it is held against us
_GONE = re.compile("[到去赴往]过?(?:[^，。；、]{1,8}[省市])?$")
_SEEN = re.compile("[^，。；]{0,10}(?:[看学]|考察|参观|取经|拜访|招商|对接|推介)")
_ORGANS = re.compile("党工委|管委会|党委|政府|委(?![托屈])")
_LEARNT = re.compile("[学赶]|经验|做法|考察|先进")
_GONE_TO = re.compile("(?:(?<!落)[到去赴往学向像]|考察|学习)$")
_NO_NAME = re.compile("[这那该他她它们各几一两我你同和与的]|企业|公司|项目|单位|园区|客商|老板|里$|上$")
_EVERYBODY = "各(?:单位|部门|级|镇|乡|县|街道|园区)|干部|上下|全体"
_THEM, _CALLED_UPON = re.compile(f"(?:{_EVERYBODY})$"), re.compile(f"{_EVERYBODY}|广大|党员")
_IN_NAMES = "(?:(?![的了是在要请把被各全这那我你他们对和与及都也就还从向为必让给同])[^\\W0-9A-Za-z_])"
_STEM, _STRANGE = re.compile(f"{_IN_NAMES}{{2}}"), re.compile(f"{_IN_NAMES}{{2,3}}")
_NO_STRANGER = re.compile("[一二两三四五六七八九十半几第上下不没这里着过等谁啥吧呢吗地得再又才更]|[数量率性化度力感法者员处们款费税]$")      # in no name that nobody knows
_WHERE_NAMES_STAND = re.compile("(?:^|[年月日底前后上下里中内是由让请对在为和与给]|今天|现在)$")
_SUBJECT = re.compile(f"(?P<name>{HAN}{{2}})(?:有(?!关|所)|人(?!家|口|员|才|力)|就要|要(?!素|求)|的家底|也有)")
_LIKE_A_NAME = re.compile(f"(?!.*[到去来往赴]){_IN_NAMES}+")
_SHAPED = re.compile(f"{HAN}{{2}}(?:高新区|经开区|开发区|新区|[县区市镇])$")
_WHOLE = re.compile(f"[在到对]?(?P<name>{HAN}{{2,4}}(?:街道|[县镇乡]))")
_ZONE = re.compile("新区|经开区|高新区|开发区|园区")
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
        for reader in (_replaced, persons.posts, _listed, _fellows, _bare, _added, _slogans, _renamed, _shaped, _run_by, _foreign, persons.people, persons.holders, _numbered):
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
            yield _place(passage, start, end)
    for stem in lexicon.stems.finditer(passage.text):
        common = stem.group() in lexicon.common and not _told(passage.text, stem.end(), known) or _AWAY.search(passage.text, *passage.sentence_at(stem.start()))
        if not common and passage.text[stem.end():stem.end() + 1] not in ("县", "市") and not known.has(stem.group()):
            yield _place(passage, *stem.span())


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


def _replaced(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """What stands in the place of a name that the draft had: 欧派家居 for 禾木家居, 兰考 for 全县."""
    for swap in (swap for swap in known.swaps if swap.paragraph == passage.at):
        first, last = len(swap.before), len(swap.before) + len(swap.was)
        drafted = f"{swap.before}{swap.was}{swap.after}"
        for name in (*known.called, *known.ourselves, *_HERE):
            at = drafted.find(name, max(0, last - len(name)), first + len(name))
            now = f"{name[:first - at]}{swap.now}{name[last - at:]}"
            place = name in known.called or _is_place(now, lexicon) or swap.was == name and _is_strange(now, known)
            if at < 0 or known.has(now) or _NO_NAME.search(swap.now) or not place:
                continue
            start = swap.start - (first - at)
            yield Found(passage.at, start, start + len(now), f"草稿里是“{name}”，要点里没有“{now}”", "核对是不是别处的名称；要改就改要点，或写进“专名”")
            break


def _is_strange(name: str, known: Known) -> bool:
    """Whether two or three characters are no word that anybody knows, and may be a name."""
    return _STRANGE.fullmatch(name) is not None and not known.is_word(name[:2]) and not known.is_word(name[-2:]) and not _NO_STRANGER.search(name)


def _is_place(name: str, lexicon: Lexicon) -> bool:
    """Whether the table has a name, with its kind or without, or it is shaped like the name of a street office or a town: 江苏路街道."""
    return any(f"{name}{kind}" in lexicon.places for kind in ("", "县", "市", "区")) or _TOWN.fullmatch(name) is not None


def _fellows(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties by their names alone, where those who come from there are spoken of: 在外安吉商会."""
    for match in _FROM_THERE.finditer(passage.text):
        name = match["name"]
        if not known.has(name) and any(name + kind in lexicon.places for kind in "县市区") and name not in lexicon.common:
            yield _place(passage, *match.span("name"))


def _bare(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties and cities by two characters alone, where a sentence that looks nowhere else speaks of them as one's own: 潜江图的就是长远."""
    for match in _OURS.finditer(passage.text):
        if match["name"] in lexicon.twos and not known.has(match["name"]):
            yield _place(passage, *match.span("name"))
    for match in _SHALL.finditer(passage.text):
        if match["name"] in lexicon.twos and not known.has(match["name"]):
            yield _place(passage, *match.span("name"))
    for match in _BARE.finditer(passage.text):
        if match["name"] in lexicon.bare and not known.has(match["name"]):
            start, end = passage.sentence_at(match.start("name"))
            gone_to = re.search(f"[到去赴往]{match['name']}", passage.text[start:end])
            if not (gone_to or _ELSEWHERE.search(passage.text[start:end]) or _OURSELVES.search(passage.text[match.end():end])):
                yield _place(passage, *match.span("name"))


def _added(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties and cities by two characters alone, put into a clause of the draft that speaks of nowhere else: 排海宁今年的事; what is no word at all
    before those who are called upon: 霁川各单位."""
    for swap in (swap for swap in known.added if swap.paragraph == passage.at):
        name = _THEM.sub("", swap.now.removeprefix(_WE))
        called = not swap.before and (name != swap.now or _CALLED_UPON.match(swap.after))
        if swap.after[:1] in "县区市镇乡" and _ORGANS.match(swap.after, 1) and _STEM.fullmatch(name) and not known.has(name):
            yield _place(passage, swap.start, swap.end + 1)                                   # 先管大溪镇党委一班人
            continue
        if _ZONE.match(swap.after) and _STEM.fullmatch(name) and not known.is_word(name) and not known.has(f"{name}{swap.after[:2]}"):
            yield _place(passage, swap.start, swap.end + 2)                                   # 机器人是两江新区工业的牌子
            continue
        listed = (name in lexicon.twos or name in lexicon.places) and not _ELSEWHERE.search(f"{swap.before}□{swap.after}")
        strange = called and _SHAPED.search(name) or len(name) == len(_WE) and _is_strange(name, known) and _WHERE_NAMES_STAND.search(swap.before)
        subject = _SUBJECT.match(name)
        if subject is not None and subject["name"] in lexicon.twos and not known.has(subject["name"]):       # 客商不知道遂昌有这些家底
            yield _place(passage, swap.start, swap.start + len(subject["name"]))
            continue
        if (listed or strange) and not known.has(name):
            start = swap.start + swap.now.index(name)
            yield _place(passage, start, start + len(name))


def _slogans(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another place in a slogan that is made of one's own, or before the people who are called to follow it."""
    for match in _NEW.finditer(passage.text):
        if match["name"] not in lexicon.common and _is_place(match["name"], lexicon) and not known.has(match["name"]):
            yield _place(passage, *match.span("name"))
    for pattern, names in ((_MADE, lexicon.bare), (_PEOPLE, lexicon.twos), (_RISEN, lexicon.twos)):
        for match in pattern.finditer(passage.text):
            if match["name"] in names and not known.has(match["name"]):
                yield _place(passage, *match.span("name"))
    for match in _PARK.finditer(passage.text):
        if match["name"] in lexicon.twos and not known.has(match["name"]) and not _elsewhere(passage, *match.span()):
            yield _place(passage, *match.span())


def _renamed(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another place before words that the brief says of its own: 云湖区车载软件企业扎根若干措施."""
    for match in lexicon.place.finditer(passage.text):
        name = match.group().lstrip(BEFORE_NAMES)
        if not known.ends_known(name) and _told(passage.text, match.end(), known):
            yield _place(passage, match.end() - len(name), match.end())


def _shaped(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Names that no table has, by their shape: ××县 before an organ, ××镇."""
    changed = [swap for swap in (*known.swaps, *known.added) if swap.paragraph == passage.at]
    for swap in changed:                         # 先管霁岭县委一班人 for 先管党工委一班人, 希望新河镇的同志们 for 希望大家
        start = swap.start + len(_WE) * swap.now.startswith(_WE)                  # 我们槎浦县 for 全区
        told = lexicon.put_in.match(passage.text, start) or _WHOLE.fullmatch(passage.text, start, swap.end)
        if told is not None and _LIKE_A_NAME.fullmatch(told["name"]) and not known.is_word(told["name"][:2]) and not known.ends_known(told["name"]):
            yield _place(passage, *told.span("name"))
    for pattern in (lexicon.organ, lexicon.town, lexicon.committee, lexicon.park):
        for match in pattern.finditer(passage.text):
            group = match.lastindex or 0
            if pattern is lexicon.park and _elsewhere(passage, match.start(group), match.end(group)):
                continue
            if pattern is lexicon.committee and not any(swap.start < match.end() and match.start() < swap.end for swap in changed):
                continue                         # 根据镇党委, 先管镇党委: only what somebody put in is so shaped and a name
            if not known.ends_known(match[group]) and match[group] not in lexicon.common:
                yield _place(passage, match.start(group), match.end(group))


def _run_by(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Parks of another trade than any that the brief speaks of, by who runs them: 由锂电园管委会派人."""
    for match in _RUN.finditer(passage.text):
        if not any(match["trade"][at:] in known.text for at in range(len(match["trade"]) - 1)):
            yield _place(passage, *match.span("name"))


def _elsewhere(passage: Passage, start: int, end: int) -> bool:
    """Whether a park is one to be seen, to learn from; its organs are not."""
    learnt = _GONE_TO.search(passage.text[:start]) or _LEARNT.search(passage.text, *passage.sentence_at(start))
    return learnt is not None and not _ORGANS.match(passage.text, end)


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


def _place(passage: Passage, start: int, end: int) -> Found:
    name = passage.text[start:end]
    return Found(passage.at, start, end, f"要点里没有“{name}”", "核对是不是别处的名称；是要讲的地方就写进要点或“专名”")
