"""The second person's yes at the first one's workstation: in a vault with one workstation nobody has to sign out for it.

The command is the first person's; what it does is done in the second's name, once the second has proven themselves at the door
(``ProveSecond``) for exactly this content, at this workstation. Their secret is in no command.
"""

from contract.base import Command
from contract.counts import WitnessCount
from contract.drawers import SignOpening
from contract.ids import Id
from contract.vault import ConfirmCash

SecondAct = ConfirmCash | SignOpening | WitnessCount
"""What can be answered here: each is a yes that its rule takes from somebody else than whoever made what it answers."""


class SecondHere(Command, frozen=True, tag="second_here"):
    """``act`` in the name of ``second``, who stands beside the maker of this command."""

    second: Id
    act: SecondAct
