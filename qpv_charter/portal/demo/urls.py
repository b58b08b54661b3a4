"""Under `/demo/`; gathered by the portal, in its namespace."""

from django.urls import path

from qpv_charter.portal.demo import views

urlpatterns = [
    path("", views.home, name="demo"),
    path("entrer/<int:pk>/", views.become, name="demo_become"),
    path("courriels/", views.mails, name="demo_mails"),
    path("courriels/<str:name>/", views.mail, name="demo_mail"),
]
