import { parseTypeScript } from '../../documents/typescript.ts';
import type { MigrationStep, Planned } from '../../model/change.ts';
import { baseName, folderOf } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { quoted, type Quote } from '../../text/quotes.ts';
import type { FixContext } from '../context.ts';
import { created, refused } from '../planned.ts';
import { javaScriptStyle, restyledJavaScript, templateTree } from '../templates/javascript-style.ts';
import { renderTemplate, templateText } from '../templates/render-template.ts';
import type { Style } from '../templates/style.ts';
import { hasLoner, slugOf, textsOf, type AddMigration, type MigrationFolder } from './migration.ts';
import { nextTimestamp } from './numbers.ts';

/** How a migration exports what it does. */
type Form = 'ts' | 'mjs' | 'cjs';

/** A new file in the language, the form and the style of the last one. https://knexjs.org/guide/migrations.html */
export async function planKnex(change: AddMigration, folder: MigrationFolder, context: FixContext): Promise<Planned> {
  const last = textsOf(folder.files, context).at(-1);
  const kind = last === undefined ? await ofConfiguration(folder, context) : await ofMigration(last);
  if (kind === undefined) return refused(`nothing says how migrations are written in ${folder.path}`);
  const path = `knex/migration${hasLoner(change) ? '-without-transaction' : ''}.${kind.form}`;
  const rendered = await renderTemplate(templateText(path, context), { up: calls('up', change.up), down: calls('down', change.down) }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const code = restyledJavaScript(rendered.text, await templateTree(rendered.text, path), kind.style).replaceAll('\n', kind.style.newline);
  const text = withStatements(withStatements(code, { direction: 'up', steps: change.up }, kind.style), { direction: 'down', steps: change.down }, kind.style);
  const stamps = folder.files.map((each) => /^\d+/.exec(baseName(each))?.[0] ?? '').filter((each) => each.length === 14).sort();
  return created(`${folder.path}/${nextTimestamp(context.asOf, stamps.at(-1))}_${slugOf(change.name)}.${kind.ending}`, text);
}

interface Kind {
  readonly form: Form;
  readonly ending: string;
  readonly style: Style;
}

async function ofMigration({ path, text }: SourceFile): Promise<Kind | undefined> {
  const parsed = await parseTypeScript(path, text);
  if (!parsed.ok) return undefined;
  const ending = endingOf(path);
  const isModule = parsed.document.body.some(({ type }) => type === 'ExportNamedDeclaration');
  return { form: ending.endsWith('ts') ? 'ts' : isModule ? 'mjs' : 'cjs', ending, style: javaScriptStyle(text, parsed.document) };
}

/** The first migration of a project is written as its knexfile is. */
async function ofConfiguration({ path }: MigrationFolder, { files, service }: FixContext): Promise<Kind | undefined> {
  const found = files.below(service.root).find((each) => /(^|\/)knexfile\.[cm]?[jt]s$/.test(each) && path.startsWith(folderOf(each)));
  const file = found === undefined ? undefined : files.read(found);
  const parsed = file === undefined ? undefined : await parseTypeScript(file.path, file.text);
  if (file === undefined || parsed?.ok !== true) return undefined;
  const ending = endingOf(file.path);
  const isModule = parsed.document.body.some(({ type }) => type === 'ExportDefaultDeclaration');
  return { form: ending.endsWith('ts') ? 'ts' : isModule ? 'mjs' : 'cjs', ending, style: javaScriptStyle(file.text, parsed.document) };
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The calls with a name in place of each statement: nothing in SQL may be mistaken for code and written in another style. */
function calls(direction: string, steps: readonly MigrationStep[]): string {
  return steps.length === 0 ? '// Nothing to undo.' : steps.map((_, index) => `await knex.raw(${direction}Statement${index});`).join('\n  ');
}

function withStatements(code: string, { direction, steps }: { readonly direction: string; readonly steps: readonly MigrationStep[] }, { quote }: Style): string {
  let text = code;
  for (const [index, { sql }] of steps.entries()) text = text.replace(`${direction}Statement${index})`, () => `${javaScriptString(withoutBindings(sql), quote)})`);
  return text;
}

/** Knex takes each question mark for a value unless a backslash stands before it. https://knexjs.org/guide/raw.html#raw-parameter-binding */
function withoutBindings(sql: string): string {
  return sql.replaceAll('?', '\\?');
}

function javaScriptString(text: string, quote: Quote): string {
  return text.includes('\n') ? `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\`` : quoted(text, quote);
}
