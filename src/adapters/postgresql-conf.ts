import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { collectorFor } from './statements.ts';

/** postgresql.conf of a server that the project brings along: https://www.postgresql.org/docs/current/config-setting.html */
export const postgresqlConf: Adapter = {
  name: 'postgresql-conf',
  matches: (path) => baseName(path) === 'postgresql.conf',
  read: (file) => Promise.resolve(readSettings(file)),
};

const FACTS = { max_connections: 'database.maxConnections', superuser_reserved_connections: 'database.reserved' } as const;

/** `name = value`, the equals sign and quotes may be left out; of several lines the last one counts. */
const LINE = /^\s*(max_connections|superuser_reserved_connections)(?:\s*=\s*|\s+)'?(\d{1,6})'?\s*(?:#.*)?$/i;

function readSettings(file: SourceFile): Reading {
  const collector = collectorFor('postgresql-conf', file);
  const found = new Map<keyof typeof FACTS, { readonly value: string; readonly start: number }>();
  let offset = 0;
  for (const line of file.text.split('\n')) {
    const [, name, value] = LINE.exec(line.replace(/\r$/, '')) ?? [];
    if (name !== undefined && value !== undefined) found.set(name.toLowerCase() as keyof typeof FACTS, { value, start: offset + line.indexOf(value, line.indexOf(name) + name.length) });
    offset += line.length + 1;
  }
  for (const [name, { value, start }] of found) collector.known(FACTS[name], Number(value), { start, end: start + value.length });
  return { statements: collector.statements, problems: collector.problems };
}
