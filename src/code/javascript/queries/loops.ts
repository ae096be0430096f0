import type { CallExpression, Expression, Node } from 'oxc-parser';
import type { LoopExcuse, QueryLoop } from '../../../model/facts/queries.ts';
import { resolve } from '../names/resolve.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { childrenOf, contains, isFunction, lastName, memberName, returnsOf, unwrap, type FunctionNode, type Path } from '../syntax/tree.ts';

/** A loop with the names that change in each round. */
export interface LoopAround {
  readonly loop: QueryLoop;
  readonly changing: ReadonlySet<string>;
  /** What a round does. */
  readonly body: Node | undefined;
  /** True where all rounds begin in one tick. */
  readonly isAtOnce: boolean;
}

const FEW = 10;
const CHUNKS = /chunk|batch|page|window|slice/i;
const STREAMS = /listen|consum|subscri|stream|messages?\b|queue/i;
const ITERATES = /^(map|forEach|flatMap|filter|reduce|some|every)$/;
/** Functions that run what they are handed: p-limit, a retry, an immediately called function. */
const RUNS = /limit|throttle|retry|queue|^run|with/i;

type LoopNode = Extract<Node, { type: 'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement' }>;

const isLoop = (node: Node): node is LoopNode => /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);

/** The innermost loop around a call, within the function that the call belongs to. */
export function loopAround(project: CodeProject, { module, path, node }: Site): LoopAround | undefined {
  const inner: Node[] = [];
  for (let current = path.up, below: Node = node; current !== undefined; below = current.node, current = current.up) {
    const { node: each } = current;
    if (isLoop(each)) {
      if (isInBody(each, below)) return ofStatement(project, module, each, inner);
    } else if (isFunction(each)) {
      const call = callOf(current);
      const iterates = call?.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
      if (call !== undefined && iterates !== undefined && ITERATES.test(iterates) && call.arguments[0] === each) return ofCallback(project, module, { call, callback: each, path: current, inner });
      if (call === undefined || !isRun(call, each)) return undefined;
    }
    inner.push(each);
  }
  return undefined;
}

/** The call that a function is an argument of, or that calls it at once. */
function callOf({ up }: Path): CallExpression | undefined {
  let above = up;
  while (above?.node.type === 'ParenthesizedExpression') above = above.up;
  return above?.node.type === 'CallExpression' ? above.node : undefined;
}

function isRun(call: CallExpression, callback: Node): boolean {
  const callee = unwrap(call.callee);
  if (callee === callback) return true;
  const name = lastName(callee) ?? '';
  return RUNS.test(name);
}

function isInBody(loop: LoopNode, below: Node): boolean {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return below === loop.body;
  return loop.type === 'ForStatement' ? below !== loop.init : true;
}

function ofStatement(project: CodeProject, module: Module, loop: LoopNode, inner: readonly Node[]): LoopAround {
  const text = (node: Node) => module.file.text.slice(node.start, node.end);
  const head = module.file.text.slice(loop.start, loop.type === 'DoWhileStatement' ? loop.start + 2 : loop.body.start).trimEnd();
  const excuses = new Set<LoopExcuse>(excusesOfBody(text(loop.body), inner, text));
  const kind = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' || loop.type === 'ForStatement' ? 'items' : 'while';
  if (kind === 'items' && CHUNKS.test(head)) excuses.add('chunks');
  if (loop.type === 'ForOfStatement') {
    if (loop.await) excuses.add('stream');
    if (isFew(project, module, loop.right)) excuses.add('few');
    if (STREAMS.test(text(loop.right)) && unwrap(loop.right).type === 'CallExpression') excuses.add('stream');
  }
  if (loop.type === 'ForStatement') for (const excuse of excusesOfCount(loop, text)) excuses.add(excuse);
  const names = new Set(loop.type === 'ForStatement' ? (loop.init === null ? [] : declaredIn(loop.init)) : loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' ? declaredIn(loop.left) : []);
  return { body: loop.body, isAtOnce: false, changing: withDerived(loop.body, names), loop: { at: codeFact('loop', { module, node: { ...loop, end: loop.start + head.length } }), kind, excuses: [...excuses] } };
}

function excusesOfCount(loop: Extract<Node, { type: 'ForStatement' }>, text: (node: Node) => string): readonly LoopExcuse[] {
  const limit = loop.test?.type === 'BinaryExpression' && loop.test.right.type === 'Literal' && typeof loop.test.right.value === 'number' ? loop.test.right.value : undefined;
  if (limit !== undefined && limit <= FEW) return ['few'];
  if (loop.test !== null && /retr|attempt|tries/i.test(text(loop.test))) return ['few'];
  const step = loop.update?.type === 'AssignmentExpression' && loop.update.operator === '+=' && text(loop.update.right) !== '1';
  return step ? ['chunks'] : [];
}

interface Callback {
  readonly call: CallExpression;
  readonly callback: FunctionNode;
  readonly path: Path;
  readonly inner: readonly Node[];
}

/** `rows.map(async (row) => ...)`: all at once where something waits for all, or where nothing waits at all. */
function ofCallback(project: CodeProject, module: Module, { call, callback, path, inner }: Callback): LoopAround | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const text = (node: Node) => module.file.text.slice(node.start, node.end);
  const excuses = new Set<LoopExcuse>(callback.body === null ? [] : excusesOfBody(text(callback.body), inner, text));
  excuses.delete('last');
  const source = chainStart(callee.object);
  if (isFew(project, module, callee.object)) excuses.add('few');
  if (CHUNKS.test(text(source)) || callback.params.some((each) => CHUNKS.test(text(each)))) excuses.add('chunks');
  const names = new Set(callback.params.flatMap((each) => declaredIn(each)));
  const gathered = isGathered(module, path) || (memberName(callee) === 'forEach' && callback.async);
  return {
    body: callback.body ?? undefined, isAtOnce: gathered,
    changing: callback.body === null ? names : withDerived(callback.body, names),
    loop: { at: codeFact('loop', { module, node: callee }), kind: gathered ? 'parallel' : 'items', excuses: [...excuses] },
  };
}

/** `users` of `users.filter(...).slice(0, 3)`. */
function chainStart(expression: Expression): Expression {
  const node = unwrap(expression);
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? chainStart(node.callee.object) : node;
}

/** Inside `Promise.all(...)`, or a callback whose promises go into a variable, but for one that a transaction of Prisma runs in turn. */
function isGathered(module: Module, { up }: Path): boolean {
  for (let current = up?.up, step = 0; current !== undefined && step < 4; current = current.up, step += 1) {
    const { node } = current;
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && /^(all|allSettled)$/.test(memberName(node.callee) ?? '')) return true;
    if (node.type === 'VariableDeclarator') return !declaredIn(node.id).some((name) => isTransacted(module, name));
  }
  return false;
}

/** `prisma.$transaction(changes)`: https://www.prisma.io/docs/orm/prisma-client/queries/transactions#the-transaction-api */
const isTransacted = (module: Module, name: string): boolean => module.sites.some(({ node: { callee, arguments: [first] } }) =>
  callee.type === 'MemberExpression' && memberName(callee) === '$transaction' && first?.type === 'Identifier' && first.name === name);

function isFew(project: CodeProject, module: Module, expression: Expression): boolean {
  const node = unwrap(expression);
  if (node.type === 'ArrayExpression') return isWrittenOut(node);
  if (node.type === 'Identifier' && /^[A-Z][A-Z0-9_]*$/.test(node.name)) return true;
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const name = memberName(node.callee) ?? '';
    if (/^(filter|map|entries|values|keys|sort|reverse|slice)$/.test(name) && isFew(project, module, node.callee.object)) return true;
    const [first] = node.arguments;
    return /^(entries|values|keys)$/.test(name) && first !== undefined && first.type === 'ObjectExpression';
  }
  if (node.type !== 'Identifier') return false;
  const target = listing(project, () => resolve(project, module, node));
  return target.kind === 'value' && listsOf(target.node).every(isWrittenOut);
}

/** A value, or what a function gives that is called where it is written: `(() => { if (urgent) return [1, 2]; return [2, 1]; })()`. */
function listsOf(value: Node): readonly Node[] {
  const called = value.type === 'CallExpression' ? unwrap(value.callee) : undefined;
  if (called === undefined || !isFunction(called)) return [value];
  return returnsOf(called).map((each) => unwrap(each));
}

const isWrittenOut = (node: Node): boolean => node.type === 'ArrayExpression' && node.elements.length > 0 && node.elements.every((each) => each !== null && each.type !== 'SpreadElement');

function excusesOfBody(body: string, inner: readonly Node[], text: (node: Node) => string): readonly LoopExcuse[] {
  const excuses: LoopExcuse[] = [];
  if (inner.some((each) => each.type === 'TryStatement')) excuses.push('errors');
  if (inner.some((each) => each.type === 'IfStatement' && /%|\.length\b|batch|chunk|count|size/i.test(text(each.test)))) excuses.push('some');
  for (const [index, each] of inner.entries()) {
    if (each.type !== 'BlockStatement') continue;
    const below = inner[index - 1];
    const rest = below === undefined ? [] : each.body.slice(each.body.findIndex((statement) => statement === below));
    if (rest.some(({ type }) => /^(Return|Break|Throw)Statement$/.test(type))) excuses.push('last');
  }
  if (/\b(sleep|setTimeout|delay|wait)\s*\(/.test(body)) excuses.push('polling');
  return [...new Set(excuses)];
}

/** The names that a pattern or a declaration binds. */
function declaredIn(node: Node): readonly string[] {
  switch (node.type) {
    case 'Identifier': return [node.name];
    case 'VariableDeclaration': return node.declarations.flatMap(({ id }) => declaredIn(id));
    case 'AssignmentPattern': return declaredIn(node.left);
    case 'ArrayPattern': return node.elements.flatMap((each) => (each === null ? [] : declaredIn(each)));
    case 'ObjectPattern': return node.properties.flatMap((each) => declaredIn(each.type === 'Property' ? each.value : each.argument));
    case 'RestElement': return declaredIn(node.argument);
    default: return [];
  }
}

/** The names, and those of constants in the body that are made from them. */
function withDerived(body: Node, names: Set<string>): ReadonlySet<string> {
  const visit = (node: Node, depth: number): void => {
    if (depth > 60) return;
    if (node.type === 'VariableDeclarator' && node.init !== null && usesAny(node.init, names)) for (const name of declaredIn(node.id)) names.add(name);
    for (const child of childrenOf(node)) visit(child, depth + 1);
  };
  visit(body, 0);
  return names;
}

/** True where code uses one of the names. */
export function usesAny(node: Node, names: ReadonlySet<string>): boolean {
  return contains(node, (each) => each.type === 'Identifier' && names.has(each.name));
}
