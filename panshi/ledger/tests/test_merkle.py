"""The tree against pymerkle, and against itself: any split into batches, every proof, and no proof of what is not so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from panshi.ledger import merkle
from panshi.ledger.merkle import Tree


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(b"%d" % number) for number in range(size)]


def grown(hashes: list[bytes]) -> merkle.Subtrees:
    return lambda height, index: merkle.whole_root(hashes[index << height : (index + 1) << height])


@pytest.fixture(scope="module")
def library() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(700):
        tree.append_entry(b"%d" % number)
    return tree


def root(size: int) -> bytes:
    tree = Tree()
    tree.extend(leaves(size))
    return tree.root()


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Tree().root() == bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 700])
def test_roots_are_those_of_the_library(size: int, library: InmemoryTree) -> None:
    assert root(size) == library.get_root(size)


@given(st.lists(st.integers(0, 900), max_size=6))
def test_any_split_into_batches_gives_the_same_root_and_tiles(sizes: list[int]) -> None:
    hashes, tree, tiles = leaves(sum(sizes)), Tree(), {}
    for size in sizes:
        for run in tree.extend(hashes[tree.size : tree.size + size]):
            assert run.first // 256 == (run.first + len(run.hashes) - 1) // 256
            for place, value in enumerate(run.hashes, run.first):
                assert (run.level, place) not in tiles
                tiles[run.level, place] = value
    once = Tree()
    whole = {(run.level, place): value for run in once.extend(hashes) for place, value in enumerate(run.hashes, run.first)}
    assert tree.root() == once.root()
    assert tiles == whole


@given(st.data())
def test_inclusion_proofs_are_the_librarys_and_hold(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 700))
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    proof = merkle.inclusion(index, size, grown(hashes))
    assert merkle.includes(leaf=hashes[index], index=index, size=size, proof=proof, root=root(size))
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index)) if size > 1 else None
    if other is not None:
        assert not merkle.includes(leaf=hashes[index], index=other, size=size, proof=proof, root=root(size))
        assert not merkle.includes(leaf=hashes[other], index=index, size=size, proof=proof, root=root(size))
    assert not merkle.includes(leaf=hashes[index], index=index, size=size, proof=(*proof, hashes[0]), root=root(size))
    assert not merkle.includes(leaf=hashes[index], index=index, size=size, proof=proof[1:], root=root(size)) or not proof


@pytest.mark.parametrize("size", [1, 2, 3, 100, 255, 256, 257, 600, 700])
def test_inclusion_paths_equal_the_librarys(size: int, library: InmemoryTree) -> None:
    at = grown(leaves(size))
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        assert list(merkle.inclusion(index, size, at)) == library.prove_inclusion(index + 1, size).path[1:]


def test_consistency_proofs_are_those_of_the_standards_example() -> None:
    # RFC 6962, 2.1.3: seven leaves d0…d6; a, b, c, d, e, f, j are their hashes, g = ab, h = cd, i = ef, k = gh, l = ij.
    a, b, c, d, e, f, j = leaves(7)
    g, h, i = merkle.node_hash(a, b), merkle.node_hash(c, d), merkle.node_hash(e, f)
    k, at = merkle.node_hash(g, h), grown(leaves(7))
    assert merkle.consistency(3, 7, at) == (c, d, g, merkle.node_hash(i, j))
    assert merkle.consistency(4, 7, at) == (merkle.node_hash(i, j),)
    assert merkle.consistency(6, 7, at) == (i, j, k)
    assert merkle.inclusion(0, 7, at) == (b, h, merkle.node_hash(i, j))
    assert merkle.inclusion(6, 7, at) == (i, k)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (4, 8), (255, 256), (256, 257), (300, 700), (512, 700), (699, 700)])
def test_consistency_proofs_lead_from_the_librarys_one_root_to_the_other(old: int, new: int, library: InmemoryTree) -> None:
    proof = merkle.consistency(old, new, grown(leaves(new)))
    assert merkle.extends(old=old, new=new, proof=proof, old_root=library.get_root(old), new_root=library.get_root(new))


@given(st.data())
def test_consistency_proofs_hold_and_no_other_root_passes(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, 700))
    old = data.draw(st.integers(0, new))
    proof = merkle.consistency(old, new, grown(leaves(new)))
    assert merkle.extends(old=old, new=new, proof=proof, old_root=root(old), new_root=root(new))
    wrong = merkle.leaf_hash(b"wrong")
    assert not merkle.extends(old=old, new=new, proof=proof, old_root=wrong, new_root=root(new))
    if old:
        assert not merkle.extends(old=old, new=new, proof=proof, old_root=root(old), new_root=wrong)
        assert not merkle.extends(old=old, new=new, proof=(*proof, wrong), old_root=root(old), new_root=root(new))
