"""Runs cases of the rules about queries against a real PostgreSQL and prints what each asked, a line of JSON for each: [[folder, question, url], ...]."""
import asyncio
import importlib
import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import fastapi  # noqa: F401 -- once, before the processes part
from sqlalchemy import create_engine, event, insert, select
from sqlalchemy.orm import Session


def answer(folder, question):
    sys.path.insert(0, folder)
    os.chdir(folder)
    database, models, shop = [importlib.import_module(name) for name in ("database", "models", "shop")]
    url = os.environ["DATABASE_URL"].replace("+asyncpg", "")
    plain = create_engine(url)
    models.Base.metadata.drop_all(plain)
    models.Base.metadata.create_all(plain)
    with Session(plain) as session:
        session.add_all([models.Customer(id=number, name=f"c{number}") for number in range(1, 6)])
        session.add(models.Wallet(id=1, balance=400 if question == "withdrawals" else 0))
        session.flush()
        if question == "relations":
            session.add_all([models.Order(customer_id=number, total=1) for number in range(1, 6)])
        if question == "lines":
            session.add(models.Order(id=1, customer_id=1, total=1))
        session.commit()

    asked = Counter()
    engine = getattr(database.engine, "sync_engine", database.engine)

    @event.listens_for(engine, "before_cursor_execute")
    def count(connection, cursor, statement, parameters, context, executemany):
        asked[statement.split()[0].lower()] += 1

    @event.listens_for(engine, "commit")
    def commit(connection):
        asked["commit"] += 1

    def stored(model):
        with Session(plain) as session:
            return len(session.scalars(select(model)).all())

    def balance():
        with Session(plain) as session:
            return int(session.get(models.Wallet, 1).balance)

    def together(step):
        """Eight threads, fifty times each."""

        def work(_):
            for _ in range(50):
                with database.SessionLocal() as session:
                    step(session)

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(8)))

    result = {}
    if question == "orders":
        with database.SessionLocal() as session:
            shop.orders([{"customer_id": number, "total": 1} for number in range(1, 6)], session)
        result["stored"] = stored(models.Order)
    elif question == "lines":
        with database.SessionLocal() as session:
            shop.lines(["a", " b ", "c"], 1, session)
            shop.lines([], 1, session)
        result["stored"] = stored(models.Line)
    elif question == "empty":
        with database.SessionLocal() as session:
            try:
                session.execute(insert(models.Customer), [])
                session.commit()
                result["stored"] = stored(models.Customer)
            except Exception as error:
                result["error"] = type(error).__name__
    elif question == "relations":
        with database.SessionLocal() as session:
            result["rows"] = len(shop.orders(session))
    elif question == "deposits":
        together(lambda session: shop.deposits([{"wallet": 1, "amount": 1}], session))
        result["balance"] = balance()
    elif question == "withdrawals":
        together(lambda session: shop.withdraw(1, 1, session))
        result["balance"] = balance()
    elif question == "refresh":

        async def run():
            async with database.SessionLocal() as session:
                models_before = dict(asked)
                result["number"] = (await shop.order(5, session))["number"]
                return models_before

        # An order of no customer: the column takes one here.
        models.Order.__table__.c.customer_id.default = None
        models.Order.customer_id.property.columns[0].nullable = True
        models.Base.metadata.drop_all(plain)
        models.Base.metadata.create_all(plain)
        asyncio.run(run())
    return {**result, "asked": asked}


for folder, question, url in json.loads(sys.argv[1]):
    if os.fork() == 0:
        os.environ["DATABASE_URL"] = url
        print(json.dumps(answer(folder, question)), flush=True)
        os._exit(0)
    os.wait()
