"""The ways in: what a joint signature's link says, and when it is none."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.limits import HOUR, Limit
from signatories.signatures.models import JointGroup
from signatories.signing.models import SigningDraft
from signatories.signing.views import entrance
from tests.factories import a_charter, a_commune
from tests.signing import ASSOCIATION, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


@pytest.mark.parametrize("typed", ["ABCD2340", "abcd-234o"])
def test_a_joint_signature_is_entered_by_its_code_as_people_copy_it(typed: str) -> None:
    group = JointGroup.objects.create(code="ABCD2340", title="Ensemble (exemple)")
    link = reverse("signing:joint", args=[typed])

    page: Any = Client().get(link)
    Person().begin(link, together="on")

    assert page.status_code == 200
    assert "Ensemble (exemple)" in page.content.decode()
    assert SigningDraft.objects.get().joint_group == group


def test_a_code_that_was_never_given_opens_no_joint_signature() -> None:
    for typed in ("NOSUCH00", "court"):
        assert Client().get(reverse("signing:joint", args=[typed])).status_code == 404


def test_no_code_is_needed_to_sign_alone() -> None:
    assert Client().get(reverse("signing:first")).status_code == 200


@pytest.mark.parametrize("limit", ["DRAFTS_PER_NETWORK", "DRAFTS_PER_PLACE"])
def test_one_network_or_one_place_of_many_networks_begins_only_so_many(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """Whoever rents 65,536 networks of IPv6 fills no disk."""
    monkeypatch.setattr(entrance, limit, Limit("essai", times=2, seconds=HOUR))
    networks = ["2001:db8:1:1::1"] * 3 if limit == "DRAFTS_PER_NETWORK" else [f"2001:db8:1:{n}::1" for n in "123"]

    begun = [
        Client(REMOTE_ADDR=network).post(reverse("signing:first"), ASSOCIATION).status_code
        for network in [*networks, "2001:db8:2::1"]
    ]

    assert begun == [302, 302, 200, 302]
    assert SigningDraft.objects.count() == 3
