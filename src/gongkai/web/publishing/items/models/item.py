"""An item of disclosed information, a page under its body's page."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import IN_TEXT
from gongkai.web.bodies.models import DisclosurePage
from gongkai.web.publishing.catalogue.models import CatalogueRow, county_of
from gongkai.web.publishing.permissions import SEE_DRAFTS

FEATURES = ["h2", "h3", "bold", "ol", "ul", "hr", "link", "blockquote", "table", "picture"]


class Validity(models.TextChoices):
    """Whether a document still holds."""

    VALID = "valid", _lazy("有效")
    REPEALED = "repealed", _lazy("已废止")
    EXPIRED = "expired", _lazy("已失效")
    SUPERSEDED = "superseded", _lazy("已被替代")


class Attribute(models.TextChoices):
    """公开属性, decided when the document is drafted."""

    PROACTIVE = "proactive", _lazy("主动公开")
    ON_REQUEST = "on-request", _lazy("依申请公开")
    WITHHELD = "withheld", _lazy("不予公开")


class Phase(models.TextChoices):
    """五公开: the stage of a matter that an item shows."""

    DECISION = "decision", _lazy("决策公开")
    EXECUTION = "execution", _lazy("执行公开")
    MANAGEMENT = "management", _lazy("管理公开")
    SERVICE = "service", _lazy("服务公开")
    RESULT = "result", _lazy("结果公开")


class WithdrawalReason(models.TextChoices):
    """Why a published item was taken down; shown on its tombstone."""

    WRONG = "wrong", _lazy("内容有误，更正后重新发布")
    PERSONAL_DATA = "personal-data", _lazy("含有不应公开的内容")
    PERIOD_OVER = "period-over", _lazy("公示期已满")


def is_public(path: str = "") -> Q:
    """The condition that an item is public, of a record that reaches it by that path: ``is_public("item__")``.

    As a join. Asked for a list of all that is public, a database reads every item.
    """
    facts = {"live": True, "withdrawn_on": None, "attribute": Attribute.PROACTIVE}
    return Q(**{f"{path}{name}": value for name, value in facts.items()})


class ItemQuerySet(PageQuerySet):
    """The one door to items."""

    def visible_to(self, user: Any) -> ItemQuerySet:
        """Items, drafts included, of bodies whose drafts this user may see."""
        return self.standing().filter(body__in=user.bodies_where(SEE_DRAFTS))

    def standing(self) -> ItemQuerySet:
        """Without drafts that were put away."""
        return self.filter(discarded_at=None)

    def pages_visible_to(self, user: Any) -> PageQuerySet:
        """The pages of what ``visible_to`` holds: to be counted and put in order without a look at the items."""
        kind = ContentType.objects.get_for_model(ItemPage)
        away = self.filter(discarded_at__isnull=False).order_by().values("pk")
        pages = DisclosurePage.objects.filter(body__in=user.bodies_where(SEE_DRAFTS))
        found: PageQuerySet = pages.filter(content_type=kind).exclude(pk__in=away).order_by()
        return found

    def whole(self) -> ItemQuerySet:
        """With everything that a version of an item is made from, in one question to the database."""
        return self.select_related(
            "body", "row", "owner", "locale", "content_type", "latest_revision"
        )

    def public(self) -> ItemQuerySet:
        """What anybody may read: released, proactive, not withdrawn."""
        return self.filter(is_public())


# The body and the day at the end of a document, each a paragraph of its own.
_SIGNED = re.compile(
    r"<p(?: [^>]*)?>([^<>。；，：]{2,40})</p>\s*<p(?: [^>]*)?>(\d{4}年\d{1,2}月\d{1,2}日)</p>\s*$"
)


ItemManager = PageManager.from_queryset(ItemQuerySet)

# What belongs to the page and not to one of its versions, whatever the version says.
OF_THE_PAGE = (
    "pk",
    "id",
    "content_type_id",
    "path",
    "depth",
    "numchild",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "owner_id",
    "locked",
    "locked_by_id",
    "locked_at",
    "latest_revision_id",
    "latest_revision_created_at",
    "translation_key",
    "locale_id",
    "alias_of_id",
)


class ItemPage(DisclosurePage):
    """An item with everything that the catalogue and the site's standard want to know of it.

    ``index_number`` is given at the first release and never again. ``formed_on`` starts the period of
    条例第二十六条; ``published_on`` is the day of the first release.
    """

    index_number = models.CharField(_lazy("索引号"), max_length=80, blank=True, editable=False)
    document_number = models.CharField(_lazy("文号"), max_length=100, blank=True)
    issuing_body = models.CharField(_lazy("发文机关"), max_length=200, blank=True)
    formed_on = models.DateField(_lazy("成文日期"))
    issued_on = models.DateField(_lazy("印发日期"), null=True, blank=True)
    published_on = models.DateField(_lazy("发布日期"), null=True, blank=True, editable=False)
    subject = models.CharField(_lazy("主题分类"), max_length=100, blank=True)
    keywords = models.CharField(_lazy("关键词"), max_length=200, blank=True)
    summary = models.TextField(_lazy("内容概述"), blank=True)
    row = models.ForeignKey(
        CatalogueRow, verbose_name=_lazy("公开事项"), on_delete=models.PROTECT, related_name="items"
    )
    validity = models.CharField(
        _lazy("有效性"), max_length=20, choices=Validity, default=Validity.VALID
    )
    valid_until = models.DateField(_lazy("有效期至"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_lazy("替代文件"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="supersedes",
        db_index=False,
    )
    attribute = models.CharField(
        _lazy("公开属性"), max_length=20, choices=Attribute, default=Attribute.PROACTIVE
    )
    ground = models.CharField(_lazy("不予公开理由"), max_length=40, blank=True)
    review_on = models.DateField(_lazy("属性复核日"), null=True, blank=True)
    phase = models.CharField(_lazy("五公开环节"), max_length=20, choices=Phase, blank=True)
    matter = models.CharField(
        _lazy("所属事项"),
        max_length=100,
        blank=True,
        help_text=_lazy("同一件事的决策、执行、结果等各条信息填同一个名称，就会连成一串。"),
    )
    lists_people = models.BooleanField(_lazy("含人员名单"), default=False)
    is_major = models.BooleanField(_lazy("重大事项"), default=False)
    take_down_on = models.DateField(_lazy("公示截止后撤下日"), null=True, blank=True)
    text = RichTextField(_lazy("正文"), blank=True, features=FEATURES)
    withdrawn_on = models.DateField(_lazy("撤下日期"), null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(
        _lazy("撤下原因"), max_length=20, choices=WithdrawalReason, blank=True, editable=False
    )

    discarded_at = models.DateTimeField(_lazy("删除时间"), null=True, blank=True, editable=False)

    objects = ItemManager()

    parent_page_types = ["bodies.BodyPage"]
    subpage_types: list[str] = []
    is_creatable = False
    template = "items/item_page.html"
    search_fields = [
        *DisclosurePage.search_fields,
        index.SearchField("index_number"),
        index.SearchField("document_number"),
        index.SearchField("summary"),
        index.SearchField("text"),
        index.FilterField("row"),
        index.FilterField("validity"),
        index.FilterField("attribute"),
        index.FilterField("formed_on"),
        index.FilterField("published_on"),
        index.FilterField("withdrawn_on"),
    ]

    class Meta:
        verbose_name = _lazy("主动公开信息")
        verbose_name_plural = _lazy("主动公开信息")
        constraints = [
            models.UniqueConstraint(
                fields=["index_number"],
                condition=~Q(index_number=""),
                name="publishing_item_index_number",
            ),
            models.CheckConstraint(
                condition=~Q(attribute="withheld") | (~Q(ground="") & Q(review_on__isnull=False)),
                name="publishing_item_withheld_with_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["row", "published_on"], name="publishing_item_row"),
            models.Index(fields=["matter"], name="publishing_item_matter"),
            models.Index(fields=["published_on"], name="publishing_item_published"),
            # The due board asks all that is public for its day and row: answered without a look at the texts.
            models.Index(
                fields=["attribute", "withdrawn_on", "published_on", "row", "disclosurepage_ptr"],
                name="publishing_item_released",
            ),
            # Empty in nearly every item: an index of all would seem useless to the planner, which then reads them all.
            models.Index(
                fields=["superseded_by"],
                condition=Q(superseded_by__isnull=False),
                name="publishing_item_superseded",
            ),
            models.Index(
                fields=["withdrawn_on"],
                condition=Q(withdrawn_on__isnull=False),
                name="publishing_item_withdrawn",
            ),
            models.Index(
                fields=["discarded_at"],
                condition=Q(discarded_at__isnull=False),
                name="publishing_item_discarded",
            ),
        ]

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> ItemPage:
        # Nothing that a version names is ever deleted, so that nobody need look whether it is still there.
        return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)

    def with_content_json(self, content: dict[str, Any]) -> ItemPage:
        # As Wagtail does it, without asking for the page above, which never changes, and for comments, which nobody writes.
        version = self.from_serializable_data(content)
        for name in OF_THE_PAGE:
            setattr(version, name, getattr(self, name))
        version.first_published_at = version.first_published_at or self.first_published_at
        version.url_path = f"{self.url_path.removesuffix(f'{self.slug}/')}{version.slug}/"
        for name in ("body", "row"):
            field = self._meta.get_field(name)
            if field.is_cached(self) and field.value_from_object(self) == field.value_from_object(
                version
            ):
                setattr(version, name, getattr(self, name))
        return version

    @property
    def prose(self) -> SafeString:
        """The text for a template: cleaned once more, whatever stands in the table, with links to other pages."""
        return self._shown("picture")

    @property
    def draft_prose(self) -> SafeString:
        """The same for the office, which sees pictures before they are public."""
        return self._shown("publishing:picture")

    def _shown(self, address: str) -> SafeString:
        def picture(found: re.Match[str]) -> str:
            source = reverse(address, args=[self.pk, found["picture"]])
            return f'<img src="{source}" alt="{found["alt"]}" loading="lazy"/>'

        text = expand_db_html(clean_html(self.text))
        text = _SIGNED.sub(r'<p class="signature">\1</p><p class="signature">\2</p>', text)
        return mark_safe(IN_TEXT.sub(picture, text))  # noqa: S308  cleaned just now

    def clean(self) -> None:
        super().clean()
        county = self.row.county_id if self.row_id else None
        if county is not None and county != county_of(self.body).pk:
            told = _("“{row_name}”不在本县（市、区）的目录中；请从本县目录中选择。")
            raise ValidationError({"row": told.format(row_name=self.row.name)})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.attribute != Attribute.PROACTIVE:
            raise Http404
        if self.withdrawn_on is not None:
            return TemplateResponse(
                request, "items/withdrawn.html", {"page": self}, status=HTTPStatus.GONE
            )
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: Any = None) -> list[dict[str, Any]]:
        return [] if self.withdrawn_on else super().get_sitemap_urls(request)
