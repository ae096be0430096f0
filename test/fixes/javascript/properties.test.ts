import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { railwayTs } from '../../../src/adapters/railway-ts.ts';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import type { WantedFact } from '../../../src/fixes/context.ts';
import { setRailwayTsSetting } from '../../../src/fixes/javascript/railway-ts.ts';
import { setJavaScriptOptions } from '../../../src/fixes/javascript/set-options.ts';
import type { Planned } from '../../../src/model/change.ts';
import type { Range } from '../../../src/text/range.ts';
import { contextOf, factAt, resultOf } from './support.ts';

const PATH = '.railway/railway.ts';

/** What a generated text is laid out with. */
interface Layout {
  readonly newline: string;
  readonly unit: string;
  readonly quote: string;
  readonly semicolon: string;
  readonly comma: string;
  readonly space: string;
  readonly lines: boolean;
  readonly comment: string;
  readonly lastNewline: boolean;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  newline: fc.constantFrom('\n', '\r\n'), unit: fc.constantFrom('  ', '\t', '    ', '   '), quote: fc.constantFrom('"', "'"), semicolon: fc.constantFrom(';', ''),
  comma: fc.constantFrom(',', ''), space: fc.constantFrom(' ', ''), lines: fc.boolean(), comment: fc.constantFrom('', ' // it\'s { kept', ' /* , } */'), lastNewline: fc.boolean(),
});

/** An object over one line or several. */
function object(layout: Layout, properties: readonly string[], depth: number): string {
  if (properties.length === 0) return '{}';
  const { newline, unit, comma, space, comment, lines } = layout;
  const inline = comment.includes('//') ? '' : comment;
  if (!lines) return `{${space}${properties.join(', ')}${inline}${comma}${space}}`;
  const indent = unit.repeat(depth);
  return `{${newline}${properties.map((property, index) => `${indent}${property}${index < properties.length - 1 ? ',' : comma}${comment}`).join(newline)}${newline}${unit.repeat(depth - 1)}}`;
}

const SETTINGS: Readonly<Record<string, (layout: Layout) => string>> = {
  start: ({ quote }) => `start: ${quote}node a.js${quote}`,
  healthcheck: ({ quote }) => `healthcheck: ${quote}/up${quote}`,
  healthcheckTimeout: () => 'healthcheckTimeout: 60 * 2',
  replicas: () => 'replicas: 2',
  deploy: (layout) => `deploy: ${object(layout, ['overlapSeconds: 4', `restartPolicyType: ${layout.quote}NEVER${layout.quote}`], 4)}`,
  env: (layout) => `env: ${object(layout, ['A: ctx.name'], 4)}`,
  spread: () => '...shared',
};

interface Railway {
  readonly text: string;
  readonly layout: Layout;
}

/** Files with two services that share a constant. */
const railways: fc.Arbitrary<Railway> = fc.record({ layout: layouts, names: fc.shuffledSubarray(Object.keys(SETTINGS)), other: fc.shuffledSubarray(Object.keys(SETTINGS)) })
  .map(({ layout, names, other }) => {
    const { quote, newline, semicolon, unit, lastNewline } = layout;
    const service = (name: string, settings: readonly string[]) => {
      const written = settings.map((each) => SETTINGS[each]?.(layout) ?? '');
      return `${unit}${unit}service(${quote}${name}${quote}, ${object(layout, written, 3)}),`;
    };
    const lines = [
      `import { defineRailway, service } from ${quote}railway/iac${quote}${semicolon}`, '',
      `const shared = { preDeploy: ${quote}make${quote}, deploy: { drainingSeconds: 7 } }${semicolon} // of both`, '',
      `export default defineRailway((ctx) => {`, `${unit}return [`, service('web', names), service('api', other), `${unit}]${semicolon}`, `})${semicolon}`,
    ];
    return { text: lines.join(newline) + (lastNewline ? newline : ''), layout };
  });

const wishes: fc.Arbitrary<WantedFact & { readonly value: string | number }> = fc.oneof(
  fc.record({ fact: fc.constant('deploy.healthcheckPath' as const), value: fc.constantFrom('/health', "/it's", '/"') }),
  fc.record({ fact: fc.constantFrom('deploy.healthcheckTimeout' as const, 'deploy.replicas' as const, 'deploy.drainingSeconds' as const, 'deploy.overlapSeconds' as const), value: fc.integer({ min: 10, max: 400 }) }),
  fc.record({ fact: fc.constant('deploy.restartPolicy' as const), value: fc.constantFrom('on_failure', 'always') }),
  fc.record({ fact: fc.constant('start.command' as const), value: fc.constantFrom('node b.js', 'sh -c "node b.js"') }),
);

/** What a file says of one service and fact. */
async function said(text: string, service: string, fact: string): Promise<unknown> {
  const { statements } = await railwayTs.read({ path: PATH, text });
  const found = statements.find((statement) => statement.service === service && statement.fact.name === fact);
  return found?.fact.state === 'known' ? found.fact.value : found?.fact.state;
}

/** The text without the parts that a plan replaces. */
function outside(text: string, planned: Planned, path: string): string {
  const change = planned.ok ? planned.changes.get(path) : undefined;
  if (change?.kind !== 'edit') return '';
  const ranges: readonly Range[] = change.edits.map(({ range }) => range).toSorted((a, b) => a.start - b.start);
  let rest = '';
  let offset = 0;
  for (const { start, end } of ranges) {
    rest += text.slice(offset, start);
    offset = end;
  }
  return rest + text.slice(offset);
}

/** True when the characters of one text stand in another in their order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at += 1;
  return at === part.length;
}

describe('a setting of any railway.ts', () => {
  it('is read again, leaves the rest as it was, and is set once', async () => {
    await fc.assert(fc.asyncProperty(railways, wishes, async ({ text, layout }, wanted) => {
      const context = contextOf({ [PATH]: text });
      const planned = await setRailwayTsSetting(wanted, context);
      if (!planned.ok) {
        expect(planned.because).toBe(`${PATH} gives no place where a change would reach web alone`);
        expect(text, 'the constant overrules what the service says').toMatch(/['"]web['"][^]*deploy:[^]*\.\.\.shared[^]*['"]api['"]/);
        return;
      }
      const result = resultOf(planned, context, PATH);
      expect(await said(result, 'web', wanted.fact)).toBe(wanted.value);
      expect(await said(result, 'api', wanted.fact)).toEqual(await said(text, 'api', wanted.fact));
      expect(isWithin(outside(text, planned, PATH), result)).toBe(true);
      expect(result.split('it\'s { kept').length).toBe(text.split('it\'s { kept').length);
      expect(result.split('/* , } */').length).toBe(text.split('/* , } */').length);
      expect(/[^\r]\n/.test(result)).toBe(layout.newline === '\n');
      const again = await setRailwayTsSetting(wanted, contextOf({ [PATH]: result }));
      expect(again.ok ? 'planned again' : again.because).toBe(`${PATH} says so already`);
    }), { numRuns: 150 });
  });

  it('is gone for one service when it is taken away', async () => {
    await fc.assert(fc.asyncProperty(railways, wishes, async ({ text }, { fact }) => {
      const context = contextOf({ [PATH]: text });
      const planned = await setRailwayTsSetting({ fact }, context);
      if (!planned.ok) {
        expect(planned.because).toMatch(/says so already$|would reach web alone$/);
        return;
      }
      const result = resultOf(planned, context, PATH);
      expect(await said(result, 'web', fact)).toBeUndefined();
      expect(await said(result, 'api', fact)).toEqual(await said(text, 'api', fact));
    }), { numRuns: 100 });
  });
});

const OPTIONS = ['connectionString: process.env.URL', 'idleTimeoutMillis: 30', 'max: 10', '"ssl": { ca }', '...defaults', 'min', 'pool_size: 3'];
/** Any options, none at all, or a name that stands for them. */
const calls = fc.record({ layout: layouts, names: fc.shuffledSubarray(OPTIONS), kind: fc.constantFrom('object', 'none', 'name') }).map(({ layout, names, kind }) => {
  const { newline, semicolon, lastNewline, unit } = layout;
  const options = kind === 'object' ? object(layout, names, 2) : kind === 'none' ? '' : 'options';
  const call = `new Pool(${options})`;
  const text = [`import { Pool } from 'pg'${semicolon}`, '', 'export function open(options, min, ca, defaults) {', `${unit}return ${call}${semicolon} // opened`, '}'].join(newline) + (lastNewline ? newline : '');
  return { text, call, layout };
});

describe('an option of any call', () => {
  it('is there afterwards, in a file that parses and keeps the rest', async () => {
    await fc.assert(fc.asyncProperty(calls, fc.integer({ min: 11, max: 90 }), fc.boolean(), async ({ text, call, layout }, max, renames) => {
      const context = contextOf({ 'db.js': text });
      const at = factAt('db.js', text, call);
      const change = { kind: 'set-options' as const, at, set: { max }, remove: renames ? ['pool_size'] : [] };
      const planned = await setJavaScriptOptions(change, context);
      const result = resultOf(planned, context, 'db.js');
      if (renames && !planned.ok) expect(planned.because).toBe('pool_size stands in options that are used elsewhere too');
      if (!planned.ok) return;
      expect((await parseTypeScript('db.js', result)).ok, result).toBe(true);
      expect(result.replaceAll('"max"', 'max').split(`max: ${max}`).length, result).toBe(2);
      expect(renames && result.includes('pool_size')).toBe(false);
      expect(/[^\r]\n/.test(result)).toBe(layout.newline === '\n');
      const [before = '', after = ''] = text.split(call);
      expect(result.startsWith(before) && result.endsWith(after), result).toBe(true);
      const changed = result.slice(before.length, result.length - after.length);
      const again = await setJavaScriptOptions({ ...change, at: factAt('db.js', result, changed) }, contextOf({ 'db.js': result }));
      expect(again.ok ? `planned again: ${result}` : again.because).toMatch(/^db\.js says so already$|used elsewhere too$/);
    }), { numRuns: 200 });
  });
});
