import { everyStatement, ownExpressions, withParts } from '../../../code/python/walk.ts';
import { partsOf } from '../../../code/python/sites.ts';
import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import { LENDING, LOGIN, STATE } from './patterns.ts';
import type { Usage } from './usage.ts';

/** A name where a function uses it, with the expressions around it, the statement's own first. */
export interface NameUse {
  readonly name: PythonExpression & { readonly kind: 'name' };
  readonly around: readonly PythonExpression[];
  readonly statement: PythonStatement;
}

/** Every use of a name in a function, inner functions included; what binds it is none. */
export function usesOf(node: PythonFunction, name: string): readonly NameUse[] {
  return [...everyStatement(node.body)].flatMap((statement) => {
    const targets = statement.kind === 'assign' ? statement.targets.filter((target) => target.kind === 'name') : [];
    return ownExpressions(statement).filter((each) => !targets.includes(each as typeof targets[number]))
      .flatMap((expression) => usesIn(expression, name, { around: [], statement }));
  });
}

function usesIn(expression: PythonExpression, name: string, at: Omit<NameUse, 'name'>): readonly NameUse[] {
  if (expression.kind === 'name') return expression.name === name ? [{ ...at, name: expression }] : [];
  const inner = { ...at, around: [...at.around, expression] };
  return partsOf(expression).flatMap((part) => usesIn(part, name, inner));
}

/** The statement that ends what a function made: `await client.aclose()`, `engine.dispose()`. */
export function isEnding({ around, statement, name }: NameUse, { maker }: Usage): boolean {
  const [attribute, call, awaited] = around.toReversed();
  if (attribute?.kind !== 'attribute' || attribute.object !== name || !maker.ends.test(attribute.name)) return false;
  return statement.kind === 'expression' && call?.kind === 'call' && call.callee === attribute
    && (statement.value === call || (awaited?.kind === 'await' && statement.value === awaited));
}

/** Why what a function made cannot be shared, by how it uses it; undefined where it can. */
export function whyOwn(uses: readonly NameUse[], usage: Usage): string | undefined {
  for (const use of uses) {
    const because = whyOwnUse(use, usage);
    if (because !== undefined) return because;
  }
  return undefined;
}

function whyOwnUse(use: NameUse, usage: Usage): string | undefined {
  const { name, around, statement } = use;
  const { maker, node } = usage;
  const parent = around.at(-1);
  if (parent === undefined || parent.kind === 'tuple' || parent.kind === 'list' || parent.kind === 'dict') return handedOut(statement, node);
  if (parent.kind === 'other' && parent.parts.length === 1) return `${node.name} hands it out, and who gets it may close it`;
  if (parent.kind === 'call' && parent.callee !== name) return whyNotArgument(parent.callee, usage);
  if (parent.kind !== 'attribute') return undefined;
  if (maker.ends.test(parent.name)) return isEnding(use, usage) ? undefined : `${node.name} closes it in a way that cannot be taken out`;
  if (maker.kind === 'http' && around.some(isLogin)) return `${node.name} logs in with it, and its cookies would be everybody's`;
  if (maker.kind === 'http' && STATE.test(parent.name)) return `${node.name} changes it for one request (${parent.name})`;
  if (statement.kind === 'assign' && statement.targets.some((target) => [...withParts(target)].includes(parent))) return `${node.name} changes it for one request (${parent.name})`;
  return LENDING.test(parent.name) ? whyNotLent(use, usage) : undefined;
}

/** A call that names a login: what it answers with are cookies, which a client keeps. */
export function isLogin(expression: PythonExpression): boolean {
  if (expression.kind !== 'call') return false;
  const texts = expression.arguments.flatMap(({ name, value }) => [name ?? '', ...[...withParts(value)].map((part) => (part.kind === 'string' ? part.value : ''))]);
  return texts.some((text) => LOGIN.test(text));
}

function handedOut(statement: PythonStatement, node: PythonFunction): string | undefined {
  if (statement.kind === 'other') return `${node.name} deletes its name`;
  if (statement.kind === 'return' || statement.kind === 'assign') return `${node.name} hands it out, and who gets it may close it`;
  return statement.kind === 'with' ? `${node.name} closes it with a with statement of its own` : undefined;
}

function whyNotArgument(callee: PythonExpression, { node }: Usage): string | undefined {
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  if (/^(enter_|push|closing|aclosing|callback)/.test(name)) return `${node.name} closes it in a way that cannot be taken out`;
  return /^listens?(_for)?$/.test(name) ? `${node.name} listens to its events` : undefined;
}

/** A connection that a pool lent must go back: a new pool took it along when it was thrown away. */
function whyNotLent({ around, statement }: NameUse, { node }: Usage): string | undefined {
  if (statement.kind === 'with') return undefined;
  const because = `${node.name} takes a connection and does not give it back, which uses up a pool that all share`;
  if (statement.kind !== 'assign' || around.some((each) => each.kind === 'call' && each.callee.kind === 'attribute' && each.callee.object.kind === 'call')) return because;
  const [target] = statement.targets;
  const kept = target?.kind === 'name' ? usesOf(node, target.name) : [];
  const isGivenBack = kept.some((use) => {
    const parent = use.around.at(-1);
    if (use.statement.kind === 'with' && parent === undefined) return true;
    if (parent?.kind === 'attribute') return parent.name === 'close';
    return parent?.kind === 'call' && parent.callee.kind === 'attribute' && /^(release|putconn)$/.test(parent.callee.name);
  });
  return isGivenBack ? undefined : because;
}
