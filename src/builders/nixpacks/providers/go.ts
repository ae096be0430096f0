import { findFiles, hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, fileFact, shownBy, startWith } from '../plan.ts';
import type { Provider } from '../plan.ts';
import { planVersion, sourceAt } from '../versions.ts';
import type { VersionRule, VersionSource } from '../versions.ts';

export const go: Provider = {
  name: 'go',
  language: 'go',
  source: 'go.rs',
  detects: (app) => ['main.go', 'go.mod'].find((path) => hasFile(app, path)),
  plan: async (app) => ({
    start: findFiles(app, (path) => path.endsWith('.go')).length > 0 ? startWith('./out') : NO_START,
    versions: [planVersion(RULE, [moduleSource(app)])],
    packageManager: hasFile(app, 'go.mod') ? shownBy(app, 'runtime.packageManager', 'go', 'go.mod') : undefined,
    manifest: fileFact(app, 'runtime.manifest', 'go.mod'),
    lockFile: fileFact(app, 'runtime.lockFile', 'go.sum'),
  }),
};

/** Only these exact words count: `go 1.21.3` gives the default. */
const OFFERED: readonly string[] = ['1.18', '1.19', '1.20', '1.21', '1.22', '1.23'];
const RULE: VersionRule = {
  tool: 'go', resolve: (written) => (OFFERED.includes(written) ? written : undefined), fallback: '1.22',
  offers: 'Go 1.18 to 1.23 without a patch version', source: 'go.rs',
};

function moduleSource(app: App): VersionSource | undefined {
  const file = readFile(app, 'go.mod');
  if (file === undefined) return undefined;
  let start = 0;
  for (const line of file.text.split('\n')) {
    if (line.trimStart().startsWith('go')) {
      const match = /^\s*\S+\s+(\S+)/.exec(line);
      if (match === null) return undefined;
      const end = start + match[0].length;
      return sourceAt(file, { start: end - (match[1] ?? '').length, end }, { tool: 'go', by: 'go-mod', label: 'go.mod' });
    }
    start += line.length + 1;
  }
  return undefined;
}
