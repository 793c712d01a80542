"""What stands around a number: the office's own contact, a person, an organisation's account, an order number."""

from __future__ import annotations

import re

from gongkai.screening.later import later

# A telephone that a body publishes so that it is called.
_OFFICE_LABEL = later(
    r"(?:咨询|监督|举报|投诉|服务|受理|值班|报名|办公|热线|传真|招标|采购|代理|预约|救援|报警|急救|维权|反映|公开|信访|"
    r"业务|办事|技术|支持|客服|售后|窗口|防汛|抢修|维修|报修|单位|机关|公司|政府|工作|24小时|对公|官方|订购|购票|援助|质疑|异议|意见)"
    r"[^，。；;,\n]{0,8}(?:电话|热线|号码|方式|手机|专线|邮箱|信箱|微信|QQ)?[^\d\n，,。；]{0,6}[:：]?\s*$"
)
_OFFICE_WORDS = later(
    r"联\s*系\s*人|联络员|经办人|承办人|带\s*班|值\s*班|值守|当班|[小中大支分]队长|(?<![\u4e00-\u9fff])队长|支\s*书|询价|投标人|供应商|采购人|招标人|代理机构|项目负责人|会务|报送|(?:请|欢迎|可)来电|致电|请与[^。]{2,30}联系|[^\s，,。]{2,12}(?:有限公司|经营部|加油站|家庭农场|合作社|药房|商行|门市部)(?=[）)：:，,\s])|办公室|"
    r"[^\s，,。]{2,12}(?:委员会|局|中心|科|股|处|站|(?<!住)所|办(?![〔\[（(发函字])|大队|支队|法院|检察院|村委会|居委会|合作社|学校|医院|银行)(?=[）)：:，,\s\d]|电话|联系|咨询|地址|[\u4e00-\u9fff]{2,4}\s*[：:（(]?\s*(?:\d|$))|"
    r"邮\s*编|传\s*真|(?<![业户犬车房船店])主\s*任|科\s*长|局\s*长|所\s*长|站\s*长|镇\s*长|主管|工程师|老师|(?<!支部)书\s*记(?!录)|网格员|驻村|河长|林长|路长|田长|责任人|巡河员|看管|干部|包联|包保|医生|助理|巡查员|监测员|助理员|协办员|信息员|安全员|"
    r"(?:民警|辅警)(?![拨致联查核通回问询追调])[\u4e00-\u9fff]{2,3}\s*[：:（(]?\s*$|物业(?:公司|管家|客服|中心)?\s*[：:（(]?\s*$|"
    r"[\u4e00-\u9fff](?:经理|科长|所长|站长)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]工(?![\u4e00-\u9fff])"
)
# A label that says whose telephone it is, right before it.
_PRIVATE_LABEL = later(
    r"(?:家长|家属|家人|本人|其|你|您|他|她|代办人|父亲|母亲|监护人|妈妈|爸爸|孕妇|丈夫|妻子|签收|收件人|代领人|紧急联系人|回访|回复|回电|来电|个人|户主|患者|申请人|当事人|信访人|失主|车主)(?:的)?"
    r"(?:（[^）]{1,4}）)?(?:电话|手机|号码|联系方式|联系电话|手机号码?)?(?:是|为)?\s*[：:]?\s*$|"
    r"请(?![与和跟直及拨致])[\u4e00-\u9fff]{2,10}(?:联系|回电|回复)\s*[：:]?\s*$|"
    r"(?:回访|通知|告知|约谈|致电|电话联系|电话询问)了?[\u4e00-\u9fff]{2,4}\s*[（(]\s*$|"
    r"(?:(?:来信|来访|来电|反映)(?:群众|人)?|群众|[村居市]民|机主|号主|电话回访|接到)\s*[（(：:]?\s*$|"
    r"(?:多次|反复|先后|再次|均|已|曾|数次)(?:电话)?(?:拨打|致电|联系)了?(?:其|他|她|该号|手机|电话)*\s*[：:]?$"
)
# What is said behind somebody's own number.
_PRIVATE_BEHIND = later(
    r"(?:\s*[、，,/和及]\s*1[3-9]\d{9})*\s*[）)]?\s*(?:的)?(?:机主|号主|来电(?![咨反举投]|$)|(?:均|都|也|一直|始终)*(?:无人接听|未接听?|打不通|无法接通|关机|停机|空号|拒接)|反映的|反映[：:，,]|表示(?:满意|感谢|不满|认可|理解))"
)
_OTHER_NUMBERS = later(
    r"(?<=\d)\s*[（(][\u4e00-\u9fff]{2,4}[）)][\s、/／,，;；]*$|(?<=\d)[\d\-\s、/／,，;；()（）]*$|(?<=[：:\s])\d[\d\-\s、/／,，;；()（）]{6,}$"
)
_OF_NAMED = later(r"(?<!人：)(?<!人:)[\u4e00-\u9fff]{2,4}\s*[（(]\s*(?:电话|手机)?[：:]?\s*$")
_BY_TITLE = later(
    r"\s*[（(]\s*[\u4e00-\u9fff]{0,6}(?:单位|公司|办公室|科|股|局|站|所|中心)|\s*[）)]?\s*[（(，,]\s*[\u4e00-\u9fff]{1,4}(?:科长|局长|主任|所长|站长|老师|书记|经理|(?<![务打职员民做])工(?!作|资))"
)
_PERSONAL_WORDS = later(
    r"申\s*请\s*人|当\s*事\s*人|[信来上]访人|来[电信]人|诉求人|反映人|(?:申领|购买|收件|借款|承租|租赁|购房|被征收|转让|受让|投保|参保|领取|缴费)人|所有人|登记所有人|代表人(?<!法定代表人)|孕妇|患儿|老人|紧急联系人|两户|学员|乘客|户\s*主|家\s*长|监\s*护\s*人|法定代理人|患\s*者|病\s*人|被处罚人|受害人|被害人|举报人|投诉人|信访人|报警人|求助人|伤者|失主|爱人|老伴|"
    r"姓\s*名|性\s*别|身份证|证件号|公民身份|住\s*址|家\s*住|现\s*住|居\s*住|住\s*宅|家\s*庭|本\s*人|村\s*民|居\s*民|农\s*户|业\s*主|"
    r"学\s*生|受助|救助对象|低保|特困|残疾|孤儿|持卡人|开户人|户籍|出生|领款人|领取人|收款人|债务人|被执行人|承租人|死者|家属|本户|"
    r"个\s*人|私\s*人|宅\s*电|其(?:手机|电话|联系)|经\s*营\s*者|原\s*告|被\s*告|第三人|车\s*主|其(?:父|母|夫|妻|子|女|兄|弟|姐|妹|丈夫|妻子|儿子|女儿)|亲\s*属|[业犬车房船店]主|委托人|受托人|申报人|收养人|劳动者|纳税人|承包人|购房人|参保人|受益人|违法行为人|相对人|驾驶人|投保人|被保险人"
)
_NUMBER_LABEL = later(
    r"(?:编\s*号|订\s*单|流水|单\s*号|案\s*号|代\s*码|索引|票\s*号|条\s*码|批\s*号|批次|合同|项目|文\s*号|受理号|批准文?号|许可证|备案|"
    r"登记号|序\s*号|标\s*段|图\s*号|地块|宗地|不动产|快递|运单|物流|ISBN|ISSN|ICP|网安备|版权|设备|型号|邮\s*编|税\s*号|凭证|回执|"
    r"查询码|防伪码|验证码|取件码|信用代码|组织机构|账\s*套|科目|栏目|稿件|资产|卡片号|单据|交易号|支付号|业务号|保单)"
    r"[^\d，,。；;]{0,8}$"
)
_PERSON_NUMBER_LABEL = later(r"(?:身份|证件|公民|居民|户主)[^\d，,。；;]{0,10}$")
_AMOUNT_AFTER = later(
    r"\s*(?:\.\d|[万亿]?元|[万亿]|平方|公里|立方|千瓦|吨|公斤|千克|亩|%|％)|人次|人(?![员口民社])|件(?!号)|户(?![籍主口号名])|条|次(?!日)|株|只|头|棵"
)
_AMOUNT_BEFORE = later(r"(?:[¥￥$]|人民币|金额|合计|总计|共计)\s*$")
_ORGANISATION = r"(?:局|中心|公司|政府|所|院|会|学校|小学|中学|站|厅|处|部|厂|商行|商店|超市|事务所|财政|社|场|基金|专户|专用账户|国库)"
_ORGANISATION_ACCOUNT = later(
    rf"(?:户\s*名|专户|账户名称?|帐户名称?|单位名称|收款单位|收款人|开户名称?|账户|名\s*称|全\s*称|供\s*应\s*商|中标人|成交人|乙方|甲方|当事人|采购人|单位|企业|受托方|承包方)[:：\s]*[^\n，,。；]{{2,30}}?"
    rf"{_ORGANISATION}(?:[）)]|\s|[，。；,;]|$|开户|账|帐|银行)|"
    r"(?:代发|缴费|交费|专用|对公|缴款|收缴|财政|汇缴|罚没|非税|保证金|基本|单位|集中支付|结算|零余额)[^\n，,。；;\d]{0,8}(?:账\s*户|帐\s*户|账\s*号|帐\s*号|专户)|村(?:集体)?[账帐]户|缴至|缴入|缴纳至|上缴|(?:村集体|集体经济组织|集体|公司|单位|企业|学校|医院|村委会|合作社|局|中心|政府|委员会|联合会|办公室|财政所)的?[账帐][户号]"
)
_ORGANISATION_BEHIND = later(
    rf"\s*[（(](?![^（）()\n]{{0,12}}(?:信用社|分社|信用联社|[银支]行|农商行)[）)])[^（）()\n]{{2,24}}?{_ORGANISATION}[）)]|[^\d\n]{{0,30}}?(?:[，,；;（(\s]\s*|\n\s*)(?:户\s*名|账户名称?|开户名称?|收款单位|单位名称)[:：]?\s*[^\n，,。；]{{2,30}}?{_ORGANISATION}"
)
_PERSONAL_ACCOUNT = later(
    r"职工|员工|患者|户主|老人|学生|农户|村民|代领人|受助人|一卡通|惠农|社保卡|社会保障卡|工资卡|存折|个人|本人|户主|补贴|持卡人|姓\s*名|身份证|申请人|监护人|领取人|家属|低保"
)
_OFFICE_PLACE = later(
    r"办\s*公|地\s*点|单位地址|公司|企业|注册地|营业地|经营场所|经营地|会议|开标|投标|递交|报名|项目|工程|建设|位于|路段|交叉|窗口|大厅|"
    r"邮\s*编|机关|服务中心|卫生院|学校|医院|法院|投诉地址|受理地址|受理机关|联系地址|收件|招标|采购|代理|驻地|门店|"
    r"现场|选址|场所|集合|培训|展览|商铺|店铺|市场|仓库|厂区|宾馆|酒店|饭店|政府(?:大院|办公楼)|地块|施工|改造|硬化|修缮|维修|安装|"
    r"举办|召开|集中|停水|停电|活动|地址为?[:：]?[^，,。\n]{0,20}(?:政府|局|中心)"
)
_HOME = later(
    r"住\s*址|家\s*住|现\s*住|居\s*住|常\s*住|住\s*所|住\s*在|住\s*于|户籍|户口|家庭(?:地址|住址|详细)|籍\s*贯|身份证|公民身份|住[:：]|"
    r"门牌|坐落|配租|(?<!邮政)寄送|送达地点|邮寄地址|通讯地址|通信地址[:：]?(?=$)|房屋位于|建房|独居|租\s*住|住(?!房|院|建|宅|户|户数)|搬\s*至|落户|其家|家中|，住|,住|、住|村民|居民|户主|姓名|男，|女，|送达地址|(?<!联系)(?<!负责)(?<!代表)(?<!采购)(?:人|者|名)[:：][^，,。\n]{2,4}[，,]"
)


_OTHER_LABEL = later(
    r"(?:编\s*号|单\s*号|件\s*号|代\s*码|索\s*引|流\s*水|工\s*单|凭\s*证|条\s*码|合\s*同|(?:执法|执业|资格|工作|律师|记者|许可|教练)证|证书|准考|科目|项目|文号|标号|图号|学号|受理|登记|地块|宗地|(?:理赔|赔案|报案|存单|保单|保险|备案|公证|鉴定|样品|检验|耳标|车架|发动机|出厂|机)号)[^\d\n]{0,6}$"
)
_HIS_OWN = later(r"[\d\- ]{7,13}\s*[（(]\s*(?:本人|其本人|家长|监护人|户主|个人)")
_PERSON_NUMBER = later(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.end()
    return position


def _window(text: str, start: int, width: int) -> str:
    """Up to `width` characters before `start`, not reaching over an empty line."""
    window = text[max(0, start - width) : start]
    return window.rpartition("\n\n")[2]


def is_office_contact(text: str, start: int, end: int | None = None) -> bool:
    """Whether the telephone or mailbox at `start` (to `end`) is one that a body publishes for itself.

    A label right before it decides (咨询电话, 家长电话); otherwise the nearest word before it in its sentence, of an
    office or of a person. Where nothing speaks for an office the answer is False.
    """
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - 60) : start]
    near = _OTHER_NUMBERS.sub("", _OTHER_NUMBERS.sub("", before))[-24:]
    if _HIS_OWN.match(text, start) or _PRIVATE_LABEL.search(near):
        return False
    if (
        end is not None
        and _PRIVATE_BEHIND.match(text, end)
        and not (_OFFICE_LABEL.search(before[-24:]) or _REQUESTED.search(before))
    ):
        return False
    if _OFFICE_LABEL.search(near) and not _PERSONAL_WORDS.search(near):
        return True
    if end is not None and _BY_TITLE.match(text, end):
        return True
    window = _sentence(_window(text, start, 80))
    line_end = text.find("\n", start)
    if _NAME_AND_NUMBER.fullmatch(text, line_start, len(text) if line_end < 0 else line_end):
        window = _heading(text[max(0, line_start - 200) : line_start]) + before
    if _OF_NAMED.search(near) and _PERSONAL_WORDS.search(text[start : start + 40]):
        return False
    if is_asked_for(text, start) or _CALLED_FOR.search(window) or _REQUESTED.search(window):
        return True
    office, personal = _last(_OFFICE_WORDS, window), _last(_PERSONAL_WORDS, window)
    return office > personal


# 李秀英 139…: a line of its own, of which only a heading can say more.
_NAME_AND_NUMBER = later(
    r"\s*(?:[\u4e00-\u9fff]{2,4}[\s，,、:：]*1[3-9][\d \-]{9,12}|1[3-9][\d \-]{9,12}\s*[\u4e00-\u9fff]{2,4})[\s。；;]*"
)
_HEADING = later(r"[^\d。；;]{2,24}[:：]?|.{0,40}[:：]")


def _heading(above: str) -> str:
    """The line over the lines of names and numbers that end `above`, if it is a heading."""
    for line in reversed(above.rstrip("\n").split("\n")):
        if not _NAME_AND_NUMBER.fullmatch(line):
            return line if _HEADING.fullmatch(line.strip()) else ""
    return ""


# 报名请联系, 本项目联系方式: a body tells whom to call.
_CALLED_FOR = later(
    r"(?:报名|咨询|质疑|投诉|监督|订购|预约|参与|应聘|招聘|采购|项目|标书|会务|详情|疑问|问题|事宜|意见|业务|需要|有意者?)[^。\n，,；;]{0,10}(?:请|可|欢迎|直接|联系方式)[^。\n；;]{0,4}(?:联系|致电|来电|拨打|咨询|方式)?[^。\n；;]{0,16}$"
)
# 如有异议，请拨打…反映
_REQUESTED = later(
    r"(?:异议|问题|疑问|线索|意见|需求|需要|不明|咨询|举报|投诉|报名|反映)[^。\n]{0,6}[，,]\s*(?:敬?请|可以?|欢迎|均可)(?:广大)?(?:群众|[市居村]民|业主)?[^。\n；;，,]{0,6}(?:拨打|致电|联系|来电)[^。\n；;，,]{0,12}$"
)
_ASKED_TO_SEND = later(
    r"(?:函|件|材料|资料|申请书?|样品|标书|文件|报表|表格|作品|意见|票据)[^。\n；;]{0,8}(?:请|应|须|需)?(?:邮寄|送达|递交|寄送|报送|送|寄|交|投)(?:至|到|往)[^。\n；;]{0,50}$|(?:请|须|应)(?:邮寄|递交|报送|送|寄|交)(?:至|到|往)?[：:]?[^。\n；;]{0,50}$"
)


def is_asked_for(text: str, start: int) -> bool:
    """Whether the sentence before `start` asks to send something to a body (质疑函请送至…, 材料请寄：…)."""
    window = _sentence(_window(text, start, 80)).rpartition("\n")[2]
    return _ASKED_TO_SEND.search(window) is not None


_BARE_MAILBOX = later(
    r"\s*(?:联系|办公|公开|受理)?(?:电子)?(?:邮箱|邮件|信箱)(?:地址)?(?:为|是)?[:：\s]*"
)


_CLAUSES = later(r"[。，,；;]")
_OPINIONS = later(
    r"(?:意见|问题|线索)(?:反映|反馈|建议|征集)?(?:方式|渠道)?[:：]|监督举报|信访举报"
)
# 征文…2月28日截止，投…: where entries go.
_FOR_ENTRIES = later(
    r"(?:征文|征稿|征集|投稿|来稿|稿件|作品|参赛|报名表|简历)[^。\n]{0,50}(?:[，,；;：:]|截止)\s*(?:请)?(?:投|发|寄|传)(?:稿|送)?(?:至|到|往)?(?:电子)?(?:邮箱|信箱)?[：:]?\s*$"
)


def is_office_mailbox(text: str, start: int) -> bool:
    """Whether the mailbox at `start` is a body's; behind a bare label (`电子邮箱：…`) what its line says before."""
    if is_office_contact(text, start):
        return True
    window = _window(text, start, 80).rpartition("\n")[2]
    if _FOR_ENTRIES.search(window):
        return True
    if not _BARE_MAILBOX.fullmatch(_CLAUSES.split(window)[-1]):
        return False
    if _OPINIONS.search(window):
        return True
    return _last(_OFFICE_WORDS, window) > _last(_PERSONAL_WORDS, window)


def _sentence(window: str) -> str:
    """The part of a window after its last full stop."""
    return window.rpartition("。")[2]


def is_other_number(text: str, start: int) -> bool:
    """Whether the digits at `start` are labelled as an order, project, document or case number."""
    near = text[max(0, start - 16) : start]
    return _NUMBER_LABEL.search(near) is not None and _PERSON_NUMBER_LABEL.search(near) is None


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is an amount: a unit follows, or a currency sign stands before."""
    return (
        _AMOUNT_AFTER.match(text, end) is not None
        or _AMOUNT_BEFORE.search(text[max(0, start - 6) : start]) is not None
    )


def is_organisation_account(text: str, start: int, end: int) -> bool:
    """Whether the account is an organisation's (a supplier, bid deposits, a bureau that pays wages, the treasury)."""
    if _ORGANISATION_BEHIND.match(text, end):
        return True
    window = _window(text, start, 100)
    organisation = _last(_ORGANISATION_ACCOUNT, window)
    return organisation >= 0 and organisation > _last(_PERSONAL_ACCOUNT, window)


def names_a_number(words: str) -> bool:
    """Whether the words before the digits are no person's name but what is numbered (流水号, 合同编号)."""
    return _A_NUMBER.search(words) is not None


_A_NUMBER = later(
    r"号码?\s*[，,、(（:：]?\s*(?:$|\d)|编码|代码|流水|单号|合同|项目|订单|发票|索引|凭证|公司|中心|[局所站院厂店社校]\s*[，,、：: （(]*(?:$|\d)"
)


def has_other_label(text: str, start: int) -> bool:
    """Whether the words right before the digits name something that is no person's (编号, 流水, 工单, 索引)."""
    return _OTHER_LABEL.search(text[max(0, start - 14) : start]) is not None


_UP_TO_TOWN = r"\s*[：:]?\s*[\u4e00-\u9fff\d]{0,20}$"
_LIVES_THERE = later(
    r"(?:(?:房屋|住房|住宅|宅基地)(?:位于|坐落于?)|生前住|搬离|搬到|搬至|迁往|迁至|借住|暂住|家住|家在|家居|老家在?|现住|租住|居住[于在]?|住[在于]|[，、,]住(?![建房院宅户宿所])|现居|住址[为是]?|门牌|坐落[于在]?|配租|寄送至|户籍(?:所在)?地?|(?:送达|家庭|常住|户籍)地[址点]|现住址|居住地址?|经营者住[址所][：:]?)"
    + _UP_TO_TOWN
)
# 办公地址迁至, 卫生院搬至: a body moves too.
_OFFICE_MOVES = later(
    r"(?:办公(?:地[址点]|场所|室)?|窗口|中心|卫生院|医院|学校|[局所站院厅社]|大厅|公司|政府|机关|办事处|营业厅)[\u4e00-\u9fff]{0,6}(?:搬[离到至]|迁[往至])"
)
_ADDRESS_LABEL = later(r"(?:地\s*址|住\s*所)(?:为|是)?" + _UP_TO_TOWN)
_ADDRESS_OF_OFFICE = later(
    r"联\s*系\s*人|报\s*名|咨\s*询|窗口|开标|公司|统一社会|法定代表人|采\s*购|招\s*标|[局厂店所](?=[，,：:\s])|中心|信函|机关|单位|被申请人|受理|邮政编码|政府|法院|委员会|联合会|复议"
)
_SENT_TO = later(r"收件人|收信人|本人|1[3-9]\d{9}")


def is_home(text: str, start: int, width: int = 30) -> bool:
    """Whether the place at `start` is spoken of as somebody's home."""
    before = _window(text, start, 90)
    if is_asked_for(text, start) or _is_of_a_letterhead(text, start):
        return False
    line = before.rpartition("\n")[2]
    if (
        _ADDRESS_LABEL.search(line)
        and _last(_OFFICE_PLACE, line) >= 0
        and _last(_PERSONAL_WORDS, line) < 0
        and not _LIVES_THERE.search(line)
    ):
        return False
    if lives := _LIVES_THERE.search(before):
        return _OFFICE_MOVES.search(before, 0, lives.end()) is None
    if _ADDRESS_LABEL.search(before):
        personal = _last(_PERSONAL_WORDS, before)
        office = _last(_ADDRESS_OF_OFFICE, before)
        return personal > office or (
            office < 0 and _SENT_TO.search(text, start, start + 60) is not None
        )
    window = _window(text, start, width)
    return _last(_HOME, window) > _last(_OFFICE_PLACE, window)


def has_person_number(text: str, start: int, end: int) -> bool:
    """Whether a resident ID or a mobile stands in the same line, within 40 characters of `text[start:end]`."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    after = text[end : end + 40].partition("\n")[0]
    return _PERSON_NUMBER.search(before) is not None or _PERSON_NUMBER.search(after) is not None


# 联系电话：…；通信地址：…；邮政编码：…: how a body says where it is.
_LETTERHEAD = later(r"[^，,。；;\n]{0,30}[；;，,。\s]{1,4}邮(?:政编码|编)")


def _is_of_a_letterhead(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return _LETTERHEAD.match(text, start) is not None and _last(_PERSONAL_WORDS, line) < 0


def has_any_person_number(text: str) -> bool:
    """Whether a resident ID or a mobile stands in `text`."""
    return _PERSON_NUMBER.search(text) is not None or _CARD.search(text) is not None


_CARD = later(r"(?<!\d)62\d{14,17}(?!\d)")


def is_office_place(text: str, start: int, width: int = 40) -> bool:
    """Whether the place at `start` is an office, a shop, a building site or a meeting place."""
    before = _window(text, start, 90)
    if is_asked_for(text, start) or _is_of_a_letterhead(text, start):
        return True
    if _LIVES_THERE.search(before):
        return not is_home(text, start)
    if _ADDRESS_LABEL.search(before):
        return not is_home(text, start)
    window = _window(text, start, width)
    return _last(_OFFICE_PLACE, window) > _last(_HOME, window)
