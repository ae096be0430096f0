import type { ImportDeclaration, ObjectExpression, Program } from '@oxc-project/types';
import type { Planned } from '../../model/change.ts';
import { folderOf } from '../../model/files.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, newlineOf } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { created, edited, refused, together } from '../planned.ts';
import type { Insertion } from './insertion.ts';
import { addedProperty, appendedItem } from './javascript-list.ts';
import { nestGuard } from './javascript-guards.ts';
import { mentions } from './javascript-place.ts';
import { javaScriptStyle, restyledJavaScript, templateTree } from './javascript-style.ts';
import { rootModule, type RootModule } from './nest-module.ts';
import { renderTemplate } from './render-template.ts';

/**
 * Gives a Nest controller a file of its own beside the root module, in a folder with its name as Nest's own generator makes it, and
 * lists it in that module. https://docs.nestjs.com/cli/usages#nest-generate
 */
export async function insertController({ template, path, change, file, at }: Insertion, context: FixContext): Promise<Planned> {
  const root = await rootModule(file, at, context.files);
  if ('because' in root) return refused(root.because);
  const guard = await nestGuard(root.main, context);
  if (guard !== undefined) return refused(guard);
  const route = routeBelow(String(change.with?.['path'] ?? ''), root.prefix);
  if (route === undefined) return refused(`${file.path} puts ${root.prefix} before all paths`);
  const rendered = await renderTemplate(template, { ...change.with, route }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const tree = await templateTree(rendered.text, path);
  const style = javaScriptStyle(root.file.text, root.tree);
  const name = path.slice('nest/'.length, -'.ts'.length);
  const [folder = name] = name.split('.');
  const target = [folderOf(root.file.path), folder, `${name}.ts`].filter((part) => part !== '').join('/');
  const controller = classIn(tree);
  if (context.files.has(target)) return refused(`${target} is there already`);
  if (mentions(root.tree, controller)) return refused(`${root.file.path} has another ${controller} already`);
  const listed = listEdit(root, controller);
  if (listed === undefined) return refused(`the controllers of ${root.file.path} are no list that can be added to`);
  const text = restyledJavaScript(rendered.text, tree, style).replaceAll('\n', style.newline);
  const imported = importEdit(root, `import { ${controller} } from ${style.quote}./${folder}/${name}${root.ending}${style.quote}${style.semicolons ? ';' : ''}`);
  return together([created(target, text), edited(root.file.path, [imported, listed])]);
}

/** The path of the controller: without the prefix that all paths get; undefined where the wanted path does not have it. */
function routeBelow(path: string, prefix: string): string | undefined {
  const bare = path.replaceAll(/^\/|\/$/g, '');
  if (prefix === '') return bare;
  return bare.startsWith(`${prefix}/`) ? bare.slice(prefix.length + 1) : undefined;
}

/** The name of the class that the template exports. */
function classIn({ body }: Program): string {
  for (const statement of body) {
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'ClassDeclaration' && statement.declaration.id) return statement.declaration.id.name;
  }
  throw new Error('a template of a Nest controller exports no class');
}

function importEdit({ file: { text }, tree }: RootModule, line: string): TextEdit {
  const last = tree.body.findLast((statement): statement is ImportDeclaration => statement.type === 'ImportDeclaration');
  const newline = newlineOf(text);
  return last === undefined ? insertAt(0, line + newline + newline) : insertAt(lineEnd(text, last.end), line + newline);
}

function listEdit({ file: { text }, options }: RootModule, controller: string): TextEdit | undefined {
  const property = options.properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'controllers');
  if (property === undefined) return newList(text, options, `controllers: [${controller}]`);
  if (property.type !== 'Property' || property.value.type !== 'ArrayExpression') return undefined;
  return appendedItem(text, property.value, controller);
}

function newList(text: string, options: ObjectExpression, written: string): TextEdit | undefined {
  return options.properties.length === 0 ? { range: { start: options.start, end: options.end }, text: `{ ${written} }` } : addedProperty(text, options, written, 'imports');
}
