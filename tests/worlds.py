"""One of each thing that an address can name, and a browser for each kind of person.

Beside each slice's tests, `world.py` adds its part with `furnish(world)`: what its addresses name; and, where it
has an audience of its own, further browsers and the door that it opens to one of them."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests
from qpv_charter.toolkit.audiences import Declared, audience_of
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.models import Signature
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

Names = dict[str, Any]
Answers = dict[str, Any]  # the test client's own, by person


@dataclass(frozen=True)
class Door:
    """`opens_to` names a browser of whom the audience is made; `holds` fails if anybody else came in."""

    opens_to: str
    holds: Callable[[Answers, str], None]


@dataclass(frozen=True)
class Address:
    """A named address of the site, what it names and whom it is for."""

    name: str
    parameters: list[str]
    view: Callable[..., Any]

    @property
    def audience(self) -> Declared | None:
        return audience_of(self.view)

    def __str__(self) -> str:
        return self.name


@dataclass
class World:
    """`samples` by name of address, by namespace, or "" for all; `doors` by name of audience.

    `links`, by namespace: mailed addresses, whose keys open what the others name. `judged`, by name of address or
    namespace of the workspace: the roles of the team that come in (`tests/test_roles.py`). `shown_to_all`: the
    models, by label, some of whose rows anyone sees; `kept_from_the_team`: those of which the team sees none
    (`tests/test_visible.py`)."""

    contact: User
    stranger: User  # who looks after another association
    team: User
    signature: Signature
    samples: dict[str, Names] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    doors: dict[str, Door] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    judged: dict[str, str] = field(default_factory=dict)
    shown_to_all: set[str] = field(default_factory=set)
    kept_from_the_team: set[str] = field(default_factory=set)

    @property
    def organisation(self) -> Organisation:
        return self.signature.organisation

    def url(self, address: Address) -> str:
        """An address that leads to something; fails for a new kind of parameter nobody gave a sample of."""
        namespace = address.name.partition(":")[0]
        known = {k: v for key in ("", namespace, address.name) for k, v in self.samples.get(key, {}).items()}
        missing = [parameter for parameter in address.parameters if parameter not in known]
        assert not missing, f"give a sample of {missing} for {address.name}, in its slice’s tests: world.py"
        return reverse(address.name, kwargs={parameter: known[parameter] for parameter in address.parameters})

    def door(self, address: Address) -> Door:
        """How its audience is kept; fails for an audience that no `world.py` speaks of."""
        audience = address.audience
        assert audience, f"{address.name} declares no audience"
        assert audience.name in self.doors, f"say in a world.py who comes in where « {audience.name} » does"
        return self.doors[audience.name]

    def browser(self, person: str, address: Address | None = None) -> Client:
        """A browser where this person is signed in and holds an address’s keys, whatever became of the others."""
        browser = Client()
        browser.cookies = deepcopy(self.browsers[person].cookies)
        for link in self.links.get(address.name.partition(":")[0], []) if address else []:
            browser.get(link)
        return browser


def a_world() -> World:
    contact, stranger, team = a_user(), a_user(), a_team_member()
    signature = a_published_signature(organisation=an_organisation(contact=contact))
    a_published_signature(organisation=an_organisation(contact=stranger))
    world = World(contact, stranger, team, signature)
    world.samples[""] = {"slug": world.organisation.slug}
    world.browsers = {
        "anonymous": Client(),
        "stranger": browser_of(stranger),
        "member": browser_of(contact),
        "staff without second factor": browser_of(a_team_member()),
        "staff": team_browser(team),
    }
    for furnish in said_by_slices("furnish"):
        furnish(world)
    return world


def said_by_slices(name: str) -> Iterator[Callable[[Any], None]]:
    """What is called so in the `world.py` of each slice that has it."""
    for module in pkgutil.walk_packages(tests.__path__, "tests."):
        if module.name.endswith(".world"):
            found = getattr(importlib.import_module(module.name), name, None)
            if found is not None:
                yield found


def addresses() -> Iterator[Address]:
    """Every named address of the site (the admin's own are Django's)."""

    def walk(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[Address]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
                yield from walk(pattern, inner)
            elif isinstance(pattern, URLPattern) and pattern.name and "admin" not in namespaces:
                parameters = [*pattern.pattern.converters] or [*pattern.pattern.regex.groupindex]
                name = ":".join((*namespaces, pattern.name))
                yield Address(name, parameters, pattern.callback)

    return walk(get_resolver(), ())
