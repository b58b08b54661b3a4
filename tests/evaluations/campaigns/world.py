"""A campaign that is being prepared, with a question of the federation's own."""

from tests.evaluations.campaigns.scenes import a_campaign
from tests.evaluations.questionnaires.scenes import an_own_question
from tests.worlds import World


def furnish(world: World) -> None:
    campaign = a_campaign(2031)
    own = an_own_question(campaign.questionnaire)
    world.samples["campaigns"] = {"year": campaign.year, "question": own.slug}
    world.judged["campaigns"] = "national"
