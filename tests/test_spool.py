"""The spool's files: whole or not there, each text once, whatever ends the process."""

import errno
import fcntl
import os
import resource
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from relay.core.watch import Told
from relay.inbox import CameBy, Text
from relay.spool import HALF_WRITTEN, KEPT, Spool, SpoolFull
from tests.disk import read_only, without_inodes
from tests.warm import apart
from tests.world import MERCHANT, NIGHT

TEXT = Text("SM1", MERCHANT, "+4529701595", b"nede \xff\x00", 1, NIGHT, error_code=11200)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool")


def texts(spool: Spool) -> list[Text]:
    return [text for _, text in spool.waiting()]


def older(path: Path, seconds: float) -> None:
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))


def test_a_text_is_on_the_disk_before_it_counts_as_kept(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No kill can show it: the kernel keeps what a dead process wrote, unless the power goes."""
    done: list[str] = []
    fsync, rename = os.fsync, os.rename

    def noted_fsync(file: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        fsync(file)

    def noted_rename(old: str, new: str) -> None:
        done.append("rename")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "rename", noted_rename)

    spool.keep(TEXT)

    written, renamed = done.index("file"), done.index("rename")
    assert written < renamed < len(done) - 1
    assert done[-1] == "folder"


def test_a_text_is_found_as_it_was_kept(spool: Spool) -> None:
    spool.keep(TEXT)

    (found,) = texts(spool)
    assert found.raw == TEXT.raw
    assert found.sender == MERCHANT
    assert (found.media, found.error_code, found.received_at) == (1, 11200, NIGHT)
    assert found.came_by is CameBy.SPOOL


def test_nobody_else_can_read_it(spool: Spool, tmp_path: Path) -> None:
    spool.keep(TEXT)

    (path, _) = spool.waiting()[0]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_text_is_one_file(spool: Spool) -> None:
    for _ in range(3):
        spool.keep(TEXT)

    assert spool.count() == 1


@pytest.mark.parametrize("sid", ["SM1", "../../x", "a/b", "", "\0", "æ" * 500])
def test_an_id_never_leads_out_of_the_folder(spool: Spool, tmp_path: Path, sid: str) -> None:
    spool.keep(Text(sid, MERCHANT, "", b"nede", 0, NIGHT))

    assert [text.sid for text in texts(spool)] == [sid]
    assert [path.name for path in tmp_path.iterdir()] == ["spool"]


def test_a_half_written_file_is_no_text_and_is_put_aside(spool: Spool, tmp_path: Path) -> None:
    spool.keep(TEXT)
    half = tmp_path / "spool" / "abc.half-1-1"
    half.write_text('{"sid": "SM')

    assert len(texts(spool)) == 1
    assert half.exists()  # its writer may still be at it
    older(half, HALF_WRITTEN + 1)

    assert len(texts(spool)) == 1
    assert not half.exists()
    assert (tmp_path / "spool" / "aside" / "abc.half-1-1").exists()


@pytest.mark.parametrize(
    "words", ["", "{", "[]", "null", '{"sid": "SM1"}', '{"sid":"a","raw":"%%%"}', "\udce4"]
)
def test_a_file_that_says_nothing_is_kept_aside_and_stops_no_other(
    spool: Spool, tmp_path: Path, words: str
) -> None:
    spool.keep(TEXT)
    (tmp_path / "spool" / "bad.text").write_bytes(words.encode("utf-8", "surrogateescape"))

    assert len(texts(spool)) == 1
    assert (tmp_path / "spool" / "aside" / "bad.text").exists()


def test_a_text_that_could_not_be_read_once_is_read_later_and_stops_no_other(
    spool: Spool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spool.keep(TEXT)
    ((bad, _),) = spool.waiting()
    spool.keep(replace(TEXT, sid="SM2"))
    bad.rename(tmp_path / "whole")
    bad.symlink_to(bad)  # ELOOP, an error of the disk like any other
    for _ in range(2):
        assert [text.sid for text in texts(spool)] == ["SM2"]

    (tmp_path / "whole").rename(bad)

    assert sorted(text.sid for text in texts(spool)) == ["SM1", "SM2"]
    assert not (tmp_path / "spool" / "aside").exists()
    assert caplog.text.count("could not be read and is tried again") == 1  # a try each second


def test_texts_are_found_in_the_order_they_came(spool: Spool) -> None:
    for number in (3, 1, 2):
        spool.keep(Text(f"SM{number}", MERCHANT, "", b"x", 0, NIGHT.replace(minute=number)))

    assert [text.sid for text in texts(spool)] == ["SM1", "SM2", "SM3"]


def test_who_was_told_is_known_to_the_next_process(spool: Spool, tmp_path: Path) -> None:
    spool.keep(TEXT)
    (path, _) = spool.waiting()[0]
    spool.note_told(path, {"karen": Told().again(NIGHT, is_over=True)})

    assert Spool(tmp_path / "spool").told(path) == {"karen": Told(1, NIGHT, True)}


def test_who_was_told_stays_known_for_a_day_after_the_text_was_fed_in(
    spool: Spool, tmp_path: Path
) -> None:
    spool.keep(TEXT)
    (path, _) = spool.waiting()[0]
    spool.note_told(path, {"karen": Told().again(NIGHT, is_over=True)})
    spool.remove(path)
    assert Spool(tmp_path / "spool").told(path) != {}

    older(path.with_suffix(".told"), KEPT + 1)
    spool.remove(path)

    assert Spool(tmp_path / "spool").told(path) == {}


def have_the_turn(pipe: Connection, folder: Path) -> None:
    with Spool(folder).turn() as ours:
        pipe.send(ours)
        pipe.recv()


def test_only_one_process_has_the_turn_and_a_dead_one_has_it_no_more(
    spool: Spool, tmp_path: Path
) -> None:
    spool.keep(TEXT)
    with apart(have_the_turn, tmp_path / "spool") as (holder, pipe):
        assert pipe.recv() is True
        with spool.turn() as is_ours:
            assert not is_ours

        holder.kill()
        holder.join()

    with spool.turn() as is_ours:
        assert is_ours


@pytest.mark.parametrize("disk", [read_only, without_inodes])
def test_a_turn_is_taken_where_no_file_can_be_made(
    spool: Spool, tmp_path: Path, disk: Callable[[Path], AbstractContextManager[None]]
) -> None:
    spool.keep(TEXT)

    with disk(tmp_path / "spool"), spool.turn() as is_ours:
        assert is_ours
        with Spool(tmp_path / "spool").turn() as is_theirs:
            assert not is_theirs


def test_where_nothing_can_be_locked_each_process_has_its_turn(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    spool.keep(TEXT)

    with spool.turn() as is_ours:
        assert is_ours


def keep_on_a_full_disk(pipe: Connection, folder: Path, left: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, resource.RLIM_INFINITY))
    try:
        Spool(folder).keep(TEXT)
    except SpoolFull as full:
        pipe.send(str(full))


@pytest.mark.parametrize("left", [0, 50])  # bytes
def test_a_full_disk_keeps_nothing_and_says_so(spool: Spool, tmp_path: Path, left: int) -> None:
    with apart(keep_on_a_full_disk, tmp_path / "spool", left) as (process, pipe):
        said = pipe.recv()
        process.join()

    assert said
    assert process.exitcode == 0
    assert list((tmp_path / "spool").iterdir()) == []


def note_on_a_full_disk(_: Connection, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    spool = Spool(folder)
    told = {key: Told().again(NIGHT, is_over=key != "lars") for key in ("karen", "lars", "jens-ø")}
    for path, _text in spool.waiting():
        spool.note_told(path, told)
        spool.note_told(path, told)


def test_who_was_told_on_a_full_disk_is_known_to_the_next_process(
    spool: Spool, tmp_path: Path
) -> None:
    spool.keep(TEXT)
    ((path, _),) = spool.waiting()
    with apart(note_on_a_full_disk, tmp_path / "spool") as (process, _):
        process.join()

    assert process.exitcode == 0
    assert {key for key, one in spool.told(path).items() if one.is_over} == {"karen", "jens-ø"}
    assert spool.count() == 1
    spool.remove(path)
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_full(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SpoolFull):
        Spool(tmp_path / "file" / "spool").keep(TEXT)


def keep_without_end(pipe: Connection, folder: Path) -> None:
    spool = Spool(folder)
    for number in range(100_000):
        spool.keep(replace(TEXT, sid=f"SM{number}", raw=b"nede " * 2000))
        pipe.send(number)


def test_what_was_kept_before_a_kill_is_there_and_whole(spool: Spool, tmp_path: Path) -> None:
    with apart(keep_without_end, tmp_path / "spool") as (writer, pipe):
        told = [pipe.recv() for _ in range(50)]
        writer.kill()
        with suppress(EOFError, OSError):
            while True:
                told.append(pipe.recv())

    found = {text.sid for text in texts(spool)}
    assert {f"SM{number}" for number in told} <= found
    assert all(text.raw == b"nede " * 2000 for text in texts(spool))
    assert not (tmp_path / "spool" / "aside").exists()
