"""Every address of the site. The public ones are printed, linked and embedded elsewhere: they do not change."""

from django.contrib import admin
from django.urls import include, path

from signatories.people.audiences import national

# Not `app_name`: whoever includes these addresses would take it for theirs.
admin_patterns, admin_app, admin_namespace = admin.site.urls

urlpatterns = [
    path("", include("qpv_charter.portal.urls")),
    path("", include("evaluations.urls")),
    path("", include("engagements.urls")),
    path("", include("signatories.urls")),
    path("compte/", include("signatories.people.urls")),
    path("admin/", (national.included(admin_patterns), admin_app, admin_namespace)),
]

handler400 = "qpv_charter.portal.views.errors.bad_request"
handler403 = "qpv_charter.portal.views.errors.forbidden"
handler404 = "qpv_charter.portal.views.errors.not_found"
handler500 = "qpv_charter.portal.views.errors.server_error"
