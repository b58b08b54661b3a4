"""Requests that wait: the world's own, and what Zélie and the weavers wrote."""

from tests.factories import a_published_signature
from tests.signatories.stepping_back.scenes import a_step_back, ask_as
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["stepping_back"] = {"pk": a_step_back(a_published_signature()).pk}
    world.judged |= {
        "stepping_back:list": "national territorial elsewhere",
        "stepping_back:settle": "national territorial",
    }


def put_somebody(zelie: Somebody) -> None:
    ask_as(zelie.person, zelie.signature, reason="Zélie Quarteron déménage. 06 11 22 33 44")


def put_association(weavers: Weavers) -> None:
    ask_as(weavers.contact, weavers.signature, reason="Les Tisserandes ferment.")
