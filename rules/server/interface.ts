import { defineCheck, fail, notApplicable, pass, valueOf, type Dependency, type Evidence, type Fact, type FactSet, type Known, type ProposedFix } from '#rule';
import { looseWords } from '../shared/commands.ts';
import { serverAmong } from '../shared/served-by.ts';
import { isAtLeast } from '../shared/versions.ts';

type Protocol = 'asgi' | 'wsgi';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'start.interface', 'server.workerClass', 'server.threads', 'start.serverCommand', 'start.app', 'runtime.dependencies'],
  check(facts, { service }) {
    const [server, application] = [serverAmong(service.facts, 'gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'granian', 'waitress'), facts['start.interface']];
    if (server === undefined) return notApplicable('no server that calls an application is known to serve it');
    if (application?.state !== 'known') return notApplicable('which protocol the application speaks cannot be told');
    const spoken = protocolOf(server.value, facts['server.workerClass'], looseWords(valueOf(facts['start.serverCommand']) ?? ''));
    if (spoken === 'both') return pass();
    if (spoken === 'unknown') return notApplicable(`which protocol ${server.value} speaks cannot be told`);
    if (spoken === application.value) return pass();
    const workerClass = facts['server.workerClass'];
    const by = server.value === 'gunicorn' && workerClass?.state === 'known' ? workerClass : server;
    const evidence: readonly [Evidence, ...Evidence[]] = [by, application];
    const name = by === server ? server.value : `gunicorn's ${String(by.value)} worker`;
    return fail({
      message: `${service.name} answers every request with 500: ${name} speaks ${spoken.toUpperCase()}, the application ${application.value.toUpperCase()}`,
      evidence,
      fix: fixFor(server, application.value, service.facts),
    });
  },
});

/** What a server calls the application with. */
function protocolOf(server: string, workerClass: Fact<string> | undefined, words: readonly string[]): Protocol | 'both' | 'unknown' {
  const named = words.find((_, index) => words[index - 1] === '--interface') ?? words.find((word) => word.startsWith('--interface='))?.slice('--interface='.length);
  switch (server) {
    case 'gunicorn': {
      if (workerClass?.state === 'unresolved') return 'unknown';
      return /uvicorn|asgi|aiohttp/i.test(valueOf(workerClass) ?? 'sync') ? 'asgi' : 'wsgi';
    }
    case 'uvicorn': return named === 'wsgi' ? 'wsgi' : 'asgi';
    case 'daphne': return 'asgi';
    case 'waitress': return 'wsgi';
    case 'granian': return named === 'wsgi' || named === 'asgi' ? named : 'unknown';
    default: return 'both'; // hypercorn looks at the application
  }
}

function fixFor(server: Known<string>, application: Protocol, facts: FactSet): ProposedFix {
  if (server.value !== 'gunicorn') return otherServer(server.value, application, facts);
  const value = application === 'wsgi' ? 'gthread' : asgiWorker(valueOf(facts['runtime.dependencies']) ?? []);
  if (value === undefined) return { title: 'Install uvicorn-worker, and use the worker class uvicorn_worker.UvicornWorker', applicability: 'advice', change: { kind: 'advice' } };
  const change = { kind: 'set-fact', fact: 'server.workerClass', value } as const;
  if (value !== 'gthread' || (valueOf(facts['server.threads']) ?? 1) > 1) return { title: `Use the worker class ${value}`, applicability: 'review', change };
  return { title: 'Use the worker class gthread, with four threads', applicability: 'review', change: { kind: 'all', changes: [change, { kind: 'set-fact', fact: 'server.threads', value: 4 }] } };
}

/** An ASGI worker class that what is installed can give; gunicorn has its own since 25.1. */
function asgiWorker(dependencies: readonly Dependency[]): string | undefined {
  const has = (name: string) => dependencies.some((dependency) => dependency.name === name);
  if (has('uvicorn-worker')) return 'uvicorn_worker.UvicornWorker';
  if (isAtLeast(dependencies.find(({ name }) => name === 'gunicorn')?.version ?? '0', '25.1')) return 'asgi';
  return has('uvicorn') ? 'uvicorn.workers.UvicornWorker' : undefined;
}

/** gunicorn is told what uvicorn was told, where it is installed. */
function otherServer(server: string, application: Protocol, facts: FactSet): ProposedFix {
  const title = application === 'wsgi' ? 'Serve the application with gunicorn' : 'Serve the application with uvicorn';
  const command = facts['start.serverCommand'];
  const isInstalled = valueOf(facts['runtime.dependencies'])?.some(({ name }) => name === 'gunicorn') === true;
  if (server !== 'uvicorn' || command?.state !== 'known' || !isInstalled) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'rewrite', how: 'serve-with-gunicorn', at: [command] } };
}
