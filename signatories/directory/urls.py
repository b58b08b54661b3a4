"""Who signed, for anyone."""

from django.urls import path

from signatories.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.signatory_list, name="list"),
    path("signataires.pdf", views.signatories_pdf, name="pdf"),
    path("<slug:slug>/", views.signatory, name="detail"),
]
