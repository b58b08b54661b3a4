"""/animation/seances/: signing sessions."""

from django.urls import path

from signatories.signatures.views import sessions

app_name = "signing_sessions"
urlpatterns = [
    path("", sessions.session_list, name="list"),
    path("<slug:code>/", sessions.session_detail, name="detail"),
    path("<slug:code>/signataires/", sessions.session_signed, name="signed"),
    path("<slug:code>/feuille/", sessions.session_sheet, name="sheet"),
    path("<slug:code>/fermer/", sessions.session_close, name="close"),
]
