"""Freezing the report of a year, once, then its editions beside it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from evaluations.campaigns.actions import report
from evaluations.campaigns.models import Campaign
from evaluations.reports import emails, tasks
from evaluations.reports.composing import canonical, digest, said
from evaluations.reports.models import LONGEST_DIFFICULTY, Difficulty, Edition, Quotation, free_texts, key_of
from evaluations.reports.packing import packed
from evaluations.reports.publication.editions import publish
from evaluations.reports.queries import beside, published, quotable, survey_of, wordings_of
from evaluations.reports.stories import MOST
from evaluations.self_evaluations.models import LookBackAnswer
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.locks import hold
from qpv_charter.toolkit.text import read_line, read_text
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor, TeamMember

LONGEST_WORDS = 6000


@transaction.atomic
def freeze(
    campaign: Campaign, *, by: Actor, words: str, stories: Sequence[str] | None = None, at: datetime | None = None
) -> Edition:
    """The next edition, of what associations shared until now; the first ends the answers of the year. `stories`
    names three at most, the last ones where it is None; `at` dates what was frozen before, now where it is None.

    Raises ActionRefused for more, before reminders are over, while nobody answered, and when nothing changed."""
    words = or_refuse(read_text, words, longest=LONGEST_WORDS)
    if stories and len(stories) > MOST:
        raise ActionRefused(f"Choisissez {MOST} histoires au plus.")
    hold("reports")  # each edition, of any year, is composed after all the others
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=campaign.pk)
    if campaign.state != Campaign.State.REPORTED:
        report(campaign, by=by)
    told = publish(survey_of(campaign), published())
    if not told.respondents:
        raise ActionRefused("Aucune association n’a encore partagé son point\u202f: il n’y a rien à figer.")
    last = Edition.objects.of(campaign).last()
    number, at = (last.number + 1 if last else 1), at or timezone.now()
    around = beside(campaign, words=words, stories=stories)
    content = canonical(said(told, wordings_of(campaign), number=number, on=timezone.localdate(at), beside=around))
    edition = Edition(campaign=campaign, number=number, content=content, sha256=digest(content), told=packed(told))
    edition.frozen_at = at
    if last and last.says_the_same_as(edition):
        raise ActionRefused(f"Rien n’a changé depuis l’édition {last.number}.")
    edition.frozen_by = by.person
    edition.save(force_insert=True)
    record("report.frozen", edition, by=by, about=[campaign])
    _shown_anew()
    return edition


@transaction.atomic
def quote(answer: LookBackAnswer, *, by: TeamMember) -> Quotation:
    """Choose a sentence for the report, and show it to whoever said it. Twice changes nothing.

    Raises ActionRefused for who is not of the national team, for what may not be quoted, and for what was taken
    back."""
    _require_national(by)
    answer = LookBackAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if not quotable(answer.look_back.campaign).filter(pk=answer.pk).exists():
        raise ActionRefused("Cette phrase ne peut plus être citée.")
    if before := Quotation.objects.filter(answer=answer).first():
        if before.taken_back_at:
            raise ActionRefused("L’association ne veut plus être citée pour cette phrase.")
        return before
    quotation = Quotation.objects.create(answer=answer, chosen_by=by.person)
    record("quotation.chosen", quotation, by=by, about=[answer.look_back.organisation])
    emails.chosen(quotation)
    return quotation


@transaction.atomic
def leave_out(quotation: Quotation, *, by: TeamMember) -> None:
    """Choose another instead. Raises ActionRefused for who is not of the national team, and once an edition quotes
    it: only who said it takes it back."""
    _require_national(by)
    quotation = Quotation.objects.select_for_update(of=("self",)).get(pk=quotation.pk)
    campaign = quotation.answer.look_back.campaign
    if any(quotation.sha256 in edition.content for edition in Edition.objects.of(campaign)):
        raise ActionRefused("Une édition cite déjà cette phrase.")
    record("quotation.left_out", quotation, by=by, about=[quotation.answer.look_back.organisation])
    quotation.delete()


@transaction.atomic
def take_back(quotation: Quotation, *, by: Contact) -> Quotation:
    """No edition, page or file says it any more; no figure changes. Twice changes nothing. Raises ActionRefused
    for another association than the one that said it."""
    quotation = Quotation.objects.select_for_update(of=("self",)).get(pk=quotation.pk)
    if quotation.answer.look_back.organisation_id != by.acts_for:
        raise ActionRefused("Seule l’association qui a dit cette phrase la reprend.")
    if quotation.taken_back_at is None:
        quotation.taken_back_at = timezone.now()
        quotation.save(update_fields=["taken_back_at"])
        record("quotation.taken_back", quotation, by=by, about=[quotation.answer.look_back.organisation])
        _shown_anew()
    return quotation


def _require_national(by: Actor) -> None:
    if not by.is_national:
        raise ActionRefused("L’équipe nationale choisit les phrases du rapport.")


@transaction.atomic
def forget_quotations(organisation: Organisation) -> None:
    """What is quoted of an association that is erased."""
    Quotation.objects.filter(answer__look_back__organisation=organisation).delete()
    _shown_anew()


def _shown_anew() -> None:
    """Pages say something else, and so do the files, built in a task."""
    pages.changed("reports")
    tasks.print_reports.enqueue()


@transaction.atomic
def put_under(name: str, answers: Iterable[LookBackAnswer], *, by: TeamMember, campaign: Campaign) -> Difficulty:
    """Put these texts under a theme, made if it is new.

    Raises ActionRefused for who is not of the national team, without a name or a text of that year."""
    _require_national(by)
    name = or_refuse(read_line, name, longest=LONGEST_DIFFICULTY)
    texts = free_texts(campaign).filter(pk__in=[each.pk for each in answers])
    if not key_of(name):
        raise ActionRefused("Donnez un nom à ce thème.")
    if not texts:
        raise ActionRefused("Choisissez d’abord des textes.")
    difficulty = _theme(name, campaign) or Difficulty.objects.create(campaign=campaign, name=name)
    difficulty.answers.add(*texts)
    record("difficulty.put", difficulty, by=by, about=[campaign])
    return difficulty


@transaction.atomic
def take_out(name: str, answers: Iterable[LookBackAnswer], *, by: TeamMember, campaign: Campaign) -> Difficulty:
    """These texts are not about it; a theme without a text is no more.

    Raises ActionRefused for who is not of the national team, and for a name that no theme has."""
    _require_national(by)
    difficulty = _theme(name, campaign)
    if difficulty is None:
        raise ActionRefused("Aucun thème ne porte ce nom\u202f: recopiez-le comme il est écrit dans la liste.")
    difficulty.answers.remove(*answers)
    record("difficulty.taken_out", difficulty, by=by, about=[campaign])
    if not difficulty.answers.exists():
        difficulty.delete()
    return difficulty


@transaction.atomic
def sort_again(answer: LookBackAnswer) -> None:
    """Words that changed stand under no theme until somebody has read them."""
    answer.difficulties.clear()
    Difficulty.objects.filter(campaign=answer.look_back.campaign, answers=None).delete()


def _theme(name: str, campaign: Campaign) -> Difficulty | None:
    """By its name, whatever its capitals. Two who change the themes of one year wait for each other: one taken out
    empties what the other was filling."""
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    return Difficulty.objects.filter(campaign=campaign, key=key_of(name)).first()
