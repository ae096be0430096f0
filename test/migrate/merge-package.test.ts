import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WITHOUT_NODE } from '../support/real-tools.ts';
import { config } from './configs.ts';
import { existingFile } from './existing-files.ts';
import { oldSettings, type PlainObject } from './old-settings.ts';
import { migrate } from './planned.ts';
import { evaluateWithSdk, typeProblems, type SdkService } from './sdk.ts';

const SEED = Number(process.env['OPTIMIZE_SEED'] ?? 20261125);
const CASES = 120;
const ENVIRONMENTS = ['production', 'staging', 'dev-1', '2024', 'class', 'ctx', 'Ümwelt', 'another', undefined] as const;
const REPLICAS = ['numReplicas', 'multiRegionConfig'];

interface MergeCase {
  readonly before: string;
  readonly after: string;
  readonly web: PlainObject;
  readonly worker: PlainObject;
}

describe.skipIf(WITHOUT_NODE)('an existing file, with the package railway 3.11.0', () => {
  it('gets what it lacks, keeps what it says, and type-checks', async () => {
    const cases: MergeCase[] = [];
    for (const [before, web, worker] of fc.sample(fc.tuple(existingFile, config, config), { seed: SEED, numRuns: CASES })) {
      const files = { 'railway.json': JSON.stringify(web), 'railway.worker.json': JSON.stringify(worker), '.railway/railway.ts': before };
      if (saysNothing(web)) continue;
      const { after } = await migrate(files, { serviceNames: new Map([['railway.json', 'web']]) });
      cases.push({ before, after, web, worker });
      expect(isWithin(before, after), `${before}\n=>\n${after}`).toBe(true);
      expect(after.replaceAll('\r\n', '').includes(before.includes('\r\n') ? '\n' : '\r'), after).toBe(false);
      expect((await migrate({ ...files, '.railway/railway.ts': after }, { serviceNames: new Map([['railway.json', 'web']]) })).after).toBe(after);
    }
    expect(cases.length).toBeGreaterThan(CASES * 0.7);
    expect(await typeProblems(cases.map(({ after }) => after))).toBe('');
    const evaluate = (texts: readonly string[]) => evaluateWithSdk(texts.map((text) => ({ text, environments: ENVIRONMENTS })));
    const [before, after] = [await evaluate(cases.map((each) => each.before)), await evaluate(cases.map((each) => each.after))];
    for (const [index, each] of cases.entries()) {
      for (const [place, environment] of ENVIRONMENTS.entries()) {
        const about = `${JSON.stringify(each.web)}\n${each.before}\n=> ${environment}\n${each.after}`;
        const services = (list: typeof before, at: number) => list[index]?.[at]?.services ?? [];
        const named = (list: readonly SdkService[], name: string) => list.find((service) => service.name === name);
        const all = ENVIRONMENTS.map((_, at) => named(services(before, at), 'web'));
        const found = named(services(after, place), 'web');
        expect({ build: found?.build, deploy: found?.deploy }, about).toEqual(merged(oldSettings(each.web, environment), all, place));
        expect(found?.source, about).toEqual(all[place]?.source);
        expect(named(services(after, place), 'api'), about).toEqual(named(services(before, place), 'api'));
        const worker = named(services(after, place), 'worker');
        if (saysNothing(each.worker)) continue;
        expect({ build: worker?.build, deploy: worker?.deploy }, about).toEqual(plain(oldSettings(each.worker, environment)));
      }
    }
  });
});

/** What was there stays; what was in no environment comes from the old file. Replicas are one setting, however they are written. */
function merged(wanted: { readonly build: PlainObject; readonly deploy: PlainObject }, before: readonly (SdkService | undefined)[], place: number): unknown {
  const section = (name: 'build' | 'deploy') => {
    const said = new Set(before.flatMap((service) => Object.keys(service?.[name] ?? {})));
    if (REPLICAS.some((key) => said.has(key))) REPLICAS.forEach((key) => said.add(key));
    const added = Object.entries(plain(wanted)[name]).filter(([key]) => !said.has(key));
    return { ...before[place]?.[name], ...Object.fromEntries(added) };
  };
  return { build: section('build'), deploy: section('deploy') };
}

function plain(wanted: { readonly build: PlainObject; readonly deploy: PlainObject }): { readonly build: PlainObject; readonly deploy: PlainObject } {
  const copy = JSON.parse(JSON.stringify(wanted)) as { build: PlainObject; deploy: PlainObject };
  const { preDeployCommand } = copy.deploy;
  if (Array.isArray(preDeployCommand) && preDeployCommand.length === 1 && preDeployCommand[0] === '') delete copy.deploy['preDeployCommand'];
  return copy;
}

function saysNothing(file: PlainObject): boolean {
  return ENVIRONMENTS.every((environment) => Object.values(oldSettings(file, environment)).every((section) => Object.keys(section).length === 0));
}

/** True when everything but blanks of one text stands in another one, in the same order. */
function isWithin(before: string, after: string): boolean {
  let offset = 0;
  const rest = after.replaceAll(/\s/g, '');
  for (const character of before.replaceAll(/\s/g, '')) {
    offset = rest.indexOf(character, offset) + 1;
    if (offset === 0) return false;
  }
  return true;
}
