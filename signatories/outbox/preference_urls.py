"""Under `/ne-plus-recevoir/`."""

from django.urls import path

from signatories.outbox import preference_views as views

app_name = "mail_preferences"
urlpatterns = [
    path("<key:key>/", views.stop, name="stop"),
    path("<key:key>/reprendre/", views.resume, name="resume"),
]
