"""Who signed, for anyone."""

from django.urls import path

from signatories.directory import views
from signatories.directory.finding.views import signatory_list
from signatories.directory.kit import views as kit
from signatories.directory.taking_away import views as taking_away

app_name = "directory"
urlpatterns = [
    path("", signatory_list, name="list"),
    path("signataires.csv", taking_away.csv, name="csv"),
    path("signataires.xlsx", taking_away.xlsx, name="xlsx"),
    path("signataires.json", taking_away.json, name="json"),
    path("signataires.geojson", taking_away.geojson, name="geojson"),
    path("signataires.atom", taking_away.atom, name="atom"),
    path("signataires.pdf", taking_away.pdf, name="pdf"),
    path("<slug:slug>/", views.signatory, name="detail"),
    path("<slug:slug>/kit/", kit.kit, name="kit"),
    path("<slug:slug>/<slug:name>.pdf", kit.poster, name="poster"),
    path("<slug:slug>/<slug:name>.<slug:extension>", kit.badge, name="badge"),
]
