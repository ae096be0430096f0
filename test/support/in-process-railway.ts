import type { ProgramCall, ProgramEnd } from '../../src/railway/run-program.ts';
import type { DoubleMode } from './railway-double.ts';
import { withEnvironment } from './with-environment.ts';

/** The end of a command of the double. */
interface DoubleEnd {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  readonly signal?: string;
  /** Milliseconds that it takes. */
  readonly sleep?: number;
}

type DoubleCommand = (words: readonly string[], stdin: string) => DoubleEnd;
type DoubleFailure = (mode: string, words: readonly string[]) => DoubleEnd | undefined;

const folder = new URL('../railway/double/', import.meta.url);
const { commandOf } = (await import(new URL('commands.mjs', folder).href)) as { readonly commandOf: DoubleCommand };
const { failureOf } = (await import(new URL('failures.mjs', folder).href)) as { readonly failureOf: DoubleFailure };
const { answer } = (await import(new URL('files.mjs', folder).href)) as { readonly answer: (name: string) => DoubleEnd };

/** How the double fails: in this mode from the first call on that is the one. */
export interface InProcessFailure {
  readonly mode: DoubleMode;
  readonly begins: (words: readonly string[]) => boolean;
}

/** What stands in for `runProgram`. */
export interface InProcessRailway {
  readonly run: (call: ProgramCall) => Promise<ProgramEnd>;
  /** From now on it fails so; as it should, for undefined. */
  readonly fail: (failure: InProcessFailure | undefined) => void;
  readonly calls: () => readonly ProgramCall[];
}

/** The double of `railway` in this process: it starts nothing, and answers from the state that RAILWAY_DOUBLE_STATE names. */
export function inProcessRailway(): InProcessRailway {
  const calls: ProgramCall[] = [];
  let failure: InProcessFailure | undefined;
  let isFailing = false;
  return {
    calls: () => calls,
    fail: (next) => { [failure, isFailing] = [next, false]; },
    run: async (call) => {
      calls.push(call);
      const { words, input = '', timeout, environment } = call;
      if (words.includes('--version')) return ended(answer('version.txt'));
      isFailing ||= failure?.begins(words) ?? false;
      if (!isFailing || failure === undefined) return ended(await withEnvironment(environment, async () => commandOf(words, input)));
      if (failure.mode === 'killed-late') return ended({ ...await withEnvironment(environment, async () => commandOf(words, input)), stdout: '', signal: 'SIGKILL' });
      const end = failureOf(failure.mode, words) ?? {};
      return (end.sleep ?? 0) >= timeout ? { ...ended(end), kind: 'timeout', code: undefined } : ended(end);
    },
  };
}

function ended({ stdout = '', stderr = '', code = 0, signal }: DoubleEnd): ProgramEnd {
  return { kind: 'ended', code: signal === undefined ? code : undefined, signal, stdout, stderr };
}
