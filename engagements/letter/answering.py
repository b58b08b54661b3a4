"""What a key of the letter opens today."""

from engagements.letter.models import QuestionKey
from engagements.letter.places import Reply, reply_of
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation


def reply_by(key: QuestionKey) -> Reply | None:
    """The reply that a key gives, in the name of the association; None once it gives none: it ended, nothing is
    asked any more, or the person does not look after the association any more (two queries, and the slice's)."""
    question, person = key.target, key.person
    mine = Organisation.objects.of(person).select_related("commune__department")
    organisation = mine.filter(pk=question.organisation_id).first()
    if organisation is None or not person.is_active or not key.is_usable:
        return None
    actor = Contact(person=person, acts_for=organisation.pk, organisation=organisation)
    return reply_of(question.kind, actor, question.about)
