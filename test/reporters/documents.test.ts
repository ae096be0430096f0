import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import type { FormatName } from '../../src/reporters/format.ts';
import { checkedSubject, hostile, many, rendered, scanOf, subjectOf } from '../support/subjects.ts';
import { withFindings } from '../support/check-report.ts';

const ENDINGS = { markdown: 'md', html: 'html', agent: 'agent.txt', badge: 'badge.json', 'badge-svg': 'svg' } as const;
const NAMES = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];
const reports = (name: string): string => new URL(`../reports/formats/${name}`, import.meta.url).pathname;
/** What no document for a terminal, a comment or a page may hold: control characters and marks that turn the reading direction. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('documents for people', () => {
  for (const project of ['fastapi-railway', 'monorepo']) {
    for (const name of NAMES) {
      it(`say as ${name} what was found in ${project}`, async () => {
        await expect(await rendered(name, await subjectOf(await scanOf(project)))).toMatchFileSnapshot(reports(`${project}.${ENDINGS[name]}`));
      });
    }
  }

  for (const name of ['markdown', 'html', 'agent'] as const) {
    it(`say as ${name} what a check found`, async () => {
      await expect(await rendered(name, await checkedSubject('fastapi-railway'))).toMatchFileSnapshot(reports(`fastapi-railway.check.${ENDINGS[name]}`));
    });
  }

  it('hold the score of the lowest service', async () => {
    const subject = await subjectOf(await scanOf('monorepo'));
    expect(await rendered('score', subject)).toBe('75\n');
    expect(JSON.parse(await rendered('badge', subject))).toEqual({ schemaVersion: 1, label: 'deployment', message: '75 fair', color: 'yellow' });
  });

  for (const name of ['markdown', 'html', 'agent', 'json'] as const) {
    it(`are the same bytes as ${name} each time`, async () => {
      const [first, second] = [await checkedSubject('monorepo'), await checkedSubject('monorepo')];
      expect(await rendered(name, first)).toBe(await rendered(name, second));
    });
  }

  for (const name of ['markdown', 'html', 'agent'] as const) {
    it(`show hostile texts as ${name} and no character that hides`, async () => {
      const subject = await subjectOf(await scanOf('fastapi-railway'));
      const text = await rendered(name, { ...subject, report: hostile(subject.report) });
      expect(text).not.toMatch(UNSEEN);
      expect(text).toContain('𝒜stral 🚀');
    });

    it(`say as ${name} that there are no findings`, async () => {
      const subject = await subjectOf(await scanOf('fastapi-railway'));
      expect(await rendered(name, { ...subject, report: withFindings(subject.report, () => []) })).toMatch(name === 'markdown' ? /\| 0 \|/ : /no findings|0 findings/);
    });
  }

  it('give an agent one line per finding, whatever a file is called', async () => {
    const subject = await subjectOf(await scanOf('fastapi-railway'));
    const report = hostile(subject.report);
    const lines = (await rendered('agent', { ...subject, report })).trimEnd().split('\n');
    const findings = report.services.flatMap((service) => service.findings).length;
    expect(lines.filter((line) => !line.startsWith('undecided')).length).toBe(1 + findings);
  });

  it('give an agent only what is new in a check, and the gates that failed', async () => {
    const subject = await checkedSubject('fastapi-railway');
    const lines = (await rendered('agent', subject)).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^check failed against origin\/main \(ba5e000\): score 61\/100 fair, was \d+ \| 2 new, 1 fixed$/);
    expect(lines.filter((line) => line.startsWith('failed gate')).length).toBe(2);
    expect(lines.length).toBe(3 + (subject.check?.new.length ?? 0));
  });

  it('are badges that an XML parser reads', async () => {
    const svg = await rendered('badge-svg', await subjectOf(await scanOf('fastapi-railway')));
    expect(svg).toContain('<title>deployment: 59 poor</title>');
    const { exitCode, stderr } = await execa('xmllint', ['--noout', '-'], { input: svg, reject: false });
    if (exitCode !== undefined || process.env['CI']) expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('documents of 3,000 findings', () => {
  const LIMITS: Readonly<Partial<Record<FormatName, number>>> = { markdown: 65_536, html: 6_000_000, agent: 2_000_000 };
  for (const [name, most] of Object.entries(LIMITS) as [FormatName, number][]) {
    it(`are made soon as ${name}, and are no larger than they may be`, async () => {
      const subject = await subjectOf(await scanOf('fastapi-railway'));
      const started = performance.now();
      const text = await rendered(name, { ...subject, report: many(subject.report, 3000) });
      expect(performance.now() - started).toBeLessThan(2000);
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text.length).toBeGreaterThan(most / 20);
    });
  }

  it('say what does not fit into a comment, and fold up what they opened', async () => {
    const { check, ...subject } = await checkedSubject('fastapi-railway');
    const report = many(subject.report, 3000);
    const [own] = report.services;
    const fixed = own?.findings.map((finding) => ({ finding, service: own.service, commits: [] })) ?? [];
    for (const changes of [{ new: fixed }, { fixed }, { new: fixed.slice(0, 150), fixed }]) {
      const text = await rendered('markdown', { ...subject, report, check: { ...check, report, ...changes } as NonNullable<typeof check> });
      expect(text.length).toBeLessThanOrEqual(65_536);
      expect(text).toMatch(/… \d+ more do not fit into a comment/);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text).toContain('optimize check --base origin/main');
    }
  });
});

describe('a comment of a pull request', () => {
  it('begins with the mark by which it is found again, and says why the check failed', async () => {
    const text = await rendered('markdown', await checkedSubject('fastapi-railway'));
    expect(text).toMatch(/^<!-- optimize -->\n### ❌ Deployment check failed: 61\/100 fair, \d+ before \(−\d+\)\n\n- 2 new findings/);
  });

  it('notifies nobody and links nothing that a file names', async () => {
    const subject = await subjectOf(await scanOf('fastapi-railway'));
    const text = await rendered('markdown', { ...subject, report: hostile(subject.report) });
    const outsideCode = text.replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/@octocat|@org\/team|#123|<script|<img|\]\(javascript/);
    expect(text.split('\n').filter((line) => /^#{1,6} /.test(line))).toEqual(['### Deployment score: 59/100 poor', '#### app', '#### Undecided']);
  });
});
