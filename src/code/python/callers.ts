import type { PythonClass, PythonFunction } from '../../documents/python-tree.ts';
import { instanceOf } from './instances.ts';
import { classOf, functionOf } from './origins.ts';
import { enclosingClass } from './places.ts';
import { callsOf, type Program } from './program.ts';
import type { CallSite } from './python-file.ts';

/** Notes for every function of the project who calls it: by its name, as a method of an object or of its class, or by making an object of its class. */
export function indexCallers(program: Program): void {
  const methods = new Set([...program.files.values()].flatMap((file) => file.functions.map(({ node }) => node.name)));
  const found = [...callsOf(program)].map((site) => ({ site, called: calledFunction(program, site, methods) }));
  for (const { site, called } of found) {
    if (called === undefined) continue;
    const list = program.callers.get(called);
    if (list === undefined) program.callers.set(called, [site]);
    else list.push(site);
  }
  // What was found before anyone knew the callers may be better now.
  program.instances.clear();
}

function calledFunction(program: Program, { call, place }: CallSite, methods: ReadonlySet<string>): PythonFunction | undefined {
  const { callee } = call;
  if (callee.kind !== 'name' && callee.kind !== 'attribute') return undefined;
  const direct = functionOf(program, callee, place)?.node;
  if (direct !== undefined) return direct;
  const made = classOf(program, callee, place);
  if (made !== undefined) return methodOf(made.node, '__init__');
  if (callee.kind !== 'attribute' || !methods.has(callee.name)) return undefined;
  const own = callee.object.kind === 'name' && callee.object.name === 'self' ? enclosingClass(place.chain) : undefined;
  const owner = own ?? instanceOf(program, callee.object, place)?.own?.node ?? classOf(program, callee.object, place)?.node;
  return owner && methodOf(owner, callee.name);
}

function methodOf(node: PythonClass, name: string): PythonFunction | undefined {
  const found = node.body.find((each) => each.kind === 'function' && each.name === name);
  return found?.kind === 'function' ? found : undefined;
}
