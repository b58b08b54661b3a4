"""Fields of text: what people type comes out clean, or is refused in words; nothing is cut in silence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from qpv_charter.toolkit import text


def checked(read: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """What `read` makes of it; its ValueError, a sentence in French, becomes the field's error."""
    try:
        return read(*args, **options)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class Line(forms.CharField):
    """One line, without anything invisible; one that is too long is refused whole.

    No `maxlength` is given to browsers: they cut what is pasted, and say nothing."""

    read: Callable[..., str] = staticmethod(text.read_line)

    def __init__(self, *, max_length: int, missing: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.longest = max_length
        self.error_messages["required"] = missing or self.error_messages["required"]

    def clean(self, value: Any) -> Any:
        typed = str(value or "")
        if self.required and not text.clean_line(typed):
            raise ValidationError(self.error_messages["required"], "required")
        return checked(self.read, typed, longest=self.longest)


class Name(Line):
    """What an association, a session, a group is called: no site's address, since names go into mails."""

    read = staticmethod(text.read_name)

    def __init__(self, *, max_length: int = text.LONGEST_NAME, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)


class PersonName(Line):
    """A person's first or last name, or both."""

    read = staticmethod(text.read_person_name)

    def __init__(self, *, max_length: int = text.LONGEST_PERSON_NAME, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)


class Role(Line):
    """What a person does in an association."""

    read = staticmethod(text.read_role)

    def __init__(self, *, max_length: int = text.LONGEST_ROLE, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)


class Text(forms.CharField):
    """Several lines, each clean like a Line's."""

    def __init__(self, *, max_length: int, rows: int = 6, missing: str = "", **options: Any) -> None:
        super().__init__(**({"widget": forms.Textarea({"rows": rows})} | options))
        self.longest = max_length
        self.error_messages["required"] = missing or self.error_messages["required"]

    def to_python(self, value: Any) -> str:
        written: str = checked(text.read_text, super().to_python(value) or "", longest=self.longest)
        return written


class Web(forms.URLField):
    """A site's address; people write it without https://."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(checked(text.read_site, str(value or "")))
