import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { htmlReport } from '../../src/reporters/html/page.ts';
import type { Subject } from '../../src/reporters/format.ts';
import { CHROMIUM, WITHOUT_CHROMIUM } from '../support/real-tools.ts';
import { scanShared } from '../support/shared-code.ts';
import { checked, clean, hostile, scanned, subjectOf } from '../support/subjects.ts';

const folder = mkdtempSync(join(tmpdir(), 'optimize-page-'));
const OPEN_DETAILS = 'for (const details of document.querySelectorAll("details")) details.open = true';
const pages = new Map<string, string>();

beforeAll(async () => {
  const subjects = { one: await scanned('fastapi-railway'), several: await scanned('monorepo'), check: await checked(), hostile: await hostile(), clean: await clean(), shared: subjectOf(await scanShared()) };
  for (const [name, subject] of Object.entries(subjects)) {
    const text = htmlReport(subject);
    pages.set(name, text);
    writeFileSync(join(folder, `${name}.html`), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = ['one', 'several', 'check', 'hostile', 'clean', 'shared'] as const;

const findingsOf = ({ report }: Subject): readonly Finding[] => report.services.flatMap(({ findings }) => findings);

describe('the page', () => {
  for (const name of NAMES) {
    it(`is valid HTML: ${name}`, async () => {
      const validator = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'], rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' } });
      const { results } = await validator.validateString(pages.get(name) ?? '');
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`))).toEqual([]);
    });
  }

  it('names no address but those of documentation that a reader may follow', () => {
    for (const text of pages.values()) expect(text.replaceAll(/"[^"]*"/g, '').match(/<[^<>]*\s(?:src|srcset|poster|action|data|background)=|url\(|@import|<link\b|<iframe\b|<base\b/g)).toBeNull();
  });
});

/** A page in a browser, with everything that it logged or asked for. */
interface Opened {
  readonly page: Page;
  readonly logged: readonly string[];
  readonly asked: readonly string[];
}

describe.skipIf(WITHOUT_CHROMIUM)('the page in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    browser = await chromium.launch({ executablePath: CHROMIUM ?? 'chromium', args: quiet });
  });
  afterAll(() => browser?.close());

  async function opened(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const page = await (await browser.newContext(options)).newPage();
    const [logged, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => logged.push(message.text()));
    page.on('pageerror', (error) => logged.push(error.message));
    page.on('dialog', async (dialog) => { logged.push(dialog.message()); await dialog.dismiss(); });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, logged, asked };
  }

  for (const name of NAMES) {
    it(`logs nothing, asks for nothing and is as narrow as a telephone: ${name}`, async () => {
      const { page, logged, asked } = await opened(name, { viewport: { width: 380, height: 800 } });
      await page.evaluate(OPEN_DETAILS);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
      expect({ logged, asked: asked.length }).toEqual({ logged: [], asked: 1 });
      await page.context().close();
    });
  }

  for (const name of ['several', 'check', 'shared'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`keeps to the rules of accessibility that axe knows: ${name}, ${colorScheme}`, async () => {
        const { page } = await opened(name, { colorScheme, bypassCSP: true });
        await page.evaluate(OPEN_DETAILS);
        await page.addScriptTag({ content: axe.source });
        const violations = await page.evaluate(async () => {
          const { axe: loaded } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
          return (await loaded.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`);
        });
        expect(violations).toEqual([]);
        await page.context().close();
      });
    }
  }

  it('filters by severity and by service, and says how many are left', async () => {
    const { page } = await opened('several');
    const visible = () => page.locator('article.finding:visible').count();
    const all = findingsOf(await scanned('monorepo'));
    const lower = all.filter(({ severity }) => severity !== 'high');
    const ofApi = lower.filter(({ service }) => service === 'api');
    expect(new Set([all.length, lower.length, ofApi.length, 0]).size, 'each filter leaves something out, and something over').toBe(4);
    expect([await visible(), await page.locator('#shown').textContent()]).toEqual([all.length, `All ${all.length} findings are shown`]);
    await page.getByLabel('high', { exact: true }).uncheck();
    expect([await visible(), await page.locator('#shown').textContent()]).toEqual([lower.length, `${lower.length} of ${all.length} findings are shown`]);
    await page.locator('select[name=service]').selectOption('api');
    expect([await visible(), await page.locator('section.service:visible').count()]).toEqual([ofApi.length, 1]);
    await page.context().close();
  });

  it('folds what an earlier service has too, opens it where that one is left out, and leads to where it is told', async () => {
    const { page } = await opened('shared');
    const repeats = page.locator('details.told article.finding');
    const count = await repeats.count();
    expect([count > 0, await page.locator('details.told article.finding:visible').count()]).toEqual([true, 0]);
    await page.locator('select[name=service]').selectOption('desk');
    expect(await page.locator('details.told article.finding:visible').count()).toBe(count);
    const link = repeats.first().getByRole('link', { name: 'told at api' });
    const told = page.locator(await link.getAttribute('href') ?? '');
    expect(await told.isVisible()).toBe(false);
    await link.click();
    await told.waitFor();
    expect(await told.getAttribute('data-service')).toBe('api');
    await page.context().close();
  });

  it('filters what is new in a check', async () => {
    const { page } = await opened('check');
    await page.getByLabel('only new ones').check();
    expect(await page.locator('article.finding:visible').count()).toBe((await checked()).check?.new.length);
    await page.context().close();
  });

  it('follows the system, and the choice of the reader from then on', async () => {
    const { page } = await opened('one', { colorScheme: 'dark' });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Switch to light colours' }).click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground()).toBe(light);
    await page.context().close();
  });

  it('shows everything without script, and no controls that would do nothing', async () => {
    const { page, logged } = await opened('several', { javaScriptEnabled: false });
    expect([await page.locator('article.finding:visible').count(), await page.locator('#filter:visible, #theme:visible').count(), logged]).toEqual([findingsOf(await scanned('monorepo')).length, 0, []]);
    await page.context().close();
  });

  it('shows hostile texts as they are written', async () => {
    const { page } = await opened('hostile');
    const headings = await page.locator('article.finding h4').allTextContents();
    expect(headings).toContain('</script><script>alert(1)</script><img src=x onerror=alert(2)>');
    expect(await page.locator('main img, main script').count()).toBe(0);
    await page.context().close();
  });
});
