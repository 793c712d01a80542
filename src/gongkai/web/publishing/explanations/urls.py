"""Addresses of the screens about explanations."""

from django.urls import path, register_converter

from gongkai.web.publishing.explanations import screens


class PictureForm:
    """The forms of the one-page picture."""

    regex = "pdf|png|svg"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureForm, "picture_form")

urlpatterns = [
    path("unexplained/", screens.UnexplainedList.as_view(), name="unexplained"),
    path("<int:pk>/explain/", screens.DraftExplanationScreen.as_view(), name="explain"),
    path("explanations/<int:pk>/", screens.ExplanationScreen.as_view(), name="explanation"),
    path(
        "explanations/<int:pk>/attach/",
        screens.AttachPictureScreen.as_view(),
        name="attach-picture",
    ),
    path("explanations/<int:pk>/script/", screens.ScriptScreen.as_view(), name="audio-script"),
    path(
        "explanations/<int:pk>/picture.<picture_form:form>",
        screens.PictureScreen.as_view(),
        name="picture",
    ),
]
