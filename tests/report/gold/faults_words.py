"""Faults planted in single words and sentences, and in what the law asks of the words."""

from __future__ import annotations

from tests.report.gold.draft import Draft
from tests.report.gold.faults import _add, fault


@fault
def sentence_unfinished(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "对各股室进行平时检查、年终评定，将检查结果。",
                "收集群众意见，并将意见。",
                "定期汇总办理数据，将统计数据。",
                "听取群众反映，把整改情况。",
            )
        ),
    )
    draft.mark("AR401")
    return True


@fault
def phrase_scrambled(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "依主要托门户网站发布信息，兼顾线下渠道。",
                "围绕重领点域做好公开，内容更加充实。",
                "组织工人作员参加学习，提高业务水平。",
                "做好政策读解，方便群众理解。",
                "加强保审密查，防止泄密。",
            )
        ),
    )
    draft.mark("AR402")
    return True


@fault
def word_confused(draft: Draft) -> bool:
    wrong, text = draft.say(
        (
            "信公开|提高信公开内容的质量。",
            "截止目前|截止目前，栏目运行正常。",
            "帐号|统一管理新媒体帐号，专人维护。",
            "布署|按照统一布署推进各项任务。",
            "规范性性文件|对规范性性文件进行清理。",
            "依申公开|完善依申公开流程。",
            "公开公式|做好项目公开公式，接受监督。",
            "的的|提高信息公开的的质量。",
        )
    ).split("|")
    _add(draft, text)
    draft.mark("AR403", wrong[:2])
    return True


@fault
def word_broken(draft: Draft) -> bool:
    code, text = draft.say(
        (
            "AR415|村级公开内容残差不齐，需要督促",
            "AR403|公开质量仍在不足，与要求有距离",
            "AR415|工作成效参差不其，督促不够",
            "AR403|服务内容仍有在差距，群众不够满意",
            "AR403|部分制度流与形式，执行不严",
            "AR415|没有做到因地制直，效果一般",
            "AR415|宣传没有做到家喻户小，知晓率低",
            "AR415|学习没有做到循序渐近，效果打折",
        )
    ).split("|")
    draft.problems[-1] = text
    draft.mark(code)
    return True


@fault
def phrase_doubled(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "进一步完善进一步完善公开目录。",
                "通过门户网站通过门户网站发布通知公告。",
                "加强组织领导，加强组织领导，压实工作责任。",
                "认真落实认真落实审查制度。",
                "切实做好政府信息公开工作政府信息公开工作。",
                "组织业务培训组织业务培训，提升能力。",
            )
        ),
    )
    draft.mark("AR414")
    return True


@fault
def count_lost(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "全年公开企业资质条，行政许可结果5条。",
                "发布政策解读篇，转载上级信息8条。",
                "召开专题会议次，组织培训2次。",
                "公开财政信息条，公开社会救助信息6条。",
                "办理建议提案件，办结率100%。",
            )
        ),
        "management",
    )
    draft.mark("AR413")
    return True


@fault
def other_body_named(draft: Draft) -> bool:
    texts = (
        "{foreign}人民政府高度重视政务公开，多次研究部署。",
        "{foreign}政务公开工作领导小组负责统筹。",
        "{foreign}积极推进基层政务公开，{foreign}公开工作取得新成效。",
        "在{foreign}党委的坚强领导下，公开工作有序开展。",
    )
    if draft.issuer.level not in ("township", "street"):
        return False
    foreign = "黄陂岭乡" if draft.rng.random() < 0.5 else "乌石镇"
    _add(draft, draft.say(texts, foreign=foreign))
    draft.mark("AR404", foreign)
    return True


@fault
def other_county_named(draft: Draft) -> bool:
    texts = (
        "信息同时在{foreign}人民政府网站公布。",
        "积极向《今日{stem}》投稿，扩大宣传面。",
        "按照{foreign}政务公开办要求完成自查。",
        "{foreign}教育局组织各校做好招生信息公开。",
        "在{foreign}大坪村开展公开试点，效果良好。",
        "向《{stem}日报》报送稿件，宣传公开工作。",
    )
    stem = draft.rng.choice(("石门岭", "乌江口", "云梯"))
    if draft.issuer.level == "city":
        return False
    _add(draft, draft.say(texts, foreign=f"{stem}县", stem=stem))
    draft.mark("AR404", stem)
    return True


@fault
def level_wrong(draft: Draft) -> bool:
    if draft.issuer.level not in ("township", "street"):
        return False
    _add(
        draft,
        draft.say(
            (
                "党政办是全县政府信息公开工作部门，负责全县政府信息公开。",
                "我局成立专班，压实公开责任。",
                "我县全年主动公开政府信息内容丰富。",
                "本局严格执行保密审查制度。",
            )
        ),
    )
    draft.mark("AR405")
    return True


@fault
def year_stale(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "{ly}年，{self}组织开展政务公开培训，效果良好。",
                "{ly}年{self}召开专题会议研究公开工作。",
                "{ly}年度，{self}扎实开展公开工作，群众满意。",
                "{ly}年，{self}主动公开各类政务信息，内容全面。",
            )
        ),
    )
    draft.mark("AR406")
    return True


@fault
def law_outdated(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "坚持“以公开为原则、不公开为例外”，推进各项工作。",
                "对申请在15个工作日内予以答复。",
                "申请人须说明自身生产、生活、科研等特殊需要。",
                "按照“公开为原则，不公开为例外”的要求梳理目录。",
            )
        ),
        "on_request",
    )
    draft.mark("AR407")
    return True


@fault
def count_vague(draft: Draft) -> bool:
    n = draft.values["n"]
    draft.blocks["proactive"] = [
        draft.say(
            (
                "{y}年，{self}主动公开政府信息{n}余条。",
                "全年主动公开政府信息约{n}条。",
                "{self}通过网站累计发布政府信息{n}多条。",
                "本年度{self}公开政府信息近{n}条。",
            ),
            n=n,
        )
    ]
    draft.tags.clear()
    draft.mark("AR408")
    return True


@fault
def unit_wrong(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "全年印发文件{k1}条，均已归档。",
                "公开文件{k1}篇，同步解读。",
                "共制发文件{k1}条，做到应公开尽公开。",
                "全年发布文件{k1}次。",
            )
        ),
        "management",
    )
    draft.mark("AR409")
    return True


@fault
def slogan(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "深化“最多跑一次”改革，提升服务水平。",
                "奋力谱写乡村振兴新篇章。",
                "紧紧围绕经济建设这个中心，做好各项工作。",
                "撸起袖子加油干，推动工作再上台阶。",
            )
        ),
    )
    draft.mark("AR410")
    return True


@fault
def text_doubled(draft: Draft) -> bool:
    text = draft.say(
        (
            "健全公开审查机制，确保发布内容准确、及时、完整。",
            "畅通群众反映渠道，切实提升公众参与度和满意度。",
            "把政务公开贯穿于权力运行全过程和服务全链条。",
        )
    )
    draft.blocks["management"].append(text)
    draft.blocks["safeguards" if "safeguards" in draft.blocks else "on_request"].append(text)
    draft.mark("AR411")
    return True


@fault
def name_outdated(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "会同县国土资源局公开征地信息。",
                "配合县卫计委做好防疫信息发布。",
                "与县环境保护局共享监测数据。",
                "县食药监局抽检结果及时转载。",
            )
        ),
    )
    draft.mark("AR412")
    return True


@fault
def resident_id(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(("经办人身份证号11010519491231002X。", "登记证件号码：11010519491231002X。")),
    )
    draft.mark("AR501")
    return True


@fault
def mobile(draft: Draft) -> bool:
    draft.other.append(
        draft.say(
            (
                "反映问题的村民手机13800000000，已回复。",
                "群众李某来电（13800000000）咨询补贴发放。",
                "热心市民13800000000建议增设公开栏。",
            )
        )
    )
    draft.mark("AR502")
    return True


@fault
def applicant_named(draft: Draft) -> bool:
    draft.other.append(
        draft.say(
            (
                "申请人张小明不服答复，向县政府申请复议。",
                "其中申请人王建国要求公开征地批文。",
                "投诉人刘桂芳反映的问题已办结。",
                "原告赵德顺诉{self}政府信息公开一案已开庭。",
                "申请人陈秀英提出的申请已按期答复。",
            )
        )
    )
    draft.mark("AR504")
    return True


@fault
def official_named(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "领导小组由镇长李大明任组长，各站所负责人为成员。",
                "成立由党委书记王国强任组长的领导小组。",
                "由副镇长刘春生负责日常工作。",
                "局长陈志远担任领导小组组长。",
            )
        ),
        "safeguards",
    )
    draft.mark("AR505")
    return True


@fault
def secrecy_mark(draft: Draft) -> bool:
    draft.preamble.insert(0, draft.say(("内部资料 注意保存", "秘密★一年", "机密")))
    draft.mark("AR506")
    return True


@fault
def fee_unpaid(draft: Draft) -> bool:
    id = "requests.other_fee_unpaid.natural_person"
    if draft.edition != "2021" or not draft.cells["requests.new.total"]:
        return False
    for row in ("new", "result_total", "other_fee_unpaid"):
        draft.cells[f"requests.{row}.natural_person"] += 1
        draft.cells[f"requests.{row}.total"] += 1
    assert draft.cells[id]
    draft.blocks["on_request"] = [draft.say("received_some")]
    draft.other[0] = draft.say("fee_none")
    draft.mark("AR116", cells=True)
    return True


@fault
def fee_beyond_charges(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False
    draft.cells["proactive.fees.amount"] = 0
    draft.other[0] = draft.say(
        (
            "{y}年，{self}收取信息处理费{fee}元。",
            "本年度发出收费通知1件，实际收取信息处理费{fee}元。",
            "依申请公开信息处理费收取{fee}元，已上缴国库。",
        ),
        fee=draft.rng.randint(2, 40) * 100,
    )
    draft.mark("AR117", cells=True)
    return True
