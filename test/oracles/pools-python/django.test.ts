import { describe, expect, test } from 'vitest';
import { sharedPostgres } from '../../support/real-postgres.ts';
import { WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { answerOf } from './python.ts';

/** What the rules about Django's connections say, on a real server. */
const WITHOUT = WITHOUT_POSTGRES || WITHOUT_PYTHON;
const postgres = sharedPostgres(WITHOUT);


/** What a program says that runs with these settings of its database. */
async function asked(settings: string, program: string): Promise<unknown> {
  const { port } = new URL(postgres.url);
  return answerOf(`
import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "tester", "HOST": "127.0.0.1", "PORT": "${port}", ${settings}}})
django.setup()
from django.db import close_old_connections, connection


def backend():
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


${program}`);
}

describe.skipIf(WITHOUT)('Django', () => {
  test.each([
    ['', 'none'],
    ['"OPTIONS": {"pool": True}', 'none'],
    ['"OPTIONS": {"pool": True}, "CONN_MAX_AGE": 60', "ImproperlyConfigured: Pooling doesn't support persistent connections."],
    ['"OPTIONS": {"pool": True}, "CONN_MAX_AGE": None', "ImproperlyConfigured: Pooling doesn't support persistent connections."],
    ['"OPTIONS": {"pool": {"max_size": 2}}', 'ValueError: max_size must be greater or equal than min_size'],
    ['"OPTIONS": {"pool": {"min_size": 1, "max_size": 2}}', 'none'],
  ])('with %s raises %s', async (settings, expected) => {
    expect(await asked(settings, 'say(failure(backend))\nconnection.close()\nos._exit(0)')).toBe(expected);
  });

  test('has no pool with psycopg2', async () => {
    const { port } = new URL(postgres.url);
    expect(await answerOf(`
import sys

sys.modules["psycopg"] = None  # as if it were not installed
import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "tester", "HOST": "127.0.0.1", "PORT": "${port}", "OPTIONS": {"pool": True}}})
django.setup()
from django.db import connection

say(failure(connection.ensure_connection))
`)).toBe('ImproperlyConfigured: Database pooling requires psycopg >= 3');
  });

  test.each([['"CONN_MAX_AGE": 0', 3], ['', 3], ['"CONN_MAX_AGE": 60', 1]])('with %s opens so many connections for three requests', async (settings, connections) => {
    expect(await asked(settings, `
found = set()
for _ in range(3):
    close_old_connections()  # as signals do before and after a request
    found.add(backend())
    close_old_connections()
say(len(found))
`)).toBe(connections);
  });

  test('keeps a connection for each thread that ever used it, where it keeps connections', async () => {
    const program = (settings: string) => asked(settings, `
import threading


held = []


def serve():
    backend()
    close_old_connections()
    held.append(connection.connection is not None)


threads = [threading.Thread(target=serve) for _ in range(5)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
say(sum(held))
`);
    expect([await program('"CONN_MAX_AGE": 600'), await program('"CONN_MAX_AGE": 0')]).toEqual([5, 0]);
  });
});
