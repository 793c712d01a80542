"""Addresses of the screens about items."""

from django.urls import path

from gongkai.web.publishing import office_views as views

app_name = "publishing"
urlpatterns = [
    path("", views.ItemList.as_view(), name="list"),
    path("board/", views.BoardScreen.as_view(), name="board"),
    path("new/", views.NewItemScreen.as_view(), name="new"),
    path("<int:pk>/", views.ItemSheet.as_view(), name="item"),
    path("<int:pk>/edit/", views.EditItemScreen.as_view(), name="edit"),
    path("<int:pk>/attach/", views.AttachScreen.as_view(), name="attach"),
    path("<int:pk>/clean/<str:sha256>/", views.CleanScreen.as_view(), name="clean"),
    path("<int:pk>/submit/", views.SubmitScreen.as_view(), name="submit"),
    path("<int:pk>/withdraw/", views.WithdrawScreen.as_view(), name="withdraw"),
    path("<int:pk>/keep/<str:fingerprint>/", views.OverrideScreen.as_view(), name="override"),
    path("releases/<int:pk>/", views.ReleaseDesk.as_view(), name="release"),
    path("releases/<int:pk>/recall/", views.RecallScreen.as_view(), name="recall"),
    path("releases/<int:pk>/form/", views.ApprovalForm.as_view(), name="approval-form"),
]
