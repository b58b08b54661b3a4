"""What thanks add elsewhere: words, a condition, a card to a neighbourhood, to the space and to the workspace; and
what becomes of whoever said them."""

from uuid import UUID

from django.urls import reverse

from engagements.thanks.actions import forget_words_of
from engagements.thanks.models import Thanks, ThanksKey
from engagements.thanks.queries import latest
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased, kept
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_STEPS, Step
from signatories.outbox.conditions import condition
from signatories.outbox.limits import limited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import FORGET_PERSON, NEIGHBOURHOOD, WORKSPACE_WAITING, Leaver, Waiting
from signatories.territories.models import Qpv

declare({"thanks.said": "Merci dit", "thanks.taken_back": "Merci repris"})

erased(Thanks, "text")
kept(Thanks, "said_by", why=ACCOUNT)
kept(ThanksKey, "purpose", "digest", why="codes")
unions.moves(Thanks, "organisation")


limited(
    "thanks.said",
    to=[Limit("thanks-to", times=10, seconds=DAY, share=5)],
    by=[Limit("thanks-by", times=10, seconds=DAY)],
    otherwise="Vous avez dit beaucoup de mercis aujourd’hui\u202f: gardez-en pour demain.",
)


@condition("thanks.stand", otherwise="Ce merci a été repris entre-temps.")
def stand(*, thanks: str) -> bool:
    return Thanks.objects.filter(pk=UUID(thanks), taken_back_at=None).exists()


@FORGET_PERSON.contribute(order=700)
def what_she_said(leaver: Leaver) -> None:
    if leaver.person:
        forget_words_of(leaver.person)


@NEIGHBOURHOOD.contribute(order=900, pages=["thanks:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    said = latest(qpv, actor)
    return Section("Merci\u202f!", "engagements/thanks/_neighbourhood.html", {"said": said}) if said else None


@SPACE_STEPS.contribute(order=900)
def of_space(actor: Contact) -> Step | None:
    if not actor.organisation.qpvs.exists():
        return None
    return Step("Dire merci", "Un mot suffit.", reverse("thanks:say", args=[actor.organisation.slug]))


@WORKSPACE_WAITING.contribute(order=900)
def of_workspace(actor: TeamMember) -> Waiting:
    number = Thanks.objects.visible_to(actor).count()
    return Waiting(f"Mercis\u202f: {number}", reverse("thanks:all"), text="Ce que les associations se disent.")
