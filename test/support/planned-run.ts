import { readFileSync, writeFileSync } from 'node:fs';
import { notesOf, type Notes } from '../../src/apply/notes.ts';
import { openPlatform } from '../../src/live-platform.ts';
import { planChosen } from '../../src/plan-chosen.ts';
import type { Platform, PlatformReading } from '../../src/remote/platform.ts';
import { sealedPlan, type SealedPlan } from '../../src/remote/seal.ts';
import { plannedShop } from './planned-shop.ts';

/** A plan that is ready to be carried out in this process, where `runProgram` is mocked. */
export interface PlannedRun {
  readonly sealed: SealedPlan;
  readonly platform: Platform;
  readonly notes: Notes;
  /** Railway and the notes are as they were when the plan was made. */
  readonly reset: () => void;
  readonly remove: () => void;
}

const RULES = ['network/private-references', 'platform/variable-quotes', 'platform/unread-variables'];

/** Makes the plan of `plannedShop`. RAILWAY_DOUBLE_STATE and XDG_CACHE_HOME are set by the caller's `setVariable`. */
export async function plannedRun(setVariable: (name: string, value: string) => void): Promise<PlannedRun> {
  const shop = plannedShop();
  const state = shop.double.env['RAILWAY_DOUBLE_STATE'] ?? '';
  const before = readFileSync(state, 'utf8');
  setVariable('RAILWAY_DOUBLE_STATE', state);
  setVariable('XDG_CACHE_HOME', `${shop.root}/.cache`);
  const open = await openPlatform(shop.root, { program: shop.double.path, project: undefined, environment: undefined, timeout: undefined });
  const { plan } = await planChosen(shop.root, { asOf: '2026-11-26', rules: RULES, live: open.reading.state });
  const sealed = await sealedPlan(plan, open.reading.state, { seal: withFastSeal(open.reading).seal, salt: '' });
  const notes = await notesOf(shop.root, 'railway');
  return {
    sealed, notes, platform: { ...open.platform, read: async () => withFastSeal(await open.platform.read()) },
    reset: () => { writeFileSync(state, before); for (const name of notes.names()) notes.remove(name); },
    remove: shop.remove,
  };
}

/** The seals of the program are slow on purpose. */
function withFastSeal(reading: PlatformReading): PlatformReading {
  return { ...reading, seal: async (service, paths) => JSON.stringify(paths.map(([, name = '']) => reading.value(service, name) ?? null)) };
}
