"""Production: everything on, nothing guessed. A missing setting says which, and how to set it."""

from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from qpv_charter.settings.base import *  # noqa: F403  # a settings module continues the one it starts from
from qpv_charter.settings.base import env
from qpv_charter.settings.keys import LENGTH, VARIETY, is_weak

EXAMPLES = {
    "SECRET_KEY": "SECRET_KEY=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')\"",
    "SHORT_CODE_KEYS": "SHORT_CODE_KEYS=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')\"",
    "ALLOWED_HOSTS": "ALLOWED_HOSTS=charte.example.org",
    "SITE_URL": "SITE_URL=https://charte.example.org",
    "DATABASE_URL": "DATABASE_URL=postgres://user:password@host:5432/name",
    "EMAIL_URL": "EMAIL_URL=smtp+tls://user:password@host:587",
    "DEFAULT_FROM_EMAIL": "DEFAULT_FROM_EMAIL='Coopérer en quartier <charte@example.org>'",
}


def _missing(name: str) -> NoReturn:
    message = f"The environment variable {name} is missing. Set it before starting, for example: {EXAMPLES[name]}"
    raise ImproperlyConfigured(message)


def _refuse_weak(name: str, *keys: str) -> None:
    if any(is_weak(key) for key in keys):
        needed = f"at least {LENGTH} characters, {VARIETY} of them different"
        raise ImproperlyConfigured(f"{name} could be guessed. It needs {needed}; make one: {EXAMPLES[name]}")


for _name in EXAMPLES:
    if not env.str(_name, default=""):
        _missing(_name)

if env.bool("DEMO", default=False):
    raise ImproperlyConfigured("DEMO=1 lets anybody sign in as anybody. Unset it: production refuses to start.")
SECRET_KEY = env.str("SECRET_KEY")
if SECRET_KEY.startswith("demonstration-only-"):
    raise ImproperlyConfigured(f"SECRET_KEY is the demonstration’s. Set your own: {EXAMPLES['SECRET_KEY']}")
SHORT_CODE_KEYS = env.list("SHORT_CODE_KEYS")
if SECRET_KEY in SHORT_CODE_KEYS or any(key.startswith("demonstration-only-") for key in SHORT_CODE_KEYS):
    raise ImproperlyConfigured(f"SHORT_CODE_KEYS must be of their own. Set them: {EXAMPLES['SHORT_CODE_KEYS']}")
_refuse_weak("SECRET_KEY", SECRET_KEY)
_refuse_weak("SHORT_CODE_KEYS", *SHORT_CODE_KEYS)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("SITE_URL")]

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]  # a monitor on the machine itself asks without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_CONTENT_TYPE_NOSNIFF = True
# The proxy that ends TLS must set this header and drop the one a visitor sends.
if env.int("TRUSTED_PROXIES", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
