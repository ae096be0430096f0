import { defineCheck, fail, notApplicable, pass, valueOf, type HttpSession, type Outcome, type ProposedFix, type ReadFacts } from '#rule';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';
import { recordsIn } from '../shared/records.ts';

type Read = ReadFacts<'runtime.dependencies' | 'start.server' | 'server.workers'>;

export default defineCheck({
  needs: [],
  reads: ['http.sessions', 'runtime.dependencies', 'start.server', 'server.workers'],
  check(facts, { text }): Outcome {
    const sessions = recordsIn(facts['http.sessions']);
    if (sessions === undefined) return notApplicable('nobody has read the code of the program');
    const [first, ...rest] = sessions.filter((each) => each.library === 'aiohttp' && each.loop === 'none');
    if (first === undefined) return pass();
    const aiohttp = dependencyNamed(facts, 'aiohttp');
    if (aiohttp !== undefined && !mayBeAtLeast(aiohttp, text('raises-from'))) return pass();
    const isImported = [first, ...rest].every(({ scope }) => scope === 'module');
    if (isImported && isImportedInLoop(facts, text('uvicorn-imports-first-from'))) return notApplicable('uvicorn imports the program while its loop runs');
    return fail({
      message: `${first.kind === 'session' ? 'ClientSession' : 'TCPConnector'} is made where no event loop runs, and aiohttp raises RuntimeError there`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'session', fix: fixFor(first, rest.length),
    });
  },
});

/** uvicorn imported the program inside of its running loop until it learned to fail early, and its worker processes still do. */
function isImportedInLoop(facts: Read, release: string): boolean {
  if (valueOf(facts['start.server']) !== 'uvicorn') return false;
  if ((valueOf(facts['server.workers']) ?? 1) > 1) return true;
  const uvicorn = dependencyNamed(facts, 'uvicorn');
  return uvicorn !== undefined && !mayBeAtLeast(uvicorn, release);
}

function fixFor({ at, within }: HttpSession, others: number): ProposedFix {
  if (within !== '__init__' || others > 1) return { title: 'Make the session in the lifespan of the application, or when it is first used', applicability: 'advice', change: { kind: 'advice' } };
  return { title: 'Make the session when it is first used, in the running loop', applicability: 'review', change: { kind: 'rewrite', how: 'open-on-first-use', at: [at] } };
}
