"""A mandate as it is typed at the counter: up to four signatories and two rules, and the command that asks for it. Pure; no Qt.

A mandate of more people or more bands is changed by the bank's own hand (``python -m server accounts mandate``), never cut short here.
"""

from dataclasses import dataclass

from contract.customers import Band, CustomerFact, MandateFact, SetMandate, Signatory, SignatoryRole, Signing

ROWS, BANDS = 4, 2


@dataclass(frozen=True)
class MandateForm:
    """``people`` are (name, role), empty names left out. ``upto`` is in minor units, 0: ``signing`` counts for every amount."""

    people: tuple[tuple[str, str], ...] = ()
    signing: str = Signing.ANY_ONE.value
    upto: int = 0
    above: str = Signing.ALL.value
    note: str = ""


def fits(mandate: MandateFact | None) -> bool:
    """Whether the form can hold all of it."""
    return mandate is None or (len(mandate.signatories) <= ROWS and len(mandate.bands) <= BANDS)


def form_of(mandate: MandateFact | None, customer: CustomerFact) -> MandateForm:
    """What is on file; without a mandate the holder alone."""
    if mandate is None or not mandate.signatories:
        return MandateForm(((customer.full_name, SignatoryRole.HOLDER.value),))
    people = tuple((one.name, one.role.value) for one in mandate.signatories)
    first, last = mandate.bands[0], mandate.bands[-1]
    return MandateForm(people, first.signing.value, first.upto, last.signing.value, mandate.note)


def fault(form: MandateForm) -> str:
    """Why nobody could pay by it, as an error's code; "" where somebody can. The server asks the same again."""
    names = [name.casefold() for name, _ in form.people]
    several = {form.signing, *({form.above} if form.upto else ())} - {Signing.ANY_ONE.value}
    wrong = not names or len(set(names)) < len(names) or (several and len(names) < 2)
    return "mandate_unfit" if wrong else ""


def command_of(form: MandateForm, account: str, before: MandateFact | None) -> SetMandate:
    """What is asked for. Whoever signed before keeps their specimen and their place among the customers."""
    known = {one.name.casefold(): one for one in before.signatories} if before else {}
    people = []
    for name, role in form.people:
        old = known.get(name.casefold())
        people.append(Signatory(name=name, role=SignatoryRole(role), signature=old.signature if old else None,
                                customer=old.customer if old else None))  # fmt: skip
    bands = [Band(signing=Signing(form.signing), upto=form.upto)]
    if form.upto:
        bands.append(Band(signing=Signing(form.above)))
    return SetMandate(account=account, signatories=tuple(people), bands=tuple(bands), note=form.note)
