import { describe, expect, it } from 'vitest';
import { railwayTs } from '../../src/adapters/railway-ts.ts';
import { linesOf } from '../support/statement-lines.ts';
import { processorTime } from '../support/processor-time.ts';

const HEAD = 'import { defineRailway, project, service, postgres, redis, database, github, image, fn, preserve, group } from "railway/iac";\n';
const read = (text: string) => linesOf(railwayTs, '.railway/railway.ts', text);

/** The statements of a `web` service with these settings, without its variables. */
async function settings(config: string, before = ''): Promise<string[]> {
  const lines = await read(`${HEAD}${before}\nexport default defineRailway((ctx) => {\n  const web = service("web", ${config});\n  return project("p", { resources: [web] });\n});\n`);
  return lines.filter((line) => !line.includes('deploy.variables')).map((line) => line.replace('[web] ', ''));
}

describe('railway.ts', () => {
  it('states the settings of each service, and the databases', async () => {
    const text = `${HEAD}
export default defineRailway(() => {
  const db = postgres("main");
  const cache = redis("cache");
  const queue = database("jobs", "mysql");
  const api = service("api", {
    source: github("a/b", { branch: "main", rootDirectory: "backend" }),
    build: { builder: "DOCKERFILE", buildCommand: "make", dockerfilePath: "Dockerfile.api", watchPatterns: ["a/**"] },
    start: "gunicorn app:app", preDeploy: "alembic upgrade head", healthcheck: "/health", healthcheckTimeout: 60,
    replicas: { "us-west2": 2, "b": { count: 1 } },
    deploy: { restartPolicyType: "ALWAYS", restartPolicyMaxRetries: 3, overlapSeconds: 20, drainingSeconds: 30, sleepApplication: false,
      cronSchedule: "0 * * * *", limitOverride: { containers: { cpu: 2, memoryBytes: 512000000 } } },
    volumeMounts: { "/data": db },
    env: { PORT: "8000", DATABASE_URL: db.env.DATABASE_URL, API_KEY: "sk-1", DSN: preserve(), REF: "\${{x.Y}}" },
  });
  const worker = fn("worker", { source: image("redis:7"), run: { command: "celery" } });
  return project("p", { resources: [db, cache, group("g", [api, worker])] });
});
`;
    expect(await read(text)).toEqual([
      '[api] build.builder = "dockerfile" at `"DOCKERFILE"`',
      '[api] build.command = "make" at `"make"`',
      '[api] build.dockerfilePath = "Dockerfile.api" at `"Dockerfile.api"`',
      '[api] build.watchPatterns = [a/**] at `["a/**"]`',
      '[api] build.rootDirectory = "backend" at `"backend"`',
      '[api] start.command = "gunicorn app:app" at `"gunicorn app:app"`',
      '[api] deploy.preDeployCommand = "alembic upgrade head" at `"alembic upgrade head"`',
      '[api] deploy.healthcheckPath = "/health" at `"/health"`',
      '[api] deploy.healthcheckTimeout = 60 at `60`',
      '[api] deploy.replicas = 3 at `{ "us-west2": 2, "b": { count: 1 } }`',
      '[api] deploy.restartPolicy = "always" at `"ALWAYS"`',
      '[api] deploy.restartRetries = 3 at `3`',
      '[api] deploy.overlapSeconds = 20 at `20`',
      '[api] deploy.drainingSeconds = 30 at `30`',
      '[api] deploy.sleep = false at `false`',
      '[api] deploy.cronSchedule = "0 * * * *" at `"0 * * * *"`',
      '[api] deploy.cpuLimit = 2 at `2`',
      '[api] deploy.memoryLimit = 512 at `512000000`',
      '[api] deploy.volumeMount = "/data" at `"/data"`',
      '[api] deploy.variables = [PORT=8000 (run), DATABASE_URL=? (run), API_KEY=? (run), DSN=? (run), REF=? (run)] at '
        + '`{ PORT: "8000", DATABASE_URL: db.env.DATABASE_URL, API_KEY: "sk-1", DSN: preserve(), REF: "${{x.Y}}" }`',
      '[api] deploy.regions = [us-west2, b] at `{ "us-west2": 2, "b": { count: 1 } }`',
      '[worker] build.builder = "image" at `image("redis:7")`',
      '[worker] start.command = "celery" at `"celery"`',
      '[worker] deploy.variables = [] at `{ source: image("redis:7"), run: { command: "celery" } }`',
      'database.servers = [postgresql main, redis cache, mysql jobs] at `postgres("main")`',
    ]);
  });

  it.each([
    ['{ start: "a " + "b" }', '', 'start.command = "a b" at `"a " + "b"`'],
    ['{ start: `a ${FILE}` }', 'const FILE = "x.js";', 'start.command = "a x.js" at ``a ${FILE}``'],
    ['{ start: START }', 'const START = "npm start";', 'start.command = "npm start" at `"npm start"`'],
    ['{ ...common }', 'const common = { start: "a" } as const;', 'start.command = "a" at `"a"`'],
    ['{ ...common, start: "b" }', 'const common = { start: "a" };', 'start.command = "b" at `"b"`'],
    ['{ deploy: { multiRegionConfig: { [REGION]: { numReplicas: 2 } } } }', 'const REGION = "eu";', 'deploy.replicas = 2 at `{ [REGION]: { numReplicas: 2 } }`', 'deploy.regions = [eu] at `{ [REGION]: { numReplicas: 2 } }`'],
    ['{ replicas: { "us-west2": 2, idle: 0 } }', '', 'deploy.replicas = 2 at `{ "us-west2": 2, idle: 0 }`', 'deploy.regions = [us-west2] at `{ "us-west2": 2, idle: 0 }`'],
    ['{ root: rootOf("web") }', 'const rootOf = (name: string) => `apps/${name}`;', 'build.rootDirectory = "apps/web" at ``apps/${name}``'],
    ['{ root: rootOf("web") }', 'function rootOf(name) { if (name === "web") { return "x"; } return "y"; }', 'build.rootDirectory = "x" at `"x"`'],
    ['{ build: "npm run build" }', '', 'build.command = "npm run build" at `"npm run build"`'],
    ['{ deploy: { preDeployCommand: ["a", "b"] } }', '', 'deploy.preDeployCommand = "a && b" at `["a", "b"]`', 'deploy.preDeployItems = [a, b] at `["a", "b"]`'],
    ['{ replicas: ctx.isEnvironment("production") ? 2 : 2 }', '', 'deploy.replicas = 2 at `2`'],
    ['{ deploy: { drainingSeconds: 10 * 3 } }', '', 'deploy.drainingSeconds = 30 at `10 * 3`'],
  ])('reads %s with %j', async (config, before, ...expected) => {
    expect(await settings(config, before)).toEqual(expected);
  });

  it.each([
    ['{ replicas: ctx.environment === "production" ? 3 : 1 }', '',
      'deploy.replicas unresolved because it is 3 or 1, by a condition that only Railway evaluates at `ctx.environment === "production" ? 3 : 1`'],
    ['{ start: process.env.START }', '', 'start.command unresolved because `process.env` is known only when Railway evaluates the file at `process.env.START`'],
    ['{ start: START }', 'import { START } from "./shared.ts";',
      'start.command unresolved because `START` comes from ./shared.ts, which is not followed at `START`'],
    ['{ deploy: { ...(ctx.environment === "x" ? { sleepApplication: true } : {}) } }', '',
      'deploy.sleep unresolved because it is true or not set, by a condition that only Railway evaluates at '
        + '`ctx.environment === "x" ? { sleepApplication: true } : {}`'],
    ['{ healthcheck: `/${ctx.name}` }', '', 'deploy.healthcheckPath unresolved because `ctx.name` is known only when Railway evaluates the file at ``/${ctx.name}``'],
    ['{ replicas: "many" }', '', 'deploy.replicas unresolved because "many" is no value that Railway takes here at `"many"`'],
    ['{ build: { builder: "BAZEL" } }', '', 'build.builder unresolved because "BAZEL" is no value that Railway takes here at `"BAZEL"`'],
  ])('leaves %s open with %j', async (config, before, expected) => {
    expect(await settings(config, before)).toEqual([expected]);
  });

  it('leaves every setting open behind a spread that is not known', async () => {
    const lines = await settings('{ start: "a", ...shared }', 'import { shared } from "./shared.ts";');
    expect(lines.filter((line) => !line.includes('unresolved because `shared` comes from ./shared.ts, which is not followed'))).toEqual(['start.command = "a" at `"a"`']);
    expect(lines.length).toBeGreaterThan(10);
  });

  it('follows loops over literals and variables from a list', async () => {
    const text = `${HEAD}
const NAMES = ["api", "worker"];
const VARS = ["A", "B"];
export default defineRailway(() => {
  const resources = [];
  for (const name of NAMES) resources.push(service(name, { root: \`apps/\${name}\`, env: Object.fromEntries(VARS.map((key) => [key, preserve()])) }));
  const more = ["x"].map((name) => service(name, { start: name + ".js" }));
  return project("p", { resources: [...resources, ...more] });
});`;
    expect((await read(text)).map((line) => line.replace(/ at .*/, ''))).toEqual([
      '[api] build.rootDirectory = "apps/api"', '[api] deploy.variables = [A=? (run), B=? (run)]',
      '[worker] build.rootDirectory = "apps/worker"', '[worker] deploy.variables = [A=? (run), B=? (run)]',
      '[x] start.command = "x.js"', '[x] deploy.variables = []',
    ]);
  });

  it('joins calls with one name that stand in two branches', async () => {
    const text = `${HEAD}export default defineRailway((ctx) => {
  let web;
  if (ctx.environment === "production") web = service("web", { start: "a", replicas: 2 });
  else web = service("web", { start: "a", replicas: 1 });
  return project("p", { resources: [web] });
});`;
    const lines = (await read(text)).map((line) => line.replace(/ at .*/, ''));
    expect(lines).toContain('[web] start.command = "a"');
    expect(lines).toContain('[web] deploy.replicas unresolved because it is 2 or 1, by a condition that only Railway evaluates');
  });

  it('takes an image of a database for a database server, and raw values of variables', async () => {
    const text = `${HEAD}export default defineRailway(() => [
  service("db", { source: image("pgvector/pgvector:pg16") }), service("x", { source: image("acme/redis-commander:1"), env: { A: { value: "1" } } }),
]);`;
    const lines = (await read(text)).map((line) => line.replace(/ at .*/, ''));
    expect(lines).toContain('database.servers = [postgresql db]');
    expect(lines).toContain('[x] deploy.variables = [A=1 (run)]');
  });

  it('takes an alias, a namespace, a constant export and a function declaration', async () => {
    const texts = [
      'import { defineRailway as define, service as s } from "railway/iac"; export default define(() => s("web", { start: "a" }));',
      'import * as r from "railway/iac"; export default r.defineRailway(() => r.service("web", { start: "a" }));',
      `${HEAD}const main = defineRailway(build); function build() { return service("web", { start: "a" }); } export default main;`,
      `${HEAD}export default defineRailway(async () => { try { await service("web", { start: "a" }); } catch {} });`,
      `${HEAD}export default defineRailway((ctx) => { if (ctx.environment !== "production") { throw new Error("no"); } return service("web", { start: "a" }); });`,
    ];
    for (const text of texts) expect((await read(text))[0]).toBe('[web] start.command = "a" at `"a"`');
  });

  it.each([
    ['import { service } from "./own.ts"; export default service("web", {});', 'unread-format: the file exports no defineRailway(...) by default, so nothing of it is read at ``'],
    ['', 'unread-format: the file exports no defineRailway(...) by default, so nothing of it is read at ``'],
    ['export default {', 'syntax: Expected `}` but found `EOF` at ``'],
    [`${HEAD}export default defineRailway((ctx) => { service(ctx.name, {}); });`,
      'unread-format: the name of this service is known only when Railway evaluates the file at `service(ctx.name, {})`'],
  ])('reports %.70j', async (text, expected) => {
    expect(await read(text)).toEqual([expected]);
  });

  it.each([
    'const f = () => f(); export default defineRailway(() => f());',
    'const f = (n) => [f(n), f(n)]; export default defineRailway(() => f(1));',
    'export default defineRailway(() => { const a = [1,1,1,1,1,1,1,1,1,1]; return a.map(() => a.map(() => a.map(() => a.map(() => a.map(() => a.map(() => 1)))))); });',
    `export default defineRailway(() => service("web", { start: ${'"a" + '.repeat(3000)}"b" }));`,
    `export default defineRailway(() => x${'.y()'.repeat(140)});`,
    `export default defineRailway((c) => ({ ${'...(c.x ? { a: c.y ? 1 : 2 } : {}), '.repeat(60)} }));`,
    'export default defineRailway(() => { for (const a of [1]) for (const b of [1]) { let s = ""; s = s + s; } });',
    'let s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; ' + 's = s + s; '.repeat(60) + 'export default defineRailway(() => service("web", { start: s }));',
    'export default defineRailway(() => { const l = []; ' + 'l.push(...l, 1); '.repeat(40) + ' l.join("").concat; });',
    'export default defineRailway(() => { let l = [1, 1]; ' + 'l = [...l, ...l]; '.repeat(60) + ' return l; });',
  ])('ends, case %#', async (text) => {
    expect(await processorTime(() => read(`${HEAD}${text}`))).toBeLessThan(3000);
  });

  it.each([['.railway/railway.py', true], ['.railway/railway.go', true], ['apps/a/.railway/railway.ts', true], ['railway.ts', false]])('%s: %j', (path, expected) => {
    expect(railwayTs.matches(path)).toBe(expected);
  });

  it('says that the other languages are not read', async () => {
    expect(await linesOf(railwayTs, '.railway/railway.py', 'x')).toEqual(['unread-format: railway.py is not read, only railway.ts is at ``']);
  });
});
