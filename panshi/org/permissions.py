"""Which role may do what. A room adds its own permissions by calling `permit` when it is loaded.

A permission is `noun.verb`; holding a role in a unit gives its permissions there and in everything below.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import rules

from panshi.kernel.words import Words
from panshi.org.choices import Power, Role

if TYPE_CHECKING:
    from panshi.org.models import Unit

LABELS: dict[str, Words] = {}
_roles: dict[str, set[str]] = defaultdict(set)
_entrusted: dict[Power, list[str]] = defaultdict(list)


def permit(permission: str, label: Words, *roles: Role) -> None:
    """Lets every holder of one of `roles` do `permission` in their part of the tree."""
    LABELS[permission] = label
    _roles[permission].update(role.value for role in roles)
    rules.set_perm(permission, _held_in_unit(permission))


def roles_with(permission: str) -> frozenset[str]:
    """The roles that give `permission`; an unknown permission is a bug."""
    assert permission in LABELS, f"no permission {permission!r}"
    return frozenset(_roles[permission])


def entrust(power: Power, permission: str) -> None:
    """Lets a token with `power` do `permission`, where the person it stands for may; what is never entrusted no token does."""
    assert permission in LABELS, f"no permission {permission!r}"
    _entrusted[power].append(permission)


def entrusted(power: Power) -> tuple[str, ...]:
    """The permissions that come with `power`."""
    return tuple(_entrusted[power])


def _held_in_unit(permission: str) -> rules.predicates.Predicate:
    @rules.predicate(name=permission)
    def held(account: object, unit: Unit) -> bool:
        from panshi.org.selectors import allowed  # noqa: PLC0415 -- selectors need the models loaded, rules are made before

        person = getattr(account, "person", None)
        return person is not None and allowed(person=person, permission=permission, unit=unit)

    return held


EVERYONE = tuple(Role)
permit("figures.view", Words("看数字", "see figures"), *EVERYONE)
permit("entries.view", Words("看记录", "see entries"), *EVERYONE)
permit(
    "figures.define",
    Words("定义数字", "define figures"),
    Role.CLERK,
    Role.EDITOR,
    Role.TRAINER,
    Role.CULTURE_OFFICER,
    Role.LEADER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
permit("reviews.view", Words("看综述", "read reviews"), *EVERYONE)
permit("reviews.write", Words("写综述", "write reviews"), Role.EDITOR, Role.REVIEWER, Role.LEADER)
permit("reviews.freeze", Words("定稿综述", "freeze reviews"), Role.REVIEWER, Role.LEADER)
permit(
    "reviews.check",
    Words("核对文章", "check texts"),
    Role.CLERK,
    Role.CORRESPONDENT,
    Role.EDITOR,
    Role.REVIEWER,
    Role.LEADER,
    Role.AUDITOR,
)
permit("reviews.teach", Words("教核对认数字", "teach the checker"), Role.EDITOR, Role.REVIEWER, Role.LEADER)
permit("ledger.audit", Words("审计账本", "audit the ledger"), Role.AUDITOR, Role.LEADER, Role.ADMINISTRATOR)
permit("ledger.seal", Words("封存账本", "seal the ledger"), Role.AUDITOR, Role.ADMINISTRATOR)
permit("org.manage", Words("管理单位与人员", "manage units and people"), Role.ADMINISTRATOR)
permit(
    "org.view_people",
    Words("看人员", "see people by name"),
    *(role for role in EVERYONE if role not in (Role.MEMBER, Role.CORRESPONDENT)),
)
permit(
    "api.tokens",
    Words("制作 API 令牌", "make API tokens"),
    Role.CLERK,
    Role.EDITOR,
    Role.LEADER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
entrust(Power.READ, "figures.view")
entrust(Power.READ, "entries.view")
