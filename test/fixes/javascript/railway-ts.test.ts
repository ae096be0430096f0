import { describe, expect, it } from 'vitest';
import { railwayTs } from '../../../src/adapters/railway-ts.ts';
import type { WantedFact } from '../../../src/fixes/context.ts';
import { setRailwayTsSetting, setRailwayTsVariable } from '../../../src/fixes/javascript/railway-ts.ts';
import { contextOf, resultOf } from './support.ts';

const PATH = '.railway/railway.ts';
const HEAD = 'import { defineRailway, project, service, postgres } from "railway/iac";\n';

async function set(text: string, wanted: WantedFact, service = 'web'): Promise<string> {
  const context = contextOf({ [PATH]: text }, { name: service });
  return resultOf(await setRailwayTsSetting(wanted, context), context, PATH);
}

/** The options of the service `web` after a change, one way in and out of a whole file. */
async function setIn(options: string, wanted: WantedFact, before = ''): Promise<string> {
  const [start, end] = [`${HEAD}${before}export default defineRailway((ctx) => {\n  return project("p", { resources: [service("web"`, ')] });\n});\n'];
  const result = await set(start + options + end, wanted);
  if (result.startsWith('refused')) return result;
  if (result.startsWith(start) && result.endsWith(end)) return result.slice(start.length, result.length - end.length);
  return result.slice(HEAD.length, result.indexOf('export default'));
}

type Row = readonly [options: string, wanted: WantedFact, expected: string, before?: string];

/** What stands before the project is empty where a row says nothing of it. */
const rows = (...all: readonly Row[]) => all.map(([options, wanted, expected, before = '']) => [options, wanted, expected, before] as const);

const HEALTH: WantedFact = { fact: 'deploy.healthcheckPath', value: '/health' };
const DRAIN: WantedFact = { fact: 'deploy.drainingSeconds', value: 30 };

describe('a setting of railway.ts', () => {
  it.each(rows(
    ['', HEALTH, ', { healthcheck: "/health" }'],
    ['', DRAIN, ', { deploy: { drainingSeconds: 30 } }'],
    [', {}', HEALTH, ', { healthcheck: "/health" }'],
    [', { }', HEALTH, ', { healthcheck: "/health" }'],
    [', { start: "a" }', HEALTH, ', { start: "a", healthcheck: "/health" }'],
    [', {start: "a"}', HEALTH, ', {start: "a", healthcheck: "/health"}'],
    [', { start: "a", }', HEALTH, ', { start: "a", healthcheck: "/health", }'],
    [', { start: "a" /* why */ }', HEALTH, ', { start: "a" /* why */, healthcheck: "/health" }'],
    [', { start: "a", env: {} }', HEALTH, ', { start: "a", healthcheck: "/health", env: {} }'],
    [', { "start": "a" }', HEALTH, ', { "start": "a", "healthcheck": "/health" }'],
    [', { healthcheck: "/x" }', HEALTH, ', { healthcheck: "/health" }'],
    [", { healthcheck: '/x' as const }", HEALTH, ', { healthcheck: "/health" as const }'],
    [', { healthcheckPath: "/x", healthcheckTimeout: 5 }', HEALTH, ', { healthcheckPath: "/health", healthcheckTimeout: 5 }'],
    [', { run: { command: "a" } }', HEALTH, ', { run: { command: "a", healthcheck: "/health" } }'],
    [', { deploy: { startCommand: "a" } }', HEALTH, ', { deploy: { startCommand: "a", healthcheckPath: "/health" } }'],
    [', { startCommand: "a" }', HEALTH, ', { startCommand: "a", healthcheckPath: "/health" }'],
    [', {\n    start: "a",\n  }', HEALTH, ', {\n    start: "a",\n    healthcheck: "/health",\n  }'],
    [', {\n    start: "a"\n  }', HEALTH, ', {\n    start: "a",\n    healthcheck: "/health"\n  }'],
    [', {\n    start: "a" // why\n  }', HEALTH, ', {\n    start: "a", // why\n    healthcheck: "/health"\n  }'],
    [', {\n    start: "a", // why\n    env: {},\n  }', HEALTH, ', {\n    start: "a", // why\n    healthcheck: "/health",\n    env: {},\n  }'],
    [', {\n    // none\n  }', HEALTH, ', {\n    // none\n    healthcheck: "/health",\n  }'],
    [', {\n      start: "a"\n    , env: {}\n    }', HEALTH, ', {\n      start: "a"\n    , healthcheck: "/health"\n    , env: {}\n    }'],
    [', { deploy: { overlapSeconds: 3 } }', DRAIN, ', { deploy: { overlapSeconds: 3, drainingSeconds: 30 } }'],
    [', { deploy: {} }', DRAIN, ', { deploy: { drainingSeconds: 30 } }'],
    [', { deploy: { drainingSeconds: 10 * 2 } }', DRAIN, ', { deploy: { drainingSeconds: 30 } }'],
    [', { start: "a" }', { fact: 'deploy.restartPolicy', value: 'on_failure' }, ', { start: "a", deploy: { restartPolicyType: "ON_FAILURE" } }'],
    [', { deploy: { restartPolicyType: "NEVER" } }', { fact: 'deploy.restartPolicy', value: 'always' }, ', { deploy: { restartPolicyType: "ALWAYS" } }'],
    [', { build: "make" }', { fact: 'build.builder', value: 'railpack' }, ', { build: { builder: "RAILPACK", buildCommand: "make" } }'],
    [', { build: { builder: "NIXPACKS" } }', { fact: 'build.builder', value: 'railpack' }, ', { build: { builder: "RAILPACK" } }'],
    [', { build: { builder: "RAILPACK" } }', { fact: 'build.command', value: 'make' }, ', { build: { builder: "RAILPACK", buildCommand: "make" } }'],
    [', { start: "a" }', { fact: 'start.command', value: 'sh -c "b"' }, ', { start: \'sh -c "b"\' }'],
    [', { preDeploy: ["a"] }', { fact: 'deploy.preDeployCommand', value: 'b' }, ', { preDeploy: ["b"] }'],
    [', { replicas: { eu: 2 } }', { fact: 'deploy.replicas', value: 3 }, ', { replicas: { eu: 3 } }'],
    [', { replicas: { eu: { count: 2 } } }', { fact: 'deploy.replicas', value: 3 }, ', { replicas: { eu: { count: 3 } } }'],
    [', { replicas: { eu: 2, us: 1 } }', { fact: 'deploy.replicas', value: 4 }, 'refused: its replicas are spread over several regions'],
    [', { start: "a" }', { fact: 'deploy.memoryLimit', value: 512 }, ', { start: "a", deploy: { limitOverride: { containers: { memoryBytes: 512000000 } } } }'],
    [', { replicas: ctx.environment === "production" ? 3 : 1 }', { fact: 'deploy.replicas', value: 2 }, ', { replicas: ctx.environment === "production" ? 2 : 1 }'],
    [', { replicas: ctx.isEnvironment("pr") ? 1 : 3 }', { fact: 'deploy.replicas', value: 2 }, ', { replicas: ctx.isEnvironment("pr") ? 1 : 2 }'],
    [', { replicas: ctx.isEphemeral ? 1 : 3 }', { fact: 'deploy.replicas', value: 2 }, 'refused: its value depends on a condition that does not ask for production by its name'],
    [', { healthcheck: HEALTH }', HEALTH, 'const HEALTH = "/health";\n', 'const HEALTH = "/x";\n'],
    [', { ...shared }', HEALTH, 'const shared = { healthcheck: "/health" };\n', 'const shared = { healthcheck: "/x" };\n'],
    [', { ...shared }', HEALTH, ', { ...shared, healthcheck: "/health" }', 'const shared = { start: "x" };\n'],
    [', { ...shared }', HEALTH, ', { ...shared, healthcheck: "/health" }', 'export const shared = { healthcheck: "/x" };\n'],
    [', shared', HEALTH, 'const shared = { start: "x", healthcheck: "/health" };\n', 'const shared = { start: "x" };\n'],
    [', shared', HEALTH, ', { ...shared, healthcheck: "/health" }', 'export const shared = { start: "x" };\n'],
    [', options()', HEALTH, 'const options = () => ({ start: "x", healthcheck: "/health" });\n', 'const options = () => ({ start: "x" });\n'],
    [', { ...shared }', DRAIN, ', { ...shared, deploy: { ...shared.deploy, drainingSeconds: 30 } }', 'export const shared = { deploy: { overlapSeconds: 3 } };\n'],
    [', { ...shared }', HEALTH, 'refused: `shared` comes from ./shared.ts, which is not followed', 'import { shared } from "./shared.ts";\n'],
    [', { healthcheck: process.env.PATH_OF_HEALTH }', HEALTH, 'refused: `process.env` is known only when Railway evaluates the file'],
    [', { healthcheck: "/health" }', HEALTH, 'refused: .railway/railway.ts says so already'],
    [', { start: "a", healthcheck: "/x" }', { fact: 'deploy.healthcheckPath' }, ', { start: "a" }'],
    [', { healthcheck: "/x", start: "a" }', { fact: 'deploy.healthcheckPath' }, ', { start: "a" }'],
    [', {\n    healthcheck: "/x", // why\n    start: "a",\n  }', { fact: 'deploy.healthcheckPath' }, ', {\n    start: "a",\n  }'],
    [', {\n    start: "a",\n    healthcheck: "/x"\n  }', { fact: 'deploy.healthcheckPath' }, ', {\n    start: "a"\n  }'],
    [', { start: "a", deploy: { drainingSeconds: 1 } }', { fact: 'deploy.drainingSeconds' }, ', { start: "a" }'],
    [', { deploy: { drainingSeconds: 1 /* why */, overlapSeconds: 2 } }', { fact: 'deploy.drainingSeconds' }, ', { deploy: { overlapSeconds: 2 } }'],
    [', { ...shared }', { fact: 'deploy.healthcheckPath' }, ', { ...shared, healthcheck: undefined }', 'export const shared = { healthcheck: "/x" };\n'],
    [', { start: "a" }', { fact: 'deploy.healthcheckPath' }, 'refused: .railway/railway.ts says so already'],
    [', {}', { fact: 'server.workers', value: 2 }, 'refused: .railway/railway.ts has no option for server.workers'],
  ))('service("web"%s): %j', async (options, wanted, expected, before) => {
    expect(await setIn(options, wanted, before)).toBe(expected);
  });

  it('leaves what several services share alone', async () => {
    const text = `${HEAD}const TIMEOUT = 60;\nconst shared = { deploy: { overlapSeconds: 5 } };
export default defineRailway(() => [
  service("web", { ...shared, healthcheckTimeout: TIMEOUT }),
  service("api", { ...shared, healthcheckTimeout: TIMEOUT }),
]);\n`;
    expect(await set(text, { fact: 'deploy.healthcheckTimeout', value: 120 })).toBe(text.replace('TIMEOUT }', '120 }'));
    expect(await set(text, DRAIN)).toBe(text.replace('TIMEOUT }', 'TIMEOUT, deploy: { ...shared.deploy, drainingSeconds: 30 } }'));
  });

  it('writes a setting the way other services of the file have it', async () => {
    const text = `${HEAD}export default defineRailway(() => [service("api", { healthcheckPath: "/up" }), service("web", { start: "a" })]);\n`;
    expect(await set(text, HEALTH)).toBe(text.replace('start: "a"', 'start: "a", healthcheckPath: "/health"'));
  });

  it('writes what a helper function is given for one service', async () => {
    const text = `${HEAD}const node = (name: string, more = {}) => service(name, { build: "npm ci", ...more });
export default defineRailway(() => [node("web", { start: "a" }), node("api", { start: "b" })]);\n`;
    expect(await set(text, HEALTH)).toBe(text.replace('start: "a"', 'start: "a", healthcheck: "/health"'));
  });

  it('refuses where one call makes several services', async () => {
    const text = `${HEAD}export default defineRailway(() => ["web", "api"].map((name) => service(name, { start: name })));\n`;
    expect(await set(text, HEALTH)).toBe('refused: .railway/railway.ts gives no place where a change would reach web alone');
  });

  it('changes both calls of a service that a condition makes', async () => {
    const text = `${HEAD}export default defineRailway((ctx) => {
  if (ctx.environment === "production") return service("web", { replicas: 2 });
  return service("web", { replicas: 1 });
});\n`;
    expect(await set(text, HEALTH)).toBe(text.replace('replicas: 2', 'replicas: 2, healthcheck: "/health"').replace('replicas: 1', 'replicas: 1, healthcheck: "/health"'));
  });

  it('says that another project makes the service', async () => {
    expect(await set(`${HEAD}export default defineRailway(() => service("api", {}));`, HEALTH)).toBe('refused: no .railway/railway.ts makes the service web');
  });

  it.each([
    [', { start: "a" }', 'PORT', '8000', ', { start: "a", env: { PORT: "8000" } }'],
    [', { env: { A: "1" } }', 'PORT', '8000', ', { env: { A: "1", PORT: "8000" } }'],
    [', { variables: { A: "1" } }', 'PORT', '8000', ', { variables: { A: "1", PORT: "8000" } }'],
    [', { env: { PORT: "1" } }', 'PORT', '8000', ', { env: { PORT: "8000" } }'],
    [', { env: { PORT: { value: "1" } } }', 'PORT', '8000', ', { env: { PORT: { value: "8000" } } }'],
    [', { env: { A: "1", PORT: "1" } }', 'PORT', undefined, ', { env: { A: "1" } }'],
  ])('sets a variable in %s', async (options, variable, value, expected) => {
    const context = contextOf({ [PATH]: `${HEAD}export default defineRailway(() => service("web"${options}));` });
    expect(resultOf(await setRailwayTsVariable(variable, value, context), context, PATH)).toBe(`${HEAD}export default defineRailway(() => service("web"${expected}));`);
  });

  it('keeps tabs, CRLF and quotes', async () => {
    const text = "import { defineRailway, service } from 'railway';\r\n\r\nexport default defineRailway(() => {\r\n\treturn service('web', {\r\n\t\tstart: 'a', // first\r\n\t});\r\n})";
    const expected = text.replace("// first\r\n", "// first\r\n\t\tdeploy: { drainingSeconds: 30 },\r\n");
    expect(await set(text, DRAIN)).toBe(expected);
    expect((await railwayTs.read({ path: PATH, text: expected })).problems).toEqual([]);
  });
});
