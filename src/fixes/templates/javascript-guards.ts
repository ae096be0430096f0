import type { CallExpression, ObjectExpression, Program } from '@oxc-project/types';
import { parseTypeScript, walk, type SyntaxNode } from '../../documents/typescript.ts';
import { isJavaScript, type FixContext } from '../context.ts';
import { mentions } from './javascript-place.ts';

/** Hooks of Fastify that run before a handler, whatever the order in which they are added. https://fastify.dev/docs/latest/Reference/Hooks/ */
const BEFORE = new Set(['onRequest', 'preParsing', 'preValidation', 'preHandler']);

/** What a hook calls when it answers in the handler's place. */
const ANSWERS = ['send', 'code', 'status', 'redirect', 'jwtVerify', 'verify', 'authenticate', 'unauthorized', 'forbidden'];

/** Why a probe might be refused before it reaches a route of Fastify; undefined where nothing in sight does. */
export function fastifyGuard(tree: Program, name: string): string | undefined {
  for (const { callee, arguments: [first, handler] } of callsIn(tree)) {
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== name) continue;
    if (callee.property.type !== 'Identifier' || callee.property.name !== 'addHook') continue;
    if (first?.type !== 'Literal' || !BEFORE.has(String(first.value))) continue;
    if (handler === undefined || !isInline(handler) || answers(handler)) return `a hook on ${String(first.value)} runs before every handler and may refuse a request`;
  }
  return undefined;
}

/** Why a guard of Nest might refuse a probe: every guard but the one that limits rates. https://docs.nestjs.com/guards#binding-guards */
export async function nestGuard(main: Program, context: FixContext): Promise<string | undefined> {
  const isGuarded = callsIn(main).some(({ callee }) => callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'useGlobalGuards');
  if (isGuarded) return 'a guard stands before every route and may refuse a request';
  const { files, service } = context;
  for (const path of files.below(service.root).filter((each) => isJavaScript(each) && !/\.(spec|test)\./.test(each))) {
    const text = files.read(path)?.text ?? '';
    if (!text.includes('APP_GUARD')) continue;
    const parsed = await parseTypeScript(path, text);
    if (!parsed.ok || guardsIn(parsed.document).some((guard) => guard !== 'ThrottlerGuard')) return `${path} puts a guard before every route, which may refuse a request`;
  }
  return undefined;
}

/** What objects with `provide: APP_GUARD` make. */
function guardsIn(tree: Program): readonly string[] {
  const guards: string[] = [];
  walk(tree, (node) => {
    if (node.type !== 'ObjectExpression') return;
    const { properties } = node as ObjectExpression;
    const value = (name: string) => properties.flatMap((each) => (each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === name && each.value.type === 'Identifier' ? [each.value.name] : []))[0];
    if (value('provide') === 'APP_GUARD') guards.push(value('useClass') ?? '');
  });
  return guards;
}

const isInline = ({ type }: SyntaxNode): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

function answers(handler: SyntaxNode): boolean {
  let throws = false;
  walk(handler, (node) => {
    if (node.type === 'ThrowStatement') throws = true;
  });
  return throws || ANSWERS.some((name) => mentions(handler, name));
}

function callsIn(tree: Program): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  walk(tree, (node) => {
    if (node.type === 'CallExpression') calls.push(node as CallExpression);
  });
  return calls;
}
