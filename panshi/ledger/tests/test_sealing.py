"""Seals: signed checkpoints over the tree of all entries, and the proofs that lead to them."""

import base64
import stat
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection, transaction

from panshi.ledger import keys, merkle, notes, sealing, selectors, services
from panshi.ledger.canonical import entry_bytes
from panshi.ledger.tests.test_posting import session
from panshi.org.models import Person, Unit


def post(city: Unit, clerk: Person, *numbers: int) -> None:
    services.post_many([session(city, str(number)) for number in numbers], by=clerk)


def test_an_empty_ledger_has_nothing_to_seal(city: Unit) -> None:
    assert services.seal() is None
    assert selectors.latest_checkpoint() is None
    assert selectors.checkpoint_covering(1) is None


def test_a_checkpoint_states_size_and_root_and_anyone_can_check_it(city: Unit, clerk: Person) -> None:
    post(city, clerk, *range(5))
    checkpoint = services.seal()
    assert checkpoint is not None
    statement = notes.Statement.parse(notes.opened(checkpoint.note, by=keys.verifier()))
    assert statement == notes.Statement(settings.ORIGIN, 5, checkpoint.root)
    assert checkpoint.note.split("\n")[:3] == [settings.ORIGIN, "5", base64.b64encode(checkpoint.root).decode()]
    assert checkpoint.note.split("\n")[4].startswith(f"— {settings.ORIGIN} ")
    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600


def test_sealing_again_with_nothing_new_gives_the_same_checkpoint(city: Unit, clerk: Person) -> None:
    post(city, clerk, 1)
    assert services.seal() == services.seal()
    assert len(selectors.checkpoints()) == 1


def test_many_small_seals_give_the_root_of_one_large(city: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for low, high in ((0, 1), (1, 255), (255, 256), (256, 258), (258, 600)):
        post(city, clerk, *range(low, high))
        checkpoint = services.seal()
    assert checkpoint is not None
    tree = merkle.Tree()
    tree.extend([merkle.leaf_hash(entry_bytes(entry)) for entry in selectors.entries(range(1, 601))])
    assert (checkpoint.size, checkpoint.root) == (600, tree.root())
    for seq in (1, 2, 255, 256, 257, 600):
        proof = selectors.inclusion_proof(seq, 600)
        leaf = merkle.leaf_hash(entry_bytes(selectors.entry(seq)))
        assert leaf == selectors.leaf_hash(seq)
        assert merkle.includes(leaf=leaf, index=seq - 1, size=600, proof=proof, root=tree.root())
    sizes = [1, 255, 256, 258, 600]
    assert [checkpoint.size for checkpoint in reversed(selectors.checkpoints())] == sizes
    for old in selectors.checkpoints():
        proof = selectors.consistency_proof(old.size, 600)
        assert merkle.extends(old=old.size, new=600, proof=proof, old_root=old.root, new_root=tree.root())


def test_a_long_backlog_is_sealed_in_rounds(city: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ROUND", 40)
    post(city, clerk, *range(100))
    services.seal()
    assert [checkpoint.size for checkpoint in selectors.checkpoints()] == [100, 80, 40]
    covering = selectors.checkpoint_covering(41)
    assert covering is not None
    assert covering.size == 80


def test_nothing_is_sealed_on_top_of_hashes_that_were_changed(city: Unit, clerk: Person) -> None:
    post(city, clerk, 1, 2, 3)
    services.seal()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_tile_no_UPDATE")
        cursor.execute("UPDATE ledger_tile SET hashes = zeroblob(96)")
    post(city, clerk, 4)
    with pytest.raises(sealing.TreeDiffers, match="到第 3 条为止"):
        services.seal()


def test_a_lost_key_is_not_replaced(city: Unit, clerk: Person) -> None:
    post(city, clerk, 1)
    services.seal()
    kept = keys.path().read_bytes()
    keys.path().unlink()
    try:
        post(city, clerk, 2)
        with pytest.raises(keys.KeyMissing, match="请从备份恢复"):
            services.seal()
    finally:
        keys.path().write_bytes(kept)
        keys.path().chmod(0o600)


def test_a_note_opens_for_its_own_key_alone() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    note = notes.sign("text\n", name="here", key=key)
    assert notes.opened(note, by=notes.verifier("here", key.public_key())) == "text\n"
    witnessed = note + notes.sign("text\n", name="witness", key=other).split("\n\n")[1]
    assert notes.opened(witnessed, by=notes.verifier("here", key.public_key())) == "text\n"
    for wrong in (note.replace("text", "next"), note.replace("here", "there"), "text\n", "", note.replace("— here ", "— here !")):
        with pytest.raises(notes.BadNote):
            notes.opened(wrong, by=notes.verifier("here", key.public_key()))
    for by in (notes.verifier("here", other.public_key()), notes.verifier("there", key.public_key()), "nonsense", "a+b+c"):
        with pytest.raises(notes.BadNote):
            notes.opened(note, by=by)


def test_a_note_of_the_standards_own_example_opens() -> None:
    # golang.org/x/mod/sumdb/note: the example key PeterNeumann and its signed text.
    vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    note = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert notes.opened(note, by=vkey).endswith("problem is.\n")


@pytest.mark.parametrize(
    "text", ["", "a\n1\n", "a\nx\nAAAA\n", "a\n01\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n"]
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.BadCheckpoint):
        notes.Statement.parse(text)


@pytest.mark.parametrize("table", ["ledger_tile", "ledger_checkpoint"])
def test_the_database_refuses_to_change_tiles_and_checkpoints(table: str, city: Unit, clerk: Person) -> None:
    post(city, clerk, 1)
    services.seal()
    column = {"ledger_tile": "first", "ledger_checkpoint": "size"}[table]
    for statement in (f"UPDATE {table} SET {column} = 9", f"DELETE FROM {table}"):
        with pytest.raises(Error, match="are never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_command_says_what_it_sealed(city: Unit, clerk: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seal")
    post(city, clerk, 1, 2)
    call_command("seal")
    call_command("seal")
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_checkpoint_is_a_value(city: Unit, clerk: Person) -> None:
    post(city, clerk, 1)
    checkpoint = services.seal()
    assert checkpoint is not None
    assert replace(checkpoint) == selectors.latest_checkpoint()
