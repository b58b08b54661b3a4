"""/signer/rejoindre/…"""

from django.urls import path

from signatories.joining import views

app_name = "joining"
urlpatterns = [
    path("signer/rejoindre/<slug:slug>/", views.ask, name="ask"),
    path("signer/rejoindre/<slug:slug>/envoyee/", views.sent, name="sent"),
]
