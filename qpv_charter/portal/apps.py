from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "qpv_charter.portal"
    verbose_name = "Portail"
