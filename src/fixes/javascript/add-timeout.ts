import type { Node } from 'ts-morph';
import type { Code, Plain, Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { calledName } from './options-argument.ts';
import { optionSteps } from './set-options.ts';
import { inStepsAt, type Step } from './steps.ts';
import { asKind, unwrapped } from './tree.ts';

const DEFAULT_SECONDS = 10;
const MILLISECONDS = 1000;
const FETCH = /^(?:fetch|nodeFetch)$/;

/** A request that could wait for ever gets a limit: `seconds` says how long, ten without it. */
export function addTimeout({ at, with: { seconds = DEFAULT_SECONDS } = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const milliseconds = Number(seconds) * MILLISECONDS;
  const limited: Step = (node, tree) => {
    const inner = unwrapped(node);
    const call = asKind(inner, 'CallExpression') ?? asKind(inner, 'NewExpression');
    if (call === undefined) return 'no call stands there';
    const name = calledName(call);
    if (FETCH.test(name) && isHandedOn(call)) return 'its answer is handed on as it is, and a signal would end the reading of it too';
    const owner = asKind(call.getExpression(), 'PropertyAccessExpression')?.getExpression().getText();
    const [step] = optionSteps({ set: limitFor(name, owner, milliseconds) });
    return step === undefined ? [] : step(node, tree);
  };
  return inStepsAt(at, context, [limited]);
}

/** fetch wants a signal, got an object, axios a number. */
function limitFor(name: string, owner: string | undefined, milliseconds: number): Readonly<Record<string, Plain | Code>> {
  if (FETCH.test(name)) return { signal: { code: `AbortSignal.timeout(${milliseconds})` } };
  return name === 'got' || owner === 'got' ? { 'timeout.request': milliseconds } : { timeout: milliseconds };
}

/** True for `return fetch(...)`: whoever gets the answer may read it as it comes. */
function isHandedOn(call: Node): boolean {
  const parent = call.getParent();
  const kind = parent?.getKindName() ?? '';
  if (parent !== undefined && /^(?:AwaitExpression|ParenthesizedExpression|AsExpression)$/.test(kind)) return isHandedOn(parent);
  return kind === 'ReturnStatement' || asKind(parent, 'ArrowFunction')?.getBody() === call;
}
