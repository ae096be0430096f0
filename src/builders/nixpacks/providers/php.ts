import { entryOf, findNode, stringOf } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { declared } from '../../../model/fact.ts';
import { hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';
import { fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider } from '../plan.ts';
import { planVersion, versionName } from '../versions.ts';
import type { VersionRule, VersionSource } from '../versions.ts';
import { packageManagerOf } from './node.ts';
import { planNodeVersions } from './node-versions.ts';
import { readPackageJson } from './package-json.ts';

/** PHP behind nginx, with the Node that its start script needs. */
export const php: Provider = {
  name: 'php',
  language: 'php',
  source: 'php/mod.rs',
  detects: (app) => ['composer.json', 'index.php'].find((path) => hasFile(app, path)),
  plan: planPhp,
};

const FPM = '/assets/php-fpm.conf';

async function planPhp(app: App): Promise<Plan> {
  const json = await readPackageJson(app);
  return {
    start: json.kind === 'broken' ? unknownStart(json.because, json.from) : startWith(startOf(app)),
    versions: [
      planVersion(RULE, [await composerSource(app)]),
      ...planNodeVersions(app, json, packageManagerOf(app, json)),
    ],
    framework: hasFile(app, 'artisan') ? shownBy(app, 'runtime.framework', 'laravel', 'artisan') : undefined,
    packageManager: hasFile(app, 'composer.json') ? shownBy(app, 'runtime.packageManager', 'composer', 'composer.json') : undefined,
    manifest: fileFact(app, 'runtime.manifest', 'composer.json'),
    lockFile: fileFact(app, 'runtime.lockFile', 'composer.lock'),
  };
}

/** Versions in the order in which nixpacks looks for them in the requirement, as plain text. */
const OFFERED = ['8.0', '8.1', '8.2', '8.3', '8.4', '7.4'] as const;
const RULE: VersionRule = {
  tool: 'php', resolve: (written) => OFFERED.find((version) => written.includes(version)), fallback: '8.3',
  offers: 'PHP 7.4 and 8.0 to 8.4', source: 'php/mod.rs',
};

async function composerSource(app: App): Promise<VersionSource | undefined> {
  const file = readFile(app, 'composer.json');
  if (file === undefined) return undefined;
  const parsed = await parseJson(file.text);
  const requirements = parsed.ok ? findNode(parsed.document.root, ['require']) : undefined;
  if (requirements?.kind !== 'object' || requirements.entries.some((entry) => entry.value.kind !== 'string')) return undefined;
  const node = entryOf(requirements, 'php')?.value;
  const written = stringOf(node);
  if (node === undefined || written === undefined) return undefined;
  return { at: declared(versionName('php'), written, file, node.range), by: 'composer', label: 'composer.json' };
}

function startOf(app: App): string {
  if (hasFile(app, 'nginx.conf')) return `php-fpm -y ${FPM} & nginx -c /app/nginx.conf`;
  const template = hasFile(app, 'nginx.template.conf') ? '/app/nginx.template.conf' : '/assets/nginx.template.conf';
  return `node /assets/scripts/prestart.mjs ${template} /nginx.conf && (php-fpm -y ${FPM} & nginx -c /nginx.conf)`;
}
