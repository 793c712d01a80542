"""Numbers that nobody can dial are noticed where they are typed."""

from __future__ import annotations

import pytest

from gongkai.papers.telephones import odd_telephones


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("咨询电话：139abc1234。", ["139abc1234"]),
        ("联系电话：1390000123", []),
        ("联系电话：139000012345", []),
        ("联系电话：13900001234567", ["13900001234567"]),
        ("电话：5550", ["5550"]),
        ("姓名 联系电话\n王某 139O0001234\n李某 13900001234", ["139O0001234"]),
        ("电话：0000-5550111，传真：0000-5550112", []),
        ("电话：（0000）5550111转8012", []),
        ("监督电话 12345，报警电话110", []),
        ("手机：139****1234", []),
        ("服务热线400-800-1234", []),
        ("型号 139abc1234", []),
        ("电话：5550111-803", []),
    ],
)
def test_odd_numbers(text: str, odd: list[str]) -> None:
    assert list(odd_telephones(text)) == odd
