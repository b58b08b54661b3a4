"""What signatures add elsewhere."""

from signatories.history.kinds import declare

declare(
    {
        "signature.confirmed": "Signature confirmée",
        "signature.published": "Publiée",
        "signature.reviewed": "À revoir ensemble",
        "signature.paused": "Mise en pause",
        "signature.resumed": "Fin de la pause",
        "signature.withdrawn": "Retirée",
        "signature.mandate_renewed": "Mandat renouvelé",
    }
)
