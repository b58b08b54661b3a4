"""The options that each engine is given, whatever DATABASE_URL named."""

from qpv_charter.settings.database import tuned

POSTGRESQL = "django.db.backends.postgresql"


def test_postgresql_compiles_no_query_and_follows_its_indexes_unless_asked_otherwise() -> None:
    plain = tuned({"ENGINE": POSTGRESQL})["OPTIONS"]
    asked = tuned({"ENGINE": POSTGRESQL, "OPTIONS": {"options": "-c jit=on"}})["OPTIONS"]

    assert plain["options"] == "-c jit=off -c random_page_cost=1.1"
    assert asked["options"] == "-c jit=on"
    assert plain["pool"] == asked["pool"]
