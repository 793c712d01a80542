"""An invented township and its guide."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.guide.facts import Contact, GuideFacts

DAY = date(2026, 11, 16)


@pytest.fixture
def facts() -> GuideFacts:
    """柳河镇 with every fact."""
    return GuideFacts(
        body="柳河镇人民政府",
        office=Contact(
            "柳河镇党政综合办公室",
            "柳河镇人民路8号",
            "000000",
            "工作日8:30—12:00，14:00—17:30",
            "0000-5550111",
            "0000-5550112",
            "liuhe@qingshan.example",
        ),
        supervision_phone="0000-5550113",
        supervisor=Contact(
            "青山县人民政府办公室",
            "青山县中心大街1号",
            hours="工作日8:00—12:00，14:30—18:00",
            phone="0000-5550100",
        ),
        authority="青山县人民政府",
        categories=("第二十条 法定主动公开内容", "第二十一条 重点领域"),
        reading_place="柳河镇便民服务中心一楼",
        online_address="https://www.qingshan.example/apply",
        takes_email=True,
        takes_fax=True,
        other_bodies=("白杨乡人民政府", "松林镇人民政府", "青山县财政局"),
    )
