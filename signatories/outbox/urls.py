"""Under `/animation/courriels/`."""

from django.urls import path

from signatories.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("automatiques/", views.automatic_list, name="automatic"),
    path("automatiques/<str:kind>/", views.paragraph, name="paragraph"),
    path("<uuid:pk>/", views.message_detail, name="detail"),
    path("<uuid:pk>/relancer/", views.retry, name="retry"),
]
