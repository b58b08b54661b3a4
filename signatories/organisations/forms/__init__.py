"""The forms of an association's space."""

from signatories.organisations.forms.area import AreaForm
from signatories.organisations.forms.networks import WithdrawNetworkForm
from signatories.organisations.forms.people import (
    HandOverForm,
    InviteForm,
    JoinForm,
    NameForm,
    RecognisedForm,
    RoleForm,
)
from signatories.organisations.forms.record import (
    AddressForm,
    DescriptionForm,
    IdentityForm,
    LogoForm,
    NetworksForm,
    NumbersForm,
    ThemesForm,
)

__all__ = [
    "AddressForm",
    "AreaForm",
    "DescriptionForm",
    "HandOverForm",
    "IdentityForm",
    "InviteForm",
    "JoinForm",
    "LogoForm",
    "NameForm",
    "NetworksForm",
    "NumbersForm",
    "RecognisedForm",
    "RoleForm",
    "ThemesForm",
    "WithdrawNetworkForm",
]
