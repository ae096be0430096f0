import type { Fact, Known } from './fact.ts';
import type { BuildFacts } from './facts/build.ts';
import type { ConfigFacts } from './facts/config.ts';
import type { CodeFacts } from './facts/code.ts';
import type { DataFacts } from './facts/data.ts';
import type { DeployFacts } from './facts/deploy.ts';
import type { ProtectionFacts } from './facts/protection.ts';
import type { RuntimeFacts } from './facts/runtime.ts';
import type { ServerFacts } from './facts/server.ts';
import type { StartFacts } from './facts/start.ts';
import type { CacheFacts } from './facts/caches.ts';
import type { ConcurrencyFacts } from './facts/concurrency.ts';
import type { ConnectionFacts } from './facts/connections.ts';
import type { QueryFacts } from './facts/queries.ts';
import type { SchemaFacts } from './facts/schema.ts';
import type { LiveFacts } from './facts/live.ts';
import type { TaskFacts } from './facts/tasks.ts';

/** Everything the tool can know about one service. The only list of fact names, in parts by area. */
export interface ServiceFacts
  extends BuildFacts, StartFacts, ServerFacts, DeployFacts, RuntimeFacts, CodeFacts, ProtectionFacts, DataFacts, ConfigFacts,
  CacheFacts, ConcurrencyFacts, ConnectionFacts, QueryFacts, SchemaFacts, TaskFacts, LiveFacts {}

export type FactName = keyof ServiceFacts;

/** What is known of one service: no entry means that nobody looked. */
export type FactSet = { readonly [N in FactName]?: Fact<ServiceFacts[N]> };

/** Facts that are certain to be known, as a check gets those it needs. */
export type KnownFacts<N extends FactName> = { readonly [K in N]: Known<ServiceFacts[K]> };

/** Facts in whatever state they are, as a check gets those it merely reads. */
export type ReadFacts<N extends FactName> = { readonly [K in N]: Fact<ServiceFacts[K]> | undefined };
