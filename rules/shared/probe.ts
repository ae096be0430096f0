import { notApplicable, undecided, type Fact, type Known, type Outcome } from '#rule';

/** The path that the platform's health check asks for, or what a rule about that path says where there is none to judge. */
export type Probe = { readonly path: Known<string>; readonly outcome?: undefined } | { readonly path?: undefined; readonly outcome: Outcome };

/** What the health check asks for. That it is missing, or empty, is the matter of deploy/healthcheck-path alone. */
export function probeOf(fact: Fact<string> | undefined): Probe {
  if (fact?.state === 'unresolved') return { outcome: undecided(`the health check path cannot be told: ${fact.reason}`) };
  if (fact?.state !== 'known' || fact.value.trim() === '') return { outcome: notApplicable('no health check path is known') };
  return { path: fact };
}
