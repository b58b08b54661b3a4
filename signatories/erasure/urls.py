"""/animation/effacer/…"""

from django.urls import path

from signatories.erasure import views

app_name = "erasure"
urlpatterns = [
    path("animation/effacer/", views.search, name="search"),
    path("animation/effacer/personne/<int:pk>/", views.person, name="person"),
    path("animation/effacer/adresse/", views.address, name="address"),
    path("animation/effacer/signataire/<int:pk>/", views.signer, name="signer"),
    path("animation/effacer/association/<uuid:pk>/", views.organisation, name="organisation"),
]
