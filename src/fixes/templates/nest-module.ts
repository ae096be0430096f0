import type { CallExpression, Class, ImportDeclaration, ObjectExpression, Program } from '@oxc-project/types';
import { parseTypeScript, walk, type SyntaxNode } from '../../documents/typescript.ts';
import { folderOf, joinPath, type ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** The module that a Nest application is made of. */
export interface RootModule {
  readonly file: SourceFile;
  readonly tree: Program;
  /** What its `@Module` decorator is given. */
  readonly options: ObjectExpression;
  /** The ending that imports of this project's files carry: `.js` where they are ES modules, else none. */
  readonly ending: '.js' | '';
  /** The file that makes the application. */
  readonly main: Program;
  /** The prefix of all paths, without slashes; '' for none. */
  readonly prefix: string;
}

type Found<T> = T | { readonly because: string };

/** Finds the module that `NestFactory.create(AppModule)` is given, and what the file that calls it says about all paths. */
export async function rootModule(file: SourceFile, at: Range, files: ProjectFiles): Promise<Found<RootModule>> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return { because: `${file.path} cannot be read` };
  const calls = callsIn(parsed.document);
  const create = calls.find(({ start, end }) => start === at.start && end === at.end);
  const [argument] = create?.arguments ?? [];
  if (argument?.type !== 'Identifier') return { because: `${file.path} does not name the module of its application` };
  const prefix = globalPrefix(calls);
  if (prefix === undefined) return { because: `${file.path} decides what stands before all paths in a way that a new route cannot follow` };
  const source = importOf(parsed.document, argument.name);
  if (source === undefined) return moduleIn(file, { tree: parsed.document, name: argument.name, ending: '', main: parsed.document, prefix });
  const target = fileOf(file.path, source.specifier, files);
  const tree = target === undefined ? undefined : await parseTypeScript(target.path, target.text);
  if (target === undefined || tree?.ok !== true) return { because: `${argument.name} stands in a file that cannot be found` };
  const ending = source.specifier.endsWith('.js') ? '.js' : '';
  return moduleIn(target, { tree: tree.document, name: source.name, ending, main: parsed.document, prefix });
}

function moduleIn(file: SourceFile, { tree, name, ...rest }: { readonly tree: Program; readonly name: string; readonly ending: '.js' | ''; readonly main: Program; readonly prefix: string }): Found<RootModule> {
  let options: ObjectExpression | undefined;
  walk(tree, (node) => {
    if (node.type !== 'ClassDeclaration') return;
    const { id, decorators } = node as Class;
    if (id?.name !== name) return;
    for (const { expression } of decorators) {
      if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier' || expression.callee.name !== 'Module') continue;
      const [first] = expression.arguments;
      if (first?.type === 'ObjectExpression') options = first;
    }
  });
  return options === undefined ? { because: `${file.path} holds no ${name} with a @Module that can be added to` } : { file, tree, options, ...rest };
}

function callsIn(tree: Program): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  walk(tree, (node: SyntaxNode) => {
    if (node.type === 'CallExpression') calls.push(node as CallExpression);
  });
  return calls;
}

/** What `setGlobalPrefix('api')` puts before all paths; undefined where it depends, or where versions come before them too. */
function globalPrefix(calls: readonly CallExpression[]): string | undefined {
  let prefix = '';
  for (const { callee, arguments: [first, ...rest] } of calls) {
    const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
    if (method === 'enableVersioning') return undefined;
    if (method !== 'setGlobalPrefix') continue;
    if (first?.type !== 'Literal' || typeof first.value !== 'string' || rest.length > 0) return undefined;
    prefix = first.value.replaceAll(/^\/|\/$/g, '');
  }
  return prefix;
}

function importOf(tree: Program, local: string): { readonly specifier: string; readonly name: string } | undefined {
  for (const statement of tree.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const found = statement.specifiers.find((each) => each.local.name === local);
    if (found !== undefined) return { specifier: statement.source.value, name: importedName(found) };
  }
  return undefined;
}

function importedName(specifier: ImportDeclaration['specifiers'][number]): string {
  return specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.local.name;
}

function fileOf(from: string, specifier: string, files: ProjectFiles): SourceFile | undefined {
  const path = specifier.startsWith('.') ? joinPath(folderOf(from), specifier.replace(/\.[jt]s$/, '')) : undefined;
  return path === undefined ? undefined : (files.read(`${path}.ts`) ?? files.read(`${path}/index.ts`));
}
