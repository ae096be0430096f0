import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/reporters/format.ts';
import { junitReport } from '../../src/reporters/junit/junit.ts';
import { shown } from '../../src/reporters/text/width.ts';
import { makeProject } from '../support/cli.ts';
import { PYTHON, WITHOUT_PYTHON, WITHOUT_XMLLINT } from '../support/real-tools.ts';
import { checked, clean, crowded, hostile, scanned } from '../support/subjects.ts';

/** The schema of Jenkins' xUnit plugin, with the two attributes that GitLab reads besides and it does not name. */
const schema = readFileSync(new URL('../support/schemas/junit-10.xsd', import.meta.url), 'utf8')
  .replace('<xs:attribute name="classname" type="xs:string"/>', '$&<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>');

const CASES: readonly (readonly [string, () => Promise<Subject>])[] = [
  ['fastapi-railway', () => scanned('fastapi-railway')], ['a monorepo below a folder', () => scanned('monorepo', 'deploy/shop')],
  ['a check', () => checked()], ['hostile texts', () => hostile()], ['nothing', () => clean()], ['6,000 findings', () => crowded(6_000)],
  ['two services of one name', async () => { const subject = await scanned('fastapi-railway'); return { ...subject, report: { ...subject.report, services: [...subject.report.services, ...subject.report.services] } }; }],
  ['no rules', async () => { const subject = await clean(); return { ...subject, report: { ...subject.report, services: subject.report.services.map((each) => ({ ...each, verdicts: [] })) } }; }],
];

/** Fails with what xmllint says where a document breaks the schema. */
async function expectValid(text: string): Promise<void> {
  const project = makeProject({ 'report.xml': text, 'junit.xsd': schema });
  try {
    await execa('xmllint', ['--nonet', '--noout', '--schema', 'junit.xsd', 'report.xml'], { cwd: project.root });
  } finally {
    project.remove();
  }
}

interface Read {
  readonly total: Record<string, string>;
  readonly suites: readonly Record<string, string>[];
  readonly cases: readonly { readonly name: string; readonly classname: string; readonly outcome: string | null; readonly message: string | null; readonly text: string | null }[];
}

/** The document as Python's own reader of XML sees it. */
async function read(text: string): Promise<Read> {
  const { stdout } = await execa(PYTHON, [fileURLToPath(new URL('../support/read-junit.py', import.meta.url))], { input: text, maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as Read;
}

describe.each(CASES)('JUnit of %s', (_name, make) => {
  it.skipIf(WITHOUT_XMLLINT)('keeps to the schema of Jenkins', async () => {
    await expectValid(junitReport(await make()));
  });

  it.skipIf(WITHOUT_PYTHON)('has cases, each under a name of its own, and counts them right', async () => {
    const { total, suites, cases } = await read(junitReport(await make()));
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    const sum = (attribute: string): number => suites.reduce((count, suite) => count + Number(suite[attribute]), 0);
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')])
      .toEqual([cases.length, ...['failure', 'error', 'skipped'].map((outcome) => cases.filter((each) => each.outcome === outcome).length)]);
    expect([total['tests'], total['failures'], total['errors']].map(Number)).toEqual([sum('tests'), sum('failures'), sum('errors')]);
  });
});

describe('JUnit', () => {
  it.skipIf(WITHOUT_PYTHON)('comes back as it was said', async () => {
    const subject = await hostile();
    const { cases } = await read(junitReport(subject));
    const failures = cases.filter(({ outcome }) => outcome === 'failure');
    const said = subject.report.services.flatMap(({ findings }) => findings.map(({ message }) => shown(message).replaceAll(/[\ufffe\uffff]/g, '\ufffd')));
    expect(failures.map(({ message }) => message)).toEqual(said);
    for (const [index, { text }] of failures.entries()) expect(text?.startsWith(`${said[index]}\n`)).toBe(true);
  });

  it('has a passing case for what passes, and says why the others are skipped', async () => {
    const { report, ...subject } = await scanned('monorepo');
    const services = report.services.map((service) => ({ ...service, verdicts: service.verdicts.map((verdict) => (verdict.rule === 'build/lock-file'
      ? { ...verdict, outcome: 'undecided' as const, because: 'the workspace may hold the lock file' } : verdict)) }));
    const text = junitReport({ ...subject, report: { ...report, services } });
    expect(text).toMatch(/<testcase classname="\w+\.[\w-]+" name="[\w/-]+ in \w+"\/>/);
    expect(text).toContain('<skipped message="undecided: the workspace may hold the lock file"/>');
    expect(text).toMatch(/<skipped message="not applicable: [^"]+"\/>/);
    expect(text).not.toContain('time=');
  });

  it('skips what is ignored, with the reason, and breaks where a rule broke', async () => {
    const subject = await scanned('fastapi-railway');
    const [first] = subject.report.services;
    const [finding, ...findings] = first?.findings ?? [];
    if (first === undefined || finding === undefined) throw new Error('the project has findings');
    const verdicts = first.verdicts.map((verdict) => (verdict.outcome === 'pass' ? { ...verdict, outcome: 'undecided' as const, because: 'the rule threw', cause: new Error('x') } : verdict));
    const ignored = [{ finding, reason: 'known & "fine"', until: '2027-01-31', by: 'start.sh:3' }];
    const text = junitReport({ ...subject, report: { ...subject.report, services: [{ ...first, findings, ignored, verdicts }] } });
    expect(text).toContain('<skipped message="ignored: known &amp; &quot;fine&quot; (until 2027-01-31), start.sh:3"/>');
    expect(text).toContain('<error message="undecided: the rule threw" type="undecided"/>');
  });

  it('of a check fails for what is new alone, and for gates', async () => {
    const subject = await checked();
    const check = subject.check ?? (() => { throw new Error('this is a check'); })();
    const text = junitReport(subject);
    const failed = check.gates.filter(({ passed }) => !passed).length;
    expect(text.match(/<failure /g)).toHaveLength(check.new.length + failed);
    expect(text.match(/<skipped message="known at origin\/main: /g)).toHaveLength(check.known.size);
  });
});
