"""Who signed, for anyone."""

from django.urls import path

from signatories.directory import export_views, kit_views, views

app_name = "directory"
urlpatterns = [
    path("", views.signatory_list, name="list"),
    path("signataires.csv", export_views.csv, name="csv"),
    path("signataires.xlsx", export_views.xlsx, name="xlsx"),
    path("signataires.json", export_views.json, name="json"),
    path("signataires.geojson", export_views.geojson, name="geojson"),
    path("signataires.atom", export_views.atom, name="atom"),
    path("signataires.pdf", export_views.pdf, name="pdf"),
    path("<slug:slug>/", views.signatory, name="detail"),
    path("<slug:slug>/kit/", kit_views.kit, name="kit"),
    path("<slug:slug>/<slug:name>.pdf", kit_views.poster, name="poster"),
    path("<slug:slug>/<slug:name>.<slug:extension>", kit_views.badge, name="badge"),
]
