import { join } from 'node:path';
import { applyFiles, type RunDescription } from './apply/apply-files.ts';
import { undo } from './apply/undo.ts';
import { refusalOf } from './migrate/refusal.ts';
import type { MigrationFate, PlannedFiles } from './model/migration.ts';
import { planOf, type Planner } from './railway-planner.ts';
import { folderAt } from './scan.ts';

/**
 * Writes the new file, asks Railway what it would do with it, and takes it back where something would be destroyed. Old files are deleted after that
 * alone, in one run with the new one, so that one `optimize undo` takes all of it back.
 */
export async function writeIfHarmless(dir: string, { migration, files }: PlannedFiles, planner: Planner, description: RunDescription): Promise<MigrationFate> {
  const root = folderAt(dir);
  const made = files.filter(({ after }) => after !== undefined);
  const deletesOld = made.length < files.length;
  const first = made.length === 0 ? undefined : await applyFiles(root, made, description);
  const takeBack = async (): Promise<void> => {
    if (first !== undefined) await undo(root, { id: first.id, version: description.version });
  };
  const plan = await uninterrupted(() => planOf(join(root, migration.path), planner)).catch(async (error: unknown) => {
    await takeBack();
    throw error;
  });
  const refusal = refusalOf(plan, { deletesOld });
  if (refusal !== undefined) {
    await takeBack();
    return { kind: 'refused', refusal, plan };
  }
  if (!deletesOld && first !== undefined) return { kind: 'written', id: first.id, plan };
  await takeBack();
  return { kind: 'written', id: (await applyFiles(root, files, description)).id, plan };
}

/** Does work that an interruption does not end: it ends the CLI, so the work fails, and then there is something to take back. */
async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  const stay = (): void => undefined;
  process.on('SIGINT', stay).on('SIGTERM', stay);
  try {
    return await work();
  } finally {
    process.off('SIGINT', stay).off('SIGTERM', stay);
  }
}
