"""Names of private persons in a sentence, told by grammar.

A name is read by surname and by the letters that people give; whether it must go is told by a role before it
(信访人, 监护人, 其妻), by what is said behind it (来访, 患病, 家庭), by a number beside it. Who acts in office stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from gongkai.screening import contexts
from gongkai.screening.columns import IS_A_BODY, acts_for_a_body
from gongkai.screening.health import births
from gongkai.screening.hit import Hit
from gongkai.screening.labelling import is_there, words
from gongkai.screening.later import later
from gongkai.screening.lexicon import any_of, dictionary
from gongkai.screening.names import (
    COMPOUND,
    ENDINGS,
    GIVEN,
    HAN,
    KIN,
    LISTS,
    MASKED,
    MINORITY,
    NAME,
    NAMES,
    OF_PARTS,
    PAIR,
    PARTS,
    ROLE,
    SURNAMES,
    WORDS,
    given_of,
    is_likely,
    is_name,
    is_sensitive_title,
    is_word,
)
from gongkai.screening.segments import RATHER_WORDS, Segmentation, divide
from gongkai.screening.weighing import Scales, said_around

_ANY_SURNAME = SURNAMES + NAMES["role_surnames"]
_OFFICIAL = any_of(LISTS["official"])
_PREDICATE = (
    rf"(?:{any_of(LISTS['predicate'])}|到[{HAN}]{{0,10}}?(?:上访|来访|反映|投诉|举报|求助|报案|报警)|"
    r"等\s*[\d一二三四五六七八九十]{1,3}余?[户人名])"
)
_AFTER = any_of(LISTS["after_name"])
_VERB_BEFORE = any_of(LISTS["verb_before"])
_AFTER_VERB = any_of(LISTS["after_verb"])
_STOP = r"[\s，,。；;、：:（(）)“”\"《》\d/／|\-—…？！?!]|$"
_BOUNDARY = later(
    rf"{_STOP}|{_PREDICATE}|{_AFTER_VERB}|等|的|为|因|系|患|是|现|家|夫妇|一家|同学|同志|老人|女士|先生|小朋友|户|生于|出生|身份|住|男|女|"
    r"被|将|已|于|在|经|送|发放|办理|申请|享受|参加|领取|进行|提供|无|有|予以|给予|向|和|与|及|长期|之|本人|监护|父|母|其|从|到|不|自|发言|"
    r"家|介绍|表示|说|称|讲|证|诉|求|指|同意|认为|就|对|持|携|驾|乘|跟|让|把|由|以|均|也|都|又|再|曾|未|没|所|拿|交|出|入|回|去|来|受|签|认|收"
)
_ROLE_BEFORE = later(
    rf"(?:{ROLE}|{KIN}|(?:儿|女|父|母|妻|夫|子|弟|兄|姐|妹)[：:])(?:姓名|名字|名单|签字|签名)?(?P<mark>\s*[（(][^（）()\n签章印]{{1,10}}[）)]\s*[：:]?|\s*[：:“\"]\s*|[（(]|(?:分别)?(?:为|是|系)|叫|\s{{1,2}})?"
)
_MARKED_NAME = later(rf"[{HAN}]{{2,6}}(?:[·•・][{HAN}]{{1,8}})*(?={_STOP})")
_NO_NAME = later(
    r"的|一[人户]一|盖章|签章|付清|癌|病|不详|无名|同上|以上|以下|本人|他人|多人|有关|相关|签[字名章]|盖章|姓名|电话|性别|证件|身份|地址|住址|单位|公司|机关|政府|局$|厂$|店$|社$|中心|村$|镇$|乡$|学校|医院|"
    r"委员会|户$|队$|组$|无$|某|联系|情况|意见|数|名单|合计|年|月|日(?:期|[前起内至]|$)|岁|类|级"
)
_KIN_FIRST = later(rf"{KIN}|{ROLE}|之?[父母妻夫子女]")
_BRACKETED = later(r"[（(][^（）()\n]{0,40}[）)]")
_AND = later(r"\s*[、和与及]\s*")
_LEFT = (
    rf"(?:(?<![{HAN}])|(?<=[村组屯户民员人工生主妇童儿友伤者属士某的由与和对将让使请给向被把据经因至跟及受称说到是了日年号班级唆放养助接抓救劝替帮])|"
    r"(?<=社区)|(?<=嘎查)|(?<=通知)|(?<=研究)|(?<=组织)|(?<=陪同)|(?<=帮助)|(?<=同意)|(?<=取消)|(?<=批准)|(?<=公司)|(?<=小学)|(?<=中学))"
)
# Any 人, 者 or 户 before a name, but for those in office or honoured in public.
_ANY_ROLE = later(rf"(?<=[{HAN}])(?:人|者|户|家属|对象|分子)(?P<mark>\s*[：:]\s*)?")
_PUBLIC_ROLE = later(rf"(?:{_OFFICIAL}|{any_of(LISTS['public_role'])})$")
_EVENT_BEHIND = later(
    rf"{_LEFT}({NAME})(?=(?P<between>[{HAN}\d]{{0,14}}?)(?:{any_of(LISTS['event'])}))"
)
_ACTS_FOR_OTHERS = later(any_of(LISTS["acts_for_others"]))
_SAID_BEHIND = later(
    rf"{_LEFT}({NAME})(?=(?:[（(][^（）()\n]{{1,30}}[）)])?[，,]?(?:于?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?(?:{_PREDICATE}))"
)
_SITUATION_BEHIND = later(
    rf"{_LEFT}({NAME})(?:\s*[（(，,]?\s*|[，,]?(?:[男女][，,]?)?(?:\d{{1,3}}岁[，,]?)?)(?:系|为|是|属|属于|确系|被认定为|因|患有?|享受|纳入)?(?:[一二三四]级)?"
    rf"(?:(?:我|本|全|该)[村乡镇县]|农村|城市|城镇|建档立卡|重度|肢体|视力|听力|智力|精神|言语|多重|重点|一般|严重|遭受|遭|长期)?(?:{_AFTER})"
)
_NUMBER_BEHIND = later(
    rf"(?<![男女甲乙丙双])({NAME})(?=\s*[（(，,、：:]\s*(?:手机|电话|联系电话|本人电话)?[：:]?\s*(?:身份证|公民身份|1[3-9]\d[\d\- .]{{8,10}}|\d{{17}}[\dXx]|[男女](?:[，,、；;）)]|$)|"
    r"(?:19|20)\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\s*(?:出?生|[）)])|\d{1,3}岁|户籍|家住|现住|住(?=[^院房建])|残疾证|社保卡|医保|户口|已?(?:死亡|身故|去世|注销)|低保|化名|肢体|视力|听力|言语|智力|精神|多重|[^（）()，,\n]{2,10}患者))"
)
_DAY_OF_BIRTH = r"(?:(?:19|20)\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?|[一二〇○零九]{2}[一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
# 甲生于…, 甲于…出生, 甲，出生年月…: the day of birth told after the name in words.
_BORN = later(
    rf"{_LEFT}({NAME})(?=\s*[，,、（(：:]?\s*(?:系|是)?(?:出?生于\s*{_DAY_OF_BIRTH}|于?{_DAY_OF_BIRTH}[{HAN}]{{0,8}}?出生|出生(?:日期|年月日?|时间)|生日))"
)
# 生于…的甲, …出生的甲
_BORN_BEFORE = later(
    rf"(?:出?生于{_DAY_OF_BIRTH}|{_DAY_OF_BIRTH}出?生)的({NAME})(?={_STOP}|老人|系|是|因|为|属|家|申请|患)"
)
# 甲家长您好，乙的助学金…: of whom a message to a family speaks.
_IN_A_MESSAGE = later(
    rf"(?:家长|家属|监护人)[你您]好[，,！!：:]\s*({NAME})(?=(?:同学|小朋友)?(?:的|因|未|尚|已|在))"
)
_VERB_THEN = later(
    rf"(?:{_VERB_BEFORE})({NAME})(?=[（(]|\d|(?:{_AFTER_VERB})|(?:{_PREDICATE})|、{NAME}(?:{_STOP}|[等家户]))"
)
_TAKEN = later(
    rf"(?:释放|抓获|寻找|救助|护送|拘留|逮捕|收养|领养|传唤|解救|搜救|抢救)({NAME})(?={_STOP})"
)
# 甲和乙系…: `_also` reads on to the second.
_TOGETHER = later(
    rf"{_LEFT}({NAME})(?=[和与]{NAME}(?:系|互|是|二人|两人|之间|因|就|发生|离婚|结婚|登记|签订|达成|约定|协商))"
)
# 关于某人反映…的答复, 对某人无证驾驶一案: what is said of a person in the name of a matter.
_ABOUT = later(
    rf"关于([{_ANY_SURNAME}](?:{PAIR}|{GIVEN}{{1,2}}))(?=(?:同志|女士|先生|等)?(?:反映|来信|来访|信访|申请|投诉|举报|诉求|要求|提出|与|户|家))"
)
_CASE = later(rf"(?<=对)({NAME})(?=[^，,。；;\n]{{1,24}}?(?:一案|立案|违法行为|的处罚))")
_COMPANION = later(
    rf"(?<=[我他她你人])[和与跟同]({NAME})(?=在|一起|一同|去|到|是|就|都|因|发生|{_STOP})"
)
_DIAGNOSED = later(rf"诊断({NAME})(?=为|患)")
_SALUTATION = later(
    rf"(?:^|(?<=\n)|(?<=尊敬的))\s*({NAME})(?:同志|女士|先生|同学|小姐)?(?:[你您]好)?(?:[（(][^（）()\n]{{1,40}}[）)])?[：:](?=[^。]{{0,120}}(?:[你您]|本机关|本局|现答复))"
)
_OF_ADDRESS = later(
    rf"(?:[号栋幢屯]的?|[一二三四五六七八九十\d][组队]的?|\d室的?)({NAME})"
    rf"(?!\d+[栋幢号座期单米])(?={_STOP}|家|户|等|系|患)"
)
_BEFORE_SEX = later(rf"(?<![{HAN}])([{HAN}]{{2,6}})(?=\s*[，,（(]\s*[男女]\s*[，,）)])")
# 某，撒拉族，某村: of whom no office is told.
_BEFORE_PEOPLE = later(
    rf"(?<![{HAN}])([{HAN}]{{2,6}})(?=\s*[，,（(]\s*[{HAN}]{{1,5}}族\s*[，,](?![^。；;\n]{{0,40}}(?:党员|现任|任|书记|主任|职|代表|学历|委员)))"
)
_NAMED_SO = later(rf"(?:取名|起名|暂取名)(?:为|叫)?[“\"]?({NAME})(?=[”\"，,。；;（(])")
_DESCRIBES = later(
    rf"(?:{ROLE}|{KIN}|{any_of(LISTS['somebody'])}|[未已]婚|离异|丧偶|[{HAN}]{{1,2}}族|初中|高中|小学|大专|本科|文盲|中专|农民|工人|干部|群众|党员|团员|成员|教师|司机|双方|本人|其中|另外|现年|性别|人员|代表|各位|全体|这位|那位|两位|所有|部分|亲爱的?|新老?|同班|我们|你们|他们)"
)
_BURDEN = r"(?:申请人|被申请人|申诉人|投诉人|被投诉人|举报人|被举报人|信访人|反映人|来访人|来信人|来电人|当事人|原告|被告|罪犯|被处罚人|违法行为人|被执行人|受害人|被害人|死者|伤者)"
_PARTICULARS = rf"[，,（(]\s*(?:[男女](?=[，,、）)])|\d{{1,3}}岁|\d{{17}}[\dXx]|身份证|公民身份|出生|住(?![{HAN}]?[所院房建宅])|户籍|现住|家住|骑|驾驶|电话|手机|1[3-9]\d{{9}}|[{HAN}]{{1,3}}族[，,]|孕[妇期早中晚\d]|残疾(?:人?证|等级|类别|[一二三四]级))"
# 申诉人武术：, 申请人稻香，住…, 季节同学，: whatever stands between a private role and particulars is the name.
_PARTY = later(rf"{_BURDEN}([{HAN}]{{2,4}})(?=\s*(?:{_PARTICULARS}|[：:]\s*(?:\n|[你您])))")
# 由其祖父抚养，住…: what kin do is no name.
_WHAT_KIN_DO = (
    r"(?:[抚扶赡领收寄供]养|养育|照[料顾看护管]|监护|看[护管]|代[管领办养缴签]|陪[同护伴]|护送|"
    r"签收|报[案警]|居住|同住|一起|共同|独自|单独|已故|去世|[病亡]故|在家|务[农工]|外出|[列出]席|参[加会与]|到[场会]|在场|旁听|驾[驶车]|乘[坐车]|表示|反映|要求|认为|介绍|[均都也已曾])"
)
_SOMEBODY_TOLD = later(
    rf"(?:{KIN}|{any_of(LISTS['somebody'])})(?!{_WHAT_KIN_DO})([{HAN}]{{2,3}})(?=\s*(?:{_PARTICULARS}|\d{{1,3}}岁|的?(?:证言|证词|陈述)(?:[{HAN}]{{0,2}}证|[、，,。等])))"
)
_OF_PARTICULARS = later(
    rf"(?<![{HAN}])([{HAN}]{{2,4}})(?=\s*[，,（(]\s*(?:[男女]\s*[，,、]\s*(?:\d{{1,3}}岁|\d{{4}}年|\d{{17}}|身份证|[{HAN}]{{1,3}}族)|(?:侨眷|归侨|[{HAN}]{{1,4}}籍|香港居民|澳门居民|台湾居民)\s*[，,]))"
)
_FELLOW = later(rf"(?<![{HAN}])([{HAN}]{{2,3}})(?=同学[，,：:（(])")
_NAME_IS = later(rf"(?:姓名|名字)(?:为|是|叫)[“\"]?([{HAN}]{{2,4}})(?=[”\"，,。；;（(])")
# 姓名：…；残疾类别：…；联系人：某: whom to call about a person.
_CONTACT_OF = later(
    rf"(?:姓\s*名|户主|残疾人|患者|儿童|学生)[：:][^。\n]{{2,120}}?联系人[：:]\s*([{HAN}]{{2,6}})(?=[；;，,、。（(\s]|$)"
)
# 某证言为证, but for who is in office
_WITNESS = later(rf"({NAME})(?=的?(?:证人)?(?:证言|证词)(?:[{HAN}]{{0,2}}证|[、，,。等]))")
# 妻某（…）、孙某；随父某务工
_KIN_LETTER = later(
    rf"(?:(?<![{HAN}])|(?<=[随其系由有与和跟]))[妻夫父母子女孙侄媳婿兄弟姐妹](?![方女])({NAME})(?=[（(，,、。；;）)\s]|$|已故|病故|去世|务工|外出|患|残疾|均)"
)
# 甲诉乙民间借贷纠纷
_SUES = later(
    rf"(?<![申起投控上])诉([{HAN}]{{2,4}}?)(?=(?:民间借贷|买卖|[{HAN}]{{0,4}}合同|离婚|生命权|健康权|机动车|劳动|劳务|侵权|相邻|返还|抚养|赡养|继承|物权|土地|名誉|追偿|不当得利|租赁|婚约|同居|交通事故|排除|财产)[{HAN}、]{{0,16}}纠纷)"
)
# 某同志：你来信…
_LETTER_TO = later(rf"(?:^|(?<=\n))\s*([{HAN}]{{2,4}})(?:同志|女士|先生)[：:]\s*[你您]")
_CERTAIN = (
    _PARTY,
    _SOMEBODY_TOLD,
    _OF_PARTICULARS,
    _FELLOW,
    _NAME_IS,
    _CONTACT_OF,
    _SUES,
    _LETTER_TO,
)
_BY_WHOM = later(
    rf"(?<=被)({NAME})(?=[^，,。；;\n]{{0,6}}?(?:侵害|殴打|打伤|砍伤|刺伤|猥亵|强奸|性侵|诈骗|威胁|家暴|撞伤|撞倒|拐卖))"
)
# 接甲、乙、丙等11人投诉
_MANY = later(
    rf"(?<![{HAN}])(?:[\d{HAN}年月日]{{0,14}}?(?:接到?|收到|据|受理|由|以))?((?:[{HAN}]{{2,4}}、){{1,9}}[{HAN}]{{2,4}})等\s*[\d一二三四五六七八九十]{{1,3}}余?[人户名](?:村民|群众|业主|居民|农民工|工人|职工|家长)?(?:联名|集体|先后|共同|来电|到[{HAN}]{{1,8}})?(?:投诉|反映|举报|上访|来访|信访|要求|申请|诉)"
)
# 6号杨柳溪，: an item of a list.
_NUMBERED_ITEM = later(r"(?:^|[\n。；;、，,\s])\d{1,3}号$")
# 柳政发31: half a number of a document, written without its year.
_HALF_NUMBER = later(
    rf"(?<![{HAN}])[{HAN}]{{1,3}}[政办党府][{HAN}]{{0,2}}?[发字函办令通复文]第?\d{{1,4}}(?:号|(?=[\s）)》”，,；;。]|$))",
    re.MULTILINE,
)


def _numbers_papers(text: str, start: int) -> bool:
    """Whether a document's number begins here or a little before."""
    return any(
        _HALF_NUMBER.match(text, at) is not None for at in range(max(0, start - 3), start + 1)
    )


_ADDRESSED = later(
    rf"(?:(?<![{HAN}])|(?<=尊敬的))({NAME})(?=(?:女士|先生|同志|同学|老人家)[：:，,]\s*(?:\n|[你您经]))"
)
_REQUESTER = later(
    rf"(?:{any_of(LISTS['requester'])}(?:姓名)?\s*[：:]?\s*({NAME})(?=[\s，,。；;、（(）)]|$|[^。\n]{{0,40}}申请)|"
    rf"申请人\s*[：:]?\s*({NAME})(?=[^。\n]{{0,40}}(?:申请|要求)(?:公开|获取|的?政府信息)))"
)
_BENEFIT_LABEL = later(
    rf"(?:低保|特困|五保|孤儿|残疾人?|护理补贴|生活补贴|救助|保障金|供养)[^，,。；;：:\n]{{0,12}}[：:]\s*({NAME})(?=\s*(?:[，,、；;。（(]|$))"
)
_STUCK = ("儿童", "女童", "男童", "幼童", "学童", "居民", "村民")
_CLEAR_END = later(rf"{_STOP}|{_PREDICATE}|已|被|拒|未|逾|称|的")
_FIELD_NAME = rf"[{HAN}]{{2,6}}(?:[·•・][{HAN}]{{1,8}})*"
_FIELD = later(
    rf"(?:(?<![人员位])姓\s*名|户名|开户名|账户名称?)\s*[：:]\s*({_FIELD_NAME})(?={_STOP})(?=[^\n]{{0,80}}(?:身\s*份\s*证|证件|住址|手机|出生|国籍|残疾|户籍|病|卡号|账号))"
)
_CARD_THEN_FIELD = later(rf"(?:证件号|身份证|护照)[^\n]{{0,40}}姓名\s*[：:]\s*({NAME})(?={_STOP})")
# Whatever stands there is the name: before an ID in brackets, behind 我叫, before 先生/女士.
_NAME_ITSELF = later(
    rf"(?<![{HAN}])([{HAN}]{{2,3}})(?=\s*(?:[（(]\s*(?:身份证[^\d\n]{{0,6}})?|[，,]\s*身份证[^\d\n]{{0,6}})\d{{17}}[\dXx]|(?:先生|女士)[/／](?:先生|女士)\s*[：:])"
)
_CALLED = later(rf"(?:我叫|名叫|自称叫?|化名)([{HAN}]{{2,4}})(?=[，,。；;（(])")
_SIGNATURE = later(
    rf"{any_of(LISTS['signature'])}\s*(?:[（(]?(?:签名|签字|签章|盖章|按印|捺印|手印|指印)[^：:\n]{{0,8}}[）)]?)\s*[：:]?\s*({NAME})(?![{HAN}])"
)
_LIST_ITEM = later(rf"(?<![{HAN}])({NAME})(?=[\s、，,；;。（(]|$|\d)")
_LIST = later(rf"(?<![{HAN}])(?:{NAME}\s*[、，,；;\s]\s*){{2,}}{NAME}(?![{HAN}])")
_BY_OFFICE = (
    rf"[{HAN}](?:(?<![人学社党成职会雇船店伤议演动])(?<!驾驶)员|(?<!家)(?<!队)(?<!成)长|[医技药护教厨讲律]师|"
    r"(?:评估|工程|会计|鉴定|建造|监理|规划)师|法官|检察官|警官|民警|干警|辅警|协警|专干|专员)"
)
_OFFICE_BEFORE = later(
    rf"(?<!退休)(?<!离休)(?!(?<=们)代表)(?:{_OFFICIAL}|{_BY_OFFICE})(?:姓名|同志|负责|签字)?\s*[：:（(]?\s*(?:[{HAN}]{{2,4}}(?:[（(][^（）()]{{1,10}}[）)])?[、，,和]\s*)*$"
)
_POST_TITLE = r"(?:书记|支书|主任|顾问|董事长|经理|[镇乡县市局科股处所站院校部队会组]长|科员|干部|委员|民警|律师|医生|医师|护士|大夫|法官|检察官|警官|教授|工程师|会计|老师|记者)"
_OFFICE_BEHIND = later(
    rf"\s*(?:人大(?:常委会)?(?:副?主席|副?主任)|政协(?:副?主席|副?主任)|党[委组]副?书记|的[{HAN}]{{2,16}}职务)|\s*(?:同志)?(?:当选|获选|(?:任|担任|[县镇乡村市区局])?(?:支部|党委|总)?副?{_POST_TITLE}|"
    rf"[（(，,]\s*(?![由经请向在到])[{HAN}]{{0,8}}?{_POST_TITLE}(?=[）)，,。；;、\s]|$))"
)
_IN_POST = later(r"现任|拟任|拟提|历任|任[\u4e00-\u9fff]{2,12}(?:书记|主任|局长|[镇乡县]长)")
_NEAR = 30


_NO_SURNAME = frozenset("的之其了及或均已未被将把")
_JOINERS = ("和", "与", "及")
_TITLE_OF_TWO = later(
    r"律师|老师|医生|医师|主任|书记|会计|法官|记者|教授|护士|民警|先生|女士|同志|老人|[镇乡县市局科股处所站院校村组]长"
)
_BEFORE_SEX_AT = later(
    rf"[{HAN}]{{2,6}}(?=\s*[，,（(]\s*(?:[男女]\s*[，,）)]|身份证|公民身份|[汉彝藏回苗壮维蒙满侗瑶白傣][吾古]?[尔族]))"
)
_CANDIDATES = tuple(
    later(pattern)
    for pattern in (
        MINORITY,
        PARTS,
        rf"{COMPOUND}(?:{PAIR}|{GIVEN}{{2}})",
        rf"{COMPOUND}{GIVEN}",
        rf"[{_ANY_SURNAME}] ?(?:{PAIR}|{GIVEN}{{2}})",
        rf"[{_ANY_SURNAME}] ?{GIVEN}",
    )
)


def _ends_there(text: str, at: int, end: int, boundary: re.Pattern[str]) -> bool:
    name = text[at:end]
    if is_word(name) or not boundary.match(text, end) or MASKED.match(text, end):
        return False
    return is_likely(given_of(name)) or re.match(_STOP, text[end : end + 1] or "\n") is not None


@lru_cache(maxsize=4096)
def _of_words(text: str) -> bool:
    """Whether what stands behind a colon is made of words (符合条件), and nobody's name."""
    division = divide(text)
    return (
        len(text) > 3
        and not division.names
        and all(last - first > 1 for first, last, _ in division.words)
        and not is_name(text)
    )


def _read(text: str, at: int, *, marked: bool) -> int | None:
    """The end of the name that begins at `at`: the reading with a boundary behind it, else the one of likely letters.

    `marked`: a colon or the like stands before it, so that a word may be a name, and a name of a minority too.
    """
    if marked:
        whole = _MARKED_NAME.match(text, at)
        if (
            whole
            and not _NO_NAME.search(whole.group())
            and not MASKED.search(whole.group())
            and not _KIN_FIRST.match(whole.group())
            and not _of_words(whole.group())
            and not _is_a_body(whole.group())
        ):
            return whole.end()
    if text[at : at + 1] in _JOINERS:
        return None
    named = _BEFORE_SEX_AT.match(text, at)
    if (
        named
        and named.group()[0] not in _NO_SURNAME
        and not _NO_NAME.search(named.group())
        and not _KIN_FIRST.match(named.group())
    ):
        return named.end()
    ends = [
        match.end()
        for pattern in _CANDIDATES
        if (match := pattern.match(text, at))
        # 秦雪|律师
        and not (match.end() - at > 2 and _TITLE_OF_TWO.match(text, match.end() - 1))
    ]
    for boundary in (_CLEAR_END, _BOUNDARY):
        for end in ends:
            if _ends_there(text, at, end, boundary) and not (
                boundary is _BOUNDARY and _is_a_rare_word(text, at, end)
            ):
                return end
    for end in ends:
        name = text[at:end]
        if not is_word(name) and name[:2] not in WORDS and is_likely(given_of(name)):
            if not MASKED.match(text, end) and not _is_a_rare_word(text, at, end):
                return end
    return None


_HAN_AFTER = later(rf"[{HAN}]{{2,10}}")


def _is_a_rare_word(text: str, at: int, end: int) -> bool:
    """Whether two letters that the dictionary knows are no name in the likeliest division either (邻居占道堆放柴草)."""
    behind = _HAN_AFTER.match(text, at)
    if end - at != 2 or text[at:end] not in dictionary() or behind is None:
        return False
    return (0, 2) not in divide(behind.group()).names


# 法定代表人：甲，局长; 委托代理人乙，该局法规股股长: what the person is in office follows behind a comma or in brackets.
_POST_BEHIND = later(
    rf"\s*[，,（(]\s*(?:系|为|是)?(?:该|本|我|其)?[{HAN}]{{0,14}}?(?:{_POST_TITLE}|(?:局|科|股|室|所|中心|公司|律师事务所)的?(?:工作人员|职员|职工|员工))(?=[）)，,。；;、\s]|$)"
)
# 甲（组长）: what one is among those who act together.
_IN_A_TEAM = later(
    r"\s*[（(](?:副?组长|组员|召集人|成员|主审|主讲|采购人代表|[^（）()]{0,6}专家|领队|队长)[）)]"
)
_JUST_BEFORE = later(rf"(?:{ROLE}|{KIN})\s*[：:]?\s*$")
_MAY_BE_IN_OFFICE = later(r"代理|见证|证明|委托|陪同")


def _is_a_body(text: str) -> bool:
    return len(text) > 3 and IS_A_BODY.search(text) is not None


_NO_LONGER_IN_OFFICE = later(
    r"(?:退休|离休|离任|病退|困难|患病|生病)(?:老?(?:职工|干部|教师|党员|工人|教授|战士))$"
)


def _acts_in_office(text: str, start: int, end: int) -> bool:
    if _IN_A_TEAM.match(text, end):
        return True
    if _POST_BEHIND.match(text, end) and not _JUST_BEFORE.search(text, max(0, start - 12), start):
        return True
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    if _OFFICE_BEFORE.search(before) and not _NO_LONGER_IN_OFFICE.search(before):
        return True
    if _IN_POST.search(text[end : end + 60].partition("。")[0].partition("\n")[0]):
        return True
    return _OFFICE_BEHIND.match(text, end) is not None


# 见证人（镇民政办）：甲
_OFFICE_IN_MARK = later(
    r"[（(][^（）()]{0,12}(?:局|办|所|站|中心|政府|委员会|村委|社区|[科股]|公司)[）)]\s*[：:]?$"
)
_ADDRESSEE = later(r"收[件货]人")
_OFFICE_NEAR = later(r"(?:局|中心|公司|委员会|办公室|政府|科|部|院|校)[，,、；;：:\s]*$")


def _by_role(text: str) -> Iterator[tuple[int, int]]:
    for match in _ROLE_BEFORE.finditer(text):
        if _ADDRESSEE.match(match.group()) and (
            _OFFICE_NEAR.search(text[: match.start()][-12:])
            or contexts.is_asked_for(text, match.start())
        ):
            continue
        if _OFFICE_IN_MARK.search(match.group()):
            continue
        # 由祖父|母抚养
        if text[match.end() - 1] == "父" and text[match.end() : match.end() + 1] == "母":
            continue
        mark = match.group("mark") or ""
        # 各位村民：, and the letter begins on the next line.
        marked = "\n" not in mark and any(sign in mark for sign in '：:“"')
        start = match.end()
        end = _read(text, start, marked=marked)
        while end is not None:
            if (
                _OFFICE_BEHIND.match(text, end)
                or _OF_A_BODY.match(text, end)
                or (_MAY_BE_IN_OFFICE.search(match.group()) and _POST_BEHIND.match(text, end))
                or _HONOURED.match(text, end)
            ):
                break
            yield start, end
            after = _BRACKETED.match(text, end)
            more = _AND.match(text, after.end() if after else end)
            if more is None:
                break
            start = more.end()
            end = _read(text, start, marked=False)


_GRAMMAR = (
    _SAID_BEHIND,
    _SITUATION_BEHIND,
    _NUMBER_BEHIND,
    _BORN,
    _BORN_BEFORE,
    _IN_A_MESSAGE,
    _VERB_THEN,
    _TAKEN,
    _TOGETHER,
    _ABOUT,
    _CASE,
    _COMPANION,
    _DIAGNOSED,
    _SALUTATION,
    _ADDRESSED,
    _BENEFIT_LABEL,
    _FIELD,
    _CARD_THEN_FIELD,
    _OF_ADDRESS,
    _BEFORE_SEX,
    _BEFORE_PEOPLE,
    _NAME_ITSELF,
    _CALLED,
    _NAMED_SO,
    _WITNESS,
    _KIN_LETTER,
    _BY_WHOM,
)
_FIELDS = (_FIELD, _CARD_THEN_FIELD, _BEFORE_SEX, _BEFORE_PEOPLE, _NAME_ITSELF, _CALLED)


def _by_any_role(text: str) -> Iterator[tuple[int, int]]:
    for match in _ANY_ROLE.finditer(text):
        if _PUBLIC_ROLE.search(
            text[
                max(0, match.start() - 8) : match.start("mark")
                if match.group("mark")
                else match.end()
            ]
        ):
            continue
        before = (
            text[max(0, match.start() - 3) : match.start("mark")] if match.group("mark") else ""
        )
        before = before or text[max(0, match.start() - 3) : match.end()]
        if any(acts_for_a_body(before[first:]) for first in range(max(1, len(before) - 2))):
            continue
        start = match.end()
        end = _read(text, start, marked=False)
        if end is None or not is_likely(given_of(text[start:end])) or is_word(text[start:end]):
            continue
        if _CLEAR_END.match(text, end) and not _OFFICE_BEHIND.match(text, end):
            yield start, end


def _by_event(text: str) -> Iterator[tuple[int, int]]:
    """A name at the head of a clause that ends in an accident, an illness, an arrest, a claim of one's own."""
    for match in _EVENT_BEHIND.finditer(text):
        start, end = match.span(1)
        name = text[start:end]
        if is_word(name) or text[max(0, start - 1) : start + 1] in _STUCK:
            continue
        if not (is_likely(given_of(name)) or OF_PARTS.fullmatch(name)):
            continue
        if not _ACTS_FOR_OTHERS.search(match.group("between")) and not _acts_in_office(
            text, start, end
        ):
            yield start, end


def _crosses(span: tuple[int, int], names: set[tuple[int, int]]) -> bool:
    """Whether a name of the division begins within `span` and ends behind it (羊主史|海波)."""
    start, end = span
    return any(start < other < end < last for other, last in names)


def _by_grammar(
    text: str, patterns: Sequence[re.Pattern[str]] = _GRAMMAR
) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        at = 0
        while match := pattern.search(text, at):
            start, end = match.span(1)
            at = max(start + 1, end)
            name = text[start:end]
            if MASKED.search(name) or MASKED.match(text, end) or is_word(name):
                at = start + 1
                continue
            if pattern in (_BEFORE_SEX, _BEFORE_PEOPLE) and _KIN_FIRST.match(name):
                at = start + 1
                continue
            if _is_a_body(name) or _HONOURED.match(text, end):
                continue
            if pattern is _OF_ADDRESS and _NUMBERED_ITEM.search(text, max(0, start - 6), start):
                continue
            if pattern in (_VERB_THEN, _SAID_BEHIND) and (
                _named_to_a_seat(text, start, end) or _is_charged(text, start, end)
            ):
                continue
            fielded = pattern in _FIELDS and not _NO_NAME.search(name)
            if not (
                fielded
                or "·" in name
                or OF_PARTS.fullmatch(name)
                or is_likely(given_of(name.replace(" ", "")))
            ):
                at = start + 1
                continue
            if not _acts_in_office(text, start, end) and not (
                pattern is _NUMBER_BEHIND and _calls_an_office(text, end)
            ):
                yield start, end


def _certain(text: str) -> Iterator[tuple[int, int]]:
    """Names told by what stands on both sides, be they words."""
    for pattern in _CERTAIN:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            name = text[start:end]
            if (
                MASKED.search(name)
                or MASKED.match(text, end)
                or name[0] in _NO_SURNAME
                or name[0] in _PRONOUNS
                or _NO_NAME.search(name)
                or _DESCRIBES.match(name)
                or _KIN_FIRST.match(name)
                or _is_a_body(name)
                or (pattern is not _CONTACT_OF and _acts_in_office(text, start, end))
            ):
                continue
            yield start, end


def _of_many(text: str) -> Iterator[tuple[int, int]]:
    for match in _MANY.finditer(text):
        items = list(re.finditer(r"[^、]+", match.group(1)))
        if all(item.group()[0] in _SURNAME_LETTERS for item in items):
            for item in items:
                yield match.start(1) + item.start(), match.start(1) + item.end()


_SURNAME_LETTERS = frozenset(_ANY_SURNAME)
_TELEPHONE_BEHIND = later(
    r"\s*[（(，,、：:]\s*(?:本人|联系)?(?:手机|电话)?(?:号码?)?[：:]?\s*(?P<number>1[3-9]\d[\d\- .]{8,10})"
)


def _calls_an_office(text: str, end: int) -> bool:
    """Whether what follows the name is a telephone that a body gives so that it is called."""
    told = _TELEPHONE_BEHIND.match(text, end)
    if told is None:
        return False
    label = _LABEL_OF_LINE.match(text, text.rfind("\n", 0, end) + 1)
    return contexts.is_office_contact(text, *told.span("number")) or (
        label is not None and _OF_WORK.search(label.group(1)) is not None
    )


_LABEL_OF_LINE = later(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]?\s*)?([^\s：:，,。；;]{2,16})[：:]"
)


def _also(text: str, found: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Neighbours joined to a name that must go (甲、乙二人), and the same name elsewhere in the text."""
    for start, _ in sorted(found):
        joined = re.search(
            rf"(?:^|(?<![{HAN}])|(?<=[的请由给对将]))({NAME})[、和与及]$",
            text[max(0, start - 6) : start],
        )
        if joined and not is_word(joined.group(1)):
            at = max(0, start - 6)
            yield at + joined.start(1), at + joined.end(1)
    for _, end in sorted(found):
        while more := _AND.match(text, end):
            start = more.end()
            following = _read(text, start, marked=False)
            if following is None or _OFFICE_BEHIND.match(text, following):
                break
            yield start, following
            end = following
    for name in {text[start:end] for start, end in found if end - start >= 3}:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name))


_PRIVATE_NUMBER = later(
    r"(?<!\d)(?:\d{17}[\dXx]|\d{6}[ \-.]\d{8}[ \-.]\d{3}[\dXx]|1[3-9]\d[\d \-.]{8,10})(?!\d)|身份证号|公民身份|[卡账]号\s*[：:]?\s*\d{6}|医疗费|误工费|抚养费|赡养费|抚恤金"
)
_OF_A_PERSON = later(
    rf"(?:同志|女士|先生|同学)?(?:{_PREDICATE}|本人|一家|全家|家[中里]|家(?!庭农场|庭医生|具|电|乡|政|装|长|访|属院)|夫妇|[之的]?(?:妻|夫|子|女|父|母)[{HAN}]?|一户|户[，,。；;、]|户(?:的|与|和)|携带|[持凭]身份证|[{HAN}\d]{{0,10}}?(?:{any_of(LISTS['event'])})|等[\d一二三四五六七八九十]+[人户名])"
)
_PUBLIC_BEFORE = later(
    rf"(?<!被)(?:{_OFFICIAL}|{any_of(LISTS['public_role'])}|{any_of(LISTS['public_label'])}|(?:局|委员会|政府|中心|办公室|[大支中]队|(?:复议|办案|工作|陪同|执法|核查|勘查|鉴定|参会|检测|医护|救援)人员|派出所|工作队|专班|[我本][局镇乡县市办委]|法院|检察院|联合会|事务所|[一-鿿][科股室站办所])的?)\s*[：:（(“”]?\s*$"
)
_HONOURED = later(
    rf"\s?(?:等?\s*[\d一二三四五六七八九十百]+\s*(?:名|位|人|个)[{HAN}]{{0,6}})?(?:同志)?(?:[“\"][^”\"\n]{{2,20}}[”\"](?:荣誉)?称号|(?:分别|荣|共同)?(?:被?(?:评为|授予|评选为|命名为|表彰为)|(?:为|获|获得|荣获|取得|当选)[{HAN}\d“”\"《》]{{0,20}}?(?:优秀|先进|称号|[一二三优特]等奖|奖项?|名次|冠军|标兵|能手|模范|荣誉|党员|教师)))"
)
_PUBLIC_ACT = later(
    rf"(?!同志(?:的?(?:家属|遗属)|因[病公伤]|不幸|去世|病故))\s?(?:同志)?[{HAN}]{{0,6}}?(?:{any_of(LISTS['public_act'])})"
)
# What somebody in office does, right behind the name: a private person may ask for as much.
_OFFICE_ACT = later(
    r"\s?(?:同志)?(?:已|再次|当即|及时|积极|耐心|现场|一同|共同|分别|多次)?"
    r"(?:帮助|协助|协调|复核|审核|审定|审批|核实|为成员|为组员|为副组长|任组长|任副组长|任成员|讲解|答疑|点评|劝导|劝解|动员|调解|巡诊|出诊|问诊|主刀|主讲|作说明|作了说明|作介绍|作了介绍|接待|答复|回应|上门)"
)
# Any 人, 者, 户 or 主 before it, but for those in office or honoured in public.
_OFFICE_NUMBER_BEHIND = later(
    r"\s*[：:，,（(]?\s*(?:(?:办公|咨询|联系)?电话[：:]?\s*)?0\d{2,3}[\-—]\d{7,8}"
)
_OFFICE_NUMBER_BEFORE = later(r"0\d{2,3}[\-—]\d{7,8}\s*[（(，,]\s*$")
_CHARGED = later(r"(?:由|安排|指派|委派|派出?|责成|抽调|聘请|邀请|报|呈|经)\s*$")
_DOES_OFFICE = later(
    rf"(?:同志)?[{HAN}]{{0,6}}?(?:负责|承办|主持|落实|办理|跟进|背|转移|护送|接任|接替|包案|包联|对接|协调|核实|审核|审定|审阅|审签|签批|答复|执行|组织|牵头|带队|监督|起草|测量|施工|承建|设计|讲解|授课|主讲|前往|到场|调查|督办|批准|同意后|任组长|任副组长|为组长|为成员)"
)
_CHARGED_TOGETHER = later(rf"{_CHARGED.pattern[:-1]}(?:[{HAN}·]{{2,10}}[、和与])*$")
_MAKES_UP = later(r"[^，,。；;\n]{0,40}?(?:组成|担任)")
_TELLS = later(r"(?:当面|上门)?(?:电话|短信|微信|书面)?(?:告知|通知|答复|回访|回复)")


def _is_charged(text: str, start: int, end: int) -> bool:
    """Whether somebody is charged with a duty: 由甲、乙五人组成, 由甲电话告知."""
    return _CHARGED_TOGETHER.search(text, max(0, start - 40), start) is not None and (
        _MAKES_UP.match(text, end) is not None or _TELLS.match(text, end) is not None
    )


_ROLE_ENDS = later(r"[\u4e00-\u9fff](?:人|者|户|[房车机羊牛船店田]主|家属|对象|分子)\s*[：:]?\s*$")
_SENTENCE_ENDS = later(r"[。！？!?]")
_NAMED_TO_A_SEAT = later(r"(?:增补|终止|确认|补选|选举|罢免|撤销|任命|免去|聘任|提名|推荐)\s*$")
_SEAT = later(rf"(?:同志)?(?:为|的)?[{HAN}第届]{{0,14}}?(?:代表|委员|[长任记员]|职务|理事|监事)")


def _named_to_a_seat(text: str, start: int, end: int) -> bool:
    return (
        _NAMED_TO_A_SEAT.search(text, max(0, start - 4), start) is not None
        and _SEAT.match(text, end) is not None
    )


_CONTACT = later(r"(?:请与|请和|请找|请联系|请致电)\s*$")
_RECEIVES = later(r"\s*(?:同志)?(?:（?收）?|亲启|转)(?=[，,。；;）)\s]|$)")
_LISTED_ON = later(r"(?:[（(][^（）()\n]{1,20}[）)])?\s*(?:[、和与及]|(?<=[^，,]) )\s*")
# 某（某公司法务）: whom he stands for in business.
_OF_A_BODY = later(
    r"\s*[（(][^（）()\n]{0,24}(?:公司|局|中心|事务所|委员会|法务|职员|代表|律师|负责人|执法证|工号)[^（）()\n]{0,12}[）)]"
)
_MAY_BE_PRIVATE = later(rf"{_PRIVATE_NUMBER.pattern}|{_OF_A_PERSON.pattern}|{ROLE}|{KIN}")


# The title of a paper whose people are named for what they did or were appointed to.
_OF_HONOUR = later(
    r"好人好事|身边好人|好人榜|道德模范|最美|先进事迹|孝老爱亲|见义勇为|表彰|光荣榜|先进个人|优秀[\u4e00-\u9fff]{0,6}(?:名单|事迹|公示)|"
    r"任免|任职|任前|拟任|干部公示|选举结果|当选|中标|成交|采购|招标"
)
# A sentence of a party's members and elections, or of buying and bidding.
_PUBLIC_MATTER = later(
    r"党员大会|支部大会|组织生活会|民主生活会|换届|选举|候选人|预备党员|发展对象|积极分子|任免|任命|免去|聘任|"
    r"拾金不昧|助人为乐|乐于助人|见义勇为|好人好事|热心肠|不计报酬|二话不说|"
    r"采购人|采购项目|中标|成交供应商|投标|招标|评标|磋商|询价|竞价"
)
_TITLE_LENGTH = 50


def _is_of_honour(text: str) -> bool:
    title = text.lstrip().partition("\n")[0]
    return len(title) <= _TITLE_LENGTH and _OF_HONOUR.search(title) is not None


def _beside(
    text: str,
    division: Segmentation,
    found: set[tuple[int, int]],
    labelled: Collection[tuple[int, int]] = (),
    *,
    sensitive: bool,
) -> Iterator[tuple[int, int]]:
    """Whoever else is named in a sentence's line that speaks of private persons, but for those in office.

    Who is `labelled` a person besides is one in any sentence.
    """
    private = [start for start, _ in found]
    known = {text[start:end] for start, end in found}
    others = [
        (start, end)
        for start, end in sorted({*division.names, *labelled})
        if not (
            end - start == 2 and text[start:end] in dictionary() and (start, end) not in labelled
        )
        and not _in_other_words(text, start, end)
        and not any(start < other_end and other < end for other, other_end in found)
    ]
    groups = list(_groups(text, others))
    in_public = {
        text[start:end] for group in groups if _in_public(text, group) for start, end in group
    } - known
    told_births = list(births(text)) if _ANY_YEAR.search(text) else []
    titled = _is_titled(text)
    for group in groups:
        if any(text[start:end] in in_public for start, end in group):
            continue
        start, end = group[0][0], group[-1][1]
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        if _PUBLIC_MATTER.search(text, first, last) or _OF_THE_PAST.search(text, first, last):
            continue
        if not _SENTENCE_ENDS.search(text, end, last + 1):
            # Under a sensitive title a line that is no sentence lists people.
            born = any(first <= hit.start < last for hit in told_births)
            listed = sensitive and _is_headed(text, first, last)
            if listed or born or _has_private_number(text, first, last):
                yield from (
                    span
                    for span in group
                    if (born and span in labelled)
                    or ((listed or born or span in labelled) and _stands_alone(text, *span))
                )
            elif max(said_around(text, *group[-1])) >= _SAYS_ENOUGH:
                yield from (span for span in group if span in labelled)
            continue
        label = _LABEL_OF_LINE.match(text, first)
        if label and _OF_WORK.search(label.group(1)):
            continue
        if (
            any(first <= at < last for at in private)
            or _OF_A_PERSON.match(text, end)
            or _ROLE_ENDS.search(text, max(first, start - 8), start)
            or _has_private_number(text, first, last)
        ):
            yield from group
        elif _PRIVATE_MATTER.search(text, first, last):
            yield from (span for span in group if span in labelled or any(said_around(text, *span)))
        elif _is_told_of(text, group, titled=titled) and not _of_nobody_private(text, group, first):
            yield from (span for span in group if span in labelled)


def _is_headed(text: str, first: int, last: int) -> bool:
    """Whether the text's title, the heads above a line or its label are of people in a sensitive situation."""
    if "\n" not in text:
        return True
    above = text[:first].rstrip("\n").rsplit("\n", _HEADS)[-_HEADS:]
    label, colon, _ = text[first:last].partition("：")
    return _is_titled(text) or any(map(_is_sensitive_head, [*above, *([label] if colon else ())]))


@lru_cache(maxsize=64)
def _is_titled(text: str) -> bool:
    return any(map(_is_sensitive_head, text[: _TITLE_LENGTH * _HEADS].split("\n")[:_HEADS]))


def _is_sensitive_head(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and not _NO_HEAD.search(text) and is_sensitive_title(text)


_HEADS = 3
_NO_HEAD = later(r"[，,；;。]|[：:].*[：:、]")


def _is_told_of(text: str, group: Sequence[tuple[int, int]], *, titled: bool) -> bool:
    """Whether the words around these names speak of private people: whose kin they are, what they do, say or suffer.

    In a paper whose title is of people in a sensitive situation a sentence says enough that sets no label before them.
    """
    start, end = group[0][0], group[-1][1]
    before, _ = said_around(text, *group[0])
    _, behind = said_around(text, *group[-1])
    if before + behind or (
        _SUCH_A.search(text, max(0, start - 4), start) and _BEHIND_SUCH.match(text, end)
    ):
        return True
    return titled and _LABELLED.search(text, max(0, start - 40), start) is None


_SAYS_ENOUGH = 3
# 发烧的某, 落选的某: what is said of somebody before the name.
_SUCH_A = later(rf"[{HAN}]{{2}}的$")
_BEHIND_SUCH = later(rf"[{HAN}。]")
_LABELLED = later(r"[：:][^。；;\n]*$|^\S{0,12}\s[^。；;\n]*$")


# The founders, generals and legends of a place.
_OF_THE_PAST = later(
    r"(?<!\d)年间|[元明清宋唐汉隋]代|[元明清宋唐汉]末|[明清宋]初|宋将|明将|清将|民国|光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|万历|洪武|永乐|贞观|解放前|先祖|始祖|相传|传说|得名|故名|祀"
)


def _weighed(text: str, division: Segmentation) -> Iterator[tuple[int, int]]:
    """Whom all signs together call a person."""
    scales = Scales(text, division, list(words(text)))
    yield from (span for span in scales.weighed() if not _in_other_words(text, *span))


# 原渠道, 原公社: what was, where 原 is no surname.
_FORMER = frozenset(
    "原渠 原公 原发 原单 原村 原镇 原乡 原县 原址 原路 原户 原籍 原告 原件 原定 原有 原属 原住 原本 原来 原因 原则 原生 原居 原计 原任 原所 原局 原厂 原场 原学 原小 原承 原合 原身 原价 原申".split()
)
# 戈护士, 邓校长: whoever is called by surname and post alone.
_BY_POST = later(
    rf"[{_ANY_SURNAME}](?:护士|校长|园长|主任|书记|医生|医师|老师|警官|法官|律师|经理|会计|师傅|干事|姓|氏|[镇乡县局所站院队]长)"
)


def _in_other_words(text: str, start: int, end: int) -> bool:
    """Whether the letters are part of something else: 我镇, 柳政31号, 以习近|平新时代."""
    return (
        text[start] in _PRONOUNS
        or text[max(0, start - 1) : start + 1] == "近平"
        or _NUMBERED.match(text, end) is not None
        or text[start:end] in _ANYBODY
        or _BY_POST.fullmatch(text, start, end) is not None
        or text[start : start + 2] in _FORMER
    )


# Who stands for anybody in an example.
_ANYBODY = frozenset({"张三", "李四", "王五", "赵六", "张三丰", "王二", "李明"})
_NUMBERED = later(
    r"\d{1,5}号|[\u4e00-\u9fff]{0,3}[〔\[（(]\d{4}[〕\]）)]|[（(][\u4e00-\u9fff]{1,4}[）)][\u4e00-\u9fff]{1,6}[〔\[（(]\d{4}|\d{2,6}[”\"]|(?<=线)\d"
)
_PRONOUNS = frozenset("我你您他她它其该本")
_LABEL = later(
    r"(?:^|[\n。；;，,、\s（(])([^\n。；;，,、\s：:（(]{2,20})(?:[（(][^（）()\n]{0,20}[）)])?[：:]"
)
_OF_OFFICE = later(
    rf"(?:{_OFFICIAL}|{_BY_OFFICE}|{any_of(LISTS['public_label'])}|{any_of(LISTS['public_role'])}|责任人|负责人|组成|人员名单|名单|地址|时间|地点)$"
)
# 司机班：, 宣传组：, 民警排班（早高峰）, 服务明星（10月）：: who works or is honoured there.
_OF_WORK = later(
    r"(?:[^\d\W一二三四五六七八九十]{2}(?:(?<!村民)(?<!互助)(?<!居民)[小]?组|(?<!学)班)|排班表?|值班表?|值守|轮值|轮班|挂点|挂片|包片|专干|干事|明星|之星|标兵|先进|光荣榜|红榜|表扬|金话筒)(?:[（(][^（）()\n]{0,16}[）)])?[：:]?$"
)
_MEETING = later(
    r"参加[\u4e00-\u9fff]{0,12}会议?|出席|列席|参会|与会|到会|应到|实到|缺席|请假[：:（(]|主持召?开|会议记录"
)
_CLAUSE_ENDS = later(r"[。；;\n]")
_SPEAKS = later(r"[：:]")
_HANDED_ON = later(r"由[\u4e00-\u9fff]{0,6}$")
_TAKES_CARE = later(
    r"[\u4e00-\u9fff]{0,4}(?:监护|抚养|赡养|扶养|照[顾看料管]|护理|代领|代办|代为|承担|赔|支付|偿还|继承|陪护|领[取走]|接走|带|担保)"
)


def _of_nobody_private(text: str, group: Sequence[tuple[int, int]], first: int) -> bool:
    """Whether the clause around these names, or the label before them, is of a meeting or of those who do a duty."""
    start, end = group[0][0], group[-1][1]
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(text, first, start)]
    clause = ends[-1] if ends else first
    behind = _CLAUSE_ENDS.search(text, end)
    if _MEETING.search(text, clause, behind.start() if behind else len(text)):
        return True
    labels = list(_LABEL.finditer(text, clause, start))
    if labels and (_OF_OFFICE.search(labels[-1].group(1)) or _OF_WORK.search(labels[-1].group(1))):
        return True
    above = text[:first].rstrip("\n").rpartition("\n")[2]
    if len(above) < _TITLE_LENGTH and not _NO_HEAD.search(above) and _OF_WORK.search(above):
        return True
    if (
        _HANDED_ON.search(text, max(first, start - 8), start)
        and not _TAKES_CARE.match(text, end)
        and not _JUST_BEFORE.search(text, max(first, start - 12), start)
    ):
        return True
    # 甲：…: somebody speaks.
    return start == first and _SPEAKS.match(text, end) is not None


# What befalls people, is given to them as help, or is held against them: whoever is named beside it is a private person.
_PRIVATE_MATTER = later(
    r"违法事实|违法行为|供认不讳|擅自|无证(?:驾驶|经营|行医)|未取得[\u4e00-\u9fff]{0,6}(?:许可|执照|证)|处以?罚款|行政拘留|拘留[\d一二三四五六七八九十]+[日天]|烧荒|争执|邻里|界址|达成调解|赡养|抚养费|离婚|家暴|"
    r"住院|确诊|救助金|低保金|抚恤金|慰问金|欠薪|讨薪|酒后|醉酒|上访|来电反映|反映[\u4e00-\u9fff]{0,12}问题|投诉|失火|倒塌|漏雨|受灾|走失|溺水|坠落|骨折|轻生|提[出交][^。；;]{0,16}公开申请"
)


def _has_private_number(text: str, first: int, last: int) -> bool:
    """Whether the line holds a number of a private person: a telephone that is no office's, an ID, an account."""
    return any(
        len(match.group()) < 11
        or not _LIKE_A_MOBILE.fullmatch(match.group())
        or not contexts.is_office_contact(text, *match.span())
        for match in _PRIVATE_NUMBER.finditer(text, first, last)
    )


_LIKE_A_MOBILE = later(r"1[3-9]\d[\d \-.]{8,10}")


_ANY_YEAR = later(r"出生|生日|(?:19|20)\d{2}|[一二]\s?[九〇零○O0]")
_BEFORE_LISTED = later(rf"(?:^|[^{HAN}]|[村组社队户区屯的人者童员])$")
_BEHIND_LISTED = later(rf"[^{HAN}]|[家户等]|$")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in a line that is no sentence has no words around it (告知单存根)."""
    return (
        _BEFORE_LISTED.search(text, max(0, start - 1), start) is not None
        and _BEHIND_LISTED.match(text, end) is not None
    )


def _groups(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Names that are listed together: 甲、乙和丙."""
    group: list[tuple[int, int]] = []
    for span in spans:
        if group and _LISTED_ON.fullmatch(text, group[-1][1], span[0]) is None:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _in_public(text: str, group: Sequence[tuple[int, int]]) -> bool:
    first, last = group[0][0], group[-1][1]
    return (
        any(_acts_in_office(text, start, end) for start, end in group)
        or _OFFICE_IN_MARK.search(text, max(0, first - 20), first) is not None
        or _PUBLIC_BEFORE.search(text, max(0, first - 14), first) is not None
        or _PUBLIC_ACT.match(text, last) is not None
        or _HONOURED.match(text, last) is not None
        or any(_IN_A_TEAM.match(text, end) for _, end in group)
        or _OF_A_BODY.match(text, last) is not None
        or _OFFICE_ACT.match(text, last) is not None
        or _CONTACT.search(text, max(0, first - 6), first) is not None
        or (
            _RECEIVES.match(text, last) is not None
            and _OFFICE_NEAR.search(text, max(0, first - 12), first) is not None
        )
        or _named_to_a_seat(text, first, last)
        or _is_charged(text, first, last)
        or _OFFICE_NUMBER_BEHIND.match(text, last) is not None
        or _OFFICE_NUMBER_BEFORE.search(text, max(0, first - 30), first) is not None
        or (
            _CHARGED.search(text, max(0, first - 4), first) is not None
            and _DOES_OFFICE.match(text, last) is not None
        )
    )


# 付德胜家庭农场, 李强超市: what a firm or a shop is called by.
_OF_A_SHOP = later(
    rf"(?:家庭)?(?:农场|林场|果园)|[{HAN}]{{0,4}}?(?:超市|商店|商行|经营部|诊所|饭店|餐馆|餐厅|面馆|饭馆|药店|药房|合作社|工作室|理发店|门市|加工厂|养殖场|酒坊|豆腐坊|小吃店|早餐店|农资店|律师事务所|建筑队|施工队|运输队)|"
    rf"(?:(?![在向到对与和因被于的从给把为由将了是])[{HAN}（）()]){{0,10}}?(?:有限(?:责任)?|股份)[{HAN}]{{0,4}}公司|"
    rf"[{HAN}]{{0,3}}[店铺馆厂坊摊](?=[^{HAN}]|$)|(?:(?![在到去的是开办从为有因被把跟和与对打卖买进租借欠给])[{HAN}]){{1,3}}[厂坊](?![里长工区])"
)
_TO_A_BODY = later(r"向[^，。]*[镇乡村县党政府局委办站所部校院]")
"""向镇里, 向党政办: to whom somebody turns, where 向 is no surname."""
_AT_A_TIME = later(
    r"于(?:周[一二三四五六日末]|[明今昨][日天晚]|近[日期]|[上中下]旬|[年月季]底|[上下]午)"
)
"""请于周五到校: when, where 于 is no surname."""


# Words for somebody, thanks, and who is known to everybody.
_NOBODY = later(rf"{KIN}|{any_of(LISTS['somebody'])}|谢谢.|盖章|签章|付清|{any_of(NAMES['known'])}")
_MARTYR = later(rf"(?:.(?:[（(][{HAN}]{{0,4}})?)?烈士")


def _goes_on(text: str, end: int) -> bool:
    """Whether a word of the dictionary lies over `end`: its letter before and its letter behind."""
    return end < len(text) and text[end - 1 : end + 1] in dictionary()


def _of_private_standing(text: str, found: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without those who act in office elsewhere in the text, if nothing calls them by a private role."""
    mentions: dict[str, list[tuple[int, int]]] = {}
    called = {match.span(1) for match in _CONTACT_OF.finditer(text)}
    for start, end in found:
        mentions.setdefault(text[start:end], []).append((start, end))
    for name, spans in mentions.items():
        whole = [match.span() for match in re.finditer(re.escape(name), text)]
        in_office = any(_acts_in_office(text, *span) for span in whole)
        if not in_office or any(
            (start, end) in called
            or _JUST_BEFORE.search(text, max(0, start - 12), start)
            or _NUMBER_BEHIND.match(text, start)
            for start, end in spans
        ):
            yield from spans


# 五年级：甲、乙、丙（聋哑）；: a line of nothing but names, of any people.
_WHOLE_LIST = later(
    rf"^[ \t]*(?:[^\s：:、，,。；;]{{1,10}}[：:])?(?P<items>[{HAN}·]{{2,8}}(?:[（(][^（）()\n]{{1,20}}[）)])?(?:、[{HAN}·]{{2,8}}(?:[（(][^（）()\n]{{1,20}}[）)])?){{2,}})[。；;，,]?$",
    re.MULTILINE,
)
_WHOLE_ITEM = later(rf"(?:^|(?<=、))[{HAN}·]{{2,8}}")
_A_PART = later(any_of(NAMES["parts"]))


def _of_a_whole_list(text: str) -> Iterator[tuple[int, int]]:
    """Each item of a line of names under a sensitive title, if at least half read as names."""
    for row in _WHOLE_LIST.finditer(text):
        if not _is_titled(text) or _OF_WORK.search(text[row.start() : row.start("items")]):
            continue
        items = list(_WHOLE_ITEM.finditer(row.group("items")))
        names = [
            item.group()
            for item in items
            if is_name(item.group()) or _A_PART.fullmatch(item.group())
        ]
        if 2 * len(names) < len(items) or _acts_in_office(text, row.start("items"), row.end()):
            continue
        for item in items:
            if not (_DESCRIBES.match(item.group()) or _NO_NAME.search(item.group())):
                yield row.start("items") + item.start(), row.start("items") + item.end()


# 李庄|村（共4户）
_IS_A_VILLAGE = later(r"[村镇乡](?!民|里|干|医|委|东|西|南|北|口|头|组|小组|人)")
_FOR_EXAMPLE = later(r"(?:如|例|比如|譬如|假设|假如|示例)[：:“\"]?$")


def names(
    text: str, *, sensitive: bool = False, recognised: bool = False, prose: bool = False
) -> Iterator[Hit]:
    """Names of private persons in `text`, which is `plain`.

    `sensitive` says that the title above is of a sensitive list, so that a bare list of names counts;
    `recognised` that the text was read from a picture, so that names beside signatures count; `prose` that the text is
    sentences, so that a second opinion on who is a person is worth its time.
    """
    for match in _REQUESTER.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if not is_word(text[start:end]) and not _TO_A_BODY.match(text, start, end):
            yield Hit("requester-name", start, end)
    if recognised:
        for match in _SIGNATURE.finditer(text):
            yield Hit("signature", *match.span(1))
    found = {*_by_grammar(text), *_by_event(text)}
    some_role = set(_by_any_role(text))
    asked = prose and is_there()
    division = divide(text) if asked or found or some_role or _MAY_BE_PRIVATE.search(text) else None
    weighed = set(_weighed(text, division)) if division and prose else set()
    if division:
        named = set(division.names)
        told = set(_by_grammar(text, _FIELDS)) | weighed
        found = {
            span
            for span in found
            if span in told
            or not (
                division.tears(*span)
                or (span not in named and _crosses(span, named))
                # 钱红|主持
                or ((span[0], span[1] - 1) in named and "家" not in text[span[1] - 1 : span[1] + 1])
                # 于|收到
                or (text[span[0]] in RATHER_WORDS and span[1] not in division.edges)
            )
        }
        found |= {span for span in some_role & named if not _in_public(text, [span])}
    found.update(_certain(text))
    found.update(_of_many(text))
    found.update(
        span
        for span in _by_role(text)
        # 居民生活明|显: words go on where the name would end.
        if span in weighed
        or text[span[0] : span[0] + 2] not in dictionary()
        or not _goes_on(text, span[1])
    )
    if division and not _is_of_honour(text):
        found.update(_beside(text, division, found, weighed, sensitive=sensitive))
        mentioned = {text[start:end] for start, end in found}
        found.update(
            span
            for span in weighed
            if text[span[0] : span[1]] in mentioned and not _in_public(text, [span])
        )
    found.update(_also(text, found))
    found = set(_of_private_standing(text, found))
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if _OF_A_SHOP.match(text, end) or _IS_A_VILLAGE.match(text, end):
            continue
        if _NUMBERED.match(text, end) or text[start : start + 2] in _FORMER:
            continue
        # 林方承担三成: a party called by its surname.
        if text[start + 1 : end] == "方" and any(
            text[other] == text[start] and last - other > 2 for other, last in found
        ):
            continue
        if text[start] in _PRONOUNS or _NOBODY.fullmatch(text, start, end):
            continue
        if _MARTYR.match(text, end - 1):
            continue
        if text[start:end] in _ANYBODY and _FOR_EXAMPLE.search(text, max(0, start - 6), start):
            continue
        # 经费先到人: the surname's letter is the end of a word.
        if (
            text[max(0, start - 1) : start + 1] not in ENDINGS
            and not _TO_A_BODY.match(text, start, end)
            and not _numbers_papers(text, start)
            and not _AT_A_TIME.match(text, start)
        ):
            yield Hit("name-in-sensitive-text", start, end)
    if sensitive:
        for listed in _LIST.finditer(text):
            if _OFFICE_BEFORE.search(text[max(0, listed.start() - _NEAR) : listed.start()]):
                continue
            if not _is_headed(text, text.rfind("\n", 0, listed.start()) + 1, listed.end()):
                continue
            for match in _LIST_ITEM.finditer(text, listed.start(), listed.end()):
                if not is_word(match.group(1)) and not MASKED.search(match.group(1)):
                    yield Hit("name-in-sensitive-list", *match.span(1))
        for start, end in _of_a_whole_list(text):
            yield Hit("name-in-sensitive-list", start, end)
