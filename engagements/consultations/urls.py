"""Under `/concertations/`."""

from django.urls import path

from engagements.consultations.views import calls, funders, pages, reporting, residents, rooms

app_name = "consultations"
urlpatterns = [
    path("concertations/", calls.call_list, name="list"),
    path("concertations/appels.atom", calls.call_feed, name="atom"),
    path("concertations/appels.ics", calls.call_calendar, name="calendar"),
    path("concertations/nouveau/", calls.call_new, name="new"),
    path("concertations/<uuid:pk>/", calls.call_page, name="call"),
    path("concertations/<uuid:pk>/corriger/", calls.call_edit, name="edit"),
    path("concertations/<uuid:pk>/prochaine-fois/", calls.call_again, name="again"),
    path("concertations/<uuid:pk>/qui-depose-quoi/", rooms.room_new, name="open"),
    path("concertations/qui-depose-quoi/<uuid:pk>/", rooms.room, name="room"),
    path("concertations/qui-depose-quoi/<uuid:pk>/heure/", rooms.hour, name="hour"),
    path("concertations/qui-depose-quoi/<uuid:pk>/inviter/", rooms.room_invite, name="invite"),
    path("concertations/qui-depose-quoi/<uuid:pk>/ligne/", rooms.line_new, name="say"),
    path("concertations/qui-depose-quoi/<uuid:pk>/tour-de-table/", rooms.line_note, name="note"),
    path("concertations/qui-depose-quoi/<uuid:pk>/ligne/<uuid:line>/", rooms.line_edit, name="line"),
    path("concertations/qui-depose-quoi/<uuid:pk>/ligne/<uuid:line>/rejoindre/", rooms.line_join, name="join"),
    path(
        "concertations/qui-depose-quoi/<uuid:pk>/ligne/<uuid:line>/signaler/",
        reporting.line_report,
        name="report",
    ),
    path(
        "concertations/qui-depose-quoi/<uuid:pk>/ligne/<uuid:line>/habitants/",
        residents.residents_new,
        name="residents",
    ),
    path(
        "concertations/qui-depose-quoi/<uuid:pk>/habitants/<uuid:view>/",
        residents.residents_back,
        name="residents_back",
    ),
    path("concertations/qui-depose-quoi/<uuid:pk>/oui/<int:partner>/", rooms.partner_accept, name="accept"),
    path("concertations/qui-depose-quoi/<uuid:pk>/conclure/", rooms.room_conclude, name="conclude"),
    path("concertations/qui-depose-quoi/<uuid:pk>/rouvrir/", rooms.room_reopen, name="reopen"),
    path("concertations/qui-depose-quoi/<uuid:pk>/financeurs/", funders.funders, name="funders"),
    path("concertations/qui-depose-quoi/<uuid:pk>/nommer/", pages.name, name="name"),
    path("concertations/qui-depose-quoi/<uuid:pk>/page.pdf", pages.page_pdf, name="page_pdf"),
    path("concertations/page/<str:code>/", pages.page, name="page"),
]
