import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { djangoTables } from '../schema/django.ts';
import { sqlalchemyTables } from '../schema/sqlalchemy.ts';
import { listFact } from './list-fact.ts';

/** Tables that the models of a program make. */
export function readSchema(program: Program): ReaderResult {
  const tables = [...sqlalchemyTables(program), ...djangoTables(program)];
  return tables.length === 0 ? { facts: {} } : { facts: { 'schema.tables': listFact('schema.tables', tables, ({ at }) => at) } };
}
