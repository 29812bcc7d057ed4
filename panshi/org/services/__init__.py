"""What changes the organisation: units opened, renamed, moved and closed; people employed, posted and excused; roles."""

from panshi.org.services.lending import (
    BeyondOwnDays,
    BeyondOwnPart,
    LentOn,
    LentToOneself,
    NotLent,
    NotYours,
    delegate,
    take_back,
)
from panshi.org.services.people import (
    AlreadyExcused,
    AlreadyPosted,
    NotOnStrength,
    UnitClosed,
    discharge,
    employ,
    excuse,
    transfer,
)
from panshi.org.services.roles import AlreadyHeld, EndsBeforeItStarts, LastAdministrator, OwnGrant, end_role, grant_role
from panshi.org.services.units import CodeTaken, StillInUse, UnderItself, close_unit, move_unit, open_unit, rename_unit

__all__ = [
    "AlreadyExcused",
    "AlreadyHeld",
    "AlreadyPosted",
    "BeyondOwnDays",
    "BeyondOwnPart",
    "CodeTaken",
    "EndsBeforeItStarts",
    "LastAdministrator",
    "LentOn",
    "LentToOneself",
    "NotLent",
    "NotOnStrength",
    "NotYours",
    "OwnGrant",
    "StillInUse",
    "UnderItself",
    "UnitClosed",
    "close_unit",
    "delegate",
    "discharge",
    "employ",
    "end_role",
    "excuse",
    "grant_role",
    "move_unit",
    "open_unit",
    "rename_unit",
    "take_back",
    "transfer",
]
