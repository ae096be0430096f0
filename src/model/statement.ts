import type { Fact } from './fact.ts';
import type { FactName, ServiceFacts } from './facts.ts';
import type { Problem } from './problem.ts';

/** One file's word on one fact, before anybody decides which file counts. */
export interface Statement<N extends FactName = FactName> {
  /** The adapter that read it: 'railway-json', 'procfile', ... */
  readonly by: string;
  readonly fact: Fact<ServiceFacts[N]> & { readonly name: N };
  /** Holds in this environment only ("production" in railway.json's `environments`). */
  readonly environment?: string;
  /** Holds for this process only ("worker" of a Procfile). Undefined is the service's main process. */
  readonly process?: string;
  /** Holds for this named service of a file that describes several (compose, render.yaml, railway.ts). */
  readonly service?: string;
}

/** What an adapter understood of one file. */
export interface Reading {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}
