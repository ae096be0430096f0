import type { FactSet } from '../../model/facts.ts';
import type { CodeInput, CodeReading } from '../code-input.ts';
import { openProgram } from './open-program.ts';
import type { Reader } from './reader.ts';
import { readAddresses } from './readers/addresses.ts';
import { readApplications } from './readers/applications.ts';
import { readBlockingCalls } from './readers/blocking.ts';
import { readCapabilities } from './readers/capabilities.ts';
import { readHttpClients } from './readers/http.ts';
import { readListens } from './readers/listens.ts';
import { readLogs } from './readers/logs.ts';
import { readPools } from './readers/pools.ts';
import { readProtection } from './readers/protection.ts';
import { readQueues } from './readers/queues.ts';
import { readRedis } from './readers/redis.ts';
import { readSecurity } from './readers/security.ts';
import { readSingletons } from './readers/singletons.ts';
import { readWeb } from './readers/web.ts';

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
];

/** What the Python code of one service says. */
export async function readPythonCode(input: CodeInput): Promise<CodeReading> {
  const { program, problems } = await openProgram(input);
  if (program.files.size === 0) return { facts: {}, problems, parsed: [] };
  const results = READERS.map((read) => read(program));
  const facts: FactSet = Object.assign({}, ...results.map((result) => result.facts));
  return { facts, problems: [...problems, ...results.flatMap((result) => result.problems ?? [])], parsed: [...program.files.keys()] };
}
