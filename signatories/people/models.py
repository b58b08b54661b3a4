"""People who sign in, and the roles that some hold in the federation's team. Nobody has a password."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from qpv_charter.toolkit.mailboxes import same_mailbox
from qpv_charter.toolkit.text import LONGEST_KEY, key_of
from signatories.territories.models import Department

ERASED = "personne effacée"  # what is said of somebody whose data were erased


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> QuerySet["User"]:
        """People, each with whether they hold a role: nothing more is then asked of those who hold none."""
        held = Role.objects.current().filter(user=OuterRef("pk"))
        return super().get_queryset().annotate(holds_a_role=Exists(held))

    def team(self, *kinds: "Role.Kind") -> QuerySet["User"]:
        """Who holds one of these roles today; the whole team when none is named."""
        held = Role.objects.current().filter(kind__in=kinds or Role.TEAM)
        return self.filter(is_active=True, pk__in=held.values("user"))

    def create_user(self, email: str, **fields: Any) -> "User":
        """A person known by an e-mail address; signs in by an e-mailed code or a passkey."""
        user = self.model(email=same_mailbox(email), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The first national animator, for `manage.py createsuperuser`; a password given there is not kept.

        Somebody already known is that very person; twice does no harm."""
        del password
        user = self.filter(email__iexact=same_mailbox(email)).first() or self.create_user(email, **fields)
        if not user.roles.current().filter(kind=Role.Kind.NATIONAL).exists():  # not `holds`, which remembers
            Role.objects.give(user, kind=Role.Kind.NATIONAL)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=same_mailbox(email or ""))


class User(AbstractBaseUser):
    """A person; what the team may do comes from `roles`. Anonymised in place when erased, never deleted."""

    email = models.EmailField("adresse e-mail", max_length=254)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    # The whole name folded, by which she is found.
    name_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    is_active = models.BooleanField("peut se connecter", default=True)
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = key_of(self.full_name)
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        super().refresh_from_db(*args, **options)
        for known in ("holds_a_role", "current_roles"):
            self.__dict__.pop(known, None)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @cached_property
    def current_roles(self) -> list["Role"]:
        """The roles held today (one query, none for who was read as holding none), once for each instance."""
        return list(self.roles.current()) if getattr(self, "holds_a_role", True) and self.is_active else []

    def holds(self, *kinds: "Role.Kind") -> bool:
        """Whether one of these roles is held today."""
        return any(role.kind in kinds for role in self.current_roles)

    @property
    def is_staff(self) -> bool:
        """The federation's team, in Django's words."""
        return self.holds(*Role.TEAM)

    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """The admin is the national animators'; what nobody may do, its pages refuse."""
        return self.holds(Role.Kind.NATIONAL)

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002  # Django's signature
        return self.holds(Role.Kind.NATIONAL)


class FormerAddress(models.Model):
    """An address that somebody proved was theirs and then left: what was done under it is still to be forgotten
    with them. It lets nobody in."""

    user = models.ForeignKey(User, models.PROTECT, related_name="former_addresses", verbose_name="personne")
    email = models.EmailField("adresse e-mail", max_length=254)
    left_at = models.DateTimeField("quittée le", default=timezone.now)

    class Meta:
        verbose_name = "ancienne adresse"
        verbose_name_plural = "anciennes adresses"
        constraints = [models.UniqueConstraint("user", "email", name="former_address_once_for_a_person")]

    def __str__(self) -> str:
        return self.email


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self) -> "RoleQuerySet":
        return self.filter(ended_at=None)

    def give(
        self, user: User, *, kind: "Role.Kind", department: Department | None = None, by: User | None = None
    ) -> "Role":
        """A new row; `by` is None for the first national animator. For `team.actions`, where who may is asked."""
        return self.create(user=user, kind=kind, department=department, given_by=by)


class Role(models.Model):
    """What somebody is here, from a day to another; never changed: ended, and given anew.

    A territorial animator holds one for each department. A role that is not of the team (relais, guest) will add
    its kind, and the place it is held in."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "animation nationale"
        TERRITORIAL = "territorial", "animation territoriale"
        COMMITTEE = "committee", "lecture pour le comité de suivi"
        CONFIDED = "confided", "lecture de ce qui est confié"

    TEAM = (Kind.NATIONAL, Kind.TERRITORIAL, Kind.COMMITTEE, Kind.CONFIDED)

    user = models.ForeignKey(User, models.PROTECT, related_name="roles", verbose_name="personne")
    kind = models.CharField("rôle", max_length=12, choices=Kind)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="département"
    )
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="donné par"
    )
    started_at = models.DateTimeField("depuis", default=timezone.now)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="terminé par"
    )
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle"
        ordering = ["kind", "department", "started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "kind",
                condition=Q(ended_at=None, department=None),
                name="role_once_at_a_time",
                violation_error_message="Cette personne a déjà ce rôle.",
            ),
            models.UniqueConstraint(
                "user",
                "kind",
                "department",
                condition=Q(ended_at=None, department__isnull=False),
                name="role_once_at_a_time_in_a_department",
                violation_error_message="Cette personne a déjà ce rôle dans ce département.",
            ),
            models.CheckConstraint(
                condition=Q(kind="territorial", department__isnull=False)
                | ~Q(kind="territorial") & Q(department=None),
                name="role_territorial_has_department",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="role_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="role_ended_has_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.label}"

    @property
    def label(self) -> str:
        """The role in words, with the department where it is held."""
        return f"{self.get_kind_display()} ({self.department})" if self.department else self.get_kind_display()
