import asyncio

from alembic import context

from ledger import engine


def run(connection):
    context.configure(connection=connection)
    context.run_migrations()


async def main():
    async with engine.connect() as connection:
        await connection.run_sync(run)


asyncio.run(main())
