"""/animation/chiffres/"""

from django.urls import path

from signatories.numbers import views

app_name = "numbers"
urlpatterns = [
    path("", views.numbers, name="numbers"),
    path("chiffres.csv", views.as_csv, name="csv"),
    path("chiffres.pdf", views.as_pdf, name="pdf"),
]
