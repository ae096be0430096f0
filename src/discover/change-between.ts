import type { ServiceListing } from './read-project.ts';

/** What a change is, as far as services can be affected by it. */
export interface ChangeBetween {
  readonly before: ServiceListing;
  readonly after: ServiceListing;
  /** Paths that differ. */
  readonly changed: ReadonlySet<string>;
  /** Paths of the later state that use one of some words as a name; undefined where nobody can say. */
  readonly mentions: (words: readonly string[]) => Promise<readonly string[] | undefined>;
}
