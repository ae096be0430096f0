import { defineRecordCheck, fail, pass, valueOf, type FactSet, type LoopUse, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';

const NOUNS: Readonly<Record<string, string>> = { 'sqlalchemy-async': 'engine', asyncpg: 'pool', 'redis.asyncio': 'Redis client' };

export default defineRecordCheck({
  each: 'database.loopUses',
  needs: [],
  reads: ['start.interface', 'web.app'],
  check(use, _facts, { service }): Outcome {
    const { at, scope, within, client, library, keeps } = use;
    if (!keeps) return pass();
    const noun = NOUNS[library] ?? 'client';
    return fail({
      message: `each ${scope} runs ${within ?? 'a coroutine'} in an event loop of its own, and the ${noun} keeps the connections of the first one`,
      evidence: [at, client], anchor: `loop:${within ?? 'module'}`, fix: fixFor(use, service.facts),
    });
  },
});

/** An engine without a pool, unless the same process serves requests in one event loop, which wants the pool. */
function fixFor({ library, client }: LoopUse, facts: FactSet): ProposedFix {
  if (library !== 'sqlalchemy-async') return advised('Make the client inside the coroutine, and close it there');
  const isAsync = valueOf(facts['start.interface']) === 'asgi' || valueOf(facts['web.app'])?.interface === 'asgi';
  if (isAsync) return advised('Give what runs there an engine of its own with poolclass=NullPool');
  return { title: 'Let the engine keep no connections: poolclass=NullPool', applicability: 'review', change: { kind: 'rewrite', how: 'keep-nothing', at: [client] } };
}
