"""What a brief, a unit and the tables know of names: of the region and what lies above it, of people and their posts, of places everywhere."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.characters import HAN
from generator.checks.facts import Facts
from generator.checks.review import Found, Passage, Review
from generator.frozen import Frozen
from generator.standards import Standards

ORGAN = "(?:委|招商部门|有关部门|各部门|政府|人民政府|人大|政协|纪委|监委|直|四大班子|各级|上下|干部群众|人民|儿女)"          # after a place: who is its
# Who speaks of these speaks of other places, to learn from them, to sell there or to fetch somebody.
ELSEWHERE = re.compile("[学比跟赶像离距跑邻]|经验|做法|先进|外地|兄弟|考察|市场|客商|老板|那边|人家|他们|别人|对手|别处|出门|打工|高速|铁路|机场"
                        "|去过|来过|出口|卖|企业家|一带|等地|[外招]商|商会|故事|古|诗|顺路|走一走|说法|天上掉|起家|出了名|奥运|冬奥|世博|亚运|之[都乡]")
OF_ORGANS = re.compile("党工委|管委会|党委|政府|委(?![托屈])")
_TOWN = re.compile(f"{HAN}{{2,4}}(?:街道|[镇乡])")
_STEM = 3                                        # characters of a name that is told by itself
# What the brief calls by names of their own.
_CALLED = {"projects": ("name", "investor", "place"), "platforms": ("name",), "agenda": ("actor",), "benchmarks": ("peer",)}
_KIND = re.compile("(?:经济技术|经济|高新技术产业|高新)?开发区$|(?:街道|新区|经开区|高新区|[县市区镇乡])$")
_TRIBAL = re.compile("(?P<stem>..+?)(?:[^族]{1,5}族)+自治[县旗]")
BEFORE_NAMES = "和与及同在到赴去由请让给把对向从是"      # that a name does not begin with
_EDGE = rf"(?<![^\W0-9A-Za-z_])|(?<=[{BEFORE_NAMES}])"
_LISTED = "(?<=[、和与及])"
_POSTED = r"(?<![^\W0-9A-Za-z_])|(?<=[和与及同由请让给把对向从是到找听跟陪长记任席员理])"


class Known:
    """What the brief and the unit name, and what lies above it."""

    def __init__(self, facts: Facts, review: Review) -> None:
        region = facts.brief.data["region"]
        own = [str(region[key]) for key in ("name", "short", "parent", "province", "self", "whole") if region[key]]
        above = [name for place in own for name in review.standards.places.get(place, ())]
        self.text = "\n".join((facts.texts, *own, *above, *review.names))
        self.level = str(region["level"] or "")
        self.own = str(region["self"] or ""), str(region["whole"] or "")
        self.ourselves = (*filter(None, self.own), *(f"{whole}{kind}" for whole in "全我" for kind in ("市", "县", "区", "镇", "乡", "街道")),
                          *(f"{kind}里" for kind in "市县区镇乡"))
        self._standards = review.standards
        self.swaps, self.added = review.swaps, review.added
        stems = [stem for name in own[:3] if len(name) > 2 and len(stem := _KIND.sub("", name)) > 1]
        self.called = own[:3] + stems + [str(item[key]) for kind, keys in _CALLED.items() for item in facts.brief.data[kind] for key in keys if item[key]]
        people = (*((item["role"], item["actor"]) for item in facts.brief.data["agenda"]), (facts.brief.data["speaker"]["role"], facts.brief.data["speaker"]["name"]))
        self.holders = [(str(post), str(name)) for post, name in people if post and name and 1 < len(str(name)) < 4]

    def is_word(self, said: str) -> bool:
        """Whether two characters are a common word."""
        return said in self._standards.words

    def has(self, name: str) -> bool:
        """Whether a name, or a place's name without its kind, is known."""
        return name in self.text or (len(name) > 2 and name[-1] in "县区市旗镇乡" and name[:-1] in self.text)

    def ends_known(self, name: str) -> bool:
        """Whether what has the shape of a place's name is known, with a word before it or without: 照屏州市 in 对照屏州市."""
        return any(self.has(name[cut:]) for cut in range(3) if not cut or len(name) - cut > 2)


class Lexicon(Frozen):
    """What of the tables the readers need: places with what lies above them, those that are common words too, characters after which a name is part
    of another word, and patterns."""

    places: Mapping[str, tuple[str, ...]]
    common: frozenset[str]
    not_after: Mapping[str, str]
    not_people: tuple[str, ...]
    stems: re.Pattern[str]                       # counties of three characters and more, without their kind: 张家港
    twos: frozenset[str]                         # those of two characters
    bare: frozenset[str]                         # of these those that are no common word either, and are not spoken of as other places
    organ: re.Pattern[str]
    town: re.Pattern[str]
    committee: re.Pattern[str]                   # a town's name before its organs
    put_in: re.Pattern[str]                      # where somebody put words in: a place before its organs, before those who are there
    park: re.Pattern[str]
    place: re.Pattern[str]
    person: re.Pattern[str]
    titled: re.Pattern[str]
    post: re.Pattern[str]                        # a post, with what makes it a lesser one
    named: str                                   # a surname and a name, after a post of the brief


@lru_cache(maxsize=4)
def lexicon_of(standards: Standards) -> Lexicon:
    """What the readers need of the tables, made once."""
    words = standards.names
    endings, posts, generic = words["place_endings"], _either(words["posts"]), _either(words["generic"])
    kinds = "(?:镇(?![压定静痛守长里上])|乡(?![愁村镇亲土贤音情里])|街道)(?!党委|政府|人大)"
    return Lexicon(
        standards.places, frozenset(words["common"]), words["not_after"], tuple(words["not_people"]),
        stems=re.compile(_either(sorted(_stems(standards.places)))),
        twos=frozenset((*_two(standards.places), *_districts(standards.places))) - frozenset((*words["word_stems"], *words["district_words"])),
        bare=frozenset(_two(standards.places)) - frozenset(words["common_stems"]),
        organ=re.compile(rf"(?:{_EDGE})([^\W0-9A-Za-z_][{endings}][县区市])(?={ORGAN})"),
        town=re.compile(rf"(?:{_EDGE})(?!(?:{generic}))([^\W0-9A-Za-z_][{endings}]{kinds})|{_LISTED}(?!(?:{generic}))([^\W0-9A-Za-z_]{{2}}(?!乡){kinds})"),
        committee=re.compile(rf"(?<![^\W0-9A-Za-z_])(?![^，。；]{{0,3}}(?:{generic})[镇乡街])([^\W0-9A-Za-z_]{{2,3}}(?:[镇乡]|街道))(?=党委|党工委|政府|办事处|人大)"),
        put_in=re.compile(rf"(?P<name>[^\W0-9A-Za-z_]{{2,3}}?(?:[县区市镇乡]|街道))(?=党委|党工委|{ORGAN}|各|干部|同志|的(?:各位|同志|干部)|[^\\W0-9A-Za-z_]{{2,6}}(?:局|委|办|中心)(?![^\\W0-9A-Za-z_]*[县区市]))"),
        place=re.compile(rf"(?:{_EDGE})[^\W0-9A-Za-z_]{{1,2}}[{endings}][县区市镇乡]"),
        park=re.compile(rf"(?:{_EDGE}|(?<=[像照跟比学]))(?!(?:{generic})|[像照跟比学])([^\W0-9A-Za-z_]{{1,2}}[{endings}](?:经济开发区|经开区|高新区|工业园区?|开发区|工业集中区))"),
        person=re.compile(rf"(?:{_POSTED})([{words['surnames']}](?:长[^\W\d_{words['never_in_names']}]|[^\W\d_{words['never_in_names']}]{{1,2}}))((?:{posts}))(?![^\W0-9A-Za-z_]*会议)"),
        titled=re.compile(rf"(?:{_EDGE})([{words['plain_surnames']}])((?:{posts}))"),
        post=re.compile(rf"副?(?:{_either({*(word.removeprefix('副') for word in words['posts'] if word != '同志'), *words['firm_posts']})})"),
        named=rf"(?P<name>[{words['plain_surnames']}][^\W\d_{words['never_in_names']}]{{1,2}})")


def _stems(places: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Names that are known by themselves, so long that they are nothing else."""
    return {name[:-1] for name, above in places.items() if len(above) > 1 and len(name) > _STEM and name[-1] in "县市" and "自治" not in name}


def _two(places: Iterable[str]) -> Iterator[str]:
    """Names of two characters without their kind: 安吉县, 漾濞彝族自治县."""
    for name in places:
        tribal = _TRIBAL.fullmatch(name)
        stem = tribal["stem"] if tribal else name[:-1] if name[-1] in "县市" else ""
        if len(stem) == _STEM - 1:
            yield stem


def _districts(places: Iterable[str]) -> Iterator[str]:
    """Names of districts of two characters without their kind: 萧山区."""
    return (name[:-1] for name in places if len(name) == _STEM and name.endswith("区"))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def is_place(name: str, lexicon: Lexicon) -> bool:
    """Whether the table has a name, with its kind or without, or it is shaped like the name of a street office or a town: 江苏路街道."""
    return any(f"{name}{kind}" in lexicon.places for kind in ("", "县", "市", "区")) or _TOWN.fullmatch(name) is not None


def unknown(passage: Passage, start: int, end: int) -> Found:
    """A name at a place of a passage that the brief does not know."""
    name = passage.text[start:end]
    return Found(passage.at, start, end, f"要点里没有“{name}”", "核对是不是别处的名称；是要讲的地方就写进要点或“专名”")
