"""Every sentence that promises something, with what keeps it. A sentence that changes is to be found again here;
one that promises and is not listed is refused, and so is a test that is no longer there.

`PROMISES`: where a sentence stands, what it says (one space for any), and the tests that keep it, from `tests/`.
What only people can keep says so (`PEOPLE`). What the walk finds and that promises nothing is in `NONE`."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from engagements.letter import actions as letter
from qpv_charter.toolkit import limits
from signatories.moderation.contributions import TO_TEAM
from signatories.organisations.actions import invitations
from signatories.organisations.models import Organisation
from signatories.outbox import delivery
from signatories.outbox.forgetting import KEPT
from signatories.outbox.models import Message, Preference
from signatories.people.actions import open_account
from signatories.signing import keys
from signatories.signing.actions import drafting
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.signing.views import recognised
from tests.factories import (
    a_charter,
    a_commune,
    a_draft,
    a_message,
    a_paused_signature,
    a_published_signature,
)
from tests.scenes import ROOT
from tests.signatories.erasure.test_erasure import rows_saying
from tests.signin import browser_of
from tests.signing import Person

PEOPLE = "people"  # kept by who answers, not by the code
HERE = "test_promises.py::"
LASTS = f"{HERE}test_things_last_as_long_as_is_said"
COOKIES = f"{HERE}test_the_cookies_are_those_that_are_said"
SIGN, ORG, MOD = "signatories/signing/", "signatories/organisations/", "signatories/moderation/"
BOX, TEAM, TELL = "signatories/outbox/", "signatories/team/", "signatories/moderation/test_telling.py::"
UNDONE = (
    "signatories/taking_up/test_undoing.py::test_an_import_undone_leaves_what_somebody_touched_and_nothing_else"
)
SHEET_UNDONE = (
    "signatories/taking_up/test_sheet_undone.py::"
    "test_a_sheet_goes_with_its_associations_and_its_file_and_may_be_entered_again"
)
FORGOTTEN = "test_forgotten.py::test_somebody_who_is_everywhere_is_nowhere_once_erased"
FORGOTTEN_TOO = "test_forgotten.py::test_an_association_that_is_everywhere_is_nowhere_once_erased"
TOLD = f"{TELL}test_the_page_says_who_is_told_and_they_are"
ERASED = f"{SIGN}test_resuming.py::test_one_may_erase_what_one_typed"
CODE = f"{SIGN}test_keys.py::test_a_code_lives_fifteen_minutes"
GONE = "signatories/directory/test_disappears.py::test_who_leaves_is_gone_everywhere_at_once"
JOURNEY = "journeys/test_signing.py::test_a_small_association_signs_from_a_phone"
GATHER, ANSWER = "engagements/participation/test_asking.py::", "engagements/participation/test_answering.py::"
DECIDE = "engagements/participation/test_deciding.py::"
LATE = f"{ANSWER}test_after_its_last_date_nobody_answers_any_more"
BACK = "evaluations/self_evaluations/"
REPORTS = "evaluations/reports/"
MEET = "evaluations/meetings/test_holding.py::"
CONFIDED = f"{BACK}test_team.py::test_who_reads_what_is_confided"
BOARD = "journeys/test_signing.py::test_a_board_decides_and_the_signing_goes_on_a_month_later"
PRIVATE = "signatories/directory/taking_away/test_exports.py::test_nothing_private_leaves"
SCREENS = "journeys/test_signing.py::test_nothing_typed_is_lost"
INVITED = f"{ORG}test_people.py::test_an_invitation_mails_a_link_that_only_its_reader_knows"
RESET = f"{TEAM}test_second_factor.py::test_what_was_lost_goes_whole_and_a_new_one_is_asked_for"
RESTING = "engagements/consultations/test_resting.py::"
FUNDERS = "engagements/consultations/test_funders.py::"
REPORTED = "engagements/consultations/test_reporting.py::"
CALLS = "engagements/consultations/test_calls.py::"
RECOGNISED = f"{SIGN}test_recognised.py::test_it_lasts_as_long_as_a_draft_without_an_address"
WHO_SEES = "engagements/consultations/test_who_sees.py::test_each_sees_what_is_theirs_on_every_road"
RELAYS, SAID = "engagements/relays/test_relays.py::", "engagements/sayings/test_sayings.py::"
SAID_CODE = f"{SAID}test_it_is_followed_changed_and_taken_back_by_its_code"
SAID_SEEN = f"{SAID}test_nobody_sees_what_waits_but_who_reads_there_and_the_team"
FLAGS = "engagements/flags/test_flags.py::"
MAILS = "signatories/mailings/"
TEAM_ALONE = "signatories/tags/test_tags.py::test_nobody_but_the_team_reads_them"
PAUSED_TOGETHER = "signatories/together/test_pausing.py::test_what_is_ticked_is_paused_and_its_people_are_told"
LEFT_OUT = f"{MAILS}test_readers.py::test_who_left_signed_no_more_or_wants_none_is_left_out_and_said"
NOBODY = f"{MAILS}test_readers.py::test_what_asks_nothing_or_means_nothing_is_nobody"
READ = f"{MAILS}test_readers.py::test_what_is_asked_is_what_the_list_shows"
BACK_OFF = "signatories/stepping_back/test_stepping_back.py::"
STEPS_BACK = f"{BACK_OFF}test_it_asks_says_why_if_it_likes_and_everybody_there_is_told"
COMES_BACK = f"{BACK_OFF}test_a_pause_that_it_asked_for_ends_when_it_says_so_and_by_nothing_else"
OVERDUE = f"{BACK_OFF}test_what_nobody_does_in_time_is_done"
IN_HER_WORDS = f"{BACK_OFF}test_somebody_of_the_team_does_it_in_her_words"
HANDED = f"{ORG}test_handover.py::test_one_screen_says_what_she_will_find_and_who_stays_leaves_when_she_comes"
FORMER_TOLD = f"{ORG}test_nobody_left.py::test_a_code_to_an_address_it_gave_opens_a_request_that_the_team_accepts"
ONCE_EACH = f"{MAILS}test_readers.py::test_an_address_is_written_to_once_for_all_that_it_reads_for"
HELD_BACK = f"{MAILS}test_sending.py::test_a_word_that_nobody_told_us_holds_back_whom_it_misses"
ADOPT, WAVE = "signatories/versions/test_adopting.py::", "signatories/versions/test_wave.py::"
CORRECTED = f"{ADOPT}test_a_correction_of_typography_asks_nobody_to_sign_again"
UNCHANGED = f"{WAVE}test_the_former_signature_stays_what_it_was_and_the_directory_has_one_line"
INVITED_ONCE = f"{WAVE}test_those_whose_signature_is_published_are_invited_once"
JOINING, PARTING = "signatories/merging/test_joining.py::", "signatories/merging/test_parting.py::"
STILL_VERIFIES = f"{JOINING}test_its_attestation_still_verifies_and_names_the_union"
LEADS_THERE = f"{JOINING}test_its_addresses_lead_to_the_record_that_is_kept"
NAMED_SINCE = f"{PARTING}test_what_was_touched_since_stays_and_is_named"
PROMISES: dict[str, dict[str, tuple[str, ...]]] = {
    "templates/signatories/versions/_what_happens.html": {
        "Seule la typographie change : personne n’est invité à signer de nouveau.": (CORRECTED,),
        "une fois, et aucun rappel ne part tout seul.": (INVITED_ONCE,),
        "Leur signature d’avant reste ce qu’elle est, dans la liste et au registre.": (UNCHANGED,),
    },
    "templates/signatories/versions/changes.html": {
        "Cette signature reste ce qu’elle est, quoi que vous répondiez.": (UNCHANGED,),
    },
    "templates/signatories/versions/emails/invited.txt": {
        "Cette signature reste ce qu’elle est": (UNCHANGED,),
    },
    "templates/signatories/versions/propose.html": {
        "Seule la typographie change": (CORRECTED,),
        "Le texte proposé ne change plus": (
            "signatories/charter/test_actions.py::test_the_database_refuses_to_change_a_loaded_text",
        ),
    },
    "templates/signatories/merging/compare.html": {
        "Passe à la fiche gardée": (f"{PARTING}test_whatever_slices_hold_of_it_moves_and_comes_back",),
        "Ce que la fiche gardée a déjà n’y entre pas deux fois.": (
            f"{JOINING}test_who_looks_after_both_does_once",
            f"{JOINING}test_who_is_invited_twice_keeps_one_invitation",
        ),
        "Son adresse mène à la fiche gardée": (LEADS_THERE, STILL_VERIFIES),
    },
    "templates/signatories/merging/emails/joined.txt": {
        "Les attestations déjà imprimées restent valables": (STILL_VERIFIES, LEADS_THERE),
    },
    "templates/signatories/merging/part.html": {
        "Ce qui a été modifié depuis reste à la fiche gardée": (NAMED_SINCE,),
    },
    "templates/signatories/merging/union.html": {
        "Ce qui est resté à la fiche gardée": (NAMED_SINCE,),
    },
    "templates/signatories/organisations/networks/withdraw.html": {
        "il ne se trouve plus dans les listes, les filtres ni les fichiers": (
            f"{ORG}test_networks.py::test_it_leaves_every_list_and_comes_back_to_each",
        ),
    },
    "templates/signatories/tags/list.html": {
        "Aucune association ne les lit.": (TEAM_ALONE,),
    },
    "templates/signatories/together/file.html": {
        "Seule l’équipe d’animation lit les étiquettes.": (TEAM_ALONE,),
    },
    "templates/signatories/together/tags.html": {
        "Seule l’équipe d’animation les lit.": (TEAM_ALONE,),
    },
    "templates/signatories/together/pause.html": {
        "Chaque signature quitte la liste des signataires, rien n’est effacé.": (PAUSED_TOGETHER,),
        "Au premier signe de l’association, elle revient d’elle-même.": (PAUSED_TOGETHER,),
    },
    "templates/signatories/mailings/_left_out.html": {
        "Adresses qui ne veulent plus de ces messages": (LEFT_OUT,),
        "sans signature, retirée": (LEFT_OUT,),
    },
    "templates/signatories/mailings/begin.html": {
        "un seul message par adresse": (ONCE_EACH,),
        "Qui recevra ce message": (READ,),
        "Personne ne recevrait ce message": (NOBODY,),
        "Cette adresse ne dit plus à qui écrire": (NOBODY,),
    },
    "templates/signatories/mailings/emails/message.txt": {
        "Vous recevez ce message pour": (
            f"{MAILS}test_sending.py::test_a_mail_says_each_word_in_its_place_and_how_to_refuse",
        ),
    },
    "templates/signatories/mailings/preview.html": {
        "Personne ne recevrait ce message": (f"{MAILS}test_sending.py::test_what_is_not_ready_is_not_sent",),
        "un mot que le texte demande nous manque": (HELD_BACK,),
    },
    "templates/signatories/taking_up/sheet_undo.html": {
        "Les associations qui n’ont rien signé d’autre sont effacées.": (SHEET_UNDONE,),
        "Personne n’est prévenu, et la feuille peut être entrée de nouveau.": (SHEET_UNDONE,),
    },
    "templates/signatories/taking_up/undo.html": {
        "Les associations et le fichier seront ensuite effacés.": (UNDONE,),
        "Personne n’est prévenu.": (UNDONE,),
    },
    "templates/engagements/participation/gathering.html": {
        "Seules l’équipe d’animation et l’association qui la propose voient encore cette page.": (
            f"{FLAGS}test_a_gathering_is_reported_like_a_need",
        ),
    },
    "templates/engagements/flags/emails/hidden.txt": {
        "Plus personne d’autre ne le lit.": (f"{FLAGS}test_what_is_hidden_says_why_and_tells_its_author",),
    },
    "templates/engagements/debates/note.html": {
        "La fiche est close : elle ne change plus.": (
            "engagements/debates/test_debates.py::test_it_is_read_again_for_ten_days_then_closes_by_itself",
        ),
    },
    "templates/engagements/needs/need.html": {
        "Seules l’équipe d’animation et l’association qui l’a noté voient encore cette page.": (
            "engagements/needs/test_rules.py::test_who_sees_a_need",
        ),
    },
    "templates/engagements/needs/felt.html": {
        "Nous ne pourrons plus vous le montrer.": (
            "engagements/needs/test_at_home.py::test_its_code_is_shown_once_and_takes_it_back",
        ),
    },
    "templates/engagements/relays/emails/ended.txt": {
        "Personne ne peut plus y écrire un besoin en ligne, jusqu’à ce qu’une autre association accepte.": (
            f"{SAID}test_where_nobody_reads_there_is_no_form",
        ),
    },
    "templates/engagements/relays/emails/given.txt": {
        "Leurs noms ne sont montrés à personne d’autre que l’association et l’équipe d’animation.": (
            f"{RELAYS}test_the_rules",
            f"{SAID}test_no_public_page_names_who_reads",
        ),
    },
    "templates/engagements/relays/stop.html": {
        "Le formulaire se ferme aussitôt.": (f"{SAID}test_where_nobody_reads_there_is_no_form",),
        "Vos deux personnes et l’équipe en sont prévenues.": (
            "engagements/relays/test_scenes.py::test_an_action_is_all_or_nothing_then_leaves_its_traces",
        ),
    },
    "templates/engagements/relays/team.html": {
        "Deux de ses personnes s’en chargent, jamais nommées en public.": (
            f"{SAID}test_no_public_page_names_who_reads",
        ),
    },
    "templates/engagements/sayings/emails/late.txt": {
        "Sans lecture au bout de quatorze jours, le formulaire se ferme et les personnes qui ont écrit en sont "
        "prévenues.": (
            f"{SAID}test_a_form_closes_after_fourteen_days_and_opens_again_once_it_is_read",
            f"{SAID}test_who_is_told_that_it_waits",
        ),
    },
    "templates/engagements/sayings/emails/not_read.txt": {
        "Avec ce lien, vous pouvez aussi tout effacer.": (SAID_CODE,),
    },
    "templates/engagements/sayings/emails/received.txt": {
        "Avec ce lien, vous pouvez voir ce que cela devient, le changer ou l’effacer.": (SAID_CODE,),
    },
    "templates/engagements/sayings/mine.html": {
        "L’effacer": (SAID_CODE,),
        "Ce que vous avez écrit s’efface tout de suite.": (SAID_CODE,),
    },
    "templates/engagements/sayings/said.html": {
        "Il ouvre ce que vous avez écrit, depuis n’importe quel téléphone, pour voir ce que cela devient, le "
        "changer ou l’effacer.": (SAID_CODE,),
        "Nous ne pourrons plus vous le montrer.": (f"{SAID}test_a_page_sent_twice_writes_once",),
        "Personne d’autre ne le voit d’ici là, sauf l’équipe d’animation.": (SAID_SEEN,),
    },
    "templates/engagements/sayings/send.html": {
        "Un code vous sera donné, pour suivre ce que cela devient, le changer ou l’effacer.": (SAID_CODE,),
    },
    "templates/engagements/sayings/to_read.html": {
        "Ce que des habitantes et habitants ont écrit, et que personne d’autre ne voit.": (SAID_SEEN,),
    },
    "templates/engagements/consultations/emails/is_a_tender.txt": {
        "votre ligne est retirée, plus personne ne la lit.": (
            f"{FUNDERS}test_a_call_that_becomes_a_tender_gives_back_what_may_not_be_said",
        ),
    },
    "templates/engagements/consultations/funders.html": {
        "Seules les associations qui ont une ligne dans cette concertation liront votre réponse": (
            f"{FUNDERS}test_it_is_said_on_a_page_read_by_those_with_a_line_and_said_anew",
        ),
    },
    "templates/engagements/consultations/room.html": {
        "rien d’autre de vos lignes, ni de ce qui est convenu.": (
            f"{RESTING}test_the_page_to_be_joined_says_what_the_lines_of_those_named_rest_on",
        ),
        "D’ici là, chaque association ne lit que les siennes, celle qui a ouvert la concertation aussi.": (
            WHO_SEES,
        ),
        "L’équipe n’en lit pas le contenu.": (WHO_SEES,),
    },
    "templates/engagements/consultations/_reported.html": {
        "Les autres ne lisent plus cette ligne.": (
            f"{REPORTED}test_hidden_for_a_reason_its_author_alone_reads_it_and_another_reads_it_again",
        ),
    },
    "templates/engagements/consultations/line_report.html": {
        "Une seule personne de l’équipe d’animation lira cette ligne": (
            WHO_SEES,
            f"{REPORTED}test_it_opens_to_who_was_named_before_one_confirmed_and_those_who_take_part_know",
        ),
    },
    "templates/engagements/flags/case.html": {
        "De l’équipe, vous êtes seule ou seul à lire ce texte, entre associations.": (WHO_SEES,),
    },
    "templates/engagements/consultations/call.html": {
        "Seules l’équipe d’animation et l’association qui l’a écrit voient encore cette page.": (
            f"{CALLS}test_a_call_is_reported_like_any_text_and_read_by_its_team_and_who_wrote_it",
        ),
    },
    "templates/portal/privacy.html": {
        "Tant que vous ne demandez pas leur effacement.": (FORGOTTEN,),
        "L’extrait n’est lu que par votre association et par l’équipe d’animation.": (
            f"{MOD}test_visible.py::test_an_extract_is_that_of_the_mandate_asked_for",
            "test_sweep.py::test_nobody_sees_what_is_not_theirs_and_nothing_breaks",
        ),
        "Avec la signature, ou jusqu’à l’effacement demandé.": (FORGOTTEN, FORGOTTEN_TOO),
        "Sans limite. Une fois vos données effacées, votre compte n’y a plus de nom ; les raisons que l’équipe a "
        "données, et qui peuvent vous nommer, restent jusqu’à l’effacement des données de l’association.": (
            FORGOTTEN,
            "signatories/erasure/test_erasure.py::test_what_the_team_wrote_stays_until_the_association_is_erased",
        ),
        "Seule l’équipe d’animation peut le lire.": (
            f"{MOD}test_papers.py::test_the_scan_is_an_attachment_for_the_team_alone",
        ),
        "Jusqu’à l’effacement des données de l’association, ou de la personne qui l’a signé.": (
            FORGOTTEN_TOO,
            "signatories/erasure/test_erasure.py::test_who_signed_on_paper_is_forgotten_by_name_and_the_signature_stands",
        ),
        "Jusqu’à l’effacement de vos données. Ce que l’équipe a écrit, et qui peut vous nommer, reste jusqu’à "
        "l’effacement des données de l’association.": (
            FORGOTTEN,
            "signatories/erasure/test_erasure.py::test_what_the_team_wrote_stays_until_the_association_is_erased",
        ),
        "Jusqu’à ce que vous les retiriez, ou jusqu’à l’effacement de vos données.": (
            "signatories/erasure/test_what_goes.py::test_what_is_hers_goes_and_what_is_not_stays",
        ),
        "Elle n’est comptée que sous forme brouillée.": (
            "qpv_charter/toolkit/test_limits.py::test_a_counter_names_nobody",
        ),
        "Deux jours au plus ; pour le journal, la durée que fixe l’hébergement.": (
            LASTS,
            "qpv_charter/toolkit/test_limits.py::test_counters_of_windows_that_are_over_are_forgotten_each_day",
        ),
        "vous pouvez le retirer à tout moment, depuis votre espace.": (
            f"{ORG}test_rules.py::test_nobody_but_oneself_publishes_a_name",
        ),
        "Votre nom, avec votre rôle, n’est publié que si vous le demandez ; la case n’est pas cochée d’avance.": (
            "journeys/test_signing.py::test_a_small_association_signs_from_a_phone",
            PRIVATE,
        ),
        "n’est pas publiée, sauf si vous l’écrivez vous-même comme adresse publique de l’association.": (PRIVATE,),
        "le comité de suivi, quand vous lui demandez de regarder votre signature ;": (
            f"{MOD}test_visible.py::test_each_reads_the_exchanges_that_are_theirs",
        ),
        "Personne d’autre.": (
            "test_roles.py::test_each_role_comes_in_where_it_is_hers_and_finds_nothing_elsewhere",
            "test_visible.py::test_a_stranger_sees_none",
        ),
        "Rien n’est vendu ni échangé, et aucune page n’appelle un autre site.": (
            PEOPLE,
            "qpv_charter/portal/test_pages.py::test_a_page_obeys_the_content_security_policy",
        ),
        "quatre-vingt-dix jours au plus après votre connexion (trente pour l’équipe d’animation).": (
            LASTS,
            COOKIES,
            "qpv_charter/toolkit/test_sessions.py::test_who_signed_in_stays_three_months_and_the_team_one",
        ),
        "garde ouverte cette page-là, douze heures au plus.": (
            f"{SIGN}test_draft_keys.py::test_a_cookie_lives_twelve_hours",
            COOKIES,
        ),
        "Un autre retrouve, deux jours au plus, la signature que cet appareil a commencée.": (
            RECOGNISED,
            COOKIES,
        ),
        "Nous répondons en un mois au plus.": (PEOPLE,),
        "Vous pouvez demander à voir vos données, à les corriger, à les faire effacer": (PEOPLE,),
        "Une fois vos données effacées, la signature de l’association demeure, sans votre nom.": (
            "signatories/erasure/test_erasure.py::test_a_person_is_forgotten_everywhere_and_their_signature_stands",
        ),
        "il ne garde que des empreintes, et ce qui permettait de les relire est détruit.": (
            "signatories/erasure/test_what_goes.py::test_only_her_mandates_and_values_lose_her_name",
        ),
    },
    "templates/portal/home.html": {
        "Cinq minutes, sans créer de compte.": (JOURNEY,),
        "vous recevrez un dossier à lui présenter, et vous reprendrez où vous en étiez.": (BOARD,),
        "Une personne lit chaque signature avant qu’elle paraisse": (
            f"{MOD}test_views.py::test_publishing_asks_first_then_publishes",
        ),
        "Vous recevez votre attestation": (
            TOLD,
            "signatories/signatures/test_attestation_view.py::test_anyone_has_the_attestation_of_a_published_signature",
        ),
    },
    "templates/portal/open_data.html": {
        "une signature mise en pause ou retirée en sort aussitôt.": (GONE,),
        "Aucun fichier ne nomme une personne.": (PRIVATE,),
        "Un filtre inconnu répond 404 : jamais la liste entière à la place d’une partie.": (
            "signatories/directory/taking_away/test_exports.py::test_an_unknown_filter_never_gives_everybody",
        ),
        "ce qui la précède ne peut plus être réécrit sans que cela se voie.": (
            "signatories/signatures/test_register.py::test_a_chain_cut_and_tidied_is_betrayed_by_its_anchor",
        ),
    },
    "templates/portal/accessibility.html": {
        "les règles de l’outil axe sur les pages parcourues, à 320 et 1 280 pixels de large": (
            "journeys/test_look.py::test_everyone_can_use_the_page",
        ),
        "le contraste de chaque couple de couleurs, au moins 4,5 pour 1 ;": (
            "qpv_charter/toolkit/test_contrast.py::test_text_can_be_read",
        ),
        "Nous vous répondrons, et vous donnerons l’information par un autre moyen en attendant.": (PEOPLE,),
    },
    "templates/signatories/charter/version.html": {
        "Si une seule virgule changeait, l’empreinte ne serait plus la même.": (
            "signatories/charter/test_actions.py::test_another_text_under_a_known_version_is_refused",
        ),
    },
    "templates/signatories/directory/absent.html": {"rien n’est effacé.": (GONE,)},
    "templates/signatories/directory/kit/kit.html": {
        "il s’efface si elle est mise en pause ou retirée.": (
            "signatories/directory/kit/test_kit.py::test_all_of_it_is_gone_with_the_signature",
        ),
    },
    "templates/signatories/joining/ask.html": {
        "Vos réponses servent à traiter cette demande, et rien d’autre.": (
            "signatories/joining/test_views.py::test_contacts_decide_who_joins_and_nobody_learns_their_names",
        ),
        "Un message vous dira qu’elle est arrivée, puis un autre leur réponse.": (
            "signatories/joining/test_views.py::test_a_mail_acknowledges_and_repeats_nothing_that_was_typed",
            f"{ORG}test_people.py::test_declining_is_said_without_a_name",
        ),
    },
    "templates/signatories/moderation/exchanges.html": {
        "elle revient aussitôt dans la liste des signataires, sauf si une autre": (
            f"{MOD}test_views.py::test_still_there_ends_the_pause_once",
            f"{HERE}test_a_sign_that_ends_no_pause_says_why",
        ),
    },
    "templates/signatories/moderation/emails/appeal_answered.txt": {
        "Votre signature est publiée dès maintenant.": (TOLD,),
    },
    "templates/signatories/moderation/emails/signed.txt": {
        "trente de ces messages au plus vous parviennent chaque heure": (
            LASTS,
            "test_mails.py::test_one_mailbox_is_written_to_so_often_whoever_asks",
            f"{MOD}test_views.py::test_the_queue_shows_what_waits_oldest_first_with_look_alikes",
        ),
    },
    "templates/signatories/moderation/_together.html": {
        "Chaque association reçoit son e-mail une heure plus tard : d’ici là, vous pouvez reprendre.": (
            f"{MOD}test_taken_back.py::test_a_publication_taken_back_is_told_to_nobody_and_is_to_be_read_again",
            f"{MOD}test_taken_back.py::test_a_publication_is_taken_back_within_the_hour_alone",
        ),
    },
    "templates/signatories/moderation/queue.html": {
        "de celles qui sont données en ligne, un message vous prévient.": (
            f"{SIGN}test_confirming.py::test_the_signer_is_thanked_and_the_team_is_told",
        ),
    },
    "templates/signatories/organisations/confirm_join.html": {
        "vous recevrez ce que l’équipe d’animation lui écrit et tiendrez sa page à jour.": (TOLD,),
    },
    "templates/signatories/organisations/invitation.html": {
        "Vous recevrez ce que l’équipe d’animation lui écrit": (TOLD,),
        "Votre nom n’est publié que si vous le demandez.": (PRIVATE,),
    },
    "templates/signatories/organisations/invitation_closed.html": {
        "Elle a été annulée, elle a plus de trente jours": (
            f"{ORG}test_people.py::test_a_dead_invitation_says_so",
            LASTS,
        ),
    },
    "templates/signatories/organisations/emails/invitation.txt": {
        "Cette invitation est valable jusqu’au": (INVITED, LASTS),
        "Si elle ne vous concerne pas, ignorez ce message : rien ne se passera.": (
            f"{ORG}test_invitations.py::test_a_mail_scanner_changes_nothing",
        ),
    },
    "templates/signatories/organisations/emails/handover.txt": {
        "reste jusqu’à votre arrivée.": (HANDED,),
        "Cette invitation est valable jusqu’au": (INVITED, LASTS),
        "Si elle ne vous concerne pas, ignorez ce message : rien ne se passera.": (
            f"{ORG}test_invitations.py::test_a_mail_scanner_changes_nothing",
        ),
    },
    "templates/signatories/organisations/emails/join_asked_of_team.txt": {
        "les anciennes personnes contact sont prévenues.": (FORMER_TOLD,),
    },
    "templates/signatories/moderation/joins.html": {
        "Ses anciennes personnes contact sont prévenues.": (FORMER_TOLD,),
    },
    "templates/signatories/stepping_back/ask.html": {
        "n’apparaît plus dans la liste des signataires ; rien n’est effacé, votre espace reste ouvert.": (
            GONE,
            COMES_BACK,
        ),
        "vos autres personnes contact en sont prévenues.": (STEPS_BACK,),
        "Sans réponse au bout de {{ days }} jours, c’est fait.": (OVERDUE,),
    },
    "templates/signatories/stepping_back/emails/asked.txt": {
        "n’apparaît plus dans la liste des signataires ; rien n’est effacé": (GONE, COMES_BACK),
    },
    "templates/signatories/stepping_back/settle.html": {
        "Elle quitte la liste des signataires, rien n’est effacé ; elle revient quand elle le dit": (
            GONE,
            COMES_BACK,
        ),
        "Ses personnes contact recevront un e-mail, avec ce que vous écrivez.": (IN_HER_WORDS,),
    },
    "templates/signatories/organisations/emails/join_to_confirm.txt": {
        "Ignorez ce message : rien ne se passera.": (
            f"{ORG}test_people.py::test_the_address_of_the_paper_confirms_itself_with_a_code",
        ),
    },
    "templates/signatories/organisations/emails/join_asked.txt": {
        "Cette personne ne sait pas qui vous êtes.": (
            "signatories/joining/test_views.py::test_contacts_decide_who_joins_and_nobody_learns_their_names",
        ),
    },
    "templates/signatories/organisations/emails/change_accepted.txt": {
        "Votre page le dit dès maintenant ;": (f"{MOD}test_changes.py::test_changes_of_two_pages_wait_together",),
    },
    "templates/signatories/organisations/leave.html": {
        "ne recevrez plus ce qu’on lui écrit.": (f"{ORG}test_people.py::test_whoever_is_taken_off_is_told", TOLD),
        "Elle en sera prévenue par e-mail.": (f"{ORG}test_people.py::test_whoever_is_taken_off_is_told",),
        "L’équipe d’animation en serait prévenue.": (
            f"{ORG}test_people.py::test_the_last_contact_leaves_only_knowingly",
        ),
        "mais personne ne recevrait plus rien pour elle.": (TOLD,),
    },
    "templates/signatories/organisations/people.html": {
        "valable jusqu’au": (INVITED,),
    },
    "templates/signatories/organisations/_waits.html": {
        "jusqu’à ce qu’une personne de l’équipe ait relu : un message vous dira sa réponse.": (
            f"{MOD}test_changes.py::test_a_new_name_is_seen_in_the_space_alone_until_it_is_accepted",
            f"{TELL}test_a_change_of_name_is_answered_to_whoever_looks_after_it_now",
        ),
    },
    "templates/signatories/outbox/list.html": {
        "Un envoi qui échoue est tenté de nouveau, cinq fois en quinze heures environ": (LASTS,),
        "Un envoi qui n’a plus d’utilité est annulé.": (
            f"{BOX}test_conditions.py::test_a_condition_that_no_longer_holds_cancels_with_its_reason",
        ),
    },
    "templates/signatories/outbox/detail.html": {
        "Seule la personne qui le reçoit peut le lire.": (
            f"{BOX}test_pages.py::test_a_secret_text_is_shown_to_nobody",
        ),
        "Il ne sera plus envoyé.": (f"{BOX}test_pages.py::test_the_page_of_a_cancelled_mail_says_why",),
    },
    "templates/signatories/outbox/stop.html": {
        "Les messages indispensables, comme un code que vous demandez, arrivent toujours.": (
            f"{BOX}test_preferences.py::test_a_refusal_stops_nothing_else",
        ),
    },
    "templates/signatories/sessions/sheet.html": {
        "Seuls le nom de l’association et sa commune sont publiés.": (PRIVATE,),
        "l’équipe d’animation enregistrera votre signature.": (PEOPLE,),
        "Vous pouvez les consulter, les corriger ou les faire effacer": (
            PEOPLE,
            "signatories/erasure/test_erasure.py::test_who_signed_on_paper_is_forgotten_by_name_and_the_signature_stands",
        ),
    },
    "templates/signatories/sessions/detail.html": {
        "plus personne ne peut y entrer. Les signatures commencées peuvent encore être confirmées.": (
            "signatories/sessions/test_sessions.py::test_a_closed_session_lets_nobody_in_but_those_inside_finish",
        ),
    },
    "templates/signatories/signatures/emails/paused.txt": {
        "elle n’apparaît plus dans la liste des signataires, mais rien n’est effacé.": (GONE,),
        "Un simple signe de votre part suffit pour la reprendre.": (
            f"{MOD}test_actions.py::test_a_reply_ends_the_pause",
        ),
    },
    "templates/signatories/signatures/emails/withdrawn.txt": {
        "elle n’apparaît plus dans la liste des signataires.": (GONE,),
        "Une attestation déjà imprimée dira désormais que la signature est retirée.": (
            "signatories/signatures/test_verify.py::test_a_paused_and_a_withdrawn_signature_say_so_without_the_reason",
        ),
        "Si c’est une erreur, répondez à ce message.": (
            f"{TELL}test_who_decided_reads_the_answer_that_the_mail_asks_for",
        ),
    },
    "templates/signatories/signatures/emails/published.txt": {
        "pour le faire, écrivez votre nom et cette adresse e-mail sur cette page.": (
            f"{TELL}test_a_paper_address_is_told_how_to_look_after_the_page_and_may",
        ),
    },
    "templates/signatories/signatures/emails/anchored.txt": {
        "il suffit à prouver, plus tard, que rien de ce qui précède n’a été modifié, supprimé ni ajouté.": (
            "signatories/signatures/test_register.py::test_a_chain_cut_and_tidied_is_betrayed_by_its_anchor",
        ),
    },
    "templates/signatories/signatures/verify.html": {
        "Cette attestation reste valable.": (STILL_VERIFIES,),
        "les lettres I, L, O et U n’y figurent jamais.": (
            "signatories/signatures/test_verify.py::test_a_code_is_read_as_people_copy_it",
        ),
    },
    "templates/signatories/signing/start.html": {
        "Cinq minutes, sur un téléphone.": (JOURNEY,),
        "Vous recevrez un dossier de deux pages pour votre réunion, et un lien pour reprendre où vous en étiez.": (
            BOARD,
        ),
        "cinq minutes, sans compte ni mot de passe.": (JOURNEY,),
        "vos réponses vous attendent deux jours sur l’appareil où vous les avez écrites.": (RECOGNISED,),
        "nous enverrons d’abord un code à l’adresse e-mail donnée.": (
            f"{SIGN}test_recognised.py::test_once_somebody_left_their_address_the_page_names_nobody_and_asks_for_a_code",
        ),
    },
    "templates/signatories/signing/screen.html": {
        "vos réponses sont enregistrées à chaque étape": (SCREENS,),
        "vos réponses sont gardées deux jours sur cet appareil": (RECOGNISED,),
    },
    "templates/signatories/signing/vous.html": {
        "tout est effacé au bout de cinq mois (deux mois après votre réunion, si elle vient plus tard)": (
            LASTS,
            ERASED,
            f"{SIGN}test_resuming.py::test_expired_drafts_are_forgotten_confirmed_ones_kept",
            f"{HERE}test_a_draft_that_goes_leaves_no_address_behind",
        ),
        "le public ne les voit pas, sauf votre nom et votre rôle si vous cochez": (PRIVATE,),
        "Vous pouvez consulter, corriger ou faire effacer ces informations": (PEOPLE,),
    },
    "templates/signatories/signing/efface.html": {
        "Nous n’avons rien gardé.": (ERASED, f"{HERE}test_a_draft_that_goes_leaves_no_address_behind"),
        "Vos réponses sont effacées": (ERASED,),
    },
    "templates/signatories/signing/effacer.html": {
        "Tout ce que vous avez écrit sera effacé tout de suite.": (
            ERASED,
            f"{HERE}test_a_draft_that_goes_leaves_no_address_behind",
        ),
    },
    "templates/engagements/participation/_answer_fields.html": {
        "Seule l’association lit votre prénom, votre e-mail et vos besoins.": (
            f"{ANSWER}test_who_organises_reads_names_needs_and_contacts_and_nobody_else_does",
        ),
        "Tout cela est effacé trois mois après la rencontre.": (
            f"{ANSWER}test_three_months_after_the_last_date_nobody_can_tell_who_answered_nor_what_they_needed",
        ),
    },
    "templates/engagements/participation/pdf/reponses.html": {
        "Seule l’association lit cette feuille.": (PEOPLE,),
        "Ce que vous écrivez sur vous est effacé trois mois après la rencontre.": (
            PEOPLE,
            f"{ANSWER}test_three_months_after_the_last_date_nobody_can_tell_who_answered_nor_what_they_needed",
        ),
    },
    "templates/engagements/participation/note.html": {
        "On ne répond plus à cette rencontre.": (
            "engagements/participation/test_noting.py::test_once_its_date_has_passed_nothing_is_noted_any_more",
        ),
    },
    "templates/engagements/participation/closed.html": {"On ne répond plus à cette rencontre.": (LATE,)},
    "engagements/participation/actions/answering.py": {"On ne répond plus à cette rencontre": (LATE,)},
    "templates/engagements/participation/emails/answered.txt": {
        "Nous vous écrirons quand la date sera choisie, changée ou annulée, et deux jours avant.": (
            f"{DECIDE}test_the_date_chosen_is_told_to_who_left_an_address_and_the_others_are_to_be_called",
            f"{DECIDE}test_a_date_that_changes_is_told_with_the_one_before",
            f"{DECIDE}test_who_is_called_off_reads_why",
            f"{DECIDE}test_a_reminder_leaves_two_days_before_once_for_each_date",
        ),
        "Avec ce lien, vous pouvez la changer ou l’effacer quand vous voulez.": (
            f"{ANSWER}test_the_mailed_link_opens_it_and_takes_it_back",
        ),
    },
    "templates/engagements/participation/mine.html": {
        "Il ouvre votre réponse depuis n’importe quel téléphone, pour la changer ou l’effacer.": (
            f"{ANSWER}test_a_code_copied_on_paper_opens_it_on_another_device",
        ),
        "Nous ne pourrons plus vous le montrer.": (f"{ANSWER}test_a_code_is_shown_once_and_another_replaces_it",),
    },
    "templates/engagements/participation/propose.html": {
        "Une seule date : elle est fixée tout de suite.": (f"{GATHER}test_with_one_date_it_is_fixed_at_once",),
    },
    "engagements/participation/views/answers.py": {
        "Votre réponse est effacée. Il n’en reste rien.": (
            f"{ANSWER}test_the_mailed_link_opens_it_and_takes_it_back",
        ),
    },
    "templates/signatories/signing/en-attente.html": {
        "Vos réponses sont enregistrées jusqu’au": (
            f"{SIGN}test_resuming.py::test_a_draft_waits_four_months_at_least",
        ),
        "Nous vous écrirons une fois, quelques jours après.": (
            f"{SIGN}test_resuming.py::test_one_mail_some_days_after_the_meeting",
        ),
        "Sans nouvelles, nous vous écrirons une fois, dans un mois.": (
            f"{SIGN}test_resuming.py::test_one_mail_some_days_after_the_meeting",
        ),
    },
    "templates/signatories/signing/merci.html": {
        "chacune signe pour elle-même, et vos signatures resteront reliées.": (
            "journeys/test_together.py::test_two_associations_sign_jointly",
        ),
        "Elle vous écrira, peut-être avec une question.": (TOLD,),
    },
    "templates/signatories/signing/deja-signataire.html": {
        "ou l’équipe d’animation, vous répondront.": (
            f"{ORG}test_people.py::test_without_a_contact_the_federation_decides",
        ),
    },
    "templates/signatories/signing/decision.html": {"Vos autres réponses sont gardées": (BOARD,)},
    "templates/signatories/signing/expired_confirm_link.html": {
        "Vos réponses sont gardées : rien n’est perdu.": (
            f"{SIGN}test_confirm_views.py::test_an_expired_link_offers_another",
        ),
        "Il a plus de 24 heures": (LASTS,),
    },
    "templates/signatories/signing/confirm_link_sent.html": {
        "avec un nouveau lien valable 24 heures.": (
            f"{SIGN}test_confirm_views.py::test_an_expired_link_offers_another",
            LASTS,
        ),
    },
    "templates/signatories/signing/link_sent.html": {"cela prend cinq minutes.": (JOURNEY,)},
    "templates/signatories/signing/reprendre_code.html": {"Il est valable 15 minutes.": (CODE,)},
    "templates/signatories/signing/kit_pdf.html": {
        "La signature se retire quand on le veut.": (
            "journeys/test_federation.py::test_a_signature_is_published_seen_verified_and_withdrawn",
        ),
        "Personne ne la note ni ne la classe.": (PEOPLE,),
        "Une ou deux personnes contact reçoivent nos messages.": (TOLD,),
        "ce papier seul n’ouvre rien.": (
            f"{SIGN}test_resuming.py::test_paper_is_not_a_key_a_code_is_mailed_first",
        ),
        "Rien de ce que vous aviez écrit n’est à refaire.": (BOARD,),
    },
    "templates/signatories/signing/emails/begun.txt": {
        "Vos réponses sont enregistrées.": (SCREENS,),
        "sans votre accord, rien n’est signé.": (
            f"{SIGN}test_draft_keys.py::test_a_mail_scanner_changes_nothing",
        ),
        "Il fonctionne jusqu’au": (
            f"{SIGN}test_draft_keys.py::test_every_link_of_our_mails_still_opens_what_it_says",
        ),
    },
    "templates/signatories/signing/emails/confirm.txt": {
        "Il est valable 15 minutes.": (CODE, LASTS),
        "Ce lien, valable 24 heures, permet aussi de confirmer": (
            f"{SIGN}test_confirm_views.py::test_the_link_opens_a_page_whose_button_confirms",
            LASTS,
        ),
        "sans ce code, rien n’est signé.": (
            "journeys/test_signing.py::test_a_mail_scanner_opens_the_link_and_only_the_button_confirms",
        ),
    },
    "templates/signatories/signing/emails/resume_code.txt": {
        "Il est valable 15 minutes.": (CODE, LASTS),
        "sans ce code, personne ne voit vos réponses.": (
            f"{SIGN}test_draft_keys.py::test_an_address_alone_asks_for_a_code_as_paper_does",
        ),
    },
    "templates/signatories/signing/emails/reminder.txt": {
        "Nous ne vous écrirons plus à ce sujet, et vos réponses seront effacées le": (
            f"{SIGN}test_resuming.py::test_one_mail_some_days_after_the_meeting",
            f"{SIGN}test_resuming.py::test_expired_drafts_are_forgotten_confirmed_ones_kept",
        ),
        "Pour les effacer dès maintenant": (
            f"{SIGN}test_resuming.py::test_the_gentle_mail_asks_for_a_code_and_says_how_to_stop",
        ),
    },
    "templates/signatories/signing/emails/thanks.txt": {
        "Vous recevrez un message.": (TOLD,),
        "pas de mot de passe, un code vous est envoyé.": (
            "signatories/people/test_signin.py::test_a_code_signs_in_and_leads_where_one_was_going",
        ),
    },
    "templates/evaluations/meetings/door.html": {
        "ces associations ne reçoivent plus de rappel.": (
            f"{MEET}test_who_comes_has_answered_in_the_room_or_by_telephone",
        ),
        "À plusieurs à la porte, rien ne s’efface.": (f"{MEET}test_two_who_note_at_the_door_erase_nothing",),
    },
    "templates/evaluations/meetings/meeting.html": {
        "Le compte rendu paraîtra ici une fois relu et approuvé.": (
            f"{MEET}test_minutes_are_published_once_closed_and_approved_by_somebody",
        ),
    },
    "templates/evaluations/self_evaluations/_state.html": {
        "ce que vous changez ici est lu aussitôt.": (
            f"{BACK}test_team.py::test_what_is_amended_is_read_at_once_and_the_history_says_so",
        ),
    },
    "templates/evaluations/reports/_limits.html": {
        "Une phrase n’est citée que si son association a dit oui, et sans la nommer.": (
            f"{REPORTS}test_quotations.py::test_only_a_yes_of_what_is_shared_may_be_chosen_and_once",
            f"{REPORTS}test_quotations.py::test_a_sentence_is_quoted_without_a_name_on_the_page_and_on_paper",
        ),
        "un chiffre ne change que si les réponses de cinq associations au moins ont changé.": (
            f"{REPORTS}publication/test_editions.py::test_an_edition_changes_figures_only_for_five_associations",
        ),
    },
    "templates/evaluations/reports/_charts.html": {
        "À côté des réponses, jamais ajoutées": (
            f"{REPORTS}test_rooms.py::test_cards_are_told_in_words_and_never_told_otherwise_later",
        ),
    },
    "templates/evaluations/reports/_printed_charts.html": {
        "À côté des réponses, jamais ajoutées": (
            f"{REPORTS}test_rooms.py::test_cards_are_told_in_words_and_never_told_otherwise_later",
        ),
    },
    "templates/evaluations/reports/_meetings.html": {
        "Une association venue à plusieurs n’est comptée qu’une fois dans l’ensemble": (
            f"{REPORTS}test_rooms.py::test_who_came_to_two_meetings_is_counted_once_and_beside",
        ),
    },
    "templates/evaluations/reports/difficulties.html": {
        "Jamais lesquelles.": (
            f"{REPORTS}publication/test_counted.py::test_nobody_is_read_by_numbers_alone",
            f"{REPORTS}test_difficulties.py::test_a_theme_of_five_is_told_the_same_everywhere_and_one_of_four_nowhere",
        ),
    },
    "templates/evaluations/reports/quoted.html": {
        "Une phrase reprise n’est plus lue nulle part, les éditions déjà parues comprises.": (
            f"{REPORTS}test_quotations.py::test_what_is_taken_back_is_read_in_no_edition_and_changes_no_figure",
        ),
    },
    "templates/evaluations/reports/freeze.html": {
        "Il ne change plus ensuite": (
            f"{REPORTS}test_constraints.py::test_the_database_refuses_to_rewrite_or_delete_what_was_published",
        ),
    },
    "templates/evaluations/self_evaluations/start.html": {
        "et ne vous cite que si vous dites oui.": (
            PEOPLE,
            f"{BACK}test_screens.py::test_a_yes_to_be_quoted_falls_when_the_words_change",
        ),
    },
    "templates/evaluations/self_evaluations/call.html": {
        "Le numéro est effacé après l’appel.": (
            f"{BACK}test_team.py::test_a_call_is_asked_waits_and_forgets_its_number",
        ),
    },
    "templates/evaluations/self_evaluations/question.html": {
        "et personne d’autre hors de votre association.": (CONFIDED,),
    },
    "templates/evaluations/self_evaluations/short.html": {
        "et personne d’autre hors de votre association.": (CONFIDED,),
    },
    "templates/evaluations/self_evaluations/confided.html": {
        "personne d’autre de l’équipe ne lit ces réponses.": (CONFIDED,),
    },
    "templates/account/confirm_email_verification_code.html": {"Il est valable 15 minutes.": (LASTS,)},
    "templates/account/confirm_login_code.html": {"un code à six chiffres, valable 15 minutes.": (LASTS,)},
    "templates/account/email/email_confirmation_message.txt": {"Il est valable 15 minutes.": (LASTS,)},
    "templates/account/email/email_confirmation_signup_message.txt": {"Il est valable 15 minutes.": (LASTS,)},
    "templates/account/email/login_code_message.txt": {
        "Il est valable 15 minutes et ne sert qu’une fois.": (
            LASTS,
            "signatories/people/test_signin.py::test_a_code_signs_in_and_leads_where_one_was_going",
        ),
        "l’équipe d’animation ne vous le demandera jamais.": (PEOPLE,),
    },
    "templates/account/account_inactive.html": {
        "Il ne permet plus de se connecter.": (
            "signatories/people/test_signin.py::test_a_closed_account_is_treated_as_unknown",
        ),
    },
    "templates/errors/500.html": {
        "chaque étape que vous aviez passée est enregistrée": (
            "journeys/test_signing.py::test_a_server_killed_between_two_screens_loses_nothing",
        )
    },
    "templates/errors/403_csrf.html": {
        "Ce que vous avez écrit est gardé.": (
            "qpv_charter/portal/test_errors.py::test_a_form_of_ours_without_its_key_is_offered_again_with_all_it_held",
        ),
    },
    "templates/signatories/team/end.html": {
        "L’accès s’arrête aussitôt.": (f"{TEAM}test_views.py::test_a_role_that_ends_closes_the_door_at_once",),
        "Elle en est prévenue, l’équipe aussi.": (
            f"{TEAM}test_actions.py::test_the_mails_say_who_what_and_where",
        ),
    },
    "templates/signatories/team/team.html": {
        "les associations qui ont leur siège dans ses départements, et rien d’autre.": (
            "test_roles.py::test_each_role_comes_in_where_it_is_hers_and_finds_nothing_elsewhere",
        ),
    },
    "templates/signatories/team/second_factor.html": {
        "Son application, ses clés d’accès et ses codes de secours ne serviront plus": (RESET,),
        "Elle en est prévenue par e-mail, vous et l’équipe aussi.": (
            f"{TEAM}test_second_factor.py::test_the_mails_say_who_did_it_what_follows_and_what_to_do",
        ),
    },
    "templates/signatories/team/emails/second_factor_reset.txt": {
        "Votre application, vos clés d’accès et vos codes de secours ne servent plus": (RESET,),
        "À votre prochaine visite, vous recevrez un code par e-mail": (RESET,),
    },
    "signatories/organisations/views/record.py": {
        "L’équipe d’animation relit ce qui dit qui vous êtes : votre page et votre attestation ": (
            f"{MOD}test_changes.py::test_a_new_name_is_seen_in_the_space_alone_until_it_is_accepted",
        ),
        "Un message vous le dira.": (f"{TELL}test_a_change_of_name_is_answered_to_whoever_looks_after_it_now",),
    },
    "signatories/organisations/forms/people.py": {
        "Nous lui enverrons une invitation, valable trente jours.": (INVITED, LASTS),
        "La réponse y arrivera. Elle n’est montrée qu’à qui répond à votre demande.": (
            f"{ORG}test_people.py::test_strangers_and_the_team_do_not_answer_for_contacts",
        ),
    },
    "signatories/moderation/paper_form.py": {
        "Jamais publiée : nous y écrivons ce que devient la signature et, une fois publiée, ": (
            PRIVATE,
            f"{TELL}test_entering_a_paper_says_who_is_told",
        ),
        "10 Mo au plus. Jamais publié.": (
            f"{MOD}test_papers.py::test_the_scan_is_an_attachment_for_the_team_alone",
        ),
    },
    "signatories/moderation/decisions.py": {
        "Elle quitte la liste des signataires, rien n’est effacé.": (GONE,),
        "Seule l’équipe d’animation la lira.": (
            f"{MOD}test_views.py::test_an_association_reads_its_exchanges_but_not_the_teams_notes",
        ),
    },
    "signatories/moderation/views/joins.py": {
        "La demande est déclinée, et la personne prévenue.": (
            f"{MOD}test_views.py::test_a_request_is_answered_once_and_the_team_told_what_was_done",
        ),
    },
    "signatories/signing/forms/person.py": {
        "Nous vous écrirons une fois, quelques jours après.": (
            f"{SIGN}test_resuming.py::test_one_mail_some_days_after_the_meeting",
        ),
    },
    "signatories/signing/forms/charter.py": {
        "Sinon, seul le nom {words.of_the} est public.": (PRIVATE,),
    },
    "signatories/people/forms.py": {
        "L’ancienne adresse sert jusque-là.": (
            "signatories/people/test_signin.py::test_an_address_is_changed_once_the_new_one_is_confirmed",
        ),
    },
    "signatories/outbox/contributions.py": {
        "Le contenu de ceux qui portent un code ou un lien personnel est effacé ": (
            f"{BOX}test_delivery.py::test_a_secret_body_is_erased_once_sent",
        ),
    },
    "signatories/signing/contributions.py": {
        ", ou deux mois après la date de réunion que vous donnez ; ensuite elle est effacée": (
            LASTS,
            f"{SIGN}test_resuming.py::test_expired_drafts_are_forgotten_confirmed_ones_kept",
        ),
    },
    "docs/operations.md": {
        "Production refuses to start without the first seven, and says which one is missing.": (
            "qpv_charter/test_checks.py::test_a_missing_setting_says_which_and_how",
        ),
        "verify_register` says whether the register is whole": (
            "signatories/signatures/test_verify.py::test_a_signature_that_the_register_does_not_hold_is_not_said_to_be_true",
        ),
    },
    "docs/security.md": {
        "a view that declares nothing is closed.": (
            "test_sweep.py::test_nobody_sees_what_is_not_theirs_and_nothing_breaks",
        ),
        "One signs in with a mailed code or a passkey, always through allauth.": (
            "signatories/people/test_signin.py::test_no_password_page_exists",
        ),
        "A name or a role never holds the address of a site, at any door": (
            "signatories/test_doors.py::test_what_is_no_name_enters_by_no_door",
        ),
        "a mailbox has one form in all its spellings": (
            "signatories/test_doors.py::test_an_international_address_is_one_account",
            "signatories/people/test_respelling.py::test_each_is_put_into_the_one_form_of_its_mailbox_and_stays_so",
        ),
        "What a stranger typed never reaches another's subject line": (
            "test_every_action.py::test_an_action_keeps_what_the_site_promises",
        ),
        "What names somebody is found by identifiers when she is erased": (FORGOTTEN, FORGOTTEN_TOO),
        "Each field that an attestation or `/verifier/` shows, altered alone, is found with its row": (
            "signatories/signatures/test_sealed.py::test_a_field_altered_alone_is_found_with_its_row",
        ),
        "No date of signing contradicts its text, nor today": (
            "signatories/signatures/test_dates.py::test_what_cannot_be_is_signed_by_no_door",
        ),
        "Links in mails open a page whose button acts.": (
            f"{SIGN}test_draft_keys.py::test_a_mail_scanner_changes_nothing",
            f"{ORG}test_invitations.py::test_a_mail_scanner_changes_nothing",
        ),
        "sign-in, changing one's address, resuming and joining answer alike,": (
            "signatories/people/test_signin.py::test_known_and_unknown_addresses_get_the_same_page",
            f"{SIGN}test_resuming.py::test_the_answer_is_the_same_whatever_the_address",
            "signatories/joining/test_views.py::test_the_answer_to_asking_does_not_tell_whether_the_address_is_the_papers",
        ),
        "production settings refuse to start with `DEMO=1`": (
            "qpv_charter/test_checks.py::test_a_public_demonstration_does_not_start",
        ),
    },
}
# What the walk finds by its words, and that promises nothing.
NONE = (
    "Ce que dira la fiche gardée",
    "Fiche gardée",
    "Passé à la fiche gardée",  # tells what was done
    "Trois décisions au plus",  # a rule of the room
    "propose la rencontre dans son espace, avec une date ou plusieurs.",
    "prévenez tout de suite l’équipe d’animation en répondant",  # asks; `DEFAULT_FROM_EMAIL` says who reads
    "Revenez en arrière avec votre navigateur",
    "Votre compte est protégé par une deuxième étape, en plus",
    "que personne d’autre n’a.",
    "Les anciens ne servent plus.",
    "Les codes d’avant ne serviront plus.",
    "ne donnera plus accès à votre compte.",
    "jamais utilisée.",
    "Quelles données la plateforme de la charte garde",
    "Données gardées, raison et durée",
    "Cette page ne se recharge plus toute seule.",
    "une fiche « Association effacée »",
    "Effacer ces données",
    "demande que ses données soient effacées.",
    "Son nom est publié",
    "Invitation plus valable",
    "Cette invitation n’est plus valable",
    "Cette personne n’aura plus accès",
    "Vous n’aurez plus accès",
    "Vous êtes personne contact de plusieurs associations.",
    "Ce texte a été effacé.",
    "Un chef de file ne peut reverser une subvention à ses partenaires que si la convention",
    "Vous recevez {{ preference.words }}.",
    "Est-elle toujours valable ?",
    "Ce lien ne fonctionne plus",
    "Ce lien ne fonctionne pas, ou plus",
    "Rien au bout de quelques minutes ?",
    "une adresse e-mail que vous pouvez lire tout de suite.",
    "qui ne pouvait plus s’en servir.",
    "puisque vous ne pouviez plus vous en servir.",
    "répondez tout de suite à ce message.",
    "parlez-en tout de suite à cette personne",
    "À faire quand cette personne n’a plus son téléphone",
    "Le reste est gardé, mais il faut choisir le fichier",
)
PROMISING = re.compile(
    r"jamais|recevr|recevez|écrirons|au plus|au bout de|valable|prévenu|enregistrées? (jusqu|à chaque)|gardées?\b"
    r"|rien gardé|effacée?s?\b|effacer|[Cc]inq minutes|aussitôt|[Pp]ersonne d’autre|ne .{0,30} que si|rien d’autre"
    r"|seule l’équipe|Seule|ne .{0,20} plus|n’est pas publié|ne sont pas publié|tout de suite|dès maintenant"
    r"|dès l’envoi|ne sert qu’une fois"
)
NOT_OURS_TO_KEEP = tuple(
    f"templates/{each}" for each in ("portal/demo", "portal/gallery", "components", "toolkit")
)


@cache
def said(place: str) -> str:
    """What a template, a module or a document says, without marks, one space for any."""
    text = (ROOT / place).read_text(encoding="utf-8").replace("\\u202f", " ")
    if place.startswith("templates/"):
        text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{#.*?#}", _in_words, text, flags=re.DOTALL)
        text = re.sub(r"<(?:td|th|li|p|h\d|dt|dd|button)\b[^>]*>", "\n", text)
        text = re.sub(r"<[^>]+>", "", text)
    else:
        text = text.replace("**", "").replace('"\n', "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _in_words(tag: re.Match[str]) -> str:
    """What a tag says to people: its titles and its texts, not its names."""
    return "".join(f"\n{text}\n" for text in tag[0].split('"')[1::2] if " " in text)


def sentences(place: str) -> Iterator[str]:
    for line in said(place).split("\n"):
        yield from (sentence for sentence in re.split(r"(?<=[.!?…]) ", line) if sentence)


def listed() -> list[tuple[str, str, tuple[str, ...]]]:
    return [(place, text, kept) for place, texts in PROMISES.items() for text, kept in texts.items()]


def test_each_promise_is_still_said_where_it_stands() -> None:
    flat = {place: said(place).replace("\n", " ") for place in PROMISES}

    assert [f"{place}: {text}" for place, text, _ in listed() if text not in flat[place]] == []


def test_what_keeps_each_promise_is_there() -> None:
    keepers = {keeper for _, _, kept in listed() for keeper in kept} - {PEOPLE}

    assert all(kept for _, _, kept in listed())
    assert sorted(keeper for keeper in keepers if not is_a_test(*keeper.split("::"))) == []


@cache
def names_in(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    if not path.is_file():
        return frozenset()
    return frozenset(node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))


def is_a_test(file: str, name: str) -> bool:
    return name in names_in(file)


def test_a_sentence_that_promises_is_listed() -> None:
    unsaid = [
        f"{place}: {sentence}"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if not (place := str(path.relative_to(ROOT))).startswith(
            tuple(f"templates/{each}" for each in NOT_OURS_TO_KEEP)
        )
        for sentence in sentences(place)
        if PROMISING.search(sentence) and not _is_known(place, sentence)
    ]

    assert unsaid == [], "list it with what keeps it"


def _is_known(place: str, sentence: str) -> bool:
    promised = PROMISES.get(place, {})
    return any(sentence in text or text in sentence for text in promised) or any(each in sentence for each in NONE)


def test_what_promises_nothing_is_still_said_somewhere() -> None:
    every = "\n".join(said(str(path.relative_to(ROOT))) for path in (ROOT / "templates").rglob("*.*"))

    assert [text for text in NONE if text not in every] == []


# What is checked here


def test_things_last_as_long_as_is_said() -> None:
    assert timedelta(minutes=15) == keys.CODE_LIFE
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT == 15 * 60
    assert timedelta(hours=24) == keys.CONFIRM_LINK_LIFE
    assert timedelta(hours=12) == DraftSecret.COOKIE_LIFE
    assert timedelta(days=30) == invitations.LIFE
    assert timedelta(days=150) == drafting.DRAFT_LIFE
    assert timedelta(days=60) == drafting.AFTER_MEETING
    assert timedelta(days=365) == KEPT
    assert settings.SESSION_COOKIE_AGE == 90 * 24 * 3600
    assert settings.SESSION_AGE_OF_THE_TEAM == 30 * 24 * 3600
    assert timedelta(days=14) == letter.KEY_LIFE
    assert len(delivery.RETRY_AFTER) == 5
    assert timedelta(hours=14) < sum(delivery.RETRY_AFTER, timedelta()) < timedelta(hours=15)
    assert limits.DAY == 24 * 3600
    assert [(limit.times, limit.seconds) for limit in TO_TEAM] == [(30, limits.HOUR)]


@pytest.mark.django_db
def test_the_cookies_are_those_that_are_said() -> None:
    """One for forms, one that knows who signed in, one for each page that a link opened, one that finds
    the signing begun again, one for our answers."""
    a_charter()
    a_commune()
    person = Person()
    person.client.get("/")
    person.client.get("/compte/connexion/")
    person.walk_to_check()
    person.post("verifier", {"code": person.ask_code()})
    person.client.post("/compte/deconnexion/")

    usual = {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, "messages"}
    others = set(person.client.cookies) - usual
    assert person.client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] in {"", 0, settings.SESSION_COOKIE_AGE}
    assert others, "the page of a signing is kept open"
    assert all(name.startswith(("draft", "cle", "key", "signing", recognised.COOKIE)) for name in others), others
    assert not Client().get("/signataires/").cookies


def a_sent_mail_about(draft: SigningDraft) -> Message:
    return a_message(to=draft.email, about=[draft], kind="signing.reminder", necessary=False)


@pytest.mark.django_db
@pytest.mark.parametrize("goes", [drafting.forget, None], ids=["asked for", "expired"])
def test_a_draft_that_goes_leaves_no_address_behind(goes: Callable[[SigningDraft], None] | None) -> None:
    draft, other = a_draft(email="zelie@example.org")[0], a_draft(email="lou@example.org")[0]
    for each in (draft, other):
        a_sent_mail_about(each)
    SigningDraft.objects.filter(pk=draft.pk).update(expires_at=timezone.now() - timedelta(days=1))

    if goes:
        goes(draft)
    else:
        assert drafting.forget_expired() == 1

    assert rows_saying("zelie@example.org") == []
    assert {mail.to for mail in Message.objects.about(other)} == {"lou@example.org"}
    assert Preference.objects.of("lou@example.org").exists()


@pytest.mark.django_db
def test_a_draft_that_goes_takes_nothing_of_an_account_nor_a_refusal() -> None:
    for address in ("nora@example.org", "lea@example.org"):
        a_sent_mail_about(a_draft(email=address)[0])
    known = open_account(email="nora@example.org", verified=True)
    a_message(to=known.email)
    Preference.objects.filter(address="lea@example.org").update(refused_at=timezone.now())

    for draft in SigningDraft.objects.all():
        drafting.forget(draft)

    assert {preference.address for preference in Preference.objects.all()} == {
        "nora@example.org",
        "lea@example.org",
    }
    assert Message.objects.get().to == known.email


@pytest.mark.django_db
def test_a_sign_that_ends_no_pause_says_why() -> None:
    signature, twin = a_paused_signature(), a_published_signature()
    Organisation.objects.filter(pk__in=[signature.organisation_id, twin.organisation_id]).update(rna="W931000001")
    browser = browser_of(signature.organisation.memberships.get().user)

    page = browser.post(f"/espace/{signature.organisation.slug}/echanges/toujours-la/", follow=True)

    signature.refresh_from_db()
    assert signature.status == "paused"
    assert "Votre signe est bien arrivé" in page.content.decode()
    assert Message.objects.filter(kind="moderation.look_alikes").exists(), "the team is told, as is said"


def test_each_line_of_what_stands_in_the_way_names_its_tests() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    section = text.partition("## What stands in the way")[2].partition("\n## ")[0]
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}

    for line in section.split("\n- ")[1:]:
        named = re.findall(r"\btest_\w+\.py", line)
        assert named, f"which test keeps it? {line[:80]}"
        assert set(named) <= there, set(named) - there
