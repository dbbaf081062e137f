"""Write transactions, read-only sessions and what happens after a commit."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import InternalError, SQLAlchemyError

from bot.errors import Away, DatabaseUnusable
from models.queues.outbox import MessageSlot
from models.store.database import Database, announce


def _post(slot: str) -> MessageSlot:
    return MessageSlot(slot=slot, channel="C1", ts="1.000001")


def _count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(MessageSlot)) or 0


def _fail_halfway(database: Database) -> None:
    with database.begin() as session:
        session.add(_post("never"))
        session.flush()
        _ = 1 / 0


def test_a_write_transaction_is_committed_at_its_end(database: Database) -> None:
    with database.begin() as session:
        session.add(_post("a"))
    assert _count(database) == 1


def test_a_body_that_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(database)
    assert _count(database) == 0


def test_objects_stay_readable_after_the_commit(database: Database) -> None:
    with database.begin() as session:
        post = _post("a")
        session.add(post)
    assert post.ts == "1.000001"


def test_a_reader_sees_nothing_of_an_open_write(database: Database) -> None:
    with database.begin() as session:
        session.add(_post("a"))
        session.flush()
        assert _count(database) == 0


def test_a_session_for_reading_refuses_to_write(database: Database) -> None:
    with database.read() as session:
        session.add(_post("a"))
        with pytest.raises(RuntimeError, match=r"Database\.begin"):
            session.flush()


def test_a_transaction_after_a_plain_question_is_one_still(database: Database) -> None:
    with database.read_connection() as connection:
        connection.execute(select(func.count()).select_from(MessageSlot))
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(database)
    assert _count(database) == 0


def test_postgres_refuses_what_a_session_for_reading_writes_behind_its_back(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.read() as session, pytest.raises(InternalError, match="read-only transaction"):
        session.execute(insert(MessageSlot).values(slot="a", channel="C1", ts="1.000001"))
    with database.begin() as session:
        session.add(_post("b"))
    assert _count(database) == 1
    database.dispose()


@pytest.mark.parametrize("patience", [0.0, 10.0])
def test_connections_whose_server_went_away_are_replaced_before_they_are_used(
    postgres_url: str, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.engine.ASK_AFTER_S", patience)
    database, other = Database(postgres_url), Database(postgres_url)
    with database.read_connection() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
    with other.read_connection() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:backend, 5000)"), {"backend": backend})
    with database.begin() as session:
        session.add(_post("a"))
    assert _count(database) == 1
    database.dispose()
    other.dispose()


def test_a_connection_that_its_driver_closed_is_replaced_before_it_is_used(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.read_connection() as connection:
        driver = connection.connection.driver_connection
    assert driver is not None
    driver.close()
    assert _count(database) == 0
    database.dispose()


def test_a_write_transaction_inside_another_is_refused_at_once(database: Database) -> None:
    with database.begin(), pytest.raises(RuntimeError, match="already open in this thread"), database.begin():
        pass
    with database.begin() as session:
        session.add(_post("a"))
    assert _count(database) == 1


def test_callbacks_hear_of_announced_commits_and_not_of_rollbacks_or_of_quiet_ones(
    database: Database,
) -> None:
    heard: list[int] = []
    database.on_commit(lambda: heard.append(_count(database)))
    with database.begin() as session:
        session.add(_post("a"))
        announce(session)
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(database)
    with database.begin() as session:
        session.add(_post("c"))
    assert heard == [1]


def test_twenty_threads_writing_at_once_lose_nothing(database: Database) -> None:
    failures: list[Exception] = []

    def write(name: int) -> None:
        try:
            for number in range(10):
                with database.begin() as session:
                    session.add(_post(f"{name}/{number}"))
        except SQLAlchemyError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert _count(database) == 200


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "a database address"),
        ("mysql://root@localhost/tam", "works with sqlite and postgresql"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
    ],
)
def test_an_address_that_cannot_serve_is_refused_in_plain_words(url: str, said: str) -> None:
    with pytest.raises(DatabaseUnusable, match=said):
        Database(url)


def test_a_bare_postgresql_address_gets_the_driver_that_is_installed() -> None:
    assert Database("postgresql://u@localhost/tam").url.drivername == "postgresql+psycopg"


def test_a_password_is_never_shown() -> None:
    database = Database("postgresql+psycopg://tam:hush@127.0.0.1:1/tam")
    with pytest.raises(Away, match="cannot be used") as raised:
        database.check_schema()
    assert "hush" not in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_a_write_that_hangs_is_not_waited_for_without_end(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.database.LONGEST_TURN_S", 0.01)
    database = Database(sqlite_url)

    def another_write() -> None:
        with database.begin():
            pass

    with ThreadPoolExecutor(1) as pool, database.begin():
        for _ in range(2):  # a turn that was not had leaves the thread free to ask again
            with pytest.raises(TimeoutError, match=r"^another write has held the database for 0\.01 s$"):
                pool.submit(another_write).result()
    another_write()
    database.dispose()
