import { describe, expect, test } from 'vitest';
import { rewrite } from '../../../src/fixes/rewrite.ts';
import type { Rewrite } from '../../../src/fixes/context.ts';
import { valueOf, type Evidence } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { contextOf, textsAfter, type Texts } from './support.ts';

const FLASK = { 'requirements.txt': 'flask\ngunicorn\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };

/** The script that the Procfile runs after a rewriting, or why there is none. */
async function after(script: string, how: string, at: (facts: FactSet) => Evidence | undefined, options?: Rewrite['with']): Promise<string> {
  const texts: Texts = { ...FLASK, Procfile: 'web: sh run.sh\n', 'run.sh': script };
  const context = await contextOf(texts);
  const place = at(context.service.facts);
  if (place === undefined) return 'there is no such fact';
  const change: Rewrite = { kind: 'rewrite', how, at: [place], ...(options === undefined ? {} : { with: options }) };
  const result = textsAfter(await rewrite(change, context), context, texts);
  return typeof result === 'string' ? `refused: ${result}` : (result['run.sh'] ?? '');
}

const server = (facts: FactSet) => facts['start.serverCommand'];
const file = (facts: FactSet) => valueOf(facts['start.scriptFiles'])?.[0]?.at;

describe('replace-words', () => {
  test.each([
    ['exec pm2 start shop.js', 'pm2 start', 'node', 'exec node shop.js'],
    ['exec node  shop.js\r\n', 'node', 'node --enable-source-maps', 'exec node --enable-source-maps  shop.js\r\n'],
    ['A=1 venv/bin/gunicorn \\\n\tshop:shop # all\n', 'venv/bin/gunicorn', 'gunicorn', 'A=1 gunicorn \\\n\tshop:shop # all\n'],
    ["gunicorn 'web:app'", 'web:app', 'shop:shop', "gunicorn 'shop:shop'"],
    ['gunicorn shop:shop', 'uvicorn', 'gunicorn', 'refused: uvicorn does not stand in the command of run.sh as it is'],
    ['gunicorn $APP', '$APP shop:shop', 'shop:shop', 'refused: $APP shop:shop does not stand in the command of run.sh as it is'],
  ])('%j', async (script, words, by, expected) => {
    expect(await after(script, 'replace-words', server, { words, by })).toBe(expected);
  });
});

describe('remove-pipe', () => {
  test.each([
    ['gunicorn shop:shop | tee log', 'gunicorn shop:shop'],
    ['cd .\ngunicorn shop:shop 2>&1 |\r\n\ttee log | cat  # both\r\n', 'cd .\ngunicorn shop:shop 2>&1  # both\r\n'],
    ['if true; then\n  gunicorn shop:shop |& cat\nfi', 'if true; then\n  gunicorn shop:shop\nfi'],
    ['flask db upgrade && gunicorn shop:shop | cat || exit 3', 'flask db upgrade && gunicorn shop:shop || exit 3'],
    ['gunicorn shop:shop', 'refused: the pipe in run.sh is written in a way that cannot be changed safely'],
  ])('%j', async (script, expected) => {
    expect(await after(script, 'remove-pipe', server)).toBe(expected);
  });
});

describe('stop-on-error', () => {
  test.each([
    ['gunicorn shop:shop', 'set -e\ngunicorn shop:shop'],
    ['#!/bin/sh\r\n# starts\r\ngunicorn shop:shop\r\n', '#!/bin/sh\r\nset -e\r\n# starts\r\ngunicorn shop:shop\r\n'],
    ['\tgunicorn shop:shop', 'set -e\n\tgunicorn shop:shop'],
  ])('%j', async (script, expected) => {
    expect(await after(script, 'stop-on-error', file)).toBe(expected);
  });
});

describe('unix-line-ends', () => {
  test.each([
    ['#!/bin/sh\r\ngunicorn shop:shop', '#!/bin/sh\ngunicorn shop:shop'],
    ['A="x\ry"\r\ngunicorn shop:shop\r\n', 'A="x\ry"\ngunicorn shop:shop\n'],
    ['gunicorn shop:shop\n', 'refused: run.sh says so already'],
  ])('%j', async (script, expected) => {
    expect(await after(script, 'unix-line-ends', file)).toBe(expected);
  });
});
