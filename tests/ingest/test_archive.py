"""Office files before they are unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chatbot.errors import LoadError
from chatbot.ingest.archive import MAX_ENTRIES, check_office_file
from tests.ingest.samples import write_docx, write_zip_bomb


def _outcome(path: Path) -> str:
    with pytest.raises(LoadError) as caught:
        check_office_file(path)
    assert str(caught.value).endswith("。")
    return caught.value.outcome


def test_usual_file_passes(tmp_path: Path) -> None:
    """A usual document is not refused."""
    check_office_file(write_docx(tmp_path / "a.docx"))


@pytest.mark.parametrize("megabytes", [50, 250])
def test_bomb_is_rejected(tmp_path: Path, megabytes: int) -> None:
    """A file of a few kilobytes that unpacks to many megabytes is rejected by ratio or by size."""
    assert _outcome(write_zip_bomb(tmp_path / "a.docx", megabytes)) == "rejected"


def test_too_many_entries_are_rejected(tmp_path: Path) -> None:
    """One entry above the limit is too many."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(MAX_ENTRIES + 1):
            archive.writestr(f"part{number}.xml", "<a/>")
    assert _outcome(path) == "rejected"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_definition_is_rejected(tmp_path: Path, encoding: str) -> None:
    """Entities are refused in whichever encoding they hide."""
    path = tmp_path / "a.xlsx"
    laughs = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", laughs.encode(encoding))
    assert _outcome(path) == "rejected"


def test_password_protected_office_file_is_encrypted(tmp_path: Path) -> None:
    """Office writes protected files into an old container with a stream of a known name."""
    path = tmp_path / "a.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"))
    assert _outcome(path) == "encrypted"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04" + b"x" * 200, id="cut-zip"),
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 500, id="old-office"),
        pytest.param("文章".encode(), id="text"),
    ],
)
def test_other_contents_are_damaged(tmp_path: Path, data: bytes) -> None:
    """The ending alone makes no office file."""
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert _outcome(path) == "damaged"
