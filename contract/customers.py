"""Customers: a person with phone, card, flags and pictures; and who signs for an account."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Wire
from contract.calendar import DAY
from contract.ids import Code, Id, Sha256
from contract.staff import Name, Reason

Phone = Annotated[str, msgspec.Meta(pattern=r"^(\+[1-9][0-9]{6,14})?(?!\n)$", description="E.164 or empty")]
CardNumber = Annotated[
    str, msgspec.Meta(max_length=24, description="e.g. GHA-123456789-0; the form is data of the country")
]


IMAGE_BYTES_MAX = 512 * 1024
"""A photo or signature is no larger, on the way up and on the way down."""


class Flag(StrEnum):
    """What a teller must know before an amount can be typed. STOP and DECEASED refuse postings."""

    STOP = "stop"
    DECEASED = "deceased"
    DORMANT = "dormant"
    POLITICALLY_EXPOSED = "politically_exposed"
    MEMO = "memo"


class ImageKind(StrEnum):
    PHOTO = "photo"
    SIGNATURE = "signature"


class RegisterCustomer(Command, frozen=True, tag="register_customer"):
    """``branch`` is named by who belongs to none (the bank's own hand); else it is the maker's."""

    customer: Id
    number: Code
    full_name: Name
    phone: Phone = ""
    card_number: CardNumber = ""
    birth_date: Annotated[str, msgspec.Meta(pattern=rf"^({DAY})?(?!\n)$")] = ""
    digital_address: Annotated[str, msgspec.Meta(max_length=20)] = ""
    tier: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    branch: Id | None = None


class FlagCustomer(Command, frozen=True, tag="flag_customer"):
    customer: Id
    flags: Annotated[tuple[Flag, ...], msgspec.Meta(max_length=5)]
    memo: Annotated[str, msgspec.Meta(max_length=400)] = ""


class LiftFlag(Command, frozen=True, tag="lift_flag"):
    """One flag goes, for a reason: a dormant customer is awake again, a stop is released. The others stay."""

    customer: Id
    flag: Flag
    reason: Reason


class SetCustomerImage(Command, frozen=True, tag="set_customer_image"):
    """Names an uploaded file (by its SHA-256) as the photo or signature."""

    customer: Id
    image: ImageKind
    file: Sha256


class Signing(StrEnum):
    """How many of an account's signatories a payment takes."""

    ANY_ONE = "any_one"
    ANY_TWO = "any_two"
    ALL = "all"


class SignatoryRole(StrEnum):
    HOLDER = "holder"
    JOINT = "joint"
    AGENT = "agent"
    OFFICER = "officer"


class Signatory(Wire, frozen=True):
    """Somebody who signs for an account. ``signature`` names an uploaded file by its SHA-256 (None: no specimen on file)."""

    name: Name
    role: SignatoryRole = SignatoryRole.HOLDER
    signature: Sha256 | None = None
    customer: Id | None = None


class Band(Wire, frozen=True):
    """Up to ``upto`` minor units of the account's currency so many sign; 0: whatever is above the other bands."""

    signing: Signing
    upto: Annotated[int, msgspec.Meta(ge=0, le=99_999_999_999_999)] = 0


class SetMandate(Command, frozen=True, tag="set_mandate"):
    """Who signs for an account; it replaces the mandate before. No ``bands``: any one signs for any amount. ``note`` is what the
    paper says besides.
    """

    account: Id
    signatories: Annotated[tuple[Signatory, ...], msgspec.Meta(min_length=1, max_length=8)]
    bands: Annotated[tuple[Band, ...], msgspec.Meta(max_length=4)] = ()
    note: Annotated[str, msgspec.Meta(max_length=140)] = ""


ENTRIES_MAX = 500
"""Journal entries in one erasure."""


ERASED = "-"
"""The name of a person whose data went out of the bank."""


class EraseCustomer(Command, frozen=True, tag="erase_customer"):
    """A person's data goes out of the bank; what was booked stays. ``entries`` are the journal's sequences whose body and facts go."""

    customer: Id
    reason: Reason
    entries: Annotated[tuple[Annotated[int, msgspec.Meta(ge=1)], ...], msgspec.Meta(max_length=ENTRIES_MAX)] = ()


class CustomerFact(Fact, frozen=True, tag="customer"):
    customer: Id
    number: str
    full_name: str
    branch: Id
    phone: str = ""
    card_number: str = ""
    birth_date: str = ""
    digital_address: str = ""
    tier: int = 1
    flags: tuple[Flag, ...] = ()
    memo: str = ""
    photo: str = ""
    signature: str = ""
    since: str = ""


class MandateFact(Fact, frozen=True, tag="mandate"):
    """Who signs for an account, as it holds since ``at``. No signatories: the mandate was erased with its person."""

    account: Id
    branch: Id
    signatories: tuple[Signatory, ...]
    bands: tuple[Band, ...]
    note: str = ""
    at: str = ""
