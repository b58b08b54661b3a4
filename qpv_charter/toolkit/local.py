"""What counts as this machine: the demonstration answers nowhere else."""

from urllib.parse import urlsplit

# The last is what Django's test client calls itself.
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})


def is_local(host: str) -> bool:
    """Whether a host, with or without its port, is this machine.

    >>> is_local("127.0.0.1:8000"), is_local("[::1]"), is_local("localhost.example.org")
    (True, True, False)
    """
    return urlsplit(f"//{host}").hostname in LOCAL_HOSTS
