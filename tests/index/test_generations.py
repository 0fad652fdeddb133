"""The index on disk: batches, locks, rebuilding beside the old one, crashes."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from tongming.engines.index import Index, IndexBusy, IndexMissing, IndexOutdated, SearchRecord, rebuild

from .conftest import keys, library, record


def generations(index: Index) -> list[str]:
    return sorted(folder.name for folder in (index.path / "generations").iterdir())


def bytes_on_disk(index: Index) -> bytes:
    return b"".join(file.read_bytes() for file in index.path.rglob("*") if file.is_file())


def fill(index: Index, count: int = 3) -> None:
    with index.writer() as writer:
        for number in range(count):
            writer.add(record(number, f"养老服务办法{number}"))


def test_a_reader_sees_every_finished_batch(empty):
    fill(empty)
    assert len(keys(empty, "养老服务")) == 3
    with empty.writer() as writer:
        writer.delete("1")
        writer.add(record(7, "养老服务细则"))
        assert sorted(keys(empty, "养老服务")) == [0, 1, 2]
    assert sorted(keys(empty, "养老服务")) == [0, 2, 7]


def test_another_index_object_sees_it_too(empty):
    other = Index(empty.path)
    fill(empty)
    assert len(keys(other, "养老服务")) == 3
    with empty.writer() as writer:
        writer.delete("0")
    assert len(keys(other, "养老服务")) == 2


def test_adding_a_key_again_replaces_its_record(empty):
    fill(empty, 1)
    with empty.writer() as writer:
        writer.add(record(0, "新的标题"))
    assert keys(empty, "养老服务") == []
    assert keys(empty, "标题:新的标题") == [0]


def test_a_series_is_deleted_with_all_its_records(empty):
    with empty.writer() as writer:
        writer.add(SearchRecord(key="document:1", series="1", kind="document", title="养老服务办法"))
        writer.add(
            SearchRecord(key="interpretation:1", series="1", kind="interpretation", title="养老服务办法解读")
        )
    with empty.writer() as writer:
        writer.delete("1")
    assert empty.reader().count == 0


def test_a_batch_that_fails_changes_nothing(empty):
    fill(empty)

    def fail() -> None:
        with empty.writer() as writer:
            writer.delete("0")
            writer.add(record(9, "养老服务细则"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert sorted(keys(empty, "养老服务")) == [0, 1, 2]
    fill(empty, 1)


def test_a_second_writer_is_told_that_the_index_is_busy(empty):
    with empty.writer(), pytest.raises(IndexBusy), Index(empty.path).writer():
        pass
    fill(empty)


def test_a_writer_in_another_process_is_told_too(empty):
    program = f"from tongming.engines.index import Index, IndexBusy\ntry:\n    with Index({str(empty.path)!r}).writer(): pass\nexcept IndexBusy: print('busy')"
    with empty.writer():
        answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "busy"


def test_a_missing_index_and_one_of_another_version_are_named(empty):
    with pytest.raises(IndexMissing):
        empty.reader()
    fill(empty)
    (next((empty.path / "generations").iterdir()) / "version.txt").write_text("0-old")
    with pytest.raises(IndexOutdated, match="rebuild"):
        Index(empty.path).reader()
    assert Index(empty.path).rebuild(library) == 7
    assert Index(empty.path).reader().count == 7


def test_a_rebuild_replaces_everything_and_leaves_one_generation(empty):
    fill(empty)
    before = generations(empty)
    assert rebuild(library, empty.path) == 7
    assert empty.reader().count == 7
    assert keys(empty, "标题:“养老服务办法0”") == []
    assert len(generations(empty)) == 1
    assert generations(empty) != before


def test_a_rebuild_drops_the_words_of_deleted_records_from_the_disk(empty):
    secret = "欧阳雪晴".encode()
    with empty.writer() as writer:
        writer.add(record(1, "公示", "欧阳雪晴的补贴", keywords=("欧阳雪晴",)))
        writer.add(record(2, "办法"))
    with empty.writer() as writer:
        writer.delete("1")
    empty.rebuild(lambda: [record(2, "办法")])
    assert secret not in bytes_on_disk(empty)
    assert keys(empty, "欧阳雪晴") == []


def test_a_held_reader_goes_on_after_a_rebuild(empty):
    fill(empty)
    held = empty.reader()
    empty.rebuild(library)
    assert held.search("养老服务").total == 3
    assert held.search("养老服务").hits[0].title.startswith("养老服务办法")
    assert empty.reader() is not held


def test_changes_during_a_rebuild_are_caught_up(empty):
    fill(empty)
    changed: list[SearchRecord] = []

    def source():
        yield record(0, "养老服务办法0")
        with empty.writer() as writer:  # somebody writes to the old index meanwhile
            writer.add(record(5, "养老服务细则"))
            changed.append(record(5, "养老服务细则"))
        yield record(1, "养老服务办法1")

    def catch_up(writer):
        with pytest.raises(IndexBusy), empty.writer():
            pass
        for entry in changed:
            writer.delete(entry.series)
            writer.add(entry)

    empty.rebuild(source, catch_up=catch_up)
    assert sorted(keys(empty, "养老服务")) == [0, 1, 5]


def test_a_rebuild_that_fails_leaves_the_old_index(empty):
    fill(empty)

    def source():
        yield record(1, "养老服务办法")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        empty.rebuild(source)
    assert len(keys(empty, "养老服务")) == 3
    empty.rebuild(library)
    assert len(generations(empty)) == 1


def test_two_rebuilds_at_once_are_refused(empty):
    def source():
        with pytest.raises(IndexBusy):
            Index(empty.path).rebuild(library)
        return library()

    assert empty.rebuild(source) == 7


def test_searching_while_rebuilding_never_fails(empty):
    fill(empty)
    stop = threading.Event()
    failures: list[BaseException] = []
    totals: set[int] = set()

    def search() -> None:
        own = Index(empty.path)
        while not stop.is_set():
            try:
                totals.add(own.search("养老服务").total)
                own.suggest("yanglao")
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test must name it
                failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for round_number in range(12):
        size = 5 + round_number % 2
        empty.rebuild(lambda size=size: [record(number, f"养老服务办法{number}") for number in range(size)])
        with empty.writer() as writer:
            writer.add(record(99, "养老服务细则"))
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert totals <= {3, 5, 6, 7}


@pytest.mark.parametrize("delay", [0.05, 0.4])
def test_killing_a_rebuild_leaves_the_old_index_usable(empty, delay):
    fill(empty)
    program = textwrap.dedent(f"""
        import sys
        from tongming.engines.index import SearchRecord, rebuild
        def source():
            print("began", flush=True)
            number = 0
            while True:
                number += 1
                yield SearchRecord(key=str(number), series=str(number), kind="document", title="安全生产办法", text="安全生产" * 50)
        rebuild(source, {str(empty.path)!r})
    """)
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert len(keys(empty, "养老服务")) == 3
    fill(empty, 4)
    assert len(keys(empty, "养老服务")) == 4
    assert empty.rebuild(library) == 7
    assert len(generations(empty)) == 1


@pytest.mark.parametrize("step", ["create", "use", "remove_unused"])
def test_a_crash_before_or_after_the_swap_leaves_one_of_the_two_indexes(empty, monkeypatch, step):
    from tongming.engines.index.store import Store

    fill(empty)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, step, crash)
    with pytest.raises(KeyboardInterrupt):
        empty.rebuild(library)
    monkeypatch.undo()
    assert Index(empty.path).reader().count == (7 if step == "remove_unused" else 3)
    empty.rebuild(library)
    assert len(generations(empty)) == 1


def texts_size(index: Index) -> int:
    return sum(file.stat().st_size for file in index.path.glob("generations/*/texts.bin"))


def test_a_record_written_again_keeps_its_text_where_it_is(empty):
    with empty.writer() as writer:
        writer.add(record(1, "养老服务办法", "养老服务由社区提供。"))
    before = texts_size(empty)
    with empty.writer() as writer:
        writer.add(record(1, "养老服务办法（修订）", "养老服务由社区提供。"))
    assert texts_size(empty) == before
    assert "社区" in "".join(text for text, _ in empty.search("养老服务").hits[0].snippet_segments)


def test_a_forgotten_batch_takes_its_texts_back(empty):
    fill(empty)
    before = texts_size(empty)
    with pytest.raises(RuntimeError), empty.writer() as writer:
        writer.add(record(90, "养老服务办法", "养老服务条例。" * 5000))
        raise RuntimeError
    assert texts_size(empty) == before
    with empty.writer() as writer:
        writer.add(record(91, "高龄津贴办法", "高龄津贴按月发放。"))
    assert "按月发放" in "".join(text for text, _ in empty.search("高龄津贴").hits[0].snippet_segments)
