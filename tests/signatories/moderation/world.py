"""What the addresses of this slice name."""

from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from signatories.moderation.actions import ask, reply, tell_look_alikes
from signatories.organisations.actions import ask_to_join
from signatories.organisations.models import Organisation
from tests.factories import a_confirmed_signature, a_paper_signature, a_proposed_change, a_published_signature
from tests.somebody import Somebody
from tests.weavers import RNA, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    paper, person = a_paper_signature(), {"first_name": "Léa", "last_name": "Petit", "role": "trésorière"}
    mandate = world.signature.mandates.get()
    attach_extract(mandate, by=world.contact, extract=ContentFile(b"%PDF-1.7 %%EOF", name="extrait.pdf"))
    reply(world.signature, by=world.contact, text="Nous avons changé de présidente.")
    world.judged |= {
        "moderation": "national territorial",
        # Of no association in particular: each finds her own.
        "moderation:queue": "national territorial elsewhere committee",
        "moderation:joins": "national territorial elsewhere",
        "moderation:publish_together": "national territorial elsewhere",
        "moderation:paper": "national territorial elsewhere",
        "moderation:changes": "national territorial elsewhere",
    }
    world.samples |= {
        "moderation": {"pk": a_confirmed_signature().pk},
        "moderation:decide": {"slug": "publier"},
        "moderation:scan": {"pk": paper.pk},
        "moderation:extract": {"pk": world.signature.pk, "mandate": mandate.pk},
        "moderation:accept_change": {"pk": a_proposed_change().pk},
        "moderation:refuse_change": {"pk": a_proposed_change().pk},
        "moderation:join": {"pk": ask_to_join(paper.organisation, email="lea@example.org", **person).pk},
    }


def put_somebody(zelie: Somebody) -> None:
    reply(zelie.signature, by=zelie.person, text="Rappelez-moi au 06 11 22 33 44. Zélie Quarteron")


def put_association(weavers: Weavers) -> None:
    """What was asked of it; and that another one bears its number, which the team is told."""
    ask(weavers.signature, by=weavers.team, text="Où sont les Tisserandes\u202f?")
    reply(weavers.signature, by=weavers.contact, text="Les Tisserandes sont là.")
    other = a_published_signature().organisation
    for organisation in (weavers.organisation, other):
        Organisation.objects.filter(pk=organisation.pk).update(rna=RNA)
    other.refresh_from_db()
    tell_look_alikes(other)
    Organisation.objects.filter(pk=other.pk).update(rna=None)
