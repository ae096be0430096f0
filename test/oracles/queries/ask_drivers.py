"""Runs cases of the rules about queries that use Django or psycopg2 and prints what each did, a line of JSON for each: [[folder, question, url], ...]."""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import django  # noqa: F401 -- once, before the processes part
import flask  # noqa: F401
import psycopg
import psycopg2  # noqa: F401

COUNTED = """
DROP TABLE IF EXISTS lines, statements; CREATE TABLE lines (title text, price int); CREATE TABLE statements (at int);
CREATE OR REPLACE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO statements VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER counted AFTER INSERT ON lines FOR EACH STATEMENT EXECUTE FUNCTION count_statement();
"""


def counted(url):
    with psycopg.connect(url) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("lines", "statements")]


def of_flask(url):
    """Seven lines through the case's own route: rows and statements."""
    with psycopg.connect(url) as connection:
        connection.execute(COUNTED)
    import shop

    answer = shop.app.test_client().post("/lines", json=[{"title": f"t{number}", "price": number} for number in range(7)])
    stored, statements = counted(url)
    return {"status": answer.status_code, "stored": stored, "statements": statements}


def of_django(question, url):
    from django.conf import settings
    from django.core.management import call_command

    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    host, name = url.removeprefix("postgres://tester@").split("/")
    address, port = host.split(":")
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "USER": "tester", "HOST": address, "PORT": port, "NAME": name}}
    settings.DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
    settings.SECRET_KEY = "x"
    django.setup()
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE IF EXISTS books_book_tags, books_book, books_author, books_tag CASCADE")
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.db import connection, connections
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from books import models, views

    author = models.Author.objects.create(name="a")
    models.Book.objects.bulk_create([models.Book(title="x", stock=400, author=author) for _ in range(5)])
    post = lambda data: views.books(RequestFactory().post("/", data))  # noqa: E731
    if question == "stock":

        def work(_):
            for _ in range(50):
                post({"book": 1, "count": 1})
            connections.close_all()

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(8)))
        return {"stock": models.Book.objects.get(id=1).stock}
    with CaptureQueriesContext(connection) as captured:
        post({"title": ["p", "q", "r"], "author": author.id})
    return {"queries": sum("INSERT" in each["sql"] for each in captured), "stored": models.Book.objects.count()}


for folder, question, url in json.loads(sys.argv[1]):
    if os.fork() == 0:
        os.environ["DATABASE_URL"] = url
        sys.path.insert(0, folder)
        os.chdir(folder)
        print(json.dumps(of_flask(url) if question == "lines" else of_django(question, url)), flush=True)
        os._exit(0)
    os.wait()
