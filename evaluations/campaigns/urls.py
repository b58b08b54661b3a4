"""/animation/campagnes/"""

from django.urls import path

from evaluations.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("animation/campagnes/", views.campaigns, name="list"),
    path("animation/campagnes/<int:year>/", views.campaign, name="campaign"),
    path("animation/campagnes/<int:year>/dates/", views.dates, name="dates"),
    path("animation/campagnes/<int:year>/etape/", views.advance, name="advance"),
    path("animation/campagnes/<int:year>/apercu/", views.preview, name="preview"),
    path("animation/campagnes/<int:year>/ajouter/", views.add, name="add"),
    path("animation/campagnes/<int:year>/question/<slug:question>/", views.reword, name="reword"),
    path("animation/campagnes/<int:year>/question/<slug:question>/place/", views.arrange, name="arrange"),
]
