"""/animation/associations/"""

from django.urls import path

from signatories.following import views

app_name = "following"
urlpatterns = [
    path("", views.associations, name="list"),
    path("associations.csv", views.as_csv, name="csv"),
    path("associations.xlsx", views.as_xlsx, name="xlsx"),
    path("<slug:slug>/", views.association, name="association"),
]
