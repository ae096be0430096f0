import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { railwayJson, railwayToml } from '../../src/adapters/railway-config.ts';
import { railwayTs } from '../../src/adapters/railway-ts.ts';
import { valueOf, type Fact } from '../../src/model/fact.ts';
import type { Reading } from '../../src/model/statement.ts';
import { writtenConfig } from './configs.ts';
import type { PlainObject } from './old-settings.ts';
import { migrate } from './planned.ts';

/** What a reading says of the build and the deployment, for every environment. */
function said({ statements }: Reading): Record<string, unknown> {
  const known = statements.filter(({ fact }) => fact.state === 'known' && !['build.unknownKeys', 'build.settings', 'deploy.variables'].includes(fact.name));
  const values = known.map(({ fact }) => [fact.name, plain(valueOf(fact as Fact<unknown>))] as const).filter(([, value]) => value !== ''); // no command is said in two ways
  return Object.fromEntries(values.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** A list of facts as their values: they stand in other places of another file. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'object' && item !== null && 'state' in item ? valueOf(item as Fact<unknown>) : item)) : value;
}

describe('a scan of the new file', () => {
  it('says what a scan of the old one said', async () => {
    await fc.assert(fc.asyncProperty(writtenConfig.filter(({ config }) => config['environments'] === undefined), async ({ path, text, config }) => {
      const { after } = await migrate({ [path]: text });
      fc.pre(after !== '');
      const old = await (path.endsWith('.json') ? railwayJson : railwayToml).read({ path, text: path.endsWith('.json') ? withoutComments(text) : text });
      expect(old.problems).toEqual([]);
      const now = await railwayTs.read({ path: '.railway/railway.ts', text: after });
      const [before, behind] = [said(old), said(now)];
      for (const each of hasOddRegions(config) ? [before, behind] : []) {
        delete each['deploy.replicas'];
        delete each['deploy.regions'];
      }
      if (hasOddPatterns(config)) delete before['build.watchPatterns']; // the scan shows the strings of such a list
      expect(behind, `${text}\n${after}`).toEqual(before);
    }), { numRuns: 150 });
  });
});

/** Regions without a number of replicas: whether and how many run there, Railway does not document. */
function hasOddRegions(config: PlainObject): boolean {
  const regions = (config['deploy'] as PlainObject | undefined)?.['multiRegionConfig'];
  if (regions === undefined) return false;
  const values = typeof regions === 'object' && regions !== null ? Object.values(regions) : [];
  return values.length === 0 || values.some((region) => typeof region !== 'object' || region === null || Array.isArray(region) || typeof region['numReplicas'] !== 'number');
}

function hasOddPatterns(config: PlainObject): boolean {
  const patterns = (config['build'] as PlainObject | undefined)?.['watchPatterns'];
  return Array.isArray(patterns) && patterns.some((pattern) => typeof pattern !== 'string');
}

/** The scan takes railway.json as Railway documents it: without comments. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\/ remark [^\n]*/g, '');
}
