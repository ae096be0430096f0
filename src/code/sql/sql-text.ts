import { parseSql, parseSqlFile, type SqlScript } from '../../documents/sql.ts';
import { declared } from '../../model/fact.ts';
import type { SqlAction, SqlUse } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { placeIn, type TextPiece } from '../../text/text-pieces.ts';
import { actionOf } from './action.ts';

/** What is known of a text of SQL before it is read: where it stands, and what sends it. */
export interface SqlText extends Pick<SqlUse, 'migration' | 'scope' | 'within' | 'block' | 'inLoop' | 'library' | 'transaction' | 'openedBy' | 'database'> {
  /** The SQL, placeholders replaced by names of the same length. */
  readonly sql: string;
  readonly file: SourceFile;
  /** The call, the string or the file. */
  readonly range: Range;
  /** Where the SQL begins in the file; undefined where its characters are not those of the file, as of a string with escapes. */
  readonly start: number | undefined;
  /** Where its stretches stand, when there is no such start. */
  readonly pieces?: readonly TextPiece[];
  /** True where its statements are sent one by one. */
  readonly isSplit: boolean;
  /** The part of the SQL that counts: what a tool runs on the way up. */
  readonly part?: Range;
}

/** The statements of a text. */
export async function readSqlText(text: SqlText): Promise<readonly SqlUse[]> {
  const script = text.sql === text.file.text ? await parseSqlFile(text.file) : await parseSql(text.sql);
  const found = [...script.statements.map((statement) => ({ range: statement.range, does: actionOf(statement) })), ...refusedIn(text.sql, script)]
    .filter(({ range }) => text.part === undefined || (range.start >= text.part.start && range.end <= text.part.end))
    .sort((a, b) => a.range.start - b.range.start);
  let open: SqlUse['transaction'] = text.transaction;
  let openedBy = text.openedBy;
  return found.map(({ range, does }) => {
    if (does.kind === 'begin') [open, openedBy] = ['yes', 'BEGIN'];
    const use = useOf(text, { range, does }, { transaction: open, openedBy, shared: text.isSplit ? 1 : found.length });
    if (does.kind === 'commit' || does.kind === 'rollback') [open, openedBy] = ['no', undefined];
    return use;
  });
}

interface Found {
  readonly range: Range;
  readonly does: SqlAction;
}

function useOf(text: SqlText, { range, does }: Found, around: Pick<SqlUse, 'transaction' | 'openedBy' | 'shared'>): SqlUse {
  const { migration, scope, within, block, inLoop, library, database, file, start } = text;
  const place = start === undefined ? placeIn(text.pieces ?? [], range) ?? text.range : { start: start + range.start, end: start + range.end };
  return {
    at: declared('sql.statement', oneLine(start === undefined ? text.sql.slice(range.start, range.end) : file.text.slice(place.start, place.end)), file, place), does, migration, scope, within, block, inLoop, library, database, ...around,
    text: declared('sql.text', oneLine(text.sql), file, text.range),
  };
}

/** What PostgreSQL refuses, with its first words. */
function refusedIn(sql: string, { problems }: SqlScript): readonly Found[] {
  return problems.map(({ message, statement }) => {
    const words = sql.slice(statement.start, statement.end).split(/\s+/, 12).map((word) => word.toLowerCase());
    return { range: statement, does: { kind: 'refused', message, words } as const };
  });
}

function oneLine(sql: string): string {
  const text = sql.slice(0, 400).replaceAll(/\s+/g, ' ').trim();
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
