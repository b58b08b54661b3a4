"""Template tags every page may use, loaded everywhere (settings: builtins)."""

from django import template

register = template.Library()
