import { readCors } from '../protection/cors.ts';
import { readProtections } from '../protection/protections.ts';
import { readRateLimiters } from '../protection/rate-limits.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { listFact } from './list-fact.ts';

/** Who may call from a browser, how often, and what protects the application. */
export function readSecurity(program: Program): ReaderResult {
  return {
    facts: {
      'web.corsSetups': listFact('web.corsSetups', readCors(program), (each) => each.at),
      'web.rateLimiters': listFact('web.rateLimiters', readRateLimiters(program), (each) => each.at),
      'web.protections': listFact('web.protections', readProtections(program), (each) => each.at),
    },
  };
}
