"""WSGI entry point, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

from qpv_charter.toolkit.bodies import BoundedBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qpv_charter.settings.production")

application = BoundedBodies(get_wsgi_application())
