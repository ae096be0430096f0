import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import type { ScanOptions } from '../../src/scan.ts';
import { liveState } from '../support/live-state.ts';
import { onlyService, scanTexts } from '../support/scan-texts.ts';

const command = (port: number): string => `gunicorn shop:shop --bind 0.0.0.0:${port}`;

/** One way to say a start command, and the row of the table that it belongs to. */
interface Source {
  readonly row: string;
  readonly command: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: ScanOptions;
}

const source = (row: string, port: number, of: (text: string) => Omit<Source, 'row' | 'command'>): Source => ({ row, command: command(port), ...of(command(port)) });

const SOURCES: readonly Source[] = [
  source('--assume', 4001, (text) => ({ options: { assume: [`start.command=${text}`] } })),
  source('facts', 4002, (text) => ({ files: { 'optimize.yaml': `facts:\n  start.command: "${text}"\n` } })),
  source('.railway/railway.ts', 4003, (text) => ({ files: {
    '.railway/railway.ts': `import { defineRailway, project, service } from "railway/iac";\nexport default defineRailway(() => project("shop", { resources: [service("web", { start: "${text}" })] }));\n`,
  } })),
  source('railway.toml', 4004, (text) => ({ files: { 'railway.toml': `[deploy]\nstartCommand = "${text}"\n` } })),
  source('railway.json', 4005, (text) => ({ files: { 'railway.json': JSON.stringify({ deploy: { startCommand: text } }) } })),
  source("Railway's settings", 4006, (text) => ({ options: { live: liveState({ services: [{ settings: { 'deploy.startCommand': text } }] }) } })),
  source("the builder's file", 4007, (text) => ({ files: { 'railpack.json': JSON.stringify({ deploy: { startCommand: text } }) } })),
  source('Procfile', 4008, (text) => ({ files: { Procfile: `web: ${text}\n` } })),
  source('Dockerfile', 4009, (text) => ({ files: { Dockerfile: `FROM python:3.13-slim\nCOPY . .\nCMD ${text}\n` } })),
];

/** What speaks, in the order of the page: the words of each row. */
const page = readFileSync(new URL('../../docs/railway.md', import.meta.url), 'utf8');
const ROWS = page.slice(page.indexOf('| what speaks | since it is |')).split('\n\n', 1)[0]?.split('\n').slice(2)
  .map((line) => line.split(' | ', 1)[0]?.replace(/^\| /, '').replaceAll('`', '') ?? '') ?? [];

const rankOf = ({ row }: Source): number => ROWS.findIndex((text) => text.includes(row));
const FILES_OF_RAILWAY = ['railway.toml', 'railway.json'];

/** The last day on which Railway reads railway.json and railway.toml, and the day after it. */
const DAYS = ['2026-11-30', '2026-12-01'] as const;
const PAIRS = SOURCES.flatMap((stronger) => SOURCES.filter((weaker) => rankOf(stronger) < rankOf(weaker)).flatMap((weaker) => DAYS.map((asOf) => ({ stronger, weaker, asOf }))));

async function commandOf(sources: readonly Source[], asOf: string): Promise<string | undefined> {
  const files = Object.assign({ 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'shop.py': 'from flask import Flask\n\nshop = Flask(__name__)\n' }, ...sources.map((each) => each.files ?? {})) as Record<string, string>;
  const options = Object.assign({ asOf }, ...sources.map((each) => each.options ?? {})) as ScanOptions;
  return valueOf(onlyService(await scanTexts(files, options)).service.facts['start.command']);
}

describe('the table of docs/railway.md', () => {
  it('has a row for each source', () => {
    expect(ROWS).toHaveLength(5);
    for (const each of SOURCES) expect(rankOf(each), each.row).toBeGreaterThanOrEqual(0);
    expect(ROWS.find((row) => row.includes('railway.json'))).toContain(DAYS[1]);
    expect(PAIRS.length).toBe(62);
  });

  it.each(PAIRS)('is what counts: $stronger.row before $weaker.row on $asOf', async ({ stronger, weaker, asOf }) => {
    const isDead = asOf === DAYS[1] && FILES_OF_RAILWAY.includes(stronger.row);
    expect(await commandOf([stronger, weaker], asOf)).toBe(isDead ? weaker.command : stronger.command);
  });

  it.each(DAYS)('holds where all speak at once: %s', async (asOf) => {
    for (let first = 0; first < SOURCES.length; first += 1) {
      const speaking = SOURCES.slice(first).filter(({ row }) => row !== 'railway.toml'); // Railway reads one of the two
      const winner = speaking.find(({ row }) => asOf < DAYS[1] || !FILES_OF_RAILWAY.includes(row));
      if (winner !== undefined && rankOf(winner) < 4) expect(await commandOf(speaking, asOf), speaking[0]?.row ?? '').toBe(winner.command);
    }
  });
});
