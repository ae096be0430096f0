import { absent, live, undecidable, valueOf, type Evidence, type Fact } from '../model/fact.ts';
import type { QueueWorker } from '../model/facts/data.ts';
import type { ProcessEntry } from '../model/facts/start.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import type { FactName } from '../model/facts.ts';
import type { ServiceInput } from './service-input.ts';

type Kind = 'web' | 'worker' | 'cron' | 'static' | 'library';

const WORKER_SERVERS = new Set(['celery', 'rq', 'arq', 'dramatiq', 'huey', 'sidekiq', 'taskiq']);
const WEB_SERVERS = new Set([
  'gunicorn', 'uvicorn', 'hypercorn', 'granian', 'daphne', 'waitress', 'flask', 'django', 'fastapi', 'streamlit', 'next', 'nest', 'nuxt',
  'vite', 'php', 'rails', 'puma', 'nginx', 'caddy', 'httpd', 'serve', 'http-server',
]);

/** Frameworks that are there for requests, whatever starts them. */
const WEB_FRAMEWORKS = new Set(['laravel', 'symfony', 'rails', 'phoenix', 'spring-boot', 'next', 'nuxt', 'remix', 'sveltekit', 'astro', 'gin']);
/** Libraries that can answer requests by themselves or through something else. */
const SERVING = new RegExp(`^(${[
  'aiohttp', 'blacksheep', 'bottle', 'channels', 'cherrypy', 'chainlit', 'dash', 'django', 'falcon', 'fastapi', 'flask', 'gradio', 'granian', 'grpcio', 'gunicorn', 'hypercorn',
  'litestar', 'mcp', 'fastmcp', 'nicegui', 'panel', 'prometheus-client', 'pyramid', 'quart', 'robyn', 'sanic', 'starlette', 'streamlit', 'tornado', 'twisted', 'uvicorn', 'waitress',
  'websockets', 'werkzeug', 'express', 'fastify', 'koa', 'hono', '@hono/.*', '@nestjs/.*', '@hapi/hapi', 'elysia', 'next', 'nuxt', 'polka', 'restify', 'socket\\.io', 'ws', '@trpc/.*',
  'apollo-server', '@apollo/server', 'graphql-yoga', '@grpc/grpc-js', 'serve', 'http-server', '@remix-run/.*', '@sveltejs/kit', 'vite', '@strapi/.*', 'prom-client',
].join('|')})$`);

/** What kind of service it is, from its server, its schedule, its processes and its routes. */
export function serviceKind(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): Fact<unknown> {
  const assumed = input.assumptions.facts.get('service.kind');
  if (assumed !== undefined) return assumed;
  const before = facts.get('service.kind');
  if (facts.get('deploy.cronSchedule')?.state === 'known') return kindFrom('cron', facts.get('deploy.cronSchedule'));
  if (before?.state === 'known') return before;
  if (valueOf(facts.get('runtime.static')) === true && facts.get('start.server')?.state !== 'known') return kindFrom('static', facts.get('runtime.static'));
  const server = facts.get('start.server');
  const name = valueOf(server);
  if (typeof name === 'string' && WORKER_SERVERS.has(name)) return kindFrom('worker', server);
  if (typeof name === 'string' && WEB_SERVERS.has(name)) return kindFrom('web', server);
  const told = toldByCommand(facts);
  if (told !== undefined) return told;
  const kind = fromTraces(facts, processesOf(input, facts));
  return kind.state === 'unresolved' ? fromDomain(input) ?? kind : kind;
}

/** `shop workers run`: a program that nobody knows, as that of the project itself, is told to work. */
const WORKS = /^\S+ (?:workers?|consumers?|scheduler)(?: |$)/;

/** The command that starts a program of the project as a worker, whatever routes its code has for the other services. */
function toldByCommand(facts: ReadonlyMap<FactName, Fact<unknown>>): Fact<unknown> | undefined {
  const command = facts.get('start.serverCommand');
  const isUnknown = facts.get('start.server')?.state !== 'known';
  return isUnknown && command?.state === 'known' && WORKS.test(String(command.value)) ? kindFrom('worker', command) : undefined;
}

/** A domain on the platform is for requests; it says so only where nothing else does, since a worker may have one by mistake. */
function fromDomain({ live: answer }: ServiceInput): Fact<unknown> | undefined {
  const [first] = answer?.service.domains ?? [];
  if (answer === undefined || first === undefined) return undefined;
  const { service, state: { environment, readAt } } = answer;
  return kindFrom('web', live('domain', first.domain, { service: service.name, environment: environment.name, field: 'networking', readAt }));
}

/** Without a server that tells: a health check path, routes, a listening socket or a web process make it a web service. */
function fromTraces(facts: ReadonlyMap<FactName, Fact<unknown>>, processes: readonly ProcessEntry[]): Fact<unknown> {
  for (const name of ['deploy.healthcheckPath', 'web.listens', 'web.routes', 'web.app'] as const) {
    const fact = facts.get(name);
    const isEmpty = fact?.state === 'known' && Array.isArray(fact.value) && fact.value.length === 0;
    if (fact?.state === 'known' && !isEmpty) return kindFrom('web', fact);
  }
  const web = processes.find((process) => process.kind === 'web');
  if (web !== undefined) return kindFrom('web', web.process);
  const worker = processes.find((process) => process.kind === 'worker');
  if (worker !== undefined) return kindFrom('worker', worker.process);
  const consumer = withoutListening(facts);
  if (consumer !== undefined) return kindFrom('worker', consumer);
  const framework = facts.get('runtime.framework');
  if (WEB_FRAMEWORKS.has(String(valueOf(framework)))) return kindFrom('web', framework);
  if (isPhpDefault(facts)) return kindFrom('web', facts.get('start.command'));
  if (isQuiet(facts)) return kindFrom('worker', facts.get('start.command'));
  return withoutTraces(facts.get('start.command'), facts.get('build.dockerfilePath'));
}

/** What nothing starts is no service: the folder of a monorepo's tools, say. What starts with one builder only may be one. */
function withoutTraces(command: Fact<unknown> | undefined, dockerfile: Fact<unknown> | undefined): Fact<unknown> {
  if (command?.state === 'unresolved') return undecidable('service.kind', `what starts it cannot be told: ${command.reason}`, []);
  if (command?.state !== 'known' && dockerfile?.state !== 'known') return absent('service.kind');
  return undecidable('service.kind', 'nothing shows whether it answers requests', []);
}

/** The processes that tell the kind: a service with a start command in a configuration file of its own is the one that this command runs. */
function processesOf({ configFile }: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): readonly ProcessEntry[] {
  const processes = (valueOf(facts.get('service.processes')) ?? []) as readonly ProcessEntry[];
  const command = facts.get('start.command');
  const isOwn = configFile !== undefined && command?.state === 'known' && command.provenance.kind === 'declared' && command.provenance.file.path === configFile;
  return isOwn ? processes.filter((process) => valueOf(process.command) === command.value) : processes;
}

/** A program whose code was read and neither listens nor serves: its queue consumer shows what it does, else the file that starts. */
function withoutListening(facts: ReadonlyMap<FactName, Fact<unknown>>): Fact<unknown> | undefined {
  const isRead = ['web.listens', 'web.routes', 'web.app'].every((name) => facts.get(name as FactName)?.state !== 'known');
  const looked = ['web.listens', 'web.app', 'web.routes'].some((name) => facts.get(name as FactName)?.state === 'absent');
  // The framework may be there for the other service of the folder, when nothing that this program loads can listen.
  const isPlain = valueOf(facts.get('start.server')) === 'python' && facts.get('web.listens')?.state === 'absent';
  if (!isRead || (facts.get('runtime.framework')?.state === 'known' && !isPlain)) return undefined;
  const [consumer] = (valueOf(facts.get('queue.workers')) ?? []) as readonly QueueWorker[];
  if (consumer !== undefined) return consumer.at;
  const file = facts.get('start.appFile');
  return looked && file?.state === 'known' ? file : undefined;
}

/** The image that a builder makes for PHP is a web server with the project's files. */
function isPhpDefault(facts: ReadonlyMap<FactName, Fact<unknown>>): boolean {
  const command = facts.get('start.command');
  return valueOf(facts.get('runtime.language')) === 'php' && command?.state === 'known' && command.provenance.kind === 'default';
}

/** A program that listens nowhere, has no routes and no library that could serve: it works on something else than requests. */
function isQuiet(facts: ReadonlyMap<FactName, Fact<unknown>>): boolean {
  const dependencies = valueOf(facts.get('runtime.dependencies')) as readonly Dependency[] | undefined;
  const isRead = ['python', 'node'].includes(String(valueOf(facts.get('start.server'))));
  if (!isRead || facts.get('web.listens')?.state !== 'absent' || dependencies === undefined) return false;
  return !dependencies.some(({ name }) => SERVING.test(name));
}

function kindFrom(kind: Kind, evidence: Fact<unknown> | undefined): Fact<unknown> {
  const from: readonly Evidence[] = evidence === undefined ? [] : [evidence];
  return { state: 'known', name: 'service.kind', value: kind, provenance: { kind: 'derived', from } };
}
