"""The first four screens of a signing, each saved as it is passed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.refusals import refusal_said
from signatories.charter.models import CharterVersion
from signatories.charter.queries import families_of, text_of
from signatories.signing import screens
from signatories.signing.actions import drafting
from signatories.signing.forms import AssociationForm, CharterForm, NeighbourhoodsForm, PersonForm
from signatories.signing.views.frame import BACK, DraftView, frame, page
from signatories.territories.places import commune_of_code, qpvs_of_commune


class ScreenView(DraftView):
    """Show a screen as it was answered, keep what is sent, go to the next one."""

    screen: screens.Screen

    def turned_away(self) -> HttpResponse | None:
        if screens.may_open(self.opened.draft, self.screen, self.opened.version):
            return None
        return self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002  # the signature Django asks of a view
        return self.show(self.form(None))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        with refusal_said(request, level=messages.WARNING):
            self.save(form)
            return self.go(self.onward())
        return self.go(self.screen.slug)

    def show(self, form: forms.Form) -> HttpResponse:
        context = frame(self.opened, self.screen) | {"form": form} | self.context()
        return page(self.request, self.screen.slug, context)

    def onward(self) -> str:
        """The next screen; back to the check page for who came from there."""
        draft, version = self.opened.draft, self.opened.version
        draft.refresh_from_db()
        if BACK in self.request.GET:
            return screens.next_stop(draft, version)
        return screens.after(draft, self.screen, version)

    def form(self, data: Any) -> forms.Form:
        raise NotImplementedError

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}


class AssociationView(ScreenView):
    screen = screens.ASSOCIATION

    def form(self, data: Any) -> AssociationForm:
        return AssociationForm(data, initial=AssociationForm.initial_of(self.opened.draft.answers("association")))

    def post(self, request: HttpRequest) -> HttpResponse:
        helped = AssociationForm.helped(request.POST)
        return self.show(helped) if helped else super().post(request)

    def save(self, form: AssociationForm) -> None:
        drafting.save_association(self.opened.draft, answers=form.answers())


class NeighbourhoodsView(ScreenView):
    screen = screens.NEIGHBOURHOODS

    def form(self, data: Any) -> NeighbourhoodsForm:
        commune = commune_of_code(self.opened.draft.answers("association")["commune"])
        return NeighbourhoodsForm(
            data,
            initial=self.opened.draft.answers("neighbourhoods"),
            proposed=qpvs_of_commune(commune),
            commune=commune,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if form.wants_search:
            return self.show(form)
        return super().post(request)

    def save(self, form: NeighbourhoodsForm) -> None:
        drafting.save_screen(self.opened.draft, screen=self.screen, answers=form.answers())

    def context(self) -> dict[str, Any]:
        association = self.opened.draft.answers("association")
        commune = commune_of_code(association["commune"])
        typed = association["commune_typed"]
        named = "" if any(char.isdigit() for char in typed) else typed  # a postal code is no name
        return {"commune_name": commune.name if commune else named}


class PersonView(ScreenView):
    screen = screens.PERSON

    def form(self, data: Any) -> PersonForm:
        draft = self.opened.draft
        return PersonForm(data, initial=draft.answers("person"), kind=draft.answers("association")["kind"])

    def save(self, form: PersonForm) -> None:
        draft, answers = self.opened.draft, form.answers()
        drafting.save_person(draft, answers=answers, key=self.opened.key)


class CharterView(ScreenView):
    screen = screens.CHARTER

    def form(self, data: Any) -> CharterForm:
        version = self.opened.version
        kept = self.opened.draft.answers("charter")
        unchanged = screens.read_in_force(self.opened.draft, version)
        initial = {
            "agree": unchanged,
            "publish_name": kept.get("publish_name", False),
            "sha256": version.sha256 if version else "",
        }
        return CharterForm(data, initial=initial, words=self.opened.draft.words)

    def save(self, form: CharterForm) -> None:
        version = CharterVersion.objects.filter(sha256=form.cleaned_data["sha256"]).first()
        if version is None:
            raise ActionRefused(drafting.CHARTER_CHANGED)
        drafting.save_charter(self.opened.draft, version=version, publish_name=form.cleaned_data["publish_name"])

    def context(self) -> dict[str, Any]:
        kept = self.opened.draft.answers("charter")
        changed = bool(kept) and not screens.read_in_force(self.opened.draft, self.opened.version)
        version = self.opened.version
        if version is None:
            return {"changed": changed}
        return {
            "version": version,
            "charter": text_of(version),
            "families": families_of(version),
            "changed": changed,
        }
