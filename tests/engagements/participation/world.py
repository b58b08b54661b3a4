"""A gathering that is not public, answered once; and one that Zélie answered, and the weavers'."""

from django.urls import reverse

from engagements.participation import actions
from engagements.participation.actions.asking import Words
from engagements.voices.actions import Speaker
from signatories.people.actors import Actor
from tests.engagements.participation.scenes import (
    a_gathering,
    a_gathering_held,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    contact_of,
    says,
)
from tests.somebody import ADDRESS, FIRST, PHONE, Somebody
from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    gathering = a_gathering(contact_of(world.organisation), is_public=False)
    given = a_resident_answers(gathering)
    answer = given.answer.pk
    world.samples |= {
        "participation": {
            "pk": gathering.pk,
            "answer": answer,
            "invitation": gathering.invitation,
            "key": given.key.clear,
            "name": "affiche",
            "time": gathering.times.all()[0].pk,
        },
        "participation:neighbourhood_calendar": {"code": "QN09331M"},
        "participation:department_calendar": {"code": "93"},
        "participation:answer": {"pk": answer},
        "participation:take_back": {"pk": answer},
        "participation:new_code": {"pk": answer},
    }
    world.links["participation"] = [
        reverse("participation:invitation", args=[gathering.invitation]),
        reverse("participation:key", args=[given.key.clear]),
    ]


def put_somebody(zelie: Somebody) -> None:
    gathering = a_gathering(contact_of(zelie.organisation))
    speaker = Speaker(called=FIRST, email=ADDRESS, phone=PHONE)
    said = says(gathering, interpreting=f"langue de {FIRST}")
    actions.answer(gathering, by=Actor(), speaker=speaker, said=said)


def put_association(weavers: Weavers) -> None:
    words = Words(
        title="Kerbihan en fête", text="Les Tisserandes vous attendent.", where="Chez les Tisserandes, à Kerbihan"
    )
    gathering = a_gathering(contact_of(weavers.organisation), words=words)
    actions.cancel(gathering, by=contact_of(weavers.organisation), why="Les Tisserandes déménagent.")
    a_gathering_held(contact_of(weavers.organisation), outcome="Kerbihan a dansé.")
    a_resident_answers(a_gathering(a_signatory_of_franc_moisin()))
