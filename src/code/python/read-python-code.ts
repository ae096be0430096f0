import { valueOf } from '../../model/fact.ts';
import type { Capability } from '../../model/facts/code.ts';
import type { FactSet } from '../../model/facts.ts';
import type { CodeInput, CodeReading } from '../code-input.ts';
import { readQueries as readSqlQueries } from '../sql/read-queries.ts';
import { openProgram } from './open-program.ts';
import type { Reader } from './reader.ts';
import { readAddresses } from './readers/addresses.ts';
import { readApplications } from './readers/applications.ts';
import { readBlockingCalls } from './readers/blocking.ts';
import { readCaches } from './readers/caches.ts';
import { readCapabilities } from './readers/capabilities.ts';
import { readConnections, readForkHooks } from './readers/connections.ts';
import { readHttpClients } from './readers/http.ts';
import { readHttpRequests } from './readers/http-requests.ts';
import { readHttpRetries } from './readers/http-retries.ts';
import { readHttpSessions } from './readers/http-sessions.ts';
import { readListens } from './readers/listens.ts';
import { listFact } from './readers/list-fact.ts';
import { readMetricsHooks } from './readers/server-hooks.ts';
import { readLogs } from './readers/logs.ts';
import { readPools } from './readers/pools.ts';
import { readProtection } from './readers/protection.ts';
import { readProxyUses } from './readers/proxy-uses.ts';
import { readQueries } from './readers/queries.ts';
import { readQueues } from './readers/queues.ts';
import { readRedis } from './readers/redis.ts';
import { readRedisCalls } from './readers/redis-calls.ts';
import { readRequestLogs } from './readers/request-logs.ts';
import { readSchema } from './readers/schema.ts';
import { readSecurity } from './readers/security.ts';
import { readSingletons } from './readers/singletons.ts';
import { readWaiting } from './readers/waiting.ts';
import { readTasks } from './readers/tasks.ts';
import { readWeb } from './readers/web.ts';
import { pythonSqlTexts } from './sql-texts.ts';
import { readWorkGroups } from './readers/work-groups.ts';

const READERS: readonly Reader[] = [
  readWeb,
  readPools,
  readRedis,
  readQueues,
  readSingletons,
  readHttpClients,
  readBlockingCalls,
  readProtection,
  readCapabilities,
  readListens,
  readAddresses,
  readApplications,
  readLogs,
  readSecurity,
  readProxyUses,
  readRequestLogs,
  readSchema,
  readQueries,
  readRedisCalls,
  readCaches,
  readHttpRequests,
  readHttpSessions,
  readHttpRetries,
  readWorkGroups,
  readWaiting,
  readConnections,
  readTasks,
];

/** What the server's own configuration brings joins what the program has. */
function withHooks(facts: FactSet, hook: Capability | undefined): FactSet {
  const own = valueOf(facts['web.capabilities']) ?? [];
  if (hook === undefined || !own.some(({ kind }) => kind === 'metrics') || own.some(({ library }) => library === hook.library)) return facts;
  return { ...facts, 'web.capabilities': listFact('web.capabilities', [...own, hook], ({ at }) => at) };
}

/** What the Python code of one service says. */
export async function readPythonCode(input: CodeInput): Promise<CodeReading> {
  const { program, problems } = await openProgram(input);
  if (program.files.size === 0) return { facts: {}, problems, parsed: [] };
  const results = [...READERS.map((read) => read(program)), await readForkHooks(program, input)];
  const queries: FactSet = { 'schema.queries': await readSqlQueries(pythonSqlTexts(program)) };
  const facts: FactSet = withHooks(Object.assign(queries, ...results.map((result) => result.facts)), await readMetricsHooks(input));
  return { facts, problems: [...problems, ...results.flatMap((result) => result.problems ?? [])], parsed: [...program.files.keys()] };
}
