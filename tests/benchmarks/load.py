"""A client that asks for one page again and again over kept connections, cheaper than the server it measures."""

import socket
import threading
import time
from dataclasses import dataclass
from io import BufferedReader

CONNECTIONS = 4
HEADERS = b"Host: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\nAccept-Language: fr\r\n\r\n"
ASKING = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Rate:
    per_second: float
    status: int


@dataclass(frozen=True)
class Received:
    """An answer; `weight` is what came on the wire, in bytes, headers included."""

    content: bytes
    weight: int


def received(port: int, path: str, *, encoding: str = "gzip, deflate, br") -> Received:
    """One answer as it is served. Raises RuntimeError where it is not 200."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(ASKING.format(path=path, encoding=encoding).encode())
        answer = connection.makefile("rb").read()
    head, _, content = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        message = f"{path} answered {head[:40]!r}"
        raise RuntimeError(message)
    return Received(content, len(answer))


def rate_of(port: int, path: str, *, seconds: float, etag: str = "") -> Rate:
    """Requests answered per second for one path; with `etag`, as a visitor who comes back would ask."""
    request = f"GET {path} HTTP/1.1\r\n".encode()
    if etag:
        request += f"If-None-Match: {etag}\r\n".encode()
    request += HEADERS
    counts = [0] * CONNECTIONS
    status = [0]
    until = time.perf_counter() + seconds

    def ask(place: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            stream = connection.makefile("rb")
            while time.perf_counter() < until:
                connection.sendall(request)
                status[0] = _read_answer(stream)
                counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Rate(per_second=sum(counts) / (time.perf_counter() - start), status=status[0])


def _read_answer(stream: BufferedReader) -> int:
    """Consume one answer; its status."""
    readline, read = stream.readline, stream.read
    status = int(readline().split()[1])
    length, chunked = 0, False
    while (line := readline()) not in (b"\r\n", b""):
        name, _, value = line.lower().partition(b":")
        if name == b"content-length":
            length = int(value)
        chunked = chunked or (name == b"transfer-encoding" and b"chunked" in value)
    if chunked:
        while size := int(readline(), 16):
            read(size + 2)
        readline()
    elif length:
        read(length)
    return status
