from gongkai.documents.opening import open_bytes
from gongkai.screening.leaders import Post, leaders
from gongkai.screening.screen import screen

POSTS = (
    Post("王建国", ("县委书记",)),
    Post("李海燕", ("县委副书记", "县长")),
    Post("张明霞", ("副县长",)),
    Post("赵铁柱", ("副县长",)),
)


def told(text):
    return [
        (found.hit.variety, text[found.hit.start : found.hit.end], found.right)
        for found in leaders(text, POSTS)
    ]


def test_a_title_that_is_anothers_is_told():
    assert told("副县长李海燕主持会议。") == [("leader-title", "副县长", "县委副书记")]
    assert told("县长李海燕主持会议。") == []


def test_a_name_with_one_letter_wrong_is_told():
    assert told("县长李海艳主持会议。") == [("leader-name", "李海艳", "李海燕")]
    assert told("时任县长李海艳主持会议。") == []


def test_an_order_that_is_not_by_rank_is_told():
    assert told("李海燕、王建国、张明霞出席。") == [
        ("leader-order", "李海燕、王建国、张明霞", "王建国、李海燕、张明霞")
    ]
    assert told("县委书记王建国，县长李海燕，副县长张明霞、赵铁柱出席。") == []


def test_posts_are_an_argument_of_the_screening():
    document = open_bytes("县长李海艳主持会议。".encode(), "简讯.txt")
    (finding,) = screen(document, posts=POSTS).findings
    assert finding.hint == "建议写作“李海燕”"
    assert screen(document).findings == ()
