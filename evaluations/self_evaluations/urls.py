"""/espace/<slug>/faire-le-point/, and /animation/faire-le-point/."""

from django.urls import path

from evaluations.self_evaluations.views import space, workspace

app_name = "self_evaluations"
HERE, TEAM = "espace/<slug:slug>/faire-le-point/", "animation/faire-le-point/"
urlpatterns = [
    path(HERE, space.start, name="start"),
    path(f"{HERE}question/<slug:question>/", space.question, name="question"),
    path(f"{HERE}en-trois-minutes/", space.short, name="short"),
    path(f"{HERE}pour-finir/", space.end, name="end"),
    path(f"{HERE}partager/", space.share, name="share"),
    path(f"{HERE}rappelez-moi/", space.call, name="call"),
    path(f"{HERE}notre-point.pdf", space.receipt, name="receipt"),
    path(f"{HERE}sur-papier.pdf", space.paper, name="paper"),
    path(TEAM, workspace.everything, name="all"),
    path(f"{TEAM}confie/", workspace.confided, name="confided"),
    path(f"{TEAM}<uuid:pk>/", workspace.read, name="read"),
    path(f"{TEAM}rappel/<int:pk>/", workspace.called, name="called"),
    path(f"{TEAM}noter/<slug:organisation>/", workspace.note, name="note"),
]
