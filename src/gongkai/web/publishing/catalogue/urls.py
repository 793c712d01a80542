"""Addresses of the screens about the catalogue."""

from django.urls import path

from gongkai.web.publishing.catalogue import screens

urlpatterns = [
    path("catalogue/", screens.CatalogueList.as_view(), name="catalogue"),
    path("catalogue/new/", screens.AddRowScreen.as_view(), name="add-row"),
    path("catalogue/<int:pk>/", screens.ChangeRowScreen.as_view(), name="change-row"),
    path("catalogue/load/", screens.LoadCatalogueScreen.as_view(), name="load-catalogue"),
    path("catalogue/standard/", screens.StandardScreen.as_view(), name="adopt-standard"),
    path("catalogue/own/", screens.HandInScreen.as_view(), name="hand-in-catalogue"),
    path(
        "catalogue/own/<int:pk>/",
        screens.DifferencesScreen.as_view(),
        name="catalogue-differences",
    ),
    path("catalogue/codes/", screens.CountyCodesScreen.as_view(), name="county-codes"),
    path("catalogue/import/", screens.ImportCatalogueScreen.as_view(), name="import-catalogue"),
    path(
        "catalogue/export.xlsx",
        screens.ExportCatalogueScreen.as_view(),
        name="export-catalogue",
    ),
    path("catalogue/<str:sheet>.<str:form>", screens.CountySheet.as_view(), name="county-sheet"),
    path("catalogue/bodies/", screens.BodyCatalogueList.as_view(), name="body-catalogues"),
    path("catalogue/bodies/<int:pk>/", screens.BodyCatalogue.as_view(), name="body-catalogue"),
    path("catalogue/bodies/<int:pk>/trim/", screens.TrimScreen.as_view(), name="trim"),
    path(
        "catalogue/bodies/<int:pk>/<str:sheet>.<str:form>",
        screens.BodySheet.as_view(),
        name="body-sheet",
    ),
]
