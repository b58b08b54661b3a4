"""`manage.py remind`: the daily work now, for those who schedule it themselves."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qpv_charter.toolkit import periodic

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do the daily work (reminders, upkeep) now. `tick` does it by itself each day; twice does no harm."

    def handle(self, **options: Any) -> None:
        failed = [task.module_path for task in periodic.daily_tasks() if not self._done(task)]
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")

    def _done(self, task: periodic.AnyTask) -> bool:
        try:
            task.call()
        except Exception:
            logger.exception("remind: %s failed", task.module_path)
            return False
        self.stdout.write(f"Done: {task.module_path}")
        return True
