import { live, type Fact } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import { driftOf } from './drift.ts';
import type { ServiceInput } from './service-input.ts';
import { configFileOf, presentIn } from './with-live.ts';

/** The facts `live.*` of a service, whatever its files say; none where the platform was not asked. `input` is as it was before `withLive`. */
export async function liveServiceFacts(input: ServiceInput): Promise<ReadonlyMap<FactName, Fact<unknown>>> {
  if (input.live === undefined) return new Map();
  const [{ liveFacts }, { liveSettings, liveStatements }, { placeAt }] = await Promise.all([
    import('../live/service-facts.ts'), import('../live/statements.ts'), import('../live/place-at.ts'),
  ]);
  const { state, service } = input.live;
  const situation = { asOf: input.asOf, present: presentIn(input.statements), configFile: configFileOf(input) };
  const drift = driftOf(input, situation, {
    files: input.statements, live: liveStatements(input.live).stated, settings: liveSettings(), placeAt: (setting) => placeAt(service, state, setting),
  });
  return new Map([...liveFacts(input.live, input.files), ['live.drift', live('live.drift', drift, placeAt(service, state, 'service'))]]);
}
