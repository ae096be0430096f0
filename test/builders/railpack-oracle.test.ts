import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectRailpack } from '../../src/builders/railpack/detect.ts';
import type { Detection } from '../../src/builders/detection.ts';
import { findNode, stringOf } from '../../src/documents/data.ts';
import { parseJson } from '../../src/documents/json.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import { valueOf } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';

/** Facts that railpack's own snapshots hold, one entry per example of its repository. */
interface Expected {
  readonly example: string;
  readonly language: string | null;
  readonly startCommand: string | null;
  readonly startCommandSource: string | null;
  readonly frameworkStrict: string | null;
  readonly frameworkDisputed: boolean;
  readonly packageManager: string | null;
  readonly isStaticSite: boolean;
  readonly comparableStatically?: boolean;
  readonly versions: Readonly<Record<string, { readonly major: string | null; readonly minor?: string | null; readonly source?: string }>>;
}

type Mark = 'agree' | 'disagree' | 'skip';
interface Row { readonly fact: string; readonly mark: Mark; readonly detail: string }

const ORACLE = join(process.env['ORACLES'] ?? '../shared/oracles', 'railpack.json');
const TREES = join(process.env['ORACLE_TREES'] ?? '../trees', 'railpack-examples');
const LANGUAGES: Readonly<Record<string, string>> = { golang: 'go', staticfile: 'static' };

/** Shares that must agree, in percent. */
const WANTED = { language: 97, startCommand: 92, startSource: 92, framework: 90, packageManager: 95, static: 95, version: 95 };

const missing = [ORACLE, TREES].filter((path) => !existsSync(path));
const suite = missing.length > 0 ? describe.skip : describe;

suite(`railpack's own examples${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')})` : ''}`, () => {
  it('agree with the detection', async () => {
    const { examples } = JSON.parse(readFileSync(ORACLE, 'utf8')) as { examples: readonly Expected[] };
    const rows = (await Promise.all(examples.filter((one) => one.comparableStatically !== false).map(compare))).flat();
    const shares = Object.fromEntries(Object.keys(WANTED).map((fact) => [fact, shareOf(rows, fact)]));
    console.log(JSON.stringify(shares));
    for (const row of rows) if (row.mark === 'disagree') console.log(`${row.fact}: ${row.detail}`);
    for (const [fact, wanted] of Object.entries(WANTED)) {
      expect(shares[fact], fact).toBeGreaterThanOrEqual(wanted);
    }
  });
});

async function compare(expected: Expected): Promise<readonly Row[]> {
  const { example } = expected;
  const files = filesOf(readTree(join(TREES, example)));
  const found = await detectRailpack({ files, root: '', environment: new Map(), folderName: example });
  const start = await mergeStart(files, found);
  const rows: Row[] = [];
  const put = (fact: string, wanted: string | null | undefined, actual: string | undefined) => {
    const mark = (wanted ?? '') === (actual ?? '') ? 'agree' : 'disagree';
    rows.push({ fact, mark, detail: `${example}: ${wanted} - ${actual}` });
  };
  if (expected.language !== null) {
    put('language', LANGUAGES[expected.language] ?? expected.language, valueOf(found?.language));
  }
  put('startCommand', plainStart(expected.startCommand ?? undefined), plainStart(start?.command));
  put('startSource', expected.startCommandSource ?? 'none', start?.source ?? 'none');
  const framework = expected.frameworkStrict;
  if (framework !== null && framework !== 'python' && !expected.frameworkDisputed) {
    put('framework', framework, valueOf(found?.framework));
  }
  if (expected.packageManager !== null) {
    put('packageManager', expected.packageManager.replace(/^yarn.*/, 'yarn'), valueOf(found?.packageManager));
  }
  if (expected.language === 'node') put('static', String(expected.isStaticSite), String(valueOf(found?.static)));
  for (const [tool, version] of Object.entries(expected.versions)) {
    if (version.major === null) continue;
    const actual = valueOf<string>(found?.versions[tool] as Fact<string> | undefined);
    const [major, minor] = /(\d+)(?:\.(\d+))?/.exec(actual ?? '')?.slice(1) ?? [];
    const agrees = major === version.major && (version.minor == null || minor === undefined || minor === version.minor);
    put('version', 'same', agrees ? 'same' : `${tool} ${actual} instead of ${version.major}.${version.minor}`);
  }
  return rows;
}

/** The start command as the resolver will merge it: railpack.json, then the Procfile, then the provider. */
async function mergeStart(files: ReturnType<typeof filesOf>, found: Detection | undefined) {
  const config = await parseJson(files.read('railpack.json')?.text ?? '', { comments: true });
  const configured = config.ok ? stringOf(findNode(config.document.root, ['deploy', 'startCommand'])) : undefined;
  if (configured !== undefined) return { command: configured, source: 'railpack.json' };
  const procfile = await parseYaml(files.read('Procfile')?.text ?? '');
  const root = procfile.ok ? procfile.document.root : undefined;
  const entries = root?.kind === 'object' ? root.entries : [];
  const entry = ['web', 'worker'].map((name) => entries.find(({ key }) => key === name)).find((one) => one) ?? entries[0];
  const command = stringOf(entry?.value);
  if (command !== undefined) return { command, source: 'Procfile' };
  const provided = valueOf(found?.startCommand);
  return provided === undefined ? undefined : { command: provided, source: 'provider' };
}

function plainStart(command: string | undefined): string | undefined {
  return command?.replace(/\s+/g, ' ').trim().replace(/;$/, '').trim()
    .replace(/^(npm|yarn|pnpm) (?:run )?start$/, '$1 run start').replace(/\bpython3\b/g, 'python');
}

function shareOf(rows: readonly Row[], fact: string): number {
  const counted = rows.filter((row) => row.fact === fact && row.mark !== 'skip');
  const agreeing = counted.filter((row) => row.mark === 'agree');
  return Math.round((1000 * agreeing.length) / Math.max(1, counted.length)) / 10;
}

/** The example as the comparison copies it: without the files that belong to railpack's tests, and without a Dockerfile. */
function readTree(folder: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (['test.json', 'test.env', 'Dockerfile'].includes(entry) || !existsSync(path) || !statSync(path).isFile()) continue;
    if (statSync(path).size < 2_000_000) texts[entry] = readFileSync(path, 'utf8');
  }
  return texts;
}
