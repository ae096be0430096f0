import { relative, resolve, sep } from 'node:path';
import { applyFiles } from './apply/apply-files.ts';
import type { Config } from './config/config.ts';
import { nameServices, type RailwayNames } from './config/name-services.ts';
import type { PlannedPart } from './model/setup.ts';
import { folderAt } from './scan.ts';
import { quotedYaml } from './setup/quoted-yaml.ts';

const NEW_FILE = 'optimize.yaml';

/** What is to be written to remember answers, and the folder that its paths begin at: a configuration may lie above the project. */
export interface PlannedNames {
  readonly top: string;
  readonly parts: readonly PlannedPart[];
}

/** Plans what remembers the names of services on Railway: each goes into the file that declares the service, else into that of the project, else into a new one. */
export async function planNames(dir: string, config: Config, names: RailwayNames): Promise<PlannedNames> {
  const folder = folderAt(dir);
  const byFile = new Map<string, Map<string, string | false>>();
  for (const [service, value] of names) {
    const path = fileFor(service, config);
    byFile.set(path, (byFile.get(path) ?? new Map<string, string | false>()).set(service, value));
  }
  const ups = Math.max(...[...byFile.keys()].map((path) => path.split('/').filter((part) => part === '..').length));
  const top = resolve(folder, '../'.repeat(ups));
  const parts: PlannedPart[] = [];
  for (const [path, own] of byFile) {
    const before = config.files.find((file) => file.path === path)?.text;
    const shownPath = relative(top, resolve(folder, path)).split(sep).join('/');
    const made = await nameServices({ path, text: before }, own);
    parts.push(made.ok
      ? { part: 'config', path: shownPath, state: 'write', files: [{ path: shownPath, before, after: made.text }] }
      : { part: 'config', path: shownPath, state: 'refused', because: made.because, hint: 'write this into it', lines: linesFor(own) });
  }
  return { top, parts };
}

/** Writes what was planned, all or nothing; gives what `optimize undo` takes back. */
export async function writeNames({ top, parts }: PlannedNames, version: string): Promise<string> {
  const files = parts.flatMap((part) => (part.state === 'write' ? part.files : []));
  const { id } = await applyFiles(top, files, { title: `Say what services are called on Railway in ${files.map(({ path }) => path).join(', ')}`, version });
  return id;
}

/** The lines of YAML that say it. */
function linesFor(names: RailwayNames): readonly string[] {
  return ['services:', ...[...names].flatMap(([name, value]) => [`  ${quotedYaml(name)}:`, `    railway: ${value === false ? 'false' : quotedYaml(value)}`])];
}

function fileFor(service: string, { services, main }: Config): string {
  const origin = services.find(({ name }) => name === service)?.origin;
  return origin?.kind === 'file' ? origin.file.path : (main?.path ?? NEW_FILE);
}
