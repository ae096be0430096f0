import type { Argument, Expression, Function as FunctionSyntax, ArrowFunctionExpression, Node, ObjectExpression } from 'oxc-parser';

export type FunctionNode = FunctionSyntax | ArrowFunctionExpression;

/** Deeper code than this nobody writes; it is left unread instead of overflowing the stack. */
const DEPTH_LIMIT = 400;

/** Keys of a node that hold types or bookkeeping, never running code. */
const TYPE_KEYS = new Set(['type', 'start', 'end', 'parent', 'typeAnnotation', 'typeArguments', 'typeParameters', 'returnType',
  'superTypeArguments', 'implements', 'range', 'loc']);

/** A node and the nodes above it, innermost first. */
export interface Path {
  readonly node: Node;
  readonly up: Path | undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key in node) {
    if (TYPE_KEYS.has(key)) continue;
    const value: unknown = node[key as keyof Node];
    if (typeof value !== 'object' || value === null) continue;
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

/** Visits a node and all below it. The visitor returns false to stay out of what lies below. */
function walk(node: Node, visit: (path: Path) => boolean | void): void {
  const step = (path: Path, depth: number): void => {
    if (depth > DEPTH_LIMIT || visit(path) === false) return;
    for (const child of childrenOf(path.node)) step({ node: child, up: path }, depth + 1);
  };
  step({ node, up: undefined }, 0);
}

/** True when a node below (functions included) satisfies the test. */
export function contains(node: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, (path) => {
    if (!found && test(path.node)) found = true;
    return !found;
  });
  return found;
}

/** The same, but for what stands in functions inside. */
export function containsOwn(node: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, (path) => {
    if (!found && test(path.node)) found = true;
    return !found && (path.node === node || !isFunction(path.node));
  });
  return found;
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return node?.type === 'FunctionDeclaration' || node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
}

/** The expression without brackets, type assertions, `await` and `?.` around it. */
export function unwrap(expression: Expression): Expression {
  let current = expression;
  for (let depth = 0; depth < 30; depth += 1) {
    switch (current.type) {
      case 'ParenthesizedExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression':
      case 'TSTypeAssertion': case 'TSInstantiationExpression': case 'ChainExpression':
        current = current.expression;
        break;
      case 'AwaitExpression':
        current = current.argument;
        break;
      case 'SequenceExpression': {
        const last = current.expressions.at(-1);
        if (last === undefined) return current;
        current = last;
        break;
      }
      default:
        return current;
    }
  }
  return current;
}

/** The string that an expression is written as; undefined of anything but a literal. */
export function textOf(expression: Node | null | undefined): string | undefined {
  if (expression === null || expression === undefined) return undefined;
  const node = unwrap(expression as Expression);
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name of a member: `b` of `a.b` and `a['b']`. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed) return node.property.name;
  return textOf(node.property);
}

/** The last name of a variable or a member: `b` of `b` and of `a.b`. */
export const lastName = (node: Node): string | undefined => (node.type === 'Identifier' ? node.name : memberName(node));

/** The name of a key: `a`, `'a'`. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (!computed && (key.type === 'Identifier' || key.type === 'PrivateIdentifier')) return key.name;
  if (key.type === 'Literal' && typeof key.value === 'number') return String(key.value);
  return textOf(key);
}

/** The value of an object's key as written there; the last one counts, spreads are not followed. */
export function ownProperty(object: ObjectExpression, name: string): Expression | undefined {
  for (const property of object.properties.toReversed()) {
    if (property.type === 'Property' && keyName(property.key, property.computed) === name) return property.value;
  }
  return undefined;
}

/** The argument at an index; undefined when it is missing or a spread stands before it. */
export function argumentAt(call: { readonly arguments: readonly Argument[] }, index: number): Expression | undefined {
  for (let place = 0; place <= index; place += 1) if (call.arguments[place]?.type === 'SpreadElement') return undefined;
  const argument = call.arguments[index];
  return argument === undefined || argument.type === 'SpreadElement' ? undefined : argument;
}

const RETURNS = new WeakMap<FunctionNode, readonly Expression[]>();

/** What a function returns, nested functions left out. */
export function returnsOf(node: FunctionNode): readonly Expression[] {
  const before = RETURNS.get(node);
  if (before !== undefined) return before;
  const returned = findReturns(node);
  RETURNS.set(node, returned);
  return returned;
}

function findReturns(node: FunctionNode): Expression[] {
  if (node.body === null) return [];
  if (node.body.type !== 'BlockStatement') return [node.body];
  const returned: Expression[] = [];
  walk(node.body, ({ node: inner }) => {
    if (isFunction(inner) || inner.type === 'ClassDeclaration' || inner.type === 'ClassExpression') return false;
    if (inner.type === 'ReturnStatement' && inner.argument !== null) returned.push(inner.argument);
    return true;
  });
  return returned;
}
