"""/animation/seances/: signing sessions."""

from django.urls import path

from signatories.sessions import views

app_name = "signing_sessions"
urlpatterns = [
    path("", views.session_list, name="list"),
    path("<slug:code>/", views.session_detail, name="detail"),
    path("<slug:code>/signataires/", views.session_signed, name="signed"),
    path("<slug:code>/feuille/", views.session_sheet, name="sheet"),
    path("<slug:code>/fermer/", views.session_close, name="close"),
    path("<slug:code>/rouvrir/", views.session_reopen, name="reopen"),
]
