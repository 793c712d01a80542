from datetime import date

import pytest

from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.receipt import Door, receive

D = date.fromisoformat


def test_a_request_handed_in_is_received_that_day():
    receipt = receive(Door.COUNTER, submitted_on=D("2026-03-02"), evidence="接收回执")
    assert (receipt.received_on, receipt.cite) == (D("2026-03-02"), "ogi-2019#31.1.1")
    assert receipt.evidence == "接收回执"


def test_a_letter_that_is_signed_for_is_received_on_signature():
    receipt = receive(Door.SIGNED_MAIL, submitted_on=D("2026-03-02"), signed_on=D("2026-03-05"))
    assert (receipt.received_on, receipt.cite) == (D("2026-03-05"), "ogi-2019#31.1.2")


def test_an_ordinary_letter_is_received_on_confirmation_which_is_owed_the_same_day():
    same_day = receive(
        Door.ORDINARY_MAIL, submitted_on=D("2026-03-05"), confirmed_on=D("2026-03-05")
    )
    assert same_day.cautions == ()
    late = receive(Door.ORDINARY_MAIL, submitted_on=D("2026-03-05"), confirmed_on=D("2026-03-06"))
    assert late.received_on == D("2026-03-06")
    assert late.cautions[0].cite == "ogi-2019#31.1.2"


@pytest.mark.parametrize("door", [Door.INTERNET, Door.FAX])
def test_internet_and_fax_are_received_when_both_sides_have_confirmed(door):
    receipt = receive(door, submitted_on=D("2026-03-01"), confirmed_on=D("2026-03-03"))
    assert (receipt.received_on, receipt.cite) == (D("2026-03-03"), "ogi-2019#31.1.3")


@pytest.mark.parametrize("door", list(Door))
def test_the_decisive_day_must_be_known(door):
    with pytest.raises(WrongArgument) as refusal:
        receive(door)
    assert door.fact in refusal.value.message


def test_receipt_before_submission_is_refused():
    with pytest.raises(WrongArgument):
        receive(Door.FAX, submitted_on=D("2026-03-03"), confirmed_on=D("2026-03-02"))


def test_an_unknown_door_names_the_known_ones():
    with pytest.raises(UnknownCode) as refusal:
        Door.named("pigeon")
    assert refusal.value.known == (
        "counter",
        "signed_mail",
        "ordinary_mail",
        "internet",
        "fax",
        "email",
        "oral",
        "other_office",
        "handed_down",
    )
