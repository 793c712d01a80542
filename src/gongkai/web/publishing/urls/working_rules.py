"""Addresses of the screens about working rules."""

from django.urls import path

from gongkai.web.publishing.screens import working_rules

urlpatterns = [
    path("working-rules/", working_rules.RegisterScreen.as_view(), name="working-rules"),
    path(
        "working-rules/of/<int:pk>/",
        working_rules.DraftMissingRulesScreen.as_view(),
        name="draft-missing-rules",
    ),
    path(
        "working-rules/of/<int:pk>/one/",
        working_rules.DraftRuleScreen.as_view(),
        name="draft-rule",
    ),
    path("<int:pk>/review/", working_rules.ReviewRuleScreen.as_view(), name="review-rule"),
]
