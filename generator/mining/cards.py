"""Cards (资料卡): what a speech is made of, without its sentences: when, where and by whom it is held, its outline, moves, figures, phrases, measures."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from generator.language import rhythm
from generator.language.sentences import sentences
from generator.mining import frames
from generator.mining.outline import Heading
from generator.mining.scrape import POST, Speech
from generator.mining.study import Studied

CURATED = "curated"                              # the section of a card that people write and mining keeps
_LEVELS = {"我省": "province", "全省": "province", "我市": "city", "全市": "city", "我县": "county", "全县": "county", "我区": "district", "全区": "district",
           "我镇": "town", "全镇": "town", "我乡": "township", "全乡": "township"}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?")
_MEETING = "(?P<what>[^，。；]{2,30}?(?:会议|大会|(?:汇报|动员|推进|座谈|调度|工作|总结|表彰|部署|观摩|交流|现场|督查)会(?!议)))"
_OCCASION = re.compile(rf"(?:[12]\d{{3}}年)?(?:度)?{_MEETING}")
_CALLED = re.compile(f"(?:召开|这次|今天的){_MEETING}")
_HERE = re.compile("^(?:全|我)?[省市县区镇乡](?!委|直|长)")
_PLANS = {"十五": 2003, "十一五": 2008, "十二五": 2013, "十三五": 2018, "十四五": 2023, "十五五": 2028}
_HEADS = "[省市县区镇乡州旗]长"
# Who speaks, by what is said of others: the head of government has been heard, so the secretary speaks; the secretary is still to be heard.
_SPEAKERS = (("head_or_deputy", re.compile("(?P<who>书记)(?:还|等一会儿|稍后)?(?P<what>[要将])[^，。；]{0,6}(?:讲|强调|部署)")),
             ("secretary", re.compile(f"刚才?(?=[^。]*?(?<!副)(?P<who>{_HEADS})[^，。；]{{0,20}}(?P<what>讲|总结|通报|部署|[做作]了|谈了|分析))")))
_IN_TITLE = re.compile(f"^{POST}在")
_LONGEST = 12                                    # characters of a heading that a card may repeat


def card(study: Studied, names: frames.Names) -> dict[str, Any]:
    """The card of a speech. Headings of more than twelve characters are told by their shape, figures by their frames, so that no card holds a
    sentence."""
    speech = study.speech
    text = "\n".join(item.text for item in speech.paragraphs)
    return {
        "source": speech.name,
        "meta": _meta(speech, text),
        "outline": [_node(heading) for heading in study.headings],
        "moves": [{"move": step.move, "cues": list(step.cues[:3])} for step in study.steps],
        "figures": _figures(text, names),
        "series": sorted({row for item in speech.paragraphs for _, row in frames.series(item.text) if len(row) <= 3 * _LONGEST}),
        "style": _style(speech),
    }


def _meta(speech: Speech, text: str) -> dict[str, Any]:
    year, how = _year(speech, text)
    level, words = _level(text)
    role, told = _speaker(speech, text)
    hail = re.match(r"[^。；]{2,30}?[:：]", text)
    return {
        "title": _shape(speech.title) if speech.title else None,
        "year": year, "year_from": how, "posted": int(posted[1]) if (posted := _YEAR.search(speech.noted)) else None,
        "level": level, "level_from": words,
        "occasion": _occasion(speech.title, text),
        "order": _order(text), "speaker": role, "speaker_from": told,
        "salutation": hail.group().rstrip("：:") if hail and len(hail.group()) <= 16 else None,
        "whole": speech.whole,
        "han": sum("\u3400" <= char <= "\u9fff" for char in text),
        "sentences": sum(len(sentences(item.text)) for item in speech.paragraphs),
        "paragraphs": len(speech.paragraphs),
    }


def _occasion(title: str, text: str) -> str | None:
    """What the meeting is called, without its place; its last words where that is long; None where neither title nor opening names one."""
    named = _OCCASION.match(title.rpartition("在")[2]) or _CALLED.search(text[:300])
    if named is None:
        return None
    what = _HERE.sub("", named["what"])
    return what if len(what) <= _LONGEST else f"……{what[-_LONGEST:]}"


def _year(speech: Speech, text: str) -> tuple[int | None, str | None]:
    """The year of a speech and what tells it: its title, a plan or year that it names, the day on which it was posted."""
    in_title = _YEAR.search(speech.title)
    if in_title:
        return int(in_title[1]), "title"
    named = Counter(int(match[1]) for match in _YEAR.finditer(text) if 1990 <= int(match[1]) <= 2050)
    posted = _YEAR.search(speech.noted)
    if posted and any(abs(int(posted[1]) - year) <= 1 for year in named):
        return int(posted[1]), "posted"
    if named:                                    # a page may be posted twenty years after its speech
        commonest = max(named, key=lambda year: (named[year], year))
        return max(year for year in named if 0 <= year - commonest <= 1), "text"
    plan = next((year for name, year in _PLANS.items() if f"“{name}”" in text or f"{name}规划" in text), None)
    return (plan, "plan") if plan is not None else (None, None)


def _level(text: str) -> tuple[str | None, str | None]:
    told = Counter({word: text.count(word) for word in _LEVELS if word in text})
    if not told:
        return None, None
    sums: Counter[str] = Counter()
    for word, number in told.items():
        sums[_LEVELS[word]] += number * (2 if word[0] == "我" else 1)
    level = max(sums, key=lambda name: (sums[name], name))
    return level, next(word for word, _ in told.most_common() if _LEVELS[word] == level)


def _speaker(speech: Speech, text: str) -> tuple[str | None, str | None]:
    """The role of who speaks (secretary, head, deputy, head_or_deputy) and what tells it: his post in the title or above the speech, or what he says
    of others; (None, None) where nothing does."""
    in_title = _IN_TITLE.match(speech.title)
    post = speech.post or (in_title["post"] if in_title else "")
    if post:
        return "deputy" if "副" in post else "secretary" if post.endswith("书记") else "head", post[-_LONGEST:]
    return next(((role, f"{found['who']}…{found['what']}") for role, shape in _SPEAKERS if (found := shape.search(text))), (None, None))


def _order(text: str) -> str:
    """Where the speaker stands in the order of speaking, by how he begins."""
    head = text[:260]
    if re.search("还要作|还将作|最后，[^。]{2,10}(?:书记|市长|县长)", head):
        return "middle"
    return "after" if re.search("刚才|完全同意|我都赞成|讲得很好|分别作了|作了(?:汇报|发言|通报)", head) else "first"


def _node(heading: Heading) -> dict[str, Any]:
    return {"level": heading.level, "form": heading.form, "heading": _shape(heading.text), "children": [_node(child) for child in heading.children]}


def _shape(words: str) -> str:
    """Short words as they are, longer ones as how many characters their parts have: 强化责任，增强…性 is 4，7 with its last character."""
    if len(re.sub(r"\W", "", words)) <= _LONGEST:
        return words
    parts = re.split("([，、])", words)
    return "".join(part if part in "，、" else f"{part[:2]}…{part[-1]}({len(part)})" if len(part) > 4 else part for part in parts)


def _figures(text: str, names: frames.Names) -> list[dict[str, Any]]:
    """The clauses that say numbers, by their frames."""
    found: Counter[str] = Counter()
    for start, end in sentences(text):
        for piece in re.split("[，；]", text[start:end].rstrip("。！？")):
            mould = frames.abstracted(piece, names)
            if re.search(r"\{(?:n|p|money)\}", mould) and len(re.sub(r"\{\w+\}", "", mould)) <= _LONGEST:
                found[mould] += 1
    return [{"label": re.split(r"\{", frame)[0], "frame": frame, "count": count} for frame, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def _style(speech: Speech) -> Mapping[str, float]:
    measured = rhythm.measure([item.text for item in speech.paragraphs])
    return {name: round(float(value), 2) for name, value in measured._asdict().items()}


def told(card: Mapping[str, Any], phrases: Sequence[Mapping[str, Any]], frames_of_it: Sequence[str]) -> dict[str, Any]:
    """A card with the phrases and frames of its speech, which are known when all speeches are."""
    return {**card, "phrases": list(phrases), "frames": list(frames_of_it)}


def named(cards: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """The cards by the names of their files: the id that a table gives a source, else the source's name with signs that a file name bears, numbered
    from the second on where several come to the same."""
    found: dict[str, Mapping[str, Any]] = {}
    for item in cards:
        name = plain = str(ids.get(str(item["source"]), re.sub(r"[^\w.-]+", "_", str(item["source"]))))
        number = 1
        while name in found:
            number += 1
            name = f"{plain}_{number}"
        found[name] = item
    return found
