import { defineRecordCheck, fail, pass, type LoopUse, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';

const NOUNS: Readonly<Record<string, string>> = { 'sqlalchemy-async': 'engine', asyncpg: 'pool', 'redis.asyncio': 'Redis client' };

export default defineRecordCheck({
  each: 'database.loopUses',
  needs: [],
  check(use): Outcome {
    const { at, scope, within, client, library, keeps } = use;
    if (!keeps) return pass();
    const noun = NOUNS[library] ?? 'client';
    return fail({
      message: `each ${scope} runs ${within ?? 'a coroutine'} in an event loop of its own, and the ${noun} keeps the connections of the first one`,
      evidence: [at, client], anchor: `loop:${within ?? 'module'}`, fix: advised(titleOf(use)),
    });
  },
});

function titleOf({ library }: LoopUse): string {
  return library === 'sqlalchemy-async' ? 'Give what runs there an engine of its own with poolclass=NullPool' : 'Make the client inside the coroutine, and close it there';
}
