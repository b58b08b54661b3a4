"""Pages that gather several apps."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from qpv_charter.portal.demo import urls as demo
from qpv_charter.portal.views import acting, embed, gallery, networks, open_data, pages, territories

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("agir/", acting.acting, name="acting"),
    path("territoires/", territories.territories, name="territories"),
    # Only what may be a department's code, so that /territoires/communes/ is left to its slice.
    re_path(r"^territoires/(?P<code>[0-9]{1,3}|2[ABab])/$", territories.department, name="department"),
    path("quartiers/<str:code>/", territories.qpv, name="qpv"),
    path("quartiers/<str:code>/quartier.pdf", territories.qpv_sheets, name="qpv_sheets"),
    path("reseaux/", networks.networks, name="networks"),
    path("reseaux/<slug:slug>/", networks.network, name="network"),
    path("reseaux/<slug:slug>/integrer/", embed.embed, name="embed"),
    path("confidentialite/", pages.privacy, name="privacy"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("contact/", pages.contact, name="contact"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("donnees/", open_data.open_data, name="open_data"),
    path("donnees/schema.json", open_data.schema, name="schema"),
    path("sante/", pages.health, name="health"),
    path("demo/composants/", gallery.components, name="components"),
    path("demo/", include(demo.urlpatterns)),
]
