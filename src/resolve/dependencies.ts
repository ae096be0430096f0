import type { Detection } from '../builders/detection.ts';
import type { Fact } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceInput } from './service-input.ts';

/** Dependencies of the manifest that the builder installs from. */
export interface DependencyReading {
  readonly facts: ReadonlyMap<FactName, Fact<unknown>>;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

/** Reads the manifest that counts, and from its lock file the versions of what it names. */
export async function dependencyFacts(input: ServiceInput, detection: Detection | undefined): Promise<DependencyReading> {
  void detection;
  void input;
  return { facts: new Map(), problems: [], files: [] };
}
