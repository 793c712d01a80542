import django.core.validators
import django.db.models.deletion
import encrypted_fields.fields
import modelsearch.index
import wagtail.models.content_types
import wagtail.models.preview
import wagtail.models.specific
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisclosurePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The page title as you'd like it to be seen by the public",
                        max_length=255,
                        verbose_name="title",
                    ),
                ),
                ("draft_title", models.CharField(editable=False, max_length=255)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/",
                        max_length=255,
                        verbose_name="slug",
                    ),
                ),
                ("url_path", models.TextField(blank=True, editable=False, verbose_name="URL path")),
                (
                    "latest_revision_created_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="latest revision created at"
                    ),
                ),
                (
                    "alias_of",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="aliases",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=models.SET(
                            wagtail.models.content_types.get_default_page_content_type
                        ),
                        related_name="pages",
                        to="contenttypes.contenttype",
                        verbose_name="content type",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_pages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "permissions": [
                    ("bulk_delete_disclosurepage", "Delete pages with children"),
                    ("lock_disclosurepage", "Lock/unlock pages you've locked"),
                    ("publish_disclosurepage", "Publish any page"),
                    ("unlock_disclosurepage", "Unlock any page"),
                ],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                wagtail.models.specific.SpecificMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="LeadingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
            ],
            options={
                "verbose_name": "领导小组",
                "verbose_name_plural": "领导小组",
                "ordering": ["body", "name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                (
                    "phone",
                    encrypted_fields.fields.EncryptedCharField(
                        blank=True, max_length=200, null=True, verbose_name="联系电话（不公开）"
                    ),
                ),
                (
                    "phone_digest",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
            ],
            options={
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BodyPage",
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
            ],
            options={
                "verbose_name": "机关专栏",
                "verbose_name_plural": "机关专栏",
            },
            bases=("bodies.disclosurepage",),
        ),
        migrations.CreateModel(
            name="HomePage",
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
            ],
            options={
                "verbose_name": "首页",
                "verbose_name_plural": "首页",
            },
            bases=("bodies.disclosurepage",),
        ),
        migrations.CreateModel(
            name="GroupVersion",
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
                    "document_number",
                    models.CharField(blank=True, max_length=100, verbose_name="文号"),
                ),
                ("office", models.CharField(blank=True, max_length=100, verbose_name="办公室设在")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="bodies.leadinggroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "领导小组名单",
                "verbose_name_plural": "领导小组名单",
                "ordering": ["group", "-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="PublicBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="用于索引号和网址，建立后不再变更",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-Za-z-]+$", "机构编码只能由数字、字母和连字符组成，请改正。"
                            )
                        ],
                        verbose_name="机构编码",
                    ),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-HJ-NP-RT-UW-Y]{18}$", "统一社会信用代码应为 18 位，请核对。"
                            )
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county-government", "县级人民政府"),
                            ("county-department", "县级部门"),
                            ("township", "乡镇人民政府"),
                            ("subdistrict", "街道办事处"),
                            ("authorised-organisation", "法律法规授权的组织"),
                            ("section", "内设机构（站所）"),
                            ("village", "村（社区）"),
                        ],
                        max_length=30,
                        verbose_name="类别",
                    ),
                ),
                ("lineage", models.CharField(db_index=True, editable=False, max_length=255)),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("established_on", models.DateField(verbose_name="设立日期")),
                ("abolished_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="bodies.publicbody",
                        verbose_name="上级",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="bodies.publicbody",
                        verbose_name="承接其职权的机关",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="bodies.publicbody",
                        verbose_name="所属机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政机关",
                "verbose_name_plural": "行政机关",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="职务")),
                ("duties", models.TextField(blank=True, verbose_name="分工")),
                ("is_leader", models.BooleanField(default=False, verbose_name="列入领导信息")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "职务",
                "verbose_name_plural": "职务",
                "ordering": ["body", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("drafter", "拟稿人"),
                            ("first-reviewer", "一审"),
                            ("second-reviewer", "二审"),
                            ("third-reviewer", "三审"),
                            ("secrecy-reviewer", "保密审查员"),
                            ("publisher", "发布人"),
                            ("request-handler", "依申请公开经办人"),
                            ("supervisor", "监督员（只读）"),
                            ("county-office", "县级主管部门"),
                            ("administrator", "管理员"),
                        ],
                        max_length=30,
                        verbose_name="角色",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授予人",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位角色",
                "verbose_name_plural": "岗位角色",
                "ordering": ["body", "role", "user"],
            },
        ),
        migrations.AddField(
            model_name="leadinggroup",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="groups",
                to="bodies.publicbody",
            ),
        ),
        migrations.AddField(
            model_name="disclosurepage",
            name="body",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="bodies.publicbody",
                verbose_name="机关",
            ),
        ),
        migrations.CreateModel(
            name="ContactDetails",
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
                    "office_name",
                    models.CharField(max_length=100, verbose_name="政府信息公开工作机构"),
                ),
                ("address", models.CharField(max_length=200, verbose_name="办公地址")),
                ("postcode", models.CharField(blank=True, max_length=6, verbose_name="邮政编码")),
                ("hours", models.CharField(max_length=200, verbose_name="办公时间")),
                ("phone", models.CharField(max_length=60, verbose_name="联系电话")),
                ("fax", models.CharField(blank=True, max_length=60, verbose_name="传真号码")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("website", models.URLField(blank=True, verbose_name="互联网联系方式")),
                (
                    "supervision_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="监督电话"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="bodies.publicbody",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系方式",
                "verbose_name_plural": "联系方式",
                "ordering": ["body", "-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="BodyPeriod",
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
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county-government", "县级人民政府"),
                            ("county-department", "县级部门"),
                            ("township", "乡镇人民政府"),
                            ("subdistrict", "街道办事处"),
                            ("authorised-organisation", "法律法规授权的组织"),
                            ("section", "内设机构（站所）"),
                            ("village", "村（社区）"),
                        ],
                        max_length=30,
                        verbose_name="类别",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据文件")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="bodies.publicbody",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构沿革",
                "verbose_name_plural": "机构沿革",
                "ordering": ["body", "starts_on"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
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
                ("matter", models.CharField(max_length=120, verbose_name="事项")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="bodies.post",
                        verbose_name="责任职务",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                        verbose_name="承办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "责任分工",
                "verbose_name_plural": "责任分工",
                "ordering": ["body", "matter", "-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "组长"),
                            ("executive-deputy", "常务副组长"),
                            ("deputy", "副组长"),
                            ("member", "成员"),
                        ],
                        max_length=20,
                        verbose_name="组内职务",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="bodies.post",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="bodies.groupversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "小组席位",
                "verbose_name_plural": "小组席位",
                "ordering": ["version", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="任免文件")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="bodies.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="bodies.post",
                        verbose_name="职务",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "ordering": ["post", "-starts_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="groupversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_group_version_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("group",),
                name="bodies_group_version_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicbody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("abolished_on", None),
                    ("abolished_on__gt", models.F("established_on")),
                    _connector="OR",
                ),
                name="bodies_body_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicbody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("successor", None), ("abolished_on__isnull", False), _connector="OR"
                ),
                name="bodies_body_successor_of_abolished",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicbody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "county-government",
                            "county-department",
                            "township",
                            "subdistrict",
                            "authorised-organisation",
                            "section",
                            "village",
                        ],
                    )
                ),
                name="bodies_body_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicbody",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unified_code", ""), _negated=True),
                fields=("unified_code",),
                name="bodies_body_unified_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("body", "title"), name="bodies_post_title"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["user", "starts_on"], name="bodies_membership_user"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_membership_not_backward",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "drafter",
                            "first-reviewer",
                            "second-reviewer",
                            "third-reviewer",
                            "secrecy-reviewer",
                            "publisher",
                            "request-handler",
                            "supervisor",
                            "county-office",
                            "administrator",
                        ],
                    )
                ),
                name="bodies_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("user", "body", "role"),
                name="bodies_membership_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadinggroup",
            constraint=models.UniqueConstraint(fields=("body", "name"), name="bodies_group_name"),
        ),
        migrations.AddConstraint(
            model_name="contactdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_contact_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactdetails",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("body",),
                name="bodies_contact_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_period_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyperiod",
            constraint=models.UniqueConstraint(
                fields=("body", "starts_on"), name="bodies_period_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyperiod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("body",),
                name="bodies_period_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_responsibility_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("body", "matter"),
                name="bodies_responsibility_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(fields=("version", "post"), name="bodies_seat_once"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="bodies_term_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)), fields=("post",), name="bodies_term_one_open"
            ),
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.CharField(max_length=20, verbose_name="序列")),
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
                "verbose_name": "编号序列",
                "verbose_name_plural": "编号序列",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "series", "year"), name="bodies_series_once"
                    )
                ],
            },
        ),
    ]
