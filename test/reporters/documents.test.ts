import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import type { FormatName, Subject } from '../../src/reporters/format.ts';
import { FORMATS } from '../../src/reporters/formats.ts';
import { WITHOUT_CMARK, WITHOUT_XMLLINT } from '../support/real-tools.ts';
import { checked, clean, crowded, hostile, HOSTILE_TEXTS, scanned } from '../support/subjects.ts';
import { processorTime } from '../support/processor-time.ts';

const ENDINGS = { markdown: 'md', html: 'html', agent: 'agent.txt', badge: 'badge.json', 'badge-svg': 'svg' } as const;
const NAMES = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];
const READ = ['markdown', 'html', 'agent'] as const;
const file = (name: string): string => new URL(`../reports/formats/${name}`, import.meta.url).pathname;
/** Control characters, and marks that turn the reading direction: no document for a terminal, a comment or a page may hold one. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

async function rendered(name: FormatName, subject: Subject): Promise<string> {
  const format = FORMATS.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return (await format.load())(subject);
}

/** The same, in which a rule with points was not decided for each of the hostile reasons. */
function withUndecided({ report, ...subject }: Subject): Subject {
  const services = report.services.map((service) => {
    const rule = service.verdicts.find(({ points }) => points > 0);
    if (rule === undefined) throw new Error('an edition has rules with points');
    return { ...service, verdicts: [...service.verdicts, ...HOSTILE_TEXTS.map((because) => ({ ...rule, outcome: 'undecided' as const, because }))] };
  });
  return { ...subject, report: { ...report, services } };
}

describe('documents', () => {
  for (const project of ['fastapi-railway', 'monorepo']) {
    for (const name of NAMES) {
      it(`say as ${name} what was found in ${project}`, async () => {
        await expect(await rendered(name, await scanned(project))).toMatchFileSnapshot(file(`${project}.${ENDINGS[name]}`));
      });
    }
  }

  for (const name of READ) {
    it(`say as ${name} what a check found`, async () => {
      await expect(await rendered(name, await checked())).toMatchFileSnapshot(file(`check.${ENDINGS[name]}`));
    });

    it(`as ${name} hold no character of a file that hides, and no password`, async () => {
      const text = await rendered(name, withUndecided(await hostile()));
      expect(text).not.toMatch(UNSEEN);
      expect(text).not.toContain('hunter2');
      expect(text).toContain('\u{1f600}');
      expect(text).toBe(await rendered(name, withUndecided(await hostile())));
    });

    it(`say as ${name} that nothing was found`, async () => {
      const subject = await clean();
      const undecided = subject.report.services[0]?.score.undecided;
      expect(await rendered(name, subject)).toMatch(name === 'markdown' ? new RegExp(`\\| 0 \\| ${undecided} \\|`) : /no findings|\| 0 findings/);
    });
  }

  for (const name of ['markdown', 'html'] as const) {
    it(`say as ${name} what is ignored, what time brought, what is stale and what was left out`, async () => {
      const { check, ...subject } = await checked();
      const [first] = subject.report.services;
      const [finding, aged] = first?.findings ?? [];
      if (check === undefined || first === undefined || finding === undefined || aged === undefined) throw new Error('a check has a service with findings');
      const ignored = [{ finding, reason: 'one replica <is> enough', until: '2027-01-31', by: 'optimize.yaml:12' }];
      const report = { ...subject.report, services: [{ ...first, ignored }] };
      const changes = { report, ignored, aged: [{ finding: aged, service: first.service, commits: [] }], stale: ['a/b@c:d#e'], isPartial: true, untouched: ['shop'] };
      const text = await rendered(name, { ...subject, report, check: { ...check, ...changes } });
      for (const each of ['one replica &lt;is&gt; enough', 'until 2027-01-31', 'optimize.yaml:12', 'Because time passed', 'a/b@c:d#e', 'In the baseline, and gone', 'shop']) expect(text).toContain(each);
    });

    it(`say as ${name} which gates of a scan failed`, async () => {
      const subject = await scanned('monorepo');
      const gates = [{ gate: 'min-score', passed: false, limit: '80', because: 'site has 75 <points>' }] as const;
      expect(await rendered(name, { ...subject, report: { ...subject.report, gates } })).toContain('site has 75 &lt;points&gt;');
    });
  }

  it('hold the score of the lowest service', async () => {
    const subject = await scanned('monorepo');
    const [lowest, ...others] = subject.report.services.map(({ score }) => score).sort((a, b) => a.value - b.value);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ value }) => value > (lowest?.value ?? 100))).toBe(true);
    expect(await rendered('score', subject)).toBe(`${lowest?.value}\n`);
    expect(JSON.parse(await rendered('badge', subject))).toEqual({ schemaVersion: 1, label: 'deployment', message: `${lowest?.value} poor`, color: 'red' });
  });

  it.skipIf(WITHOUT_XMLLINT)('are badges that an XML parser reads', async () => {
    const run = await execa('xmllint', ['--noout', '-'], { input: await rendered('badge-svg', await scanned('monorepo')) });
    expect(run.stderr).toBe('');
  });
});

describe('what an agent reads', () => {
  it('is one line per finding, whatever a file is called', async () => {
    const subject = await hostile();
    const lines = (await rendered('agent', subject)).trimEnd().split('\n');
    const count = subject.report.services.flatMap(({ findings }) => findings).length;
    expect(lines.filter((line) => !line.startsWith('undecided')).length).toBe(1 + count);
  });

  it('is in a check what is new, and the gates that failed', async () => {
    const subject = await checked();
    const [head, ...lines] = (await rendered('agent', subject)).trimEnd().split('\n');
    const failed = subject.check?.gates.filter(({ passed }) => !passed) ?? [];
    expect(head).toMatch(/^check failed against origin\/main, left at ba5e000: score \d+\/100 \w+, \d+ before \([-+]\d+\) \| \d+ new, \d+ fixed, \d+ known$/);
    expect(lines.filter((line) => line.startsWith('failed gate')).length).toBe(failed.length);
    expect(lines.slice(failed.length).map((line) => line.split(' | ').at(-1))).toEqual(subject.check?.new.map(({ finding }) => finding.id));
  });
});

describe('a check that touches no service', () => {
  it.each(['markdown', 'summary', 'agent'] as const)('says so as %s, and no score of a service that has nothing to do with it', async (name) => {
    const { check, ...subject } = await checked();
    if (check === undefined) throw new Error('there is no check');
    const text = await rendered(name, { ...subject, check: { ...check, isAnyTouched: false, isPartial: true, untouched: ['api', 'web'], services: [], moves: [], new: [], fixed: [] } });
    expect(text).toContain('none of 2 services is touched');
    expect(text).not.toMatch(/\d\/100/);
    expect(text).not.toContain('Undecided');
  });
});

describe('documents of 3,000 findings', () => {
  for (const [name, most] of [['markdown', 65_536], ['html', 6_000_000], ['agent', 2_000_000]] as const) {
    it(`are made soon as ${name}, and are no larger than they may be`, async () => {
      const subject = await crowded(3000);
      let text = '';
      expect(await processorTime(async () => { text = await rendered(name, subject); })).toBeLessThan(3000);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
      expect(Buffer.byteLength(text)).toBeGreaterThan(most / 10);
    });
  }
});

describe('a comment of a pull request', () => {
  it('begins with the mark by which it is found again, and says why the check failed', async () => {
    const { check, ...subject } = await checked();
    const text = await rendered('markdown', { ...subject, ...(check === undefined ? {} : { check }) });
    expect(text).toMatch(/^<!-- optimize -->\n## ❌ Deployment check failed: \d+\/100 \w+, \d+ before \([-+]\d+\)\n\n- \d+ new finding/);
    for (const { because } of check?.gates.filter(({ passed }) => !passed) ?? []) expect(text).toContain(because.slice(0, 20));
  });

  it('is never too long for GitHub, says what is left out, and how to see it', async () => {
    const [{ check }, { report, ...subject }] = [await checked(), await crowded(3000)];
    if (check === undefined) throw new Error('a checked subject has a check');
    const [own] = report.services;
    const all = own?.findings.map((finding) => ({ finding, service: own.service, commits: [] })) ?? [];
    for (const changes of [{ new: all }, { fixed: all }, { new: all.slice(0, 150), fixed: all }]) {
      const text = await rendered('markdown', { ...subject, report, check: { ...check, report, ...changes } });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
      expect(text).toMatch(/\d+ more lines are left out/);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text).toContain('\noptimize check --base origin/main\n');
    }
  });

  it('says how to see it in a folder with spaces, and for a baseline', async () => {
    const { check, ...subject } = await checked('my app');
    if (check === undefined) throw new Error('a checked subject has a check');
    expect(await rendered('markdown', { ...subject, check })).toContain("\noptimize check 'my app' --base origin/main\n");
    expect(await rendered('markdown', { ...subject, check: { ...check, against: { kind: 'baseline', path: "it's.jsonl" } } })).toContain("--baseline 'it'\\''s.jsonl'\n");
  });

  it.skipIf(WITHOUT_CMARK)('notifies nobody, links nothing and holds nothing but what it is made of, as GitHub reads it', async () => {
    const words = ['--unsafe', ...['table', 'autolink', 'strikethrough', 'tagfilter'].flatMap((name) => ['-e', name])];
    const subject = withUndecided(await hostile());
    const { value, grade } = subject.report.score;
    const { stdout } = await execa('cmark-gfm', words, { input: await rendered('markdown', subject) });
    const outsideCode = stdout.replaceAll(/<code>.*?<\/code>/gs, '');
    expect(outsideCode).not.toMatch(/<(?!\/?(?:h2|h3|p|ul|li|strong|br|code|table|thead|tbody|tr|th|td|sub|details|summary)\b|!-- )/);
    expect(outsideCode).not.toMatch(/[@#!]\w/);
    expect(stdout.match(/<h\d>.*?<\/h\d>/g)).toEqual([`<h2>Deployment score: ${value}/100 ${grade}</h2>`, '<h3>Services</h3>', '<h3>Findings in app</h3>', '<h3>Undecided</h3>']);
  });
});
