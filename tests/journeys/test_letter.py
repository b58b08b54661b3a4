"""Three answers given from one letter, on a phone where one never signed in and reads nothing of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagements.consultations.actions.rooms import say
from engagements.consultations.models import Line, Said
from engagements.letter.actions import write_letter
from engagements.needs.models import Seconded
from engagements.participation.models import Answer
from tests.engagements.consultations.scenes import a_call, a_contact, a_room, at, in_days, said
from tests.engagements.needs.scenes import LIGHT, a_need
from tests.engagements.participation.scenes import a_gathering, a_resident_answers
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Neighbour, last_mail, links_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OTHERS = "Les familles du bas (exemple)", "Fatoumata", "soninké"


@screens
def test_a_contact_answers_three_things_from_one_letter_without_signing_in(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given a letter that asks three things, which others answered already
    contact, other = a_contact(), a_contact()
    gathering = a_gathering(other, days=(20, 22))
    a_resident_answers(gathering, called="Fatoumata", interpreting="soninké")
    a_need(by=other)
    room = a_room(by=other, call=a_call(by=other, last_on=in_days(60)))
    say(room, said(Said.ALONE, audience=OTHERS[0]), by=other)
    with at(timezone.now() + timedelta(days=4)):
        write_letter(contact.person.pk, week=timezone.localdate())
    links = [link for link in links_in(last_mail(contact.person.email, kind="letter")) if "/lettre/" in link]
    assert len(links) == 3

    # When each is opened on a phone that knows nobody, and answered
    phone = Neighbour(visit("/", width=width, scripts=scripts))
    asked = {phone.go(link).page.get_by_role("heading", level=1).inner_text(): phone.page.url for link in links}
    phone.does_not_see(*OTHERS)
    phone.go(asked["Quand pouvez-vous venir\u202f?"]).does_not_see(*OTHERS)
    for question in phone.page.get_by_role("group").filter(has=phone.page.get_by_label("S’il le faut")).all():
        question.get_by_label("Oui", exact=True).check()
    phone.press("Répondre").sees("C’est noté, merci")
    phone.go(asked["Le voyez-vous aussi\u202f?"]).sees(LIGHT).press("Nous le voyons aussi").sees(
        "C’est noté, merci"
    )
    phone.go(asked["Qui dépose quoi\u202f?"]).does_not_see(*OTHERS).tick("nous rejoindrions")
    phone.press("Écrire notre ligne").sees("C’est noté, merci").does_not_see(*OTHERS)

    # Then it is written in the name of the association, and the links answer nothing more
    assert Answer.objects.filter(voice__organisation=contact.organisation).exists()
    assert Seconded.objects.get().organisation == contact.organisation
    assert Line.objects.get(organisation=contact.organisation).said == Said.JOIN
    for link in links:
        phone.go(link).sees("Vous avez déjà répondu, merci").does_not_see(*OTHERS)

    # And what others wrote, like the space, asks to sign in
    for path in (room.get_absolute_url(), f"/espace/{contact.organisation.slug}/"):
        phone.go(path).is_at(r"/connexion/\?next=.*").does_not_see(*OTHERS)
