import { fromVariable } from '../candidates.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';

const SOURCE = 'providers/deno/deno.go';
const MAIN_FILES = ['main.ts', 'main.js', 'main.mjs', 'main.mts'];
const CONFIGURATIONS = ['deno.json', 'deno.jsonc'];

/** Railpack's Deno: a main file, or the first script that a walk finds. */
export const deno: Provider = {
  name: 'deno',
  language: 'deno',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, CONFIGURATIONS),
  plan(input: BuildInput) {
    const { folder, settings } = input;
    const main = firstOf(folder, MAIN_FILES) ?? folder.find('**/*.{ts,js,mjs,mts}')[0];
    const candidates = [
      ...input.mise('deno', { mise: 2, 'tool-versions': 2, 'deno-version': 2 }),
      ...fromVariable(settings, 'DENO_VERSION', 'deno', 1),
    ];
    const plan: Plan = {
      startCommand: main && `deno run --allow-all ${main}`,
      tools: [{ name: 'deno', candidates, fallback: '2', source: SOURCE }],
      manifest: firstOf(folder, CONFIGURATIONS),
      lockFile: firstOf(folder, ['deno.lock']),
    };
    return plan;
  },
};
