import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type SqlUse, type Table } from '#rule';
import { advised } from '../shared/advised.ts';
import { isPostgres } from '../shared/tables.ts';

export default defineCheck({
  needs: ['schema.tables'],
  reads: ['schema.queries', 'schema.statements'],
  check({ 'schema.tables': { value: tables }, 'schema.queries': queries, 'schema.statements': statements }): Outcome | readonly Outcome[] {
    const sent = valueOf(queries) ?? [];
    const upserts = sent.flatMap((use) => {
      const columns = conflictColumns(use);
      const own = tables.filter(({ name }) => columns !== undefined && name === tableOf(use));
      const [table] = own;
      return columns === undefined || table === undefined || own.length > 1 || !table.isComplete || !isPostgres(table) || use.scope === 'script' ? [] : [{ use, columns, table }];
    });
    if (upserts.length === 0) return notApplicable('it sends no upsert to a table that is known');
    const making = [...sent, ...(valueOf(statements) ?? [])];
    const findings = upserts.filter(({ columns, table }) => !isServed(table, columns) && !isMadeElsewhere(table, columns, making));
    return findings.length === 0 ? pass() : findings.map(({ use, columns, table }) => fail({
      message: `${table.name} has no unique index on (${columns.join(', ')}), which ON CONFLICT asks for`,
      evidence: [use.at, table.at],
      anchor: `upsert:${table.name}:${columns.join('-')}`,
      fix: advised(`Add a unique constraint on ${table.name} (${columns.join(', ')}) by a new migration, once no two rows share these values`),
    }));
  },
});

/** The columns of `ON CONFLICT (a, b)`; undefined of other statements, and of one that names a constraint or nothing. */
function conflictColumns({ does }: SqlUse): readonly string[] | undefined {
  if (does.kind !== 'insert' || does.conflict === undefined || does.conflict.columns.length === 0) return undefined;
  return does.conflict.columns;
}

/** The table without its schema. */
function tableOf({ does }: SqlUse): string | undefined {
  return does.kind === 'insert' ? lastName(does.table) : undefined;
}

const lastName = (name: string): string | undefined => name.split('.').at(-1);

/** A condition may be that of the statement, and an expression may be what it names: then nothing is certain. */
function isServed({ indexes }: Table, columns: readonly string[]): boolean {
  return indexes.some(({ kind, keys }) => kind !== 'plain' && (hasSame(keys.map(({ column }) => column), columns) || keys.some(({ column }) => column === undefined)));
}

function hasSame(keys: readonly (string | undefined)[], columns: readonly string[]): boolean {
  const wanted = new Set(columns);
  return new Set(keys).size === wanted.size && keys.every((key) => key !== undefined && wanted.has(key));
}

function isMadeElsewhere({ name }: Table, columns: readonly string[], uses: readonly SqlUse[]): boolean {
  return uses.some(({ does }) => {
    if (does.kind === 'create-index') return does.unique && lastName(does.table) === name && hasSame(does.keys, columns);
    if (does.kind === 'add-key') return lastName(does.table) === name && hasSame(does.key.columns, columns);
    return does.kind === 'create-table' && lastName(does.table) === name && does.keys.some((key) => hasSame(key.columns, columns));
  });
}
