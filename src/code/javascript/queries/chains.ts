import type { CallExpression, Expression, Node } from 'oxc-parser';
import type { Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';

/** One method call of a chain. */
export interface ChainStep {
  readonly name: string;
  readonly call: CallExpression;
}

/** `db.select().from(users)`: names from the first object on, and the calls among them. */
export interface Chain {
  /** `['this', 'prisma', 'user', 'findMany']`; a call in between leaves only its name. */
  readonly names: readonly string[];
  readonly root: Expression;
  readonly steps: readonly ChainStep[];
  /** What the first method is called on. */
  readonly receiver: Expression | undefined;
}

/** The chain that a call ends; undefined where the call is in the middle of a longer one. */
export function chainOf({ node, path }: Site): Chain | undefined {
  if (node.type !== 'CallExpression' || isInner(path.up?.node, path.up?.up?.node, node)) return undefined;
  return chainTo(node);
}

/** The chain that an expression is. */
export function chainTo(expression: Expression): Chain {
  const names: string[] = [];
  const steps: ChainStep[] = [];
  let receiver: Expression | undefined;
  let current = unwrap(expression);
  for (;;) {
    if (current.type === 'CallExpression') {
      const callee = unwrap(current.callee);
      const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
      steps.unshift({ name: name ?? '', call: current });
      receiver = callee.type === 'MemberExpression' ? callee.object : undefined;
      current = callee;
    } else if (current.type === 'MemberExpression') {
      names.unshift(memberName(current) ?? '');
      current = unwrap(current.object);
    } else break;
  }
  names.unshift(current.type === 'Identifier' ? current.name : current.type === 'ThisExpression' ? 'this' : '');
  return { names, root: current, steps, receiver };
}

function isInner(above: Node | undefined, next: Node | undefined, node: Node): boolean {
  return above?.type === 'MemberExpression' && above.object === node && next?.type === 'CallExpression' && next.callee === above;
}
