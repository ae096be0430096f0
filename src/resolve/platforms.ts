import { absent, declared, live, type Fact } from '../model/fact.ts';
import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';
import type { ServiceInput } from './service-input.ts';

/** Platforms that the readers know. */
export type Platform = 'railway' | 'render' | 'fly' | 'heroku' | 'dokku' | 'cloud-foundry' | 'vercel' | 'netlify';

interface Sign {
  readonly platform: Platform;
  readonly path: RegExp;
  /** What the text must show, where the name of the file does not prove it. */
  readonly shows?: (text: string) => boolean;
}

/** Which file shows which platform; the first of the list is the one that is deployed to. */
const SIGNS: readonly Sign[] = [
  { platform: 'railway', path: /^(railway([.-][\w-]+)?\.(json|toml)|\.railway\/railway\.(ts|py|go)|nixpacks\.(toml|json)|railpack\.json)$/ },
  { platform: 'render', path: /^render\.ya?ml$/ },
  { platform: 'fly', path: /^fly(\.[\w-]+)?\.toml$/ },
  { platform: 'dokku', path: /^app\.json$/, shows: (text) => hasKey(text, DOKKU_KEYS) },
  { platform: 'heroku', path: /^app\.json$/, shows: (text) => keysOf(text).length > 0 && !hasKey(text, DOKKU_KEYS) && !hasKey(text, MOBILE_KEYS) },
  { platform: 'heroku', path: /^heroku\.yml$/ },
  { platform: 'cloud-foundry', path: /^manifest(-[\w-]+)?\.ya?ml$/, shows: (text) => /^applications:/m.test(text) && /^\s+(buildpacks?|instances|routes?|memory|command):/m.test(text) },
];

/** Every path that can be a sign, so that the others are looked at once. */
const MAY_BE_SIGN = /(^|\/)(\.railway\/|railway|nixpacks|railpack|render|fly|app\.json|heroku|manifest)[^/]*$/;
/** Keys of a file of that name that belongs to Expo or React Native. https://docs.expo.dev/versions/latest/config/app/ */
const MOBILE_KEYS = ['expo', 'displayName'];
/** Keys that only Dokku reads: https://dokku.com/docs/appendices/file-formats/app-json/ */
const DOKKU_KEYS = ['cron', 'healthchecks'];
/** Folders whose files show something and are not deployed. */
const ASIDE = /(^|\/)(tests?|__tests__|fixtures?|examples?|samples?|docs?|templates?|_?archived?|node_modules|vendor)\//i;

/** Platforms that build a frontend by themselves and run no container. https://vercel.com/docs/project-configuration, https://docs.netlify.com/build/configure-builds/file-based-configuration/ */
const HOSTS: readonly { readonly platform: Platform; readonly name: string }[] = [{ platform: 'vercel', name: 'vercel.json' }, { platform: 'netlify', name: 'netlify.toml' }];

/** The platforms whose configuration the service holds, with the first file that shows it; absent when no file does. A service that is on Railway goes there first. */
export function platformsOf(input: ServiceInput): Fact<readonly string[]> {
  const shown = shownPlatforms(input);
  if (input.live === undefined) return shown;
  const { state: { environment, readAt }, service } = input.live;
  const others = shown.state === 'known' ? shown.value.filter((platform) => platform !== 'railway') : [];
  return live('service.platforms', ['railway', ...others], { service: service.name, environment: environment.name, field: 'service', readAt });
}

function shownPlatforms({ files, root }: ServiceInput): Fact<readonly string[]> {
  const host = hostOf(files, root);
  if (host !== undefined) return declared('service.platforms', [host.platform], files.read(host.path) ?? { path: host.path, text: '' }, { start: 0, end: 0 });
  const folders = root === '' ? [''] : [root, ''];
  const near = signsIn(files, (path) => folders.some((folder) => isIn(path, folder)));
  const signs = near.length > 0 ? near : theOnlyOne(signsIn(files, (path) => !ASIDE.test(path)));
  const [first] = signs;
  if (first === undefined) return absent('service.platforms');
  const file = files.read(first.path) ?? { path: first.path, text: '' };
  return declared('service.platforms', signs.map(({ platform }) => platform), file, { start: 0, end: 0 });
}

/** A frontend below the root whose own folder names only such a host goes there, wherever the backend beside it goes, unless a file at the root names its folder. */
function hostOf(files: ProjectFiles, root: string): FoundSign | undefined {
  if (root === '' || !files.has(`${root}/package.json`) || signsIn(files, (path) => isIn(path, root)).length > 0) return undefined;
  if (signsIn(files, (path) => isIn(path, '')).some(({ path }) => files.read(path)?.text.includes(root) === true)) return undefined;
  const host = HOSTS.find(({ name }) => files.has(`${root}/${name}`));
  return host === undefined ? undefined : { platform: host.platform, path: `${root}/${host.name}` };
}

interface FoundSign {
  readonly platform: Platform;
  readonly path: string;
}

function signsIn(files: ProjectFiles, isPlace: (path: string) => boolean): readonly FoundSign[] {
  const found = new Map<Platform, FoundSign>();
  const named = files.paths.filter((path) => MAY_BE_SIGN.test(path));
  for (const { platform, path: sign, shows } of SIGNS) {
    const path = named.find((candidate) => sign.test(nameIn(candidate)) && isPlace(candidate)
      && (shows === undefined || shows(files.read(candidate)?.text ?? '')));
    if (path !== undefined && !found.has(platform)) found.set(platform, { platform, path });
  }
  return [...found.values()];
}

/** Another folder of the project shows where all of it goes, when only one platform is shown. */
function theOnlyOne(signs: readonly FoundSign[]): readonly FoundSign[] {
  return signs.length === 1 ? signs : [];
}

/** The file's name, with the folder .railway that makes its name a sign. */
function nameIn(path: string): string {
  return baseName(folderOf(path)) === '.railway' ? `.railway/${baseName(path)}` : baseName(path);
}

function isIn(path: string, folder: string): boolean {
  const place = folderOf(path);
  return place === folder || place === (folder === '' ? '.railway' : `${folder}/.railway`);
}

function hasKey(text: string, keys: readonly string[]): boolean {
  return keysOf(text).some((key) => keys.includes(key));
}

/** The keys of a JSON object. */
function keysOf(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  } catch {
    return []; // what is no JSON is read by no platform
  }
}
