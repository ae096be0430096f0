import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { buildClientSchema, execute, parse, validate, type GraphQLFieldResolver, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

import type { Failure } from './failure.ts';
import type { JsonObject, Platform } from './platform.ts';
import { resolvers } from './resolvers.ts';

/** A request of the CLI, as it arrived. */
export interface Received {
  readonly operation: string;
  readonly variables: JsonObject;
  /** The credential, and by which header it came. */
  readonly credential: { readonly header: 'authorization' | 'project-access-token' | 'none'; readonly token: string };
}

/** A platform that speaks Railway's GraphQL on the loopback address. */
export interface Backboard {
  readonly url: string;
  /** An address that takes no connection further: as a proxy for HTTPS it keeps the CLI on this machine. */
  readonly proxy: string;
  readonly requests: readonly Received[];
  /** Hosts that the CLI wanted to reach by HTTPS. */
  readonly outside: readonly string[];
  /** What the CLI asked for and this platform cannot answer. */
  readonly problems: readonly string[];
  /** What goes wrong from now on; nothing by default. */
  failure: Failure | undefined;
  /** Is called before each request is answered. */
  onRequest: ((received: Received) => void) | undefined;
  close(): Promise<void>;
}

/** Who may ask: a token of an account, and one of a project, which knows its environment and no user. */
export interface Tokens {
  readonly account: string;
  readonly project: string;
}

/** Starts the platform; `schemaFile` is the introspection that the CLI is built with. */
export async function startBackboard(platform: Platform, schemaFile: string, tokens: Tokens): Promise<Backboard> {
  const schema = schemaIn(schemaFile);
  const root = resolvers(platform);
  const requests: Received[] = [];
  const problems: string[] = [];
  const outside: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => { problems.push(String(error)); response.destroy(); });
  });
  server.on('connect', (request, socket) => { outside.push(request.url ?? ''); socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const backboard: Backboard = {
    url: `http://127.0.0.1:${port}/graphql/v2`, proxy: `http://127.0.0.1:${port}`, requests, outside, problems, failure: undefined, onRequest: undefined,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables: given, operationName } = JSON.parse(await textOf(request)) as { query: string; variables?: JsonObject | null; operationName?: string };
    const variables = given ?? {};
    const document = parse(query);
    const operation = operationName ?? /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? '';
    const received: Received = { operation, variables, credential: credentialOf(request) };
    requests.push(received);
    backboard.onRequest?.(received);
    const { failure } = backboard;
    if (failure !== undefined && failure.when(received)) return failure.answer(response);
    const denied = denial(received, tokens, platform.environments.slice(1));
    if (denied !== undefined) return send(response, { errors: [{ message: denied }], data: null });
    const invalid = validate(schema, document);
    if (invalid.length > 0) {
      problems.push(...invalid.filter(({ message }) => !NEWER.test(message)).map(({ message }) => `${operation}: ${message}`));
      return send(response, { errors: invalid });
    }
    const result = await execute({ schema, document, rootValue: root, variableValues: variables, operationName, fieldResolver });
    problems.push(...(result.errors ?? []).filter(({ originalError }) => originalError instanceof MissingField).map(({ message }) => `${operation}: ${message}`));
    return send(response, result);
  }
  return backboard;
}

/** It takes longer to read than most requests to answer. */
const SCHEMAS = new Map<string, GraphQLSchema>();

function schemaIn(file: string): GraphQLSchema {
  const schema = SCHEMAS.get(file) ?? buildClientSchema((JSON.parse(readFileSync(file, 'utf8')) as { data: IntrospectionQuery }).data);
  SCHEMAS.set(file, schema);
  return schema;
}

/** What the CLI asks for before its own schema has it; it asks again without. */
const NEWER = /"iacPartials"/;

/** Something that the schema has and the platform of the tests does not. */
class MissingField extends Error {}

/** Like GraphQL's own, but a field that no one wrote is a failure and not a null. */
const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, given, _context, info) => {
  const value = source[info.fieldName];
  if (value === undefined) throw new MissingField(`the platform of the tests has no ${info.parentType.name}.${info.fieldName}`);
  return typeof value === 'function' ? value(given) : value;
};

/**
 * What Railway says to a credential that it does not know, or that may not ask this: https://github.com/railwayapp/cli/blob/master/src/client.rs tells them
 * apart by these words. A token of the project is for its first environment: https://docs.railway.com/integrations/api#project-token
 */
function denial({ operation, credential, variables }: Received, tokens: Tokens, others: Platform['environments']): string | undefined {
  if (credential.header === 'project-access-token') {
    if (credential.token !== tokens.project) return 'Project Token not found';
    return operation === 'UserProjects' || others.some(({ id }) => Object.values(variables).includes(id)) ? 'Not Authorized' : undefined;
  }
  return credential.header === 'authorization' && credential.token === `Bearer ${tokens.account}` ? undefined : 'Not Authorized';
}

function credentialOf({ headers }: IncomingMessage): Received['credential'] {
  const project = headers['project-access-token'];
  if (typeof project === 'string') return { header: 'project-access-token', token: project };
  return headers.authorization === undefined ? { header: 'none', token: '' } : { header: 'authorization', token: headers.authorization };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
