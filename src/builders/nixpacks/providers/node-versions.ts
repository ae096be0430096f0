import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import type { Range } from '../../../text/range.ts';
import { readFile, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { allowsMajor } from '../node-range.ts';
import { fileFact } from '../plan.ts';
import { shortVersion } from '../../shared/version-text.ts';
import {
  defaultVersion, planVersion, settingSource, sourceAt, trimmedRange, versionName,
} from '../versions.ts';
import type { VersionPlan, VersionRule, VersionSource } from '../versions.ts';
import { nodeOf, textAt } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

const SOURCE = 'node/mod.rs';
const FALLBACK = '18';

/** The majors that a request can reach, newest first; 23 is in the list of nixpacks too, but it only tries even ones. */
const MAJORS = [22, 20, 18, 16, 14] as const;

/** Names of release lines in .nvmrc, as nixpacks knows them. */
const RELEASE_LINES: Readonly<Record<string, string>> = {
  'lts/*': '22', 'lts/jod': '22', 'lts/iron': '20', 'lts/hydrogen': '18', 'lts/gallium': '16', 'lts/fermium': '14',
  'lts/erbium': '12', 'lts/dubnium': '10', 'lts/carbon': '8', 'lts/boron': '6', 'lts/argon': '4',
};

/** The versions of Node and of its package manager. */
export function planNodeVersions(app: App, json: PackageJson, manager: Known<string>): readonly VersionPlan[] {
  const version = planVersion(RULE, [
    settingSource(app, 'NODE_VERSION'),
    enginesSource(json),
    fileSource(app, '.nvmrc', (text) => (Object.hasOwn(RELEASE_LINES, text) ? RELEASE_LINES[text] : undefined) ?? text.replace(/^v/, '')),
    fileSource(app, '.node-version', (text) => text.replaceAll('v', '')),
  ]);
  const tool = planManager(app, json, { manager: manager.value, node: version });
  return tool === undefined ? [version] : [version, tool];
}

const RULE: VersionRule = {
  tool: 'node', resolve: majorFor, fallback: FALLBACK, offers: 'Node.js 14, 16, 18, 20 and 22', source: SOURCE,
};

function majorFor(range: string): string | undefined {
  if (range === '*') return FALLBACK;
  const major = MAJORS.find((candidate) => allowsMajor(range, candidate) === true);
  return major === undefined ? undefined : String(major);
}

function enginesSource(json: PackageJson): VersionSource | undefined {
  const engine = nodeOf(json, ['engines', 'node']);
  if (json.kind !== 'read' || engine?.kind !== 'string') return undefined;
  const at = declared(versionName('node'), String(engine.value), json.file, engine.range);
  return { at, by: 'engines', label: 'engines.node of package.json' };
}

function fileSource(app: App, path: string, read: (text: string) => string): VersionSource | undefined {
  const file = readFile(app, path);
  if (file === undefined) return undefined;
  const source = sourceAt(file, trimmedRange(file.text), { tool: 'node', by: path.slice(1), label: path });
  return source && { ...source, reads: read(file.text.trim()) };
}

interface ManagerChoice {
  readonly manager: string;
  readonly node: VersionPlan;
}

function planManager(app: App, json: PackageJson, { manager, node }: ManagerChoice): VersionPlan | undefined {
  const pinned = corepackVersion(json, manager, node);
  if (pinned !== undefined) return { tool: manager, version: pinned, requests: [], fromNix: false };
  if (manager === 'pnpm') return lockedVersion(app, 'pnpm', 'pnpm-lock.yaml', pnpmOf(textOf(app, 'pnpm-lock.yaml')));
  if (manager === 'npm') return lockedVersion(app, 'npm', 'package-lock.json', npmOf(textOf(app, 'package-lock.json')));
  return manager === 'yarn' ? defaultVersion('yarn', '1', SOURCE) : undefined;
}

/** Corepack installs what `packageManager` says, except npm, and except on Node 14. */
function corepackVersion(json: PackageJson, manager: string, node: VersionPlan): Known<string> | undefined {
  const field = nodeOf(json, ['packageManager']);
  const written = textAt(json, ['packageManager']);
  if (json.kind !== 'read' || field === undefined || written === undefined || written.startsWith('npm')) return undefined;
  if (node.version.state === 'known' && node.version.value === '14') return undefined;
  const [named = '', after = ''] = written.split('@');
  const version = shortVersion(after);
  return version === undefined || named !== manager ? undefined : declared(versionName(manager), version, json.file, field.range);
}

type Locked = readonly [version: string, sign: string] | undefined;

function npmOf(lock: string): Locked {
  const signs = [['6', '"lockfileVersion": 1'], ['8', '"lockfileVersion": 2']] as const;
  return signs.find(([, sign]) => lock.includes(sign)) ?? ['9', ''];
}

function pnpmOf(lock: string): Locked {
  const signs = [['6', 'lockfileVersion: 5.3'], ['7', 'lockfileVersion: 5.4'], ['8', "lockfileVersion: '6.0'"]] as const;
  return signs.find(([, sign]) => lock.startsWith(sign)) ?? ['9', ''];
}

/** The version that follows from the format of a lock file, at the words that give the format away. */
function lockedVersion(app: App, tool: string, path: string, locked: Locked): VersionPlan | undefined {
  if (locked === undefined) return undefined;
  const [version, sign] = locked;
  const plan = defaultVersion(tool, version, SOURCE);
  const file = readFile(app, path);
  if (sign === '' || file === undefined || fileFact(app, 'runtime.lockFile', path) === undefined) return plan;
  const start = file.text.indexOf(sign);
  const range: Range = { start, end: start + sign.length };
  return { ...plan, version: declared(versionName(tool), version, file, range) };
}
