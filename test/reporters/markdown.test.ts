import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { code, codeBlock, html, inline } from '../../src/reporters/markdown/escape.ts';
import { document } from '../../src/reporters/markdown/sections.ts';
import { table } from '../../src/reporters/markdown/table.ts';
import { summaryReport } from '../../src/reporters/summary.ts';
import { shown } from '../../src/reporters/text/width.ts';
import { WITHOUT_CMARK } from '../support/real-tools.ts';
import { checked, clean, crowded, HOSTILE_PATHS, HOSTILE_TEXTS, hostile, scanned } from '../support/subjects.ts';

const TEXTS = [...HOSTILE_TEXTS, ...HOSTILE_PATHS].filter((text) => text.trim() !== '');

/** Markdown as GitHub's own renderer shows it. */
async function rendered(markdown: string): Promise<string> {
  const words = ['--unsafe', ...['table', 'autolink', 'strikethrough', 'tagfilter', 'footnotes', 'tasklist'].flatMap((name) => ['-e', name])];
  return (await execa('cmark-gfm', words, { input: markdown, stripFinalNewline: false, maxBuffer: 100_000_000 })).stdout;
}

/** What a reader sees of HTML without tags. */
const seen = (text: string): string => text.replaceAll('<!-- -->', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const line = (text: string): string => shown(text.replaceAll(/[\s\u0085\u2028\u2029]+/g, ' ').trim());

describe.skipIf(WITHOUT_CMARK)('a text in Markdown', () => {
  it.each(TEXTS)('is seen as it is: %j', async (text) => {
    const paragraph = await rendered(inline(text));
    expect(paragraph).toMatch(/^<p>.*<\/p>\n$/);
    expect(paragraph.slice(3, -5)).not.toMatch(/<(?!!-- -->)/);
    expect(paragraph.slice(3, -5)).not.toMatch(/[@#!][\w"]/);
    expect(seen(paragraph.slice(3, -5))).toBe(line(text));
  });

  it.each(TEXTS)('is seen as it is, as code: %j', async (text) => {
    expect(seen(await rendered(code(text)))).toBe(`<p><code>${line(text)}</code></p>\n`);
    const block = await rendered(codeBlock(text));
    expect(seen(block.slice('<pre><code>'.length, -'\n</code></pre>\n'.length))).toBe(shown(text.replaceAll('\r\n', '\n')));
  });

  it('stays in its cell', async () => {
    const rows = TEXTS.map((text) => [inline(text), code(text)]);
    const cells = [...(await rendered(table([{ title: 'a' }, { title: 'b' }], rows))).matchAll(/<td>(.*?)<\/td>\n/gs)].map(([, cell = '']) => seen(cell));
    expect(cells).toEqual(TEXTS.flatMap((text) => [line(text), `<code>${line(text)}</code>`]));
  });

  it('closes no tag of HTML', async () => {
    for (const text of TEXTS) expect(await rendered(`<b title="${html(line(text))}">x</b>`)).toMatch(/^<p><b title="[^"<>]*">x<\/b><\/p>\n$/);
  });
});

describe('a document of Markdown', () => {
  const rows = Array.from({ length: 100 }, (_item, index) => [`row ${index} é`]);
  const sections = (isFolded: boolean) => [{ kind: 'text' as const, text: '# head' }, { kind: 'table' as const, title: 'rows', isFolded, columns: [{ title: 'a' }], rows }];

  it('is never longer than it may be, and says what is missing', () => {
    for (let most = 400; most < 3_000; most += 37) {
      const text = document(sections(true), most);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
      const shownRows = text.match(/row \d+/g)?.length ?? 0;
      if (shownRows < 100) expect(text).toContain(`${100 - shownRows} more`);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    }
  });

  it('leaves out tables without rows', () => {
    expect(document([{ kind: 'table', title: 'none', isFolded: false, columns: [{ title: 'a' }], rows: [] }, { kind: 'text', text: 'x' }], 1_000)).toBe('x\n');
  });
});

describe('the summary of a job', () => {
  it.skipIf(WITHOUT_CMARK).each([
    ['a scan', () => scanned('monorepo')], ['a check', () => checked()], ['hostile texts', () => hostile()], ['nothing', () => clean()],
  ] as const)('of %s is whole tables and nothing loose', async (_name, make) => {
    const text = await rendered(summaryReport(await make()));
    for (const [row] of text.matchAll(/<table>.*?<\/table>/gs)) {
      const counts = new Set([...row.matchAll(/<tr>.*?<\/tr>/gs)].map(([each]) => each.match(/<t[dh][ >]/g)?.length));
      expect(counts.size).toBe(1);
      expect(row).not.toMatch(/<(?!\/?(table|thead|tbody|tr|th|td|code|br|strong|!-- --)\b|!-- -->)/);
    }
    expect(text).not.toMatch(/<p>\|/);
  });

  it('fits into what GitHub takes, with a word on what is left out', async () => {
    const text = summaryReport(await crowded(6_000));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(800 * 1024);
    expect(text).toMatch(/\n\d+ more lines are left out/);
  });

  it('of a check shows gates and what is new, and folds the rest', async () => {
    const subject = await checked();
    const [open = '', ...folded] = summaryReport(subject).split('<details>');
    for (const { finding } of subject.check?.new ?? []) expect(open).toContain(code(finding.rule));
    expect(open).toContain('**failed**');
    expect(folded.join()).toContain('Known findings');
    expect(open).not.toContain('Known findings');
  });
});
