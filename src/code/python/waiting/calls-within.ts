import type { PythonCall, PythonFunction } from '../../../documents/python-tree.ts';
import type { CallSite, PythonFile } from '../python-file.ts';

interface Calls {
  readonly byFunction: ReadonlyMap<PythonFunction, readonly CallSite[]>;
  readonly byCall: ReadonlyMap<PythonCall, CallSite>;
}

const CALLS = new WeakMap<PythonFile, Calls>();

/** The calls of a function, functions inside it included. */
export const callsWithin = (file: PythonFile, node: PythonFunction): readonly CallSite[] => callsIn(file).byFunction.get(node) ?? [];

/** The place of a call. */
export const siteOf = (file: PythonFile, call: PythonCall): CallSite | undefined => callsIn(file).byCall.get(call);

function callsIn(file: PythonFile): Calls {
  const known = CALLS.get(file);
  if (known !== undefined) return known;
  const byFunction = new Map<PythonFunction, CallSite[]>();
  for (const site of file.calls) {
    for (const node of site.place.chain) {
      if (node.kind !== 'function') continue;
      const list = byFunction.get(node);
      if (list === undefined) byFunction.set(node, [site]);
      else list.push(site);
    }
  }
  const calls = { byFunction, byCall: new Map(file.calls.map((site) => [site.call, site])) };
  CALLS.set(file, calls);
  return calls;
}
