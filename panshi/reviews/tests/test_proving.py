"""A proof bundle proves every number without a database, and no byte of it can be changed unnoticed."""

import json
import os
import random
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from panshi.kernel.periods import Period
from panshi.kernel.references import Reference
from panshi.ledger import kinds
from panshi.ledger.keys import verifier
from panshi.ledger.postings import Posting
from panshi.ledger.services import post_many, reverse
from panshi.reviews.proofs.bundle import write_bundle
from panshi.reviews.proofs.format import MEMBERS, Unreadable
from panshi.reviews.proofs.prove import Proof, prove
from panshi.reviews.selectors import composed_of
from panshi.reviews.services import freeze, save_review
from panshi.reviews.tests.small_year import TEMPLATE, SmallYear, entry_named, small_year

pytestmark = pytest.mark.django_db

LISTED = (
    TEMPLATE
    + """
头条有{{ titles("coverage.front_page_leads") }}。
规划{{ span("plans.culture_plan") }}，为期{{ figure("plans.culture_plan") }}；联系点{{ figure("honours.contact_point") }}。
参加{{ figure("activities.heritage_attendance") }}，{{ figure("activities.heritage_people") }}。
"""
)


def of_every_measure(year: SmallYear) -> list[Posting]:
    """A plan of 2020–2024 adopted late, one that is over, a room closed in 2022, three namings, one person at two sessions."""
    facts = [
        ("plans.plan", date(2024, 1, 9), {"area": "culture", "name": "现行规划", "from_year": 2020, "to_year": 2024}),
        ("plans.plan", date(2015, 1, 9), {"area": "culture", "name": "上一规划", "from_year": 2015, "to_year": 2019}),
        ("groups.group", date(2020, 1, 9), {"type": "reading_room", "name": "旧书屋", "until": date(2022, 5, 1)}),
    ]
    naming = {"form": "contact_point", "level": "national", "issuer": "公安部"}
    facts += [("honours.mention", date(named, 3, 1), naming) for named in (2019, 2021, 2023)]
    session = {"form": "heritage", "programme": "旧址", "title": "讲解", "leader": False, "person_category": "officer"}
    facts += [("activities.attendance", date(2023, 9, 1 + day), session) for day in range(2)]
    return [
        Posting(
            kinds.kind(key),
            year.city,
            day,
            Reference("tests.fact", str(number)),
            {name: value for name, value in dims.items() if name in {d.key for d in kinds.kind(key).dimensions}},
            person=year.people[0] if kinds.kind(key).people else None,
        )
        for number, (key, day, dims) in enumerate(facts)
    ]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A review of a year in which one lead was taken back, bundled; an entry that no number counts comes last."""
    year = small_year()
    post_many(of_every_measure(year), by=year.clerk)
    reverse(entry_named("北稿1", date(2023, 3, 2)), reason="报头误认", by=year.clerk)
    details = {"title": "一年", "unit": year.city, "period": Period.year(2023), "language": "zh", "by": year.editor}
    frozen = freeze(save_review(review=None, text=LISTED, **details), by=year.editor)
    path = tmp_path / "review.panshi"
    bundled = write_bundle(frozen, path)
    assert bundled.claims == len(composed_of(frozen).claims)
    return path


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewritten(path: Path, content: dict[str, bytes], *, with_digests: bool = False) -> Path:
    if with_digests:
        manifest = json.loads(content["manifest.json"])
        manifest["members"] = {name: sha256(content[name]).hexdigest() for name in MEMBERS}
        content["manifest.json"] = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    changed = path.with_name("changed.panshi")
    with ZipFile(changed, "w", ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return changed


def fails(path: Path) -> bool:
    try:
        return not prove(path).holds
    except Unreadable:
        return True


def numbers(proof: Proof) -> list[tuple[str, str | None]]:
    return [(proven.claim.surface, proven.counted.as_json()["value"]) for proven in proof.claims]


def test_every_number_is_counted_again_from_the_entries(bundle: Path) -> None:
    proof = prove(bundle)
    assert proof.faults == []
    assert [proven.claim.surface for proven in proof.claims if proven.fault] == []
    assert numbers(proof)[:3] == [("7篇", "7"), ("增长40%", "7"), ("1篇", "1")]
    assert ("90%", "90") in numbers(proof)
    assert numbers(proof)[-6:] == [
        ("《北稿0》", "1"),
        ("2020年—2024年", "5"),
        ("5年", "5"),
        ("3次", "3"),
        ("2人次", "2"),
        ("1名", "1"),
    ]


def test_entries_that_no_number_counts_are_left_out_by_hash(bundle: Path) -> None:
    proof = prove(bundle)
    assert (proof.entries + proof.left_out, proof.left_out) == (proof.size, 3)  # the reprint, the plan and the room of old


def test_the_key_can_be_given_from_elsewhere(bundle: Path) -> None:
    assert prove(bundle, key=verifier()).holds
    assert not prove(bundle, key="other+00000000+AQ==").holds


@pytest.mark.parametrize("name", [*MEMBERS, "manifest.json", "manifest.sig"])
@pytest.mark.parametrize("with_digests", [False, True])
def test_any_flipped_byte_is_detected(bundle: Path, name: str, with_digests: bool) -> None:
    if name == "manifest.json" and with_digests:
        pytest.skip("the manifest is what would be rewritten")
    content = members(bundle)
    if not content[name]:
        pytest.skip("nothing to flip")
    for _ in range(12):
        place = random.randrange(len(content[name]))
        bit = 1 << random.randrange(8)
        data = bytearray(content[name])
        data[place] ^= bit
        changed = rewritten(bundle, content | {name: bytes(data)}, with_digests=with_digests)
        assert fails(changed), (name, place, bit)


@pytest.mark.parametrize(("offset", "bit"), [(8, 1), (10, 1), (10, 64)], ids=["encrypted", "deflate64", "unknown"])
def test_a_member_said_to_be_packed_otherwise_makes_the_bundle_unreadable(bundle: Path, offset: int, bit: int) -> None:
    data = bytearray(bundle.read_bytes())
    data[data.rindex(b"PK\x01\x02") + offset] ^= bit
    bundle.write_bytes(data)
    with pytest.raises(Unreadable, match=bundle.name):
        prove(bundle)


def test_a_flipped_byte_anywhere_in_the_file_is_detected_or_changes_nothing(bundle: Path) -> None:
    whole, proven = bundle.read_bytes(), numbers(prove(bundle))
    for _ in range(60):
        data = bytearray(whole)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        changed = bundle.with_name("flipped.panshi")
        changed.write_bytes(data)
        try:  # a zip file has bytes that say nothing, such as the hour a member was written
            proof = prove(changed)
        except Unreadable:
            continue
        assert not proof.holds or numbers(proof) == proven


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("text.md", "刊登稿件7篇", "刊登稿件9篇"),
        ("claims.json", '"value":"7"', '"value":"8"'),
        ("claims.json", '"measure":"count"', '"measure":"sum"'),
        ("claims.json", '"original"', '"reprint"'),
        ("claims.json", '"C01"', '"C02"'),
        ("checkpoint", "panshi.local", "panshi.lokal"),
    ],
)
def test_a_forger_who_also_rewrites_the_manifest_is_detected(bundle: Path, name: str, before: str, after: str) -> None:
    content = members(bundle)
    assert before in content[name].decode()
    forged = rewritten(bundle, content | {name: content[name].decode().replace(before, after).encode()}, with_digests=True)
    proof = prove(forged)
    assert [str(fault.en) for fault in proof.faults if "signature" in fault.en] != []


def test_an_entry_taken_out_or_doubled_is_detected(bundle: Path) -> None:
    content = members(bundle)
    size = int.from_bytes(content["entries.bin"][:4], "big") + 4
    first, rest = content["entries.bin"][:size], content["entries.bin"][size:]
    for entries in (rest, first + first + rest, rest + first):
        proof = prove(rewritten(bundle, content | {"entries.bin": entries}, with_digests=True))
        assert [fault.en for fault in proof.faults if "signature" not in fault.en] != []


def test_a_file_that_is_no_bundle_is_unreadable(tmp_path: Path, bundle: Path) -> None:
    for content in (b"", b"hello", bundle.read_bytes()[: bundle.stat().st_size // 2]):
        (tmp_path / "x.panshi").write_bytes(content)
        with pytest.raises(Unreadable):
            prove(tmp_path / "x.panshi")
    with pytest.raises(Unreadable):
        prove(tmp_path / "missing.panshi")
    content = members(bundle)
    content["manifest.json"] = content["manifest.json"].replace(b'"version":1', b'"version":9')
    with pytest.raises(Unreadable):
        prove(rewritten(bundle, content))


def test_it_is_proven_without_settings_database_or_models(bundle: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from panshi.reviews.proofs.prove import prove
assert prove(Path({str(bundle)!r})).holds
assert not [name for name in sys.modules if name.endswith("models") and name.startswith("panshi")]
"""
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    assert subprocess.run([sys.executable, "-c", program], env=bare, check=False).returncode == 0


def test_the_command_says_so_and_exits_0_1_or_2(bundle: Path, tmp_path: Path) -> None:
    panshi = Path(sys.executable).with_name("panshi")
    told = os.environ | {"PANSHI_DATA": str(tmp_path / "empty")}
    told.pop("DJANGO_SETTINGS_MODULE", None)
    (tmp_path / "empty").mkdir()

    def run(path: Path) -> tuple[int, str]:
        done = subprocess.run([panshi, "prove", path], env=told, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = run(bundle)
    assert (code, said.splitlines()[0]) == (0, "✓ 7篇  主流媒体刊登稿件 = 7  (C, 2023)")
    assert said.splitlines()[-1].startswith("21 个数字已对检查点 panshi.local/ledger ")
    content = members(bundle)
    changed = rewritten(bundle, content | {"text.md": content["text.md"].replace("7篇".encode(), "8篇".encode())})
    assert run(changed)[0] == 1
    assert run(tmp_path / "none")[0] == 2
