import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { runCheck } from '../../src/check.ts';
import { explain } from '../../src/explain.ts';
import { renderFormat } from '../../src/outputs.ts';
import type { FormatName } from '../../src/reporters/format.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { makeProject } from '../support/cli.ts';
import { makeRepository } from '../support/git-repository.ts';
import { liveState } from '../support/live-state.ts';
import { scanTexts, WEB } from '../support/scan-texts.ts';

const live = liveState({ readAt: '2026-11-26T03:10:00Z', services: [{ settings: { 'deploy.drainingSeconds': 0 }, variables: { WEB_CONCURRENCY: '3' } }] });
const RULE = 'deploy/draining';
const PLACE = 'Railway: web, deploy.drainingSeconds (production)';
const schemaOf = (name: string): object => JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8')) as object;

async function reportAs(format: FormatName): Promise<string> {
  const report = await scanTexts(WEB, { live });
  return renderFormat(format, { report, prefix: '', width: 100, paint: PLAIN, asked: [RULE] });
}

/** The lines that name the platform. */
const platformLines = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => /Railway: web, deploy|with Railway/.test(line));

describe('a report with what the platform says', () => {
  it('prints the place on the platform, and when it was asked', async () => {
    const text = await reportAs('text');
    const finding = text.slice(text.indexOf('the old version is killed at once'));
    expect(finding.slice(0, finding.indexOf(RULE))).toContain('Railway: web, deploy.drainingSeconds  ');
    expect(finding.slice(0, finding.indexOf(RULE))).not.toContain('Procfile');
    expect(text).toContain('with Railway: production of shop, read 2026-11-26 03:10');
  });

  it('names the rule, and whole places, where they take a line of their own', async () => {
    const report = await scanTexts(WEB, { live: liveState({ services: [{ variables: { DATABASE_URL: '${{Postgres.DATABASE_PUBLIC_URL_OF_THE_SHOP}}' } }, { name: 'Postgres', source: { image: 'postgres:17' } }] }) });
    const text = await renderFormat('text', { report, prefix: '', width: 62, paint: PLAIN, asked: [] });
    const finding = text.slice(text.indexOf('DATABASE_URL refers to nothing')).split('\n\n')[0]?.split('\n').slice(-5);
    expect(finding).toMatchInlineSnapshot(`
      [
        "          Railway: web, variables.DATABASE_URL",
        "        fix (advice): Set the variable that is referred to, or",
        "          refer to another one",
        "        Railway: web, variables.DATABASE_URL",
        "                           medium  platform/missing-references",
      ]
    `);
  });

  it('keeps to the schema of its JSON', async () => {
    const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schemaOf('report'));
    const document = JSON.parse(await reportAs('json')) as { live: object; findings: { id: string; rule: string; location?: object; evidence: { provenance: object }[] }[] };
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(document.live).toEqual({ project: 'shop', environment: 'production', readAt: '2026-11-26T03:10:00Z' });
    const finding = document.findings.find(({ rule }) => rule === RULE);
    expect(finding?.id).toBe(`${RULE}@app:railway#deploy.drainingSeconds`);
    expect(finding?.location).toBeUndefined();
    expect(finding?.evidence[0]?.provenance).toEqual({ kind: 'live', service: 'web', environment: 'production', field: 'deploy.drainingSeconds', readAt: '2026-11-26T03:10:00Z' });
  });

  it.each(['html', 'markdown', 'agent', 'github', 'gitlab', 'sarif', 'junit'] as const)('names the place as %s', async (format) => {
    expect(platformLines(await reportAs(format)).map((line) => line.slice(0, 500))).not.toEqual([]);
    expect(await reportAs(format)).toContain('deploy.drainingSeconds (production)');
  });

  it('puts the finding into a file where a format needs one', async () => {
    const issues = JSON.parse(await reportAs('gitlab')) as { check_name: string; location: { path: string } }[];
    expect(issues.find(({ check_name: rule }) => rule === RULE)?.location.path).toBe('Procfile');
  });

  it('is explained', async () => {
    const { root, remove } = makeProject(WEB);
    try {
      const options = { asOf: '2026-11-22', live, width: 120, paint: PLAIN };
      expect(await explain('server.workers', root, options)).toContain('Railway: web, variables.WEB_CONCURRENCY (production)');
      expect(await explain(`${RULE}@app:railway#deploy.drainingSeconds`, root, options)).toContain(PLACE);
      expect(await explain('deploy.healthcheckPath', root, options)).toContain('Railway: web, deploy.healthcheckPath (production)');
    } finally {
      remove();
    }
  });
});

describe('a check with what the platform says', () => {
  it('judges both states with the same answer', async () => {
    const { root, write, remove } = makeRepository(WEB);
    const options = { base: 'HEAD', baseline: undefined, head: undefined, staged: false, environment: {}, full: false, asOf: '2026-11-22', gates: { maxLost: new Map<string, never>() }, live };
    try {
      write('app.py', `${WEB['app.py']}\n\n@app.get("/")\ndef home():\n    return "hello"\n`);
      const { check } = await runCheck(root, options);
      expect(check.new.map(({ finding }) => finding.id)).toEqual([]);
      expect(check.known.has(`${RULE}@app:railway#deploy.drainingSeconds`)).toBe(true);
      const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).addSchema(schemaOf('report'));
      const validate = ajv.compile(schemaOf('check'));
      validate(JSON.parse(await renderFormat('json', { report: check.report, check, prefix: '', width: 80, paint: PLAIN })));
      expect(validate.errors ?? []).toEqual([]);
    } finally {
      remove();
    }
  });
});
