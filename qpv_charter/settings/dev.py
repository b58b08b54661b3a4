"""Development and demonstration on one's own machine: `make run`."""

from qpv_charter.settings.base import *  # noqa: F403  # a settings module continues the one it starts from
from qpv_charter.settings.base import DEMO, env

SECRET_KEY = env.str("SECRET_KEY", default="demonstration-only-" + "x" * 40)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SHORT_CODE_KEYS = env.list("SHORT_CODE_KEYS", default=["demonstration-only-" + "y" * 40])
FASTEST_FORM = 0.0  # the demonstration is also walked through by scripts
INTERNAL_IPS = ["127.0.0.1"]
if DEMO:
    # Nobody writes to example.org for real: what the platform sends is read on /demo/courriels/.
    EMAIL_BACKEND = "qpv_charter.portal.demo.mailbox.MailboxBackend"
