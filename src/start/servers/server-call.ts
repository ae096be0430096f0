import type { Fact } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { Override } from '../../model/project.ts';
import type { Following } from '../engine.ts';
import type { Place } from '../origin.ts';
import type { Launch } from '../path.ts';
import type { Program } from '../program.ts';
import type { ServerRow } from './server-table.ts';

/** A server that a command starts. */
export interface ServerCall {
  readonly launch: Launch;
  readonly program: Program;
  /** The words that name the server. */
  readonly place: Place;
  readonly run: Following;
  /** Undefined for a program that is in no table. */
  readonly row: ServerRow | undefined;
}

/** What a server's command line and configuration say. */
export interface ServerFactsRead {
  readonly facts: Map<FactName, Fact<unknown>>;
  readonly overrides: Override[];
}
