"""/animation/envois/: a message to many."""

from django.urls import path

from signatories.mailings import views

app_name = "mailings"
urlpatterns = [
    path("", views.mailings, name="list"),
    path("nouveau/", views.begin, name="begin"),
    path("destinataires/", views.recipients, name="recipients"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/texte/", views.text, name="text"),
    path("<uuid:pk>/apercu/", views.preview, name="preview"),
    path("<uuid:pk>/envoyer/", views.send, name="send"),
    path("<uuid:pk>/arreter/", views.stop, name="stop"),
    path("<uuid:pk>/reprendre/", views.resume, name="resume"),
    path("<uuid:pk>/supprimer/", views.discard, name="discard"),
]
