import { folderOf, type ProjectFiles } from '../../model/files.ts';
import type { SqlUse, StatementMigration } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';

const POSTGRES = /\b(?:BIGSERIAL|SERIAL|TIMESTAMPTZ|JSONB|BYTEA|plpgsql|gen_random_uuid|uuid_generate_v4|CONCURRENTLY|MATERIALIZED VIEW|TIMESTAMP WITH(?:OUT)? TIME ZONE|ENABLE ROW LEVEL SECURITY)\b|::\w+|\$\$/i;
const OTHER = /`\w+`|\bAUTO_?INCREMENT\b|\bENGINE\s*=\s*\w+|\bPRAGMA\b|\bWITHOUT ROWID\b|\bNVARCHAR\b|\bDELIMITER\b/i;

/** What the tool or the text says of the database; a folder of SQL is of the one that its texts are written for. */
export function databaseOf({ text }: SourceFile, { tool, folder }: StatementMigration, files: ProjectFiles): SqlUse['database'] {
  if (tool === 'supabase') return 'postgresql';
  const said = tool === 'prisma' ? files.read(`${folder}/migration_lock.toml`)?.text : tool === 'drizzle' ? files.read(`${folder}/meta/_journal.json`)?.text : undefined;
  if (said !== undefined) return /["'](postgresql|postgres|pg)["']/.test(said) ? 'postgresql' : 'other';
  if (OTHER.test(text)) return 'other';
  return POSTGRES.test(text) || siblings(folder, files).some((each) => POSTGRES.test(each)) ? 'postgresql' : 'unknown';
}

/** Texts of a few other SQL files of the folder. */
function siblings(folder: string, files: ProjectFiles): readonly string[] {
  return files.below(folder).filter((path) => folderOf(path) === folder && path.endsWith('.sql')).slice(0, 5).flatMap((path) => files.read(path)?.text ?? []);
}
