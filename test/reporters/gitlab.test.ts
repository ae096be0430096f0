import { describe, expect, it } from 'vitest';
import { gitlabReport } from '../../src/reporters/gitlab.ts';
import { checked, clean, crowded, hostile, scanned } from '../support/subjects.ts';

interface Issue { description: string; check_name: string; fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }

const issuesOf = (text: string): Issue[] => JSON.parse(text) as Issue[];

/** What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks for. */
describe('GitLab Code Quality', () => {
  it.each([
    ['fastapi-railway', () => scanned('fastapi-railway')], ['a monorepo below a folder', () => scanned('monorepo', 'deploy/shop')],
    ['a check', () => checked()], ['hostile texts', () => hostile()], ['6,000 findings', () => crowded(6_000)],
  ] as const)('of %s has what GitLab asks for', async (_name, make) => {
    const subject = await make();
    const text = gitlabReport(subject);
    const issues = issuesOf(text);
    expect(text.startsWith('[')).toBe(true);
    expect(issues).toHaveLength(subject.report.services.flatMap(({ findings }) => findings).length);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    for (const { description, check_name: rule, fingerprint, severity, location } of issues) {
      expect(description.startsWith(`${rule}: `)).toBe(true);
      expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
      expect(location.path).not.toMatch(/^(\/|\.\.?\/)/);
      expect(location.path.startsWith(subject.prefix)).toBe(true);
      expect(location.lines.begin).toBeGreaterThanOrEqual(1);
    }
  });

  it('tells two findings at one place apart, and keeps their fingerprints where lines move', async () => {
    const { report } = await scanned('fastapi-railway');
    const [first] = report.services;
    const finding = first?.findings[0];
    if (first === undefined || finding === undefined) throw new Error('the project has findings');
    const subject = { ...(await scanned('fastapi-railway')), report: { ...report, services: [{ ...first, findings: [finding, { ...finding, id: `${finding.id}~2` }] }] } };
    const [one, two] = issuesOf(gitlabReport(subject));
    expect(one?.location).toEqual(two?.location);
    expect(one?.fingerprint).not.toBe(two?.fingerprint);
  });

  it('is an empty list where nothing is found', async () => {
    expect(gitlabReport(await clean())).toBe('[]\n');
  });
});
