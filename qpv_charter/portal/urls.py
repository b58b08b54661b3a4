"""Pages that gather several apps."""

from django.urls import URLPattern, URLResolver, include, path

from qpv_charter.portal.demo import urls as demo
from qpv_charter.portal.views import gallery, pages

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("confidentialite/", pages.privacy, name="privacy"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("donnees/", pages.open_data, name="open_data"),
    path("sante/", pages.health, name="health"),
    path("demo/composants/", gallery.components, name="components"),
    path("demo/", include(demo.urlpatterns)),
]
