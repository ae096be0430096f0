import { Ajv } from 'ajv';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, expect } from 'vitest';
import { makeProject, optimize, type Run } from './cli.ts';
import { GIT_USER } from './git-repository.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/fix.schema.json', import.meta.url), 'utf8')) as object;
/** Holds a document against docs/fix.schema.json. */
export const validateFix = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);

/** A project with two safe fixes, one of them in a file with CRLF. */
export const FLAWED: Readonly<Record<string, string>> = {
  Procfile: 'web: uvicorn ledger:api --host 127.0.0.1 --port 8000 # local\r\n',
  'requirements.txt': 'fastapi==0.118.3\nopentelemetry-distro==0.59b0\nopentelemetry-instrumentation-fastapi==0.59b0\nuvicorn[standard]==0.37.0\n',
  'ledger.py': 'import time\n\nfrom fastapi import FastAPI\nfrom opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n\napi = FastAPI()\nFastAPIInstrumentor.instrument_app(api)\n\n\n@api.get("/up")\nasync def up():\n    time.sleep(2)\n    return {}\n',
};
/** The same with one safe fix, one that wants a review, and one that waits for railway.json to move. */
export const REVIEWED: Readonly<Record<string, string>> = {
  Procfile: 'web: uvicorn ledger:api --host 0.0.0.0 --port $PORT\n',
  'railway.json': '{ "deploy": { "healthcheckPath": "/up", "overlapSeconds": 20 } }\n',
  'requirements.txt': 'fastapi==0.118.3\nhttpx==0.28.1\nopentelemetry-distro==0.59b0\nopentelemetry-instrumentation-fastapi==0.59b0\nuvicorn[standard]==0.37.0\n',
  '.python-version': '3.9.1\n',
  'ledger.py': FLAWED['ledger.py'] ?? '',
};
/** Nothing to fix, safe or not. */
export const CLEAN: Readonly<Record<string, string>> = {
  Procfile: 'web: uvicorn ledger:api --host 0.0.0.0 --port $PORT # open\n',
  'requirements.txt': 'fastapi==0.118.3\nopentelemetry-distro==0.59b0\nopentelemetry-instrumentation-fastapi==0.59b0\nuvicorn[standard]==0.37.0\n',
  'ledger.py': 'from fastapi import FastAPI\nfrom opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n\napi = FastAPI()\nFastAPIInstrumentor.instrument_app(api)\n\n\n@api.get("/up")\nasync def up():\n    return {}\n',
};

/** What a run of fixes printed, as JSON. */
export interface FixDocument {
  [key: string]: unknown;
  readonly written: boolean;
  readonly run: string | null;
  readonly commits?: readonly string[];
  readonly score: Record<string, { value: number }>;
  readonly fixes: Record<string, unknown>[];
  readonly refused: Record<string, unknown>[];
  readonly waiting: Record<string, number>;
  readonly files: { readonly path: string; readonly change: string }[];
}

/** Runs `optimize fix` in a folder, on a fixed day, in a pipe, with nothing of the user's git or cache. */
export async function fixIn(root: string, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const run = await optimize(['fix', root, ...words], { cwd: root, env: { ...GIT_USER, XDG_CACHE_HOME: `${root}.cache`, OPTIMIZE_AS_OF: '2026-11-22', ...env } });
  expect(run.stderr, 'no stack').not.toMatch(/^\s+at /m);
  if (run.exitCode === 2) expect(run.stderr.trim().split('\n').length, run.stderr).toBeLessThanOrEqual(2);
  return run;
}

/** The one document on stdout, which keeps to the schema; stderr is silent. */
export function documentOf({ stdout, stderr }: Run): FixDocument {
  expect(stderr).toBe('');
  const document = JSON.parse(stdout) as FixDocument;
  validateFix(document);
  expect(validateFix.errors?.slice(0, 3) ?? []).toEqual([]);
  return document;
}

/** Texts of all files below a folder by path, those of git aside. */
export function textsIn(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(root, join(entry.parentPath, entry.name))).filter((path) => !path.startsWith('.git/')).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Makes projects that are gone after each test of a file, with the cache beside them that fixes leave. */
export function fixProjects(): (files?: Readonly<Record<string, string>>) => string {
  const opened: (() => void)[] = [];
  afterEach(() => { for (const remove of opened.splice(0)) remove(); });
  return (files = FLAWED) => {
    const { root, remove } = makeProject(files);
    opened.push(remove, () => rmSync(`${root}.cache`, { recursive: true, force: true }));
    return root;
  };
}
