import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WITHOUT_NODE } from '../support/real-tools.ts';
import { writtenConfig, type WrittenConfig } from './configs.ts';
import { oldSettings, type PlainObject } from './old-settings.ts';
import { migrate } from './planned.ts';
import { evaluateWithSdk, typeProblems } from './sdk.ts';

const SEED = Number(process.env['OPTIMIZE_SEED'] ?? 20261125);
const CASES = 150;

/** The environments of a file, one that it does not name, and none at all. `pr` is a kind of environment and no name of one. */
function environmentsOf(config: PlainObject): readonly (string | undefined)[] {
  return [...Object.keys((config['environments'] ?? {}) as PlainObject).filter((name) => name !== 'pr'), 'another', undefined];
}

describe.skipIf(WITHOUT_NODE)('the new file, with the package railway 3.11.0', () => {
  it('type-checks and sets exactly what the old file set, in each environment', async () => {
    const written: WrittenConfig[] = [];
    const texts: string[] = [];
    for (const each of fc.sample(writtenConfig, { seed: SEED, numRuns: CASES })) {
      const { after } = await migrate({ [each.path]: each.text });
      if (after === '') {
        for (const environment of environmentsOf(each.config)) expect(oldSettings(each.config, environment), each.text).toEqual({ build: {}, deploy: {} });
        continue;
      }
      written.push(each);
      texts.push(after);
    }
    expect(texts.length).toBeGreaterThan(CASES * 0.8);
    expect(await typeProblems(texts)).toBe('');
    const evaluated = await evaluateWithSdk(texts.map((text, index) => ({ text, environments: environmentsOf(written[index]?.config ?? {}) })));
    for (const [index, { config, text }] of written.entries()) {
      for (const [each, environment] of environmentsOf(config).entries()) {
        const { services } = evaluated[index]?.[each] ?? { services: [] };
        const [service] = services;
        const about = `${text}\n--- in ${environment}\n${texts[index]}`;
        expect(services.length, about).toBe(1);
        const wanted = oldSettings(config, environment);
        expect({ build: service?.build, deploy: service?.deploy }, about).toEqual(normal(wanted));
      }
    }
  });
});

/** JSON has no -0, and the SDK takes an empty pre-deploy command for none. */
function normal(value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(value)) as { deploy: PlainObject };
  const { preDeployCommand } = copy.deploy;
  if (Array.isArray(preDeployCommand) && preDeployCommand.length === 1 && preDeployCommand[0] === '') delete copy.deploy['preDeployCommand'];
  return copy;
}
