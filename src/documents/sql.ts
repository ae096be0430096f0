import { setFlagsFromString } from 'node:v8';
import type { Node } from 'libpg-query';
import { breathe } from '../text/breathe.ts';
import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from '../text/syntax-problem.ts';
import { cutSql } from './sql-pieces.ts';

export type * from 'libpg-query';

type KeysOf<T> = T extends unknown ? keyof T : never;

/** Names of PostgreSQL's own nodes: `IndexStmt`, `CreateStmt`, `SelectStmt`, ... */
export type SqlKind = KeysOf<Node>;

/** A node of that name. */
export type SqlNode<K extends SqlKind> = Extract<Node, Record<K, unknown>>[K];

/** One statement, as PostgreSQL's parser reads it. */
export type SqlStatement = { [K in SqlKind]: SqlStatementOf<K> }[SqlKind];

/** A statement of one kind; `kind` tells which, so that a `switch` narrows `node`. */
export interface SqlStatementOf<K extends SqlKind> {
  readonly kind: K;
  /** PostgreSQL's tree. Its `location`s count bytes from the statement's start: `offsetOf` turns them into offsets of the text. */
  readonly node: SqlNode<K>;
  /** From its first word to its last, without the semicolon, in UTF-16 units of the text. */
  readonly range: Range;
  /** Where a `location` of the node stands in the text, in UTF-16 units. */
  offsetOf(location: number): number;
}

/** A statement that PostgreSQL refuses; `range` is where it stops reading. */
export interface SqlProblem extends SyntaxProblem {
  readonly statement: Range;
}

/** What a text of SQL says. */
export interface SqlScript {
  readonly statements: readonly SqlStatement[];
  /** Statements that PostgreSQL 18 refuses, in the order of the text. Another dialect has many. */
  readonly problems: readonly SqlProblem[];
  /** In the order of the text; migration tools read some of them. */
  readonly comments: readonly Range[];
  /** False when a statement was too long to read, or the text had more than we read: then what is not there proves nothing. */
  readonly complete: boolean;
}

/** The longest statement that is parsed, in UTF-16 units: longer ones are data. */
const LONGEST_STATEMENT = 100_000;
/** Most that is parsed of one text; the parser reads about 1.4 MB in a second. */
const MOST_PARSED = 600_000;
/** Refusals after which the rest is not asked: a text of another dialect. */
const MOST_PROBLEMS = 20;

type ParseStatement = (text: string) => Node | undefined;

let loading: Promise<ParseStatement> | undefined;

/** What a file says, for as long as somebody holds the file. */
const READ = new WeakMap<{ readonly text: string }, Promise<SqlScript>>();

/** Reads a file once, however many readers ask for it. */
export function parseSqlFile(file: { readonly text: string }): Promise<SqlScript> {
  const known = READ.get(file);
  if (known !== undefined) return known;
  const parsed = parseSql(file.text);
  READ.set(file, parsed);
  return parsed;
}

/**
 * Reads SQL with PostgreSQL's own parser, statement by statement: a broken one is a problem and does not hide the others. Meta commands of
 * psql and the data of COPY are passed over. Placeholders other than `$1` are no SQL: see `neutralSql`.
 */
export async function parseSql(text: string): Promise<SqlScript> {
  const { statements: pieces, comments, open } = cutSql(text);
  const statements: SqlStatement[] = [];
  const problems: SqlProblem[] = [];
  if (pieces.length === 0) return { statements, problems, comments, complete: true };
  loading ??= loadParser();
  const parse = await loading;
  let left = MOST_PARSED;
  let complete = true;
  for (const range of pieces) {
    const length = range.end - range.start;
    if (length > LONGEST_STATEMENT || length > left || problems.length >= MOST_PROBLEMS) {
      complete = false;
      continue;
    }
    left -= length;
    await breathe();
    const read = readStatement(parse, text, range);
    if (read === undefined) continue;
    if ('message' in read) problems.push(open !== undefined && range.end === text.length ? { ...read, range: open } : read);
    else statements.push(read);
  }
  return { statements, problems, comments, complete };
}

function readStatement(parse: ParseStatement, text: string, range: Range): SqlStatement | SqlProblem | undefined {
  const source = text.slice(range.start, range.end);
  const offsetOf = (location: number) => range.start + unitsOf(source, location);
  try {
    const node = parse(source);
    const [entry] = Object.entries(node ?? {});
    return entry === undefined ? undefined : ({ kind: entry[0], node: entry[1], range, offsetOf } as SqlStatement); // the parser's node has its name as its only key
  } catch (error) {
    const start = offsetOf(cursorOf(error));
    const message = error instanceof Error ? error.message : String(error);
    return { message, range: { start, end: Math.min(start + 1, range.end) }, statement: range };
  }
}

function cursorOf(error: unknown): number {
  const details = (error as { readonly sqlDetails?: { readonly cursorPosition?: number } }).sqlDetails;
  return details?.cursorPosition ?? 0;
}

/** UTF-16 units in the first bytes of a text in UTF-8. */
function unitsOf(text: string, bytes: number): number {
  let units = 0;
  for (let seen = 0; seen < bytes && units < text.length;) {
    const code = text.codePointAt(units) ?? 0;
    seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += code < 0x10000 ? 1 : 2;
  }
  return units;
}

async function loadParser(): Promise<ParseStatement> {
  // As in python.ts: Node 20 waits at exit for the optimising compiler of WebAssembly.
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--liftoff-only');
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return (text) => parseSync(text).stmts?.[0]?.stmt;
}
