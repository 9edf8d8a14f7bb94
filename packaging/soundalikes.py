"""Makes phrasebank/checks/soundalikes.txt, words.txt and alikes.txt: pip install pypinyin jieba, then python packaging/soundalikes.py

Office words with one character taken for another that sounds or looks like it, as long as that makes no word and hardly ever stands across the border
of two. The words are those of the bank, the examples and the exemplars, and the set phrases of ``phrasebank/checks/idioms.txt``; sounds come from
pypinyin, how common a word is from jieba. Run it again when the bank has many new words; what it leaves out because it might be right can be added to
slips.yaml with a context.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba
import yaml
from pypinyin import lazy_pinyin, pinyin
from pypinyin.constants import Style

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "phrasebank" / "checks"
READ = ("phrasebank/*.yaml", "phrasebank/mining/*.yaml", "templates/**/*.j2", "examples/**/*.yaml", "tests/briefs/*.yaml", "seeds/exemplars/*.txt")
HAN = re.compile("[一-鿿]+")
KNOWN = 200                                      # jieba's count of a word that is a word in its own right
PAIRED = 8                                       # times that two words of two characters stand together
USED = 10                                        # times that a word stands in our texts
COMMON = 1800                                    # characters that are taken for others
KNOWN_CHARACTERS = 5500                          # characters that an office types
TWO_SOUNDS = "行长重调的地得还会都乐数参差传弹度降角解卷落率没切省盛系校载扎种着了和给着藏朝乘曾称"       # the others have one that is in use
# Sounds that are typed for each other where they are spoken alike.
BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))
CROSSING = 0.5                                   # times in a million that two characters may be expected to meet by chance
LONG = 3                                         # characters above which a word is known though it is heard with a southern ear
# How words go on: 做起 and 做齐 are both right.
ENDINGS = "起到好完出上下去来成住了过着的地得些样里县市区镇乡村"
UNSURE = frozenset("一二两三四五六七八九十百千万的地得了着过是在有和个上下来去要就都也又还把被不没")
LOOSE = "已以也而于与及其"                       # what begins the words that come next
# What is taken for another by its shape, in groups.
SHAPES = (
    "己已巳 未末 侯候 竣峻骏俊 圈围 贷货 拨拔 崇祟 籍藉 戌戍 陪培赔倍 辨辩辫 徒徙 折拆析 烧饶浇 洽恰 密蜜 形型 即既 坐座 帐账 版板 消削销 记计 "
    "燥躁澡操 绩积 遣遗 廷延 券卷 幅副 渡度 震振 竞竟 境镜 迁千 塌蹋踏 概慨 签鉴 署暑 撼憾 驰弛 厉励历 致至 制治 反返 份分 晰淅 扰忧优 抗坑 抓爪 "
    "抢枪 措错 换唤 捷睫 推椎 崛掘 握屋 攻功 敦郭 挠晓 缓暖 材村 枢柱 栋冻 桥侨 检捡 欢欠 歧岐 汇江 决快 冶治 泄世 泊伯 润闰 滞带 漏露 激邀 "
    "练炼 列烈 受爱 牵率 勿物 独烛 环坏还 略路 疑凝 盖益 盘般 直真 督睿 矛茅 础出 得碍 示元 祖租 移多 稳隐 突实 章竟 端瑞 符付 筑筹 简间 粮粒 "
    "精情 系紧 素索 药约 级极 线钱 阻组 织职 经径 绕饶 统充 续绪 录绿 缺决 网冈 群裙 毫耗 聚取 股服 能熊 舒书 艰坚 接节 苦若 荒慌 获或 裕欲 "
    "规现 触独 订计 认人 训川 论伦 诉拆 评平 识只 详祥 误悟 谋某 贯惯 负员 责则 败贩 质贡 购沟 责贵 赁货 赢羸 超起 跟根 踩采 转传 轮论 载裁栽 "
    "输偷 达大 对过 运云 进井 违纬 连联 迫追 退腿 适括 选先 透秀 通桶 速束 造告 遇偶 壁避 部陪 酌灼 释译 锁琐 锤垂 健建 镇填 张长 闭闲 问间 "
    "阅悦 阶介 防妨 阵陈 降绛 限根 院完 余除 险检验 维雄 令零 需须 雷需 静净 项顶 雇顾 领令 额客 使驶 骨滑 稿高 鼓豉 谈淡痰 债责绩 沟钩构 场扬汤 "
    "跑泡抱 编偏 惜借 破波坡 摸漠 陡徒 标漂 待持侍特 挂桂 挑跳桃 推堆谁 拾给 炒抄 烂拦栏 抵低 钓钩 狠狼 享亨 夺夸 幕暮募墓慕 壤嚷 耍要 早旱 今令 "
    "午牛 干千 土士 日目 末术 体休 住往 河何 怀坏 宽觅 亏污 亩苗 虑虚 准淮 资货 贯贵 贾买 贵遗 浮俘 窑窖窍 掂惦 拣栋 嘹缭 拢扰 柞榨 泯氓 崔催摧 "
    "撤撒 辍缀 揣端瑞喘 戮戳 赅骇该 肓盲 茸葺 谒竭歇渴揭 蛰蜇 瞻赡檐 湛谌 惴揣 恬括 衰衷哀 束柬 刺剌 贻殆怠 诣脂指 殉询徇 暇瑕遐假 缓援暖 喧渲暄 "
    "燎撩潦缭瞭 绌拙茁 讫迄 挤跻济 踪综 轶秩 辐幅福 逾愉喻 遂逐邃 镶嚷 阔闹 陨损 隘溢 隅偶 颁颂 颖颍 飙飘 鳞麟 摩麾 拴栓 杨扬 枝技 扳板 揩楷 授援 "
    "捧棒 拄柱 捎梢哨 扑朴 拖施 拥佣 择泽译 挟狭峡陕 捐损 捕铺浦圃 捞涝 瞄描猫锚 提堤 搏博薄簿缚 摊滩 操澡 伸仲 仰抑 仿访 价阶 侧测 俭检险 俗裕 "
    "倾顷 偿尝 储诸 况祝 净睁 凑揍 刊刑 例列 剔踢 劲颈 势执热 勘堪 匀均 碑卑牌 胁协 券卷 卸御 厢箱霜 叙叔 叠垒 呈程 啄琢 嘉喜 困因固 址扯 坎砍 "
    "坦担 垦恳 垫热 诚城域 堂党 塔搭 塑朔溯 妥受 姿资 孟盂 宏宠 宜宣 宴晏 容客 寓遇 寨赛塞 寥廖 崭暂 巅颠 迅讯汛 廉谦歉 弃弄 弊蔽 彰障 徘排 徽微 "
    "亿忆 忘忙 恒桓 恼脑 悉番 悬县 惠穗慧 慷糠 懈解 戒戎绒 戴载 扛杠 扮份 批披 抖科 拒矩炬 拟似 招绍 挖控 档挡 捉促 掀欣 掠惊 探深 措借错 掩淹 "
    "搁阁 摆罢 摘滴 擎警 攀樊 敏繁 斩渐 旋族 晋普 晾凉谅 曝暴爆瀑 朵垛 朽巧 杆秆 杉衫 杖仗 枫疯 染杂 柔揉 株珠殊 桩庄压 椅倚 楚础禁 榜傍磅 槽糟遭 "
    "橙澄 汲级 沧沦 沽估 沿铅 泛乏 泰秦 洪烘供 浆桨奖 浓脓 浙折 淀绽锭 淘陶 溃馈 溉概 滥篮蓝 漆膝 灌罐 炬矩 烁砾 络烙 烤拷 焊捍 媒煤谋 熔溶 牲性 "
    "牺栖 犊读 珍诊趁 畅肠荡 畜蓄 疏蔬 监盐 睦陆 硕顾 碎醉粹 碌绿 祸锅 秩铁 税悦脱锐 稠绸 筛师 粘沾 糕羔 絮恕 纯钝顿 钢纲 绑帮 编偏骗遍 缆榄 缕楼 "
    "缘绿 缩宿 罚罪 群郡 翔详 翘浇 聊柳 萧肃渊 肩启 育肓 胞抱饱 膜模 膨澎 舆与 搜艘 茎经径 荐存 茵菌 蒸燕 蓬逢 融隔 衔街 衡横 覆履 誉举 誓哲 "
    "仪议 坪评 词伺饲 试拭 诺若 谐楷 摇遥谣 贤资 贬泛 贴帖 贺贸 赋斌 赖懒 跃沃 踊涌 轨执 辆俩 辖割 郊效 酿娘 醒惺 采彩 野墅 盯叮钉 铜桐 铸寿 "
    "锈绣 煅锻 镇慎 闸押 阀伐 陷馅 隆窿 雅稚雄 须顺 预顶 频颇 颗颖 饰饬 驱躯 驳驭 娇骄 龄玲 默黔 "
).split()


def main() -> None:
    """Writes the three files."""
    jieba.initialize()
    counts = {word: count for word, count in jieba.dt.FREQ.items() if count > 0 and HAN.fullmatch(word)}
    runs = [run for text in texts() for run in HAN.findall(text)]
    used = Counter(word for run in runs for word in jieba.cut(run, HMM=False) if 2 <= len(word) <= 4)
    said = {run[at:at + size] for run in runs for size in (2, 3, 4) for at in range(len(run) - size + 1)}
    idioms = {word for line in (CHECKS / "idioms.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#") for word in line.split()}
    said |= {word[at:at + 2] for word in idioms if len(word) > 3 for at in range(len(word) - 1)}
    pairs = Counter(a + b for run in runs for a, b in pairwise(jieba.cut(run, HMM=False)) if len(a) == len(b) == 2)
    twos = {word for word, times in used.items() if len(word) == 2 and times >= USED and counts.get(word, 0) >= KNOWN and word[1] not in ENDINGS}
    known = {str(slip["wrong"]) for slip in yaml.safe_load((CHECKS / "slips.yaml").read_text(encoding="utf-8"))["slips"]}    # with what is right there
    slips = Slips(counts, said | known)
    found: dict[str, list[str]] = {}
    longer = {word for word in idioms if len(word) > 2} | {pair for pair, times in pairs.items() if times >= PAIRED and pair[-1] not in ENDINGS}
    for word in sorted(twos | longer | idioms, key=lambda word: (len(word), -used[word], word)):
        if wrong := sorted(slips.of(word)):
            found[word] = wrong
    head = "# 常用词写错一个同音、形近字的样子（wording 规则用）：对的写法，后面是错的写法。由 packaging/soundalikes.py 生成；误报的可以直接删去。"
    lines = [head, *(f"{word} {' '.join(wrong)}" for word, wrong in sorted(found.items()))]
    (CHECKS / "soundalikes.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    firsts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(word for word in used if len(word) == 2):
        firsts[word[0]].append(word)
    head = "# 讲话里用的两字词：soundalikes.txt 里的两个字若和前后的字连成这里的词，就不是错字。由 packaging/soundalikes.py 生成。"
    (CHECKS / "words.txt").write_text("\n".join([head, *(" ".join(words) for words in firsts.values())]) + "\n", encoding="utf-8")
    head = "# 输入时会互相打错的字：一行一组，音同（平翘舌、前后鼻音不分）或形近。由 packaging/soundalikes.py 生成。"
    (CHECKS / "alikes.txt").write_text("\n".join([head, *alike(slips.characters)]) + "\n", encoding="utf-8")


def alike(characters: Counter[str]) -> Iterator[str]:
    """Groups of characters that are typed for each other."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char, _ in characters.most_common(KNOWN_CHARACTERS):
        for sound in sorted({blurred(sound) for sound in pinyin(char, style=Style.NORMAL, heteronym=char in TWO_SOUNDS)[0]}):
            groups[sound].append(char)
    yield from ("".join(group) for _, group in sorted(groups.items()) if len(group) > 1)
    yield from SHAPES


def blurred(sound: str) -> str:
    """A syllable without what many do not hear."""
    for told, heard in BLURRED:
        sound = re.sub(f"^{told}|{told}$", heard, sound)
    return sound


def texts() -> Iterator[str]:
    """What is right as it stands: the bank, the examples, the exemplars, what good editors wrote, and what the tests of slips call right."""
    for pattern in READ:
        for path in sorted(ROOT.glob(pattern)):
            yield path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "edits").glob("*.yaml")):
        for record in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield from (edit["new"] for edit in record["clean"])
    yield from (line["instead"] for line in yaml.safe_load((CHECKS / "red_lines.yaml").read_text(encoding="utf-8"))["red_lines"])
    yield (ROOT / "tests" / "sentences" / "right.txt").read_text(encoding="utf-8")


class Slips:
    """What words become when one character is taken for another."""

    def __init__(self, counts: dict[str, int], said: set[str]) -> None:
        """``counts`` are those of a dictionary, ``said`` what our texts say in two to four characters."""
        self._counts, self._said, self._total = counts, said, sum(counts.values())
        self._taken: set[str] = set()
        self._ends: Counter[str] = Counter()
        self._starts: Counter[str] = Counter()
        chars: Counter[str] = Counter()
        self._inside: set[str] = set()           # two characters inside a longer word
        for word, count in counts.items():
            self._ends[word[-1]] += count
            self._starts[word[0]] += count
            chars.update(dict.fromkeys(word, count))
            if count > 20:
                self._inside.update(word[at:at + 2] for at in range(len(word) - 1))
        self.characters = chars
        self._sounds: dict[str, set[str]] = defaultdict(set)
        self._blurred: dict[str, set[str]] = defaultdict(set)
        for char, _ in chars.most_common(COMMON):
            sound = lazy_pinyin(char)[0]
            self._sounds[sound].add(char)
            self._blurred[blurred(sound)].add(char)
        self._shapes: dict[str, set[str]] = defaultdict(set)
        for group in SHAPES:
            for char in group:
                self._shapes[char] |= set(group)

    def of(self, word: str) -> Iterator[str]:
        """The wrong forms of a word that are nothing else."""
        for at, (char, sound) in enumerate(zip(word, lazy_pinyin(word), strict=True)):
            heard = self._blurred[blurred(sound)] if len(word) > LONG else self._sounds[sound]
            for other in (heard | self._shapes[char]) - {char} - UNSURE:
                if at == len(word) - 1 > 1 and other in LOOSE:
                    continue                     # 常委会已, not for 常委会议
                wrong = word[:at] + other + word[at + 1:]
                if wrong not in self._taken and not self._may_be_right(wrong):
                    self._taken.add(wrong)
                    yield wrong

    def _may_be_right(self, wrong: str) -> bool:
        """Whether it is a word, or might be two; of longer ones also whether two of its characters tell already."""
        if wrong in self._counts or wrong in self._said or len(wrong) > 2 and any(a + b in self._taken for a, b in pairwise(wrong)):
            return True
        return len(wrong) == 2 and (wrong in self._inside or not UNSURE.isdisjoint(wrong) or self._ends[wrong[0]] * self._starts[wrong[1]] / self._total ** 2 * 1e6 > CROSSING)


if __name__ == "__main__":
    main()
