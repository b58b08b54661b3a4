"""`manage.py tick`, each minute: mend what broke, start what is due."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from qpv_charter.toolkit import background, periodic
from qpv_charter.toolkit.locks import only_one

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Requeue failed and abandoned tasks, send waiting mail, start what is due. Meant to run each minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every-minute", action="store_true", help="Go on until stopped.")

    def handle(self, *, every_minute: bool = False, **options: Any) -> None:
        self._tick()
        while every_minute:
            close_old_connections()
            time.sleep(60)
            self._tick()

    def _tick(self) -> None:
        with only_one("tick") as alone:
            if not alone:
                self.stdout.write("Another tick is still at work.")
                return
            for work in (background.requeue, *periodic.works_of_each_tick(), periodic.start_due):
                self._run(work)

    def _run(self, work: periodic.Work) -> None:
        """One piece; when it fails, the others still have their turn and the log says why."""
        try:
            work()
        except Exception:
            logger.exception("tick: %s failed", work.__qualname__ if hasattr(work, "__qualname__") else work)
