"""``nigao fill``: asks for what the draft lacks and writes the answers into the brief."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import chinese
from generator.cli.asking import ask, at_terminal
from generator.cli.drafting import make_from
from generator.cli.inplace import Original, differences, original, save
from generator.cli.nearest import suggestion
from generator.cli.options import Wanted, drafting_options
from generator.cli.show import put
from generator.errors import BriefError, CallError, Place, Problem
from generator.model import Brief, Draft

if TYPE_CHECKING:
    from generator.notation import Value
    from generator.questions import Question

_END = ("q", "Q", "ｑ")
_ASKED = 2                                       # parts of an item of a list that are asked for


class _Filling:
    """The brief while it is filled: its text with the answers so far."""

    def __init__(self, brief: Original, wanted: Wanted) -> None:
        self.brief, self.wanted, self.text = brief, wanted, brief.text
        self.taken: dict[str, Value] = {}                  # answers by their refs

    def take(self, question: Question, value: Value, base: str = "") -> None:
        """Puts an answer in, into ``base`` where it takes the place of an earlier one. Raises BriefError where the brief would not be right with it; then
        it is not in."""
        text = self._with(question, value, base or self.text)
        self.load(text)
        self.text = text
        self.taken[question.ref] = value

    def _with(self, question: Question, value: Value, text: str) -> str:
        from generator.rewriting import Sheet

        sheet = Sheet(text, str(self.brief.path))
        steps = (*question.steps, "value") if sheet.groups(question.steps) else question.steps       # 占比: {占什么: 全县, 数值: }
        sheet.put(steps, value)
        return sheet.done()

    def load(self, text: str) -> Brief:
        """The brief that a text is. Raises BriefError with all its problems."""
        from generator.brief import load_brief

        try:
            data = self.brief.encoded(text)
        except UnicodeEncodeError as error:
            raise BriefError("", [Problem("有认不出的字符", hint="重新输入")]) from error
        return load_brief(str(self.brief.path), data=data, sets=self.wanted.sets)

    def lost(self) -> str:
        """What a person answered, for the case that it cannot be written."""
        return "".join(["；你的答案是：", *(f"\n  {ref}: {value}" for ref, value in self.taken.items())]) if self.taken else ""


@click.command(cls=chinese.Command)
@click.argument("brief", metavar="要点", type=click.Path(exists=True, dir_okay=False))
@click.option("--answers", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="不问，答案照这个文件：一行一个，如 signed.last: 18。")
@drafting_options
def fill(brief: str, answers: Path | None, wanted: Wanted) -> None:
    """把稿子里待补的一处一处问过来，答案写回要点。注释、次序、键名都不动，原来的要点留作 .bak。

    \b
    nigao fill 要点.yaml
    nigao fill 要点.yaml --answers 答案.yaml

    直接回车跳过一处，q 结束；答得不对会说明并再问。
    """
    from generator.brief import load_brief
    from generator.questions import questions
    from generator.source import read_bytes

    data = read_bytes(Path(brief))
    facts = load_brief(brief, data=data, sets=wanted.sets)
    made, _ = make_from(facts, wanted)
    asked = questions(made, facts)
    if not asked:
        put("\n".join(["剩下待补的由算式得出，没有要问的。" if made.gaps else "没有待补的。", *(f"提示：{note}" for note in made.notes)]))
        return
    filling = _Filling(original(Path(brief), data), wanted)
    if answers is not None:
        take_all(filling, asked, answers)
    elif at_terminal():
        ask_all(filling, asked)
    else:
        raise CallError("\n".join([f"不在终端里，没法一处一处问。还缺 {len(asked)} 处，把答案写进一个文件，用 --answers 给：", *_template(asked)]))
    finish(filling, confirmed=answers is not None)


def finish(filling: _Filling, *, confirmed: bool) -> None:
    """Shows what changes, asks whether to write it, writes, and says what is still missing."""
    brief = filling.brief
    if filling.text == brief.text:
        put("没有要写的，要点还是原样。")
        return
    put("\n".join(["要改的：", *differences(brief.text, filling.text)]))
    if not confirmed and ask("写进要点吗？回车写，n 不写：").lower() in ("n", "no", "不", "不写", "否"):
        put("没有写，要点还是原样。")
        return
    kept = save(brief, filling.text, keep=True, lost=filling.lost())
    made, _ = make_from(filling.load(filling.text), filling.wanted)
    put("\n".join([f"已写进：{brief.path}", f"原来的留作：{kept}", _left(made), f"出稿：nigao draft {brief.path}"]))


def _left(made: Draft) -> str:
    return f"还待补：{len(made.gaps)} 处（{'、'.join(dict.fromkeys(gap.label for gap in made.gaps))}）" if made.gaps else "待补：无"


# ---------------------------------------------------------------------------------------------------- a person
def ask_all(filling: _Filling, asked: tuple[Question, ...]) -> None:
    """Asks one question after the other until all are asked or the person has had enough."""
    put(f"待补 {len(asked)} 处。直接回车跳过，q 结束。")
    for number, question in enumerate(asked, 1):
        put("\n".join(["", *_page(question, f"{number}/{len(asked)}")]))
        if question.elsewhere:
            continue
        if not (_ask_items if question.listed else _ask_value)(filling, question):
            break
    put("")


def _page(question: Question, number: str) -> Iterator[str]:
    """What is asked: its name, its sentence in the draft, what stands there, in what it is counted."""
    yield f"{number}  {question.label}（{question.ref}）"
    if question.sentence:
        yield f"  稿子里：{question.sentence}"
    if question.elsewhere:
        yield f"  这个指标在合用的 {question.elsewhere} 里，请到那里填。"
        return
    if question.now:
        yield f"  要点里现在是“{question.now}”，请把整句重写一遍。"
    if question.unit:
        yield f"  单位：{question.unit}"


def _ask_value(filling: _Filling, question: Question) -> bool:
    """Asks until the answer is right; False when the person ends it."""
    from generator.notation import value_of

    while True:
        answer = ask("  填：")
        if not answer:
            return True
        if answer in _END:
            return False
        told = _refused(filling, question, value_of(answer, question.field))
        if told is None:
            return True
        put(told)


def _ask_items(filling: _Filling, question: Question) -> bool:
    """Asks for one item after the other, each by its first parts, until an empty answer."""
    subs = question.field.sub[:_ASKED]
    base, items = filling.text, list["Value"]()
    put(f"  一条一条填（{'、'.join(sub.zh for sub in subs)}），{subs[0].zh}处直接回车就是填完了。")
    while True:
        told = [ask(f"  {subs[0].zh}：")]
        if not told[0] or told[0] in _END:
            return told[0] not in _END
        told += [ask(f"  {sub.zh}：") for sub in subs[1:]]
        item: Value = {sub.key: words for sub, words in zip(subs, told, strict=True) if words}
        wrong = _refused(filling, question, [*items, item], base)
        if wrong is None:
            items.append(item)
        else:
            put(wrong)


def _refused(filling: _Filling, question: Question, value: Value, base: str = "") -> str | None:
    """What is wrong with an answer, for the person; None where it was taken."""
    try:
        filling.take(question, value, base)
    except BriefError as error:
        return "\n".join(f"  不成：{problem.message}{f'。{problem.hint}' if problem.hint else ''}" for problem in error.problems)
    return None


# ------------------------------------------------------------------------------------------------------ a file
def take_all(filling: _Filling, asked: Iterable[Question], answers: Path) -> None:
    """Takes the answers of a file. Raises CallError for refs that nothing is missing under, BriefError with all answers that are wrong."""
    known = {question.ref: question for question in asked}
    told = _answers(answers)
    problems: list[Problem] = []
    for ref, (value, place) in told.items():
        question = known.get(ref.removeprefix("figures."))
        if question is None:
            problems.append(Problem("稿子里没有这处待补", place, ref, suggestion(ref, known) or f"待补的有：{'、'.join(known)}"))
        elif question.elsewhere:
            problems.append(Problem("这个指标在合用的数据文件里", place, ref, f"请到 {question.elsewhere} 里填"))
        elif value not in ("", None):
            problems += _wrong(filling, question, value, place)
    if problems:
        raise BriefError(f"答案有{len(problems)}处问题，没有写", problems)


def _wrong(filling: _Filling, question: Question, value: Value, place: Place) -> list[Problem]:
    try:
        filling.take(question, value)
    except BriefError as error:
        return [Problem(problem.message, place, question.ref, problem.hint) for problem in error.problems]
    return []


def _answers(path: Path) -> Mapping[str, tuple[Value, Place]]:
    """The answers of a file by ref, each with its place. Raises BriefError where the file is no list of answers."""
    from generator.notation import compose, plain
    from generator.source import decode, parse, read_bytes

    problems: list[Problem] = []
    text = decode(read_bytes(path), str(path), problems)
    root = parse(text, str(path), problems) if text is not None else None
    if root is not None and root.kind != "map":
        problems.append(Problem("答案应是“编号: 值”的一份清单", root.place, hint="一行一个，如 signed.last: 18"))
    if problems or root is None or text is None:
        raise BriefError(f"答案有{len(problems)}处问题，没有写", problems)
    values = plain(compose(text))
    assert isinstance(values, Mapping)
    return {ref: (values[ref], root.key_places[ref]) for ref in root.entries}


def _template(asked: Iterable[Question]) -> Iterator[str]:
    return (f"  {question.ref}:   # {question.label}" for question in asked)
