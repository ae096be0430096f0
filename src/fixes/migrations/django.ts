import type { MigrationStep, Planned } from '../../model/change.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { created, refused } from '../planned.ts';
import { renderTemplate, templateText } from '../templates/render-template.ts';
import { applicationOf, labelOf, leafOf, nameOf } from './django-history.ts';
import { hasLoner, slugOf, textsOf, type AddMigration, type MigrationFolder } from './migration.ts';
import { nextNumber } from './numbers.ts';
import { pythonString } from './python-text.ts';

const INDENT = ' '.repeat(12);

/** A new migration after the application's last one. Without a transaction where a statement must run outside of one. */
export async function planDjango(change: AddMigration, folder: MigrationFolder, context: FixContext): Promise<Planned> {
  const files = textsOf(folder.files, context);
  const label = await labelOf(applicationOf(folder.path), context);
  const found = await leafOf(files, label);
  if ('because' in found) return refused(`${folder.path} cannot be added to: ${found.because}`);
  const path = hasLoner(change) ? 'django/migration-without-transaction.py' : 'django/migration.py';
  const values = { label, leaf: found.leaf, up: statements(change.up), down: statements(change.down) };
  const rendered = await renderTemplate(templateText(path, context), values, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const numbers = folder.files.map((each) => /^\d+/.exec(nameOf(each))?.[0] ?? '').sort();
  const name = `${nextNumber(numbers.at(-1) ?? '0000')}_${slugOf(change.name)}`;
  return created(`${folder.path}/${name}.py`, rendered.text.replaceAll('\n', newlineOf(files.at(-1)?.text ?? '')));
}

/** Statements as Django runs them: one as a text, several one after the other as a list. */
function statements(steps: readonly MigrationStep[]): string {
  const [first, ...rest] = steps.map(({ sql }) => pythonString(sql));
  if (first === undefined) return 'migrations.RunSQL.noop';
  return rest.length === 0 ? first : `[\n${[first, ...rest].map((each) => `${INDENT}    ${each},\n`).join('')}${INDENT}]`;
}
