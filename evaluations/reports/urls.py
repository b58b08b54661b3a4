"""/rapports/"""

from django.urls import path

from evaluations.reports import views

app_name = "reports"
urlpatterns = [
    path("rapports/", views.reports, name="list"),
    path("rapports/schema.json", views.schema, name="schema"),
    path("rapports/<int:year>/", views.report, name="report"),
    path("rapports/<int:year>/edition-<int:number>/", views.report, name="edition"),
    path("rapports/<int:year>/edition-<int:number>/rapport.json", views.as_json, name="json"),
    path("rapports/<int:year>/edition-<int:number>/rapport.csv", views.as_csv, name="csv"),
    path("rapports/<int:year>/edition-<int:number>/rapport.pdf", views.as_pdf, name="pdf"),
    path("rapports/<int:year>/edition-<int:number>/plaquette.pdf", views.leaflet, name="leaflet"),
    path("espace/<slug:slug>/rapports/<int:year>/notre-fiche.pdf", views.sheet, name="sheet"),
    path("espace/<slug:slug>/rapports/citations/", views.quoted, name="quoted"),
    path("animation/difficultes/", views.difficulties, name="difficulties"),
    path("animation/campagnes/<int:year>/citations/", views.quotations, name="quotations"),
    path("animation/campagnes/<int:year>/rapport/", views.freeze, name="freeze"),
]
