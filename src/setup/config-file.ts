import { CONFIG_SCHEMA, PACKAGE } from './names.ts';
import { folderOf } from '../model/files.ts';
import { CONFIG_FILES, hasPackageKey, MANIFEST } from '../model/own-config.ts';
import type { PlannedPart } from '../model/setup.ts';
import { inFolder, type Target } from './target.ts';
import { counted } from '../text/words.ts';

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

/** Plans `optimize.yaml`; a project that has its configuration somewhere, also in a folder above, keeps that. */
export function planConfigFile(target: Target, open: readonly OpenFact[]): PlannedPart {
  const there = foldersUp(target.folder).map((folder) => configIn({ ...target, folder })).find((path) => path !== undefined);
  if (there !== undefined) return { part: 'config', path: there, state: 'present' };
  const path = inFolder(target, 'optimize.yaml');
  return { part: 'config', path, state: 'write', files: [{ path, before: undefined, after: configText(open, target) }] };
}

/** A folder and those above it, up to the top of the repository. */
function foldersUp(folder: string): readonly string[] {
  return folder === '' ? [''] : [folder, ...foldersUp(folderOf(folder))];
}

function configIn(target: Target): string | undefined {
  const own = CONFIG_FILES.map((name) => inFolder(target, name)).find((path) => target.read(path) !== undefined);
  const manifest = inFolder(target, MANIFEST);
  return own ?? (hasPackageKey(target.read(manifest) ?? '') ? manifest : undefined);
}

/** The schema of the version that the project has installed, else the newest one. */
function schemaFor(target: Target): string {
  const own = `node_modules/${PACKAGE}/docs/config.schema.json`;
  return target.read(inFolder(target, own)) === undefined ? CONFIG_SCHEMA : own;
}

function configText(open: readonly OpenFact[], target: Target): string {
  return `${[
    `# yaml-language-server: $schema=${schemaFor(target)}`,
    '# Settings of `optimize`. Every line may go; what is not said keeps its default. `optimize config` shows what holds, and why.',
    '',
    ...gateLines(target.folder === ''),
    '',
    ...factLines(open),
    '',
    '# A rule that does not fit: off, or another severity. `optimize rules` lists them.',
    '# rules:',
    '#   network/port: off',
    '',
    '# A finding that is accepted, for a while. In files with comments: # optimize-ignore[rule-id] reason, until 2027-01-31',
    '# ignores:',
    '#   - rule: server/workers',
    '#     path: Procfile',
    '#     reason: the machine has one core',
    '#     until: 2027-01-31',
  ].join('\n')}\n`;
}

/** The file of a folder has no gates of its own where the folders around it are scanned too, so that there they are only shown. */
function gateLines(isTop: boolean): readonly string[] {
  const start = isTop ? '' : '# ';
  return [
    `# What fails \`optimize check\`${isTop ? '' : ', where only this folder is checked'}. These are the defaults but for min-score, which has none.`,
    `${start}gates:`,
    `${start}  fail-on: medium # a new finding of this severity or worse: critical, high, medium, low, never`,
    '  # max-drop: 0 # points that a service may lose',
    '  # min-score: 80',
  ].map((line) => (isTop ? line : line.replace(/^ {2}# /, '#   ')));
}

/** What only a person knows, as a question with a place for the answer. */
function factLines(open: readonly OpenFact[]): readonly string[] {
  if (open.length === 0) return ['# What no file says and you know; `optimize explain facts` lists what there is.', '# facts:', '#   database.maxConnections: 200'];
  return [
    '# What no file says and you know. Each of these is open, and its points are lost until it is answered:',
    '# facts:',
    ...open.flatMap(({ name, meaning, shape, because, points }) => [
      `#   # ${counted(points, 'point')}: ${meaning}? ${oneLine(because)}`, `#   ${name}: # ${ANSWERS[shape] ?? 'a value'}`,
    ]),
  ];
}

/** A reason may quote a file, and must not end the comment that it stands in. */
const oneLine = (text: string): string => text.replaceAll(/[^\P{Cc}]+/gu, ' ');
