"""An empty view alone on the same server, without middleware nor applications: what Django itself costs."""

SECRET_KEY = "benchmarks-only-" + "x" * 50
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
ROOT_URLCONF = "tests.benchmarks.empty"
