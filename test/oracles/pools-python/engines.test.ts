import { describe, expect, test } from 'vitest';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { answerOf } from './python.ts';

/** What the rules about engines say of SQLAlchemy, on a real server. */
const WITHOUT = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const postgres = sharedPostgres(WITHOUT);
const environment = () => ({ URL: postgres.url.replace('postgres://', 'postgresql+psycopg2://'), PLAIN: postgres.url.replace('postgres://', '') });


const ENGINE = `
import gc, threading, time
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool
`;

describe.skipIf(WITHOUT)('SQLAlchemy', () => {
  test('knows no dialect postgres', async () => {
    expect(await answerOf(`${ENGINE}say(failure(lambda: create_engine("postgres://" + os.environ["PLAIN"])))`, environment()))
      .toContain("NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres");
  });

  test('takes async drivers for async engines only, and psycopg for both', async () => {
    const answer = await answerOf(`${ENGINE}
def ask(driver):
    with create_engine("postgresql+%s://%s" % (driver, os.environ["PLAIN"])).connect() as connection:
        connection.execute(text("select 1"))


def make(driver):
    create_async_engine("postgresql+%s://%s" % (driver, os.environ["PLAIN"]))


say([failure(lambda: ask("asyncpg"))[:16], failure(lambda: make("psycopg2"))[:19], failure(lambda: make("asyncpg")), failure(lambda: make("psycopg")), failure(lambda: ask("psycopg"))])
`, environment());
    expect(answer).toEqual(['MissingGreenlet:', 'InvalidRequestError', 'none', 'none', 'none']);
  });

  test('makes more threads than connections wait, and fails what waits longest', async () => {
    const answer = await answerOf(`${ENGINE}
def failures(size):
    engine = create_engine(os.environ["URL"], pool_size=size, max_overflow=0, pool_timeout=0.3)
    found, others = [], threading.Event()

    def held():
        with engine.connect():
            found.append("none")
            others.wait()

    def ask():
        failed = failure(held)
        if failed != "none":
            found.append(failed)

    def watch():
        while len(found) < 8:
            time.sleep(0.01)
        others.set()

    threading.Thread(target=watch).start()
    threads = [threading.Thread(target=ask) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [each for each in found if each != "none"]


say([failures(8), len(failures(3)), failures(3)[0]])
`, environment());
    expect(answer).toEqual([[], 5, expect.stringContaining('TimeoutError: QueuePool limit of size 3 overflow 0 reached, connection timed out')]);
  });

  test.each([['max_overflow=-1', 30], ['pool_size=0', 30], ['pool_size=4, max_overflow=2', 6]])('opens with %s up to so many of 30 wanted', async (options, most) => {
    const answer = await answerOf(`${ENGINE}
engine = create_engine(os.environ["URL"], pool_timeout=0.1, ${options})
held = []
failure(lambda: [held.append(engine.connect()) for _ in range(30)])
say(len(held))
`, environment());
    expect(answer).toBe(most);
  });

  test('keeps the connection of a session that nobody closes, until Python collects it', async () => {
    const answer = await answerOf(`${ENGINE}
gc.disable()
engine = create_engine(os.environ["URL"])
Session = sessionmaker(engine)


def forget():
    session = Session()
    session.execute(text("select 1"))


def close():
    with Session() as session:
        session.execute(text("select 1"))


[forget() for _ in range(3)]
kept = engine.pool.checkedout()
[close() for _ in range(3)]
beside = engine.pool.checkedout()
gc.collect()
say([kept, beside, engine.pool.checkedout()])
`, environment());
    expect(answer).toEqual([3, 3, 0]);
  });

  test('hands out a dead connection after a restart, unless the pool asks first; an age does not help', async () => {
    const answer = await answerOf(`${ENGINE}
def after_a_restart(**options):
    engine = create_engine(os.environ["URL"], **options)
    ask = lambda: engine.connect().execute(text("select 1")).close()
    ask()
    gc.collect()
    other = create_engine(os.environ["URL"], poolclass=NullPool)
    with other.connect() as connection:
        connection.execute(text("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = 'tester'"))
    return failure(ask).split(":")[0]


say([after_a_restart(), after_a_restart(pool_recycle=7200), after_a_restart(pool_pre_ping=True)])
`, environment());
    expect(answer).toEqual([expect.stringContaining('OperationalError'), expect.stringContaining('OperationalError'), 'none']);
  });

  test('opens a connection for each use with NullPool', async () => {
    const answer = await answerOf(`${ENGINE}
def backends(**options):
    engine = create_engine(os.environ["URL"], **options)
    found = set()
    for _ in range(3):
        with engine.connect() as connection:
            found.add(connection.scalar(text("select pg_backend_pid()")))
    return len(found)


say([backends(), backends(poolclass=NullPool)])
`, environment());
    expect(answer).toEqual([1, 3]);
  });

  test('shares one socket between the children of a fork, unless they dispose of it', async () => {
    const answer = await answerOf(`${ENGINE}
def wrong(dispose):
    engine = create_engine(os.environ["URL"], pool_size=1, max_overflow=0)
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    children = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            if dispose:
                engine.dispose(close=False)
            bad = 0
            for turn in range(120):
                try:
                    with engine.connect() as connection:
                        bad += connection.scalar(text("select %d" % (number * 1000 + turn))) != number * 1000 + turn
                except BaseException:
                    bad += 1
            os._exit(1 if bad else 0)
        children.append(child)
    if not dispose:
        time.sleep(2)  # some wait for ever for an answer that the other child has read
    spoilt = 0
    for child in children:
        done, status = os.waitpid(child, 0 if dispose else os.WNOHANG)
        if done == 0:
            os.kill(child, 9)
            os.waitpid(child, 0)
        spoilt += done == 0 or status != 0
    return spoilt > 0


say([wrong(True), wrong(False)])
`, environment());
    expect(answer).toEqual([false, true]);
  });
});
