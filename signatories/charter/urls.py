"""/charte/…"""

from django.urls import path

from signatories.charter import views

app_name = "charter"
urlpatterns = [
    path("", views.current, name="current"),
    path("charte.pdf", views.current_pdf, name="current-pdf"),
    path("en-mots-simples/", views.plain, name="plain"),
    path("<slug:version>/", views.version, name="version"),
    path("<slug:version>/charte.md", views.source, name="source"),
    path("<slug:version>/charte.pdf", views.pdf, name="pdf"),
]
