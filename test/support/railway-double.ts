import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOUBLE = fileURLToPath(new URL('../railway/double/railway', import.meta.url));

/** How the double of `railway` fails; the texts of most stand in test/railway/double/answers/failures. "killed-late" makes the change before it dies. */
export type DoubleMode =
  | 'not-logged-in' | 'not-linked' | 'expired-token' | 'unauthorized' | 'invalid-token' | 'rate-limited' | 'offline' | 'two-factor' | 'project-deleted'
  | 'environment-restricted' | 'environment-alone' | 'gateway' | 'connection-cut' | 'platform-silent' | 'invalid-account-token' | 'project-token-user' | 'api-refused' | 'no-project'
  | 'no-environment' | 'no-service' | 'no-service-linked' | 'patch-of-another-shape' | 'plan-old-node' | 'unknown-failure' | 'old-version' | 'malformed' | 'malformed-late' | 'empty' | 'banner-before-json' | 'slow' | 'killed' | 'killed-late' | 'shim' | 'other-program';

export interface DoubleOptions {
  /** What the platform holds: parts of the state in test/railway/double/state.mjs; the rest is as the answers say. */
  readonly state?: DoubleState;
  readonly mode?: DoubleMode;
  /** Calls that are answered before the failure begins; those for the version do not count. */
  readonly after?: number;
  /** Milliseconds that the mode "slow" sleeps. */
  readonly sleep?: number;
}

export interface DoubleState {
  /** As `railway status --json` prints it. */
  readonly status?: unknown;
  /** As `railway environment config --json` prints it. */
  readonly config?: unknown;
  /** Ids of what the folder is linked to; null for nothing. */
  readonly linked?: { readonly project: string; readonly environment: string; readonly service?: string } | null;
  /** As `railway config plan --json` prints it. */
  readonly plan?: unknown;
}

/** One call of the double. */
export interface DoubleCall {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly stdin: string;
  /** RAILWAY_* and a few others. */
  readonly environment: Readonly<Record<string, string>>;
  readonly pid: number;
}

export interface Double {
  /** The program, in a folder whose name holds a blank. */
  readonly path: string;
  /** The folder that it lies in, for PATH. */
  readonly bin: string;
  /** Where its interpreter lies. */
  readonly nodeFolder: string;
  /** Variables that it needs, with a PATH that finds it first. */
  readonly env: Readonly<Record<string, string>>;
  /** The calls of before, those for the version left out. */
  readonly calls: () => DoubleCall[];
  readonly allCalls: () => DoubleCall[];
  /** What the platform holds now, where a call changed it. */
  readonly state: () => DoubleState;
  readonly remove: () => void;
}

/** Puts an executable double of `railway` into a folder of its own. */
export function withDouble(options: DoubleOptions = {}): Double {
  const folder = mkdtempSync(join(tmpdir(), 'railway double '));
  const [bin, state, log] = [join(folder, 'bin'), join(folder, 'state.json'), join(folder, 'calls.jsonl')];
  mkdirSync(bin);
  const path = join(bin, 'railway');
  symlinkSync(DOUBLE, path);
  writeFileSync(state, JSON.stringify(options.state ?? {}));
  const allCalls = (): DoubleCall[] => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as DoubleCall) : []);
  return {
    path, bin, allCalls, nodeFolder: dirname(process.execPath),
    env: {
      PATH: [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(':'), RAILWAY_DOUBLE_STATE: state, RAILWAY_DOUBLE_CALLS: log,
      RAILWAY_DOUBLE_MODE: options.mode ?? '', RAILWAY_DOUBLE_AFTER: String(options.after ?? 0), RAILWAY_DOUBLE_SLEEP: String(options.sleep ?? 60_000),
    },
    calls: () => allCalls().filter(({ words }) => !words.includes('--version')),
    state: () => JSON.parse(readFileSync(state, 'utf8')) as DoubleState,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
