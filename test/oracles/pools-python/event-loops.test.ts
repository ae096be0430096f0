import { describe, expect, test } from 'vitest';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { startRedis, WITHOUT_REDIS } from '../../support/real-redis.ts';
import { WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { answerOf } from './python.ts';

/** What the rules about async sessions and event loops say, on a real server. */
const WITHOUT = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const postgres = sharedPostgres(WITHOUT);
const environment = () => ({ URL: postgres.url.replace('postgres://', 'postgresql+asyncpg://'), DSN: postgres.url });


const ENGINE = `
import asyncio
import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import NullPool


class Base(DeclarativeBase):
    pass


class Boat(Base):
    __tablename__ = "boats"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def names(results):
    return sorted(type(each).__name__ for each in results if isinstance(each, BaseException))


`;

describe.skipIf(WITHOUT)('an async session', () => {
  test('cannot load again what a commit has expired', async () => {
    const answer = await answerOf(`${ENGINE}
async def main():
    engine = create_async_engine(os.environ["URL"])
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    found = []
    for options, refreshes in ({}, False), ({}, True), ({"expire_on_commit": False}, False):
        async with async_sessionmaker(engine, **options)() as session:
            boat = Boat(name="Pamir")
            session.add(boat)
            await session.commit()
            if refreshes:
                await session.refresh(boat)
            found.append([failure(lambda: boat.id).split(":")[0], failure(lambda: boat.name).split(":")[0]])
    await engine.dispose()
    return found


say(asyncio.run(main()))
`, environment());
    expect(answer).toEqual([['MissingGreenlet', 'MissingGreenlet'], ['none', 'none'], ['none', 'none']]);
  });

  test('is for one coroutine at a time, and so is a connection of asyncpg', async () => {
    const answer = await answerOf(`${ENGINE}
async def main():
    engine = create_async_engine(os.environ["URL"])
    Session = async_sessionmaker(engine)
    async with Session() as session:
        gathered = await asyncio.gather(*[session.execute(text("select pg_sleep(0.05)")) for _ in range(3)], return_exceptions=True)
    async with Session() as session:
        in_turn = [await session.execute(text("select 1")) for _ in range(3)]
    await engine.dispose()
    connection = await asyncpg.connect(os.environ["DSN"])
    alone = await asyncio.gather(*[connection.execute("select pg_sleep(0.05)") for _ in range(3)], return_exceptions=True)
    await connection.close()
    return [names(gathered), names(in_turn), names(alone)]


say(asyncio.run(main()))
`, environment());
    expect(answer).toEqual([['InvalidRequestError', 'InvalidRequestError'], [], ['InterfaceError', 'InterfaceError']]);
  });
});

describe.skipIf(WITHOUT)('a second event loop', () => {
  test('finds the connections of the first one in the engine, unless it keeps none or was disposed of', async () => {
    const answer = await answerOf(`${ENGINE}
def second(disposes=False, **options):
    engine = create_async_engine(os.environ["URL"], **options)

    async def ask():
        async with engine.connect() as connection:
            await connection.execute(text("select 1"))
        if disposes:
            await engine.dispose()

    return [failure(lambda: asyncio.run(ask())) for _ in range(2)]


first, *rest = second(), second(poolclass=NullPool), second(disposes=True)
say([first[0], first[1].split(":")[0], *rest])
`, environment());
    expect(answer).toEqual(['none', expect.stringMatching(/RuntimeError|InterfaceError|AttributeError/), ['none', 'none'], ['none', 'none']]);
  });

  test('finds those of the first one in a pool of asyncpg', async () => {
    const answer = await answerOf(`${ENGINE}
pool = None


async def ask():
    global pool
    pool = pool or await asyncpg.create_pool(os.environ["DSN"], min_size=1, max_size=1)
    return await pool.fetchval("select 1")


say([failure(lambda: asyncio.run(ask())), failure(lambda: asyncio.run(ask())) != "none"])
`, environment());
    expect(answer).toEqual(['none', true]);
  });
});

test.skipIf(WITHOUT_PYTHON || WITHOUT_REDIS)('a second event loop finds the connection of the first one in a client of Redis', async () => {
  const redis = await startRedis();
  try {
    const answer = await answerOf(`
import asyncio
import redis.asyncio

client = redis.asyncio.from_url(os.environ["REDIS"])


async def ask():
    return await client.get("tide")


say([failure(lambda: asyncio.run(ask())) for _ in range(2)])
`, { REDIS: redis.url });
    expect(answer).toEqual(['none', expect.stringContaining('RuntimeError: Event loop is closed')]);
  } finally {
    await redis.stop();
  }
});
