import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';

/** One call of a chain: its method and the call itself. */
export interface ChainStep {
  readonly name: string;
  readonly call: PythonCall;
}

/** `db.query(User).filter(...).first()`: what the first method is called on, and the calls in their order. */
export interface Chain {
  /** Undefined where a function begins the chain: `select(User).where(...)`. */
  readonly receiver: PythonExpression | undefined;
  readonly steps: readonly [ChainStep, ...ChainStep[]];
}

/** The chain that ends in an expression; `await` and plain attributes on the way are looked through. */
export function chainOf(expression: PythonExpression): Chain | undefined {
  const steps: ChainStep[] = [];
  let receiver: PythonExpression | undefined;
  let current: PythonExpression | undefined = expression;
  while (current !== undefined) {
    if (current.kind === 'await') current = current.value;
    else if (current.kind === 'attribute' && steps.length > 0 && holdsCall(current.object)) current = current.object;
    else if (current.kind === 'call' && current.callee.kind === 'attribute') {
      steps.unshift({ name: current.callee.name, call: current });
      receiver = current.callee.object;
      current = receiver;
    } else {
      if (current.kind === 'call' && current.callee.kind === 'name') {
        steps.unshift({ name: current.callee.name, call: current });
        receiver = undefined;
      }
      break;
    }
  }
  const [first, ...rest] = steps;
  return first === undefined ? undefined : { receiver, steps: [first, ...rest] };
}

/** The method and the object before it, `session.query`; a chain's other methods follow: `session.query.first`. */
export function chainName({ receiver, steps }: Chain): string {
  const head = receiver === undefined ? [] : [nameOf(receiver)];
  const [first, ...rest] = steps;
  const last = rest.at(-1);
  return [...head, first.name, ...(last === undefined ? [] : [last.name])].join('.');
}

function nameOf(expression: PythonExpression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'attribute') return `${nameOf(expression.object)}.${expression.name}`;
  return '...';
}

function holdsCall(expression: PythonExpression): boolean {
  if (expression.kind === 'call') return true;
  if (expression.kind === 'await') return holdsCall(expression.value);
  return expression.kind === 'attribute' && holdsCall(expression.object);
}
