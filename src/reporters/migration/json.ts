import type { ChangedFile } from '../../model/changed-file.ts';
import type { Migration, MigrationFate, Move } from '../../model/migration.ts';
import { redact } from '../redact.ts';
import { jsonText } from '../json-text.ts';

/** A migration as JSON: same input, same bytes. */
export function migrationJson(migration: Migration, files: readonly ChangedFile[], fate: MigrationFate, version: string): string {
  const { path, after, moves, keptFiles, notices, next } = migration;
  const document = {
    schemaVersion: 1,
    tool: { name: 'optimize', version },
    written: fate.kind === 'written',
    run: fate.kind === 'written' ? fate.id : null,
    path,
    text: after,
    files: files.map((file) => ({ path: file.path, change: file.before === undefined ? 'created' : file.after === undefined ? 'deleted' : 'changed' })),
    ledger: moves.map(moveJson),
    kept: keptFiles,
    notices,
    next,
    plan: planJson(fate),
  };
  return jsonText(document);
}

/** What Railway would do with the file; null where it was not asked. */
function planJson(fate: MigrationFate) {
  if (fate.kind === 'refused') return { refused: fate.refusal, ...fate.plan };
  return fate.kind === 'written' && fate.plan !== undefined ? { refused: null, ...fate.plan } : null;
}

function moveJson({ file, line, key, value, service, target, status, because }: Move) {
  return {
    file, line, key, value: redact(value), status,
    ...(service === '' ? {} : { service }), ...(target === undefined ? {} : { target }), ...(because === undefined ? {} : { because: redact(because) }),
  };
}
