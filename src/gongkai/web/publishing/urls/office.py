"""Addresses of the screens about items."""

from django.urls import include, path

from gongkai.web.publishing.screens import (
    catalogue,
    items,
    links,
    releases,
    rules,
    zeros,
)
from gongkai.web.publishing.urls import board as board_urls
from gongkai.web.publishing.urls import channels as channel_urls
from gongkai.web.publishing.urls import consultations as consultation_urls
from gongkai.web.publishing.urls import entry as entry_urls
from gongkai.web.publishing.urls import explanations as explanation_urls
from gongkai.web.publishing.urls import guides as guide_urls
from gongkai.web.publishing.urls import inspections as inspection_urls
from gongkai.web.publishing.urls import scans as scan_urls
from gongkai.web.publishing.urls import working_rules as working_rule_urls

app_name = "publishing"
urlpatterns = [
    *board_urls.urlpatterns,
    *channel_urls.urlpatterns,
    *scan_urls.urlpatterns,
    *entry_urls.urlpatterns,
    path("", items.ItemList.as_view(), name="list"),
    path("consultations/", include(consultation_urls)),
    *explanation_urls.urlpatterns,
    *working_rule_urls.urlpatterns,
    *inspection_urls.urlpatterns,
    *guide_urls.urlpatterns,
    path("new/", items.NewItemScreen.as_view(), name="new"),
    path("<int:pk>/", items.ItemSheet.as_view(), name="item"),
    path("<int:pk>/edit/", items.EditItemScreen.as_view(), name="edit"),
    path("<int:pk>/attach/", items.AttachScreen.as_view(), name="attach"),
    path("<int:pk>/clean/<str:sha256>/", items.CleanScreen.as_view(), name="clean"),
    path("<int:pk>/submit/", items.SubmitScreen.as_view(), name="submit"),
    path("<int:pk>/withdraw/", items.WithdrawScreen.as_view(), name="withdraw"),
    path("<int:pk>/keep/<str:fingerprint>/", items.OverrideScreen.as_view(), name="override"),
    path("<int:pk>/link/", links.LinkScreen.as_view(), name="link"),
    path("links/<int:pk>/remove/", links.UnlinkScreen.as_view(), name="unlink"),
    path("<int:pk>/validity/", links.ValidityScreen.as_view(), name="validity"),
    path("releases/<int:pk>/", releases.ReleaseDesk.as_view(), name="release"),
    path("releases/<int:pk>/recall/", releases.RecallScreen.as_view(), name="recall"),
    path("releases/<int:pk>/form/", releases.ApprovalForm.as_view(), name="approval-form"),
    path("catalogue/", catalogue.CatalogueList.as_view(), name="catalogue"),
    path("catalogue/new/", catalogue.AddRowScreen.as_view(), name="add-row"),
    path("catalogue/<int:pk>/", catalogue.ChangeRowScreen.as_view(), name="change-row"),
    path("catalogue/import/", catalogue.ImportCatalogueScreen.as_view(), name="import-catalogue"),
    path(
        "catalogue/export.xlsx",
        catalogue.ExportCatalogueScreen.as_view(),
        name="export-catalogue",
    ),
    path("catalogue/<str:sheet>.<str:form>", catalogue.CountySheet.as_view(), name="county-sheet"),
    path("catalogue/bodies/", catalogue.BodyCatalogueList.as_view(), name="body-catalogues"),
    path("catalogue/bodies/<int:pk>/", catalogue.BodyCatalogue.as_view(), name="body-catalogue"),
    path("catalogue/bodies/<int:pk>/trim/", catalogue.TrimScreen.as_view(), name="trim"),
    path(
        "catalogue/bodies/<int:pk>/<str:sheet>.<str:form>",
        catalogue.BodySheet.as_view(),
        name="body-sheet",
    ),
    path("rules/", rules.RuleList.as_view(), name="rules"),
    path("rules/<int:pk>/", rules.SetRuleScreen.as_view(), name="set-rule"),
    path("zeros/", zeros.ZeroList.as_view(), name="zeros"),
    path("zeros/<int:pk>/<int:row>/", zeros.SignZeroScreen.as_view(), name="sign-zero"),
]
