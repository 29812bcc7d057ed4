"""Files that come with statements: multipart/mixed both ways, and signatures."""

from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import orjson
import pytest

from panshi.work.learning.lrs.models import Attachment, Statement
from panshi.work.learning.lrs.tests.saying import FILE, FULL, NESTED, PLAIN, changed

ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"
NOTE, PICTURE = b"here is a simple attachment", bytes(range(256)) + b"\r\n--not a boundary\r\n"
MIXED = "multipart/mixed; boundary=-------314159265358979323846"
LINE = "---------314159265358979323846"


def described(content: bytes, **other: Any) -> dict[str, Any]:
    """A file that does not lie elsewhere."""
    said = {**FILE, "contentType": "text/plain", "length": len(content), "sha2": sha256(content).hexdigest(), **other}
    return {name: value for name, value in said.items() if name != "fileUrl" or "fileUrl" in other}


def part(content: bytes, **headers: Any) -> bytes:
    """One part with the headers that a file has, unless others are given (None: left out)."""
    usual = {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": sha256(content).hexdigest(),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}:{value}\r\n" for name, value in usual.items() if value).encode() + b"\r\n" + content


def told(statements: Any, kind: str = "application/json") -> bytes:
    return f"Content-Type: {kind}\r\n\r\n".encode() + orjson.dumps(statements)


def body(*parts: bytes) -> bytes:
    return b"".join(LINE.encode() + b"\r\n" + each + b"\r\n" for each in parts) + LINE.encode() + b"--\r\n"


def send(client: Any, content: bytes, kind: str = MIXED) -> int:
    return int(client("POST", "statements", content, headers={"Content-Type": kind}).status_code)


def with_files(*files: Any) -> dict[str, Any]:
    return {**PLAIN, "id": ID, "attachments": list(files)}


def test_files_come_and_go_with_their_statements(xapi: Any) -> None:
    said = with_files(described(NOTE), described(PICTURE, contentType="image/png"))
    assert send(xapi, body(told(said), part(NOTE), part(PICTURE, Content_Type="image/png"))) == 200
    answer = xapi("GET", "statements", statementId=ID, attachments=True)
    kind, boundary = answer.headers["Content-Type"].split("; boundary=")
    parts = answer.content.split(b"--" + boundary.encode())
    assert (kind, len(parts), parts[0], parts[-1]) == ("multipart/mixed", 5, b"", b"--\r\n")
    first = parts[1].removeprefix(b"\r\nContent-Type: application/json\r\n\r\n").removesuffix(b"\r\n")
    assert orjson.loads(first)["id"] == ID
    sent = {
        b"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "
        + sha256(NOTE).hexdigest().encode() + b"\r\n\r\n" + NOTE + b"\r\n",
        b"\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "
        + sha256(PICTURE).hexdigest().encode() + b"\r\n\r\n" + PICTURE + b"\r\n",
    }  # fmt: skip
    assert set(parts[2:4]) == sent


@pytest.mark.parametrize("asked", [{}, {"attachments": "false"}])
def test_files_are_left_out_unless_asked_for(xapi: Any, asked: dict[str, str]) -> None:
    send(xapi, body(told(with_files(described(NOTE))), part(NOTE)))
    for which in ({"statementId": ID}, {"limit": "1"}):
        answer = xapi("GET", "statements", **which, **asked)
        assert (answer.status_code, answer.headers["Content-Type"], NOTE in answer.content) == (200, "application/json", False)


def test_a_list_with_files_is_multipart_even_with_none(xapi: Any) -> None:
    answer = xapi("GET", "statements", attachments="true", headers={"Content-Type": "application/json"})
    assert answer.headers["Content-Type"].startswith("multipart/mixed; boundary=")
    assert b'{"statements":[],"more":""}' in answer.content


def test_one_file_may_belong_to_many(xapi: Any) -> None:
    said = [{**PLAIN, "attachments": [described(NOTE)]}, {**PLAIN, "attachments": [described(NOTE), described(NOTE)]}]
    assert send(xapi, body(told(said), part(NOTE))) == 200
    answer = xapi("GET", "statements", attachments="true")
    assert (Attachment.objects.count(), answer.content.count(NOTE)) == (1, 1)


def test_files_of_sub_statements(xapi: Any) -> None:
    said = {**changed(NESTED, "object.attachments", [described(NOTE)]), "id": ID}
    assert send(xapi, body(told(said))) == 400
    assert send(xapi, body(told(said), part(NOTE))) == 200
    assert NOTE in xapi("GET", "statements", statementId=ID, attachments="true").content


def test_a_file_that_lies_elsewhere_need_not_come(xapi: Any) -> None:
    assert xapi.post(with_files(FILE)) == 200
    assert send(xapi, body(told({**with_files(FILE), "id": FULL["id"]}))) in (200, 204)
    assert send(xapi, body(told(PLAIN))) == 200


def test_one_that_neither_lies_elsewhere_nor_comes(xapi: Any) -> None:
    assert xapi.post(with_files(FILE, described(NOTE))) == 400
    assert send(xapi, body(told(with_files(described(NOTE))))) == 400
    assert send(xapi, body(told(with_files(described(NOTE), described(PICTURE))), part(NOTE))) == 400
    assert Statement.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(body(told(with_files(described(NOTE))), part(NOTE), part(PICTURE)), id="a file nobody describes"),
        pytest.param(body(told(with_files(described(NOTE)), "text/plain"), part(NOTE)), id="first part is no JSON"),
        pytest.param(body(part(NOTE), told(with_files(described(NOTE)))), id="file comes first"),
        pytest.param(body(told(PLAIN), told(with_files(described(NOTE))), part(NOTE)), id="statements in two parts"),
        pytest.param(body(told(with_files(described(NOTE))), part(NOTE, X_Experience_API_Hash=None)), id="no hash"),
        pytest.param(body(told(with_files(described(NOTE))), part(NOTE, X_Experience_API_Hash="b0" * 32)), id="other hash"),
        pytest.param(body(told(with_files(described(NOTE))), part(NOTE, Content_Transfer_Encoding="base64")), id="base64"),
        pytest.param(body(told(with_files(described(NOTE))), part(NOTE, Content_Transfer_Encoding=None)), id="no encoding"),
        pytest.param(b"a\r\n" + body(told(PLAIN)), id="something before the first boundary"),
        pytest.param(told(with_files(described(NOTE))) + b"\r\n" + body(part(NOTE)), id="first part has no boundary"),
        pytest.param(body(told(with_files(described(NOTE))) + b"\r\n" + part(NOTE)), id="no boundary between"),
        pytest.param(body(told(PLAIN)).replace(b"--\r\n", b"\r\n"), id="never closed"),
        pytest.param(body(), id="no parts"),
        pytest.param(b"", id="nothing"),
        pytest.param(body(b"Content-Type: application/json\r\n\r\n{"), id="broken JSON"),
    ],
)
def test_what_is_not_as_the_specification_has_it(xapi: Any, content: bytes) -> None:
    assert send(xapi, content) == 400
    assert (Statement.objects.count(), Attachment.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "multipart/mixed;", "multipart/mixed; boundary=", "multipart/mixed; boundary=other"]
)
def test_a_boundary_must_be_named(xapi: Any, kind: str) -> None:
    assert send(xapi, body(told(PLAIN)), kind) == 400


def test_a_boundary_may_stand_in_quotes(xapi: Any) -> None:
    assert send(xapi, body(told(PLAIN)), f'Multipart/Mixed; charset=utf-8; boundary="{LINE[2:]}"') == 200


def test_lines_may_end_in_lf_alone(xapi: Any) -> None:
    content = body(told(with_files(described(NOTE))), part(NOTE)).replace(b"\r\n", b"\n")
    assert send(xapi, content) == 200
    assert bytes(Attachment.objects.get().content) == NOTE


def test_put_takes_files_too(xapi: Any) -> None:
    content = body(told(with_files(described(NOTE))), part(NOTE))
    assert xapi("PUT", "statements", content, headers={"Content-Type": MIXED}, statementId=ID).status_code == 204


def test_nobody_can_take_a_hash_away_from_its_file(xapi: Any) -> None:
    hash_of_note = sha256(NOTE).hexdigest()
    false = {**PLAIN, "attachments": [described(NOTE)]}
    assert send(xapi, body(told(false), part(b"false", X_Experience_API_Hash=hash_of_note))) == 200
    assert send(xapi, body(told(false), part(NOTE))) == 200
    assert send(xapi, body(told(false), part(b"false", X_Experience_API_Hash=hash_of_note))) == 200
    assert bytes(Attachment.objects.get().content) == NOTE


# Signatures

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


@pytest.fixture(scope="module")
def key() -> Any:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    return generate_private_key(65537, 2048)


def certificate(key: Any) -> str:
    """A certificate of the key, as x5c has it."""
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Panshi")])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), 1, datetime(2023, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
    )
    return b64encode(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)).decode()


def signed(key: Any, payload: Any, algorithm: str = "RS256", **header: Any) -> bytes:
    """A JSON web signature."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    parts = [orjson.dumps({"alg": algorithm, **header}), payload if isinstance(payload, bytes) else orjson.dumps(payload)]
    text = b".".join(urlsafe_b64encode(each).rstrip(b"=") for each in parts)
    digest = {"384": hashes.SHA384(), "512": hashes.SHA512()}.get(algorithm[2:], hashes.SHA256())
    return text + b"." + urlsafe_b64encode(key.sign(text, PKCS1v15(), digest)).rstrip(b"=")


def sent_signed(client: Any, said: Any, content: bytes, **other: Any) -> int:
    file = described(content, usageType=SIGNATURE, **{"contentType": "application/octet-stream", **other})
    # As libraries send it: a line before the first boundary, none after the last.
    whole = b"\r\n" + body(told({**said, "attachments": [file]}), part(content, Content_Type="application/octet-stream"))
    return send(client, whole.removesuffix(b"\r\n"))


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
@pytest.mark.parametrize("certified", [False, True])
def test_a_signed_statement(xapi: Any, key: Any, algorithm: str, certified: bool) -> None:
    header = {"x5c": [certificate(key)]} if certified else {}
    said = {**PLAIN, "id": ID}
    assert sent_signed(xapi, said, signed(key, said, algorithm, **header)) == 200
    assert b"eyJhbGciOi" in xapi("GET", "statements", statementId=ID, attachments="true").content


@pytest.mark.parametrize("algorithm", ["HS256", "ES256", "none", "PS256"])
def test_another_algorithm(xapi: Any, key: Any, algorithm: str) -> None:
    assert sent_signed(xapi, PLAIN, signed(key, PLAIN, algorithm)) == 400


def test_another_content_type(xapi: Any, key: Any) -> None:
    assert sent_signed(xapi, PLAIN, signed(key, PLAIN), contentType="text/plain; charset=ascii") == 400


@pytest.mark.parametrize(
    "payload",
    [
        orjson.dumps(PLAIN).replace(b'"', b"'", 1),
        b"",
        [PLAIN],
        {},
        {**PLAIN, "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"},
        changed(PLAIN, "actor.mbox", "mailto:other@example.com"),
        {**PLAIN, "result": {"success": True}},
    ],
    ids=["broken", "nothing", "array", "no statement", "other id", "other actor", "more said"],
)
def test_what_is_signed_must_be_the_statement(xapi: Any, key: Any, payload: Any) -> None:
    assert sent_signed(xapi, {**PLAIN, "id": ID}, signed(key, payload)) == 400
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"a.b", b"a.b.c", b"\xff.\xff.\xff", b"e30.e30.e30"])
def test_what_is_no_signature(xapi: Any, content: bytes) -> None:
    assert sent_signed(xapi, PLAIN, content) == 400


def test_of_durations_nothing_beyond_hundredths_is_compared(two: Any, key: Any) -> None:
    short, full = ({**PLAIN, "result": {"duration": each}} for each in ("P1DT12H36M0.12S", "P1DT12H36M0.1237S"))
    assert sent_signed(two, full, signed(key, short)) == 200


def test_a_certificate_s_key_must_have_signed(xapi: Any, key: Any) -> None:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    other = generate_private_key(65537, 2048)
    assert sent_signed(xapi, PLAIN, signed(key, PLAIN, x5c=[certificate(other)])) == 400
    for wrong in (["not a certificate"], [], "MII", [7], None):
        assert sent_signed(xapi, PLAIN, signed(key, PLAIN, x5c=wrong)) == 400


def test_a_signature_that_does_not_come(xapi: Any) -> None:
    file = {**FILE, "usageType": SIGNATURE, "contentType": "application/octet-stream"}
    assert xapi.post({**PLAIN, "attachments": [file]}) == 400
