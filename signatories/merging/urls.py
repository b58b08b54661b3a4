"""/animation/associations/…/reunir/ and /animation/reunions/"""

from django.urls import path

from signatories.merging import views

app_name = "merging"
urlpatterns = [
    path("associations/<slug:slug>/reunir/", views.choose, name="choose"),
    path("associations/<slug:slug>/reunir/<slug:other>/", views.compare, name="compare"),
    path("reunions/<uuid:pk>/", views.union, name="union"),
    path("reunions/<uuid:pk>/separer/", views.part, name="part"),
]
