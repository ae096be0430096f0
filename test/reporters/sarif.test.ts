import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { absent, assumed } from '../../src/model/fact.ts';
import { sarifReport } from '../../src/reporters/sarif/sarif.ts';
import type { Subject } from '../../src/reporters/format.ts';
import { scanShared } from '../support/shared-code.ts';
import { nodeFile, WITHOUT_NODE } from '../support/real-tools.ts';
import { withFindings } from '../support/check-report.ts';
import { checked, clean, crowded, hostile, HOSTILE_PATHS, scanned, subjectOf } from '../support/subjects.ts';

interface Place {
  artifactLocation: { uri: string; uriBaseId: string };
  region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
}
interface Result {
  ruleId: string; ruleIndex: number; level: string; message: { text: string };
  locations: { physicalLocation: Place }[];
  relatedLocations?: { id: number; physicalLocation: Place; message: { text: string } }[];
  partialFingerprints: Record<string, string>;
  fixes?: { artifactChanges: { replacements: { deletedRegion: Place['region']; insertedContent?: { text: string } }[] }[] }[];
}
interface Rule {
  id: string; shortDescription: { text: string }; fullDescription: { text: string }; help: { text: string; markdown: string }; properties: { tags: string[] };
}
interface Run {
  tool: { driver: { name: string; semanticVersion: string; rules: Rule[] } };
  automationDetails: { id: string };
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
  results: Result[];
}

const CASES: readonly (readonly [string, () => Promise<Subject>])[] = [
  ['fastapi-railway', () => scanned('fastapi-railway')], ['monorepo below a folder', () => scanned('monorepo', 'deploy/my shop')],
  ['a check', () => checked()], ['hostile texts', () => hostile()], ['nothing', () => clean()], ['shared code', async () => subjectOf(await scanShared())], ['6,000 findings', () => crowded(6_000)],
];

const runOf = (text: string): Run => (JSON.parse(text) as { runs: [Run] }).runs[0];

/** Microsoft's copy of the schema of OASIS, with the ajv that it comes with: ours does not know that draft. */
function validator() {
  const require = createRequire(nodeFile('@microsoft/jest-sarif/package.json'));
  const Ajv = require('ajv') as new (options: object) => { addMetaSchema: (schema: unknown) => void; compile: (schema: unknown) => { (value: unknown): boolean; errors: unknown } };
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  return ajv.compile(require('./lib/schemas/sarif-2.1.0-rtm.5.json'));
}

describe.each(CASES)('SARIF of %s', (_name, make) => {
  it.skipIf(WITHOUT_NODE)('keeps to the schema of SARIF 2.1.0', async () => {
    const validate = validator();
    validate(JSON.parse(sarifReport(await make())));
    expect(validate.errors).toBeNull();
  });

  it('has all that GitHub requires, and none of it is empty', async () => {
    const run = runOf(sarifReport(await make()));
    expect(run.tool.driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+/);
    for (const { id, shortDescription, fullDescription, help, properties } of run.tool.driver.rules) {
      for (const text of [id, shortDescription.text, fullDescription.text, help.text, help.markdown]) expect(text.trim()).not.toBe('');
      expect([shortDescription.text, fullDescription.text].filter((text) => [...text].length > 1024)).toEqual([]);
      expect(properties.tags.length).toBeLessThanOrEqual(20);
      expect(properties).not.toHaveProperty('security-severity');
    }
    for (const result of run.results) {
      expect(result.message.text.trim()).not.toBe('');
      expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.locations).toHaveLength(1);
      expect(result.partialFingerprints).toEqual({ 'optimizeFindingId/v1': expect.stringMatching(/^[0-9a-f]{64}$/) });
      for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) expectPlace(physicalLocation);
    }
  });

  it('links no location that is not there', async () => {
    for (const { message, relatedLocations = [] } of runOf(sarifReport(await make())).results) {
      const linked = [...message.text.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => Number(target));
      expect(linked.filter((id) => !relatedLocations.some((location) => location.id === id))).toEqual([]);
    }
  });

  it('has a fingerprint of its own for each result', async () => {
    const prints = runOf(sarifReport(await make())).results.map(({ partialFingerprints }) => partialFingerprints['optimizeFindingId/v1']);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

function expectPlace({ artifactLocation, region }: Place): void {
  expect(artifactLocation.uriBaseId).toBe('%SRCROOT%');
  expect(artifactLocation.uri).toMatch(/^[A-Za-z0-9\-._~!'()*%/]+$/);
  expect(artifactLocation.uri).not.toMatch(/^\/|(^|\/)\.\.?(\/|$)/);
  expect(Math.min(...Object.values(region))).toBeGreaterThanOrEqual(1);
  expect(Object.keys(region)).toHaveLength(4);
  expect(region.endLine > region.startLine || region.endColumn >= region.startColumn).toBe(true);
}

describe('SARIF', () => {
  it('names files from the root of the repository, encoded', async () => {
    const uris = new Set(runOf(sarifReport(await hostile('my app'))).results.map(({ locations }) => decodeURIComponent(locations[0]?.physicalLocation.artifactLocation.uri ?? '')));
    expect([...uris].sort()).toEqual(HOSTILE_PATHS.map((path) => `my app/${path.replace('\ud800', '\ufffd')}`).sort());
  });

  it('anchors what is missing on the first line of the file where it would stand', async () => {
    const subject = await scanned('fastapi-railway');
    const result = runOf(sarifReport(subject)).results.find(({ ruleId }) => ruleId === 'deploy/healthcheck-path');
    expect(result?.locations[0]?.physicalLocation).toEqual({ artifactLocation: { uri: 'railway.json', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } });
  });

  it('anchors a finding without any place on a file of its service', async () => {
    const { report } = await scanned('fastapi-railway');
    const [first] = report.services;
    const bare = withFindings(report, (findings) => findings.slice(0, 1).map((finding) => ({ ...finding, evidence: [assumed('database.maxConnections', 5, '--assume'), absent('x')] as const })));
    const services = bare.services.map((each) => ({ ...each, service: { ...each.service, facts: {} } }));
    const [result] = runOf(sarifReport(subjectOf({ ...bare, services }, { prefix: 'deploy' }))).results;
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(`deploy/${first?.service.files[0]}`);
  });

  it('finds a file above the project where the repository has it, and another one where it has not', async () => {
    const uriIn = async (prefix: string): Promise<string | undefined> => {
      const subject = await scanned('fastapi-railway', prefix);
      const file = { path: '../optimize.yaml', text: 'ignore: []\n' };
      const report = withFindings(subject.report, (findings) => findings.slice(0, 1).map((finding) => ({ ...finding, evidence: [absent('x', file)] as const })));
      return runOf(sarifReport({ ...subject, report })).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
    };
    expect(await uriIn('apps/api')).toBe('apps/optimize.yaml');
    expect(await uriIn('')).toBe((await scanned('fastapi-railway')).report.services[0]?.service.files[0]);
  });

  it('leaves ignored findings out', async () => {
    const subject = await scanned('fastapi-railway');
    const services = subject.report.services.map((each) => ({ ...each, findings: [], ignored: each.findings.map((finding) => ({ finding, reason: 'known', by: 'a:1' })) }));
    expect(runOf(sarifReport({ ...subject, report: { ...subject.report, services } })).results).toEqual([]);
  });

  it('shows the inputs of a calculation, and links them in the message behind its first sentence', async () => {
    const result = runOf(sarifReport(await scanned('fastapi-railway'))).results.find(({ ruleId }) => ruleId === 'database/connection-budget');
    expect(result?.message.text).toMatch(/^app can open 264 connections through the async engine of SQLAlchemy in app\/db\.py; the database has 87 to give\. See \[server\.workers = 4\]\(1\), \[deploy\.replicas = 3\]\(2\)/);
    expect(result?.relatedLocations?.map(({ message }) => message.text)).toContain('deploy.replicas = 3');
  });

  it('carries fixes that come to what the fixes of the report come to', async () => {
    const subject = await scanned('fastapi-railway');
    const fixes = runOf(sarifReport(subject)).results.flatMap((result) => result.fixes ?? []);
    const inserted = fixes.flatMap(({ artifactChanges }) => artifactChanges.flatMap(({ replacements }) => replacements.map(({ insertedContent }) => insertedContent?.text ?? '')));
    const edits = [...subject.edits.values()].filter((list) => list.every(({ kind }) => kind === 'edit')).flat();
    expect(inserted.sort()).toEqual(edits.map((edit) => (edit.kind === 'edit' ? edit.edit.text : '')).sort());
    expect(inserted.length).toBeGreaterThan(0);
  });

  it('keeps the category of a project whatever its services, and tells projects of one repository apart', async () => {
    expect(runOf(sarifReport(await scanned('fastapi-railway'))).automationDetails.id).toBe('optimize/');
    expect(runOf(sarifReport(await scanned('monorepo', 'deploy/shop'))).automationDetails.id).toBe('optimize/deploy/shop/');
  });

  it('leaves out what GitHub would not keep, says so, and stays small enough', async () => {
    const text = sarifReport(await crowded(6_000));
    const run = runOf(text);
    expect(run.results).toHaveLength(5_000);
    expect(run.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text).join('\n')).toContain('1000 of 6000 findings are left out');
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
  });
});
