"""Freezing the report of a year, once, then its editions beside it."""

from django.db import transaction
from django.utils import timezone

from evaluations.campaigns.actions import report
from evaluations.campaigns.models import Campaign
from evaluations.reports.composing import canonical, digest, packed, said
from evaluations.reports.models import Edition
from evaluations.reports.publication.editions import publish
from evaluations.reports.queries import published, survey_of, wordings_of
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.locks import hold
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.people.actors import Actor

LONGEST_WORDS = 6000


@transaction.atomic
def freeze(campaign: Campaign, *, by: Actor, words: str) -> Edition:
    """The next edition, of what associations shared until now; the first ends the answers of the year.

    Raises ActionRefused before reminders are over, while nobody answered, and when nothing changed."""
    words = or_refuse(read_text, words, longest=LONGEST_WORDS)
    hold("reports")  # each edition, of any year, is composed after all the others
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=campaign.pk)
    if campaign.state != Campaign.State.REPORTED:
        report(campaign, by=by)
    told = publish(survey_of(campaign), published())
    if not told.respondents:
        raise ActionRefused("Aucune association n’a encore partagé son point\u202f: il n’y a rien à figer.")
    last = Edition.objects.of(campaign).last()
    number, today = (last.number + 1 if last else 1), timezone.localdate()
    content = canonical(said(told, wordings_of(campaign), number=number, on=today, words=words))
    edition = Edition(campaign=campaign, number=number, content=content, sha256=digest(content), told=packed(told))
    if last and last.says_the_same_as(edition):
        raise ActionRefused(f"Rien n’a changé depuis l’édition {last.number}.")
    edition.frozen_by = by.person
    edition.save(force_insert=True)
    record("report.frozen", edition, by=by, about=[campaign])
    pages.changed("reports")
    return edition
