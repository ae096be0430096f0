import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../src/builders/detection.ts';
import { detectNixpacks } from '../../src/builders/nixpacks/detect.ts';
import { findNode, stringOf } from '../../src/documents/data.ts';
import { parseJson } from '../../src/documents/json.ts';
import { parseToml } from '../../src/documents/toml.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import { assumed, valueOf } from '../../src/model/fact.ts';
import type { ProjectFiles } from '../../src/model/files.ts';
import { filesOf } from '../support/files.ts';

/** What the snapshots of nixpacks hold of one of its examples. */
interface Expected {
  readonly example: string;
  readonly dir: string;
  readonly language: string | null;
  readonly metadata: readonly string[];
  readonly startCommand: string | null;
  readonly env: Readonly<Record<string, string>> | null;
  readonly comparableStatically?: boolean;
  readonly versions: Readonly<Record<string, { readonly major: string | null; readonly minor?: string | null }>>;
}

type Mark = 'agree' | 'differ' | 'skip';
interface Row { readonly fact: string; readonly mark: Mark; readonly text: string }

const ORACLE = join(process.env['ORACLES'] ?? '../shared/oracles', 'nixpacks.json');
const TREES = process.env['ORACLE_TREES'] ?? '.tools/trees';

/** Shares that must agree, in percent. */
const WANTED: Readonly<Record<string, number>> = { language: 98, start: 97, framework: 90, version: 97 };

/** Names of the oracle that we spell otherwise. */
const LANGUAGES: Readonly<Record<string, string>> = { 'c#': 'dotnet', 'f#': 'dotnet', staticfile: 'static' };
const FRAMEWORKS = ['django', 'laravel', 'next', 'nuxt', 'remix', 'rails'];

const missing = [ORACLE, join(TREES, 'nixpacks-examples')].filter((path) => !existsSync(path));
const suite = missing.length > 0 ? describe.skip : describe;

suite(`examples of nixpacks${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')}; scripts/setup-trees.mjs fetches the trees from GitHub)` : ''}`, () => {
  it('agree with the detection', async () => {
    const { examples } = JSON.parse(readFileSync(ORACLE, 'utf8')) as { examples: readonly Expected[] };
    const rows: Row[] = [];
    for (const example of examples) if (example.comparableStatically !== false) rows.push(...await compare(example));
    const shares = Object.fromEntries(Object.keys(WANTED).map((fact) => [fact, shareOf(rows, fact)]));
    const differences = rows.filter((row) => row.mark === 'differ').map((row) => `${row.fact}: ${row.text}`);
    process.stdout.write(`${[JSON.stringify(shares), ...differences].join('\n')}\n`);
    for (const [fact, wanted] of Object.entries(WANTED)) expect(shares[fact], fact).toBeGreaterThanOrEqual(wanted);
  });
});

async function compare(expected: Expected): Promise<readonly Row[]> {
  const files = filesOf(readTree(join(TREES, expected.dir)));
  const environment = new Map(Object.entries(expected.env ?? {}).map(([key, value]) => [key, assumed(key, value, 'test')]));
  const folderName = expected.dir.slice(expected.dir.lastIndexOf('/') + 1);
  const found = await detectNixpacks({ files, root: '', environment, folderName });
  const row = (fact: string, wanted: string | undefined, got: string | undefined): Row => ({
    fact, mark: wanted === got ? 'agree' : 'differ', text: `${expected.example}: wanted ${wanted}, got ${got}`,
  });
  const language = expected.language ?? undefined;
  const framework = expected.metadata.find((one) => FRAMEWORKS.includes(one));
  return [
    ...(language === undefined ? [] : [row('language', LANGUAGES[language] ?? language, found && valueOf(found.language))]),
    ...(framework === undefined ? [] : [row('framework', framework, found && valueOf(found.framework))]),
    row('start', plainStart(expected.startCommand ?? undefined), plainStart(await mergedStart(files, found))),
    ...Object.entries(expected.versions).map(([tool, version]) => compareVersion(expected, found, { tool, ...version })),
  ];
}

interface WantedVersion { readonly tool: string; readonly major: string | null; readonly minor?: string | null }

function compareVersion({ example }: Expected, found: Detection | undefined, { tool, major, minor }: WantedVersion): Row {
  const got = valueOf(found?.versions[tool]);
  const text = `${example}: ${tool} wanted ${major}.${minor}, got ${got}`;
  // Words such as "latest" and python3 say no version; a newer pnpm or yarn comes from corepack, which a snapshot cannot show.
  if (major === null || (tool === 'python' && (minor ?? undefined) === undefined)) return { fact: 'version', mark: 'skip', text };
  const [gotMajor, gotMinor] = (got ?? '').split('.');
  const same = gotMajor === major && ((minor ?? undefined) === undefined || gotMinor === undefined || gotMinor === minor);
  return { fact: 'version', mark: same ? 'agree' : 'differ', text };
}

/** The configuration file wins over the Procfile, and that over the provider. */
async function mergedStart(files: ProjectFiles, found: Detection | undefined): Promise<string | undefined> {
  for (const path of ['nixpacks.toml', 'nixpacks.json']) {
    const file = files.read(path);
    if (file === undefined) continue;
    const parsed = await (path.endsWith('.toml') ? parseToml(file.text) : parseJson(file.text));
    const command = parsed.ok ? stringOf(findNode(parsed.document.root, ['start', 'cmd'])) : undefined;
    if (command !== undefined) return command;
    break;
  }
  return (await procfileStart(files)) ?? valueOf(found?.startCommand);
}

async function procfileStart(files: ProjectFiles): Promise<string | undefined> {
  const file = files.read('Procfile');
  const parsed = file === undefined ? undefined : await parseYaml(file.text);
  if (parsed?.ok !== true || parsed.document.root.kind !== 'object') return undefined;
  const { root } = parsed.document;
  const names = root.entries.map((entry) => entry.key).filter((key) => key !== 'release').sort();
  const name = ['web', 'worker'].find((key) => names.includes(key)) ?? names[0];
  return name === undefined ? undefined : stringOf(findNode(root, [name]));
}

function plainStart(command: string | undefined): string | undefined {
  const text = command?.replaceAll(/\s+/g, ' ').trim().replace(/;+$/, '').trim();
  return text?.replace(/^(npm|yarn|pnpm) (?:run )?start$/, '$1 run start').replaceAll(/\bpython3\b/g, 'python') || undefined;
}

function shareOf(rows: readonly Row[], fact: string): number {
  const counted = rows.filter((row) => row.fact === fact && row.mark !== 'skip');
  const agreeing = counted.filter((row) => row.mark === 'agree').length;
  return counted.length === 0 ? 100 : Math.round((1000 * agreeing) / counted.length) / 10;
}

function readTree(folder: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || !existsSync(path) || !statSync(path).isFile()) continue;
    const name = path.slice(folder.length + 1);
    if (['test.json', 'test.env', '.DS_Store', 'Dockerfile'].includes(name)) continue;
    texts[name] = readFileSync(path, 'utf8');
  }
  return texts;
}
