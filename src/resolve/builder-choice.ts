import type { Fact } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';

/** The builder, and the builders that it may be: facts count when they are the same for all of these. */
export interface BuilderChoice {
  readonly fact: Fact<Builder>;
  readonly candidates: readonly [Builder, ...Builder[]];
  /** The Dockerfile that a Dockerfile build uses. */
  readonly dockerfile: string | undefined;
}
