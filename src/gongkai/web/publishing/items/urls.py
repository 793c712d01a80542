"""Addresses of the screens about items."""

from django.urls import path

from gongkai.web.publishing.items.screens import (
    attachments,
    attribute,
    catalogue,
    files,
    items,
    links,
    releases,
    rules,
    word_lists,
    wordings,
)

urlpatterns = [
    path("", items.ItemList.as_view(), name="list"),
    path("new/", items.NewItemScreen.as_view(), name="new"),
    path("<int:pk>/", items.ItemSheet.as_view(), name="item"),
    path("<int:pk>/edit/", items.EditItemScreen.as_view(), name="edit"),
    path("<int:pk>/attach/", items.AttachScreen.as_view(), name="attach"),
    path("<int:pk>/clean/<str:sha256>/", items.CleanScreen.as_view(), name="clean"),
    path(
        "<int:pk>/clean/<str:sha256>/picture/", items.CleanPicture.as_view(), name="clean-picture"
    ),
    path("<int:pk>/files/<str:sha256>/", files.FileScreen.as_view(), name="file"),
    path("<int:pk>/files/<str:sha256>/picture/", files.DraftPicture.as_view(), name="picture"),
    path("<int:pk>/files/<str:sha256>/page/", files.FileFrame.as_view(), name="file-frame"),
    path(
        "<int:pk>/files/<str:sha256>/download/", files.FileDownload.as_view(), name="file-download"
    ),
    path(
        "<int:pk>/files/<str:sha256>/original/",
        files.OriginalFrame.as_view(),
        name="original-frame",
    ),
    path("<int:pk>/clean-text/", items.CleanTextScreen.as_view(), name="clean-text"),
    path("<int:pk>/delete/", items.DeleteDraftScreen.as_view(), name="delete-draft"),
    path("<int:pk>/pull/", items.PullScreen.as_view(), name="pull"),
    path("<int:pk>/pull/confirm/", items.ConfirmPullScreen.as_view(), name="confirm-pull"),
    path("<int:pk>/submit/", items.SubmitScreen.as_view(), name="submit"),
    path("<int:pk>/withdraw/", items.WithdrawScreen.as_view(), name="withdraw"),
    path("<int:pk>/keep/<str:fingerprint>/", items.OverrideScreen.as_view(), name="override"),
    path("<int:pk>/link/", links.LinkScreen.as_view(), name="link"),
    path("links/<int:pk>/remove/", links.UnlinkScreen.as_view(), name="unlink"),
    path("<int:pk>/validity/", links.ValidityScreen.as_view(), name="validity"),
    path("releases/<int:pk>/", releases.ReleaseDesk.as_view(), name="release"),
    path("releases/<int:pk>/recall/", releases.RecallScreen.as_view(), name="recall"),
    path("releases/<int:pk>/form/", releases.ApprovalForm.as_view(), name="approval-form"),
    path("rules/", rules.RuleList.as_view(), name="rules"),
    path("rules/<int:pk>/", rules.SetRuleScreen.as_view(), name="set-rule"),
    path("<int:pk>/attachments/", attachments.AttachmentsScreen.as_view(), name="attachments"),
    path("<int:pk>/attribute/", attribute.AttributeScreen.as_view(), name="attribute"),
    path(
        "<int:pk>/attribute/approve/",
        attribute.ApproveAttributeScreen.as_view(),
        name="approve-attribute",
    ),
    path("<int:pk>/attribute/sheet/", attribute.AttributeSheet.as_view(), name="attribute-sheet"),
    path("<int:pk>/dismiss/<str:fingerprint>/", wordings.DismissScreen.as_view(), name="dismiss"),
    path("wordings/lists/", word_lists.WordListList.as_view(), name="word-lists"),
    path("wordings/lists/new/", word_lists.AddWordsScreen.as_view(), name="add-words"),
    path("wordings/lists/<int:pk>/", word_lists.WordListScreen.as_view(), name="word-list"),
    path(
        "wordings/lists/<int:pk>/close/",
        word_lists.CloseWordsScreen.as_view(),
        name="close-words",
    ),
    path("wordings/", wordings.WordingList.as_view(), name="wordings"),
    path(
        "wordings/<int:pk>/restore/",
        wordings.RestoreWordingScreen.as_view(),
        name="restore-wording",
    ),
    path(
        "catalogue/bodies/<int:pk>/items.<str:form>",
        catalogue.ItemsSheet.as_view(),
        name="items-sheet",
    ),
]
