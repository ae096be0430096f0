import { defaulted, valueOf, type Fact } from '../../../model/fact.ts';
import type { Option, Pool } from '../../../model/facts/data.ts';
import { addressOptions } from '../address-options.ts';
import { addressOf } from '../database-address.ts';
import { follow } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { argumentOf } from '../shown.ts';
import { fixed, numberedOption, numberOf, poolArguments, poolPlace, type Standard } from './pool.ts';

/** A library's function that opens a pool or one connection. */
interface Opener {
  readonly library: string;
  readonly names: readonly string[];
  readonly as: string;
  readonly driver: string;
  readonly kind: string;
  /** The argument that says how many connections at most; undefined when it opens one. */
  readonly limit: { readonly name: string; readonly fallback: number; readonly reference: string; readonly position?: number; readonly inAddress?: string } | undefined;
  readonly address: { readonly position?: number; readonly names: readonly string[] };
  /** What the address must say for a pool to be opened at all. */
  readonly scheme?: RegExp;
}

const DSN = { position: 0, names: ['dsn', 'conninfo', 'host', 'uri', 'url'] };

const OPENERS: readonly Opener[] = [
  { library: 'asyncpg', names: ['create_pool'], as: 'asyncpg', driver: 'asyncpg', kind: 'postgresql', address: DSN,
    limit: { name: 'max_size', fallback: 10, reference: 'https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools' } },
  { library: 'asyncpg', names: ['connect'], as: 'asyncpg-connection', driver: 'asyncpg', kind: 'postgresql', limit: undefined, address: DSN },
  { library: 'psycopg_pool', names: ['ConnectionPool', 'AsyncConnectionPool', 'NullConnectionPool', 'AsyncNullConnectionPool'], as: 'psycopg-pool',
    driver: 'psycopg', kind: 'postgresql', address: DSN,
    limit: { name: 'max_size', fallback: 4, reference: 'https://www.psycopg.org/psycopg3/docs/api/pool.html' } },
  { library: 'psycopg', names: ['connect'], as: 'psycopg', driver: 'psycopg', kind: 'postgresql', limit: undefined, address: DSN },
  { library: 'psycopg2', names: ['SimpleConnectionPool', 'ThreadedConnectionPool'], as: 'psycopg2-pool', driver: 'psycopg2', kind: 'postgresql',
    limit: { name: 'maxconn', fallback: 1, position: 1, reference: 'https://www.psycopg.org/docs/pool.html' }, address: { position: 2, names: ['dsn', 'host'] } },
  { library: 'psycopg2', names: ['connect'], as: 'psycopg2', driver: 'psycopg2', kind: 'postgresql', limit: undefined, address: DSN },
  { library: 'aiopg', names: ['create_pool'], as: 'aiopg', driver: 'psycopg2', kind: 'postgresql', address: DSN,
    limit: { name: 'maxsize', fallback: 10, reference: 'https://aiopg.readthedocs.io/en/stable/core.html#pool' } },
  { library: 'aiomysql', names: ['create_pool'], as: 'aiomysql', driver: 'aiomysql', kind: 'mysql', address: { names: ['host', 'db'] },
    limit: { name: 'maxsize', fallback: 10, position: 1, reference: 'https://aiomysql.readthedocs.io/en/stable/pool.html' } },
  { library: 'pymysql', names: ['connect'], as: 'pymysql', driver: 'pymysql', kind: 'mysql', limit: undefined, address: { names: ['host', 'database', 'db'] } },
  { library: 'databases', names: ['Database'], as: 'databases', driver: 'asyncpg', kind: 'postgresql', address: DSN,
    limit: { name: 'max_size', fallback: 10, inAddress: 'max_size', reference: 'https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools' } },
  { library: 'motor', names: ['AsyncIOMotorClient'], as: 'motor', driver: 'pymongo', kind: 'mongodb', address: DSN,
    limit: { name: 'maxPoolSize', fallback: 100, inAddress: 'maxPoolSize', reference: 'https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html' } },
  { library: 'pymongo', names: ['MongoClient', 'AsyncMongoClient'], as: 'pymongo', driver: 'pymongo', kind: 'mongodb', address: DSN,
    limit: { name: 'maxPoolSize', fallback: 100, inAddress: 'maxPoolSize', reference: 'https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html' } },
  { library: 'playhouse', names: ['PooledPostgresqlDatabase', 'PooledPostgresqlExtDatabase', 'PooledMySQLDatabase'], as: 'peewee', driver: 'psycopg2', kind: 'postgresql',
    limit: { name: 'max_connections', fallback: 20, position: 1, reference: 'https://docs.peewee-orm.com/en/latest/peewee/playhouse.html#pool' }, address: DSN },
  { library: 'playhouse', names: ['db_url.connect'], as: 'peewee', driver: 'psycopg2', kind: 'postgresql', scheme: /^\w+\+pool/, address: DSN,
    limit: { name: 'max_connections', fallback: 20, inAddress: 'max_connections', reference: 'https://docs.peewee-orm.com/en/latest/peewee/playhouse.html#database-url' } },
];

/** Pools and single connections of drivers that are used without an ORM. */
export function readDriverPools(program: Program): readonly Pool[] {
  return [...callsOf(program)].flatMap((site) => {
    const name = externalName(program, site.call.callee, site.place);
    const opener = OPENERS.find((each) => isOpenedBy(name, each));
    return opener === undefined ? [] : poolOf(program, site, opener);
  });
}

function isOpenedBy(name: string | undefined, opener: Opener): boolean {
  return isFrom(name, opener.library, ...opener.names);
}

function poolOf(program: Program, site: CallSite, opener: Opener): readonly Pool[] {
  const given = poolArguments(program, site);
  const standard: Standard = { of: opener.library, reference: opener.limit?.reference ?? '' };
  const target = argumentOf(site.call, opener.address.position, ...opener.address.names);
  const spot = { expression: site.call, place: site.place };
  const address = addressOf(program, target && { expression: target, place: site.place }, spot, 'async');
  const { limit } = opener;
  if (opener.scheme !== undefined && !opener.scheme.test(address.text)) return [];
  const options = [...given.options, ...addressOptions(program, target && { expression: target, place: site.place })];
  const maximum = limit === undefined ? fixed('connections', 1, site)
    : isUnlimited(program, given, opener) ? fixed(limit.name, Number.POSITIVE_INFINITY, site) : limitFrom({ program, site, given, options, limit, standard });
  const kind = opener.as === 'databases' ? (address.kind ?? opener.kind) : opener.kind;
  return [{
    ...poolPlace(program, site),
    library: opener.as,
    driver: kind === opener.kind ? opener.driver : (address.driver ?? kind),
    kind,
    size: maximum,
    overflow: limit === undefined ? fixed('overflow', 0, site) : defaulted('overflow', 0, opener.library, limit.reference),
    maximum,
    options,
    database: address.database,
  }];
}

interface Limited {
  readonly program: Program;
  readonly site: CallSite;
  readonly given: ReturnType<typeof poolArguments>;
  readonly options: readonly Option[];
  readonly limit: NonNullable<Opener['limit']>;
  readonly standard: Standard;
}

/** The argument's number, else the one in the address, else the library's. 0 limits nothing where it is a number of connections to keep at most. */
function limitFrom({ program, site, given, options, limit, standard }: Limited): Fact<number> {
  const fallback = smallest(program, site, given, limit);
  const argument = numberOf(program, site, given, { ...limit, fallback, standard });
  const inAddress = argument.state === 'known' && argument.provenance.kind === 'default'
    ? options.find(({ name }) => name === `url.${limit.inAddress}`)?.value : undefined;
  const written = inAddress === undefined ? argument : numberedOption(limit.name, inAddress);
  const isEndless = valueOf(written) === 0 && (limit.name === 'maxPoolSize' || keepsNothing(program, site));
  return isEndless && written.state === 'known' ? { ...written, value: Number.POSITIVE_INFINITY } : written;
}

const keepsNothing = (program: Program, { call, place }: CallSite): boolean =>
  isFrom(externalName(program, call.callee, place), 'psycopg_pool', 'NullConnectionPool', 'AsyncNullConnectionPool');

/** peewee counts its connections only where it has a number to compare with. */
function isUnlimited(program: Program, { keywords }: ReturnType<typeof poolArguments>, { as, limit }: Opener): boolean {
  const given = keywords.findLast(({ name }) => name === limit?.name);
  const followed = as === 'peewee' && given !== undefined ? follow(program, given.spot) : undefined;
  return followed?.state === 'literal' && (followed.value === undefined || followed.value === 0) && followed.variables.length === 0;
}

/** psycopg_pool grows to `min_size` when nobody gives `max_size`. */
function smallest(program: Program, site: CallSite, given: ReturnType<typeof poolArguments>, limit: NonNullable<Opener['limit']>): number {
  if (limit.name !== 'max_size' || limit.fallback !== 4) return limit.fallback;
  const least = numberOf(program, site, given, { name: 'min_size', fallback: keepsNothing(program, site) ? 0 : 4, standard: { of: 'psycopg_pool', reference: limit.reference } });
  return least.state === 'known' ? least.value : limit.fallback;
}
