import pytest

from gongkai.statute.errors import UnknownCode
from gongkai.statute.grounds import Verdict, weigh


@pytest.mark.parametrize("ground", ["state_secret", "prohibited_by_law", "security_stability"])
def test_the_grounds_of_article_14_are_absolute(ground):
    weighing = weigh(ground, consent=True, public_interest=True, publication_ordered=True)
    assert weighing.verdict is Verdict.MUST_WITHHOLD
    assert weighing.cite == "ogi-2019#14.1"


def test_third_party_information_is_withheld_when_it_objects_and_no_public_interest_overrides():
    weighing = weigh("third_party", consent=False, public_interest=False)
    assert weighing.verdict is Verdict.MUST_WITHHOLD


def test_third_party_information_is_disclosed_with_consent_or_for_the_public_interest():
    assert weigh("third_party", consent=True).verdict is Verdict.MUST_DISCLOSE
    override = weigh("third_party", consent=False, public_interest=True)
    assert override.verdict is Verdict.MUST_DISCLOSE
    assert "书面告知第三方" in override.why


def test_unknown_facts_leave_third_party_information_undecided():
    weighing = weigh("third_party", consent=False)
    assert weighing.verdict is Verdict.UNDECIDED
    assert weighing.missing == ("不公开是否会对公共利益造成重大影响",)


@pytest.mark.parametrize("ground", ["deliberative", "enforcement_file"])
def test_process_information_may_be_withheld_unless_publication_is_ordered(ground):
    assert weigh(ground, publication_ordered=False).verdict is Verdict.MAY_WITHHOLD
    assert weigh(ground, publication_ordered=True).verdict is Verdict.MUST_DISCLOSE
    assert weigh(ground).verdict is Verdict.UNDECIDED
    assert weigh(ground).cite == "ogi-2019#16.2"


def test_internal_affairs_may_be_withheld():
    assert weigh("internal_affairs").verdict is Verdict.MAY_WITHHOLD
    assert weigh("internal_affairs").cite == "ogi-2019#16.1"


def test_an_unknown_ground_is_refused():
    with pytest.raises(UnknownCode):
        weigh("embarrassment")
