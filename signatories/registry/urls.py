"""/signer/associations/: the registry, where signing asks for a name."""

from django.urls import path

from signatories.registry import views

app_name = "registry"
urlpatterns = [path("", views.associations, name="associations")]
