"""Under `/besoins/`, and in the space of who notes them."""

from django.urls import path

from engagements.needs import views

app_name = "needs"
urlpatterns = [
    path("besoins/", views.need_list, name="list"),
    path("besoins/<uuid:pk>/", views.need_page, name="need"),
    path("besoins/<uuid:pk>/aussi/", views.second, name="second"),
    path("besoins/<uuid:pk>/chez-moi/", views.at_home, name="at_home"),
    path("besoins/<uuid:pk>/chez-moi/retirer/", views.at_home_no_more, name="at_home_no_more"),
    path("besoins/<uuid:pk>/reunir/", views.join, name="join"),
    path("besoins/<uuid:pk>/separer/", views.part, name="part"),
    path("besoins/<uuid:pk>/suite/", views.follow, name="follow"),
    path("espace/<slug:slug>/besoins/", views.note, name="note"),
]
