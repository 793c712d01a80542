"""Addresses of the screens about channels, postings and what is made for them."""

from django.urls import path

from gongkai.web.publishing.channels.screens import channels, contacts, postings, renderings

urlpatterns = [
    path("<int:pk>/post/", postings.PostScreen.as_view(), name="post"),
    path("<int:pk>/renderings/", renderings.RenderingsScreen.as_view(), name="renderings"),
    path("<int:pk>/renderings/<str:form>/", renderings.RenderingFile.as_view(), name="render"),
    path("contacts/", contacts.ContactCheckScreen.as_view(), name="contact-check"),
    path("channels/", channels.ChannelList.as_view(), name="channels"),
    path("channels/new/", channels.NewChannelScreen.as_view(), name="new-channel"),
    path("channels/<int:pk>/", channels.ChannelSheet.as_view(), name="channel"),
    path("channels/<int:pk>/edit/", channels.EditChannelScreen.as_view(), name="edit-channel"),
    path("channels/<int:pk>/close/", channels.CloseChannelScreen.as_view(), name="close-channel"),
    path("channels/<int:pk>/check/", channels.CheckChannelScreen.as_view(), name="check-channel"),
    path("postings/", postings.PostingList.as_view(), name="postings"),
    path("postings/export/", postings.PostingExport.as_view(), name="posting-export"),
    path("postings/<int:pk>/", postings.PostingSheet.as_view(), name="posting"),
    path("postings/<int:pk>/remove/", postings.RemoveScreen.as_view(), name="remove-posting"),
    path("postings/<int:pk>/correct/", postings.CorrectScreen.as_view(), name="correct-posting"),
    path("postings/proofs/<int:pk>/", postings.ProofView.as_view(), name="proof"),
]
