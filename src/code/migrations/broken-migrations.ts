import { parseSqlFile, type SqlScript } from '../../documents/sql.ts';
import type { StatementMigration } from '../../model/facts/statements.ts';
import type { Problem } from '../../model/problem.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { findConflictMarker } from '../../text/conflict-marker.ts';
import type { Range } from '../../text/range.ts';
import { databaseOf } from './migration-database.ts';
import { migrationsOf, type MigrationInput } from './migration-files.ts';

/** Most characters that are read of one service, the newest migrations first: those of a larger history ran long ago. */
const MOST = 1_500_000;
/** Tools that write down for which database their migrations are, or that know one only. */
const SURE: ReadonlySet<StatementMigration['tool']> = new Set(['prisma', 'drizzle', 'supabase']);
/** Words of databases that speak PostgreSQL's protocol and have grammar of their own: CockroachDB, YugabyteDB, Redshift, Greenplum. */
const RELATIVE = /\b(?:unique_rowid|STORING|INTERLEAVE|USING\s+HASH|LOCALITY|SPLIT\s+(?:AT|INTO)|COLOCAT\w+|DISTKEY|SORTKEY|DISTSTYLE|DISTRIBUTED)\b|\bFAMILY\s+\w*\s*\(|\bENCODE\s+\w/i;
/** What stands where a tool puts something in before it sends the text. */
const FILLED_IN = /[{}%$@:?#[\]<>`\\]/;

/**
 * The first place that PostgreSQL refuses in each SQL file that a migration tool of the service runs, where the database is PostgreSQL for
 * sure. `database` is the kind of the service's own database, where that is known.
 */
export async function brokenMigrations(input: MigrationInput, database: string | undefined): Promise<readonly Problem[]> {
  const migrations = migrationsOf(input).filter(({ path }) => path.endsWith('.sql')).toSorted((a, b) => b.order - a.order);
  const problems: Problem[] = [];
  let left = MOST;
  for (const migration of migrations) {
    const file = input.files.read(migration.path);
    if (file === undefined) continue;
    left -= file.text.length;
    if (left < 0) break;
    const isSure = SURE.has(migration.tool);
    if (databaseOf(file, migration, input.files) !== 'postgresql' || (!isSure && database !== 'postgresql')) continue;
    const problem = await problemIn(file, isSure);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

async function problemIn(file: SourceFile, isSure: boolean): Promise<Problem | undefined> {
  const marker = findConflictMarker(file.text);
  if (marker !== undefined) return { kind: 'conflict-marker', path: file.path, message: 'a merge conflict is not resolved', at: { file, range: marker } };
  const script = await parseSqlFile(file);
  const [problem] = script.problems;
  if (problem === undefined || RELATIVE.test(textOf(file, problem.statement))) return undefined;
  if (!isSure && (isTemplate(file, problem.range) || !isMostlyRead(script))) return undefined;
  return { kind: 'syntax', path: file.path, message: `PostgreSQL cannot read this statement: ${problem.message}`, at: { file, range: problem.range } };
}

const textOf = ({ text }: SourceFile, { start, end }: Range): string => text.slice(start, end);

/** A tool may fill in what PostgreSQL stumbles over. */
const isTemplate = (file: SourceFile, range: Range): boolean => FILLED_IN.test(textOf(file, range)) || /\$\{|\{\{|\{%|<%/.test(file.text);

/** A text of another dialect is refused in many places. */
const isMostlyRead = ({ statements, problems }: SqlScript): boolean => statements.length >= 2 * problems.length;
