import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { explain } from '../../src/explain.ts';
import { planFixes } from '../../src/fix.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { textReport } from '../../src/reporters/text/report.ts';
import { widthOf } from '../../src/reporters/text/width.ts';
import { scan } from '../../src/scan.ts';
import { onlyRules } from '../../src/select.ts';
import { makeProject, optimize } from '../support/cli.ts';
import { WEB } from '../support/scan-texts.ts';

const AS_OF = { asOf: '2026-11-22' } as const;
const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);

const project = makeProject({
  ...WEB,
  Procfile: `# optimize-ignore[server/workers] one replica is enough, until 2027-01-31\n${WEB.Procfile}`,
  'requirements.txt': '# optimize-ignore[build/pinned-dependencies] the image of the platform pins \u001b[31m what it installs, and nobody else builds this one\nflask\ngunicorn==22.0.0\nprometheus-flask-exporter==0.23.2\n',
  'app.py': 'from flask import Flask\nfrom prometheus_flask_exporter.multiprocess import GunicornInternalPrometheusMetrics\n\napp = Flask(__name__)\nGunicornInternalPrometheusMetrics(app)\n',
});
afterAll(project.remove);
const { report } = await scan(project.root, AS_OF);
const open = (await scan(project.root, { ...AS_OF, ignores: false })).report;
const ID = 'server/workers@app:#server.workers';

describe('the text report', () => {
  const text = textReport(report, { width: 80, paint: PLAIN });

  it('names what is ignored, where, why and until when', () => {
    expect(text).toContain('ignored: server/workers in Procfile:2, one replica is enough (until 2027-01-31)\n');
    expect(text).toContain('ignored: build/pinned-dependencies in requirements.txt:2, the image of the\n  platform pins �[31m what it');
  });

  it('counts it in the status bar, and keeps to its width', () => {
    expect(text.trimEnd().split('\n').at(-1)).toContain('no findings · 2 ignored');
    for (const width of [40, 80, 120]) expect(textReport(report, { width, paint: PLAIN }).split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
  });

  it('counts what is too much to be named', () => {
    const [service] = report.services;
    const many = { ...report, services: service === undefined ? [] : [{ ...service, ignored: Array.from({ length: 40 }, () => service.ignored).flat().slice(0, 40) }] };
    expect(textReport(many, { width: 200, paint: PLAIN }).split('\n').filter((line) => line.startsWith('ignored: '))).toHaveLength(13);
  });
});

describe('the JSON report', () => {
  const document = JSON.parse(jsonReport(report)) as { readonly score: { readonly value: number; readonly raw: number }; readonly ignored: readonly object[]; readonly findings: readonly object[] };

  it('keeps to its schema', () => {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('lists what is ignored, and by what', () => {
    expect(document.findings).toEqual([]);
    expect(document.ignored).toEqual([
      expect.objectContaining({ id: ID, rule: 'server/workers', service: 'app', severity: 'medium', until: '2027-01-31', by: 'Procfile:1' }),
      expect.objectContaining({ rule: 'build/pinned-dependencies', by: 'requirements.txt:1', location: expect.objectContaining({ file: 'requirements.txt' }) as object }),
    ]);
  });

  it('says what the score would be otherwise, which is what a scan without ignores gives', () => {
    expect(document.score.raw).toBe(open.score.value);
    expect(document.score.raw).toBeLessThan(document.score.value);
    expect(open.score.raw).toBe(open.score.value);
    expect(open.services[0]?.ignored).toEqual([]);
  });
});

describe('an ignored finding', () => {
  it('is explained with what ignores it', async () => {
    const text = await explain(ID, project.root, { ...AS_OF, width: 80, paint: PLAIN });
    expect(text).toContain(`id ${ID}\n        ignored by Procfile:1 until 2027-01-31: one replica is enough`);
  });

  it('leaves a report of other rules', () => {
    expect(onlyRules(report, ['server/workers'], []).services[0]?.ignored.map(({ finding }) => finding.rule)).toEqual(['server/workers']);
  });

  it('gets no fix, unless nothing is to be ignored', async () => {
    const options = { ...AS_OF, applicabilities: ['safe', 'review'] as const, rules: ['server/workers'] };
    expect((await planFixes(project.root, options)).steps).toEqual([]);
    expect((await planFixes(project.root, { ...options, ignores: false })).steps.map(({ finding }) => finding.id)).toEqual([ID]);
  });

  it('keeps its id in a comment out of which another one is taken, and is not fixed', async () => {
    const two = makeProject({
      ...WEB, Procfile: 'web: uvicorn app:app --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n',
      'app.py': 'import time\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\nasync def index():\n    time.sleep(1)  # optimize-ignore[http/client-per-request, async/blocking-call] both\n    return "ok"\n',
    });
    try {
      const run = await planFixes(two.root, { ...AS_OF, applicabilities: ['safe', 'review'], rules: ['http/client-per-request', 'async/blocking-call', 'config/unused-ignore'] });
      expect(run.files.map(({ after }) => after)).toEqual([expect.stringContaining('time.sleep(1)  # optimize-ignore[async/blocking-call] both\n')]);
    } finally {
      two.remove();
    }
  });
});

describe('the program', () => {
  it.each([['a flag', ['--no-ignores'], {}], ['the environment', [], { OPTIMIZE_NO_IGNORES: '1' }]] as const)('shows everything by %s', async (_name, words, env) => {
    const { stdout } = await optimize(['scan', project.root, '--as-of', '2026-11-22', ...words], { env });
    expect(stdout).not.toContain('ignored');
    expect(stdout).toContain('server/workers');
  });

  it('says that a chosen finding is ignored', async () => {
    const { exitCode, stderr } = await optimize(['fix', project.root, '--dry-run', '--as-of', '2026-11-22', '--finding', ID]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/is ignored by Procfile:1[^]*--no-ignores/)]);
  });

  it('counts ignored findings neither for a gate nor for the exit code', async () => {
    const gate = ['scan', project.root, '--as-of', '2026-11-22', '--fail-on', 'low'];
    expect((await optimize(gate)).exitCode).toBe(0);
    expect((await optimize([...gate, '--no-ignores'])).exitCode).toBe(1);
  });
});
