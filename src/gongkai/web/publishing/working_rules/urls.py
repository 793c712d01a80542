"""Addresses of the screens about working rules."""

from django.urls import path

from gongkai.web.publishing.working_rules import screens

urlpatterns = [
    path("working-rules/", screens.RegisterScreen.as_view(), name="working-rules"),
    path(
        "working-rules/of/<int:pk>/",
        screens.DraftMissingRulesScreen.as_view(),
        name="draft-missing-rules",
    ),
    path(
        "working-rules/of/<int:pk>/one/",
        screens.DraftRuleScreen.as_view(),
        name="draft-rule",
    ),
    path("<int:pk>/review/", screens.ReviewRuleScreen.as_view(), name="review-rule"),
]
