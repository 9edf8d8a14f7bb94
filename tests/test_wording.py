"""The tables of wrong wordings and of red lines: every entry finds what it is for and nothing else, and no speech that is right is questioned."""
from __future__ import annotations

import re
import time
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from marked import expected, plain, text_document

from generator.checks import policy, wording
from generator.checks.review import Found, Review
from generator.library import load_library
from generator.literals import may_match
from generator.model import SEVERITIES, Checking, RedLine
from generator.standards import Standards

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared"
STANDARDS = Standards()
LITERAL = [slip for slip in STANDARDS.slips if not slip.pattern]
PATTERNS = [slip for slip in STANDARDS.slips if slip.pattern]
CARRIER = "县里要求，{}，请大家记住。"

# Every pattern of the table at work: «…» is what must be found; put right as suggested, the sentence must be silent.
WRONG = """
有«香港、日本等国»的客商要来。
在县«委常务会»上说明。
«中央八项禁令»提出的事一条不能松。
这是对党和«人名»负责。
做鞋的«台湾»、越南等国客商也要去联络。
报市«政府常委会»研究。
党员干部要«坚定“四个意识”»，不折不扣抓落实。
越是这样的«时侯»，越要沉住气。
要«增强“四个自信”»，站稳立场。
要«坚定“两个维护”»，步调一致。
县«“十一五”计划»里写着这件事。
县«十二五计划»已经在编。
«香港这些国家»来的客商，一家也不能怠慢。
各级干部要«杠起»责任。
困难面前要能«杠»得住。
企业的«台帐»要一家一本。
«帐户»里还有多少钱，一查便知。
«明白帐»要算在前面。
今年要打«翻身帐»。
希望«在坐»的各位带头跑项目。
厂房«座落»在城南。
请县领导«座镇»一线。
请代表«依次就坐»。
基础工程«己»经完成。
盐化项目«己»开工，配套项目还在报批。
场面热烈，大家久«久久不能自己»，掌声不断。
我们的底子薄，«既使»有困难，办法总比困难多。
«即然»签了约，就要守约。
«即要数量、又要»质量。
县里调研过，«即有老问题，也有»新情况。
这件事，«即是任务，更是»责任。
二期工程«既将»投产。
要盯住«即定»目标。
发现问题«立既»整改。
区域«竟争»越来越激烈。
客商«竟相»投资。
到位资金同比«增张»12%。
税收«同比增涨»12%。
面对«严俊»的形势，不能松劲。
三期工程已经«峻工»。
三号厂房«俊工»验收。
设备«按装»到一半。
项目落下来了，«一但»停工，损失很大。
这个园区，«以经»成为全市的样板。
三家企业«签定»了协议。
媒体«报导»了我们的做法。
我们要«象»爱护眼睛一样爱护环境。
有的同志«好象»没有听进去。
会场全程«录象»。
«截止»3月底，开工8个。
«部份»企业还没有复工。
话说得有点«过份»，是为了让大家上心。
这是很有«份量»的项目。
企业改成了«股分»制。
园区急需技术«人材»。
今天我们«大展鸿图»。
有的干部«热中于»开会。
不许互相«推委»，谁的事谁办。
要在车间里«站稳脚根»。
«摆出架式»不等于开工。
典型发言很«精采»。
工作要做得«塌实»，不要浮在面上。
«会议纪录»要存档。
«其它»同志留下来。
各单位«必需»高度重视。
水是生产«必须品»。
«企业反应的问题»要件件有回音。
«权利»运行要公开。
保护«投资者的合法权力»。
«忠心»感谢各位客商。
我«仅代表»县委、县政府向大家表示欢迎。
我们肩上是«一幅重担»。
设立«6只驻点招商小分队»。
«对标作»全市排头兵的要求，差距还大。
五年«总量翻一翻»，就看这两年。
五年再«番两番»，就看这两年。
能耗«下降了2倍»，成绩不小。
单位能耗同比«下降-3».2%。
«防止类似问题不再发生»。
安全生产«无时无刻在»心上。
为了落地，«再所不惜»。
平台公司发了«招聘启示»。
首批«企业入住»园区。
«过度期»的事要有人管。
投资«协义»签了三份。
工期一再«廷误»。
抓好大气«冶理»。
这是新的«标淮»。
抓紧«淮备»材料。
任务很«坚巨»。
打好«攻艰»战。
园区«规化»已经批复。
年初的«计化»要一项一项对。
提前«谋化»项目。
«统踌»推进两项工作。
«关健»在于落实。
产业«建康»发展。
这样的事«决对»不能再有。
要面向«末来»，从今天做起。
任务«末»完成的，月底来汇报。
再«投人»资金三千万元。
把进度«纳人»考核。
«深人»企业，一家一家问。
«财政收人»过了十亿元。
«领导千部»要带头。
«国有士地»不能闲着。
投资«3亿无»，分两期建。
深化«供给测»结构性改革。
«营商环镜»就是竞争力。
«产业圆区»是主战场。
一批«好项木»落了地。
«开工律»只有三成。
补齐«产业练»上的缺口。
要做好«强练补练»这篇文章。
«组建招商专版»。
«要素保章»要到位。
«问题消号»，一个不落。
项目«进渡»慢了一个月。
签约二十个，«期中»亿元以上九个。
«高薪技术»企业多了三家。
«光福»产业是新的增长点。
用好«自贸实验区»的政策。
老同志«做出了重要贡献»。
干部要起«带头做用»。
年轻干部要«有所做为»。
«做为»一个窗口，看的是态度。
«工作做风»要实。
要在服务上«作文章»，下真功夫。
把主导产业«做大作强»。
要«清醒的看到»，签得多、开工少。
要«认真的做好»前期手续。
承诺的事«要不折不扣的落实»，不打折扣。
«实事求是的说»，底子还是薄。
去年大家«干的很充实»，今年还要加把劲。
谁«干的好»，谁就上台发言。
让«更多地»优质企业落户。
发挥我们的«优势优势»，把链条补上。
重点«项目项目»要有人盯。
帮扶«企业企业»才能留得住。
做好当前«工作工作»，一件一件来。
我们«的的»任务还很重。
三个项目完成«了了»，还有五个没动。
赴韩国、«台湾等国家»招商。
小分队去«香港、新加坡和日本等国家»考察。
有人把那里写成«台湾国»，这是大错。
我们同«中港台»客商都有往来。
«中港»两地的商会都来了。
这几年«中国和香港»的往来多了。
这几年«我国与台湾»的往来多了。
«香港客商来华»考察。
«台湾客商来华»考察。
不能说成«出国到香港»。
不能写成«台湾政府»。
不能写成«台湾立法院»。
«香港和大陆»的企业一起来了。
«台湾和内地»的企业一起来了。
«国内的、台湾的»都要列出企业名字。
«环保督查»整改还剩两件。
«债券人»会议开过一次。
«港澳台和其他国家»的企业也要去敲门。
«街道政府»召开大会。
先办«过度»用电增容。
服务«“一带一路”战略»。
«解放前»这里是一片滩涂。
«建国»以来最大的项目。
«前苏联»援建的老厂。
深入学习«习近平新时期中国特色社会主义思想»。
落实«“三个代表”思想»。
落实«科学发展关»。
坚持«社会主意»道路。
增强«大局意识、政治意识、核心意识、看齐意识»。
坚定«理论自信、道路自信、制度自信、文化自信»。
统筹推进«政治建设、经济建设、文化建设、社会建设、生态文明建设»。
贯彻«协调、创新、绿色、开放、共享»的新发展理念。
建设«富强民主和谐文明美丽»的国家。
增强«“四个自信”“四个意识”»。
坚决«做到“两个确立”»。
坚决«拥护“两个维护”»。
学习«党的20大»精神。
学习«党的第二十届全国代表大会»精神。
学习«二十大三中全会»精神。
坚持«以法治国»。
«中共云州市市委»作了部署。
前不久，«临江县县委»书记带队来过。
«县人大委员长»到会指导。
«县人大主席»到会指导。
«镇人大主任»要抓代表工作。
«县政协主任»到会指导。
人大代表、«政协代表»都提了建议。
«人大委员»提了建议。
«县检查院»派员参加。
请«检查长»同志讲一讲。
«住房与城乡建设»局要盯住工期。
«农村农业»局要盯住春耕。
«市发展改革委员会»批了文。
«蒙族»群众多的村。
«维族»群众多的村。
帮扶«残废»职工。
关心«弱智»儿童。
厂房两万«平米»，年内建成。
路面加宽20«公分»。
亩产600«市斤»。
土方两万«立方»，月底运完。
打好项目«攻坚站»。
健全«倒闭机制»，让慢的快起来。
群众的«获的感»、幸福感更强。
开展«形势多样»的招商活动。
学习«习近评»总书记重要讲话。
群众说起«习大大»。
学习«习总书记»重要讲话。
"""

# What is right although it looks like one of the wrong wordings.
RIGHT = """
工地上的帐篷月底前撤掉，蚊帐和军帐先入库，到帐外去看。
现在坐的头排明年还要坐，大家围坐在车间里谈。
一座落后的老厂，一座座落成的新楼，三座镇区污水处理厂。
自己经手的事自己完成，知己经常来，利己的事少想，乙巳年开工。
既使企业得益，又使群众增收；既使市场活了，也让群众富了。
立即然后整改，立即要办的事，又要办好。
毕竟争来的是机会，究竟选哪一个，竟然标错了价。
当前严峻工作形势没有变，新增张家港客商三户。
按装机容量算，按装修标准算。
统一但不僵化，唯一但不是全部。
抽签定顺序，书签定做，填报导则另行印发。
对象不一样，气象都是这样，现象一样要分析，好象棋下在前头。
报名截止3月底，投标截止今年五月，截止到目前还没有来。
全部份额归企业，内部份额不变，完成份额，构成份内之事。
个人材料交齐，两人材料合订，工人材质。
有的单位在供热中于细处见功夫。
坍塌实例要讲，特色采摘园办得好。
其它人力资源公司，其它物资，其它人大代表议案。
生产必需要素要保障，企业所必需。
化学反应问题，应急反应问题，应急反应的情况。
不仅代表县委、县政府，我仅代表我个人向大家表示感谢。
一只鸡，两只羊，三只手表。
翻了一翻书，投资要翻了新样。
下降2—3个百分点，减少到三分之一。
防止问题反弹、确保不再发生，避免出错。
启示很多，故事启示我们。
客商入住酒店，群众入住新区。
过度期待不可取，朝廷误国，法廷伸冤。
陶冶理想情操，冶金企业，江淮备汛，目标淮安。
攻坚难题，中坚难以为继，攻艰苦的仗。
合规化经营，正规化建设，累计化解债务，统计化名，违规化整为零。
参谋化工项目，政策化解难题。
海关健康申报，机关健全制度，有关健身场地。
坚决对不能落地的项目说不，表决对口。
周末来人，年末完成任务，月末签约，上世纪末来的老厂。
投人民所好，引进人才，出纳人员，资深人士，发人深省，税收人员。
党委领导于部队，基层于部门之间，广大于部署。
三亿无担保贷款，两万无业人员。
需求测算要准，供给测试。
合格律师，开工律动，完成律己承诺。
产业练兵，企业供应练习册。
推出招商专版，成立之初出过特刊。
引进渡口改造项目，进渡船厂。
，期中考试。
自己做出的产品，做出样子。
积极做用户工作，重要做工，工作做风险评估，不做为好。
写作文章，工作文章两不误，合作大有可为。
深刻的看法，清醒的认识，充分的准备，扎实的推进，坚决的态度。
认真的同志，主动的干部，不折不扣的落实者，以坚定不移的推进赢得主动。
他只是简单的说了几句，客观的讲法。
做的事情很多，办的好事，讲的好处，干的好事，抓的实事。
更多地向企业倾斜，更多地依靠市场，更多地学习先进。
研究研究，讨论讨论，商量商量，高高兴兴，认认真真，重点抓重点，以优质服务服务企业，由县领导领导小组办公室办。
主导产业产业链，重点项目项目长，优秀企业企业家。
目的的确定，的的确确，打的的士，标的的价格，有的的确难。
为了了解情况，除了了解，取得了了不起的成绩，不甚了了，不了了之，了了心愿。
赴日本、韩国、台湾等国家和地区，香港、澳门等国家级新区，香港以及日本、韩国等国家。
台湾国民党，台湾国际航班，台湾国巨公司，其中港台企业五家，集中港台资源。
中国香港，我国台湾地区，中国和韩国，中国台湾客商。
内地和香港，大陆和台湾，香港和内地，台湾同胞来大陆，外国客商来华。
“一带一路”战略支点，共建“一带一路”。
思想解放前提下，解放前方，解放几何。
习近平新时代中国特色社会主义思想，习近平经济思想，习近平新时代中国特色社会主义经济思想，习近平生态文明思想。
学习总书记重要讲话，学习大大促进了工作，学习进平台，学习近乎痴迷。
科学发展关键在人，“三个代表”重要思想，社会主流意识。
政治意识、大局意识、核心意识、看齐意识，道路自信、理论自信、制度自信、文化自信。
经济建设、政治建设、文化建设、社会建设、生态文明建设，党的建设、经济建设、文化建设。
创新、协调、绿色、开放、共享的新发展理念，富强民主文明和谐美丽，富裕文明和谐美丽的临江。
“四个意识”“四个自信”，领悟“两个确立”，做到“两个维护”。
党的二十大，党的二十届三中全会，第十四届全国人民代表大会，党的第二十次全国代表大会，全国人大二次会议。
以法治国家建设为目标，以法治的方式。
中共临江县委书记周明，中共江苏省各县县委，中共内蒙古自治区区委，临江县委，各县县委书记，全省县委书记。
各市市委书记，产粮大县县委书记，原县委书记，我县县长，临江县县长。
全国人大常委会委员长，县人大常委会主任，镇人大主席，县人大主席团，县政协主席，县政协主任科员。
政协代表团，政协代表各界发言，人大代表、政协委员，人大委员会，人大常委会委员。
全面检查院墙，园区检查院士工作站，检查长期停工项目，检察长同志。
工业与信息化融合，推动文化与旅游部门联动，文化和旅游局，住房和城乡建设局，省发展改革委。
内蒙古，内蒙族群，启蒙族群，四维族群，身残志坚。
水平米粒，和平米业，一百平方米，办公分工，万立方米，三百立方公里，百分比。
攻坚站位要高，攻坚站稳脚跟，收获的感受，收获的感动，破产倒闭机制。
战略、形势多样复杂，形势严峻，形式多样。
"""

# One promise a red line is about.
PROMISES = {
    "tax_refund": "税收地方留成部分三年全额返还",
    "tax_own": "县里自行出台税收优惠办法",
    "tax_linked_award": "按企业纳税额给予奖励",
    "selective_award": "对大项目一事一议给予奖励",
    "zero_fee": "对落户企业实行零收费",
    "buy_tax_source": "引进一批开票公司",
    "outbid": "周边能给的，我们都给",
    "land_premium": "土地出让金全额返还",
    "zero_land_price": "重大项目零地价供地",
    "land_below_price": "低于成本价供地",
    "land_no_auction": "工业用地可以协议出让",
    "land_before_approval": "先开工后补手续",
    "farmland": "占用基本农田建厂",
    "land_split": "化整为零报批",
    "land_lease": "可以采取以租代征的办法",
    "demolition": "先拆迁后补偿",
    "eia_later": "环评手续后补",
    "high_energy": "两高项目也可以放宽",
    "env_threshold": "降低环保门槛",
    "shielded_firms": "对重点企业挂牌保护",
    "overcapacity": "新上一个电解铝项目",
    "cheap_power": "给铁合金企业优惠电价",
    "yangtze_chemical": "沿江布局一批化工项目",
    "guarantee": "企业贷款由财政兜底",
    "fixed_return": "县里承诺固定回报",
    "debt_as_equity": "采取明股实债的方式",
    "build_transfer": "道路采用BT模式",
    "ppp_subsidy": "特许经营项目由县里保底",
    "builder_pays": "由施工单位垫资",
    "platform_debt": "由平台公司替政府融资",
    "service_debt": "以政府购买服务名义融资",
    "staff_funding": "发动干部集资",
    "recruiting_fund": "设立10亿元招商引导基金",
    "local_only": "工程必须使用本地建材",
    "local_company": "中标企业必须在我县设立分公司",
    "no_leaving": "限制企业外迁",
    "levy": "向企业拉赞助",
    "firm_deposit": "落户企业要缴纳投资保证金",
    "old_promises": "上届班子的承诺不算数",
    "forced_technology": "要求外商转让技术",
    "bidding": "先施工后招标",
    "pay_cut": "完不成任务的扣发工资",
    "staff_deposit": "各部门主要负责人要上缴招商保证金",
    "commission": "按到位资金提成",
    "shareholding": "鼓励机关干部入股",
    "extra_posts": "没有职数的可以跨单位提拔",
    "judges": "法院也要领招商任务",
    "teachers": "学校也要领招商任务",
    "veto": "招商任务实行一票否决",
    "entertainment": "接待费用实报实销",
    "sightseeing": "外出招商顺便旅游",
    "padded_figures": "先把数字报上去",
    "case_favours": "公安要先打招呼再处理",
    "exam_points": "外来客商子女高考可以加分",
    "price_topped_up": "企业的电价差额由财政补",
    "closed_doors": "未经招商局同意不得到企业检查",
    "outsiders": "外地的施工队一律不得参加",
    "social_insurance": "头两年社保可以少缴",
    "production_before_acceptance": "先投产，再补消防验收",
}

# The same promises as they are made at a table, in free words.
IN_FREE_WORDS = """
tax_refund：企业缴的税，县里留的那一块如数退给企业。
tax_refund：交的税有多少，年底就奖给企业多少。
tax_refund：头三年免税，第四年再说。
tax_refund：一年交一百万，返二十万。
tax_linked_award：谁交得多就按交税多少给奖。
outbid：只要肯来，要什么政策给什么。
outbid：大项目的条件由他开。
land_premium：拿地的钱，过后补给企业。
land_premium：土地出让金先照规定交，交完由财政以扶持资金的名义全额退回去。
land_premium：挂牌价照收，竣工以后再分两次退给企业。
land_premium：土地出让金缴进来以后，可以再给企业补回去。
tax_refund：税先缴进来，年底再给企业退回去一半。
tax_refund：头三年缴的税，县里得的那一块全数返给它。
selective_award：大户单独开口子，地价、电价按别家的一半来算。
land_no_auction：急着用的地不走招拍挂。
land_no_auction：挂牌条件照着这家企业写。
land_before_approval：先把厂房建起来，手续随后补。
land_before_approval：用地手续可以以后再办。
farmland：村口那片水田直接租给企业建厂。
eia_later：环评等投产以后再补。
env_threshold：环保上对老企业松一松。
social_insurance：困难企业不缴社保，我们不去追。
shielded_firms：对落户企业三年内不安排执法检查。
shielded_firms：对重点企业实行挂牌保护，一律不得入企检查。
local_only：我县企业同等条件优先中标。
local_only：政府工程只给本地企业做。
land_before_approval：用地指标不够，先占用耕地，后面再补。
commission：引来一个亿的项目，奖引荐人实缴税收的两成。
social_insurance：企业的社保可以缓几年交。
case_favours：客商在我县犯了小事，要从轻处理。
closed_doors：没有我点头，谁也不准到企业检查。
closed_doors：要经管委会同意才能进企业检查。
shielded_firms：落户头一年不查不罚。
guarantee：亏了由县财政补。
guarantee：银行不放心，区里给他担保。
fixed_return：跟着投的，到期由管委会按原价回购。
fixed_return：投资方的本金一分不少。
guarantee：贷款由镇财政出函担保。
cheap_power：凡来投产的，市里一律给优惠电价。
fixed_return：收益不足的，由平台公司补上。
fixed_return：镇里保证不亏。
local_only：配套件只用本县产的。
outsiders：外地施工队一律不要。
commission：谁引来项目，按投资额给他提成。
commission：按到位资金的千分之三奖给引荐人。
staff_deposit：每个干部先交两千元押金。
teachers：医生、老师也要领招商任务。
padded_figures：把签约的也算成到位。
"""

# Said of the same matters without promising anything.
HARMLESS = """
用足用好国家减税降费政策，增值税留抵退税当月到账。
今年上级税收返还和转移支付增加了两亿元。
对税收贡献突出的二十户企业予以表彰。
一企一策派专人，一事一议定方案。
帮办代办零收费，涉企收费清单之外一分不收。
土地出让金按合同分期缴纳。
标准地、弹性年期、先租后让都要用起来。
项目前期容缺受理，拿地即开工。
招引项目先看环保，环保不过关的一票否决。
法院、检察院要为项目建设保驾护航。
学校要安排好客商子女入学。
政府性融资担保公司为中小企业提供担保。
用好省里的产业基金，专项债资金月底前拨付。
清欠施工企业垫资形成的拖欠。
古树名木挂牌保护。
沿江化工企业搬迁改造年内完成。
各单位签订招商引资目标责任书，每季度排一次名。
过去靠返还土地出让金招商，这条路走不通了。
有的地方承诺最低收益，最后都由财政兜底，教训很深。
加强公平竞争审查，凡是给特定企业的一事一议奖励都要先审。
三年来企业缴的税翻了一番，还带动了两千人就业。
去年退给企业的出口退税有三千万元。
企业交税多，说明我们的服务到了位。
企业要什么服务，我们就送什么服务。
条件由双方在合同里写清楚。
拿地的钱分三期交，合同里写明。
竞买公告要照着产业规划来写。
先把手续办齐再动工，不抢这一个月。
手续办完以后，再把厂房建起来。
流转给大户种粮的耕地一亩不动。
环评要赶在开工以前批下来。
社保费按时足额缴纳，用工补贴照国家规定兑现。
检查要事先告知，一个月只查一次。
亏损企业由县里派专班会诊。
收益不好的项目不要硬上。
外地企业来了，同本地企业一个标准。
本地能配套的要主动去对接，一家一家谈。
干部引来的项目记在单位名下。
医生要给企业职工做好体检。
签约了没有到位的，一律不算到位。
先投产的先享受，后投产的跟上来。
"""


def reviewed(text: str, when: str = "", names: tuple[str, ...] = ()) -> Review:
    """A text as the rules see it."""
    return Review(text_document(text), STANDARDS, checking=Checking(names=names), year=when)


def wrong(text: str, names: tuple[str, ...] = ()) -> list[Found]:
    """What is wrong with the wording of a text."""
    return list(wording.check(reviewed(text, names=names)))


def crossed(text: str, when: str = "") -> list[Found]:
    """The red lines that a text crosses."""
    return list(policy.check(reviewed(text, when)))


def lines(block: str) -> list[str]:
    """The sentences of a list above."""
    return block.strip().splitlines()


def speeches() -> list[tuple[str, str]]:
    """(name, text) of every draft that is kept in the tests and of every exemplar that is at hand."""
    files = (*sorted((HERE.parent / "golden").glob("*.txt")), *sorted((SHARED / "design" / "exemplars").glob("*")))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


# ------------------------------------------------------------------------------------------------------- wordings
def test_the_table_of_slips_is_well_formed() -> None:
    """No slip twice, none without its right form, reason and source, a severity that exists, and only a pattern that compiles."""
    assert len(STANDARDS.slips) >= 250
    assert [word for word, count in Counter(slip.wrong for slip in STANDARDS.slips).items() if count > 1] == []
    for slip in STANDARDS.slips:
        assert all(part.strip() for part in (slip.wrong, slip.right, slip.why, slip.source)), slip
        assert slip.severity in SEVERITIES and slip.right != slip.wrong, slip
        assert re.compile(slip.wrong) if slip.pattern else slip.wrong == plain(slip.wrong), slip


def test_every_literal_slip_is_found_and_put_right() -> None:
    """Each wrong form in a sentence is found once, where it is, with its right form and severity; the right form is not questioned by any slip."""
    bad = []
    for slip in LITERAL:
        sentence = CARRIER.format(slip.wrong)
        at = sentence.index(slip.wrong)
        found = [(item.start, item.end, item.suggestion, item.severity) for item in wrong(sentence)]
        if found != [(at, at + len(slip.wrong), slip.right, slip.severity)] or wrong(CARRIER.format(slip.right)):
            bad.append((slip.wrong, found, wrong(CARRIER.format(slip.right))))
    assert bad == []


def test_every_longer_wording_is_respected() -> None:
    """A ``but`` holds its slip and keeps it from being reported; beside it the slip is still found."""
    bad = []
    for slip in LITERAL:
        for longer in slip.but:
            both = CARRIER.format(f"{longer}，{slip.wrong}")
            if slip.wrong not in longer or wrong(CARRIER.format(longer)) or [item.start for item in wrong(both)] != [both.rindex(slip.wrong)]:
                bad.append((slip.wrong, longer))
    assert bad == []


@pytest.mark.parametrize("marked", lines(WRONG))
def test_a_pattern_finds_its_slip(marked: str) -> None:
    """The marked place alone is found; put right as suggested, the sentence is silent."""
    found = wrong(plain(marked))
    assert [(0, item.start, item.end) for item in found] == expected(marked), found
    start, end = found[0].start, found[0].end
    assert wrong(plain(marked)[:start] + found[0].suggestion + plain(marked)[end:]) == []


def test_every_pattern_is_tried() -> None:
    """No pattern of the table stands without a sentence above that it finds."""
    sentences = lines(plain(WRONG))
    assert [slip.wrong for slip in PATTERNS if not any(re.search(slip.wrong, sentence) for sentence in sentences)] == []


@pytest.mark.parametrize("sentence", lines(RIGHT))
def test_what_only_looks_wrong_is_left_alone(sentence: str) -> None:
    """Words that hold a wrong form by chance, or use it rightly, raise nothing."""
    assert wrong(sentence) == []


def test_the_table_of_sound_alikes_is_well_formed() -> None:
    """Each wrong form differs from its word in one character; none is itself a word of speeches, or what the exemplars say."""
    table = STANDARDS.sound_alikes
    assert len(table) > 10_000
    assert [wrong for wrong, right in table.items() if len(wrong) != len(right) or sum(a != b for a, b in zip(wrong, right, strict=True)) != 1] == []
    assert [wrong for wrong in table if wrong in STANDARDS.words] == []
    said = "".join(path.read_text(encoding="utf-8") for path in sorted((HERE.parents[1] / "seeds" / "exemplars").glob("*.txt")))
    assert [wrong for wrong in {said[at:at + 2] for at in range(len(said))} if wrong in table] == []


@pytest.mark.parametrize("marked", lines("""
企业的困难要«化介»。
干部作风要«转便»，时间不等人。
我县的营商«环竟»还不够好。
完善考核机制，«奖优罚烈»。
不断拓宽融资«渠到»。
"""))
def test_a_character_taken_for_another_is_found(marked: str) -> None:
    """Common words with one character that sounds or looks like the right one, put right as suggested."""
    found = wrong(plain(marked))
    assert [(0, item.start, item.end) for item in found] == expected(marked), found
    right = found[0].suggestion.removeprefix("改成“").removesuffix("”")
    assert wrong(plain(marked)[:found[0].start] + right + plain(marked)[found[0].end:]) == []


def test_two_characters_of_two_words_are_no_slip() -> None:
    """What makes a word with its neighbour, or stands so in the brief's names, is left alone."""
    assert STANDARDS.sound_alikes["化介"] == "化解"
    assert wrong("要转变观念、强化介绍，谁都不例外。") == []
    assert wrong("化介新材料开工。", ("化介新材料",)) == []


def test_what_a_pattern_must_hold_never_hides_a_match() -> None:
    """The plain characters by which a pattern of slips or red lines is passed over stand in everything that it matches."""
    for sentence in lines(plain(WRONG)):
        for slip in PATTERNS:
            assert may_match(slip.needed, sentence) or not re.search(slip.wrong, sentence), slip.wrong
    for line in STANDARDS.red_lines:
        for word in line.words:
            for promise in PROMISES.values():
                assert may_match(line.needed, plain(promise)) or not re.search(word, plain(promise)), word


def test_names_are_never_questioned() -> None:
    """A name of the brief or the unit, and what lies inside it, is left alone; the same words elsewhere are not."""
    text = "弛名铸件项目开工，弛名企业多。"
    assert [item.start for item in wrong(text, ("弛名铸件",))] == [9]
    assert [item.start for item in wrong(text)] == [0, 9]
    assert [item.suggestion for item in wrong("中共临江县县委作了部署。", ("临江县",))] == ["中共临江县委"]


def test_a_message_says_what_why_and_by_which_source() -> None:
    """The words, the reason, the source, the right form and the severity of the entry."""
    [found] = wrong("领导小姐办公室设在商务局。")
    assert found.message.startswith("“领导小姐”有误") and "误字" in found.message and "通行用法" in found.message
    assert (found.suggestion, found.severity) == ("领导小组", "error")


def test_of_overlapping_slips_one_is_reported() -> None:
    """A place that two entries know is reported once, by the longer of those that begin first."""
    assert [item.suggestion for item in wrong("招商引资招商引资工作不能松。")] == ["招商引资"]


@pytest.mark.parametrize("rule", [wording, policy])
def test_no_entry_fires_on_the_phrase_bank(rule) -> None:
    """Neither table finds anything in the words of any block or frame."""
    library = load_library()
    texts = "\n".join(block.text for block in chain(library.blocks.values(), library.frames.values()))
    assert [(item.message, texts[item.start:item.end]) for item in rule.check(Review(text_document(texts.replace("\n", " ¶ ")), STANDARDS))] == []


@pytest.mark.parametrize(("name", "text"), speeches())
def test_no_entry_fires_on_a_good_speech(name: str, text: str) -> None:
    """Drafts of ours and speeches written by hand raise nothing, whatever their year."""
    document = " ¶ ".join(text.splitlines())
    assert [item.message for item in (*wrong(document), *crossed(document))] == [], name


def test_exemplars_are_read_where_they_are() -> None:
    """Two speeches written by hand are among those tried above."""
    if not (SHARED / "design" / "exemplars").is_dir():
        pytest.skip("the exemplars are not part of the project and not here")
    assert {"S0.txt", "S3.txt"} <= {name for name, _ in speeches()}


def test_slips_of_real_speeches_are_found() -> None:
    """What is known to be wrong in the scraped speeches is found there."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the scraped speeches are not part of the project and not here")
    text = " ¶ ".join(chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in sorted(folder.glob("*.txt"))))
    review = reviewed(text)
    said = {review.passages[item.paragraph].text[item.start:item.end] for item in wording.check(review)}
    known = {"增张", "严竣", "在坐", "到帐", "己", "优势优势", "对标作", "清醒的看到", "要不折不扣的落实", "更多地"}
    assert {word for word in known if word in text} <= said


def test_a_long_speech_is_read_quickly() -> None:
    """The whole table against 5,000 characters takes some milliseconds; a generous bound, for busy machines."""
    text = "".join(text for _, text in speeches())[:5000]
    review = reviewed(" ¶ ".join(text.splitlines()))
    list(wording.check(review))
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        list(wording.check(review))
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.05


# ------------------------------------------------------------------------------------------------------ red lines
def month_before(when: str) -> str:
    """2024-08 → 2024-07, 2015-01 → 2014-12."""
    year, month = map(int, when.split("-"))
    return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"


def test_the_table_of_red_lines_is_well_formed() -> None:
    """No id twice, a date that is a month, a rule with its number or name, something to say instead, and expressions that compile."""
    assert len(STANDARDS.red_lines) >= 25
    assert [id for id, count in Counter(line.id for line in STANDARDS.red_lines).items() if count > 1] == []
    for line in STANDARDS.red_lines:
        assert re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", line.valid_from), line.id
        assert line.words and line.but and line.rule.strip() and line.instead.strip(), line.id
        assert all(re.compile(pattern) for pattern in (*line.words, *line.but)), line.id
    assert {line.id for line in STANDARDS.red_lines} == set(PROMISES)


@pytest.mark.parametrize("line", STANDARDS.red_lines, ids=lambda line: line.id)
def test_a_red_line_holds_from_its_date(line: RedLine) -> None:
    """The promise is found from the month of the rule on and where nobody says when; not a month before, nor in a year that began before."""
    text = f"今天把话讲明，{PROMISES[line.id]}。"
    for when in (line.valid_from, "", str(int(line.valid_from[:4]) + 1)):
        assert [item.suggestion for item in crossed(text, when)] == [line.instead], when
    assert crossed(text, month_before(line.valid_from)) == []
    if not line.valid_from.endswith("-01"):
        assert crossed(text, line.valid_from[:4]) == []


@pytest.mark.parametrize("line", STANDARDS.red_lines, ids=lambda line: line.id)
def test_a_ban_is_no_promise(line: RedLine) -> None:
    """The same words under a ban raise nothing, but the sentence after it does."""
    text = f"严禁{PROMISES[line.id]}。{PROMISES[line.id]}。"
    assert [item.start >= text.index("。") for item in crossed(text)] == [True]


@pytest.mark.parametrize("line", lines(IN_FREE_WORDS))
def test_a_promise_in_free_words_is_one(line: str) -> None:
    """Nobody promises in the words of the rule; the promise is found all the same, and its ban is no promise."""
    id, _, sentence = line.partition("：")
    instead = next(item.instead for item in STANDARDS.red_lines if item.id == id)
    assert instead in {item.suggestion for item in crossed(sentence)}
    assert crossed(f"严禁这样许诺：{sentence}") == []


@pytest.mark.parametrize("sentence", lines(HARMLESS))
def test_what_promises_nothing_is_left_alone(sentence: str) -> None:
    """To speak of a matter, to report it or to clean it up is no promise."""
    assert crossed(sentence) == []


def test_no_promise_is_put_in_place_of_another() -> None:
    """What an entry proposes to say instead crosses no red line and holds no slip."""
    assert [line.id for line in STANDARDS.red_lines if crossed(line.instead) or wrong(line.instead)] == []


def test_the_reasons_hold_no_slip_of_their_own() -> None:
    """Rules and sources are spelt as the tables themselves ask."""
    assert [slip.source for slip in STANDARDS.slips if wrong(slip.source)] == []
    assert [line.id for line in STANDARDS.red_lines if wrong(line.rule)] == []
