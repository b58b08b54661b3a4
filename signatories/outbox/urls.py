"""Under `/animation/courriels/`."""

from django.urls import path

from signatories.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("<uuid:pk>/", views.message_detail, name="detail"),
    path("<uuid:pk>/relancer/", views.retry, name="retry"),
]
