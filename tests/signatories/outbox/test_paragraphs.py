"""A word of the team in the mails that leave by themselves."""

import pytest
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.outbox.actions import write_paragraph
from signatories.outbox.models import Message, Paragraph
from signatories.outbox.paragraphs import LONGEST, opened
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.signatures.actions import publish
from tests.factories import a_colleague, a_commune, a_confirmed_signature, a_message, a_team_member
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
KIND, WORDS = "signature.published", "Le rendez-vous est <fixé> (exemple)."
PAGE = reverse("outbox:paragraph", args=[KIND])


def test_what_the_team_adds_is_in_the_mails_of_that_kind_and_in_no_other() -> None:
    # Given a word added on its page
    team = a_team_member()
    answer = team_browser(team).post(PAGE, {"text": WORDS, "revision": "0"}, follow=True).content.decode()
    assert "les prochains e-mails le diront" in answer
    assert "Le rendez-vous est &lt;fixé&gt;" in answer

    # When a signature is published, and another kind of mail leaves
    publish(a_confirmed_signature(), by=team)
    mail, other = Message.objects.get(kind=KIND), a_message()

    # Then the first says it, under its heading and above the signature of the team, in both parts
    before, heading, after = mail.text.partition("Un mot de l’équipe d’animation\n\n")
    assert heading
    assert "publiée" in before
    assert after.startswith(f"{WORDS}\n\n-- \n")
    assert "Le rendez-vous est &lt;fixé&gt; (exemple)." in mail.html
    assert WORDS not in other.text


def test_an_emptied_word_is_in_no_mail_any_more() -> None:
    team = a_team_member()
    write_paragraph(KIND, by=member(team), text=WORDS, revision=0)
    write_paragraph(KIND, by=member(team), text=" ", revision=1)
    publish(a_confirmed_signature(), by=team)

    assert "Un mot de l’équipe" not in Message.objects.get(kind=KIND).text
    assert "fixé" not in team_browser(team).get(reverse("outbox:automatic")).content.decode()


def test_it_is_seen_first_in_the_last_mail_without_being_kept() -> None:
    team = a_team_member()
    write_paragraph(KIND, by=member(team), text="D’abord ceci (exemple).", revision=0)
    publish(signature := a_confirmed_signature(), by=team)
    browser = team_browser(team)

    shown = browser.post(PAGE, {"text": WORDS, "revision": "1", "voir": "1"}).content.decode()

    preview = shown.partition("Aperçu</h2>")[2]
    assert signature.organisation.name in preview
    assert "Le rendez-vous est &lt;fixé&gt;" in preview
    assert "D’abord ceci" not in preview
    assert "-- " not in preview.partition("</main>")[0]
    assert Paragraph.objects.get().text == "D’abord ceci (exemple)."


def test_nobody_s_secret_is_shown_in_a_preview() -> None:
    a_message(kind="letter.week", secret=True, subject="La lettre de Zélie")
    page = team_browser(a_team_member()).get(reverse("outbox:paragraph", args=["letter.week"])).content.decode()

    assert "(Ici, le texte habituel de ce message.)" in page
    assert "Zélie" not in page


def test_only_the_national_team_adds_a_word_to_what_is_open_to_it_and_not_a_long_one() -> None:
    team, elsewhere = member(a_team_member()), member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    refusals = [(KIND, elsewhere, WORDS, "nationale"), ("login_code", team, WORDS, "nationale")]
    refusals.append((KIND, team, "a" * (LONGEST + 1), "au plus"))

    for kind, by, text, why in refusals:
        with pytest.raises(ActionRefused, match=why):
            write_paragraph(kind, by=by, text=text, revision=0)
    assert not Paragraph.objects.exists()
    assert team_browser(team.person).get(reverse("outbox:paragraph", args=["login_code"])).status_code == 404
    assert "login_code" not in {each.kind for each in opened()}


def test_two_who_write_the_same_word_lose_neither() -> None:
    team = a_team_member()
    browser = team_browser(team)
    write_paragraph(KIND, by=member(team), text="Le sien (exemple).", revision=0)

    late = browser.post(PAGE, {"text": "Le mien (exemple).", "revision": "0"}).content.decode()

    assert "Le sien (exemple)." in late
    assert "Le mien (exemple)." in late
    assert Paragraph.objects.get().text == "Le sien (exemple)."
    both = browser.post(PAGE, {"text": "Le mien (exemple).", "revision": "0", "both": "1"}).content.decode()
    assert "Le sien (exemple).\n\nLe mien (exemple)." in both
    with pytest.raises(Stale):
        write_paragraph(KIND, by=member(team), text="Un autre", revision=0)
