import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectRailpack } from '../../src/builders/railpack/detect.ts';
import type { Detection } from '../../src/builders/detection.ts';
import { findNode, stringOf } from '../../src/documents/data.ts';
import { parseJson } from '../../src/documents/json.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import { valueOf } from '../../src/model/fact.ts';
import type { ProjectFiles } from '../../src/model/files.ts';
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

interface Row {
  readonly fact: string;
  readonly agrees: boolean;
  readonly detail: string;
}

const ORACLE = join(process.env['ORACLES'] ?? '../shared/oracles', 'railpack.json');
const TREES = join(process.env['ORACLE_TREES'] ?? '.tools/trees', 'railpack-examples');
const LANGUAGES: Readonly<Record<string, string>> = { golang: 'go', staticfile: 'static' };

/** Shares that must agree, in percent. */
const WANTED = { language: 97, startCommand: 92, startSource: 92, framework: 90, packageManager: 95, static: 95, version: 95 };

const missing = [ORACLE, TREES].filter((path) => !existsSync(path));
const suite = missing.length > 0 ? describe.skip : describe;

suite(`railpack's own examples${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')}; scripts/setup-trees.mjs fetches the trees from GitHub)` : ''}`, () => {
  it('agree with the detection', async () => {
    const { examples } = JSON.parse(readFileSync(ORACLE, 'utf8')) as { examples: readonly Expected[] };
    const rows = (await Promise.all(examples.filter((one) => one.comparableStatically !== false).map(compare))).flat();
    const shares = Object.fromEntries(Object.keys(WANTED).map((fact) => [fact, shareOf(rows, fact)]));
    const differences = rows.filter(({ agrees }) => !agrees).map(({ fact, detail }) => `${fact}: ${detail}`).join('\n');
    for (const [fact, wanted] of Object.entries(WANTED)) {
      expect(shares[fact], `${fact} of\n${differences}`).toBeGreaterThanOrEqual(wanted);
    }
  });
});

async function compare(expected: Expected): Promise<readonly Row[]> {
  const { example } = expected;
  const files = filesOf(readTree(join(TREES, example)));
  const found = await detectRailpack({ files, root: '', environment: new Map(), folderName: example });
  const start = await mergeStart(files, found);
  const wanted = wantedOf(expected);
  const pairs: readonly (readonly [fact: string, wanted: string | null | undefined, actual: string | undefined])[] = [
    ['language', wanted.language, valueOf(found?.language)],
    ['framework', wanted.framework, valueOf(found?.framework)],
    ['packageManager', wanted.packageManager, valueOf(found?.packageManager)],
    ['static', wanted.static, String(valueOf(found?.static))],
    ['startCommand', wanted.start, plainStart(start?.command ?? 'none')],
    ['startSource', wanted.source, start?.source ?? 'none'],
  ];
  const rows = pairs.filter((pair) => typeof pair[1] === 'string').map(([fact, value, actual]): Row => (
    { fact, agrees: value === actual, detail: `${example} wants ${value}, not ${actual}` }));
  return [...rows, ...compareVersions(expected, found)];
}

/** The expected facts in our words; nothing where the example does not say or its facts are in dispute. */
function wantedOf(expected: Expected) {
  const { language, frameworkStrict, frameworkDisputed, packageManager } = expected;
  return {
    language: language === null ? null : (LANGUAGES[language] ?? language),
    framework: frameworkDisputed || frameworkStrict === 'python' ? null : frameworkStrict,
    packageManager: packageManager?.replace(/^yarn.*/, 'yarn'),
    static: language === 'node' ? String(expected.isStaticSite) : null,
    start: plainStart(expected.startCommand ?? 'none'),
    source: expected.startCommandSource ?? 'none',
  };
}

function compareVersions({ example, versions }: Expected, found: Detection | undefined): readonly Row[] {
  return Object.entries(versions).filter(([, { major }]) => major !== null).map(([tool, { major, minor = null }]): Row => {
    const actual = valueOf(found?.versions[tool]);
    const [ourMajor, ourMinor] = (actual ?? '').split('.');
    const agrees = ourMajor === major && (minor === null || ourMinor === undefined || ourMinor === minor);
    return { fact: 'version', agrees, detail: `${example} wants ${tool} ${major}.${minor}, not ${actual}` };
  });
}

/** The start command as the resolver will merge it: railpack.json, then the Procfile, then the provider. */
async function mergeStart(files: ProjectFiles, found: Detection | undefined) {
  const config = await parseJson(files.read('railpack.json')?.text ?? '', { comments: true });
  const configured = config.ok ? stringOf(findNode(config.document.root, ['deploy', 'startCommand'])) : undefined;
  if (configured !== undefined) return { command: configured, source: 'railpack.json' };
  const ofProcfile = await procfileCommand(files.read('Procfile')?.text ?? '');
  if (ofProcfile !== undefined) return { command: ofProcfile, source: 'Procfile' };
  const provided = valueOf(found?.startCommand);
  return provided === undefined ? undefined : { command: provided, source: 'provider' };
}

async function procfileCommand(text: string): Promise<string | undefined> {
  const parsed = await parseYaml(text);
  const root = parsed.ok ? parsed.document.root : undefined;
  const entries = root?.kind === 'object' ? root.entries : [];
  const named = ['web', 'worker'].flatMap((name) => entries.find(({ key }) => key === name) ?? []);
  return stringOf((named[0] ?? entries[0])?.value);
}

function plainStart(command: string | undefined): string | undefined {
  return command?.replace(/\s+/g, ' ').trim().replace(/;$/, '').trim()
    .replace(/^(npm|yarn|pnpm) (?:run )?start$/, '$1 run start').replace(/\bpython3\b/g, 'python');
}

function shareOf(rows: readonly Row[], fact: string): number {
  const counted = rows.filter((row) => row.fact === fact);
  const agreeing = counted.filter(({ agrees }) => agrees);
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
