"""``nigao new``: a brief to start from, or last year's carried into this year."""
from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.cli import chinese
from generator.cli.asking import ask, at_terminal, pick
from generator.cli.drafting import load, skeleton_id
from generator.cli.nearest import identify
from generator.cli.options import Folders, folder_options, skeleton_option
from generator.cli.outputs import STDOUT, check_folder
from generator.cli.show import put
from generator.errors import BriefError, CallError, OverwriteError, Problem
from generator.model import Library

if TYPE_CHECKING:
    from generator.new import Start
    from generator.rollover import Look, Rolled

_PATH = "要点.yaml"
_FEW = 12                                        # lines that a summary names
_HEADS = {"number": "要填今年的数", "date": "日期、时限空着，要填", "words": "时间的说法，看今年对不对", "mention": "写着去年的年份", "wording": "提法到时候过期了",
          "event": "一条一条是去年的事：改成今年的，没有的删去", "fact": "是去年的情况，逐条看", "file": "合用的数据"}
_LISTED = ("words", "mention", "wording", "file")


class _Told(NamedTuple):
    """What was given on the command line about the speech."""

    occasion: str | None
    level: str | None
    year: str | None
    place: str | None
    speaker: str | None

    @property
    def options(self) -> list[str]:
        """The options that were given."""
        return [f"--{name}" for name, value in zip(self._fields, self, strict=True) if value is not None]


@click.command(cls=chinese.Command)
@click.argument("path", metavar="[文件]", required=False)
@click.option("--occasion", metavar="会议名称", help="会议名称，如 一季度招商引资工作汇报会。")
@click.option("--level", metavar="层级", help="哪一级，写编号或名称，如 县、地级市、镇。")
@click.option("--year", metavar="年份", help="哪一年的讲话。")
@click.option("--place", metavar="地名", help="哪里，如 临江县。")
@click.option("--speaker", metavar="职务", help="讲话人的职务，如 县委书记。")
@skeleton_option("照这个骨架要的列出（nigao skeletons 列出全部）；不给就从会议名称看。")
@click.option("--keys", type=click.Choice(["zh", "en"]), default="zh", metavar="zh|en", help="键名用中文还是英文，默认中文。")
@click.option("--all", "everything", is_flag=True, help="列出全部的键，不只是这种讲话用得上的。")
@click.option("--example", is_flag=True, help="不写空白的，抄一份填好的样例。")
@click.option("--from", "old", metavar="旧要点", type=click.Path(exists=True, dir_okay=False),
              help="把去年的要点改成今年的：数移作上年同期，日期空出来。年份用 --year 给，默认加一年。")
@folder_options
def new(
    path: str | None, skeleton: str | None, keys: str, everything: bool, example: bool, old: str | None, folders: Folders, **told: str | None
) -> None:
    """写一份带说明的写作要点，改成自己的就能用；旁边另放一份 .schema.json，编辑器靠它提示键名。

    \b
    nigao new 要点.yaml
    nigao new --from 去年的要点.yaml --year 2027

    在终端里会先问六个问题；给了选项就不问。默认写到 要点.yaml；写 - 时打印到标准输出。已有的文件不会被替换。
    """
    given = _Told(**told)
    _check_options(given, skeleton, everything, example, old)
    target = path or (_PATH if old is None else "")
    if target:
        check_folder(target)
    if old is not None:
        carry(Path(old), target, given.year, load(folders))
        return
    _check_free(target)
    library = load(folders)
    if example:
        write(target, example_brief(skeleton, keys, library))
        return
    asking = at_terminal() and target != STDOUT and not (given.options or skeleton or everything)
    start, chosen = asked(library) if asking else (started(given), skeleton and skeleton_id(skeleton, library))
    write(target, blank_brief(start, chosen or guessed(start, library), keys, library, everything=everything))


def _check_options(given: _Told, skeleton: str | None, everything: bool, example: bool, old: str | None) -> None:
    """Raises CallError for options that do not go together."""
    others = [*given.options, *(["--skeleton"] if skeleton else []), *(["--all"] if everything else []), *(["--example"] if example else [])]
    if old is not None and (unfit := [option for option in others if option != "--year"]):
        raise CallError(f"--from 照旧要点的写，不能和 {'、'.join(unfit)} 一起用；只要 --year。")
    if example and (unfit := [option for option in others if option not in ("--skeleton", "--example")]):
        raise CallError(f"--example 抄现成的，不能和 {'、'.join(unfit)} 一起用。")


def _check_free(target: str) -> None:
    """Raises OverwriteError where the file is there already: better now than after the questions."""
    from generator.writers.safe import free_name

    if target != STDOUT and os.path.lexists(target):
        raise OverwriteError(f"已有文件 {target}", [Problem("没有替换", hint=f"换个名字：nigao new {free_name(Path(target))}")])


# ------------------------------------------------------------------------------------------------- a new brief
def started(given: _Told) -> Start:
    """What the options say, and examples for the rest. Raises CallError for a value that does not fit."""
    from generator.fields import LEVELS
    from generator.new import ROLES, Start

    if not given.options:
        return Start()
    level = identify("层级", given.level, LEVELS.values or {}, "nigao new --help") if given.level else Start().level
    start = Start(given.occasion or Start().name, level, given.year or Start().year, given.place or "", given.speaker or ROLES[level])
    told = wrong(start)
    if told:
        raise CallError(f"选项的值不对：{told}")
    return start


def asked(library: Library) -> tuple[Start, str]:
    """What a person answers, question by question, and the skeleton that they choose."""
    from generator.fields import LEVELS
    from generator.frozen import replace
    from generator.new import ROLES, Start

    start = Start(place="")

    def checked(field: str) -> Callable[[str], str]:
        return lambda answer: wrong(replace(start, **{field: answer}))

    put("写一份新要点，先问几句；方括号里的是默认，直接回车就用它。")
    start = replace(start, name=ask("会议名称：", Start().name, wrong=checked("name")))
    start = replace(start, level=pick("哪一级？", LEVELS.values or {}, start.level))
    start = replace(start, year=ask("哪一年：", str(datetime.date.today().year), wrong=checked("year")))
    start = replace(start, place=ask("地名，如 临江县（可以先空着）：", wrong=checked("place")))
    start = replace(start, role=ask("讲话人的职务：", ROLES[start.level], wrong=checked("role")))
    names = {id: skeleton.name for id, skeleton in library.skeletons.items()}
    return start, pick("哪种讲话？", names, guessed(start, library))


def wrong(start: Start) -> str:
    """What is not right about an answer; empty where all is."""
    from generator.brief import load_brief
    from generator.new import new_brief

    try:
        load_brief(_PATH, data=new_brief(None, "zh", (), filled=start.filled, only=()).encode("utf-8", "surrogatepass"))
    except BriefError as error:
        return "；".join(f"{problem.message}{f'，{problem.hint}' if problem.hint else ''}" for problem in error.problems)
    return ""


def guessed(start: Start, library: Library) -> str:
    """The skeleton that the meeting suggests, as drafting would choose it."""
    from generator.brief import load_brief
    from generator.new import new_brief
    from generator.pipeline import choose_skeleton

    facts = load_brief(_PATH, data=new_brief(None, "zh", (), filled=start.filled, only=()).encode("utf-8"))
    return choose_skeleton(facts, library, None)[0].id


def blank_brief(start: Start, skeleton: str, keys: str, library: Library, *, everything: bool) -> Callable[[str], str]:
    """A commented brief with what the skeleton uses, or with everything; given the name of the schema beside it."""
    from generator.new import new_brief

    chosen = library.skeletons[skeleton]
    only = None if everything else {*chosen.needs, *map(str, chosen.meta.get("richer", ()))}
    return lambda schema: new_brief(skeleton, keys, chosen.needs, filled=start.filled, only=only, schema=schema)


def example_brief(skeleton: str | None, keys: str, library: Library) -> Callable[[str], str]:
    """The text of the first shipped example, or of the first of one skeleton. Raises CallError where none fits."""
    from generator import resources
    from generator.new import schema_line

    if keys == "en":
        raise CallError("样例都用中文键名；要英文键名，请去掉 --example。")
    chosen = skeleton and skeleton_id(skeleton, library)
    for path in sorted(resources.folder("examples").glob("*.yaml")):
        if not chosen or _drafts_as(path, library) == chosen:
            text = path.read_text(encoding="utf-8")
            return lambda schema: f"{schema_line(schema)}\n{text}" if schema else text
    raise CallError(f"没有骨架“{skeleton}”的样例；去掉 --example 可得一份空白的。")


def _drafts_as(path: Path, library: Library) -> str:
    from generator.brief import load_brief
    from generator.pipeline import choose_skeleton

    return choose_skeleton(load_brief(str(path)), library, None)[0].id


def write(target: str, text: Callable[[str], str]) -> None:
    """Writes a brief with its schema beside it, both or none, and says what to do next. Raises OverwriteError where one of them is there already; a schema
    that is the same stays."""
    from generator.new import schema_text
    from generator.writers.safe import write_files

    if target == STDOUT:
        put(text("").rstrip("\n"))
        return
    path = Path(target)
    schema = path.with_name(f"{path.stem}.schema.json")
    outputs = {path: text(schema.name).encode("utf-8"), **_schema(schema, schema_text().encode("utf-8"))}
    write_files(outputs, force=False)
    put("\n".join([*(f"已写出：{name}" for name in outputs), f"填好后：nigao draft {path}"]))


def _schema(path: Path, content: bytes) -> Mapping[Path, bytes]:
    """The schema if it is to be written. Raises OverwriteError where another file has its name."""
    if not os.path.lexists(path):
        return {path: content}
    if path.is_file() and path.read_bytes() == content:
        return {}
    raise OverwriteError(f"已有文件 {path}", [Problem("它和这一版的不一样，没有替换，要点也没有写", hint="移走它再运行，或给要点换个名字")])


# ------------------------------------------------------------------------------------------- last year's brief
def carry(old: Path, target: str, wanted: str | None, library: Library) -> None:
    """Writes last year's brief as the new year's and says what a person must look at. Raises CallError, BriefError, OverwriteError, WriteError."""
    from generator.brief import load_brief
    from generator.cli.inplace import original
    from generator.rollover import roll
    from generator.source import read_bytes
    from generator.writers.safe import write_files

    data = read_bytes(old)
    facts = load_brief(str(old), data=data)
    kept = original(old, data)
    before = int(facts.data["year"])
    year = before + 1 if wanted is None else _year(wanted)
    target = target or str(_named(old, before, year))
    if target != STDOUT:
        _check_free(target)
    rolled = roll(facts, kept.text, year, library)
    content = kept.encoded(rolled.text)
    load_brief(target if target != STDOUT else str(old), data=content)      # in another folder a file of shared figures may be out of reach
    if target == STDOUT:
        put(rolled.text.rstrip("\n"))
        return
    write_files({Path(target): content}, force=False)
    put("\n".join([f"已写出：{target}", "", *_to_look_at(rolled), "", f"数可以一处一处问着填：nigao fill {target}"]))


def _year(told: str) -> int:
    digits = told.strip().removesuffix("年")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        raise CallError(f"年份“{told}”不对，写四位数，如 --year 2027。")
    return int(digits)


def _named(old: Path, before: int, year: int) -> Path:
    """The new file's name: the old one with its year turned, else with the year after it."""
    turned = old.name.replace(str(before), str(year))
    return old.with_name(turned if turned != old.name else f"{old.stem}-{year}{old.suffix}")


def _to_look_at(rolled: Rolled) -> Iterator[str]:
    """What a person must look at, kind by kind, each with its lines."""
    yield "请看一遍（行号是新要点的）："
    order = list(_HEADS)
    for kind, group in groupby(sorted(rolled.looks, key=lambda look: order.index(look.kind)), key=lambda look: look.kind):
        looks = list(group)
        if kind in _LISTED:
            yield f"  {_HEADS[kind]}："
            yield from (f"    第 {look.line} 行  {look.name}：{look.why}" for look in looks)
        else:
            yield f"  {_HEADS[kind]}：{_summed(kind, looks)}"


def _summed(kind: str, looks: list[Look]) -> str:
    """``签约项目（第 20 行）、……``; for dates the lines alone."""
    if kind == "date":
        lines = list(dict.fromkeys(str(look.line) for look in looks))
        return f"第 {'、'.join(lines)} 行"
    told = [f"{look.name}（第 {look.line} 行{'，' + look.why if look.why and kind == 'number' else ''}）" for look in looks]
    more = f"……共 {len(told)} 处" if len(told) > _FEW else ""
    return "、".join(told[:_FEW]) + more
