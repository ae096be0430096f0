import type { HttpSession } from '../../../model/facts/concurrency.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';

const DEEPEST = 5;

/**
 * Whether an event loop runs where code runs: inside `async def` one does; at the top of a file none does, but for servers that import the
 * program in their loop; in a plain function its callers decide. Frameworks call plain handlers of requests and jobs in threads without one.
 */
export function loopAt(program: Program, place: Place, left = DEEPEST): HttpSession['loop'] {
  const index = place.chain.findLastIndex((node) => node.kind === 'function');
  const node = place.chain[index];
  if (node?.kind !== 'function') return 'none';
  if (node.async) return 'running';
  const mark = program.marks.get(node);
  if (mark === 'request' || mark === 'job') return 'none';
  if (mark === 'startup') return 'running';
  const callers = (program.callers.get(node) ?? []).filter((site) => !isScriptFile(program, site.place.file));
  if (callers.length === 0 || left === 0) return undefined;
  const [first, ...rest] = callers.slice(0, 20).map((site) => (site.deferred ? undefined : loopAt(program, site.place, left - 1)));
  return rest.every((each) => each === first) ? first : undefined;
}
