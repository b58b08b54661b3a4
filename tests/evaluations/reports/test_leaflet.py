"""Four pages to take to an appointment, whatever was said or not; stories of what was said, then done."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from engagements.decisions.actions import finish
from engagements.decisions.models import Audience, Decision
from engagements.needs.actions import close
from evaluations.reports import leaflets, printing, stories
from evaluations.reports.actions import freeze
from evaluations.reports.composing import digest
from evaluations.reports.models import Edition
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.pdf import STYLES, compose
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import a_contact, a_need
from tests.evaluations.reports.scenes import an_answered_year, an_edition
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign
from tests.factories import a_team_member
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def done(told: str, *, audience: Audience = Audience.PUBLIC) -> Decision:
    """Kept, and anybody reads what came of it."""
    by = a_contact()
    return finish(a_decision(by=by, text=f"Décidé, puis\u202f: {told}"[:300], audience=audience), by=by, told=told)


def question(slug: str, told: dict[str, Any]) -> dict[str, Any]:
    text, situations = (
        f"Comment, pour {slug}\u202f? " * 3,
        [{"code": code, "text": "Nous le faisons parfois. " * 4 + code} for code in "ab"],
    )
    return {"slug": slug, "commitment": slug, "text": text, "situations": situations, "everyone": told}


def says(*told: dict[str, Any], quotations: list[str] | None = None) -> dict[str, Any]:
    slugs = ["veille", "debat", "concertation", "participation", "repartition", "information"]
    asked = [question(*each) for each in zip(slugs, told, strict=False)]
    quoted = {slug: [digest(each) for each in quotations or []] for slug in slugs}
    return {"year": 2027, "words": "", "questions": asked, "quotations": quoted, "looked_back": 12}


CHOSEN: dict[str, tuple[dict[str, Any], tuple[int, str]]] = {
    "a count": ({"answers": 23, "cells": {"a": 15, "b": 8}}, (1, "la plus choisie, sur 23 réponses\u202f: 15")),
    "a word": (
        {"answers": 6, "cells": {"a": "part", "b": "few"}},
        (1, "la plus choisie, sur 6 réponses\u202f: une partie"),
    ),
    "two as much": (
        {"answers": 6, "cells": {"a": "part", "b": "part"}},
        (2, "les plus choisies, sur 6 réponses\u202f: une partie chacune"),
    ),
    "none": ({"answers": 6, "cells": {"a": "few", "b": "few"}}, (0, leaflets.SHARED_OUT)),
    "too few": ({"answers": 4, "cells": {}}, (0, leaflets.TOO_FEW)),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_a_commitment_is_told_in_one_sentence(case: str) -> None:
    told, expected = CHOSEN[case]
    pledge = leaflets.drawn(says(told), {})["pledges"][0]

    assert (len(pledge.chosen), pledge.how) == expected


def test_the_shortest_quotation_that_still_stands_is_told_and_no_long_one() -> None:
    told, words = {"answers": 4, "cells": {}}, ["Un mot.", "Quelques mots de plus.", "long " * 60]
    edition = says(told, quotations=words)

    for standing, expected in ((words, words[0]), (words[1:], words[1]), (words[2:], ""), ([], "")):
        assert (
            leaflets.drawn(edition, {digest(each): each for each in standing})["pledges"][0].quotation == expected
        )


FULL = "Une phrase longue, mais de celles que l’on cite encore (exemple). " * 8
QUOTATION, SAID, DONE = FULL[: leaflets.LONGEST_QUOTATION], FULL[:300], FULL[: stories.SHORT - 1]


def everything() -> tuple[dict[str, Any], dict[str, str]]:
    """As much as an edition may say, and its words."""
    held = says(*[{"answers": 6, "cells": {"a": "part", "b": "part"}}] * 6, quotations=[QUOTATION])
    held["stories"] = [{"said": digest(SAID), "done": digest(DONE), "place": "Ici"}] * 3
    held["decisions"] = [{"sha256": digest(SAID), "month": "2027-03-01", "state": "to_do"}] * 9
    held["difficulties"] = [{"name": "Le temps " * 8, "answers": 5}] * 9
    return held, {digest(each): each for each in (QUOTATION, SAID, DONE)}


@pytest.mark.once
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
@pytest.mark.parametrize("full", [True, False])
def test_it_has_four_pages_whatever_it_holds(*, full: bool) -> None:
    edition = an_edition()
    more = leaflets.drawn(*everything()) if full else leaflets.drawn(edition.says, {})
    context = {"edition": edition, "address": "https://charte.example/", "first": []} | more
    document = compose("evaluations/reports/leaflet_pdf.html", context, styles=(*STYLES, "css/pdf-leaflet.css"))

    assert len(PdfReader(io.BytesIO(pdf.build(document))).pages) == 4


def test_what_was_said_then_done_is_told_as_long_as_anybody_reads_it(client: Client) -> None:
    need, by = a_need(), a_contact()
    answered = close(a_need(text="Un banc (exemple)", by=by), by=by, text="Il y est (exemple).", done=True)
    decision, hidden = done("Ouvert en mars (exemple)."), done("Entre nous (exemple).", audience=Audience.BETWEEN)
    done("Très long. " * 40)
    campaign = the_campaign()
    offered = stories.stories(campaign)
    edition = an_edition()
    paper = printing.leaflet(edition).html

    assert [each.key for each in offered] == [f"need/{answered.pk}", f"decision/{decision.pk}"]
    assert "Il y est (exemple)." in paper
    assert "Ouvert en mars" in paper
    assert "Ouvert en mars" not in edition.content
    for unsaid in (need.text, hidden.told):
        assert unsaid not in paper
    Decision.objects.filter(pk=decision.pk).update(audience="between")
    assert "Ouvert en mars" not in printing.leaflet(edition).html
    assert "plaquette.pdf" in client.get("/rapports/2027/").content.decode()
    assert client.get("/rapports/2027/edition-1/plaquette.pdf").status_code in {202, 503}


def test_the_team_chooses_three_stories_at_most() -> None:
    campaign = an_answered_year()
    keys = [f"decision/{done(f'Fait {each} (exemple).').pk}" for each in range(4)]

    with pytest.raises(ActionRefused, match="Choisissez 3 histoires"):
        freeze(campaign, by=a_national(), words="", stories=keys)
    page = "/animation/campagnes/2027/rapport/"
    answer = team_browser(a_team_member()).post(page, {"words": "", "stories": keys[1:2]}, follow=True)
    assert answer.redirect_chain == [("/rapports/2027/edition-1/", 302)]
    assert [each["id"] for each in Edition.objects.get().says["stories"]] == keys[1:2]
