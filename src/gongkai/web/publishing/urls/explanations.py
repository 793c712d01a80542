"""Addresses of the screens about explanations."""

from django.urls import path, register_converter

from gongkai.web.publishing.screens import explanations


class PictureForm:
    """The forms of the one-page picture."""

    regex = "pdf|png|svg"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureForm, "picture_form")

urlpatterns = [
    path("unexplained/", explanations.UnexplainedList.as_view(), name="unexplained"),
    path("<int:pk>/explain/", explanations.DraftExplanationScreen.as_view(), name="explain"),
    path("explanations/<int:pk>/", explanations.ExplanationScreen.as_view(), name="explanation"),
    path(
        "explanations/<int:pk>/attach/",
        explanations.AttachPictureScreen.as_view(),
        name="attach-picture",
    ),
    path("explanations/<int:pk>/script/", explanations.ScriptScreen.as_view(), name="audio-script"),
    path(
        "explanations/<int:pk>/picture.<picture_form:form>",
        explanations.PictureScreen.as_view(),
        name="picture",
    ),
]
