import { describe, expect, it } from 'vitest';
import { appJson } from '../../src/adapters/app-json.ts';
import { compose } from '../../src/adapters/compose.ts';
import { herokuYml } from '../../src/adapters/heroku-yml.ts';
import { pgbouncer } from '../../src/adapters/pgbouncer.ts';
import { postgresqlConf } from '../../src/adapters/postgresql-conf.ts';
import { render } from '../../src/adapters/render.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Pooler } from '../../src/model/facts/data.ts';
import type { Reading } from '../../src/model/statement.ts';
import { readText, shownReading, textAt } from './shown.ts';

/** `name clients/size+reserve databases`, with the text that each number stands on. */
function shownPoolers({ statements }: Reading): readonly string[] {
  const poolers = statements.flatMap(({ fact }) => (fact.name === 'database.poolers' && fact.state === 'known' ? (fact.value as readonly Pooler[]) : []));
  const number = (fact: Fact<number>) => (fact.state === 'known' ? `${fact.value}${textAt(fact) === '' ? ' by default' : ` at ${textAt(fact)}`}` : `? ${fact.state === 'unresolved' ? fact.reason : ''}`);
  return poolers.map(({ at, clients, poolSize, reserve, databases }) =>
    [at.value, number(clients), number(poolSize), number(reserve), ...databases.map((each) => `${each.at.value}${each.poolSize === undefined ? '' : `=${each.poolSize.value} at ${textAt(each.poolSize)}`}`)].join(' | '));
}

const composed = (image: string, environment: string) => readText(compose, 'compose.yaml', `services:\n  bouncer:\n    image: ${image}\n    environment:\n${environment}`);

describe('PgBouncer in a compose file', () => {
  it.each([
    ['a map', 'edoburu/pgbouncer:v1', '      MAX_CLIENT_CONN: 500\n      DEFAULT_POOL_SIZE: "40"\n', 'bouncer | 500 at 500 | 40 at 40 | 0 by default'],
    ['a list', 'edoburu/pgbouncer', '      - "MAX_CLIENT_CONN=500"\n      - RESERVE_POOL_SIZE=3 # more\n', 'bouncer | 500 at 500 | 20 by default | 3 at 3'],
    ["Bitnami's names", 'bitnami/pgbouncer:1.24', '      PGBOUNCER_MAX_CLIENT_CONN: "200"\n      MAX: 1\n', 'bouncer | 200 at 200 | 20 by default | 0 by default'],
    ['another registry', 'ghcr.io/acme/pgbouncer@sha256:aa', '      DEFAULT_POOL_SIZE: 7\n', 'bouncer | 100 by default | 7 at 7 | 0 by default'],
    ['a variable', 'edoburu/pgbouncer', '      MAX_CLIENT_CONN: ${CLIENTS}\n', 'bouncer | ? it comes from the environment | 20 by default | 0 by default'],
    ['a variable with a default', 'edoburu/pgbouncer', '      MAX_CLIENT_CONN: ${CLIENTS:-250}\n', 'bouncer | 250 at 250 | 20 by default | 0 by default'],
    ['an image of a variable', '${IMAGE:-edoburu/pgbouncer:1}', '      MAX_CLIENT_CONN: 1\n', 'bouncer | 1 at 1 | 20 by default | 0 by default'],
  ])('with %s', async (_title, image, environment, expected) => {
    expect(shownPoolers(await composed(image, environment))).toEqual([expected]);
  });

  it('is no exporter of its metrics', async () => {
    expect(shownPoolers(await composed('prometheuscommunity/pgbouncer-exporter', '      MAX_CLIENT_CONN: 5\n'))).toEqual([]);
  });
});

describe('pgbouncer.ini', () => {
  it('reads sizes, and databases with sizes of their own', async () => {
    const text = '[databases]\r\nshop = host=db pool_size=30 dbname=shop\r\n* = host=db min_pool_size=4\r\n\r\n[pgbouncer]\r\nMax_Client_Conn = 400\r\n; default_pool_size = 5\r\n\tlisten_port = 6432\r\nreserve_pool_size=2';
    expect(shownPoolers(await readText(pgbouncer, 'a/pgbouncer.ini', text))).toEqual(['a/pgbouncer.ini | 400 at 400 | 20 by default | 2 at 2 | shop=30 at 30 | *']);
  });

  it('says of a file that does not parse where it breaks', async () => {
    expect(shownReading(await readText(pgbouncer, 'pgbouncer.ini', 'max_client_conn = 5'))).toEqual(['syntax: this line is no option of a section']);
  });

  it('says nothing without its section', async () => expect(shownReading(await readText(pgbouncer, 'pgbouncer.ini', '[databases]\na = host=b\n'))).toEqual([]));
  it('is read by its name', () => expect(['pgbouncer.ini', 'x/pgbouncer.ini', 'my-pgbouncer.ini', 'pgbouncer.ini.example'].map((path) => pgbouncer.matches(path))).toEqual([true, true, false, false]));
});

describe('postgresql.conf', () => {
  it.each([
    ["max_connections = 60\t# restart", ['database.maxConnections: 60']],
    ["  Max_Connections '80'", ['database.maxConnections: 80']],
    ['#max_connections = 500\nmax_connections=40\r\nmax_connections = 50\r\nsuperuser_reserved_connections = 5', ['database.maxConnections: 50', 'database.reserved: 5']],
    ['max_connections_per_user = 9\nmax_connections = many', []],
  ])('%j', async (text, expected) => expect(shownReading(await readText(postgresqlConf, 'db/postgresql.conf', text))).toEqual(expected));
});

describe('the plan of a database', () => {
  const app = (addons: string) => readText(appJson, 'app.json', `{"addons": ${addons}}`);
  it.each([
    ['["heroku-postgresql:standard-0", "heroku-redis"]', ['database.plan: heroku standard-0']],
    ['[{"plan": "heroku-postgresql:essential-1", "as": "DB"}]', ['database.plan: heroku essential-1']],
    ['["heroku-postgresql"]', []],
    ['["heroku-postgresql:mini", "heroku-postgresql:mini"]', []],
    ['["heroku-redis:mini"]', []],
  ])('Heroku: %s', async (addons, expected) => expect(shownReading(await app(addons), 'database.plan')).toEqual(expected));

  it('heroku.yml', async () => {
    expect(shownReading(await readText(herokuYml, 'heroku.yml', 'setup:\n  addons:\n    - plan: heroku-postgresql:premium-0\n'), 'database.plan')).toEqual(['database.plan: heroku premium-0']);
  });

  it.each([
    ['databases:\n  - name: a\n    plan: basic-1gb\n', ['database.plan: render basic-1gb']],
    ['databases:\n  - name: a\n', []],
    ['databases:\n  - {name: a, plan: free}\n  - {name: b, plan: pro-4gb}\n', []],
  ])('Render: %j', async (text, expected) => expect(shownReading(await readText(render, 'render.yaml', text), 'database.plan')).toEqual(expected));
});
