import type { PlannedPart } from '../model/setup.ts';
import { inFolder, packageOf, type Target } from './target.ts';

/** A fact that no file decides. */
export interface OpenFact {
  readonly name: string;
  readonly meaning: string;
  /** `number`, `text` or `boolean`. */
  readonly shape: string;
  /** Why it is open, without a period. */
  readonly because: string;
  /** Points that it costs while it is open. */
  readonly points: number;
}

const ANSWERS: Readonly<Record<string, string>> = { number: 'a number', text: 'a text', boolean: 'true or false' };
/** Names under which a project has a configuration file already. */
const OTHERS = ['optimize.yaml', 'optimize.yml', 'optimize.toml'];

/** Plans `optimize.yaml`; a project that has its configuration somewhere keeps that. */
export function planConfigFile(target: Target, open: readonly OpenFact[]): PlannedPart {
  const there = OTHERS.map((name) => inFolder(target, name)).find((path) => target.read(path) !== undefined);
  if (there !== undefined) return { part: 'config', path: there, state: 'present' };
  const manifest = inFolder(target, 'package.json');
  if (hasOwnKey(target.read(manifest))) return { part: 'config', path: manifest, state: 'present' };
  const path = inFolder(target, 'optimize.yaml');
  return { part: 'config', path, state: 'write', files: [{ path, before: undefined, after: configText(open, schemaFor(target)) }] };
}

function hasOwnKey(manifest: string | undefined): boolean {
  try {
    const value: unknown = JSON.parse(manifest ?? 'null');
    return typeof value === 'object' && value !== null && 'optimize' in value;
  } catch {
    return false;
  }
}

/** The schema of the version that the project has installed, else that of this version where packages are served as files: https://unpkg.com */
function schemaFor(target: Target): string {
  const own = `node_modules/${target.program.name}/docs/config.schema.json`;
  return target.read(inFolder(target, own)) === undefined ? `https://unpkg.com/${packageOf(target)}/docs/config.schema.json` : own;
}

function configText(open: readonly OpenFact[], schema: string): string {
  return `${[
    `# yaml-language-server: $schema=${schema}`,
    '# Settings of `optimize`. Every line may go: what is not said keeps its default.',
    '# `optimize config` shows what holds, and who decided it.',
    '',
    '# What fails `optimize check`: a new finding of this severity (critical, high,',
    '# medium, low, info, never) or worse, and more points lost than max-drop.',
    'gates:',
    '  fail-on: medium',
    '  max-drop: 0',
    '  # min-score: 80',
    '',
    ...factLines(open),
    '',
    '# A rule that does not fit: off, or another severity; see `optimize rules`.',
    '# rules:',
    '#   network/port: off',
    '',
    '# A finding that is accepted, for a while. Where a file has comments, one beside',
    '# the place does the same: `optimize-ignore[rule-id] reason, until 2027-01-31`.',
    '# ignores:',
    '#   - rule: server/workers',
    '#     path: Procfile',
    '#     reason: the machine has one core',
    '#     until: 2027-01-31',
  ].join('\n')}\n`;
}

/** What only a person knows, as a question with a place for the answer. */
function factLines(open: readonly OpenFact[]): readonly string[] {
  if (open.length === 0) return ['# What no file says and you know; `optimize explain facts` lists the facts.', '# facts:', '#   database.maxConnections: 200'];
  return [
    '# What no file says and you know. Each of these is open, and its points are lost',
    '# until it is answered.',
    '# facts:',
    ...open.flatMap(({ name, meaning, shape, because, points }) => [
      `#   # ${points} ${points === 1 ? 'point' : 'points'}: ${meaning}? ${oneLine(because)}`, `#   ${name}: # ${ANSWERS[shape] ?? 'a value'}`,
    ]),
  ];
}

/** A reason may quote a file, and must not end the comment that it stands in. */
const oneLine = (text: string): string => text.replaceAll(/[^\P{Cc}]+/gu, ' ');
