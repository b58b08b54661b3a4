"""Settings common to every environment; what differs comes from environment variables."""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from qpv_charter.settings.addresses import PAGES
from qpv_charter.settings.cache import impatient, roomy
from qpv_charter.settings.database import tuned

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()  # type: ignore[no-untyped-call]  # its constructor has no annotations

DATABASES = {"default": tuned(env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'qpv_charter.sqlite3'}"))}
CACHES = {
    # allauth's, which remembers there the codes of second factors that were used: in the database, wherever pages
    # have their versions, so that it stands and falls with the site.
    "default": roomy({"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}),
    # The versions of kept pages, shared by all processes; pages do without when it does not answer.
    "versions": impatient(roomy(env.cache("CACHE_URL", default="dbcache://django_cache"))),
    # Whole pages, in each process: what a version in the shared cache declares old is made again.
    "pages": {
        "BACKEND": "qpv_charter.toolkit.shelf.Shelf",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
# Seconds a process believes what the shared cache said of the pages' version: a crowd then asks it ten times a
# second, not a thousand (docs/adr/0005).
VERSION_BELIEVED = 0.1
vars().update(env.email("EMAIL_URL", default="consolemail://"))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = "Coopérer en quartier"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="charte@example.org")
if "<" not in DEFAULT_FROM_EMAIL:  # an address alone: mails are the site's
    DEFAULT_FROM_EMAIL = f"{SITE_NAME} <{DEFAULT_FROM_EMAIL}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 30  # seconds; the outbox believes a worker dead long after that
FASTEST_FORM = 2.0  # seconds: what is sent faster was not typed (toolkit/guard.py)
DEMO = env.bool("DEMO", default=False)
# What codes printed on paper are kept under: the first signs, all are believed (toolkit/short_codes.py).
SHORT_CODE_KEYS = env.list("SHORT_CODE_KEYS", default=[])
# Who reads what the federation must be told of; every active member of the team when empty.
FEDERATION_EMAILS = env.list("FEDERATION_EMAILS", default=[])
# The comité de suivi, who keeps each week's head of the register of signatures.
COMMITTEE_EMAILS = env.list("COMMITTEE_EMAILS", default=[])
# The legal notice names the publisher and the host (loi 2004-575 du 21 juin 2004, art. 6).
# How the team is reached, beside the publisher's name and address (`/contact/`).
TEAM: dict[str, Any] = {
    "phone": env.str("TEAM_PHONE", default=""),
    "days": env.str("TEAM_DAYS", default=""),  # in words: « du lundi au jeudi »
}
LEGAL = {
    "publisher": env.str("LEGAL_PUBLISHER", default=""),
    "publisher_address": env.str("LEGAL_PUBLISHER_ADDRESS", default=""),
    "director": env.str("LEGAL_DIRECTOR", default=""),
    "contact": env.str("LEGAL_CONTACT", default=""),
    "host": env.str("LEGAL_HOST", default=""),
    "host_address": env.str("LEGAL_HOST_ADDRESS", default=""),
    "host_phone": env.str("LEGAL_HOST_PHONE", default=""),
}

INSTALLED_APPS = [
    "evaluations",
    "engagements",
    "signatories",
    "qpv_charter.portal",
    "qpv_charter.toolkit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "qpv_charter.toolkit.apps.CharterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # widget templates, for our own form renderer
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "qpv_charter.toolkit.keeping.KeptPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "qpv_charter.toolkit.shown_again.FormsShownAgain",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "qpv_charter.toolkit.bodies.BodyMiddleware",
    "qpv_charter.toolkit.audiences.AudienceMiddleware",
    "qpv_charter.toolkit.refusals.RefusalMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "qpv_charter.urls"
ABSOLUTE_URL_OVERRIDES = PAGES
WSGI_APPLICATION = "qpv_charter.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qpv_charter.portal.context.site",
            ],
            "libraries": {"answering": "signatories.team.tags"},
            "builtins": [
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
                "qpv_charter.toolkit.templatetags.toolkit",
                "qpv_charter.toolkit.templatetags.components",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
        },
    },
]
FORM_RENDERER = "qpv_charter.toolkit.forms.CharterFormRenderer"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "signatories.User"
# allauth's, alone: permissions as in Django's own, and no road where a password would be asked.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []  # nobody has a password here
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "signatories.outbox.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60  # seconds
ACCOUNT_CHANGE_EMAIL = True  # one address a person, replaced once the new one is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# allauth counts in the cache, and by address alone: ours do it (people/limits.py, outbox/contributions.py).
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "signatories.people.adapter.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "signatories.people.forms.RequestLoginCodeForm",
    "confirm_login_code": "signatories.people.forms.LoginCodeForm",
    "confirm_email_verification_code": "signatories.people.forms.AddressCodeForm",
    "add_email": "signatories.people.forms.NewAddressForm",
}
MFA_FORMS = {
    "authenticate": "signatories.people.forms.SecondFactorForm",
    "reauthenticate": "signatories.people.forms.SecondFactorAgainForm",
    "activate_totp": "signatories.people.forms.ApplicationForm",
    "add_webauthn": "signatories.people.forms.KeyForm",
    "edit_webauthn": "signatories.people.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["qpv_charter.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Public uploads are served through a view, re-encoded; private ones only through a permission check.
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "qpv_charter.toolkit.files.WholeFiles"},
    "private": {
        "BACKEND": "qpv_charter.toolkit.files.WholeFiles",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "qpv_charter.toolkit.files.Arrival",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes of a form without its files

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SESSION_ENGINE = "qpv_charter.toolkit.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90  # seconds, for who signed in
SESSION_AGE_OF_THE_TEAM = 60 * 60 * 24 * 30  # seconds
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "qpv_charter.portal.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Behind a reverse proxy, how many of them to believe in X-Forwarded-For (0: none, read the socket).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mails are unique whatever their case, by a constraint this check cannot read
    "security.W005",  # HSTS on subdomains: the host's decision, other sites may live there
    "security.W021",  # HSTS preload: the host's decision, hard to undo
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "qpv_charter.toolkit.privacy.WithoutKeys",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
