import { describe, expect, it } from 'vitest';
import { nameServices } from '../../src/config/name-services.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { CONTEXT } from './names.ts';

const NAMES = new Map<string, string | false>([['api', 'Store front'], ['tools/run', false]]);

const CASES: readonly (readonly [name: string, path: string, before: string | undefined, after: string])[] = [
  ['a new file', 'optimize.yaml', undefined, '# Settings of `optimize`; `optimize config` shows what holds.\nservices:\n  api:\n    railway: Store front\n  tools/run:\n    railway: false\n'],
  ['comments alone, without a last line end', 'optimize.yaml', '# ours\r\n# too', '# ours\r\n# too\r\nservices:\r\n  api:\r\n    railway: Store front\r\n  tools/run:\r\n    railway: false\r\n'],
  ['other keys and comments', 'optimize.yml', 'edition: 2026.1 # ours\n\n# who\nservices:\n    api: # first\n        root: backend   # there\n\nignores: []\n', 'edition: 2026.1 # ours\n\n# who\nservices:\n    api: # first\n        root: backend   # there\n        railway: Store front\n    tools/run:\n        railway: false\n\nignores: []\n'],
  ['a service without keys', 'optimize.yaml', 'services:\n  api:\n', 'services:\n  api:\n    railway: Store front\n  tools/run:\n    railway: false\n'],
  ['brackets, and a name that was wrong', 'optimize.yaml', "services: { api: { railway: 'front', kind: web } }\n", "services: { api: { railway: 'Store front', kind: web }, tools/run: { railway: false } }\n"],
  ['TOML', 'optimize.toml', 'edition = "2026.1" # ours\n\n[services.api]\nroot = "backend"\n', 'edition = "2026.1" # ours\n\n[services.api]\nroot = "backend"\nrailway = "Store front"\n\n[services."tools/run"]\nrailway = false\n'],
  ['an empty TOML', 'optimize.toml', '', '[services.api]\nrailway = "Store front"\n\n[services."tools/run"]\nrailway = false\n'],
  ['package.json', 'package.json', '{\n\t"name": "shop",\n\t"optimize": {}\n}\n', '{\n\t"name": "shop",\n\t"optimize": {\n\t\t"services": {\n\t\t\t"api": {\n\t\t\t\t"railway": "Store front"\n\t\t\t},\n\t\t\t"tools/run": {\n\t\t\t\t"railway": false\n\t\t\t}\n\t\t}\n\t}\n}\n'],
];

describe('names on Railway are written into the configuration', () => {
  it.each(CASES)('of %s', async (_, path, before, after) => {
    expect(await nameServices({ path, text: before }, NAMES)).toEqual({ ok: true, text: after });
    const { services } = await readConfig({ main: { path, text: after }, inner: [], read: async () => undefined, hasFolder: () => true }, CONTEXT);
    expect(services.map(({ name, railway }) => [name, railway?.value])).toEqual([...NAMES]);
    expect(await nameServices({ path, text: after }, NAMES)).toEqual({ ok: true, text: after });
  });

  it.each([
    ['shared by an anchor', 'base: &base\n  kind: web\nservices:\n  api: *base\n', 'api', /anchor/],
    ['a list', 'services: [api]\n', 'api', /services holds no keys/],
    ['no YAML', 'services: {\n', 'api', /^it cannot be read: /],
  ])('and are refused where that would touch more: %s', async (_, text, name, because) => {
    const made = await nameServices({ path: 'optimize.yaml', text }, new Map([[name, 'web']]));
    expect(made).toEqual({ ok: false, because: expect.stringMatching(because) });
  });

  it.each(['true', '8', 'a: b', '# x', '', ' ', '"quoted"', "it's", 'naïve 🚂'])('whatever they are: %j', async (value) => {
    const made = await nameServices({ path: 'optimize.yaml', text: undefined }, new Map([['api', value]]));
    const { services } = await readConfig({ main: { path: 'optimize.yaml', text: made.ok ? made.text : '' }, inner: [], read: async () => undefined, hasFolder: () => true }, CONTEXT).catch(() => ({ services: [] }));
    expect(services[0]?.railway?.value).toBe(value.trim() === '' ? undefined : value);
  });
});
