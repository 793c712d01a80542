"""Questions come from the law's data, and their key is the article."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.quiz import questions

DAY = date(2026, 11, 29)


def every(on=DAY, seed="一"):
    found = []
    for number in range(1, 400):
        try:
            found = questions(on, seed=seed, count=number)
        except ValueError:
            break
    return {question.id: question for question in found}


def test_the_reply_is_due_in_20_working_days_and_article_33_says_so():
    question = every()["reply"]
    assert question.text == "2026年，答复期限是多长？"
    assert question.choices[question.right] == "20个工作日"
    assert question.cite == "《政府信息公开条例》第三十三条第二款"


def test_a_quiz_on_2018_has_the_old_law_as_its_key():
    question = every(date(2018, 6, 1))["reply"]
    assert question.choices[question.right] == "15个工作日"
    assert (
        question.cite == "《政府信息公开条例》（2007年）第二十四条第二款"
        or "二十四" in question.cite
    )


def test_internal_affairs_may_be_withheld_and_a_state_secret_must_be():
    found = every()
    internal, secret = found["ground.internal_affairs"], found["ground.state_secret"]
    assert internal.choices[internal.right] == "可以不予公开"
    assert "第十六条" in internal.cite
    assert secret.choices[secret.right] == "一律不予公开"
    assert "第十四条" in secret.cite


@pytest.mark.parametrize("seed", ["一", "二", "三", "四"])
def test_every_question_has_four_different_answers_and_one_is_right(seed):
    for question in every(seed=seed).values():
        assert len(set(question.choices)) == 4, question
        assert 0 <= question.right < 4


def test_no_wrong_article_holds_the_right_one():
    for question in every().values():
        if question.id.startswith("duty."):
            wrong = [each for each in question.choices if each != question.choices[question.right]]
            assert not [each for each in wrong if question.cite.startswith(each)], question


def test_the_same_seed_asks_the_same_and_another_asks_otherwise():
    assert questions(DAY, seed="甲", count=7) == questions(DAY, seed="甲", count=7)
    assert questions(DAY, seed="甲", count=7) != questions(DAY, seed="乙", count=7)


def test_more_questions_than_there_are_is_refused():
    with pytest.raises(ValueError, match="there are"):
        questions(DAY, seed="甲", count=10_000)
