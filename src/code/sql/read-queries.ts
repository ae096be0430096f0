import { absent, type Fact } from '../../model/fact.ts';
import type { SqlUse } from '../../model/facts/statements.ts';
import { readSqlText, type SqlText } from './sql-text.ts';
import { isTelling } from './words.ts';

/** Most characters of SQL that are read of one program. */
const MOST = 400_000;

/** The statements of a program, in the order of file and line; the parser is loaded where some rule may be about one of them. */
export async function readQueries(texts: readonly SqlText[]): Promise<Fact<readonly SqlUse[]>> {
  const uses: SqlUse[] = [];
  let left = MOST;
  for (const text of texts) {
    if (text.database === 'other' || !isTelling(text.sql)) continue;
    left -= text.sql.length;
    if (left < 0) break;
    uses.push(...await readSqlText(text));
  }
  if (uses.length === 0) return absent('schema.queries');
  return { state: 'known', name: 'schema.queries', value: uses, provenance: { kind: 'derived', from: uses.map(({ at }) => at) } };
}
