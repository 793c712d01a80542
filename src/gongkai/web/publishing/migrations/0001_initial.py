import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import gongkai.web.publishing.models.attachment


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0003_page_revisions"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=80, unique=True, verbose_name="事项编码")),
                ("category", models.CharField(max_length=100, verbose_name="一级事项")),
                ("name", models.CharField(max_length=200, verbose_name="二级事项")),
                ("content", models.TextField(blank=True, verbose_name="公开内容（要素）")),
                ("basis", models.TextField(blank=True, verbose_name="公开依据")),
                (
                    "statutory_item",
                    models.CharField(blank=True, max_length=60, verbose_name="法定主动公开内容"),
                ),
                (
                    "standard_field",
                    models.CharField(blank=True, max_length=60, verbose_name="标准化领域"),
                ),
                (
                    "period_kind",
                    models.CharField(default="general", max_length=40, verbose_name="公开时限"),
                ),
                (
                    "cadence",
                    models.CharField(default="temporary", max_length=20, verbose_name="时限类型"),
                ),
                (
                    "channels",
                    models.CharField(
                        default="政府网站", max_length=200, verbose_name="公开渠道和载体"
                    ),
                ),
                (
                    "audience",
                    models.CharField(default="全社会", max_length=100, verbose_name="公开对象"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("proactive", "主动公开"), ("on-request", "依申请公开")],
                        default="proactive",
                        max_length=20,
                        verbose_name="公开方式",
                    ),
                ),
                ("levels", models.JSONField(default=list, verbose_name="公开层级")),
                ("lists_people", models.BooleanField(default=False, verbose_name="含人员名单")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大事项")),
                (
                    "monthly_quota",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="每月至少条数"
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
            ],
            options={
                "verbose_name": "公开事项",
                "verbose_name_plural": "公开事项",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="ItemPage",
            fields=[
                (
                    "disclosurepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "index_number",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="索引号"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=100, verbose_name="文号"),
                ),
                (
                    "issuing_body",
                    models.CharField(blank=True, max_length=200, verbose_name="发文机关"),
                ),
                ("formed_on", models.DateField(verbose_name="成文日期")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                (
                    "published_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="发布日期"
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=100, verbose_name="主题分类")),
                ("keywords", models.CharField(blank=True, max_length=200, verbose_name="关键词")),
                ("summary", models.TextField(blank=True, verbose_name="内容概述")),
                (
                    "validity",
                    models.CharField(
                        choices=[
                            ("valid", "有效"),
                            ("repealed", "已废止"),
                            ("expired", "已失效"),
                            ("superseded", "已被替代"),
                        ],
                        default="valid",
                        max_length=20,
                        verbose_name="有效性",
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "attribute",
                    models.CharField(
                        choices=[
                            ("proactive", "主动公开"),
                            ("on-request", "依申请公开"),
                            ("withheld", "不予公开"),
                        ],
                        default="proactive",
                        max_length=20,
                        verbose_name="公开属性",
                    ),
                ),
                (
                    "ground",
                    models.CharField(blank=True, max_length=40, verbose_name="不予公开理由"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="属性复核日")),
                ("lists_people", models.BooleanField(default=False, verbose_name="含人员名单")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大事项")),
                (
                    "take_down_on",
                    models.DateField(blank=True, null=True, verbose_name="公示截止后撤下日"),
                ),
                ("text", wagtail.fields.RichTextField(blank=True, verbose_name="正文")),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="撤下日期"
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "内容有误，更正后重新发布"),
                            ("personal-data", "含有不应公开的内容"),
                            ("period-over", "公示期已满"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="撤下原因",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="publishing.cataloguerow",
                        verbose_name="公开事项",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supersedes",
                        to="publishing.itempage",
                        verbose_name="替代文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "主动公开信息",
                "verbose_name_plural": "主动公开信息",
            },
            bases=("bodies.disclosurepage",),
        ),
        migrations.CreateModel(
            name="IgnoredFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, verbose_name="发现标识")),
                ("label", models.CharField(max_length=200, verbose_name="内容")),
                ("ignored_on", models.DateField(verbose_name="日期")),
                ("reason", models.TextField(verbose_name="理由")),
                (
                    "ignored_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ignored_findings",
                        to="publishing.itempage",
                    ),
                ),
            ],
            options={
                "verbose_name": "保留的发现",
                "verbose_name_plural": "保留的发现",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=gongkai.web.publishing.models.attachment.private_store,
                        upload_to=gongkai.web.publishing.models.attachment.place,
                        verbose_name="文件",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="大小")),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=120, verbose_name="格式")),
                ("text", models.TextField(blank=True, editable=False, verbose_name="文字内容")),
                (
                    "original_name",
                    models.CharField(blank=True, max_length=200, verbose_name="原文件名"),
                ),
                (
                    "original",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="原文件"
                    ),
                ),
                (
                    "cleaned_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="脱敏时间"
                    ),
                ),
                (
                    "item",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="publishing.itempage",
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "本平台"),
                            ("website", "政府网站"),
                            ("gazette", "政府公报"),
                            ("wechat", "微信公众号"),
                            ("weibo", "微博"),
                            ("board", "公开栏"),
                            ("screen", "电子屏"),
                            ("broadcast", "广播电视"),
                            ("press", "报刊"),
                            ("press-conference", "新闻发布会"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="渠道",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="位置")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="网址")),
                ("posted_on", models.DateField(verbose_name="发布日期")),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("proof", models.CharField(blank=True, max_length=200, verbose_name="凭证")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="bodies.publicbody",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="publishing.itempage",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "发布记录",
                "verbose_name_plural": "发布记录",
                "ordering": ["-posted_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("route", models.JSONField(verbose_name="环节")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("first-review", "一审一校"),
                            ("second-review", "二审二校"),
                            ("third-review", "三审三校"),
                            ("secrecy-check", "保密审查"),
                            ("release", "发布"),
                        ],
                        max_length=20,
                        verbose_name="当前环节",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("under-review", "审核中"),
                            ("returned", "已退回"),
                            ("recalled", "已撤回"),
                            ("scheduled", "待定时发布"),
                            ("released", "已发布"),
                        ],
                        default="under-review",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="送审时间")),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="定时发布时间"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="publishing.itempage",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="送审人",
                    ),
                ),
            ],
            options={
                "verbose_name": "发布审批",
                "verbose_name_plural": "发布审批",
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReleaseRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始日")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="自该日起不再有效", null=True, verbose_name="终止日"
                    ),
                ),
                (
                    "levels",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="审核级数",
                    ),
                ),
                (
                    "index_scheme",
                    models.CharField(
                        default="{code}/{year}-{serial:05}",
                        max_length=80,
                        verbose_name="索引号规则",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_rules",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "发布规则",
                "verbose_name_plural": "发布规则",
                "ordering": ["body", "-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="ScreeningRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision_number", models.BigIntegerField(null=True, verbose_name="版本")),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("submit", "送审"),
                            ("release", "发布"),
                            ("scan", "存量排查"),
                        ],
                        max_length=20,
                        verbose_name="时点",
                    ),
                ),
                ("screened_at", models.DateTimeField(verbose_name="筛查时间")),
                ("blocking", models.PositiveIntegerField(default=0, verbose_name="阻断项")),
                ("result", models.JSONField(verbose_name="结果")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="publishing.itempage",
                    ),
                ),
                (
                    "screened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "筛查记录",
                "verbose_name_plural": "筛查记录",
                "ordering": ["-screened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("first-review", "一审一校"),
                            ("second-review", "二审二校"),
                            ("third-review", "三审三校"),
                            ("secrecy-check", "保密审查"),
                            ("release", "发布"),
                        ],
                        max_length=20,
                        verbose_name="环节",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "通过"),
                            ("returned", "退回"),
                            ("skip-proposed", "申请跳过"),
                            ("skipped", "跳过"),
                            ("released", "发布"),
                        ],
                        max_length=20,
                        verbose_name="决定",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="办理时间")),
                ("comment", models.TextField(blank=True, verbose_name="意见")),
                ("proofread", models.BooleanField(default=False, verbose_name="已校对")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="publishing.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "审核记录",
                "verbose_name_plural": "审核记录",
                "ordering": ["decided_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BodyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始日")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="自该日起不再有效", null=True, verbose_name="终止日"
                    ),
                ),
                ("content", models.TextField(blank=True, verbose_name="本单位公开内容")),
                (
                    "monthly_quota",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="每月至少条数"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="publishing.cataloguerow",
                        verbose_name="公开事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "本单位公开事项",
                "verbose_name_plural": "本单位公开事项",
                "ordering": ["body", "row__order", "row__code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="publishing_body_row_forward",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("body", "row"),
                        name="publishing_body_row_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后序号")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                    ),
                ),
            ],
            options={
                "verbose_name": "索引号序列",
                "verbose_name_plural": "索引号序列",
                "constraints": [
                    models.UniqueConstraint(fields=("body", "year"), name="publishing_counter_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="itempage",
            index=models.Index(fields=["row", "published_on"], name="publishing_item_row"),
        ),
        migrations.AddIndex(
            model_name="itempage",
            index=models.Index(fields=["published_on"], name="publishing_item_published"),
        ),
        migrations.AddConstraint(
            model_name="itempage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("index_number", ""), _negated=True),
                fields=("index_number",),
                name="publishing_item_index_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="itempage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attribute", "withheld"), _negated=True),
                    models.Q(models.Q(("ground", ""), _negated=True), ("review_on__isnull", False)),
                    _connector="OR",
                ),
                name="publishing_item_withheld_with_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="ignoredfinding",
            constraint=models.UniqueConstraint(
                fields=("item", "fingerprint"), name="publishing_ignored_once"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                fields=["body", "channel", "posted_on"], name="publishing_posting_count"
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["state", "stage", "body"], name="publishing_release_desk"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["under-review", "scheduled"])),
                fields=("item",),
                name="publishing_release_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="releaserule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="publishing_rule_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="releaserule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("body",),
                name="publishing_rule_one_open",
            ),
        ),
    ]
