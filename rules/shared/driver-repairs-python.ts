import { valueOf, type Option, type Plain, type Pool } from '#rule';
import { serverOptions } from './driver-names-libpq.ts';
import type { Repair } from './driver-repairs.ts';

/** Settings of the server as one option of libpq, behind those that are there. */
export function withOptions(pool: Pool, prefix: string, wrong: readonly Option[], repair: Repair | undefined): Repair | undefined {
  if (repair === undefined || (pool.driver !== 'psycopg' && pool.driver !== 'psycopg2')) return repair;
  const added = serverOptions(wrong.map(({ name, value }) => ({ name: name.replace(/^(connect_args|url)\./, ''), value: valueOf(value) as Plain })));
  if (added === '') return repair;
  const before = pool.options.find(({ name }) => name === `${prefix}options`);
  if (added === undefined || (before !== undefined && before.value.state !== 'known')) return undefined;
  const options = before === undefined ? added : `${String(valueOf(before.value))} ${added}`;
  const known = 'Write options instead of ';
  const title = Object.keys(repair.set).length === 0 ? repair.title.replace(/^Take (.*) out$/, `${known}$1`) : repair.title.replace(/^Write /, 'Write options and ');
  return { ...repair, title, set: { ...repair.set, [`${prefix}options`]: options } };
}
