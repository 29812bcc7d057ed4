"""Real browsers at a site whose ledger lets nobody delete an entry."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from panshi.org.models import Account, Person

SIZES = {"desk": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def entries_go_with_the_test(transactional_db: None) -> Iterator[None]:
    """The ledger lets nobody delete an entry: what guards it stands aside while the tables are emptied after the test."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        for _, sql in guards:
            cursor.execute(sql)


def opened(browser: Any, site: str, who: Person, *, patience: int = 60_000, **options: Any) -> Any:
    """A window of the browser in which the person is signed in; it waits `patience` milliseconds for what it is told to do."""
    account, _ = Account.objects.get_or_create(username=who.number)
    Person.objects.filter(pk=who.pk).update(account=account)
    client = Client()
    client.force_login(account)
    context = browser.new_context(locale="zh-CN", **options)
    context.set_default_timeout(patience)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context
