"""An association's space, record and people."""

from django.urls import path

from signatories.organisations.views import invitations, joining, logos, networks, people, record, registry, space

app_name = "organisations"
urlpatterns = [
    path("logos/<str:name>", logos.logo, name="logo"),
    path("compte/invitation/<int:pk>/", invitations.invitation, name="invitation"),
    # Any text, not only what may be a key: a link cut on its way is told so.
    path("compte/invitation/<str:key>/", invitations.enter, name="invitation_key"),
    path("signer/rejoindre/demande/<uuid:pk>/", joining.confirm, name="confirm_join"),
    path("animation/reseaux/", networks.networks, name="networks"),
    path("animation/reseaux/<slug:slug>/retirer/", networks.withdraw, name="withdraw_network"),
    path("animation/reseaux/<slug:slug>/remettre/", networks.restore, name="restore_network"),
    path("espace/", space.space, name="space"),
    path("espace/<slug:slug>/", space.space_detail, name="space_detail"),
    path("espace/<slug:slug>/logo/retirer/", record.remove_logo, name="remove_logo"),
    path("espace/<slug:slug>/modifier/<slug:part>/", record.edit, name="edit"),
    path("espace/<slug:slug>/repertoire/", registry.answer, name="registry"),
    path("espace/<slug:slug>/personnes/", people.people, name="people"),
    path("espace/<slug:slug>/personnes/passer-la-main/", people.hand_over, name="hand_over"),
    path("espace/<slug:slug>/personnes/justes/", people.confirm, name="confirm_people"),
    path("espace/<slug:slug>/personnes/<int:pk>/role/", people.role, name="role"),
    path("espace/<slug:slug>/personnes/<int:pk>/nom/", people.name, name="publish_name"),
    path("espace/<slug:slug>/personnes/<int:pk>/retirer/", people.leave, name="leave"),
    path("espace/<slug:slug>/invitations/<int:pk>/annuler/", people.cancel_invitation, name="cancel_invitation"),
    path("espace/<slug:slug>/demandes/<uuid:pk>/", people.answer, name="answer_join"),
]
