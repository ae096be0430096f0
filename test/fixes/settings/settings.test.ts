import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../../../src/adapters/index.ts';
import { SETTING_KEYS } from '../../../src/adapters/setting-keys.ts';
import type { FixContext } from '../../../src/fixes/context.ts';
import { planChange } from '../../../src/fixes/plan.ts';
import { setSetting } from '../../../src/fixes/settings/set-setting.ts';
import { absent, declared, type Fact } from '../../../src/model/fact.ts';
import type { Plain, Planned } from '../../../src/model/change.ts';
import type { FactName, FactSet } from '../../../src/model/facts.ts';
import { applyEdits } from '../../../src/text/edit.ts';
import { filesOf } from '../../support/files.ts';

/** A file of each kind, before anybody wrote the setting, and in other ways in which people lay it out. */
const TEXTS: Readonly<Record<string, { readonly path: string; readonly texts: readonly string[] }>> = {
  'railway-json': {
    path: 'railway.json',
    texts: [
      '{\n  "$schema": "https://railway.com/railway.schema.json",\n  "build": { "builder": "RAILPACK" },\n  "deploy": {\n    "startCommand": "x"\n  }\n}\n',
      '{"deploy":{}}', '{\r\n\t"build": {},\r\n\t"environments": { "production": { "deploy": { "startCommand": "y" } } }\r\n}', '{}',
    ],
  },
  'railway-toml': {
    path: 'api/railway.toml',
    texts: [
      '# api\n[build]\nbuilder = "RAILPACK"\n\n[deploy]\nstartCommand = "x" # why\n', 'deploy.startCommand = "x"\n', '[environments.production.deploy]\r\nstartCommand = \'y\'\r\n',
      '[deploy.limitOverride.containers]\ncpu = 1\n', '',
    ],
  },
  render: {
    path: 'render.yaml',
    texts: [
      'services:\n- type: web\n  name: shop\n  runtime: docker # ours\n- type: worker\n  name: mail\n', 'services: [{ type: web, name: shop }]\n',
      'projects:\r\n  - name: all\r\n    environments:\r\n      - name: production\r\n        services:\r\n          - type: web\r\n            name: shop\r\n            envVars:\r\n              - key: TZ\r\n                value: UTC',
    ],
  },
  fly: { path: 'fly.toml', texts: ['app = "shop"\n\n[build]\n  image = "x"\n', 'app = "shop"', "# shop\nkill_timeout = '5s'\n[deploy]\n  release_command = 'x'\n"] },
  'app-json': { path: 'app.json', texts: ['{\n  "name": "shop",\n  "formation": { "worker": { "quantity": 1 } }\n}\n', '{"name":"shop"}'] },
};

/** Values that a fact may have. */
const VALUES: Partial<Readonly<Record<FactName, fc.Arbitrary<Plain>>>> = {
  'build.builder': fc.constantFrom('railpack', 'nixpacks', 'dockerfile'),
  'deploy.restartPolicy': fc.constantFrom('on_failure', 'always', 'never'),
  'deploy.sleep': fc.boolean(),
  'build.rootDirectory': fc.constantFrom('api', 'services/shop'),
};
const NUMBERS = /replicas|Seconds|Timeout|Retries|Limit$/;
const WORDS = fc.constantFrom('/alive', 'alembic upgrade head && python -m seed "a b"', '0 3 * * 1', "it's", 'x: y # z', '{{ "odd" }}');

const valueFor = (fact: FactName): fc.Arbitrary<Plain> => VALUES[fact] ?? (NUMBERS.test(fact) ? fc.integer({ min: 1, max: 3600 }) : WORDS);

/** What the adapter says of a fact: the word for production goes before the base. */
async function readFact(by: string, file: { readonly path: string; readonly text: string }, fact: FactName): Promise<Fact<unknown>> {
  const adapter = ADAPTERS.find(({ name }) => name === by);
  const { statements } = await (adapter as NonNullable<typeof adapter>).read(file);
  const own = statements.filter((statement) => statement.fact.name === fact && (statement.process === undefined) && (statement.service ?? 'shop') === 'shop');
  const found = own.find(({ environment }) => environment === 'production') ?? own.find(({ environment }) => environment === undefined);
  return found === undefined ? absent(fact, file) : (found.fact as Fact<unknown>);
}

async function contextFor(by: string, file: { readonly path: string; readonly text: string }, fact: FactName): Promise<FixContext> {
  const kind = declared('build.configFile', by, file, { start: 0, end: 0 });
  const configFiles = { state: 'known', name: 'build.configFiles', value: [{ kind, path: file.path, live: true, because: '', states: [] }], provenance: { kind: 'derived', from: [] } } as const;
  const facts = { 'build.configFiles': configFiles, [fact]: await readFact(by, file, fact) } as FactSet;
  const service = { name: 'shop', root: '', facts, overrides: [], files: [], problems: [] };
  return { files: filesOf({ [file.path]: file.text }), service, services: [service], asOf: '2026-07-01', template: () => undefined };
}

function textAfter(planned: Planned, file: { readonly path: string; readonly text: string }): string {
  if (!planned.ok) throw new Error(`${planned.because}\n${file.text}`);
  const change = planned.changes.get(file.path);
  if (change?.kind !== 'edit') throw new Error('the file is not edited');
  return applyEdits(file.text, change.edits);
}

describe.each(Object.keys(SETTING_KEYS))('settings of %s', (by) => {
  const { path, texts } = TEXTS[by] ?? { path: '', texts: [] };
  const facts = (SETTING_KEYS[by] ?? []).filter((key) => key.path !== undefined).map(({ fact }) => fact);

  it.each(facts)('says what was written of %s', async (fact) => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...texts), valueFor(fact), valueFor(fact), async (text, first, second) => {
      let file = { path, text };
      for (const value of [first, second]) {
        const current = await readFact(by, file, fact);
        const planned = await setSetting({ fact, value }, await contextFor(by, file, fact));
        if (current.state === 'known' && current.value === value) {
          expect(planned).toEqual({ ok: false, because: `${path} says so already` });
          continue;
        }
        file = { path, text: textAfter(planned, file) };
        expect(await readFact(by, file, fact)).toMatchObject({ state: 'known', value });
        const again = await setSetting({ fact, value }, await contextFor(by, file, fact));
        expect(again, 'a second planning').toEqual({ ok: false, because: `${path} says so already` });
      }
    }), { numRuns: 20 });
  });
});

describe('the owner of a setting', () => {
  const file = { path: 'railway.json', text: '{ "deploy": { "startCommand": "x" } }' };
  const change = { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: 30 } as const;

  it.each([
    ['2026-08-20', true], ['2026-08-21', false], ['2026-11-30', false], ['2026-12-01', false],
  ])('on %s railway.json may be written: %s', async (asOf, isWritten) => {
    const planned = await planChange(change, { ...(await contextFor('railway-json', file, change.fact)), asOf });
    expect(planned.ok).toBe(isWritten);
    if (!planned.ok) expect(planned.because).toContain('`optimize migrate railway` moves its settings first');
  });

  it('is no file that nobody reads', async () => {
    const context = await contextFor('railway-json', file, change.fact);
    const facts = { ...context.service.facts, 'build.configFiles': { state: 'known', name: 'build.configFiles', value: [], provenance: { kind: 'derived', from: [] } } } as FactSet;
    const planned = await planChange(change, { ...context, service: { ...context.service, facts } });
    expect(planned).toEqual({ ok: false, because: 'no file of the service holds settings of this kind: they live in the dashboard' });
  });

  it('is not a file where the value was given on the command line', async () => {
    const context = await contextFor('railway-json', file, change.fact);
    const facts = { ...context.service.facts, [change.fact]: { state: 'known', name: change.fact, value: 0, provenance: { kind: 'assumed', by: '--assume' } } } as FactSet;
    const planned = await planChange(change, { ...context, service: { ...context.service, facts } });
    expect(planned).toEqual({ ok: false, because: 'its value was given on the command line' });
  });

  it('takes a setting away with its line', async () => {
    const written = { path: 'railway.toml', text: '[deploy]\nstartCommand = "x"\ndrainingSeconds = 0 # none\n' };
    const planned = await planChange({ kind: 'remove-fact', fact: change.fact }, await contextFor('railway-toml', written, change.fact));
    expect(textAfter(planned, written)).toBe('[deploy]\nstartCommand = "x"\n');
  });
});
