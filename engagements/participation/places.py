"""Where slices above add to a gathering."""

from engagements.participation.models import Gathering
from qpv_charter.toolkit.contributions import Place, Section
from signatories.people.actors import Actor

# On its page, and on that of who organises it. What it shows changes: say `pages.changed("gathering:<pk>")`.
GATHERING: Place[[Gathering, Actor], Section] = Place("a gathering’s page")
