import { cachedFunctions } from '../caches/functions.ts';
import { cacheStores } from '../caches/stores.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { listFact } from './list-fact.ts';

/** What the process keeps in memory for requests to come. */
export function readCaches(program: Program): ReaderResult {
  return {
    facts: {
      'cache.stores': listFact('cache.stores', cacheStores(program), ({ at }) => at),
      'cache.functions': listFact('cache.functions', cachedFunctions(program), ({ at }) => at),
    },
  };
}
