"""What stands in the place of a draft's words: found by the clause around it, and what the rules make of it."""
from __future__ import annotations

import pytest
from briefs import EXAMPLES, HEAD, draft_of
from hypothesis import given
from hypothesis import strategies as st
from marked import text_document

from generator.brief import load_brief
from generator.checks.review import Review
from generator.checkup import check
from generator.frozen import replace
from generator.model import Settings
from generator.readers.swaps import Swap, swaps
from generator.standards import Standards
from generator.writers.text import to_text

DRAFTED = "完成任务的单位，优先提拔使用，这三条要从今天起算数。今天讲的，归到一起是三个问题。"


def found(now: str, was: str = DRAFTED) -> list[Swap]:
    return list(swaps(replace(text_document(now), record={"said": [was]})))


@pytest.mark.parametrize(("old", "new"), [("提拔", "提拨"), ("今天起", "今天其"), ("三个问题", "四个问题"), ("单位", "部门"), ("优先提拔", "优先地提拔")])
def test_what_was_put_in_is_found_with_what_it_stands_for(old: str, new: str) -> None:
    """The least that differs, at its place; a word that was only added stands for nothing, and is no swap to the rules."""
    now = DRAFTED.replace(old, new)
    told = found(now)
    assert len(told) == 1
    review = Review(replace(text_document(now), record={"said": [DRAFTED]}), Standards())
    assert (list(review.swaps), list(review.added)) == ((told, []) if len(new) == len(old) else ([], told))
    for swap in told:
        assert now[swap.start:swap.end] == swap.now
        assert f"{swap.before}{swap.was}{swap.after}" in DRAFTED
        assert f"{swap.before}{swap.now}{swap.after}" in now


@pytest.mark.parametrize("now", [
    DRAFTED, "", "另起一段，讲的是别的事情。", DRAFTED.replace("优先提拔使用", "先用起来"), "今天讲的，归到一起是三个问题。完成任务的单位，优先提拔使用。"])
def test_what_is_as_it_was_or_all_new_is_no_swap(now: str) -> None:
    """Nothing changed, moved about, taken out, or written anew."""
    assert found(now) == []


def test_a_document_without_its_words_has_none() -> None:
    """No record, or one that somebody damaged."""
    assert swaps(text_document(DRAFTED)) == ()
    for said in (None, "三个问题", [1, None], {"a": 1}):
        assert swaps(replace(text_document(DRAFTED.replace("三个", "四个")), record={"said": said})) == ()


@given(st.text("完成任务的单位，。优先", max_size=40), st.text("完成任务的单位，。优先", max_size=40))
def test_a_swap_is_always_what_the_texts_say(was: str, now: str) -> None:
    """Of any two texts: places lie inside, and both versions of the clause are there."""
    for swap in found(now, was):
        assert now.splitlines()[swap.paragraph][swap.start:swap.end] == swap.now != swap.was
        assert f"{swap.before}{swap.was}{swap.after}" in was


@pytest.mark.parametrize(("old", "new", "rule", "said"), [
    ("提拔", "提拨", "wording", "拨"), ("起算数", "其算数", "wording", "其"), ("算数", "数算", "wording", "数算"), ("三个问题", "四个问题", "numbering", "四"),
    ("单位", "部门", "", ""), ("优先", "首先", "", ""), ("这三条", "这几条", "", ""),
])
def test_what_was_typed_for_it_is_asked_about(old: str, new: str, rule: str, said: str) -> None:
    """A character that sounds or looks like the draft's, two in the wrong order, another count than the draft's; other words are a writer's own."""
    document = replace(text_document(DRAFTED.replace(old, new)), record={"said": [DRAFTED]})
    assert [(finding.rule, finding.text) for finding in check(document, Settings(), only=("wording", "numbering")).findings] == ([(rule, said)] if rule else [])


def test_a_slip_that_a_table_knows_is_told_once() -> None:
    """奖惩对现 is in the table of common words; that the draft had another character adds nothing."""
    document = replace(text_document("最后说奖惩对现。"), record={"said": ["最后说奖惩兑现。"]})
    assert [finding.text for finding in check(document, Settings(), only=("wording",)).findings] == ["奖惩对现"]


def test_a_count_may_change_with_its_points() -> None:
    """Four announced and four told is no slip, though the draft had three."""
    was = "归到一起是三个问题。一是招商，二是项目，三是服务。"
    now = "归到一起是四个问题。一是招商，二是项目，三是服务，四是作风。"
    document = replace(text_document(now), record={"said": [was]})
    assert check(document, Settings(), only=("numbering",)).findings == ()


@pytest.mark.parametrize(("old", "new", "said"), [
    ("恒远精密铸件", "东方精密铸件", "东方精密铸件"), ("全县", "兰考", "兰考"), ("全县", "大家", ""), ("全县", "县里", ""),
    ("全县", "肥西全县", "肥西"), ("我们", "我们海宁", "海宁"), ("我们", "我们自己", ""), ("全县", "就全县", ""),
])
def test_a_name_in_the_place_of_another_or_put_in_is_asked_about(old: str, new: str, said: str) -> None:
    """Where the draft had a name of the brief, or what the place calls itself, and one stands that the brief does not know; a county or a city by two
    characters alone put into a clause of the draft."""
    brief, draft = draft_of(next(path for path in EXAMPLES if path.stem == "临江县一季度汇报会"))
    text = to_text(draft)
    assert old in text
    document = replace(text_document(text.replace(old, new, 1)), record={"said": [paragraph.text for paragraph in draft.paragraphs]})
    findings = check(document, Settings(), brief=brief, only=("place-leftover",)).findings
    assert [finding.text for finding in findings] == ([said] if said else [])


def test_a_point_that_was_renumbered_is_asked_about() -> None:
    """四是 where the draft had 三是 behind 二是, though points that were told before end at 三是; with another point before it, it is the next."""
    was = "成绩有三样：一是签约多了，二是开工早了，三是到账快了。问题也摆出来：一是手续慢，二是厂房空，三是人手少。"
    for now, said in ((was.replace("三是人手少", "四是人手少"), ["四是"]), (was.replace("三是人手少", "三是路不通，四是人手少"), [])):
        document = replace(text_document(now), record={"said": [was]})
        assert [finding.text for finding in check(document, Settings(), only=("numbering",)).findings if finding.severity != "info" and finding.text == "四是"] == said


@pytest.mark.parametrize(("was", "now", "said"), [
    ("先管党工委一班人。", "先管霁岭县委一班人。", "霁岭县"), ("希望大家做到有始有终。", "希望新河镇的同志们做到有始有终。", "新河镇"),
    ("机器人是新区工业的牌子。", "机器人是两江新区工业的牌子。", "两江新区"), ("机器人是经开区的牌子。", "机器人是两江经开区的牌子。", "两江经开区"),
    ("到年底摆出来的都要投产。", "到年底勐岚摆出来的都要投产。", "勐岚"), ("到年底摆出来的都要投产。", "到年底大家摆出来的都要投产。", ""),
    ("客商看我们，看的是会后。", "客商看瑞丽，看的是会后。", "瑞丽"),
    ("由市行政审批局带头守住。", "由澜麓区行政审批局带头守住。", "澜麓区"), ("由县里带头守住。", "由县里和部门带头守住。", ""),
    ("全县就多一件好东西。", "大亚湾就多一件好东西。", "大亚湾"),
    ("对在楼宇一线干出实绩的干部。", "对在天河南街道楼宇一线干出实绩的干部。", "天河南街道"), ("", "客商看我们盐城，看的是会后。", "盐城"),
    ("", "实现高安跨越赶超要靠各单位。", "高安"), ("", "舟山要先补老的缺项。", "舟山"),
    ("", "要由锂电园管委会派人守在现场。", "锂电园管委会"), ("", "要由县经济开发区管委会派人守在现场。", ""), ("", "让萧山的发展后劲更足。", "萧山"),
    ("", "让平安的发展环境更好。", ""),
    ("", "洛阳、瓦房店做轴承做了几十年，人家是越做越精。", ""), ("", "去苏州不在多，昆山的台资企业多，也可以顺路走一走。", ""), ("", "各园区管委会都要派人。", ""),
    ("", "重点乡镇党委要先动。", ""),
])
def test_a_place_that_no_table_has_is_known_by_how_it_is_put(was: str, now: str, said: str) -> None:
    """Before its organs and its people, in the place of what the draft calls itself, put into a clause of the draft where it is no word; places that are
    others' and ordinary words are left alone."""
    facts = load_brief("brief.yaml", data=f"{HEAD}region: {{name: 临江县, level: 县}}\n".encode().replace(b"region: {level: county}\n", b""))
    document = replace(text_document(now), record={"said": [was]} if was else {})
    assert [finding.text for finding in check(document, Settings(), brief=facts, only=("place-leftover",)).findings] == ([said] if said else [])


def test_a_number_written_otherwise_than_its_neighbour_is_asked_about() -> None:
    """六十名毕业生走了41名: the draft had both in characters; in digits beside none of its kind it may stand."""
    for was, now, said in (("六十名毕业生走了四十一名。", "六十名毕业生走了41名。", ["41"]), ("毕业生走了四十一名。", "毕业生走了41名。", [])):
        document = replace(text_document(now), record={"said": [was]})
        assert [finding.text for finding in check(document, Settings(), only=("numerals",)).findings] == said


@pytest.mark.parametrize(("was", "now", "said"), [
    ("领导小组每两周现场碰一次", "领导小组每月现场碰一次", "月"), ("离港口两个小时车程", "离港口不到一个小时车程", "不到一"), ("离港口两个小时车程", "离码头两个小时车程", ""),
    ("每季度开一次会", "每月开一次会", ""), ("氢气售价38元/公斤", "氢气售价38元/吨", "吨"), ("每亩补一次", "每户补一次", "户"), ("氢气卖给公斤店", "氢气卖给吨店", ""),
])
def test_words_of_the_brief_that_count_are_held_against_it(was: str, now: str, said: str) -> None:
    """How often, and numbers of Chinese characters, where the draft said them as the brief does; what the brief does not say is a writer's own."""
    facts = load_brief("brief.yaml", data=f"{HEAD}mechanisms: [{{name: 领导包项目, cadence: [两周]}}]\nadvantages: [离港口两个小时车程]\n".encode())
    document = replace(text_document(f"{now}。"), record={"said": [f"{was}。"]})
    assert [finding.text for finding in check(document, Settings(), brief=facts, only=("figure-changed",)).findings] == ([said] if said else [])
