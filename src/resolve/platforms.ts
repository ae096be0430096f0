import { absent, declared, type Fact } from '../model/fact.ts';
import { baseName } from '../model/files.ts';
import type { ServiceInput } from './service-input.ts';

/** Platforms that the readers know. */
export type Platform = 'railway' | 'render' | 'fly' | 'heroku';

/** Which file shows which platform; the first of the list is the one that is deployed to. */
const SIGNS: readonly (readonly [Platform, RegExp])[] = [
  ['railway', /^(railway([.-][\w-]+)?\.(json|toml|ts|py|go)|nixpacks\.(toml|json)|railpack\.json)$/],
  ['render', /^render\.ya?ml$/],
  ['fly', /^fly(\.[\w-]+)?\.toml$/],
  ['heroku', /^(app\.json|heroku\.yml)$/],
];

/** The platforms whose configuration the service holds, with the first file that shows it; absent when no file does. */
export function platformsOf(input: ServiceInput): Fact<readonly string[]> {
  const folders = input.root === '' ? [''] : [input.root, ''];
  const signs = SIGNS.flatMap(([platform, sign]) => {
    const path = input.files.paths.find((candidate) => sign.test(baseName(candidate)) && isNear(candidate, folders));
    return path === undefined ? [] : [{ platform, path }];
  });
  const [first] = signs;
  if (first === undefined) return absent('service.platforms');
  const file = input.files.read(first.path) ?? { path: first.path, text: '' };
  return declared('service.platforms', signs.map(({ platform }) => platform), file, { start: 0, end: 0 });
}

function isNear(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const prefix = folder === '' ? '' : `${folder}/`;
    const rest = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
    return rest !== undefined && (!rest.includes('/') || /^\.railway\/[^/]+$/.test(rest));
  });
}
