import type { Change, MigrationStep } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { FixContext } from '../context.ts';

export type AddMigration = Extract<Change, { readonly kind: 'add-migration' }>;

/** A folder of migrations that a tool of the project runs. */
export interface MigrationFolder {
  readonly tool: 'alembic' | 'django' | 'knex' | 'prisma' | 'sql';
  readonly path: string;
  /** The files right in the folder, sorted; for Prisma those one level below. */
  readonly files: readonly string[];
}

/** The texts of the files of a folder that can be read. */
export function textsOf(paths: readonly string[], { files }: FixContext): readonly SourceFile[] {
  return paths.flatMap((path) => files.read(path) ?? []);
}

/** A name as part of a file name: small letters and digits, joined by a character. */
export function slugOf(name: string, between: '_' | '-' = '_'): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, between).replaceAll(/^[_-]+|[_-]+$/g, '');
}

/** True where a step may not share a transaction, or a text, with others. */
export const hasLoner = ({ up, down }: Pick<AddMigration, 'up' | 'down'>): boolean => [...up, ...down].some(({ alone }) => alone === true);

/** A migration as several, each with one statement and what undoes it; undefined where they cannot be told apart. */
export function oneByOne({ up, down }: Pick<AddMigration, 'up' | 'down'>): readonly { readonly up: MigrationStep; readonly down: MigrationStep | undefined }[] | undefined {
  if (down.length > 0 && down.length !== up.length) return undefined;
  return up.map((step, index) => ({ up: step, down: down[down.length - 1 - index] }));
}
