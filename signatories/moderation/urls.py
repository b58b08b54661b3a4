"""The team's pages about signatures, and where an association answers it."""

from django.urls import path

from signatories.moderation.views import changes, exchanges, files, joins, papers, review

app_name = "moderation"
urlpatterns = [
    path("animation/signatures/", review.queue, name="queue"),
    path("animation/signatures/publier/", review.publish_together, name="publish_together"),
    path("animation/signatures/papier/", papers.paper, name="paper"),
    path("animation/signatures/<uuid:pk>/", review.review, name="review"),
    path("animation/signatures/<uuid:pk>/lieux/", review.locate, name="locate"),
    path("animation/signatures/<uuid:pk>/scan/", files.scan, name="scan"),
    path("animation/signatures/<uuid:pk>/extrait/<int:mandate>/", files.extract, name="extract"),
    path("animation/signatures/<uuid:pk>/<slug:slug>/", review.decide, name="decide"),
    path("animation/demandes/", joins.join_requests, name="joins"),
    path("animation/demandes/<uuid:pk>/", joins.decide, name="join"),
    path("animation/changements/", changes.changes, name="changes"),
    path("animation/changements/<int:pk>/accepter/", changes.accept, name="accept_change"),
    path("animation/changements/<int:pk>/refuser/", changes.refuse, name="refuse_change"),
    path("espace/<slug:slug>/echanges/", exchanges.exchanges, name="exchanges"),
    path("espace/<slug:slug>/echanges/repondre/", exchanges.reply, name="reply"),
    path("espace/<slug:slug>/echanges/toujours-la/", exchanges.still_here, name="still_here"),
]
