import type { Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import type { Checkout } from '../../../model/facts/connections.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { functionAround } from '../syntax/around.ts';
import { lookUp } from '../syntax/module.ts';
import type { Site } from '../syntax/module.ts';
import { childrenOf, memberName, unwrap } from '../syntax/tree.ts';
import type { FunctionNode, Path } from '../syntax/tree.ts';
import { poolAsked } from './pooled-transactions.ts';

/** Connections that are taken from pools of node-postgres. */
export function readCheckouts(project: CodeProject): Checkout[] {
  return sitesNamed(project, 'connect').flatMap((site) => {
    const asked = poolAsked(project, site);
    const around = functionAround(site.path);
    if (asked === undefined || around === undefined || site.node.arguments.length > 0) return [];
    const name = nameOf(site.path);
    const release = name === undefined ? 'elsewhere' : releaseOf(site, name, around);
    const { scope, within } = surroundingsOf(project, site);
    const nested = release === 'elsewhere' || name === undefined ? undefined : nestedIn(project, { site, name, around, pool: asked.identity });
    return [{ at: codeFact('database.checkout', placeOf(site)), name, scope, within, release, nested }];
  });
}

/** The variable of `const client = await pool.connect()`. */
function nameOf(path: Path): string | undefined {
  for (let current = path.up; current !== undefined; current = current.up) {
    const { node } = current;
    if (node.type === 'AwaitExpression' || node.type === 'ParenthesizedExpression') continue;
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : undefined;
    return node.type === 'AssignmentExpression' && node.left.type === 'Identifier' ? node.left.name : undefined;
  }
  return undefined;
}

function releaseOf(site: Site, name: string, around: FunctionNode): Checkout['release'] {
  const uses = namesIn(site, name, around);
  if (uses.some(({ handedOn }) => handedOn)) return 'elsewhere';
  const released = uses.filter(({ method }) => method === 'release' || method === 'end');
  if (released.length === 0) return 'never';
  // Given back at the end and in the catch is given back on each way too.
  const isCaught = released.length > 1 && released.some(({ inCatch }) => inCatch);
  return isCaught || released.some(({ isFinal }) => isFinal) ? 'finally' : 'sometimes';
}

interface Use {
  readonly method: string | undefined;
  /** It is returned, kept, or given to something else, which may give it back. */
  readonly handedOn: boolean;
  readonly isFinal: boolean;
  readonly inCatch: boolean;
  readonly node: Node;
}

/** What a function does with the variable, below the place where it gets its value. */
function namesIn({ module, node }: Site, name: string, around: FunctionNode): readonly Use[] {
  const binding = lookUp(module, name, node.start);
  const uses: Use[] = [];
  const visit = (current: Node, up: readonly Node[]): void => {
    if (current.type === 'Identifier' && current.name === name && current.start > node.end && lookUp(module, name, current.start) === binding) uses.push(useOf(current, up));
    for (const child of childrenOf(current)) visit(child, [...up, current]);
  };
  visit(around, []);
  return uses;
}

function useOf(node: Node, up: readonly Node[]): Use {
  const parent = up.at(-1);
  const method = parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : undefined;
  const isFinal = up.some((each, index) => each.type === 'TryStatement' && each.finalizer !== null && each.finalizer === up[index + 1]);
  const isTested = /^(?:IfStatement|LogicalExpression|UnaryExpression|ConditionalExpression|BinaryExpression)$/.test(parent?.type ?? '');
  const isAssigned = parent?.type === 'AssignmentExpression' && parent.left === node;
  return { method, handedOn: method === undefined && !isTested && !isAssigned, isFinal, inCatch: up.some(({ type }) => type === 'CatchClause'), node };
}

interface Held {
  readonly site: Site;
  readonly name: string;
  readonly around: FunctionNode;
  readonly pool: unknown;
}

/** The first place between taking and giving back that asks the same pool again. */
function nestedIn(project: CodeProject, { site, name, around, pool }: Held): Known<string> | undefined {
  const end = lastUse(site, name, around);
  for (const other of sitesNamed(project, 'query', 'connect')) {
    if (other.module !== site.module || other.node.start <= site.node.end || other.node.end > end || functionAround(other.path) !== around) continue;
    if (poolAsked(project, other)?.identity !== pool) continue;
    const callee = unwrap(other.node.callee);
    if (callee.type === 'MemberExpression' && memberName(callee) === 'query') return codeFact('database.nested', { module: other.module, node: callee.object });
  }
  return undefined;
}

/** Where the connection is given back, a catch left out: what comes later asks without it. */
function lastUse(site: Site, name: string, around: FunctionNode): number {
  const released = namesIn(site, name, around).filter(({ method, inCatch }) => method === 'release' && !inCatch);
  return released[0]?.node.start ?? around.end;
}
