"""Fetching official documents, from a server on loopback that is slow, wanders, lies and breaks off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import httpx
import pytest

from chatbot.catalogue.fetch import MANIFEST, FetchEntry, fetch, read_manifest
from chatbot.catalogue.fetch_receive import Limits
from chatbot.catalogue.sources import CatalogueSource
from chatbot.errors import StorageError, UsageError
from tests.catalogue.publisher import HTML, PDF, Publisher, Reply, publishing

TODAY = date(2026, 11, 21)
QUICK = Limits(max_bytes=100_000, connect_seconds=5, read_seconds=5, total_seconds=60, delay_seconds=2, attempts=2)

Fetch = Callable[..., FetchEntry]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """Run the server; a proxy of the developer's own must not come between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with publishing() as running:
        yield running


def source(url: str, id_: str = "tebiki") -> CatalogueSource:
    """Return a source of the catalogue at an address."""
    return CatalogueSource(id_, "橋の手引き", "試験県", "2026-04-01", "guidebook", "住所確認済み", "試験", url)


@pytest.fixture
def get(publisher: Publisher, tmp_path: Path) -> Fetch:
    """Fetch one address; only the publisher's host is allowed, and nobody really waits."""

    def call(url: str, *, limits: Limits = QUICK, today: date = TODAY, id_: str = "tebiki") -> FetchEntry:
        hosts = frozenset({publisher.host})
        (entry,) = fetch(
            [source(url, id_)], tmp_path, hosts=hosts, today=today, limits=limits, sleep=lambda seconds: None
        )
        return entry

    return call


def names(folder: Path) -> set[str]:
    """Return the names of all files of a folder."""
    return {path.name for path in folder.iterdir()}


# --- what comes as it should ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_a_pdf_arrives_whole(publisher: Publisher, get: Fetch, tmp_path: Path, framing: str) -> None:
    """A PDF lies byte by byte in the folder, and the manifest says where it came from, when, and its hash."""
    url = publisher.serve("/a.pdf", Reply(framing=framing))
    entry = get(url)
    assert (entry.outcome, entry.path) == ("fetched", tmp_path / "tebiki.pdf")
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF
    row = read_manifest(tmp_path)["tebiki"]
    assert (row.url, row.date, row.bytes) == (url, "2026-11-21", len(PDF))
    assert row.sha256 == hashlib.sha256(PDF).hexdigest()
    assert names(tmp_path) == {"tebiki.pdf", MANIFEST}


def test_a_page_arrives(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """A web page is kept as one, also where its address has no ending."""
    entry = get(publisher.serve("/page", Reply(HTML, "text/html; charset=utf-8")))
    assert entry.outcome == "fetched"
    assert (tmp_path / "tebiki.html").read_bytes() == HTML


def test_it_says_who_asks(publisher: Publisher, get: Fetch) -> None:
    """Every request names the program and asks for the plain bytes."""
    get(publisher.serve("/a.pdf", Reply()))
    (headers,) = publisher.headers("/a.pdf")
    assert headers["User-Agent"].startswith("infra-maintenance-chatbot")
    assert headers["Accept-Encoding"] == "identity"


def test_one_at_a_time_with_a_pause(publisher: Publisher, tmp_path: Path) -> None:
    """Sources are asked for one after another in their order, with the polite pause between any two requests."""
    wanted = [source(publisher.serve(f"/{name}.pdf", Reply()), name) for name in ("a", "b", "c")]
    publisher.serve("/b.pdf", Reply(status=302, headers={"Location": "/c.pdf"}))
    waits: list[float] = []
    seen: list[tuple[int, int, str]] = []
    entries = fetch(
        wanted,
        tmp_path,
        hosts=frozenset({publisher.host}),
        today=TODAY,
        limits=QUICK,
        sleep=waits.append,
        progress=lambda done, total, title: seen.append((done, total, title)),
    )
    assert [entry.outcome for entry in entries] == ["fetched"] * 3
    assert [path for path, _ in publisher.asked] == ["/a.pdf", "/b.pdf", "/c.pdf", "/c.pdf"]
    assert waits == [QUICK.delay_seconds] * 3
    assert [step[:2] for step in seen] == [(0, 3), (1, 3), (2, 3), (3, 3)]


# --- again ----------------------------------------------------------------------------------------------------------


def test_the_same_day_asks_for_nothing_again(publisher: Publisher, get: Fetch) -> None:
    """What was confirmed today is not asked for a second time."""
    url = publisher.serve("/a.pdf", Reply())
    assert get(url).outcome == "fetched"
    assert get(url).outcome == "unchanged"
    assert len(publisher.asked) == 1


def test_a_later_day_asks_whether_it_changed(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """On a later day the server is asked with the validator; what is unchanged only gets its new date."""
    url = publisher.serve("/a.pdf", Reply())
    get(url)
    assert get(url, today=date(2026, 12, 1)).outcome == "unchanged"
    assert "If-None-Match" in publisher.headers("/a.pdf")[1]
    assert read_manifest(tmp_path)["tebiki"].date == "2026-12-01"


def test_a_new_edition_replaces_the_old(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """A changed document takes the old one's place, also when it has become a page."""
    url = publisher.serve("/a", Reply(), Reply(HTML, "text/html"))
    get(url)
    assert get(url, today=date(2026, 12, 1)).outcome == "fetched"
    assert names(tmp_path) == {"tebiki.html", MANIFEST}


@pytest.mark.parametrize("harm", ["missing", "altered", "manifest"])
def test_what_was_harmed_is_fetched_again(publisher: Publisher, get: Fetch, tmp_path: Path, harm: str) -> None:
    """A file that is gone or altered, or a damaged manifest, is not taken for the publisher's document."""
    url = publisher.serve("/a.pdf", Reply())
    get(url)
    if harm == "missing":
        (tmp_path / "tebiki.pdf").unlink()
    else:
        (tmp_path / {"altered": "tebiki.pdf", "manifest": MANIFEST}[harm]).write_bytes(b"%PDF-1.7 something else")
    assert get(url).outcome == "fetched"
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF
    assert "If-None-Match" not in publisher.headers("/a.pdf")[1]


def test_a_failure_keeps_the_earlier_file(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """When a later fetch fails, the earlier file stays, and the reason says so."""
    url = publisher.serve("/a.pdf", Reply(), Reply(status=404, etag=False))
    get(url)
    entry = get(url, today=date(2026, 12, 1))
    assert (entry.outcome, entry.path) == ("missing", tmp_path / "tebiki.pdf")
    assert "残しています" in entry.reason
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


def test_a_manifest_names_no_file_elsewhere(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """A manifest that somebody altered cannot make the program read or remove another file."""
    url = publisher.serve("/a.pdf", Reply())
    get(url)
    victim = tmp_path.parent / "victim.pdf"
    victim.write_bytes(PDF)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][0]["file"] = "../victim.pdf"
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert get(url).path == tmp_path / "tebiki.pdf"
    assert victim.read_bytes() == PDF


# --- breaking off and going on --------------------------------------------------------------------------------------


def test_a_broken_transfer_goes_on_where_it_stopped(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """After a break the rest is asked for, with the proof that the file is still the same."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000), Reply())
    assert get(url).outcome == "fetched"
    again = publisher.headers("/a.pdf")[1]
    assert again["Range"] == "bytes=5000-"
    assert again["If-Range"].startswith('"')
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


def test_another_run_goes_on_too(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """What broke off in one run is resumed by the next; until then no half file stands under the name."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000), Reply())
    one_try = Limits(attempts=1)
    assert get(url, limits=one_try).outcome == "broken"
    assert not (tmp_path / "tebiki.pdf").exists()
    assert get(url, limits=one_try).outcome == "fetched"
    assert publisher.headers("/a.pdf")[1]["Range"] == "bytes=5000-"
    assert names(tmp_path) == {"tebiki.pdf", MANIFEST}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(Reply(ranges=False), id="no-ranges"),
        pytest.param(Reply(body=PDF.replace(b"0", b"9")), id="changed-meanwhile"),
    ],
)
def test_without_ranges_it_starts_anew(publisher: Publisher, get: Fetch, tmp_path: Path, second: Reply) -> None:
    """A server without ranges, or with a new edition meanwhile, sends the whole, which replaces the half."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000), second)
    assert get(url).outcome == "fetched"
    assert (tmp_path / "tebiki.pdf").read_bytes() == second.body


def test_without_validator_nothing_is_glued(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """A half without validator is never continued: nothing would prove that the rest belongs to it."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000, etag=False), Reply(etag=False))
    assert get(url).outcome == "fetched"
    assert "Range" not in publisher.headers("/a.pdf")[1]
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


@pytest.mark.parametrize("stated", ["bytes 4000-28510/28511", "bytes 5000-5999/28511", "bytes 5000-99/100", "nonsense"])
def test_a_wrong_rest_is_thrown_away(publisher: Publisher, get: Fetch, tmp_path: Path, stated: str) -> None:
    """A rest that is not exactly the missing one is not glued on; the next attempt starts anew."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000), Reply(content_range=stated), Reply())
    assert get(url, limits=Limits(delay_seconds=0, attempts=3)).outcome == "fetched"
    assert "Range" not in publisher.headers("/a.pdf")[2]
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


def test_a_part_that_is_longer_than_the_whole_starts_anew(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """When the server has nothing behind what is here, the part is thrown away."""
    url = publisher.serve("/a.pdf", Reply(cut=5_000), Reply())
    get(url, limits=Limits(attempts=1))
    part = tmp_path / ".tebiki.part"
    part.write_bytes(part.read_bytes() + bytes(100_000))
    assert get(url, limits=Limits(delay_seconds=0)).outcome == "fetched"
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(cut=5_000), id="shorter-than-stated"),
        pytest.param(Reply(length=len(PDF) + 100), id="states-too-much"),
        pytest.param(Reply(framing="chunked", cut=5_000), id="chunks-without-end"),
        pytest.param(Reply(framing="close", cut=5_000), id="no-length-and-no-end-of-file"),
        pytest.param(Reply(HTML, "text/html", framing="close", cut=100), id="page-without-end"),
        pytest.param(Reply(cut=0), id="nothing"),
    ],
)
def test_half_a_file_is_never_a_file(publisher: Publisher, get: Fetch, tmp_path: Path, reply: Reply) -> None:
    """However a transfer breaks off, no file appears under the name, and nothing stands in a manifest."""
    assert get(publisher.serve("/a", reply)).outcome == "broken"
    assert not {"tebiki.pdf", "tebiki.html", MANIFEST} & names(tmp_path)


# --- slow -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "limits"),
    [
        pytest.param(Reply(silent=True), Limits(read_seconds=0.2), id="silent"),
        pytest.param(Reply(pause=0.01), Limits(total_seconds=0.3), id="a-byte-at-a-time"),
    ],
)
def test_a_slow_server_is_left(publisher: Publisher, get: Fetch, reply: Reply, limits: Limits) -> None:
    """A server that says nothing, or sends byte by byte for ever, is left after the limit and not asked again."""
    assert get(publisher.serve("/a.pdf", reply), limits=limits).outcome == "timed_out"
    assert len(publisher.asked) == 1


def test_nobody_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection is unreachable, in words about the network."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with publishing() as gone:
        url, host = gone.url("/a.pdf"), gone.host
    (entry,) = fetch([source(url)], tmp_path, hosts=frozenset({host}), today=TODAY, limits=QUICK)
    assert entry.outcome == "unreachable"
    assert "プロキシ" in entry.reason


# --- where it goes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_within_the_host_are_followed(publisher: Publisher, get: Fetch, tmp_path: Path, status: int) -> None:
    """A redirect to an allowed host is followed, and the manifest names where it led."""
    publisher.serve("/new.pdf", Reply())
    assert get(publisher.serve("/old.pdf", Reply(status=status, headers={"Location": "/new.pdf"}))).outcome == "fetched"
    assert read_manifest(tmp_path)["tebiki"].final_url == publisher.url("/new.pdf")


def test_a_redirect_to_another_host_is_refused(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """A redirect to a host that is not listed is refused before a connection is opened."""
    with publishing() as stranger:
        there = stranger.serve("/evil.pdf", Reply())
        entry = get(publisher.serve("/a.pdf", Reply(status=302, headers={"Location": there})))
        assert entry.outcome == "refused"
        assert stranger.asked == []
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/x.pdf",
        "http://127.0.0.1.evil.example/x.pdf",
        "http://evil.example#@127.0.0.1:{port}/x.pdf",
        "http://user:secret@127.0.0.1:{port}/x.pdf",
        "http://127.0.0.1:{port}@evil.example/x.pdf",
        "http://127.0.0.1/x.pdf",
        "http://127.0.0.1.:{port}/x.pdf",
        "//evil.example/x.pdf",
        "file:///etc/passwd",
        "ftp://127.0.0.1:{port}/x.pdf",
        "https://169.254.169.254/latest",
        "http://[::1]:{port}/x.pdf",
        "javascript:alert(1)",
    ],
)
def test_only_the_exact_host_will_do(publisher: Publisher, get: Fetch, location: str) -> None:
    """Look-alikes of the host, other ports, names and passwords in addresses, and other schemes are refused."""
    to = location.format(port=publisher.host.rpartition(":")[2])
    entry = get(publisher.serve("/a.pdf", Reply(status=302, headers={"Location": to})))
    assert entry.outcome == "refused"
    assert [path for path, _ in publisher.asked if path != "/a.pdf"] == []


def test_a_source_outside_the_list_is_not_asked(publisher: Publisher, tmp_path: Path) -> None:
    """An address of the catalogue itself is held to the list as well."""
    url = publisher.serve("/a.pdf", Reply())
    (entry,) = fetch([source(url)], tmp_path, hosts=frozenset({"www.example.go.jp"}), today=TODAY, limits=QUICK)
    assert entry.outcome == "refused"
    assert publisher.asked == []


def test_a_redirect_out_of_encryption_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encrypted address that redirects to a plain one is refused, though the host is the same.

    The transport is a fake: a certificate for loopback would have to be trusted first.
    """
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(301, headers={"Location": "http://www.example.go.jp/a.pdf"})

    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.MockTransport(answer)))
    url = "https://www.example.go.jp/a.pdf"
    (entry,) = fetch([source(url)], tmp_path, hosts=frozenset({"www.example.go.jp"}), today=TODAY, limits=QUICK)
    assert (entry.outcome, asked) == ("refused", [url])


def test_redirects_in_a_circle_end(publisher: Publisher, get: Fetch) -> None:
    """A circle of redirects is noticed at its second round."""
    publisher.serve("/two", Reply(status=302, headers={"Location": "/one"}))
    entry = get(publisher.serve("/one", Reply(status=302, headers={"Location": "/two"})))
    assert (entry.outcome, len(publisher.asked)) == ("refused", 2)


@pytest.mark.parametrize("location", [{}, {"Location": ""}], ids=["missing", "empty"])
def test_a_redirect_to_nowhere_ends(publisher: Publisher, get: Fetch, location: dict[str, str]) -> None:
    """A redirect that does not say where to is refused."""
    assert get(publisher.serve("/a.pdf", Reply(status=302, headers=location))).outcome == "refused"


def test_endless_redirects_end(publisher: Publisher, get: Fetch) -> None:
    """A chain of ever new addresses is left after the limit."""
    for number in range(30):
        publisher.serve(f"/{number}", Reply(status=302, headers={"Location": f"/{number + 1}"}))
    assert get(publisher.url("/0")).outcome == "refused"
    assert len(publisher.asked) == QUICK.redirects + 1


# --- lies about type and size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        pytest.param("/a.pdf", Reply(HTML * 20), id="page-called-pdf"),
        pytest.param("/a.pdf", Reply(b"short"), id="few-bytes-called-pdf"),
        pytest.param("/a.pdf", Reply(b""), id="nothing-called-pdf"),
        pytest.param("/a.pdf", Reply(HTML, "text/html"), id="page-in-place-of-a-pdf"),
        pytest.param("/a", Reply(PDF, "text/html"), id="pdf-called-page"),
        pytest.param("/a", Reply(b"MZ\0\0" * 1000, "text/html"), id="program-called-page"),
        pytest.param("/a", Reply(b"MZ\0\0" * 1000, "application/octet-stream"), id="program"),
        pytest.param("/a", Reply(PDF, "application/octet-stream"), id="pdf-that-nothing-calls-so"),
        pytest.param("/a", Reply(PDF, "application/zip"), id="archive"),
        pytest.param("/a", Reply(PDF, None), id="no-type"),
        pytest.param("/a", Reply(HTML, "text/html", headers={"Content-Encoding": "gzip"}), id="compressed"),
    ],
)
def test_another_type_is_refused(publisher: Publisher, get: Fetch, tmp_path: Path, path: str, reply: Reply) -> None:
    """What is neither a PDF nor a page by its header and its first bytes is refused, and nothing of it stays."""
    assert get(publisher.serve(path, reply)).outcome == "refused"
    assert names(tmp_path) == set()


def test_a_pdf_without_type_is_known_by_its_address(publisher: Publisher, get: Fetch) -> None:
    """A server that calls a PDF just bytes is believed where the address ends in .pdf and the bytes agree."""
    assert get(publisher.serve("/a.pdf", Reply(PDF, "application/octet-stream"))).outcome == "fetched"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(length=60 * 1024 * 1024, cut=10), id="stated"),
        pytest.param(Reply(PDF * 10, framing="close"), id="unstated"),
        pytest.param(Reply(PDF * 10, framing="chunked"), id="chunks"),
    ],
)
def test_too_large_is_refused(publisher: Publisher, get: Fetch, tmp_path: Path, reply: Reply) -> None:
    """A file above the limit is refused by what is stated, or as soon as more has come; nothing of it stays."""
    assert get(publisher.serve("/a.pdf", reply)).outcome == "refused"
    assert names(tmp_path) == set()


def test_more_than_stated_is_not_taken(publisher: Publisher, get: Fetch, tmp_path: Path) -> None:
    """Bytes behind the stated length are not part of the file: what remains must still be a whole one."""
    stated = len(PDF)
    entry = get(publisher.serve("/a.pdf", Reply(PDF + b"<script>", length=stated)))
    assert entry.outcome == "fetched"
    assert (tmp_path / "tebiki.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, "missing"),
        (410, "missing"),
        (429, "busy"),
        (503, "busy"),
        (500, "busy"),
        (403, "refused"),
        (204, "refused"),
    ],
)
def test_a_refusing_server_is_asked_once(publisher: Publisher, get: Fetch, status: int, outcome: str) -> None:
    """Refusals and overload have their outcome, and the server is not asked again in the same run."""
    reply = Reply(b"" if status == 204 else HTML, "text/html", status=status, etag=False)
    entry = get(publisher.serve("/a", reply))
    assert (entry.outcome, len(publisher.asked)) == (outcome, 1)


def test_unchanged_without_a_file_is_no_success(publisher: Publisher, get: Fetch) -> None:
    """A server that says unchanged to somebody who has nothing is not believed."""
    assert get(publisher.serve("/a.pdf", Reply(b"", status=304, etag=False))).outcome == "broken"


# --- the folder -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["../escape", "a/b", "", ".hidden", "CON:1"])
def test_a_bad_id_names_no_file(publisher: Publisher, get: Fetch, id_: str) -> None:
    """An id that is no plain name is refused before anything is asked."""
    assert get(publisher.serve("/a.pdf", Reply()), id_=id_).outcome == "refused"
    assert publisher.asked == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A folder that cannot be one is wrong usage."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="フォルダー"):
        fetch([], tmp_path / "file", hosts=frozenset(), today=TODAY)


def test_a_target_that_is_a_folder_is_a_sentence(publisher: Publisher, tmp_path: Path) -> None:
    """A folder in the file's place ends in a sentence, not in a trace."""
    (tmp_path / "tebiki.pdf").mkdir()
    url = publisher.serve("/a.pdf", Reply())
    with pytest.raises(StorageError, match="書き込めません"):
        fetch([source(url)], tmp_path, hosts=frozenset({publisher.host}), today=TODAY, limits=QUICK)
