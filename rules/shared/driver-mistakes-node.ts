import type { Dependency, Fact, Pool } from '#rule';
import { hasReached, named, queryOf, refused, type Mistake } from './driver-mistakes.ts';
import { inKnex, inMongo, sizeAs } from './driver-names-node.ts';
import { optionsNamed, repaired } from './driver-repairs.ts';
import { withRoom, type RepairContext } from './driver-sizes.ts';

type Lists = RepairContext['strings'];

/** Options that Node's drivers refuse, or take without a word and do nothing with. */
export function nodeMistakes(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, context: RepairContext): readonly Mistake[] {
  const lists = (name: string) => context.strings(name);
  switch (pool.library) {
    case 'pg': return [...ignored(pool, context, 'pg', { names: lists('pg-ignored'), own: ['max', 'poolSize'], title: 'Set max' }), ...ignoredInAddress(pool, 'pg', lists)];
    case 'postgres.js': return [...ignored(pool, context, 'postgres.js', { names: [...lists('pg-ignored'), 'poolSize'], own: ['max'], title: 'Set max' }), ...ofPostgresAddress(pool, lists)];
    case 'mysql2': return ignored(pool, context, 'mysql2', { names: lists('mysql2-ignored'), own: ['connectionLimit'], title: 'Set connectionLimit' });
    case 'sequelize': return ignored(pool, context, 'Sequelize', { names: lists('sequelize-ignored'), own: ['max'], prefix: 'pool.', title: 'Set pool.max' });
    case 'knex': return refused(named(pool, 'pool.', lists('knex-refused')), {
      who: 'Knex', where: ' in pool', title: 'Use min, max and acquireTimeoutMillis', repair: withRoom(pool, repaired(pool, optionsNamed(pool, 'pool.', lists('knex-refused')), inKnex), context) });
    case 'mongoose': return ofMongo(pool, dependencies, lists);
    case 'prisma': return pool.driver === 'pg' ? [...ofPrismaPg(pool), ...ignoredInAddress(pool, 'PrismaPg', lists)] : [];
    default: return [];
  }
}

interface Ignored {
  readonly names: readonly string[];
  /** The driver's own names: with one of them the pool has its size. */
  readonly own: readonly string[];
  readonly prefix?: string;
  readonly title: string;
}

function ignored(pool: Pool, context: RepairContext, who: string, { names, own, prefix = '', title }: Ignored): readonly Mistake[] {
  const isPool = pool.maximum.state !== 'known' || pool.maximum.value > 1;
  if (!isPool || named(pool, prefix, own).length > 0) return [];
  const repair = withRoom(pool, repaired(pool, optionsNamed(pool, prefix, names), (_name, value) => sizeAs(`${prefix}${own[0] ?? 'max'}`, value)), context);
  return refused(named(pool, prefix, names), { who, isIgnored: true, so: 'the pool keeps its default size', title, repair });
}

function ignoredInAddress(pool: Pool, who: string, lists: Lists): readonly Mistake[] {
  return refused(queryOf(pool).filter(([name]) => lists('pg-address-ignored').includes(name)), {
    who, where: ' in the address', isIgnored: true, so: 'the pool keeps its default size', title: 'Take them out of the address, and set max' });
}

function ofPostgresAddress(pool: Pool, lists: Lists): readonly Mistake[] {
  return refused(queryOf(pool).filter(([name]) => lists('postgres-address').includes(name)), {
    who: 'PostgreSQL', where: ', which postgres.js passes on from the address', title: 'Take them out of the address: max and prepare are options of postgres()' });
}

/** The driver of MongoDB knows its options and refuses others; tried with mongodb 7.9 and mongoose 9.12. */
function ofMongo(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, lists: Lists): readonly Mistake[] {
  const isNew = hasReached(dependencies, 'mongoose', 9) ?? hasReached(dependencies, 'mongodb', 7);
  if (isNew !== true) return [];
  const repair = repaired(pool, optionsNamed(pool, '', lists('mongo-refused')), inMongo);
  return refused(named(pool, '', lists('mongo-refused')), { who: 'the MongoDB driver', title: 'Take them out; maxPoolSize is the size of the pool', repair });
}

/** `new PrismaPg({ pool })`: the adapter takes the object for options of pg and makes a pool of its own. */
function ofPrismaPg(pool: Pool): readonly Mistake[] {
  const isWrapped = pool.options.some(({ name }) => name === 'pool' || name.startsWith('pool.'));
  if (!isWrapped || named(pool, '', ['connectionString', 'host', 'database', 'user']).length > 0) return [];
  const message = 'PrismaPg ignores a pool inside an object and connects to the default address, localhost';
  const title = 'Pass the pool itself: new PrismaPg(pool)';
  return [{ message, evidence: [pool.at], isIgnored: false, title, repair: { title, applicability: 'safe', change: { kind: 'rewrite', how: 'pass-pool', at: [pool.at] } } }];
}
