"""/animation/reprises/: taking up a list, in five screens."""

from django.urls import path

from signatories.taking_up import views

app_name = "taking_up"
urlpatterns = [
    path("", views.imports, name="list"),
    path("<uuid:pk>/", views.summary, name="summary"),
    path("<uuid:pk>/colonnes/", views.columns, name="columns"),
    path("<uuid:pk>/feuille/", views.sheet, name="sheet"),
    path("<uuid:pk>/valeurs/", views.values, name="values"),
    path("<uuid:pk>/lignes/", views.lines, name="lines"),
    path("<uuid:pk>/integrer/", views.enter, name="enter"),
    path("<uuid:pk>/publier/", views.publish, name="publish"),
    path("<uuid:pk>/prevenir/", views.tell, name="tell"),
    path("<uuid:pk>/annuler/", views.undo, name="undo"),
]
