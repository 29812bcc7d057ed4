"""Signed statements: a JSON web signature (RFC 7515) comes as an attachment and holds the statement as it was before.

xAPI 1.0.3 Data 2.6: RS256, RS384 or RS512; where the header brings certificates (x5c), the first one's key must have signed.
"""

from base64 import b64decode, urlsafe_b64decode
from binascii import Error
from typing import Any

import orjson

from panshi.kernel.words import Words
from panshi.work.learning.lrs.rules.attachments import SIGNATURE
from panshi.work.learning.lrs.rules.comparing import same
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.statements import statement as check

NOT_A_SIGNATURE = Words("不是可读的 JSON 网络签名", "is no readable JSON web signature")
NOT_OCTETS = Words("签名的内容类型应为 application/octet-stream", "a signature's content type must be application/octet-stream")
NOT_AN_ALGORITHM = Words("签名算法应为 RS256、RS384 或 RS512", "must be signed with RS256, RS384 or RS512")
NOT_THIS_STATEMENT = Words("签的不是这条陈述", "what is signed is another statement")
NOT_BY_THIS_KEY = Words("签名与证书不符", "is not signed with the key of its certificate")


def verify(statement: dict[str, Any], described: dict[str, Any], content: bytes, at: str, edition: Edition) -> None:
    """Refuses a signature (described at `at`) that is not one of this statement."""
    if described["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
        raise Malformed(where=f"{at}.contentType", why=NOT_OCTETS)
    parts = content.split(b".")
    if len(parts) != 3:
        raise Malformed(where=at, why=NOT_A_SIGNATURE)
    header, signed = _object(parts[0], at), _object(parts[1], at)
    if header.get("alg") not in ("RS256", "RS384", "RS512"):
        raise Malformed(where=at, why=NOT_AN_ALGORITHM)
    check(signed, edition, f"{at}.payload")
    other_id = "id" in signed and "id" in statement and signed["id"].lower() != statement["id"].lower()
    if other_id or not same(signed, statement):
        raise Malformed(where=at, why=NOT_THIS_STATEMENT)
    if "x5c" in header:
        _by_certificate(header, parts, at)


def is_signature(described: dict[str, Any]) -> bool:
    """Whether an attachment is a signature of its statement."""
    return bool(described["usageType"] == SIGNATURE)


def _by_certificate(header: dict[str, Any], parts: list[bytes], at: str) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- heavy: only signed statements need it
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415 -- see above
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415 -- see above

    digests = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
    try:
        key = load_der_x509_certificate(b64decode(header["x5c"][0], validate=True)).public_key()
        if not isinstance(key, RSAPublicKey):
            raise TypeError
        key.verify(_decoded(parts[2]), b".".join(parts[:2]), PKCS1v15(), digests[header["alg"]])
    except (InvalidSignature, ValueError, TypeError, LookupError):
        raise Malformed(where=at, why=NOT_BY_THIS_KEY) from None


def _object(part: bytes, at: str) -> dict[str, Any]:
    try:
        found = orjson.loads(_decoded(part))
    except (ValueError, Error):
        raise Malformed(where=at, why=NOT_A_SIGNATURE) from None
    if type(found) is not dict:
        raise Malformed(where=at, why=NOT_A_SIGNATURE)
    return found


def _decoded(part: bytes) -> bytes:
    return urlsafe_b64decode(part + b"=" * (-len(part) % 4))
