"""/espace/<slug>/mandat/…"""

from django.urls import path

from signatories.mandates import views

app_name = "mandates"
urlpatterns = [
    path("espace/<slug:slug>/mandat/", views.renew, name="renew"),
    path("espace/<slug:slug>/mandat/extrait/", views.extract, name="extract"),
    path("espace/<slug:slug>/mandat/<int:pk>/extrait.pdf", views.download, name="download"),
]
