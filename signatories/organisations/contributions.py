"""What associations add elsewhere."""

from signatories.history.kinds import declare

declare(
    {
        "organisation.created": "Fiche de l’association créée",
        "organisation.changed": "Fiche de l’association modifiée",
        "organisation.taken_from_registry": "Reprise du répertoire national (RNA)",
        "organisation.registry_declined": "Ne se trouve pas dans le répertoire national (RNA)",
        "contact.added": "Nouvelle personne contact",
        "contact.role_changed": "Rôle d’une personne contact modifié",
        "contact.name_published": "Nom d’une personne contact publié",
        "contact.name_hidden": "Nom d’une personne contact masqué",
        "contact.ended": "Départ d’une personne contact",
        "invitation.sent": "Invitation envoyée",
        "invitation.cancelled": "Invitation annulée",
        "join.asked": "Demande pour rejoindre l’association",
        "join.accepted": "Demande acceptée",
        "join.declined": "Demande déclinée",
        "network_kept": "Réseau enregistré",
        "theme_kept": "Thème enregistré",
    }
)
