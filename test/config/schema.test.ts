import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readConfig } from '../../src/config/read-config.ts';
import { expectedOf } from '../../src/model/assumptions.ts';
import { FACTS, isFactName } from '../../src/model/fact-names.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';
import { CONTEXT } from './names.ts';

const PATH = fileURLToPath(new URL('../../docs/config.schema.json', import.meta.url));

interface Schema { readonly definitions: Record<string, { enum?: unknown[]; properties?: Record<string, unknown> }> }
const schema = JSON.parse(readFileSync(PATH, 'utf8')) as Schema;

/** The types that a fact takes in a file, by what the program says of it. */
function factSchema(name: string, title: string): object | undefined {
  if (!isFactName(name)) return undefined;
  const expected = expectedOf(name);
  if (expected.includes('cannot be stated')) return undefined;
  if (expected === 'a list of texts') return { description: title, type: 'array', minItems: 1, items: { type: 'string' } };
  if (expected.startsWith('one of ')) return { description: title, enum: expected.slice('one of '.length).split(', ') };
  const types: Record<string, object> = { 'a number': { type: 'number' }, 'true or false': { type: 'boolean' }, 'a text': { type: ['string', 'number'], minLength: 1 } };
  return { description: title, ...types[expected] };
}

describe('docs/config.schema.json', () => {
  it('has the names of the rules, categories, editions and facts (npm run golden writes them)', async () => {
    const { rules, categories, editions } = CONTEXT.known;
    const titles = new Map((await loadCatalogue()).rules.map(({ id, title }) => [id, title]));
    const level = (description: string) => ({ description, allOf: [{ $ref: '#/definitions/level' }] });
    const names = [...rules.map((id) => [id, level(titles.get(id) ?? '')]), ...categories.map((id) => [`${id}/*`, level(`Every rule of ${id}`)])].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    const facts = Object.entries(FACTS).map(([name, [, title]]) => [name, factSchema(name, title)]).filter(([, each]) => each !== undefined);
    const { definitions } = schema;
    const filled = {
      ...schema,
      definitions: {
        ...definitions, rule: { enum: rules }, category: { enum: categories }, edition: { enum: [...editions, ...editions.map(Number)] },
        rules: { ...definitions['rules'], properties: Object.fromEntries(names) }, facts: { ...definitions['facts'], properties: Object.fromEntries(facts) },
      },
    };
    await expect(`${JSON.stringify(filled, undefined, 2)}\n`).toMatchFileSnapshot(PATH);
  });
});

/** Documents as YAML, and whether they are right. */
const GOOD: Readonly<Record<string, string>> = {
  'nothing': '',
  'an empty object': '{}',
  'sections without values': 'rules:\nfacts:\ngates:\nservices:\nignores:\nextends:\n',
  'a schema': '$schema: ./x.json',
  'an edition without quotes': 'edition: 2026.1',
  'an edition in quotes': 'edition: "2025.2"',
  'every level': 'rules: { server/workers: off, server/interface: critical, security/*: info, network/port: low }',
  'every gate': 'gates: { fail-on: never, max-drop: 0, max-undecided: 5, min-score: 100, min-grade: good, max-lost: { security: 0, server: 5 } }',
  'an empty limit': 'gates: { max-lost: }',
  'a baseline': 'baseline: ./ci/base.jsonl',
  'what Railway says': 'live: ci/facts.json',
  'names on Railway': 'services: { api: { railway: shop-api }, web: { railway: "on" }, tool: { railway: false } }',
  'facts of every shape': 'facts: { server.workers: 4, server.timeout: 1.5, server.preload: true, runtime.version: 3.10, server.port: "8080", service.kind: web, service.platforms: [railway] }',
  'variables': 'facts: { env.PORT: 8080, env.DEBUG: true, env.EMPTY: "", env.A.B: x }',
  'services': 'services: { api: { root: ., kind: cron, facts: { server.workers: 2 }, rules: { server/workers: off } }, web: }',
  'an ignore': 'ignores: [{ rule: server/workers, reason: ours }]',
  'an ignore with everything': 'ignores: [{ rule: server/workers, path: "app/*.py", anchor: pool, service: api, reason: ours, until: 2027-01-31 }]',
};
const BAD: Readonly<Record<string, string>> = {
  'a list': '[]', 'a text': 'hello', 'a number': '7',
  'an unknown key': 'rulse: {}', 'a known key in another case': 'Rules: {}',
  'an unknown edition': 'edition: 1999.1', 'an edition that is no text': 'edition: [2026.1]', 'an edition without a value': 'edition:',
  'rules as a list': 'rules: [server/workers]', 'an unknown rule': 'rules: { server/wrokers: off }', 'an unknown category': 'rules: { servers/*: off }', 'all rules': 'rules: { "*": off }',
  'an unknown level': 'rules: { server/workers: error }', 'a level that is none': 'rules: { server/workers: false }', 'a rule without a level': 'rules: { server/workers: }',
  'gates as a list': 'gates: []', 'an unknown gate': 'gates: { min-scores: 3 }', 'an unknown severity': 'gates: { fail-on: bad }', 'a score over 100': 'gates: { min-score: 101 }',
  'a score below 0': 'gates: { min-score: -1 }', 'a score in pieces': 'gates: { min-score: 1.5 }', 'a score as a text': 'gates: { min-score: "80" }', 'an unknown grade': 'gates: { min-grade: best }',
  'a limit of an unknown category': 'gates: { max-lost: { safety: 0 } }', 'a limit that is none': 'gates: { max-lost: { security: none } }', 'limits as a number': 'gates: { max-lost: 0 }',
  'a baseline that is a list': 'baseline: [a]', 'a blank baseline': 'baseline: " "', 'an absolute baseline': 'baseline: /tmp/a', 'an absolute baseline of Windows': 'baseline: "C:/a"',
  'what Railway says as a switch': 'live: true', 'what Railway says at an absolute path': 'live: /tmp/facts.json', 'a name on Railway that is a number': 'services: { api: { railway: 3 } }',
  'a blank name on Railway': 'services: { api: { railway: " " } }', 'every name on Railway': 'services: { api: { railway: true } }', 'a name on Railway without a value': 'services: { api: { railway: } }',
  'facts as a list': 'facts: [a]', 'an unknown fact': 'facts: { server.wokers: 2 }', 'a number as a text': 'facts: { server.workers: "4" }', 'a truth value as a text': 'facts: { server.preload: "true" }',
  'a text as a truth value': 'facts: { start.command: true }', 'a fact that is a list': 'facts: { web.routes: [] }', 'a fact that is a record': 'facts: { runtime.versions: {} }', 'a fact without a value': 'facts: { server.workers: }',
  'an empty text': 'facts: { start.command: "" }', 'an unknown kind': 'facts: { service.kind: site }', 'platforms as a text': 'facts: { service.platforms: railway }', 'no platforms': 'facts: { service.platforms: [] }',
  'a variable without a name': 'facts: { env.: x }', 'a variable that is a list': 'facts: { env.A: [] }', 'a variable without a value': 'facts: { env.A: }',
  'services as a list': 'services: [api]', 'a service without a name': 'services: { "": {} }', 'a service that is a text': 'services: { api: backend }', 'an unknown key of a service': 'services: { api: { rot: a } }',
  'an unknown kind of service': 'services: { api: { kind: site } }', 'a root that is a number': 'services: { api: { root: 4 } }',
  'ignores as an object': 'ignores: { rule: a }', 'an ignore that is a text': 'ignores: [server/workers]', 'an ignore without a rule': 'ignores: [{ reason: a }]', 'an ignore without a reason': 'ignores: [{ rule: server/workers }]',
  'an ignore with an empty reason': 'ignores: [{ rule: server/workers, reason: "" }]', 'an ignore of an unknown rule': 'ignores: [{ rule: a/b, reason: a }]', 'an ignore of a category': 'ignores: [{ rule: server/*, reason: a }]',
  'an ignore until no day': 'ignores: [{ rule: server/workers, reason: a, until: soon }]', 'an ignore until a month that is none': 'ignores: [{ rule: server/workers, reason: a, until: 2027-13-01 }]',
  'an unknown key of an ignore': 'ignores: [{ rule: server/workers, reason: a, file: b }]',
  'extends as an object': 'extends: {}', 'extends with a number': 'extends: [3]', 'an absolute extends': 'extends: /etc/optimize.yaml', 'a schema that is a number': '$schema: 4',
};

describe('the schema and the program agree', () => {
  const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(schema);
  const takes = async (path: string, text: string): Promise<boolean> => {
    try {
      await readConfig({ main: { path, text }, inner: [], read: async () => undefined, hasFolder: () => true }, CONTEXT);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'UsageError') return false;
      throw error;
    }
  };
  const cases = [...Object.entries(GOOD).map((each) => [...each, true] as const), ...Object.entries(BAD).map((each) => [...each, false] as const)];

  it.each(cases)('on %s', async (_, text, isRight) => {
    const value = parse(text) as unknown;
    expect(validate(value), JSON.stringify(validate.errors)).toBe(isRight);
    expect(await takes('optimize.yaml', text)).toBe(isRight);
    expect(await takes('package.json', JSON.stringify({ optimize: value }))).toBe(isRight);
  });

  it('on every kind of key', () => {
    const documented = Object.keys((schema as unknown as { properties: object }).properties);
    for (const key of documented) expect(Object.values(GOOD).some((text) => stringify(parse(text)).includes(`${key}:`)), key).toBe(true);
  });
});
