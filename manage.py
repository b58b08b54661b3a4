#!/usr/bin/env python
"""Entry point of every command; development settings unless the environment says otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qpv_charter.settings.dev")
    execute_from_command_line(sys.argv)
