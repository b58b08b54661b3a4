"""/animation/etiquettes/"""

from django.urls import path

from signatories.tags import views

app_name = "tags"
urlpatterns = [
    path("", views.tags, name="list"),
    path("<int:pk>/", views.tag, name="tag"),
    path("<int:pk>/supprimer/", views.remove, name="remove"),
]
