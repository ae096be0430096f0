/** How a library opens connections: what is called, where its options stand, and what counts when nobody says. */
export interface PoolLibrary {
  readonly keys: readonly string[];
  readonly library: string;
  readonly driver: string | undefined;
  readonly kind: string | undefined;
  /** Paths of the option that limits the connections, the first that is there counts: 'max', 'pool.max'. */
  readonly limits: readonly string[];
  /** Connections when no option says. */
  readonly standard: number;
  readonly reference: string;
  /** Options that name the database. */
  readonly addresses: readonly string[];
  /** True when an address may be the first argument. */
  readonly addressFirst: boolean;
  /** Query parameter of the address that limits the connections. */
  readonly inAddress?: string;
  /** The option whose text names the kind of database. */
  readonly kindOption?: string;
  /** True when the call takes an open pool too: then it opens nothing. */
  readonly takesPool?: boolean;
}

const ADDRESSES = ['connectionString', 'url', 'uri', 'connection', 'connection.connectionString', 'connection.url', 'host', 'connection.host', 'database', 'connection.filename'];
const PG = { driver: 'pg', kind: 'postgresql', limits: ['max', 'poolSize'], standard: 10, reference: 'https://node-postgres.com/apis/pool', addresses: ADDRESSES, addressFirst: false };

export const POOL_LIBRARIES: readonly PoolLibrary[] = [
  { ...PG, keys: ['pg#Pool', 'pg#native.Pool', 'pg-pool#'], library: 'pg' },
  { ...PG, keys: ['pg#Client'], library: 'pg', limits: [], standard: 1, addressFirst: true, reference: 'https://node-postgres.com/apis/client' },
  { ...PG, keys: ['@neondatabase/serverless#Pool'], library: '@neondatabase/serverless', driver: 'neon', reference: 'https://github.com/neondatabase/serverless' },
  { ...PG, keys: ['postgres#'], library: 'postgres.js', driver: 'postgres.js', limits: ['max'], addressFirst: true, inAddress: 'max', reference: 'https://github.com/porsager/postgres#connection-details' },
  { ...PG, keys: ['drizzle-orm/node-postgres#drizzle'], library: 'drizzle', limits: ['connection.max'], addressFirst: true, takesPool: true, reference: 'https://orm.drizzle.team/docs/get-started-postgresql' },
  { ...PG, keys: ['drizzle-orm/postgres-js#drizzle'], library: 'drizzle', driver: 'postgres.js', limits: ['connection.max'], addressFirst: true, inAddress: 'max', takesPool: true, reference: 'https://orm.drizzle.team/docs/get-started-postgresql' },
  { ...PG, keys: ['pg-boss#', 'pg-boss#PgBoss'], library: 'pg-boss', limits: ['max'], addressFirst: true, reference: 'https://github.com/timgit/pg-boss/blob/master/docs/api/constructor.md' },
  { keys: ['mongoose#connect', 'mongoose#createConnection', '@nestjs/mongoose#MongooseModule.forRoot', '@nestjs/mongoose#MongooseModule.forRootAsync', 'mongodb#MongoClient', 'mongodb#MongoClient.connect'],
    library: 'mongoose', driver: 'mongodb', kind: 'mongodb', limits: ['maxPoolSize', 'poolSize'], standard: 100, addresses: ['uri'], addressFirst: true, inAddress: 'maxPoolSize',
    reference: 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/' },
  { keys: ['knex#', 'knex#knex'], library: 'knex', driver: undefined, kind: undefined, limits: ['pool.max'], standard: 10, addresses: ADDRESSES, addressFirst: false, kindOption: 'client',
    reference: 'https://knexjs.org/guide/#pool' },
  { keys: ['sequelize#Sequelize', 'sequelize#', 'sequelize-typescript#Sequelize', '@nestjs/sequelize#SequelizeModule.forRoot'], library: 'sequelize', driver: undefined, kind: undefined,
    limits: ['pool.max'], standard: 5, addresses: ['url', 'uri', 'host', 'database'], addressFirst: true, kindOption: 'dialect', reference: 'https://sequelize.org/docs/v6/other-topics/connection-pool/' },
  { keys: ['typeorm#DataSource', 'typeorm#createConnection', '@nestjs/typeorm#TypeOrmModule.forRoot', '@nestjs/typeorm#TypeOrmModule.forRootAsync'], library: 'typeorm', driver: undefined, kind: undefined,
    limits: ['extra.max', 'extra.connectionLimit', 'poolSize'], standard: 10, addresses: ['url', 'host', 'database'], addressFirst: false, kindOption: 'type',
    reference: 'https://typeorm.io/docs/data-source/data-source-options' },
  { keys: ['mysql2#createPool', 'mysql2/promise#createPool', 'mysql#createPool'], library: 'mysql2', driver: 'mysql2', kind: 'mysql', limits: ['connectionLimit'], standard: 10,
    addresses: ['uri', 'host'], addressFirst: true, inAddress: 'connectionLimit', reference: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools' },
  { keys: ['mysql2#createConnection', 'mysql2/promise#createConnection', 'mysql#createConnection'], library: 'mysql2', driver: 'mysql2', kind: 'mysql', limits: [], standard: 1,
    addresses: ['uri', 'host'], addressFirst: true, reference: 'https://sidorares.github.io/node-mysql2/docs' },
  { keys: ['better-sqlite3#', 'sqlite3#Database', 'sqlite#open', 'bun:sqlite#Database', 'sqlite#DatabaseSync'], library: 'better-sqlite3', driver: 'sqlite', kind: 'sqlite', limits: [], standard: 1,
    addresses: ['filename'], addressFirst: true, reference: 'https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md' },
];
