import type { Program, Statement } from '@oxc-project/types';
import { parseTypeScript } from '../../documents/typescript.ts';
import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { TextEdit } from '../../text/edit.ts';
import { indentAt } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import type { FixContext } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { blockBelow, indented } from './blank-lines.ts';
import { isHealthRoute, isMiddleware, type Insertion } from './insertion.ts';
import { javaScriptImports } from './javascript-imports.ts';
import { fastifyGuard } from './javascript-guards.ts';
import { lastRegistration, makingAt } from './javascript-place.ts';
import { namedServer } from './javascript-server.ts';
import { javaScriptStyle, restyledJavaScript, templateTree } from './javascript-style.ts';
import { renderTemplate } from './render-template.ts';

/** Where a template goes, and what it may name there. */
interface Target {
  readonly after: Statement;
  readonly names: Readonly<Record<string, string>>;
  /** Edits that give a name to what has none. */
  readonly edits: readonly TextEdit[];
}

/** Puts a template into a JavaScript or TypeScript file: beside the application, or below the call that listens. */
export async function insertJavaScript(insertion: Insertion, context: FixContext): Promise<Planned> {
  const { template, path, change, file, at } = insertion;
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return refused(`${file.path} cannot be read`);
  const tree = parsed.document;
  const target = change.after === 'web.listens' ? belowServer(tree, at, context) : besideApplication(tree, at, isMiddleware(insertion));
  if (target === undefined) return refused(`${file.path} gives the ${change.after === 'web.listens' ? 'server' : 'application'} no name of its own`);
  const guard = isHealthRoute(insertion) && path.startsWith('fastify/') ? fastifyGuard(tree, target.names['web.app'] ?? '') : undefined;
  if (guard !== undefined) return refused(guard);
  const rendered = await renderTemplate(template, { ...change.with, ...target.names }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const text = rendered.text.trim();
  const style = javaScriptStyle(file.text, tree);
  const { imports, body } = javaScriptImports({ text, tree: await templateTree(text, path) }, { file, tree, style });
  if (imports === undefined) return refused(`${file.path} neither imports nor requires anything yet`);
  const code = restyledJavaScript(body, await templateTree(body, path), style);
  const base = indentAt(file.text, target.after.start);
  return edited(file.path, [...imports, ...target.edits, blockBelow(file.text, target.after.end, { code: indented(code, base), blanks: 1 })]);
}

/** Middleware stands before everything that answers: right below what makes the application. */
function besideApplication(tree: Program, at: Range, isFirst: boolean): Target | undefined {
  const making = makingAt(tree, at);
  const after = making === undefined ? undefined : isFirst ? making.block[making.index] : lastRegistration(making);
  return making === undefined || after === undefined ? undefined : { after, names: { 'web.app': making.name }, edits: [] };
}

function belowServer(tree: Program, at: Range, { service }: FixContext): Target | undefined {
  const server = namedServer(tree, at, valueOf(service.facts['web.app'])?.variable.value);
  return server === undefined ? undefined : { after: server.statement, names: { server: server.name }, edits: server.edits };
}
