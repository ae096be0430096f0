import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import type { Tool } from '../versions.ts';

const SOURCE = 'providers/gleam/gleam.go';

/** Railpack's Gleam: a shipment for Erlang. */
export const gleam: Provider = {
  name: 'gleam',
  language: 'gleam',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, ['gleam.toml']),
  plan(input: BuildInput) {
    const plan: Plan = {
      startCommand: './build/erlang-shipment/entrypoint.sh run',
      tools: ['gleam', 'erlang'].map((name): Tool => (
        { name, candidates: input.mise(name), fallback: 'latest', source: SOURCE })),
      manifest: firstOf(input.folder, ['gleam.toml']),
      lockFile: firstOf(input.folder, ['manifest.toml']),
    };
    return plan;
  },
};
