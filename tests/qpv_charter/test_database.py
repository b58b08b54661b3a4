"""The options that each engine is given, whatever DATABASE_URL named."""

from qpv_charter.settings.database import tuned

POSTGRESQL = "django.db.backends.postgresql"


def test_postgresql_compiles_no_query_unless_asked_to() -> None:
    plain = tuned({"ENGINE": POSTGRESQL})["OPTIONS"]
    asked = tuned({"ENGINE": POSTGRESQL, "OPTIONS": {"options": "-c jit=on"}})["OPTIONS"]

    assert plain["options"] == "-c jit=off"
    assert asked["options"] == "-c jit=on"
    assert plain["pool"] == asked["pool"]
