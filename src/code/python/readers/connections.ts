import { absent, type Fact, type Known } from '../../../model/fact.ts';
import type { CodeInput } from '../../code-input.ts';
import { engineAddresses, migrationEngines } from '../connections/engine-addresses.ts';
import { sessionFactories } from '../connections/factories.ts';
import { gunicornHooks, programHooks } from '../connections/fork-hooks.ts';
import { importUses } from '../connections/import-uses.ts';
import { loopUses } from '../connections/loop-uses.ts';
import { readsAfterCommit } from '../connections/reads-after-commit.ts';
import { sessionUses } from '../connections/sessions.ts';
import { sharedSessions } from '../connections/shared-sessions.ts';
import { follow } from '../follow.ts';
import { numberFact } from '../followed.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { listFact } from './list-fact.ts';

/** How the program uses its engines, sessions and connections. */
export function readConnections(program: Program): ReaderResult {
  return {
    facts: {
      'database.engineAddresses': listFact('database.engineAddresses', engineAddresses(program), ({ at }) => at),
      'database.sessionFactories': listFact('database.sessionFactories', sessionFactories(program), ({ at }) => at),
      'database.readsAfterCommit': listFact('database.readsAfterCommit', readsAfterCommit(program), (at) => at),
      'database.sessions': listFact('database.sessions', sessionUses(program), ({ at }) => at),
      'database.sharedSessions': listFact('database.sharedSessions', sharedSessions(program), ({ at }) => at),
      'database.loopUses': listFact('database.loopUses', loopUses(program), ({ at }) => at),
      'database.importUses': listFact('database.importUses', importUses(program), (at) => at),
      'database.migrationEngines': listFact('database.migrationEngines', migrationEngines(program), (at) => at),
      'process.threadLimit': threadLimit(program),
    },
  };
}

/** `current_default_thread_limiter().total_tokens = 15`: https://anyio.readthedocs.io/en/stable/threads.html */
function threadLimit(program: Program): Fact<number> {
  for (const { assignments } of program.files.values()) {
    const found = assignments.find(({ target }) => target.kind === 'attribute' && target.name === 'total_tokens');
    if (found !== undefined) return numberFact('process.threadLimit', follow(program, { expression: found.value, place: found.place }));
  }
  return absent('process.threadLimit');
}

/** Hooks that close inherited connections: in the program, and in the configuration of gunicorn, which the program does not import. */
export async function readForkHooks(program: Program, input: CodeInput): Promise<ReaderResult> {
  const hooks: readonly Known<string>[] = [...programHooks(program), ...await gunicornHooks(input)];
  return { facts: { 'database.forkHooks': listFact('database.forkHooks', hooks, (at) => at) } };
}
