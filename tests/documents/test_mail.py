"""E-mails as mail programs write them: every mail here is made by hand, byte by byte."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded, UnknownFormat
from gongkai.documents.guarding import TRIPPED
from gongkai.documents.limits import Limits
from gongkai.documents.mail import read_mail

CHINA = timezone(timedelta(hours=8))
TEN = datetime(2026, 3, 10, 10, 12, 33, tzinfo=CHINA)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def b64(data):
    return base64.encodebytes(data)


def mail(*lines, encoding="gbk", end=b"\r\n"):
    """A file from its lines; texts are written in ``encoding``, bytes as they are."""
    return end.join(line if isinstance(line, bytes) else line.encode(encoding) for line in lines)


def docx(text="申请公开2025年河东村道路硬化工程的验收报告"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml.document.main</Types>")
        archive.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return buffer.getvalue()


def test_heads_in_raw_gbk_without_any_word_of_it():
    read = read_mail(
        mail(
            "From: 田大有 <tian@example.cn>",
            "Subject: 申请公开道路验收报告",
            "Date: Tue, 10 Mar 2026 10:12:33 +0800",
            "",
            "请公开2025年河东村道路硬化工程的验收报告。",
        ),
        "来信.eml",
    )
    assert (read.sender, read.address) == ("田大有", "tian@example.cn")
    assert read.subject == "申请公开道路验收报告"
    assert read.sent_at == TEN
    assert read.text == "请公开2025年河东村道路硬化工程的验收报告。"
    assert (read.enclosed, read.original, read.notes) == ((), None, ())


def test_a_name_whose_second_byte_is_a_backslash_or_an_at():
    # 乗 is 81 5C in GBK, 丂 is 81 40.
    read = read_mail(mail('From: "乗丂" <a@example.cn>', "", "内容"), "a.eml")
    assert (read.sender, read.address) == ("乗丂", "a@example.cn")


def test_qq_two_encoded_words_with_a_character_across_them():
    read = read_mail(
        mail(
            b'From: "=?gb18030?B?zO+08w==?=" <10001@example.com>',
            b"Subject: =?gb18030?B?x+vH8w==?=",
            # 申请公开 with 公 (B9 AB) cut in two
            b" =?gb18030?B?yerH67k=?=",
            b" =?gb18030?B?q7+q?=",
            b"Message-ID: <tencent_0123456789ABCDEF@example.com>",
            b"",
            "请给我文件",
        ),
        "a.eml",
    )
    assert read.sender == "田大"
    assert read.subject == "请求申请公开"
    assert len(read.message_digest) == 64


def test_a_foxmail_with_a_document_named_twice():
    read = read_mail(
        mail(
            "Date: Tue, 10 Mar 2026 10:12:33 +0800",
            'From: "tian@example.cn" <tian@example.cn>',
            "Subject: =?GB2312?B?yerH67mrv6o=?=",
            "X-Mailer: Foxmail 7.2.25.254[cn]",
            "Mime-Version: 1.0",
            "Content-Type: multipart/mixed;",
            '\tboundary="----=_001_NextPart_=----"',
            "",
            "This is a multi-part message in MIME format.",
            "",
            "------=_001_NextPart_=----",
            "Content-Type: multipart/alternative;",
            '\tboundary="----=_002_NextPart_=----"',
            "",
            "------=_002_NextPart_=----",
            'Content-Type: text/plain;\r\n\tcharset="GB2312"',
            "Content-Transfer-Encoding: base64",
            "",
            b64("请公开验收报告。\r\n\r\n\r\n\r\n\r\n田大有\r\n".encode("gbk")),
            "------=_002_NextPart_=----",
            'Content-Type: text/html;\r\n\tcharset="GB2312"',
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "<html><body><div>=C7=EB=B9=AB=BF=AA</div></body></html>",
            "------=_002_NextPart_=------",
            "",
            "------=_001_NextPart_=----",
            "Content-Type: application/octet-stream;",
            '\tname="=?GB2312?B?yerH67HtLmRvY3g=?="',
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            '\tfilename="=?GB2312?B?yerH67HtLmRvY3g=?="',
            "",
            b64(docx()),
            "------=_001_NextPart_=------",
            "",
        ),
        "a.eml",
    )
    assert (read.sender, read.address) == ("", "tian@example.cn")
    assert read.subject == "申请公开"
    assert read.text == "请公开验收报告。\n\n田大有"
    assert [(each.name, each.data) for each in read.enclosed] == [("申请表.docx", docx())]
    assert not read.enclosed[0].shown


NAMES = [
    ("filename*=UTF-8''%E7%94%B3%E8%AF%B7%E8%A1%A8.docx", "申请表.docx"),
    ("filename*=gb2312''%C9%EA%C7%EB%B1%ED.docx", "申请表.docx"),
    # Says GB, is UTF-8.
    ("filename*=gb2312''%E7%94%B3%E8%AF%B7%E8%A1%A8.docx", "申请表.docx"),
    ("filename*0*=UTF-8''%E7%94%B3%E8%AF%B7;\r\n filename*1*=%E8%A1%A8;\r\n filename*2=.docx", "申请表.docx"),
    ('filename="____.docx"; filename*=UTF-8\'\'%E7%94%B3%E8%AF%B7%E8%A1%A8.docx', "申请表.docx"),
    ('filename="申请表.docx"', "申请表.docx"),
    ("filename=申请表.docx", "申请表.docx"),
    ('filename="=?utf-8?Q?=E7=94=B3=E8=AF=B7=E8=A1=A8=2Edocx?="', "申请表.docx"),
    ('filename="=?GBK?B?yerH6w==?=\r\n\t=?GBK?B?se0uZG9jeA==?="', "申请表.docx"),
    ('filename="%E7%94%B3%E8%AF%B7%E8%A1%A8.docx"', "申请表.docx"),
    ("filename*0=\"=?GBK?B?yerH67Ht\";\r\n filename*1=\"LmRvY3g=?=\"", "申请表.docx"),
    # 禄 alone in GB is C2 BB, which is sound UTF-8 as well: the mail's own word decides.
    ("filename*=gb2312''%C2%BB.docx", "禄.docx"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "name"), NAMES, ids=[str(n) for n in range(len(NAMES))])
def test_a_name_however_it_is_written(written, name):
    read = read_mail(
        mail(
            "From: a@example.cn",
            'Content-Type: multipart/mixed; boundary="x"',
            "",
            "--x",
            f"Content-Type: {WORD}",
            f"Content-Disposition: attachment; {written}",
            "Content-Transfer-Encoding: base64",
            "",
            b64(b"PK"),
            "--x--",
        ),
        "a.eml",
    )
    assert [each.name for each in read.enclosed] == [name]


def test_html_alone_becomes_its_text_whatever_its_charset_says():
    body = (
        "<div>请公开：</div><div><br></div><table><tr><td>年份</td><td>2025</td></tr></table>"
        "<div style='display:none'>看不见</div><script>x()</script>"
    )
    for claimed, real in (
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),
        ("utf-8", "gbk"),
        ("iso-8859-1", "gbk"),
        ("", "gbk"),
    ):
        head = (
            f"Content-Type: text/html; charset={claimed}" if claimed else "Content-Type: text/html"
        )
        read = read_mail(
            mail("From: a@example.cn", head, "", body.encode(real)),
            "a.eml",
        )
        assert read.text == "请公开：\n年份\n2025", (claimed, real)


def test_a_plain_version_that_only_points_to_the_other_is_not_taken():
    read = read_mail(
        mail(
            "From: a@example.cn",
            'Content-Type: multipart/alternative; boundary="x"',
            "",
            "--x",
            "Content-Type: text/plain; charset=gbk",
            "",
            "请用网页查看",
            "--x",
            "Content-Type: text/html; charset=gbk",
            "",
            "<p>申请公开2025年河东村道路硬化工程的招标文件、合同、验收报告和付款凭证，需要复印件。</p>",
            "--x--",
        ),
        "a.eml",
    )
    assert read.text.startswith("申请公开2025年")


def test_lines_broken_for_their_width_are_one():
    read = read_mail(
        mail(
            "From: a@example.cn",
            "Content-Type: text/plain; charset=gbk; format=flowed; delsp=yes",
            "",
            "请公开2025年河东村道路 ",
            "硬化工程的验收报告。",
            "田大有",
        ),
        "a.eml",
    )
    assert read.text == "请公开2025年河东村道路硬化工程的验收报告。\n田大有"


def test_pictures_in_the_text_and_what_no_office_opens_stay_files():
    read = read_mail(
        mail(
            "From: a@example.cn",
            'Content-Type: multipart/related; boundary="x"',
            "",
            "--x",
            "Content-Type: text/html; charset=gbk",
            "",
            '<div>见图<img src="cid:1"></div>',
            "--x",
            "Content-Type: image/jpeg",
            "Content-ID: <1>",
            "Content-Transfer-Encoding: base64",
            "",
            b64(b"\xff\xd8\xff"),
            "--x",
            'Content-Type: application/ms-tnef; name="winmail.dat"',
            "Content-Transfer-Encoding: base64",
            "",
            b64(b"\x78\x9f\x3e\x22"),
            "--x--",
        ),
        "a.eml",
    )
    assert read.text == "见图"
    assert [(each.name, each.shown) for each in read.enclosed] == [
        ("图片1.jpg", True),
        ("winmail.dat", False),
    ]


INNER = mail(
    "From: =?utf-8?B?55Sw5aSn5pyJ?= <tian@example.cn>",
    "Subject: =?utf-8?B?55Sz6K+35YWs5byA?=",
    "Date: Mon, 9 Mar 2026 09:00:00 +0800",
    "Content-Type: text/plain; charset=gbk",
    "Content-Transfer-Encoding: 8bit",
    "",
    "请公开验收报告",
)


def passed_on(*head, text="", inner=INNER, kind="message/rfc822"):
    return mail(
        "From: =?gbk?B?sOy5q8rS?= <office@example.gov.cn>",
        *head,
        'Content-Type: multipart/mixed; boundary="x"',
        "",
        "--x",
        "Content-Type: text/plain; charset=gbk",
        "",
        text,
        "--x",
        f"Content-Type: {kind}",
        "",
        inner,
        "--x--",
        "",
    )


def test_a_mail_enclosed_in_one_that_says_nothing_is_the_original():
    read = read_mail(passed_on("Subject: x"), "a.eml")
    assert (read.sender, read.address) == ("办公室", "office@example.gov.cn")
    assert [each.name for each in read.enclosed] == ["申请公开.eml"]
    assert read_mail(read.enclosed[0].data, "b.eml").text == "请公开验收报告"
    original = read.original
    assert (original.sender, original.address, original.text) == (
        "田大有",
        "tian@example.cn",
        "请公开验收报告",
    )
    assert original.sent_at == datetime(2026, 3, 9, 9, 0, tzinfo=CHINA)


def test_a_mail_enclosed_beside_words_of_ones_own_is_only_enclosed():
    read = read_mail(passed_on("Subject: x", text="这是我去年的申请，请再答复一次"), "a.eml")
    assert read.original is None
    assert len(read.enclosed) == 1
    forward = read_mail(passed_on("Subject: =?utf-8?B?6L2s5Y+R77ya?= x", text="请办理"), "a.eml")
    assert forward.original.address == "tian@example.cn"


FORWARDS = {
    "QQ": "请办理\n\n------------------&nbsp;原始邮件&nbsp;------------------\n"
    '发件人: "田大有" <10001@example.com>;\n发送时间:&nbsp;2026年3月9日(星期一) 下午2:05\n'
    '收件人: "柳河镇"<liuhe@example.gov.cn>;\n\n主题: 申请公开\n\n\n请公开验收报告\n',
    "163": "\n\n-------- 转发邮件信息 --------\n发件人：\"田大有\" <10001@example.com>\n"
    "发送日期：2026-03-09 14:05:00\n收件人：liuhe@example.gov.cn\n主题：申请公开\n请公开验收报告",
    "Foxmail": "办公室\n \n发件人： 田大有 <10001@example.com>\n发送时间： 2026-03-09 14:05\n"
    "收件人： liuhe\n主题： 申请公开\n请公开验收报告",
    "Outlook": "-----邮件原件-----\n发件人: 田大有 [mailto:10001@example.com] \n"
    "发送时间: 2026年3月9日 14:05\n收件人: 柳河镇\n主题: 申请公开\n\n请公开验收报告",
    "Gmail": "---------- Forwarded message ---------\n发件人： 田大有 <10001@example.com>\n"
    "Date: 2026年3月9日周一 14:05\nSubject: 申请公开\nTo: <liuhe@example.gov.cn>\n\n\n请公开验收报告",
    "Apple": "\n开始转发的邮件：\n\n> 发件人: 田大有 <10001@example.com>\n> 主题: 申请公开\n"
    "> 日期: 2026年3月9日 GMT+8 14:05:33\n> 收件人: liuhe@example.gov.cn\n> \n> 请公开验收报告\n",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: \t申请公开\nDate: \tMon, 9 Mar 2026 14:05:00 +0800\n"
    "From: \t田大有 <10001@example.com>\nTo: \tliuhe@example.gov.cn\n\n\n请公开验收报告",
}  # fmt: skip


@pytest.mark.parametrize("program", FORWARDS)
def test_the_mail_that_is_quoted(program):
    text = FORWARDS[program].replace("&nbsp;", "\xa0").encode("gb18030")
    read = read_mail(
        mail(
            "From: office@example.gov.cn",
            "Subject: 转发：申请公开",
            "Content-Type: text/plain; charset=gb18030",
            "",
            text,
        ),
        "a.eml",
    )
    original = read.original
    assert (original.sender, original.address, original.subject, original.text) == (
        "田大有",
        "10001@example.com",
        "申请公开",
        "请公开验收报告",
    )
    assert original.sent_at.strftime("%Y-%m-%d %H:%M") == "2026-03-09 14:05"


def test_an_answer_that_quotes_what_the_office_wrote_comes_from_its_own_sender():
    read = read_mail(
        mail(
            "From: tian@example.cn",
            "Subject: 回复：补正告知",
            "",
            "补正如下\n发件人：柳河镇 <liuhe@example.gov.cn>\n发送时间：2026-03-09 14:05\n主题：补正告知",
        ),
        "a.eml",
    )
    assert read.original is None


DAYS = [
    ("Tue, 10 Mar 2026 10:12:33 +0800 (CST)", TEN),
    ("Tue, 10 Mar 2026 02:12:33 GMT", TEN),
    ("10 Mar 2026 02:12:33 -0000", TEN),
    ("Tue Mar 10 10:12:33 CST 2026", TEN),
    ("Tue, 10 Mar 2026 10:12:33", TEN),
    ("2026-03-10 10:12:33", TEN.replace(second=0)),
    ("2026年3月10日 上午10:12", TEN.replace(second=0)),
    ("Tue, 32 Mar 2026 10:12:33 +0800", None),
    ("Tue, 10 Mar 0026 99:99:99 +9999", None),
    ("昨天", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "moment"), DAYS)
def test_a_day_however_it_is_written(written, moment):
    read = read_mail(mail("From: a@example.cn", f"Date: {written}", "", "x"), "a.eml")
    assert read.sent_at == moment


def test_when_the_last_server_took_it_stands_beside_what_the_sender_says():
    read = read_mail(
        mail(
            "Received: from mx.example.cn (mx.example.cn)",
            "\tby mail.example.gov.cn with SMTP id 1; Wed, 11 Mar 2026 08:00:00 +0800",
            "Received: from home; Tue, 10 Mar 2026 10:13:00 +0800",
            "From: a@example.cn",
            "Date: Mon, 10 Mar 2036 10:12:33 +0800",
            "",
            "x",
        ),
        "a.eml",
    )
    assert read.arrived_at == datetime(2026, 3, 11, 8, 0, tzinfo=CHINA)
    assert read.sent_at.year == 2036


def test_a_boundary_that_is_not_the_one_named():
    read = read_mail(
        mail(
            "From: a@example.cn",
            'Content-Type: multipart/mixed; boundary="=_other"',
            "",
            "--=_real",
            "Content-Type: text/plain; charset=gbk",
            "",
            "请公开验收报告",
            "--=_real",
            'Content-Type: application/octet-stream; name="a.txt"',
            "Content-Transfer-Encoding: base64",
            "",
            b64(b"abc"),
            "--=_real--",
        ),
        "a.eml",
    )
    assert read.text == "请公开验收报告"
    assert [(each.name, each.data) for each in read.enclosed] == [("a.txt", b"abc")]


def test_a_mail_cut_short_is_read_as_far_as_it_goes_and_says_so():
    whole = mail(
        "From: a@example.cn",
        'Content-Type: multipart/mixed; boundary="x"',
        "",
        "--x",
        "Content-Type: text/plain; charset=gbk",
        "",
        "请公开验收报告",
        "--x",
        'Content-Type: image/png; name="a.png"',
        "Content-Transfer-Encoding: base64",
        "",
        b64(bytes(range(256)) * 20),
    )
    read = read_mail(whole[:-1000], "a.eml")
    assert read.text == "请公开验收报告"
    assert len(read.enclosed) == 1
    assert read.notes == ("邮件没有结尾，可能没有导出完整，附件也可能缺了一截；请与邮箱里的核对",)


def test_a_thousand_parts_are_read_and_six_thousand_refused():
    def many(number):
        part = "--x\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n"
        return mail(
            "From: a@example.cn",
            'Content-Type: multipart/mixed; boundary="x"',
            "",
            part * number + "--x--",
        )

    assert len(read_mail(many(1000), "a.eml").enclosed) == 1000
    with pytest.raises(LimitExceeded, match="邮件超过 5000 个部分"):
        read_mail(many(6000), "a.eml")


def test_mails_in_mails_fifty_deep_are_one_file_and_parts_so_deep_are_refused():
    inner = INNER
    for number in range(50):
        inner = (
            passed_on("Subject: x", inner=inner)
            .replace(b'"x"', b'"b%d"' % number)
            .replace(b"--x", b"--b%d" % number)
        )
    read = read_mail(inner, "a.eml")
    assert [each.media_type for each in read.enclosed] == ["message/rfc822"]
    assert read.original.original is None
    nested = b"Content-Type: text/plain\r\n\r\nx"
    for number in range(50):
        nested = (
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n%s\r\n--b%d--\r\n'
            % (number, number, nested, number)
        )
    with pytest.raises(LimitExceeded, match="套了超过 8 层"):
        read_mail(b"From: a@example.cn\r\n" + nested, "a.eml")


def test_what_is_no_mail_says_what_to_do():
    for data, told in (
        (b"", "文件是空的"),
        (b"\r\n \r\n", "文件是空的"),
        (docx(), "没有发件人"),
        (b"%PDF-1.7\n", "没有发件人"),
        ("通知\n各村：".encode(), "没有发件人"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "是 Outlook 自己的 .msg 格式"),
        (b"Subject: x\r\n\r\nx", "没有发件人"),
    ):  # fmt: skip
        with pytest.raises((UnknownFormat, Damaged)) as told_so:
            read_mail(data, "C:\\桌面\\来信.eml")
        assert str(told_so.value).startswith(f"文件“来信.eml”：{told}")
        assert "邮箱里" in str(told_so.value)
    with pytest.raises(LimitExceeded, match=r"不超过 1 MB"):
        read_mail(b"From: a@b\r\n" + b"x" * 1_100_000, "a.eml", limits=Limits(size=1024 * 1024))


WORDS = [
    # Cut by its program in the middle of the last character.
    ("=?utf-8?B?55Sz6K+35YWs5byA6aqM5pS25oql5Q==?=", "申请公开验收报"),
    ("=?iso-8859-1?Q?Forma=E7=E3o_p=E4ring?=", "Formação päring"),
    # Says Latin-1, is GBK.
    ("=?iso-8859-1?B?yerH67mrv6o=?=", "申请公开"),
    ("=?us-ascii?B?yerH67mrv6o=?=", "申请公开"),
    ("=?koi8-r?B?69TPwdTJ?=", "Ктоати"),
    ("=?big5?B?pdO90KS9tn0=?=", "申請公開"),
    ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ("=?hz-gb-2312?B?fntJakdrfn0=?=", "申请"),
    ("=?x-unknown?B?yerH67mrv6o=?=", "申请公开"),
    ("=?gbk?B?yerH67mrv6o", "=?gbk?B?yerH67mrv6o"),
    ("=?GBK*zh?Q?=C9=EA=C7=EB_2025?=", "申请 2025"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "words"), WORDS)
def test_words_whatever_they_say_of_their_characters(written, words):
    read = read_mail(mail("From: a@example.cn", f"Subject: {written}", "", "x"), "a.eml")
    assert read.subject == words


def test_lines_that_are_no_heads_are_left_out_where_they_hide_the_sender():
    for before, after in (
        (["第 1 封，共 3 封", "打印 导出"], []),
        (["MAIL FROM:<a@example.cn>"], []),
        (["Received: from a; Tue, 10 Mar 2026 10:12:33 +0800", "quite Delivered-To: b"], []),
        ([], ["X-Sender: 田大有 <tian@example.cn>"]),
    ):
        heads = after or ["From  : 田大有 <tian@example.cn>"]
        read = read_mail(mail(*before, *heads, "Subject: 申请", "", "内容"), "a.eml")
        assert (read.sender, read.address) == ("田大有", "tian@example.cn"), before
        assert (read.subject, read.text) == ("申请", "内容")


def test_an_editor_has_saved_it_in_its_own_way():
    whole = mail("From: 田大有 <a@example.cn>", "Subject: 申请", "", "内容", encoding="utf-8")
    for saved in (
        b"\xef\xbb\xbf" + whole,
        b"\r\n\r\n" + whole,
        whole.decode().encode("utf-16"),
        whole.replace(b"\r\n", b"\n"),
        whole.replace(b"\r\n", b"\r\r\n"),
    ):
        read = read_mail(saved, "a.eml")
        assert (read.sender, read.subject, read.text) == ("田大有", "申请", "内容")


def refusal(data):
    try:
        read_mail(data, "a.eml")
    except DocumentError as error:
        return error.found
    return ""


def test_no_broken_byte_ends_in_a_traceback():
    whole = passed_on("Subject: x")
    for at in range(0, len(whole), 3):
        for piece in (whole[:at], whole[:at] + b"\xff\x00=?" + whole[at + 4 :]):
            assert TRIPPED not in refusal(piece)
