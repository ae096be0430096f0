import type { CallSite } from '../python-file.ts';
import { ownStatements } from '../walk.ts';

/** True for an engine that its function makes, uses and disposes of again: it holds the one connection that the function works with. */
export function isDisposedAtOnce({ call, place }: CallSite): boolean {
  const node = place.chain.at(-1);
  if (node?.kind !== 'function') return false;
  const names = [...ownStatements(node.body)].flatMap((statement) =>
    (statement.kind === 'assign' && statement.value === call ? statement.targets.flatMap((target) => (target.kind === 'name' ? [target.name] : [])) : []));
  return place.file.calls.some(({ call: { callee }, place: other }) =>
    callee.kind === 'attribute' && callee.name === 'dispose' && callee.object.kind === 'name' && names.includes(callee.object.name) && other.chain.at(-1) === node);
}
