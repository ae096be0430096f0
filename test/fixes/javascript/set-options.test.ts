import { describe, expect, it } from 'vitest';
import { setJavaScriptOptions } from '../../../src/fixes/javascript/set-options.ts';
import type { SetOptions } from '../../../src/fixes/context.ts';
import { absent, declared } from '../../../src/model/fact.ts';
import { contextOf, factAt, resultOf } from './support.ts';

type Wanted = Pick<SetOptions, 'set' | 'remove'>;

/** Changes the options of a call, which stands between « and » in the text. */
async function change(marked: string, wanted: Wanted, { path = 'app.js', library = '' } = {}): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const at = factAt(path, text, /«(.*)»/s.exec(marked)?.[1] ?? '');
  const listens = library === '' ? {} : { 'web.listens': declared('web.listens', [{ at, library, host: absent('web.host'), port: absent('web.port'), portDefault: undefined }], { path, text }, { start: 0, end: 0 }) };
  const context = contextOf({ [path]: text }, { facts: listens });
  return resultOf(await setJavaScriptOptions({ kind: 'set-options', at, ...wanted }, context), context, path);
}

const PORT: Wanted = { set: { port: { code: 'process.env.PORT || 3000' } } };
const MAX: Wanted = { set: { max: 5 } };

describe('options of a call', () => {
  it.each<readonly [string, Wanted, string]>([
    ['«new Pool()»', MAX, 'new Pool({ max: 5 })'],
    ['«new Pool»', MAX, 'new Pool({ max: 5 })'],
    ['«new Pool»', { set: { max: 5, min: 1 } }, 'new Pool({ max: 5, min: 1 })'],
    ['«new Pool({})»', { set: { max: 5, min: 1 } }, 'new Pool({ max: 5, min: 1 })'],
    ['«new pg.Pool({ connectionString: URL })»;', MAX, 'new pg.Pool({ connectionString: URL, max: 5 });'],
    ['«new pg.Pool({connectionString: URL})»;', MAX, 'new pg.Pool({connectionString: URL, max: 5});'],
    ['«new Pool({\n\tconnectionString: URL,\n})»', MAX, 'new Pool({\n\tconnectionString: URL,\n\tmax: 5,\n})'],
    ['«new Pool({\r\n  connectionString: URL // here\r\n})»', MAX, 'new Pool({\r\n  connectionString: URL, // here\r\n  max: 5\r\n})'],
    ['«new Pool({ max: 10 })»', MAX, 'new Pool({ max: 5 })'],
    ['«new Pool({ max: 10, })»', MAX, 'new Pool({ max: 5, })'],
    ['«new Pool({ max })»', MAX, 'new Pool({ max: 5 })'],
    ['«new Pool({ ...config })»', MAX, 'new Pool({ ...config, max: 5 })'],
    ['«new Pool(config)»', MAX, 'new Pool({ ...config, max: 5 })'],
    ['const config = { host: "a" };\n«new Pool(config)»', MAX, 'const config = { host: "a", max: 5 };\nnew Pool(config)'],
    ['const config = { host: "a" };\n«new Pool(config)»; use(config);', MAX, 'const config = { host: "a" };\nnew Pool({ ...config, max: 5 }); use(config);'],
    ['export const config = { host: "a" };\n«new Pool(config)»', MAX, 'export const config = { host: "a" };\nnew Pool({ ...config, max: 5 })'],
    ['let config = { host: "a" };\n«new Pool(config)»', MAX, 'let config = { host: "a" };\nnew Pool({ ...config, max: 5 })'],
    ["«postgres('postgres://db')»", MAX, "postgres('postgres://db', { max: 5 })"],
    ['«postgres(process.env.DATABASE_URL)»', MAX, 'postgres(process.env.DATABASE_URL, { max: 5 })'],
    ['«postgres(url, { ssl: true })»', MAX, 'postgres(url, { ssl: true, max: 5 })'],
    ['«postgres(url, options)»', MAX, 'postgres(url, { ...options, max: 5 })'],
    ["«mysql.createPool('mysql://db')»", { set: { connectionLimit: 5 } }, "mysql.createPool({ uri: 'mysql://db', connectionLimit: 5 })"],
    ['«knex({ client: "pg" })»', { set: { 'pool.max': 5, 'pool.min': 0 } }, 'knex({ client: "pg", pool: { max: 5, min: 0 } })'],
    ['«knex({ client: "pg", pool: { min: 2 } })»', { set: { 'pool.max': 5 } }, 'knex({ client: "pg", pool: { min: 2, max: 5 } })'],
    ['«knex({ client: "pg", pool })»', { set: { 'pool.max': 5 } }, 'knex({ client: "pg", pool: { ...pool, max: 5 } })'],
    ['«new Sequelize(process.env.URL)»', { set: { 'pool.max': 5 } }, 'new Sequelize(process.env.URL, { pool: { max: 5 } })'],
    ["«new Sequelize({ dialect: 'postgres' })»", { set: { 'pool.max': 5 } }, "new Sequelize({ dialect: 'postgres', pool: { max: 5 } })"],
    ['await «mongoose.connect(uri)»', { set: { maxPoolSize: 5 } }, 'await mongoose.connect(uri, { maxPoolSize: 5 })'],
    ['«mongoose.connect(uri, () => {})»', { set: { maxPoolSize: 5 } }, 'refused: connect is called with something else where its options could stand'],
    ['«new Pool(...all)»', MAX, 'refused: Pool is called with arguments that are spread'],
    ['«new Pool({ max: 5 })»', MAX, 'refused: app.js says so already'],
    ['«new Pool({ pool_size: 3 })»', { set: { max: 3 }, remove: ['pool_size'] }, 'new Pool({ max: 3 })'],
    ['«new Pool({ max: 2, pool_size: 3 })»', { set: { max: 3 }, remove: ['pool_size'] }, 'new Pool({ max: 3 })'],
    ['«new Pool({ pool_size: 3, max_overflow: 2, host })»', { set: { max: 5 }, remove: ['pool_size', 'max_overflow'] }, 'new Pool({ max: 5, host })'],
    ['«knex({ pool: { min: 0, acquire: 3 } })»', { set: { 'pool.acquireTimeoutMillis': 3 }, remove: ['pool.acquire'] }, 'knex({ pool: { min: 0, acquireTimeoutMillis: 3 } })'],
    ['«connect(uri, { useNewUrlParser: true,   maxPoolSize: 11 })»', { remove: ['useNewUrlParser'] }, 'connect(uri, { maxPoolSize: 11 })'],
    ['«connect(uri, {\n  useNewUrlParser: true,\n  useUnifiedTopology: true\n})»', { remove: ['useNewUrlParser', 'useUnifiedTopology'] }, 'connect(uri, {\n})'],
    ['«connect(uri, { ...shared })»', { remove: ['useNewUrlParser'] }, 'refused: app.js says so already'],
    ['«new Pool({ ssl: false })»', { set: { ssl: { code: "process.env.CA ? { ca } : true" } } }, 'new Pool({ ssl: process.env.CA ? { ca } : true })'],
    ["«new Pool({ host: 'a' })»", { set: { application_name: "it's" } }, 'new Pool({ host: \'a\', application_name: "it\'s" })'],
    ['const adapter = new PrismaPg({ connectionString });\n«new PrismaClient({ adapter })»', MAX, 'const adapter = new PrismaPg({ connectionString, max: 5 });\nnew PrismaClient({ adapter })'],
    ['«new PrismaClient({ adapter: new PrismaPg(url) })»', MAX, 'new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 5 }) })'],
    ['const pool = new Pool();\n«new PrismaClient({ adapter: new PrismaPg(pool) })»', MAX, 'refused: PrismaPg is called with something else where its options could stand'],
    ['«TypeOrmModule.forRootAsync({ useFactory: () => ({ type: "postgres" }) })»', { set: { poolSize: 5 } }, 'TypeOrmModule.forRootAsync({ useFactory: () => ({ type: "postgres", poolSize: 5 }) })'],
    ['«class Prisma extends PrismaClient {\n  constructor() {\n    super({ log: [] });\n  }\n}»', { set: { errorFormat: 'minimal' } }, 'class Prisma extends PrismaClient {\n  constructor() {\n    super({ log: [], errorFormat: "minimal" });\n  }\n}'],
    ['«class Prisma extends PrismaClient {}»', { set: { errorFormat: 'minimal' } }, 'refused: its options are in no call that we can change'],
    ['«axios.create()»', { set: { timeout: 5000 } }, 'axios.create({ timeout: 5000 })'],
    ['«axios.post(url, body)»', { set: { timeout: 5000 } }, 'axios.post(url, body, { timeout: 5000 })'],
    ['«axios.post(url, { a: 1 })»', { set: { timeout: 5000 } }, 'axios.post(url, { a: 1 }, { timeout: 5000 })'],
    ['«axios.post(url)»', { set: { timeout: 5000 } }, 'refused: post is called without what comes before its options'],
    ['«fetch(`https://a/${id}`)»', { set: { signal: { code: 'AbortSignal.timeout(5000)' } } }, 'fetch(`https://a/${id}`, { signal: AbortSignal.timeout(5000) })'],
  ])('%s with %j', async (text, wanted, expected) => {
    expect(await change(text, wanted)).toBe(expected);
  });

  it.each<readonly [string, string, Wanted, string]>([
    ['express', '«app.listen(3000)»;', PORT, 'app.listen(process.env.PORT || 3000);'],
    ['express', 'const PORT = 3000;\n«app.listen(PORT, () => console.log(PORT))»;', PORT, 'const PORT = process.env.PORT || 3000;\napp.listen(PORT, () => console.log(PORT));'],
    ['express', 'import { PORT } from "./config.js";\n«app.listen(PORT)»;', PORT, 'refused: PORT is set in another place'],
    ['express', '«app.listen()»;', PORT, 'app.listen(process.env.PORT || 3000);'],
    ['express', '«app.listen(3000)»;', { set: { host: '0.0.0.0' } }, 'app.listen(3000, "0.0.0.0");'],
    ['express', '«app.listen(3000, () => {})»;', { set: { host: '0.0.0.0' } }, 'app.listen(3000, "0.0.0.0", () => {});'],
    ['express', "«app.listen(3000, 'localhost', () => {})»;", { set: { host: '0.0.0.0' } }, "app.listen(3000, '0.0.0.0', () => {});"],
    ['express', "«app.listen(3000, process.env.HOST || '127.0.0.1')»;", { set: { host: '0.0.0.0' } }, "app.listen(3000, process.env.HOST || '0.0.0.0');"],
    ['fastify', '«app.listen({ port: 3000 })»;', { set: { host: '0.0.0.0' } }, 'app.listen({ port: 3000, host: "0.0.0.0" });'],
    ['fastify', 'await «app.listen({ port: 3000 })»;', PORT, 'await app.listen({ port: process.env.PORT || 3000 });'],
    ['fastify', '«app.listen(3000, done)»;', { set: { host: '0.0.0.0' } }, 'app.listen({ port: 3000, host: "0.0.0.0" }, done);'],
    ['fastify', '«app.listen({ host: "localhost", port: 3000 }, done)»;', { set: { host: '0.0.0.0' } }, 'app.listen({ host: "0.0.0.0", port: 3000 }, done);'],
    ['hono', '«serve({ fetch: app.fetch, port: 3000 })»;', { set: { port: { code: 'Number(process.env.PORT) || 3000' } } }, 'serve({ fetch: app.fetch, port: Number(process.env.PORT) || 3000 });'],
  ])('%s: %s with %j', async (library, text, wanted, expected) => {
    expect(await change(text, wanted, { library })).toBe(expected);
  });
});
