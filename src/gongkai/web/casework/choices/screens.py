"""What is chosen where the law is silent, and by whom; the form that chooses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.settings import Setting, load_settings
from gongkai.statute.trace import cite_in_chinese
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.choices.actions import choose_setting
from gongkai.web.casework.choices.models import SettingChoice
from gongkai.web.casework.choices.reading import GROUPS, SETTABLE, choices_in_force
from gongkai.web.casework.permissions import CHOOSE
from gongkai.web.office.screens import FormScreen, ScreenView

LIST = "casework:settings"
LABELS = {
    "clock": _lazy("期限和送达"),
    "intake": _lazy("受理"),
    "remedies": _lazy("救济途径"),
    "retention": _lazy("保管期限"),
}


class SettingList(ScreenView):
    """Every choice that holds for a body, with its reason and whose it is."""

    permission = CHOOSE
    page_title = _lazy("办件设置")
    template_name = "casework/settings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = list(PublicBody.objects.public().filter(pk__in=self.user.bodies_where(CHOOSE)))
        asked = self.request.GET.get("body", "")
        named = [each for each in bodies if str(each.pk) == asked]
        body = next(iter(named or bodies), None)
        return super().get_context_data(
            bodies=bodies,
            chosen=body,
            groups=[
                (LABELS[group], list(self._rows(body, names))) for group, names in GROUPS.items()
            ]
            if body
            else [],
            **kwargs,
        )

    def _rows(self, body: PublicBody, names: tuple[str, ...]) -> Any:
        held = choices_in_force(body, timezone.localdate())
        own = SettingChoice.objects.filter(body=body, ends_on=None)
        coming = {each.setting: each for each in own if each.starts_on > timezone.localdate()}
        for name in names:
            setting, choice = load_settings()[name], held.get(name)
            next_one = coming.get(name)
            yield {
                "label": setting.label,
                "value": setting.in_chinese(choice.value if choice else setting.default),
                "whose": _("{body}，自{day}起").format(
                    body=choice.body.short_name, day=choice.starts_on
                )
                if choice
                else _("缺省"),
                "coming": _("{day}起：{value}").format(
                    day=next_one.starts_on, value=setting.in_chinese(next_one.value)
                )
                if next_one
                else "",
                "why": choice.reason if choice else setting.why,
                "url": reverse("casework:choose", args=[body.pk, name]),
            }


class ChoiceForm(forms.Form):
    """One choice."""

    value = forms.CharField(label=_lazy("选择"))
    on = forms.DateField(
        label=_lazy("自哪天起"),
        help_text=_lazy(
            "这一天以后收到的申请按新的选择，以前收到的不变；保管期限自这一天起按新的算"
        ),
        widget=AdminDateInput,
    )
    reason = forms.CharField(
        label=_lazy("依据"),
        max_length=200,
        help_text=_lazy("文件名称、文号，或者谁在什么会上定的"),
    )

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if setting.choices:
            self.fields["value"] = forms.ChoiceField(
                label=_("选择"), choices=list(setting.choices.items()), widget=forms.RadioSelect
            )
        else:
            self.fields["value"] = forms.IntegerField(
                label=_("几{unit}").format(unit=setting.unit),
                min_value=setting.least,
                max_value=setting.most,
            )


class ChooseScreen(FormScreen):
    """Choose for one body, and all beneath it."""

    permission = CHOOSE
    form_class = ChoiceForm
    template_name = "casework/choose.html"
    parent_crumbs = ((LIST, _lazy("办件设置")),)
    submit_label = _lazy("保存")
    done_message = _lazy("已保存。")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    @cached_property
    def setting(self) -> Setting:
        if self.kwargs["setting"] not in SETTABLE:
            raise Http404
        return load_settings()[self.kwargs["setting"]]

    def get_page_title(self) -> str:
        return self.setting.label

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "setting": self.setting}

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        held = choices_in_force(self.body, today).get(self.setting.id)
        return {"value": held.value if held else self.setting.default, "on": today}

    def act(self, form: forms.Form) -> SettingChoice:
        return choose_setting(
            self.body,
            acting_user=self.user,
            at=timezone.now(),
            setting=self.setting.id,
            value=str(form.cleaned_data["value"]),
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
        )

    def get_next_url(self, result: SettingChoice) -> str:
        return f"{reverse(LIST)}?body={self.body.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body,
            setting=self.setting,
            default=self.setting.in_chinese(self.setting.default),
            cites=[cite_in_chinese(cite) for cite in self.setting.touches],
            **kwargs,
        )
