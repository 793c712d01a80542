from gongkai.screening.kinds import Kind, kinds, varieties

CONTRACT = (
    "resident_id passport mobile landline bank_account plate email wechat address birth_date "
    "sensitive_name medical secrecy_mark hidden_data metadata wording"
).split()


def test_the_kinds_are_those_of_the_contract():
    assert [kind.value for kind in Kind] == CONTRACT
    assert [kind.value for kind in kinds()] == CONTRACT


def test_every_kind_has_varieties_and_a_basis():
    assert {variety.kind for variety in varieties().values()} == set(Kind)
    for entry in kinds().values():
        assert entry.label
        assert entry.why
        assert entry.basis
        assert entry.hint.endswith("。")
