import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { DataEntry, DataNode } from '../documents/data.ts';
import { parseIni } from '../documents/ini.ts';
import { declared, type Known } from '../model/fact.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { poolerNumbers, statePoolers } from './poolers.ts';
import { brokenReading, collectorFor } from './statements.ts';

/** pgbouncer.ini: https://www.pgbouncer.org/config.html */
export const pgbouncer: Adapter = {
  name: 'pgbouncer',
  matches: (path) => baseName(path) === 'pgbouncer.ini',
  read: readIni,
};

async function readIni(file: SourceFile): Promise<Reading> {
  const parsed = await parseIni(file.text, { continues: false });
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const { root } = parsed.document;
  const collector = collectorFor('pgbouncer', file);
  const section = entryOf(root, 'pgbouncer');
  if (section !== undefined) {
    const find = (name: string) => {
      const node = findNode(section.value, [name]);
      return node && { text: stringOf(node), range: node.range };
    };
    const at = declared('database.poolers', file.path, file, section.keyRange);
    statePoolers(collector, [{ at, ...poolerNumbers(file, find), databases: databasesOf(root, file) }]);
  }
  return { statements: collector.statements, problems: collector.problems };
}

/** `shop = host=db pool_size=30`: one line for each database. */
function databasesOf(root: DataNode, file: SourceFile): readonly { readonly at: Known<string>; readonly poolSize: Known<number> | undefined }[] {
  const section = entryOf(root, 'databases')?.value;
  const entries: readonly DataEntry[] = section?.kind === 'object' ? section.entries : [];
  return entries.map(({ key, keyRange, value }) => {
    const text = stringOf(value) ?? '';
    const found = /(?:^|\s)pool_size\s*=\s*(\d+)(?=\s|$)/.exec(text);
    const size = found?.[1];
    const start = found === null ? 0 : value.range.start + found.index + found[0].length - (size ?? '').length;
    return {
      at: declared('pooled database', key, file, keyRange),
      poolSize: size === undefined ? undefined : declared('pool_size', Number(size), file, { start, end: start + size.length }),
    };
  });
}
