"""/espace/<slug>/fermetures/"""

from django.urls import path

from engagements.closures import views

app_name = "closures"
urlpatterns = [
    path("espace/<slug:slug>/fermetures/", views.closures, name="closures"),
    path("espace/<slug:slug>/fermetures/<uuid:pk>/retirer/", views.take_back, name="take_back"),
]
