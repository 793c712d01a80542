"""Illness, disability and causes of poverty where they are said of a person, and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.screening.hit import Hit
from gongkai.screening.later import later
from gongkai.screening.lexicon import any_of, lexicon
from gongkai.screening.names import COMMON_NAME, KIN, NAME, ROLE, SURNAMES, is_name

_MEDICAL = lexicon("contexts")["medical"]
_HAN = "\u4e00-\u9fff"
_DEGREE = r"[一二三四壹贰叁肆1234ⅠⅡⅢⅣ]\s*级"
# Wounds of soldiers and workers have ten degrees (伤残抚恤管理办法).
_WOUND = r"(?:因[公战](?:致残|伤残)?|因病致残|伤残|致残)(?:[一二三四五六七八九十]|\d{1,2})级|(?:[一二三四五六七八九十]|\d{1,2})级(?:伤残|致残)"
# A word of illness by its last letters; what stands before may be any part of the body or manner, but no verb.
_LETTER = (
    rf"(?:(?!(?!系统)[患因为是系的了和与及或有得者其在对经被将至到等并疑确查该人])[{_HAN}A-Za-z\d])"
)
_ENDING = any_of(_MEDICAL["ending"])
_NO_ILLNESS = rf"(?!{any_of(_MEDICAL['no_illness'])})"
_STAGE = rf"(?:[早中晚壹贰叁肆]期|术后|后遗症|并发症|恢复期|{_DEGREE}|[一二三四ⅠⅡⅢ]期)"
# 肺病科, 肿瘤专科医院; 病故, 病床: no illness of anybody.
_OTHERWISE = rf"(?!科|[{_HAN}]?(?:防治|预防|控制|专科|医院|救助|保险)|(?<=病)[故逝死亡重危倒退假休友房床区历案例虫毒菌变])"
_KNOWN = any_of(_MEDICAL["illness"])
_BODY = rf"(?:{any_of([*_MEDICAL['part'], *_MEDICAL['manner']])}|{_LETTER}{{1,3}}性)[及和、]?"
_BODY_ENDING = any_of([*_MEDICAL["ending"], *_MEDICAL["ending_of_part"]])
_AND_MORE = rf"(?:{_LETTER}{{0,4}}?{_ENDING})?{_STAGE}{{0,2}}"
# 双手及面部三度烧伤, 类风湿性关节炎: every letter is of a body or of how it suffers.
SURE_ILLNESS = (
    rf"(?:{_NO_ILLNESS}(?!手术)(?:(?:{_BODY}){{0,6}}?{_KNOWN}(?:病|症)?(?:性?(?:{_BODY}){{0,4}}{_BODY_ENDING})?|"
    rf"(?:{_BODY}){{1,7}}{_BODY_ENDING}){_OTHERWISE}{_AND_MORE})"
)
ILLNESS = (
    rf"(?:{SURE_ILLNESS}|{_KNOWN}(?:病|症)?{_STAGE}?|"
    rf"{_NO_ILLNESS}{_LETTER}{{1,12}}?{_ENDING}{_OTHERWISE}{_AND_MORE})"
)
_KIND_OF_DISABILITY = "(?:肢体|视力|听力|言语|智力|精神|多重)"
DISABILITY = (
    rf"(?:(?:肢体|视力|听力|言语|智力|精神|多重|听力言语)(?:残疾)?{_DEGREE}(?:残疾)?|{any_of(_MEDICAL['disability'])}(?:{_DEGREE}|(?!人|[{_HAN}]?[类等]))|"
    rf"{_KIND_OF_DISABILITY}(?:重度|轻度|中度)残疾(?!人|[{_HAN}]?[类等])|{_KIND_OF_DISABILITY}(?:残疾)?[（(]{_DEGREE}[）)]|{_DEGREE}{_KIND_OF_DISABILITY}(?:残疾)?|"
    rf"{_KIND_OF_DISABILITY}类{_DEGREE}|[肢视听言智精]残{_DEGREE}|{_WOUND}|{_DEGREE}(?:伤?残疾?)(?:人)?)"
)
CAUSE = any_of(_MEDICAL["cause"])
SITUATION = later(
    rf"(?:(?:本人|户主|妻子|丈夫|儿子|女儿|父亲|母亲|其[妻夫父母子女]|孙子|孙女)?(?:系|患有?|身患|因患|因)?)"
    rf"(?:{DISABILITY}|{ILLNESS})(?:[、，,和](?:{DISABILITY}|{ILLNESS}))*(?:患者|病人|人)?"
)
"""A whole cell that tells of an illness or a disability."""

# Somebody told apart from everybody: kin, 该生, 龚老太, a party to a case.
_ONE = (
    rf"(?:{KIN}|[{_HAN}]某某?|本人|户主|该(?:户|生|同学|名?(?:患者|病人|男子|女子|学生|老人|儿童|孩子|职工|员工|村民|居民|党员|妇女))|自述|爱人|老伴|"
    rf"(?:弟弟|妹妹|哥哥|姐姐|弟媳|公公|我[家妈爸](?:妈|爸)?|我(?=今年|患|因|有|得了))|[{SURNAMES}]?(?:老太太?|阿公|阿婆|大爷|大娘|大妈|大伯|大婶|大嫂|奶奶|爷爷|老汉)|"
    r"(?:被?申请人|原告|被告|上诉人|第三人|当事人|受害人|被害人|死者|伤者|伤员|女婴|男婴|弃婴|信访人|来访人|来信人|来电人|被监护人))"
)
_SUBJECT = rf"(?:{ROLE}|{_ONE}|{COMMON_NAME}|老人|孩子|[他她](?!们|人)|[你您](?=因|患|确诊|所患))"
_VERB = (
    r"(?:患有?|家[中里]有|(?:父(?!亲)|母(?!亲)|妻(?!子)|夫(?!人)|子(?![宫女])|女(?!儿))(?=[\u4e00-\u9fffA-Za-z]{2,12}[能住，,。])|罹患|身患|因患|突发|确诊(?:为|患有?)?|诊断(?:结论|结果|意见|[\u4e00-\u9fff]{2,4}(?=为))?[为：:]?|(?:检)?查出(?:是|了|患有?)?|得(?:了|过|上)|患过|落下|疑似|合并|伴有?|既往(?:史)?(?:有|患)?|病情为|病因为?|"
    r"(?:检查|复查|检验|体检)(?:单|报告|结果|结论)?(?:上)?(?:写着|显示|提示|为|：|:)|咨询|因|感染|初步考虑|致(?!力|富|使|残|贫)|导致|引发|并发|遗留|留下|[摔砸撞压烧烫打碾][成致]|所受|造成|"
    r"出现(?=[\u4e00-\u9fff]{0,6}(?:休克|惊厥|昏迷|失语|衰竭|出血|骨折|反应)))"
)
_WHAT = rf"(?P<what>{ILLNESS}(?:[、和及与伴]{ILLNESS})*)"
_SURE_WHAT = rf"(?P<what>{SURE_ILLNESS}(?:[、和及与伴]{SURE_ILLNESS})*)"
# What goes on behind an illness that somebody has: 反复发作, 卧床, 置换手术.
_GOES_ON = (
    r"(?:反复|多次|突然|急性|又)?(?:发作|加重|复发|恶化)|卧床|晕倒|昏倒|瘫痪|住院|病故|病逝|去世|身亡|死亡|暴露|(?:置换|切除|修复|康复)?(?:手术|治疗)|后遗|"
    r"无力|无法|不能(?=[自行下说走起劳]|干活)|行动|在家|走失|走丢|服[药用]|[放化]疗|透析|在治|长期|多年|[\d一二三四五六七八九十两半多数几]+(?:个?月|[年天])|[一两二三]次|生活|史(?![上料实无前])|一次|休学|在床|[，,、；;。）)\s]|$"
)
_SINCE = (
    r"(?:目前|现在?|因|曾|已|也|又|还有?|都|上周|上月|昨天|前天|去年|今年|近年来?|当天|当时|当场|在[校家]|从小|自幼|长期|常年|多年|一直|不慎|突然|"
    r"所受|被[砸撞压摔咬打烧烫](?:[成伤致])?|摔[成伤致]|致|(?:于)?\d{4}年(?:\d{1,2}月)?(?:起|因|被|以来)?){0,3}"
)
_ILLNESS_SAID = later(rf"{_VERB}\s*[：:“\"]?\s*{_WHAT}")
# 经县医院诊断为…, 以“上呼吸道感染”入院: done to nobody but a patient.
_ILLNESS_FOUND = later(
    rf"(?:诊断[为是]|确诊为|经[{_HAN}]{{2,12}}(?:诊断|鉴定|检查)[，,]?(?:为|系|患有?)|[以因][“\"]?(?=[^，,。；;\n]{{2,14}}[”\"]?(?:就诊|入院|收治|收住))|(?:去|到|在|往)[{_HAN}]{{0,6}}医院(?:复查|检查|看病|就诊|住院|治疗)[，,](?:是|为|系)?)[：:“\"]?{_SURE_WHAT}"
)
_ILLNESS_HAD = later(
    rf"(?:{ROLE}|{_ONE}|{COMMON_NAME}|老人|孩子|其)[^。；;，,、\n]{{0,7}}?有{_WHAT}"
)
_ILLNESS_IS = later(rf"(?:{COMMON_NAME}|{_ONE}|[，,])(?:系|为|属){_SURE_WHAT}")
# 耳背，有前列腺增生
_ILLNESS_TOO = later(rf"(?<=[，,、；;])(?:还|又|也|并|素|现)?有{_WHAT}")
_ILLNESS_IN_BRACKETS = later(
    rf"(?<=[（(])\s*{_WHAT}(?:患者|病人)?\s*(?={_GOES_ON})|(?<=[，,、；; ]){_SINCE}(?P<too>{SURE_ILLNESS}(?:[、和及与伴]{SURE_ILLNESS})*)(?:患者|病人)?\s*(?={_GOES_ON}|{DISABILITY})"
)
_ILLNESS_SINCE = later(
    rf"(?<=[，,；;。：:\n])\d{{4}}年(?:\d{{1,2}}月)?[起因]{_SURE_WHAT}(?={_GOES_ON})"
)
_ILLNESS_OF_ONE = later(
    rf"(?:{_ONE}|其|(?<![{_HAN}])(?P<who>{NAME})|{COMMON_NAME}){_SINCE}(?<![左右双])(?!后){_SURE_WHAT}(?={_GOES_ON}|{DISABILITY})"
)
# 老人耳聋; 李红在车上哮喘发作
_ILLNESS_OF_HIM = later(
    rf"(?:老人|孩子|男孩|女孩|老两口|他|她){_SINCE}{_SURE_WHAT}(?={_GOES_ON})|"
    rf"(?:{_ONE}|{COMMON_NAME})[^，,。；;、\n]{{1,8}}?(?P<too>{SURE_ILLNESS})(?=(?:突然)?(?:发作|复发|晕倒|病故|病逝|去世|身亡|住院))"
)
_SURE = later(SURE_ILLNESS)
# 照顾脑瘫的弟弟, 有热性惊厥史的李红; 李红的尘肺病鉴定
_ILLNESS_WHOSE = later(
    rf"{_SURE_WHAT}(?:病?史)?的(?=(?:弟弟|妹妹|哥哥|姐姐|{KIN}|{COMMON_NAME})(?!们|可|应|要|须|需))|"
    rf"(?:{KIN}|{COMMON_NAME}|本人|(?<=补办)(?P<who>{NAME}))的(?P<his>{SURE_ILLNESS})(?=的?(?:鉴定|治疗|病情|住院|手术|用药|病史|康复|诊断|复查|赔偿))"
)
# 2019年骨肉瘤病故
_ILLNESS_FATAL = later(rf"{_SURE_WHAT}(?=(?:病故|病逝|去世|身亡)(?!的))")
# 监护人健康：糖尿病、白内障
_ILLNESS_OF_STATE = later(rf"(?:健康|身体)(?:状况|情况|现状)?\s*[：:]\s*{_SURE_WHAT}")
_ILLNESS_OF = later(
    rf"(?:{_SUBJECT}(?:家中)?[^。；;\n]{{0,14}}?(?:询问|了解|治疗)其|其){_WHAT}(?=(?:的)?(?:治疗|病情|住院|手术|用药|病史|康复))"
)
_ILLNESS_PROVED = later(rf"{_WHAT}(?=的?(?:诊断|病历|病情|检查)(?:证明|报告|书|单|材料))")
_ALLERGY = later(
    rf"(?P<what>对(?:[{_HAN}]{{1,6}}、){{0,3}}(?:(?!的|不|是)[{_HAN}]){{1,6}}过敏)(?!的|者|原|性|史)|"
    r"(?<=[，,、；;（(有])(?P<too>(?:青霉素|头孢|磺胺|海鲜|花生|鸡蛋|牛奶|坚果|花粉|尘螨|酒精|药物|食物)过敏)(?=史?[，,、；;）)。]|$)"
)
_ILL_NAME = later(
    rf"(?<![{_HAN}])(?P<name>{NAME})(?=(?:身患|罹患|患有|确诊|因患|得了|查出|突发|落下){_WHAT})"
)
_ILLNESS_LABEL = later(
    r"(?:病情|(?:自理|失能)(?:能力|等级|程度)|诊断(?:结果|结论)?|疾病名称|(?<!门诊)(?<!保障)(?<!慢病)(?<![特类定])病种|患病情况|所患疾病|病名|临床诊断)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,20})"
)
_DISABILITY_SAID = later(
    rf"(?P<what>{DISABILITY})(?!人?(?:联合会|证办理|康复|鉴定|标准|的?护理|的?补贴|[{_HAN}]{{0,4}}\d+人))"
)
# 类别：视力残疾；等级：一级
_DEGREE_LABEL = later(
    rf"(?:残疾|{_KIND_OF_DISABILITY})[；;，,、\s]{{1,3}}(?:残疾)?(?:等级|级别)\s*[：:]\s*(?P<what>{_DEGREE})(?![、和及至到])"
)
_DISABILITY_LABEL = later(
    r"残疾(?:类别|等级|类型|情况|级别)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,12})"
)
# 评上肢体二级: whoever is rated is a person.
_DISABILITY_RATED = later(
    rf"(?:评[上为]|[评鉴核]定[为成]?|定[为成])(?P<what>{DISABILITY})(?![{_HAN}]{{0,6}}(?:的?人|者|标准|发放))"
)
_CAUSE_LABEL = later(
    r"(?:(?:致贫|返贫|致困|困难|主要致贫|救助|返贫致贫)(?:风险)?原因\s*[：:]\s*|(?:风险|困难)类型\s*[：:]\s*(?=[^，,。；;\n]{0,12}[病残学灾伤丧婚劳]))(?P<what>[^，,。；;\n]{2,20})"
)
_CAUSE_OF_PERSON = later(
    rf"{NAME}(?:家庭|户|家)?，?(?P<what>(?:因病|因残|因灾|因学)(?:致贫|返贫|致困))"
)
_PERSON_NEAR = later(_SUBJECT)
_OF_NOBODY = later(
    r"\d+\s*(?:人(?!民币)|名|例|户|种)|标准|规定|目录|病种有|包括|政策|宣传|防治|预防|筛查工作|发病率|知识|指南|办理条件|受理条件|以下疾病|按照|应当|可以申请|符合下列|都要|不[能得宜可][^，,。；;\n]{0,4}献|(?:患者|病人|人群|老年人)(?:均?可|都?应|须|需|要注意|请)|献血|体检(?:标准|项目|条件|前)|应征|不?合格|门诊|诊治|常见病|多发|用药|报销|参照|晨检|晨午检|义诊|讲座|宣教|擅长|主治|主要诊|接种|防控|医保|患病率|病死率|死亡率|易[发患感]|高发|多见|等(?:疾病|病症|慢性|重大|[，,]?[由可应需须])|免责|理赔|保险(?:责任|条款|金额|期间|合同)|赔付|承保|投保"
)
_NOTHING = later(
    r"\s*(?:\d{4}年|无|否|全自理|自理|能自理|完好|健康|良好|正常|[-/\\—_*＊×]+|见附件|详见|材料|证明|标准|目录|以|应|不予公开|（)"
)
_SENTENCE = later(r"[^。；;\n]+")

_YEAR = r"(?:18|19|20)\d{2}"
_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月(?:\s?(?:3[01]|[12]\d|0?[1-9])日)?|[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?(?![\d-])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
_FULL_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月\s?(?:3[01]|[12]\d|0?[1-9])日|[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d))"
_BIRTH_LABEL = later(
    rf"(?:出\s*生\s*(?:日期|年月日?|时间|年月)|生\s*日|生于|出生于|出\s*生(?=\s*[：:\d]))\s*(?:[（(][^）)\n]{{0,8}}[）)])?\s*[：:]?\s*(?P<what>{_DATE})"
)
_BORN = later(
    rf"(?P<what>{_FULL_DATE})\s*(?:出生(?!的?(?:新生儿|婴儿|婴幼儿|儿童|人员|公民|学生|考生|居民|适龄|老年人|青年|女性|男性)|[（(]含|以?[前后])|生(?![产态效活成日命育于物]))"
)
# 19510703生, 1951年7月生: shorter dates only where the whole says no more.
_BORN_SHORTLY = later(rf"(?<=[（(，,、；; ])(?P<what>{_DATE})(?:出生|生人?)(?=[，,。；;）)\s]|$)")
_BORN_WHO = later(rf"(?<=[他她人])(?P<what>{_DATE})生人")
# 婆婆 张桂芬，1949年1月，
_BORN_OF_KIN = later(
    rf"(?:{KIN}|本人|户主)\s*[：:]?\s*[{_HAN}]{{2,4}}[，,、（(]\s*(?P<what>{_DATE})(?=[，,、）)；;])"
)
_BORN_THERE = later(rf"(?:于|，)\s*(?P<what>{_FULL_DATE})[^，,。；;\n]{{0,12}}?出生")
_CHINESE_DAY = r"[一二]\s?[九〇零○O0][一二三四五六七八九〇零○O0]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
# 冬月初八: the months and days of the old calendar.
_LUNAR_DAY = r"[一二][九〇零○O0][一二三四五六七八九〇零○O0]{2}年(?:[一二三四五六七八九十]{1,2}|[正冬腊])月(?:初[一二三四五六七八九十]|[廿卅]?[一二三四五六七八九十]{1,3})"
_MONTH = r"(?:十[一二]|[正冬腊一二三四五六七八九十])月"
_OLD_DAY = r"(?:初[一二三四五六七八九十]|[廿卅二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九])"
# 1990年冬月生, 农历1988年腊月初八生; 冬月十六子时: an hour so told is somebody's birth.
_BORN_BY_OLD_CALENDAR = later(
    rf"(?P<what>{_YEAR}年(?:农历|阴历|旧历)?{_MONTH}{_OLD_DAY}?)\s*(?:出生|生人|生(?=[，,。；;、）)\s]|$))|"
    rf"(?P<said>(?:{_YEAR}年)?(?:农历|阴历)?{_MONTH}{_OLD_DAY}[日，, ]?[子丑寅卯辰巳午未申酉戌亥]时)"
)
_OF_CHILDREN = later(r"接种|疫苗|宝宝|婴|幼儿|儿童|孩子|小朋友|满月|周岁|收养|送养")
# 豆豆（郭子豪，2023.2.11）, 祝小雨（2023.5.1）
_BORN_IN_BRACKETS = later(
    rf"[（(](?P<name>{NAME})[，,、 ]\s?(?P<what>{_FULL_DATE})\s*(?=[）)，,])|(?<![{_HAN}])(?P<who>{NAME})[（(](?P<said>{_FULL_DATE})[）)]"
)
# 收养人：郑国栋 1984-05-02 and his number
_BORN_BEHIND_NAME = later(
    rf"(?P<label>[{_HAN}]{{2,6}})(?:[（(][{_HAN}]{{1,4}}[）)])?[：:]\s*(?P<name>{NAME})(?:[（(][^）)\n]{{1,6}}[）)])?(?:[/／、]{NAME}(?:[（(][^）)\n]{{1,6}}[）)])?)?"
    rf"[ ，,、]{{1,3}}(?P<what>{_FULL_DATE})(?=(?P<numbered>[ ，,、]{{1,3}}\d{{17}}[\dXx])?)(?=[ ，,、；;。）)\n]|$)"
)
# 姓名：李红 / 1987年3月12日 / 汉族: a date alone between the fields of a person.
_BORN_ALONE = later(
    rf"(?:姓名[^\n]{{1,12}}|\n\s*(?:男|女|[{_HAN}]{{1,5}}族))\s*\n\s*(?P<what>{_DATE})\s*(?=\n\s*(?:[男女]|[{_HAN}]{{1,5}}族|性别|民族|身份证|公民身份|住址|家庭住址|户籍|\d{{17}}[\dXx])|$)"
)
_BORN_IN_WORDS = later(
    rf"(?P<what>{_CHINESE_DAY}|{_LUNAR_DAY})\s*(?:出生|生(?![产态效活成日命育于物]))|(?:出生[于日期年月时间]*|生于)[：:]?\s*(?P<said>{_CHINESE_DAY})"
)
_BORN_AFTER_SEX = later(
    rf"[男女]\s*[，,、；;]\s*(?P<what>{_FULL_DATE}|{_DATE}(?=[，,、；;出生）)]))"
)
_OFFICIAL = later(r"拟任|现任|任前公示|历任|提名|拟提拔|拟录用|候选人|任职公示|参加工作")


def is_birth_date(text: str) -> bool:
    """Whether the whole of `text` is a date, written in one of the usual ways."""
    return re.fullmatch(rf"\s*{_DATE}(?:\s+0?0:00(?::00)?)?\s*", text) is not None


def health(text: str) -> Iterator[Hit]:
    """Illness, disability and cause of poverty said of a person in `text`, which is `plain`."""
    for pattern, variety in (
        (_ILLNESS_LABEL, "illness"),
        (_DISABILITY_LABEL, "disability"),
        (_DEGREE_LABEL, "disability"),
        (_DISABILITY_RATED, "disability"),
        (_CAUSE_LABEL, "cause-of-poverty"),
        (_CAUSE_OF_PERSON, "cause-of-poverty"),
    ):
        for match in pattern.finditer(text):
            if not _NOTHING.match(match.group("what")):
                yield Hit(variety, *match.span("what"))
    if _MAY_BE_ILL.search(text) is None:
        return
    for match in _ILL_NAME.finditer(text):
        if is_name(match.group("name")):
            yield Hit("name-in-sensitive-text", *match.span("name"))
    for sentence in _SENTENCE.finditer(text):
        if _MAY_BE_ILL.search(sentence.group()):
            yield from _said_in(text, sentence)


def _said_in(text: str, sentence: re.Match[str]) -> Iterator[Hit]:
    start, end = sentence.span()
    said = sentence.group()
    of_nobody = _OF_NOBODY.search(said) is not None
    somebody = _is_somebody_named(text, start, end)
    before = _NAMED.search(text, max(0, start - 40), start) is not None
    near = (
        somebody
        or _PERSON_NEAR.search(text, max(0, start - 40), end) is not None
        or _DISABILITY_RATED.search(said) is not None
    )
    for pattern, variety, who in (
        (_ILLNESS_FOUND, "illness", True),
        (_ILLNESS_OF_ONE, "illness", True),
        (_ILLNESS_WHOSE, "illness", True),
        (_ILLNESS_OF_HIM, "illness", before or somebody),
        (_ILLNESS_FATAL, "illness", True),
        (_ILLNESS_OF_STATE, "illness", True),
        (_ILLNESS_SAID, "illness", near),
        (_ILLNESS_OF, "illness", near),
        (_ILLNESS_HAD, "illness", near),
        (_ILLNESS_TOO, "illness", near),
        (_ILLNESS_SINCE, "illness", near),
        (_ILLNESS_IS, "illness", near),
        (_ILLNESS_PROVED, "illness", near),
        (_ILLNESS_IN_BRACKETS, "illness", near),
        (_ALLERGY, "illness", near),
        (_DISABILITY_SAID, "disability", near),
    ):
        if not who:
            continue
        for match in pattern.finditer(text, start, end):
            told = match.groupdict()
            group = next(name for name in _WHATS if told.get(name))
            if _NOTHING.match(told[group]) or (told.get("who") and not is_name(told["who"])):
                continue
            # 左股骨颈骨折: 左 is a surname too.
            if told.get("who") and _SURE.match(text, match.start("who")):
                continue
            if of_nobody and not _SAID_OF_HIM.search(
                text, max(start, match.start() - 24), match.end()
            ):
                continue
            if not somebody and _WHOEVER.match(text, match.end(group)):
                continue
            # One of many in a list, and nobody is named before it.
            listed = "、" in text[match.start() - 1 : match.start()]
            if group == "too" and not (
                _is_somebody_named(text, start, match.start()) if listed else somebody or before
            ):
                continue
            if told.get("who"):
                yield Hit("name-in-sensitive-text", *match.span("who"))
            yield Hit(variety, *match.span(group))


def _is_somebody_named(text: str, start: int, end: int) -> bool:
    return any(pattern.search(text, start, end) for pattern in (_NAMED, _HIS_NUMBER)) or any(
        is_name(match.group("name"))
        for pattern in (_NAME_AT_EDGE, _ILL_NAME)
        for match in pattern.finditer(text, start, end)
    )


_WHATS = ("what", "too", "his")
# 患恶性肿瘤的，报销…: said of whoever has it, where nobody is named.
_WHOEVER = later(
    r"的?(?:[，,](?=[^。；;\n]{0,20}(?:可|应|须|需|享|按|报销|纳入|给予|不[得能]|凭|由|予以))|患者|病人|人员|者|[\u4e00-\u9fff]{0,6}可|(?:老人|居民|村民|群众|对象|家庭|儿童|学生|职工)[\u4e00-\u9fff]{0,2}(?:能|可|应|需|要|须|凭|由|怎|如何))"
)
_NAMED = later(rf"{COMMON_NAME}|{_ONE}|[男女][，,、 ]{{1,2}}\d{{1,3}}岁|其|[他她](?!们|人)")
_HIS_NUMBER = later(r"(?<!\d)\d{17}[\dXx](?!\d)")
_NAME_AT_EDGE = later(rf"(?:(?<![{_HAN}])|(?<=[户民人居员生工]))(?P<name>{NAME})(?![{_HAN}])")
_SAID_OF_HIM = later(
    rf"{ROLE}{NAME}|{KIN}|本人|我(?![们国省市县区镇乡村局院校])|{NAME}(?:[，,（(]|患|因|所受)"
)
_MAY_BE_ILL = later(
    rf"{_BODY_ENDING}|残|过敏|{_KNOWN}|[体力语神重]{_DEGREE}|重[（(]{_DEGREE}|{_DEGREE}{_KIND_OF_DISABILITY}|级伤残|{_WOUND}|类{_DEGREE}"
)


# 出生日期更正如下：原登记…，更正为…
# Nobody signs a paper of today so early.
_LONG_AGO = 2008

_BIRTHS_CORRECTED = later(
    r"出生(?:日期|年月|时间)[^。\n]{0,12}(?:更正|有误|错误|变更|不一|不符)|出生(?:医学)?证明?[^。\n]{0,8}日期(?:不一|不符)|(?:更正|变更|错登)[^。\n]{0,12}出生(?:日期|年月|时间)"
)
_CORRECTED = later(
    rf"(?:登记|原|更正|变更|误登|误写|应|改|误)[为成是]?\s*[：:]?\s*(?P<what>{_FULL_DATE})(?=[，,。；;\s]|$)|(?<=[（(与和])(?P<said>{_FULL_DATE})(?=[与和）)])"
)


def births(text: str) -> Iterator[Hit]:
    """Dates of birth in `text`, which is `plain`; those of officials in a notice of appointment are left out."""
    told: set[tuple[int, int]] = set()
    patterns = [_BORN_IN_WORDS, _BORN_BY_OLD_CALENDAR]
    if _BIRTHS_CORRECTED.search(text):
        patterns.append(_CORRECTED)
    for pattern in patterns:
        for match in pattern.finditer(text):
            told.add(match.span("what" if match.group("what") else "said"))
    for match in _BORN_IN_BRACKETS.finditer(text):
        group, name = ("what", "name") if match.group("what") else ("said", "who")
        around = text[max(0, match.start() - 120) : match.end() + 60]
        if is_name(match.group(name)) and (
            _OF_CHILDREN.search(around)
            or (group == "what" and int(match.group(group)[:4]) <= _LONG_AGO)
        ):
            told.add(match.span(group))
    for match in _BORN_BEHIND_NAME.finditer(text):
        if is_name(match.group("name")) and (
            match.group("numbered")
            or _OF_CHILDREN.search(match.group("label"))
            or int(match.group("what")[:4]) <= _LONG_AGO
        ):
            told.add(match.span("what"))
    yield from (Hit("birth-date", *span) for span in sorted(told))
    for pattern in (
        _BIRTH_LABEL,
        _BORN,
        _BORN_SHORTLY,
        _BORN_WHO,
        _BORN_AFTER_SEX,
        _BORN_OF_KIN,
        _BORN_THERE,
        _BORN_ALONE,
    ):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 60) : match.end() + 120]
            if pattern is _BORN_ALONE:
                around = text
            if match.span("what") not in told and not _OFFICIAL.search(around):
                told.add(match.span("what"))
                yield Hit("birth-date", *match.span("what"))
