"""Joining two records: every reference to an association says what becomes of it."""

import pytest
from django.apps import apps

from engagements.decisions.models import Decision
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.unions import Fate
from signatories.directory.models import DirectoryEntry
from signatories.history.models import Event
from signatories.mailings.models import MailingRecipient
from signatories.organisations.models import Organisation, Theme

pytestmark = pytest.mark.once


def test_no_reference_is_forgotten() -> None:
    found = unions.undeclared(Organisation)
    assert found == [], "say what becomes of it, in the contributions of its slice: toolkit/unions.py"


def test_what_does_not_move_says_why() -> None:
    silent = [
        each for each in unions.declared().values() if each.fate in {Fate.FOLLOWS, Fate.STAYS} and not each.why
    ]
    assert silent == []


def test_nothing_is_declared_that_leads_nowhere() -> None:
    real = {
        (model, field.name) for model in apps.get_models() for field in unions.may_lead_to(model, Organisation)
    }
    assert unions.declared().keys() - real == set()


def test_keys_lists_and_identifiers_are_references() -> None:
    found = {
        model: sorted(field.name for field in unions.may_lead_to(model, Organisation))
        for model in (Event, MailingRecipient, DirectoryEntry, Decision, Theme)
    }
    assert found == {
        Event: ["acts_for", "subject_id"],
        MailingRecipient: ["organisations"],
        DirectoryEntry: ["organisation"],
        Decision: ["organisation", "written_for"],
        Theme: [],
    }
