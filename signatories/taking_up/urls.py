"""/animation/reprises/: taking up a list, in five screens; or the sheet of a session, in two, and back."""

from django.urls import path

from signatories.taking_up.views import lists, sheets

app_name = "taking_up"
urlpatterns = [
    path("", lists.imports, name="list"),
    path("seance/<slug:code>/", sheets.session_sheet, name="session_sheet"),
    path("seance/<slug:code>/annuler/", sheets.undo_sheet, name="undo_sheet"),
    path("<uuid:pk>/", lists.summary, name="summary"),
    path("<uuid:pk>/colonnes/", lists.columns, name="columns"),
    path("<uuid:pk>/feuille/", lists.sheet, name="sheet"),
    path("<uuid:pk>/valeurs/", lists.values, name="values"),
    path("<uuid:pk>/lignes/", lists.lines, name="lines"),
    path("<uuid:pk>/integrer/", lists.enter, name="enter"),
    path("<uuid:pk>/publier/", lists.publish, name="publish"),
    path("<uuid:pk>/prevenir/", lists.tell, name="tell"),
    path("<uuid:pk>/annuler/", lists.undo, name="undo"),
]
