"""People who sign in: contacts of associations and the federation's team. Nobody has a password."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from qpv_charter.toolkit.mailboxes import same_mailbox

ERASED = "personne effacée"  # what is said of somebody whose data were erased


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":
        """A person known by an e-mail address; signs in by an e-mailed code or a passkey."""
        user = self.model(email=same_mailbox(email), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """For `manage.py createsuperuser`; a password given there is not kept."""
        del password
        return self.create_user(email, **(fields | {"is_staff": True, "is_superuser": True}))

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=same_mailbox(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person. `is_staff` is the federation's team. Anonymised in place when erased, never deleted."""

    email = models.EmailField("adresse e-mail", max_length=254)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    is_active = models.BooleanField("peut se connecter", default=True)
    is_staff = models.BooleanField("membre de l’équipe d’animation", default=False)
    date_joined = models.DateTimeField("depuis", default=timezone.now, editable=False)
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "personne"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_any_case",
                violation_error_message="Cette adresse e-mail est déjà utilisée.",
            ),
        ]

    def __str__(self) -> str:
        return ERASED if self.erased_at else self.full_name or self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """The team is two or three people with the same rights; what nobody may do, the admin pages refuse."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002  # Django's signature
        return self.is_active and self.is_staff

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
