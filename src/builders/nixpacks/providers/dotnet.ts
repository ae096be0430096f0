import { findNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { declared } from '../../../model/fact.ts';
import { findFiles, hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';
import { fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider } from '../plan.ts';
import { defaultVersion, planVersion, settingSource, versionName } from '../versions.ts';
import type { VersionPlan, VersionRule, VersionSource } from '../versions.ts';

export const csharp: Provider = {
  name: 'c#', language: 'dotnet', source: 'csharp.rs',
  detects: (app) => projectFile(app, '.csproj'),
  plan: async (app) => {
    const global = await globalSource(app);
    if (global === 'broken') return { ...planProject(app, '.csproj', []), start: unknownStart('nixpacks stops at global.json, which is no JSON') };
    return planProject(app, '.csproj', [planVersion(RULE, [settingSource(app, 'CSHARP_SDK_VERSION'), global])]);
  },
};

export const fsharp: Provider = {
  name: 'f#', language: 'dotnet', source: 'fsharp.rs',
  detects: (app) => projectFile(app, '.fsproj'),
  plan: async (app) => planProject(app, '.fsproj', [defaultVersion('dotnet', '6', 'fsharp.rs')]),
};

const RULE: VersionRule = {
  tool: 'dotnet', resolve: sdkFor, fallback: '6', offers: 'the .NET versions that start with a number', source: 'csharp.rs',
};

function sdkFor(written: string): string | undefined {
  const [major = ''] = written.split('.');
  return /^\+?\d{1,3}$/.test(major) && Number(major) < 256 ? String(Number(major)) : undefined;
}

function projectFile(app: App, ending: string): string | undefined {
  return findFiles(app, (path) => path.endsWith(ending))[0];
}

function planProject(app: App, ending: string, versions: readonly VersionPlan[]): Plan {
  const path = projectFile(app, ending) ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1, -ending.length);
  return {
    start: startWith(`./out/${name}`),
    versions,
    packageManager: shownBy(app, 'runtime.packageManager', 'dotnet', path),
    manifest: fileFact(app, 'runtime.manifest', path),
  };
}

async function globalSource(app: App): Promise<VersionSource | 'broken' | undefined> {
  if (!hasFile(app, 'global.json')) return undefined;
  const file = readFile(app, 'global.json');
  const parsed = file === undefined ? undefined : await parseJson(file.text);
  if (file === undefined || parsed?.ok !== true) return 'broken';
  const node = findNode(parsed.document.root, ['sdk', 'version']);
  if (node?.kind !== 'string') return undefined;
  return { at: declared(versionName('dotnet'), String(node.value), file, node.range), by: 'global-json', label: 'global.json' };
}
