import type { DoubleMode, DoubleState } from '../railway-double.ts';
import type { RunOptions } from './canary-run.ts';
import type { Mark } from './mark.ts';
import { oddPlatforms, platformWith } from './platform.ts';

/** Runs one after the other in the same project, against a platform that may be another one than the usual. */
export interface CanarySession {
  readonly platform?: (mark: Mark) => DoubleState;
  readonly runs: readonly CanaryCase[];
}

export interface CanaryCase extends RunOptions {
  readonly words: readonly string[];
  /** Exit codes that it may have. */
  readonly ends: readonly number[];
}

const CONFIRMED = ['--yes', '--review', '--confirm-destructive', 'web'];
const BASE = ['--base', 'HEAD~1'];
const MIGRATE = ['migrate', 'railway', '--plan', '--yes', '--service-name', 'web'];
const FIX = ['fix', '--live', '--yes', '--review'];
/** Every command that asks Railway. */
const ASKING: readonly (readonly string[])[] = [
  ['railway', 'status'], ['railway', 'pull'], ['railway', 'diff'], ['railway', 'apply', ...CONFIRMED], ['scan', '--live'], ['check', '--live', ...BASE], ['explain', 'live.variables', '--live'],
  MIGRATE, ['fix', '--live', '--dry-run'], FIX, ['explain', 'live.settings', '--live'],
];
/** How somebody looks closer: more said, said to programs, or in colour. */
const LOOKS: readonly (readonly string[])[] = [['--debug'], [], ['--color'], ['--no-color', '--debug']];
/** Formats that hold more than a number. */
const REPORTS = ['text', 'json', 'markdown', 'html', 'sarif', 'github', 'summary', 'gitlab', 'junit', 'agent'];
const FORMATS = [...REPORTS, 'score', 'badge', 'badge-svg'];

/** Each failure of the double; a type error where one is left out. */
const MODES = Object.keys({
  'not-logged-in': 1, 'not-linked': 1, 'expired-token': 1, unauthorized: 1, 'invalid-token': 1, 'rate-limited': 1, offline: 1, 'two-factor': 1, 'project-deleted': 1, 'environment-restricted': 1,
  'environment-alone': 1, gateway: 1, 'connection-cut': 1, 'platform-silent': 1, 'invalid-account-token': 1, 'project-token-user': 1, 'api-refused': 1, 'no-project': 1, 'no-environment': 1,
  'no-service': 1, 'no-service-linked': 1, 'patch-of-another-shape': 1, 'plan-old-node': 1, 'unknown-failure': 1, 'old-version': 1, malformed: 1, 'malformed-late': 1, empty: 1,
  'banner-before-json': 1, slow: 1, killed: 1, 'killed-late': 1, shim: 1, 'other-program': 1,
} satisfies Record<DoubleMode, 1>) as readonly DoubleMode[];

/** The failures of a question: each of some commands in turn, at the first call or at a later one. */
function failures(): readonly CanarySession[] {
  return MODES.map((mode, index): CanarySession => ({
    runs: [0, 1, 2].map((turn) => {
      const at = index * 3 + turn;
      const words = [...(ASKING[at % ASKING.length] ?? []), ...(LOOKS[at % LOOKS.length] ?? []), ...(at % 5 === 0 ? ['--json'] : [])].filter((word) => word !== '--json' || ASKING[at % ASKING.length]?.[0] !== 'explain');
      return { words: mode === 'slow' ? [...words, '--railway-timeout', '1'] : words, ends: [2], mode, after: turn };
    }),
  }));
}

/** What goes well: every command in every format, and from the file that it wrote. */
function successes(): readonly CanarySession[] {
  const outputs = FORMATS.slice(1).flatMap((format) => ['--format', `${format}:report.${format}`]);
  return [
    { runs: [['railway', 'status'], ['railway', 'status', '--json'], ['railway', 'pull', '--debug'], ['railway', 'pull', '--json'], ['railway', 'pull', '--output', '-', '--color'], ['railway', 'status', '--environment', 'production', '--color']].map((words) => ({ words, ends: [0] })) },
    { runs: [['railway', 'pull', '--output', 'facts.json'], ...FORMATS.map((format) => ['scan', '--live-from', 'facts.json', '--format', format])].map((words) => ({ words, ends: [0] })) },
    {
      runs: [
        { words: ['railway', 'pull', '--output', 'facts.json'], ends: [0] }, ...REPORTS.map((format) => ({ words: ['check', ...BASE, '--live-from', 'facts.json', '--format', format], ends: [0, 1] })),
        { words: ['railway', 'diff', '--live-from', 'facts.json'], ends: [0, 2] },
      ],
    },
    { runs: [['scan', '--live', '--debug'], ['scan', '--live', '--color', ...outputs], ['scan', '--live', '--json']].map((words) => ({ words, ends: [0] })) },
    { runs: [['check', ...BASE, '--live', '--debug'], ['check', ...BASE, '--live', '--full', ...outputs]].map((words) => ({ words, ends: [0, 1] })) },
    { runs: ['facts', 'live.variables', 'live.settings', 'live.service', 'platform/variable-quotes'].map((topic) => ({ words: ['explain', topic, '--live', '--debug'], ends: [0] })) },
    { runs: [['railway', 'diff', '--debug'], ['railway', 'diff', '--json'], ['railway', 'apply', '--json'], ['railway', 'apply', '--debug', ...CONFIRMED], ['railway', 'apply', ...CONFIRMED]].map((words) => ({ words, ends: [0, 1, 2] })) },
    { runs: [['railway', 'apply', '--json', ...CONFIRMED], ['railway', 'diff', '--exit-code']].map((words) => ({ words, ends: [0, 1, 2] })) },
    { runs: [[...MIGRATE, '--debug'], [...MIGRATE, '--json']].map((words) => ({ words, ends: [1] })) },
    { runs: [{ words: ['fix', '--live', '--dry-run', '--review', '--color'], ends: [1] }, { words: [...FIX, '--debug'], ends: [0] }] },
  ];
}

/** Answers in JSON that hold the secret in a wrong place. */
function oddAnswers(): readonly CanarySession[] {
  const count = oddPlatforms({ text: '', encoded: '', base64: '', word: '', pattern: /x/ }).length;
  return Array.from({ length: count }, (_, index): CanarySession => ({
    platform: (mark) => oddPlatforms(mark)[index] ?? platformWith(mark),
    runs: [['railway', 'pull', '--debug'], ['scan', '--live', '--json'], ['railway', 'diff', '--debug']].map((words) => ({ words, ends: [2] })),
  }));
}

/** An apply that fails, is killed or is interrupted while it writes, and what the next one says of it. */
function brokenApplies(): readonly CanarySession[] {
  const broken: readonly RunOptions[] = [
    { mode: 'offline', after: 7 }, { mode: 'killed', after: 8 }, { mode: 'killed-late', after: 8 }, { mode: 'unknown-failure', after: 8 }, { mode: 'malformed-late', after: 9 }, { mode: 'slow', after: 8, sleep: 2000, isInterrupted: true },
  ];
  return broken.map((options): CanarySession => ({
    runs: [{ words: ['railway', 'apply', '--debug', ...CONFIRMED], ends: [2, 130], ...options }, { words: ['railway', 'diff'], ends: [0] }],
  }));
}

/** Files that hold the secret, where one of `optimize railway pull` belongs. */
function wrongFiles(): readonly CanarySession[] {
  const state = { version: 1, readAt: '2026-11-22T03:10:00Z', cli: '5.71.0', project: { id: 'p', name: 'shop' }, environment: { id: 'e', name: 'production' }, sharedVariables: [], hasPrivateNetwork: true };
  const service = { id: 's', name: 'web', settings: {}, regions: [], volumes: [], domains: [], tcpProxies: [], variables: [] };
  const files: readonly ((mark: Mark) => string)[] = [
    ({ text }) => JSON.stringify({ SECRET_KEY: text, DATABASE_URL: text }), ({ text }) => `SECRET_KEY=${text}\n`, ({ word }) => `{"version": 1, "${word}": ${word}}`,
    ({ text }) => JSON.stringify({ ...state, services: [{ ...service, variables: [{ name: 'SECRET_KEY', form: 'text', shown: text, references: [] }] }] }),
    ({ text }) => JSON.stringify({ ...state, services: [{ ...service, settings: { 'deploy.startCommand': `app --token '${text}'` } }] }),
  ];
  return files.map((file) => ({ runs: [['scan', '--debug'], ['check', ...BASE, '--json'], ['explain', 'live.settings', '--debug']].map((words) => ({ words: [...words, '--live-from', 'GIVEN'], ends: [2], file })) }));
}

export const SESSIONS: readonly CanarySession[] = [...successes(), ...brokenApplies(), ...oddAnswers(), ...wrongFiles(), ...failures()];
