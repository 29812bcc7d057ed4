"""Files are there whole or not at all, and are known by what they hold."""

from pathlib import Path

import pytest

from panshi.kernel.files import paper_type, shown_stem, write_whole


def test_a_file_is_written_with_its_folder_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "ab" / "abcd.webp"
    write_whole(place, b"one")
    write_whole(place, b"two", lasting=False)
    assert (place.read_bytes(), list(place.parent.iterdir())) == (b"two", [place])


def test_a_file_that_cannot_take_its_place_leaves_what_is_there_and_no_half(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "kept").write_bytes(b"kept")
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"new")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["taken", "taken/kept"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", ("jpg", "image/jpeg")),
        (b"\x89PNG\r\n\x1a\n", ("png", "image/png")),
        (b"%PDF-1.7", ("pdf", "application/pdf")),
        (b"MZ", None),
        (b"", None),
    ],
)
def test_a_paper_is_known_by_its_first_bytes(content: bytes, kind: tuple[str, str] | None) -> None:
    assert paper_type(content) == kind


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("签到.jpg", "签到"),
        ("../../etc/passwd", "passwd"),
        ("a\u202eb\x00.pdf", "ab"),
        ("\x01.pdf", "3f"),
        ("字" * 300, "字" * 180),
    ],
)
def test_a_file_is_shown_by_a_name_that_can_be_read(name: str, stem: str) -> None:
    assert shown_stem(name, otherwise="3f") == stem
