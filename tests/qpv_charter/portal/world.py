"""What the portal's addresses name."""

from tests.factories import a_network, a_qpv
from tests.worlds import World


def furnish(world: World) -> None:
    network = {"slug": a_network().slug}
    world.samples |= {
        "portal:department": {"code": "93"},
        "portal:qpv": {"code": a_qpv().code},
        "portal:qpv_sheets": {"code": a_qpv().code},
        "portal:network": network,
        "portal:embed": network,
        "portal:demo_become": {"pk": world.contact.pk},
        "portal:demo_mail": {"name": "rien"},
    }
