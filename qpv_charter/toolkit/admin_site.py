"""The admin site: pages that this project wrote, whatever its slice; none of those that libraries bring.

Theirs hold secrets (second factors), or are a second road to what actions write. One that is worth having is
written here anew, for reading (`toolkit/admin.py`)."""

import sysconfig
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model

LIBRARIES = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}


class CharterAdminSite(AdminSite):
    site_header = site_title = "Administration de la charte"
    index_title = "Tout ce qui est rare"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Take a page of ours, and no library's (Django's own plain ModelAdmin included)."""
        if admin_class and not _is_of_a_library(admin_class):
            super().register(model_or_iterable, admin_class, **options)


def _is_of_a_library(admin_class: type[ModelAdmin[Any]]) -> bool:
    file = import_module(admin_class.__module__).__file__
    return file is None or bool(LIBRARIES & set(Path(file).resolve().parents))
