"""What the federation's review adds elsewhere."""

from signatories.history.kinds import declare

declare(
    {
        "exchange.question": "Question envoyée",
        "exchange.reply": "Réponse de l’association",
        "exchange.to_review": "Raison envoyée à l’association",
        "exchange.appeal": "Demande au comité de suivi",
        "exchange.appeal_answer": "Réponse du comité de suivi",
        "exchange.attempt": "Tentative pour joindre l’association",
        "exchange.note": "Note interne",
        "organisation.entered_from_paper": "Entrée depuis son papier",
        "organisation.located": "Lieux précisés par l’équipe",
    }
)
