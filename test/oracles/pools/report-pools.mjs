// Imports each program of a folder and prints what its library made of the pool: {"folder": {"size", "overflow", "maximum", "options"}}.
// Nothing connects: port 1 answers nobody. Infinity, as a text, means that nothing limits it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'index.js'));
const pg = require(join(process.argv[2], 'node_modules/pg'));

/** Pools of node-postgres that libraries make for themselves: TypeORM keeps none that does not connect. */
const made = [];
const Pool = pg.Pool;
pg.Pool = class extends Pool {
  constructor(...all) {
    super(...all);
    made.push(this);
  }
};

const plain = (most, options = {}) => ({ size: most, overflow: 0, maximum: most, options });
const ofPg = ({ options }) => plain(options.max);

async function ofPrisma({ adapter }) {
  const connected = await adapter.connect();
  return ofPg(connected.underlyingDriver?.() ?? connected.client);
}

async function ofTypeorm(source) {
  made.length = 0;
  await source.initialize().catch(() => undefined);
  return ofPg(made[0]);
}

/** With replicas it has a pool for reading and one for writing, each of the size: what counts is what one server meets. */
const ofSequelize = ({ connectionManager: { pool } }) => plain((pool.write ?? pool).maxSize);

async function ofBoss(boss) {
  made.length = 0;
  await boss.start().catch(() => undefined);
  return ofPg(made[0]);
}

function ofLibrary(pool) {
  const kind = pool.constructor.name;
  if (kind === 'PrismaClient') return ofPrisma(pool);
  if (kind === 'DataSource') return ofTypeorm(pool);
  if (kind === 'Sequelize') return ofSequelize(pool);
  if (kind === 'PgBoss') return ofBoss(pool);
  if (kind === 'MongoClient') return plain(pool.options.maxPoolSize === 0 ? 'Infinity' : pool.options.maxPoolSize);
  if (pool.client?.pool?.max !== undefined) return plain(pool.client.pool.max); // Knex
  if (pool.pool?.config?.connectionLimit !== undefined) return plain(pool.pool.config.connectionLimit); // mysql2/promise
  if (pool.config?.connectionLimit !== undefined) return plain(pool.config.connectionLimit);
  const inner = pool.$client ?? pool; // Drizzle
  if (inner.options?.max !== undefined) return plain(Number(inner.options.max), written(inner)); // postgres.js keeps the text of an address
  throw new Error(`nobody knows ${kind}`);
}

/** Options that mean something besides the size, as the library holds them. */
function written({ options }) {
  const names = ['idleTimeoutMillis', 'connectionTimeoutMillis', 'idle_timeout', 'connect_timeout', 'prepare'];
  return Object.fromEntries(names.filter((name) => options[name] !== undefined && typeof options[name] !== 'function').map((name) => [name, options[name]]));
}

async function report({ folder, environment }) {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    const program = await import(join(folder, 'index.js'));
    return await ofLibrary(program.inner ?? program.pool);
  } catch (error) {
    return { error: String(error.stack ?? error) };
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

let input = '';
for await (const chunk of process.stdin) input += chunk;
const answers = {};
for (const each of JSON.parse(input)) answers[each.folder] = await report(each);
process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit(0));
