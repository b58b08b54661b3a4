"""A mail server to talk to: it accepts everything, but for the commands whose reply is given."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

GREETING, BODY, HANG_UP = "greeting", "body", ""
ACCEPTS = {GREETING: "220 ready", "EHLO": "250-standin\r\n250 AUTH PLAIN", "DATA": "354 go on", BODY: "250 taken"}


@dataclass
class Server:
    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    """With one client, command by command, until it quits or is hung up on."""

    replies: Mapping[str, str]
    received: list[EmailMessage]

    def handle(self) -> None:
        self.say(GREETING)
        while line := self.rfile.readline():
            command = line.split()[0].decode().upper()
            if not self.say(command) or command == "QUIT":
                return
            if command == "DATA" and self.replies["DATA"].startswith("354"):
                self.take()

    def say(self, command: str) -> bool:
        reply = self.replies.get(command, "250 fine")
        self.wfile.write(f"{reply}\r\n".encode() if reply else b"")
        return bool(reply)

    def take(self) -> None:
        lines = b"".join(iter(self.rfile.readline, b".\r\n"))
        if self.replies[BODY].startswith("250"):
            self.received.append(message_from_bytes(lines, _class=EmailMessage, policy=default))
        self.say(BODY)


@contextmanager
def a_mail_server(replies: Mapping[str, str]) -> Iterator[Server]:
    """`replies` by command ("RCPT", "DATA"…), `GREETING`, or `BODY` for the end of the data."""
    server = Server()
    talk = type("Talk", (Conversation,), {"replies": ACCEPTS | dict(replies), "received": server.received})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as listening:
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
