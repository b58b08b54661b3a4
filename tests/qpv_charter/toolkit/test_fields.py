"""Each field: what it takes, what it refuses, what it keeps on the screen."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from qpv_charter.toolkit.fields import (
    Code,
    Document,
    Email,
    Line,
    Month,
    Name,
    PersonName,
    Picture,
    PictureForm,
    Role,
    Text,
    Ticked,
)
from signatories.organisations.models import Theme
from tests.factories import a_theme
from tests.qpv_charter.toolkit.test_pictures import A_PDF, a_picture

NBSP = "\u00a0"


class MailForm(forms.Form):
    email = Email(label="Adresse")


def refused(field: forms.Field, typed: Any) -> str:
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize("field", [Line(max_length=20), Name(), PersonName(), Role(), Text(max_length=20)])
def test_text_comes_out_clean(field: forms.Field) -> None:
    assert field.clean(" Ann\x00e\u200b ") == "Anne"


@pytest.mark.parametrize(
    "field", [Line(max_length=20), Name(), PersonName(), Role(), Text(max_length=20), Email(), Code()]
)
@pytest.mark.parametrize("typed", ["", None, " \u200b "])
def test_nothing_is_missing(field: forms.Field, typed: str | None) -> None:
    assert refused(field, typed)


@pytest.mark.parametrize(
    "field",
    [
        Line(max_length=20, required=False),
        Name(required=False),
        Text(max_length=20, required=False),
        Email(required=False),
    ],
)
def test_nothing_may_be_an_answer(field: forms.Field) -> None:
    assert field.clean("") == field.clean(None) == ""


@pytest.mark.parametrize(
    "field", [Line(max_length=20, missing="Écrivez."), Text(max_length=20, missing="Écrivez.")]
)
def test_what_is_missing_is_said_in_the_words_of_the_page(field: forms.Field) -> None:
    assert refused(field, "") == "Écrivez."


@pytest.mark.parametrize("field", [Line(max_length=20), Text(max_length=20)])
def test_too_long_is_refused_aloud_and_no_browser_cuts_it(field: forms.Field) -> None:
    assert field.clean("x" * 20) == "x" * 20
    assert "compte 21 caractères" in refused(field, "x" * 21)
    assert "maxlength" not in field.widget_attrs(field.widget) | field.widget.attrs


def test_a_text_counts_its_lines_as_people_do() -> None:
    assert Text(max_length=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize("field", [Name(), PersonName(), Role()])
@pytest.mark.parametrize("typed", ["evil.com/gagner", "https://x", "!!!", "x" * 301])
def test_names_and_roles_have_one_rule(field: forms.Field, typed: str) -> None:
    assert refused(field, typed)


# Addresses


def test_an_address_comes_out_in_its_one_form() -> None:
    assert Email().clean("Jean@Exemple.FR\u200b") == "jean@exemple.fr"


def test_what_is_wrong_with_an_address_is_said() -> None:
    assert "virgule" in refused(Email(), "jean@exemple,fr")


def test_a_slip_is_asked_about_once_and_kept_on_the_screen() -> None:
    asked = MailForm({"email": "jean@gmial.com"})

    assert asked.errors["email"] == [
        "Vouliez-vous dire jean@gmail.com\u202f? Corrigez l’adresse\u202f; si elle est juste, envoyez de nouveau."
    ]
    shown = str(asked["email"])
    assert 'value="jean@gmial.com"' in shown
    assert '<input type="hidden" name="email_asked" value="jean@gmial.com">' in shown


def test_an_address_that_was_asked_about_is_taken() -> None:
    form = MailForm({"email": " Jean@Gmial.com", "email_asked": "jean@gmial.com"})

    assert form.is_valid()
    assert form.cleaned_data == {"email": "jean@gmial.com"}


def test_another_slip_is_asked_about_again() -> None:
    assert not MailForm({"email": "jean@gmai.com", "email_asked": "jean@gmial.com"}).is_valid()


def test_a_sound_address_asks_nothing() -> None:
    form = MailForm({"email": "jean@gmail.com"})

    assert form.is_valid()
    assert "email_asked" not in str(form["email"])


def test_a_phone_is_told_that_this_is_an_address() -> None:
    shown = str(MailForm()["email"])

    assert all(
        said in shown
        for said in ('type="email"', 'autocomplete="email"', 'inputmode="email"', 'spellcheck="false"')
    )


# Codes


@pytest.mark.parametrize(
    "typed",
    [
        "275638",
        " 275 638 ",
        f"275{NBSP}638",
        "275\u202f638",
        "275-638",
        "275.638",
        "275638.",
        "Votre code : 275638",
        f"Votre code{NBSP}: 275{NBSP}638.",
        "Code 275638, valable 15 minutes",
        "2 7 5 6 3 8",
        "275\u200b638",
        "        275638",
        "275        638",
        "275–638",
        "275_638",
        "275,638",
        "« 275638 »",
        "Code\u00a0:\t275638.\r\nValable 15 minutes",
        "275638\n",
    ],
)
def test_a_code_is_found_in_what_is_pasted(typed: str) -> None:
    assert Code().clean(typed) == "275638"


@pytest.mark.parametrize("typed", ["12", "1234567", "abcdef", "275638 ou 123456", "9" * 5000, "12/34/56"])
def test_what_holds_no_code_or_several_is_refused(typed: str) -> None:
    assert refused(Code(), typed) == "Le code compte six chiffres. Regardez de nouveau le message."


def test_a_code_that_was_not_typed_is_asked_for() -> None:
    assert refused(Code(), " \u200b") == "Tapez le code que vous avez reçu."


def test_an_application_and_its_spare_codes() -> None:
    field = Code(digits=(6, 8), error_messages={"invalid": "Six ou huit."})

    assert field.clean("123 456") == "123456"
    assert field.clean("1234 5678") == "12345678"
    assert refused(field, "1234567") == "Six ou huit."


def test_a_phone_offers_the_code_and_lets_a_whole_sentence_be_pasted() -> None:
    attrs = Code().widget.attrs

    assert attrs["autocomplete"] == "one-time-code"
    assert attrs["inputmode"] == "numeric"
    assert "maxlength" not in attrs


# Rows


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9" * 18, "9" * 19, "9" * 400, "x", "-1"])
def test_a_number_no_key_can_be_is_refused_in_words(key: str) -> None:
    field = Ticked(queryset=Theme.objects.all())

    assert refused(field, [key])
    assert list(field.clean([str(a_theme().pk)])) == [a_theme()]


# Months


def values(field: Month) -> list[str]:
    return [value for value, _ in field.widget.choices]


def test_months_go_back_from_this_one_or_ahead() -> None:
    this_month = timezone.localdate().replace(day=1)

    back, ahead = values(Month(back=14)), values(Month(ahead=14))

    assert back[:2] == ahead[:2] == ["", this_month.isoformat()]
    assert len(back) == len(ahead) == 15
    assert date.fromisoformat(back[13]) == this_month.replace(year=this_month.year - 1)
    assert date.fromisoformat(ahead[13]) == this_month.replace(year=this_month.year + 1)


def test_a_month_is_its_first_day_or_unknown() -> None:
    this_month = timezone.localdate().replace(day=1)
    field = Month(back=2, unknown="Je ne sais plus")

    assert field.clean(this_month.isoformat()) == this_month
    assert field.clean("") is None
    assert ("", "Je ne sais plus") in field.widget.choices
    assert refused(field, "1999-01-01")


# Files


def test_a_picture_is_drawn_again_at_the_side_asked() -> None:
    drawn = Picture(side=20).clean(SimpleUploadedFile("moi.jpg", a_picture(kind="JPEG")))

    assert drawn.name.endswith(".png")
    assert "moi" not in drawn.name


def test_a_file_that_is_refused_says_why() -> None:
    assert "HEIC" in refused(Picture(), SimpleUploadedFile("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 20))
    assert "vide" in refused(Document(), SimpleUploadedFile("a.pdf", b""))
    assert refused(Document(missing="Choisissez."), None) == "Choisissez."
    assert Document(required=False).clean(None) is None


@pytest.mark.parametrize(("photo_as", "suffix"), [("JPEG", ".jpg"), ("PDF", ".pdf")])
def test_a_document_is_a_pdf_or_a_photo(photo_as: str, suffix: str) -> None:
    field = Document(photo_as=photo_as)

    assert field.clean(SimpleUploadedFile("a.pdf", A_PDF)).name.endswith(".pdf")
    assert field.clean(SimpleUploadedFile("a.png", a_picture())).name.endswith(suffix)


def test_a_picture_never_goes_without_its_words() -> None:
    def form(**words: str) -> PictureForm:
        return PictureForm(words, MultiValueDict({"picture": [SimpleUploadedFile("a.png", a_picture())]}))

    assert form().errors == {"shows": ["Dites en une phrase ce que montre l’image."]}
    assert form(shows="Dix personnes au jardin.").is_valid()
    assert PictureForm({}).is_valid()
    assert list(form(shows="x" * 251).errors) == ["shows"]
