"""People in a text whom the brief does not know, or knows by another post."""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.naming import Known, Lexicon
from generator.checks.review import Found, Passage

_POST = 8                                        # characters before a name in which its post stands
_ORGAN_POST = re.compile("[省市县区镇乡](?:纪委监委|纪委|委|政府|人大|政协)[^，。；、]{0,6}?(?:书记|主任|主席|[县市区镇乡]长|部长)")
# What follows the name of one who holds a post.
_AFTER_NAME = "同志|还要|讲|主持|作|就|要|将|和|、|，|。|对|从|带队|通报|宣布|部署|把|已|刚|先|向|在|为|也|同"


def posts(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another post before a name than the brief gives to it: 县委副书记 before the deputy head."""
    for post, name in known.holders:
        right = {told.group() for told in lexicon.post.finditer(post)}
        for match in re.finditer(re.escape(name), passage.text):
            said = next((told for told in lexicon.post.finditer(passage.text, max(0, match.start() - _POST), match.start()) if told.end() == match.start()), None)
            said = said or lexicon.post.match(passage.text, match.end())
            if said is not None and right and said.group() not in right and f"{said.group()}{name}" not in known.text:
                yield Found(passage.at, *said.span(), f"要点里{name}是{post}，这里说“{said.group()}”", f"改成“{post}”")
            if (behind := _ORGAN_POST.match(passage.text, match.end())) is not None:
                yield Found(passage.at, match.start(), behind.end(), "职务写在姓名前面", f"改成“{behind.group()}{name}”")


def people(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Persons by name and post, or by surname and post."""
    for match in lexicon.person.finditer(passage.text):
        if not known.has(match[1]) and not match[1].startswith(lexicon.not_people):
            yield _person(passage, match)
    for match in lexicon.titled.finditer(passage.text):
        if not re.search(rf"{match[1]}[^\W0-9A-Za-z_]{{1,2}}", known.text) or not _has_surname(match[1], known):
            yield _person(passage, match)


def holders(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Another name behind a post that the brief gives to somebody: 镇党委书记 and not the name that the brief has for it."""
    for post, name in known.holders:
        for match in re.finditer(f"{re.escape(post)}(?!{re.escape(name)})(?={lexicon.named}(?:{_AFTER_NAME}))", passage.text):
            start = match.end()
            said = re.match(lexicon.named, passage.text[start:])
            if said is not None and not any(known.has(said["name"][:size]) for size in (2, 3)):
                yield Found(passage.at, start, start + len(said["name"]), f"要点里{post}是{name}，这里是“{said['name']}”", f"改成“{name}”")


def _has_surname(surname: str, known: Known) -> bool:
    """Whether a person of that surname is in the brief: as a whole text (a name), or before a post."""
    return bool(re.search(rf"(?m)^{surname}[^\W0-9A-Za-z_]{{1,2}}$|{surname}(?:[^\W0-9A-Za-z_]{{1,2}})?(?:同志|书记|县长|市长|区长|局长|主任)", known.text))


def _person(passage: Passage, match: re.Match[str]) -> Found:
    return Found(passage.at, match.start(), match.end(), f"要点里没有“{match[1]}”这个人", "核对姓名和职务；是要点名的人就写进要点或“专名”")
