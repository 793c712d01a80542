"""Many ways of speaking of a private person, and of somebody in office, each with three invented names."""

from __future__ import annotations

import pytest

from gongkai.screening.text import hits_in_text
from tests.screening.unseen.invent import Inventor

PRIVATE = [
    "肇事车辆所有人{o}逃逸",
    "欠薪人{o}已联系不上",
    "被拖欠工资的工人{o}、{o}到劳动监察大队",
    "患病儿童{o}的母亲{o}",
    "烈士遗属{o}",
    "上门为残疾老人{o}办证",
    "经亲属{o}辨认",
    "{o}等7户居民联名投诉",
    "村里的孤寡老人{o}无人照料",
    "该校学生{o}、{o}发生争执",
    "邻居{o}报了警",
    "该户户主{o}，妻子{o}，育有一女{o}",
    "户主{o}已于去年病逝",
    "为贫困户{o}修缮房屋",
    "群众{o}（电话13800001111）反映",
    "对{o}户进行了复核",
    "将{o}列入临时救助",
    "{o}夫妻俩常年在外打工",
    "{o}和{o}系兄弟关系",
    "{o}与{o}离婚后",
    "{o}之父{o}是低保户",
    "{o}母女二人相依为命",
    "{o}的儿子{o}患有自闭症",
    "已为{o}缴纳养老保险",
    "给{o}家送去米面油",
    "向{o}送达决定书",
    "{o}拒绝签收",
    "{o}对处罚无异议",
    "{o}承认违法事实",
    "{o}驾驶无牌摩托车",
    "{o}在接受询问时称",
    "由{o}承担主要责任",
    "{o}负事故全部责任",
    "经{o}同意后",
    "{o}提供的证据",
    "申请人{o}称",
    "申请人{o}提交了",
    "被告{o}经传票传唤未到庭",
    "上诉人{o}因与",
    "委托诉讼代理人{o}",
    "投诉人为{o}",
    "{o}的申请不符合条件",
    "{o}申请的宅基地",
    "{o}要求赔偿损失",
    "{o}的残疾证已过期",
    "{o}医疗费报销",
    "接{o}举报",
    "根据{o}的投诉",
    "{o}被狗咬伤",
    "{o}家房屋倒塌",
    "{o}一家五口",
    "{o}家庭人均收入",
    "住户{o}",
    "租客{o}",
    "买方{o} 卖方{o}",
    "出借人{o}",
    "原房主{o}",
    "{o}老人今年九十岁",
    "儿媳{o}长期照料",
    "因{o}死亡停发",
    "{o}（已死亡）",
    "{o}（低保户）",
    "{o}（女，52岁）",
    "{o}，男，52岁，",
    "{o}身份证复印件",
    "{o}名下有车辆",
    "{o}账户余额",
    "经与{o}电话联系",
    "{o}来我局",
    "{o}到我局咨询",
    "{o}于3月2日向我局提交申请",
    "收到{o}3月2日提交的申请",
    "{o}女士：\n您的申请已收到",
    "{o}你好：\n你的来信已收到",
    "尊敬的{o}：\n您好",
    "对{o}的答复",
    "给{o}的回信",
    "确诊病例{o}",
    "{o}的密切接触者{o}",
    "新生儿{o}",
    "{o}婴儿",
    "产妇{o}产下一名男婴",
    "学生{o}的家长{o}",
    "小学生{o}",
    "{o}同学品学兼优",
    "教唆{o}吸毒",
    "释放{o}",
    "{o}涉嫌诈骗",
    "罪犯{o}",
    "抓获嫌疑人{o}",
    "收养{o}为养子",
    "{o}被收养",
    "{o}流浪到我县",
    "护送{o}返乡",
    "救助{o}一人",
]
IN_OFFICE = [
    "{b}{p}{o}在会上通报了有关情况",
    "{p}{o}带队检查了{v}的防汛工作",
    "会议由{p}{o}主持",
    "联系人：{o}，电话：0359-2345678",
    "河长：{o}，职务：{p}，举报电话：0359-2345678",
    "{t}{p}{o}、{p}{o}参加活动",
    "{o}（{p}）宣读了文件",
    "经办人{o}，审核人{o}",
    "驻村第一书记{o}组织村民开会",
    "民警{o}接到报警后赶到现场",
    "医生{o}为老人义诊",
    "律师{o}解答了群众咨询",
    "{s}校长{o}介绍了办学情况",
    "班主任{o}家访",
    "记者{o}报道",
    "法定代表人：{o}",
    "项目负责人：{o}，联系电话：0359-2345678",
    "任命{o}为{b}副局长",
    "免去{o}的{b}副局长职务",
    "{o}同志任{b}党组书记",
    "{o}任{t}镇长",
    "调解员{o}上门调解",
    "网格员{o}入户登记",
    "主持人：{o}（{p}）记录人：{o}",
    "参会人员：{o}、{o}、{o}",
    "村支书{o}说：“我们村变了样。”",
    "值班领导：{o} 值班电话：0359-2345678",
    "接访领导{o}",
    "责任人：{o}",
    "包联领导：{o}（{p}）",
    "审判员{o}独任审理",
    "执法人员{o}、{o}出示执法证件",
    "采购人：{b}，联系人：{o}",
    "技术负责人{o}",
    "{v}三组道路硬化",
    "{v}文化广场建设项目",
    "{s}教学楼改造",
    "咨询电话：13800009999",
    "监督电话：13800009999（{o}）",
    "报名电话13800009999，联系人{o}老师",
    "办公室主任{o}作了说明",
    "{p}{o}慰问老人",
    "{p}{o}看望了住院的村民",
    "{p}{o}接待来访群众",
    "{p}{o}到{v}走访困难户",
    "{o}局长到{v}调研",
    "{o}书记强调",
    "副县长{o}，县政府办公室主任{o}陪同调研",
    "评审专家：{o}、{o}",
    "获奖人员：{o}、{o}",
    "先进工作者{o}",
    "优秀教师{o}",
    "拟任{p}：{o}",
    "候选人{o}当选为{v}村民委员会主任",
]
SLOTS = {"{b}": "bureau", "{p}": "post", "{t}": "town", "{v}": "village", "{s}": "school"}


def filled(template, inventor, name):
    for slot, kind in SLOTS.items():
        template = template.replace(slot, getattr(inventor, kind)())
    return template.replace("{o}", name)


def seen(text):
    return [
        text[hit.start : hit.end]
        for hit in hits_in_text(text)
        if hit.variety.startswith(("name", "requester"))
    ]


@pytest.mark.parametrize("template", PRIVATE)
def test_a_private_person_is_seen(template):
    for name in ("李红", "王建国", "张明霞"):
        assert name in seen(filled(template, Inventor(1), name))


@pytest.mark.parametrize("template", IN_OFFICE)
def test_who_acts_in_office_is_left(template):
    for seed, name in enumerate(("李红", "王建国", "张明霞")):
        assert seen(filled(template, Inventor(seed), name)) == []
