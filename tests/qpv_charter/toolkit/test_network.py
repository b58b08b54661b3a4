import pytest
from django.test import RequestFactory
from pytest_django import Settings

from qpv_charter.toolkit.network import client_address, network_of

VISITOR, PROXY, OUTER_PROXY, FORGED = "203.0.113.9", "10.0.0.1", "10.0.0.2", "198.51.100.1"


def address(forwarded: str | None) -> str:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers))


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (0, None, PROXY),
        (0, FORGED, PROXY),  # nobody stands in between: the header is the visitor's own invention
        (1, VISITOR, VISITOR),
        (1, f"{FORGED}, {VISITOR}", VISITOR),
        (1, f"{FORGED},{FORGED} ,{VISITOR}", VISITOR),
        (2, f"{FORGED}, {VISITOR}, {OUTER_PROXY}", VISITOR),
        (2, VISITOR, PROXY),  # did not come through both proxies
        (1, None, PROXY),
        (1, "", PROXY),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, trusted: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = trusted
    assert address(forwarded) == expected


@pytest.mark.parametrize(
    ("written", "network"),
    [
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[::ffff:203.0.113.9]:80", "203.0.113.9"),
        ("nowhere:80", "nowhere:80"),
        ("[]:80", "[]:80"),
    ],
)
def test_each_port_of_one_visitor_is_no_other_network(written: str, network: str) -> None:
    """Some proxies write it beside the address."""
    assert network_of(written) == network
