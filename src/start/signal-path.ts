import type { Evidence, Fact, Known } from '../model/fact.ts';
import { known, undecidable } from './fact-makers.ts';
import type { FactName } from '../model/facts.ts';
import type { SignalPath } from '../model/facts/start.ts';
import type { Launch, Layer } from './path.ts';

/** The layers that matter most for a signal, worst first: what stops it counts before what passes it on. */
const ORDER = ['package-manager', 'shell', 'wrapper', 'init'] as const satisfies readonly Layer['kind'][];

/** What stands between PID 1 and the server, and the proof. */
export function signalFacts(launch: Launch, command: Known<string>): readonly (readonly [FactName, Fact<unknown>])[] {
  const staying = whatHolds(launch.layers).filter((layer) => layer.stays !== false);
  const open = staying.find((layer) => layer.stays === undefined);
  const proof: readonly Evidence[] = staying.length === 0 ? [command] : staying.map((layer) => layer.at);
  const wrappers: readonly [FactName, Fact<unknown>] = ['start.wrappers', known('start.wrappers', staying.filter((layer) => layer.stays === true).map((layer) => layer.at), proof)];
  const certain = staying.filter((layer) => layer.stays === true);
  if (open !== undefined && !certain.some((layer) => layer.kind === 'shell' || layer.kind === 'package-manager')) {
    const reason = 'bash replaces itself by the last command, other shells stay, and nothing says which shell runs it';
    return [['start.signalPath', undecidable('start.signalPath', reason, proof)], wrappers];
  }
  const kind = ORDER.find((candidate) => certain.some((layer) => layer.kind === candidate));
  const path: SignalPath = kind ?? 'direct';
  return [['start.signalPath', known('start.signalPath', path, proof)], wrappers];
}

/** The layers that can hold a signal back: behind an init program that signals everything nothing does. */
function whatHolds(layers: readonly Layer[]): readonly Layer[] {
  const index = layers.findIndex(({ signalsAll }) => signalsAll === true);
  return index === -1 ? layers : layers.slice(0, index + 1);
}
