"""Under `/concertations/`."""

from django.urls import path

from engagements.consultations.views import calls

app_name = "consultations"
urlpatterns = [
    path("concertations/", calls.call_list, name="list"),
    path("concertations/appels.atom", calls.call_feed, name="atom"),
    path("concertations/nouveau/", calls.call_new, name="new"),
    path("concertations/<uuid:pk>/", calls.call_page, name="call"),
    path("concertations/<uuid:pk>/corriger/", calls.call_edit, name="edit"),
    path("concertations/<uuid:pk>/prochaine-fois/", calls.call_again, name="again"),
    path("concertations/<uuid:pk>/retirer/", calls.call_hide, name="hide"),
]
