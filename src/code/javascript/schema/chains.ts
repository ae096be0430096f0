import type { CallExpression, Expression, Node } from 'oxc-parser';
import { isFunction, memberName, returnsOf, unwrap } from '../syntax/tree.ts';

/** One call of a chain: `.notNull()` of `integer('a').notNull()`. */
export interface Link {
  readonly name: string;
  readonly call: CallExpression;
}

/** A chain of calls: what it begins with, and the calls on it, first to last. */
export interface Chain {
  /** `integer('a')` of `integer('a').notNull()`; undefined where it begins with no call. */
  readonly base: CallExpression | undefined;
  readonly links: readonly Link[];
}

/** Takes a chain of calls apart. */
export function chainOf(expression: Node): Chain {
  const links: Link[] = [];
  let current = unwrap(expression as Expression);
  while (current.type === 'CallExpression') {
    const callee = unwrap(current.callee);
    const name = memberName(callee);
    if (callee.type !== 'MemberExpression' || name === undefined) return { base: current, links };
    const object = unwrap(callee.object);
    if (object.type !== 'CallExpression') return { base: current, links };
    links.unshift({ name, call: current });
    current = object;
  }
  return { base: undefined, links };
}

export const linkNamed = ({ links }: Chain, ...names: readonly string[]): CallExpression | undefined => links.find(({ name }) => names.includes(name))?.call;

/** What the only return of a function gives: `() => users.id`. */
export function returnedFrom(node: Node | undefined): Expression | undefined {
  if (node === undefined || !isFunction(node)) return undefined;
  const [only, ...more] = returnsOf(node);
  return only === undefined || more.length > 0 ? undefined : unwrap(only);
}
