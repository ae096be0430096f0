import { valueOf } from '../../model/fact.ts';
import type { Service } from '../../model/project.ts';
import { shown } from './width.ts';

const TITLES: Readonly<Record<string, string>> = {
  fastapi: 'FastAPI', django: 'Django', flask: 'Flask', express: 'Express', nest: 'Nest', next: 'Next.js', fastify: 'Fastify', hono: 'Hono',
  starlette: 'Starlette', python: 'Python', node: 'Node', php: 'PHP', go: 'Go', ruby: 'Ruby', java: 'Java', rust: 'Rust', railway: 'Railway',
  render: 'Render', fly: 'Fly', heroku: 'Heroku', railpack: 'Railpack', nixpacks: 'Nixpacks', dockerfile: 'a Dockerfile',
};

/** What a service is, in a few words each: `web`, `Python 3.10`, `FastAPI`, `uvicorn, 1 worker`, `built by Railpack`, `on Railway`. */
export function describeService({ facts }: Service): readonly string[] {
  const language = valueOf(facts['runtime.language']);
  const version = valueOf(facts['runtime.version']);
  const framework = valueOf(facts['runtime.framework']);
  const builder = valueOf(facts['build.builder']);
  const parts = [
    valueOf(facts['service.kind']),
    language === undefined ? undefined : [titleOf(language), version].filter((part) => part !== undefined).join(' '),
    framework === undefined ? undefined : titleOf(framework),
    serverOf(facts),
    builder === undefined ? undefined : `built by ${titleOf(builder)}`,
    placeOf(facts),
  ];
  return parts.flatMap((part) => (part === undefined || part === '' ? [] : [shown(part)]));
}

function serverOf(facts: Service['facts']): string | undefined {
  const server = valueOf(facts['start.server']);
  if (server === undefined || server === valueOf(facts['runtime.language'])) return undefined;
  const workers = valueOf(facts['server.workers']);
  if (workers === undefined) return server;
  return `${server}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
}

function titleOf(name: string): string {
  return TITLES[name] ?? name;
}

/** Where it runs: by the platform's own word, else by what the files show. */
function placeOf(facts: Service['facts']): string | undefined {
  const link = valueOf(facts['live.service']);
  if (link !== undefined) return `on Railway as ${link.name}, ${link.environment.name}`;
  const platform = valueOf(facts['service.platforms'])?.[0];
  return platform === undefined ? undefined : `on ${titleOf(platform)}`;
}
