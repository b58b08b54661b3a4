"""Under `/besoins/`: saying a need, following it, reading those that wait."""

from django.urls import path

from engagements.sayings import views

app_name = "sayings"
urlpatterns = [
    path("besoins/dire/", views.say, name="say"),
    path("besoins/dire/envoyer/", views.send, name="send"),
    path("besoins/suivre/<slug:code>/", views.by_code, name="code"),
    path("besoins/suivi/<uuid:pk>/", views.mine, name="mine"),
    path("besoins/suivi/<uuid:pk>/reprendre/", views.take_back, name="take_back"),
    path("besoins/suivi/<key:key>/", views.enter, name="key"),
    path("besoins/quartier/<slug:code>/<slug:name>.pdf", views.printed, name="printed"),
    path("besoins/a-lire/", views.to_read, name="to_read"),
    path("besoins/a-lire/<uuid:pk>/", views.read, name="read"),
    path("besoins/a-lire/<uuid:pk>/garder/", views.keep, name="keep"),
]
