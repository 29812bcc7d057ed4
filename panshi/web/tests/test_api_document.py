"""Every operation of the API, called as its document says and as it does not: it never breaks, and answers as documented."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from panshi.org.choices import Role
from panshi.org.models import Unit
from panshi.org.services import tokens
from panshi.work.registers import services
from panshi.work.registers.models import Record
from panshi.work.registers.tests.calling import Program, session

from .conftest import hired

NOT_ASKED = [positive_data_acceptance]
"""That whatever fits the document is accepted: the rules of the ledger reach farther than a schema."""


@pytest.fixture
def document(county: Unit, tmp_path, settings) -> Iterator[schemathesis.BaseSchema]:
    """The document of a site with one record, verified, and the program that calls."""
    settings.MEDIA_ROOT = tmp_path
    program = Program(hired("P3", "白川", Role.CLERK, county, "clerk"), county)
    made = program.report(session()).json()["records"][0]["id"]
    services.verify(Record.objects.get(pk=made), by=hired("P4", "吴越", Role.VERIFIER, county, "verifier"))
    # All calls are within the test's own transaction, whose connection Django would close after each.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    found.secret = program.secret
    yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


EVERY = settings(max_examples=8, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
def test_every_operation_answers_as_documented(document: schemathesis.BaseSchema) -> None:
    headers = {"Authorization": f"Bearer {document.secret}", "Accept-Encoding": "identity"}
    called = []
    for operation in (found.ok() for found in document.get_all_operations()):

        @EVERY
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers, excluded_checks=NOT_ASKED)

        with patch.object(tokens, "CALLS_A_MINUTE", 10**6):
            answers()
        called.append(operation.label)
    assert len(called) == 16
