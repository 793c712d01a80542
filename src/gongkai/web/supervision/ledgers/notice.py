"""The words that send somebody to the right door: to the procedure of requests, or away from it."""

from __future__ import annotations

from datetime import date

from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import resolve
from gongkai.statute.parameters import in_words
from gongkai.web.bodies.models import ContactDetails, PublicBody


def routing_notice(body: PublicBody, door: str, received_on: date, on: date) -> str:
    """What is told to somebody who asked for government information by the hotline, a letter or a box."""
    contacts = ContactDetails.objects.filter(body=body).on(on).first()
    places = []
    if contacts is not None:
        if contacts.address:
            places.append(f"到{contacts.address}{contacts.office_name}当面提出或者邮寄")
        if contacts.phone:
            places.append(f"电话{contacts.phone}询问")
    ways = "；".join(places) or f"向{body.name}提出"
    return (
        f"您好：您于{in_chinese(received_on)}通过{door}提出的，"
        f"属于申请获取政府信息，按照{resolve('ogi-2019#27')}，由依申请公开渠道办理：{ways}，"
        f"也可以在政府信息公开网站“我要申请”提交。申请写明姓名、身份证明、联系方式，以及所需信息的名称、文号或者其他便于"
        f"查询的特征（{resolve('ogi-2019#29')}），不需要说明用途。收到申请后，我们在{in_words('reply', on)}内答复"
        f"（{resolve('ogi-2019#33.2')}）。书面填写有困难的，可以口头提出，由工作人员代为填写。\n"
        f"{body.name}\n{in_chinese(on)}"
    )
