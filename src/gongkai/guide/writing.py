"""Write a body's guide from its facts and the law in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.guide.facts import Contact, GuideFacts
from gongkai.guide.reading import Line, lines_of_text
from gongkai.statute.citations import load_instruments, resolve
from gongkai.statute.codelists import codelist
from gongkai.statute.parameters import load_parameters


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide: heading and paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A written guide."""

    title: str
    summary: str
    opening: str
    sections: tuple[Section, ...]

    def paragraphs(self) -> Iterator[str]:
        """Title, headings and paragraphs in their order."""
        yield self.title
        yield self.opening
        for section in self.sections:
            yield section.heading
            yield from section.paragraphs

    def lines(self) -> list[Line]:
        """The guide as the check reads it."""
        return lines_of_text(self.paragraphs())

    def as_html(self) -> str:
        """Opening and sections as headings and paragraphs; the title stands apart."""
        parts = [f"<p>{escape(self.opening)}</p>"]
        for section in self.sections:
            parts.append(f"<h2>{escape(section.heading)}</h2>")
            parts += [f"<p>{escape(paragraph)}</p>" for paragraph in section.paragraphs]
        return "".join(parts)


def write_guide(facts: GuideFacts, on: date) -> Guide:
    """The guide with the values in force on a day; what is not known of the body is said to be so.

    Raises:
        NotInForce: a value is not in force on that day.
    """
    regulation = load_instruments()["ogi-2019"]
    return Guide(
        title=f"{facts.body}政府信息公开指南",
        summary=f"{facts.body}政府信息的分类、编排体系、获取方式和政府信息公开工作机构的联系方式。",
        opening=(
            f"为方便公民、法人和其他组织获取{facts.body}（以下称本机关）的政府信息，根据《{regulation.title}》"
            f"（{regulation.number}，以下称《条例》）第十二条，编制本指南。内容有变化的，及时更新。"
        ),
        sections=(
            Section("一、工作机构", tuple(_office(facts))),
            Section("二、信息的分类和编排体系", tuple(_arrangement(facts))),
            Section("三、主动公开信息的获取方式", tuple(_published(facts, on))),
            Section("四、依申请公开", tuple(_requests(facts))),
            Section("五、申请的办理", tuple(_handling(on))),
            Section("六、收费", tuple(_fees(on))),
            Section("七、监督和救济", tuple(_remedies(facts, on))),
        ),
    )


def _said(name: str, on: date) -> tuple[str, str]:
    """A value in words and where it stands, as 20个工作日 and 第三十三条第二款."""
    parameter = load_parameters()[name]
    value = parameter.at(on)
    return parameter.in_chinese(value), str(resolve(value.cite))


def _contact(office: Contact) -> Iterator[str]:
    facts = (
        ("办公地址", office.address),
        ("邮政编码", office.postcode),
        ("办公时间", office.hours),
        ("联系电话", office.phone),
        ("传真号码", office.fax or "未设传真"),
    )
    for label, text in facts:
        if text:
            yield f"{label}：{text}"
    online = [each for each in (office.email, office.website) if each]
    yield f"互联网联系方式：{'，'.join(online) or '未设，可通过县政府门户网站查询本机关信息'}"


def _office(facts: GuideFacts) -> Iterator[str]:
    yield f"工作机构名称：{facts.office.name}"
    yield from _contact(facts.office)


def _arrangement(facts: GuideFacts) -> Iterator[str]:
    yield "本机关的政府信息按公开事项分类，列入政府信息公开目录。"
    if facts.categories:
        yield f"目录分为：{'；'.join(facts.categories)}。"
    yield (
        "每条信息编有索引号，索引号由机构编码、年份和序号组成；目录载明每条信息的索引、名称、内容概述和生成日期"
        "（《条例》第十二条第三款）。"
    )


def _published(facts: GuideFacts, on: date) -> Iterator[str]:
    period, _ = _said("publication", on)
    channels = "、".join(channel.label for channel in codelist("publication_channels"))
    yield (
        f"属于主动公开范围的政府信息，自形成或者变更之日起{period}内公开；法律、法规对公开期限另有规定的，从其规定"
        "（《条例》第二十六条）。"
    )
    yield f"主动公开的途径有：{channels}（《条例》第二十三条）。可以在政府信息公开平台检索、查阅和下载。"
    if facts.reading_place:
        yield f"查阅场所：{facts.reading_place}。"
    else:
        yield "也可以到国家档案馆、公共图书馆、政务服务场所设置的查阅场所查阅（《条例》第二十五条）。"


def _requests(facts: GuideFacts) -> Iterator[str]:
    office = facts.office
    yield (
        "除本机关主动公开的政府信息外，公民、法人或者其他组织可以向本机关申请获取相关政府信息（《条例》第二十七条）。"
        "申请不需要说明理由和用途。"
    )
    yield (
        "申请应当采用包括信件、数据电文在内的书面形式；采用书面形式确有困难的，可以口头提出，由工作机构代为填写"
        "（《条例》第二十九条第一款）。"
    )
    yield (
        "申请应当包括：申请人的姓名或者名称、身份证明、联系方式；申请公开的政府信息的名称、文号或者便于查询的其他特征性描述；"
        "申请公开的政府信息的形式要求，包括获取信息的方式、途径（《条例》第二十九条第二款）。"
    )
    place = f"{office.address}，{office.name}" if office.address else office.name
    yield f"当面提交：在办公时间到{place}提交。"
    postcode = f"，邮政编码{office.postcode}" if office.postcode else ""
    yield (f"邮政寄送：寄至{place}{postcode}，请在信封上注明“政府信息公开申请”。")
    if facts.online_address:
        yield f"网上提交：登录{facts.online_address}填写。"
    if facts.takes_email and office.email:
        yield f"电子邮件提交：发送至{office.email}，请在主题中注明“政府信息公开申请”。"
    if facts.takes_fax and office.fax:
        yield f"传真提交：传真号码{office.fax}，请注明“政府信息公开申请”。"


def _handling(on: date) -> Iterator[str]:
    reply, _ = _said("reply", on)
    extension, _ = _said("extension", on)
    supplement, _ = _said("supplement_notice", on)
    third_party, _ = _said("third_party", on)
    yield (
        "收到申请的时间：当面提交的，为提交之日；邮政寄送的，为签收之日，以平常信函等无需签收的方式寄送的，为本机关与申请人确认之日；"
        "通过互联网渠道或者传真提交的，为双方确认之日（《条例》第三十一条）。"
    )
    yield (
        f"能够当场答复的，当场予以答复；不能当场答复的，自收到申请之日起{reply}内予以答复。需要延长答复期限的，"
        f"经工作机构负责人同意并告知申请人，延长的期限最长不超过{extension}。征求第三方和其他机关意见所需时间不计算在内"
        "（《条例》第三十三条）。"
    )
    yield (
        f"申请内容不明确的，自收到申请之日起{supplement}内一次性告知申请人作出补正，说明需要补正的事项和合理的补正期限；"
        "答复期限自收到补正的申请之日起计算。申请人无正当理由逾期不补正的，视为放弃申请（《条例》第三十条）。"
    )
    yield (
        f"申请公开的政府信息公开后会损害第三方合法权益的，书面征求第三方的意见；第三方自收到征求意见书之日起{third_party}内提出意见"
        "（《条例》第三十二条）。"
    )
    yield (
        "经审查，分别作出答复：已经主动公开的，告知获取方式和途径；可以公开的，予以提供；不予公开的，告知并说明理由；"
        "不存在或者不属于本机关负责公开的，告知并说明（《条例》第三十六条）。能够作区分处理的，提供可以公开的内容（《条例》第三十七条）。"
    )
    yield "申请人存在阅读困难或者视听障碍的，本机关提供必要的帮助（《条例》第四十三条）。"


def _fees(on: date) -> Iterator[str]:
    payment, place = _said("payment", on)
    by_item, _ = _said("by_item", on)
    by_page, _ = _said("by_page", on)
    fees = load_instruments()["fees-2020"]
    yield (
        "依申请提供政府信息，不收取费用。申请的数量、频次明显超过合理范围的，可以收取信息处理费（《条例》第四十二条）。"
    )
    yield (
        f"信息处理费按{fees.short}（{fees.number}）计收，按件或者按量择一：按件（每自然月件数）{by_item}；"
        f"按量（每件页数）{by_page}。"
    )
    yield (f"申请人自收到收费通知次日起{payment}内缴纳；逾期不缴纳的，视为放弃申请（{place}）。")


def _remedies(facts: GuideFacts, on: date) -> Iterator[str]:
    review, _ = _said("reconsideration", on)
    lawsuit, _ = _said("litigation", on)
    after_review, _ = _said("litigation_after_reconsideration", on)
    supervisor = facts.supervisor
    if facts.supervision_phone:
        yield f"本机关监督电话：{facts.supervision_phone}"
    named = f"（{supervisor.name}）" if supervisor else ""
    yield (
        f"认为本机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门{named}投诉、举报，"
        "也可以依法申请行政复议或者提起行政诉讼（《条例》第五十一条）。"
    )
    if supervisor is not None:
        parts = [
            f"{label}：{text}"
            for label, text in (
                ("地址", supervisor.address),
                ("办公时间", supervisor.hours),
                ("电话", supervisor.phone),
            )
            if text
        ]
        if parts:
            yield f"政府信息公开工作主管部门：{supervisor.name}；{'；'.join(parts)}。"
    authority = f"向{facts.authority}" if facts.authority else "依法"
    yield (
        f"对不予公开的决定不服的，应当自收到决定之日起{review}内先{authority}申请行政复议；对行政复议决定不服的，"
        f"可以自收到行政复议决定书之日起{after_review}内向人民法院提起行政诉讼（《行政复议法》第二十三条、《行政诉讼法》第四十五条）。"
    )
    yield (
        f"对其他答复不服的，可以自收到答复之日起{review}内{authority}申请行政复议，"
        f"或者自收到答复之日起{lawsuit}内依法向人民法院提起行政诉讼（《行政复议法》第二十条、《行政诉讼法》第四十六条）。"
    )
