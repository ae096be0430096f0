import type { CacheStore } from '../../model/facts/caches.ts';
import type { RedisUse } from './use.ts';

/** The command of a function that what stands in one of its blocks takes the place of. */
export type CommandBeside = (id: string, block: string) => CacheStore['beside'];

/** Finds the command that a write in memory takes the place of. What stands in one block with a command comes on top of it: both happen each time. */
export function commandsBeside(uses: readonly RedisUse[]): CommandBeside {
  const functions = new Map<string, RedisUse[]>();
  for (const use of uses) functions.set(use.function, [...(functions.get(use.function) ?? []), use]);
  return (id, block) => {
    const own = functions.get(id) ?? [];
    return own.some((use) => use.block === block) ? undefined : own.at(-1)?.at;
  };
}
