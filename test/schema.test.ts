import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../src/reporters/json.ts';
import { scan } from '../src/scan.ts';

const folder = new URL('./projects/', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('../docs/report.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);
const projects = readdirSync(folder);

interface Document {
  [key: string]: unknown;
  services: { facts: Record<string, Record<string, unknown>> }[];
  findings: Record<string, unknown>[];
  score: Record<string, unknown>;
  verdicts: { points: number; outcome: string; service: string }[];
}

async function documentOf(project: string): Promise<Document> {
  const { report } = await scan(new URL(project, folder).pathname, { asOf: '2026-11-22' });
  return JSON.parse(jsonReport(report)) as Document;
}

/** What would break a reader of the report, and must not pass. */
const BREAKAGES: readonly (readonly [string, (document: Document) => void])[] = [
  ['a key that nobody documented', (document) => { document['extra'] = 1; }],
  ['another version', (document) => { document['schemaVersion'] = 2; }],
  ['a score that is no number', (document) => { document.score['value'] = '67'; }],
  ['a finding without evidence', (document) => { (document.findings[0] ?? {})['evidence'] = []; }],
  ['a known fact without provenance', (document) => { delete document.services[0]?.facts['build.builder']?.['provenance']; }],
  ['a state that does not exist', (document) => { (document.services[0]?.facts['build.builder'] ?? {})['state'] = 'guessed'; }],
  ['a severity that does not exist', (document) => { (document.findings[0] ?? {})['severity'] = 'urgent'; }],
];

describe('the JSON report', () => {
  for (const project of projects) {
    it(`of ${project} keeps to its schema`, async () => {
      const document = await documentOf(project);
      validate(document);
      expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
    });
  }

  for (const [name, breakIt] of BREAKAGES) {
    it(`is refused with ${name}`, async () => {
      const document = await documentOf('fastapi-railway');
      breakIt(document);
      expect(validate(document)).toBe(false);
    });
  }

  it('prints deductions that sum to what is lost', async () => {
    const document = await documentOf('fastapi-railway');
    const lost = document.verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'undecided').map(({ points }) => points);
    expect(100 - lost.reduce((sum, points) => sum + points, 0)).toBe(document.score['value']);
  });
});
