import { declared, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { StartSource } from '../model/facts/start.ts';
import type { Override } from '../model/project.ts';
import type { Statement } from '../model/statement.ts';
import { livenessOf, type Situation } from './liveness.ts';
import type { ServiceInput } from './service-input.ts';
import { environmentOf, ranked } from './statements.ts';

/** The start command that counts, everything that lost against it, and how the winner is executed. */
export interface StartChoice {
  readonly command: Fact<string>;
  /** The adapter, or the builder's name, whose word counts. */
  readonly by: string | undefined;
  readonly sources: readonly StartSource[];
  readonly overrides: readonly Override[];
}

/** Strongest first: the platform's own setting, the builder's file, the Procfile, the image. */
const ORDER = ['railway-ts', 'railway-toml', 'railway-json', 'railway-live', 'render', 'fly', 'heroku-yml', 'railpack', 'nixpacks', 'procfile', 'dockerfile'];
/** Railpack takes web, then worker, then any other; Nixpacks and Heroku never start the release process. */
const MAIN_PROCESSES = ['web', 'worker'];

interface Candidate {
  readonly statement: Statement;
  readonly rank: number;
}

/** Chooses the start command among the files and the builder's default. */
export function chooseStart(input: ServiceInput, situation: Situation, builderDefault: Fact<string>): StartChoice {
  const candidates = startStatements(input, situation);
  const alive = candidates.filter(({ statement }) => livenessOf(statement, situation).live);
  const [winner] = alive;
  const command = (winner?.statement.fact as Fact<string> | undefined) ?? builderDefault;
  const by = winner?.statement.by ?? (builderDefault.state === 'known' ? `${situation.builder} default` : undefined);
  const sources = candidates.flatMap(({ statement }): readonly StartSource[] => {
    const fact = statement.fact as Fact<string>;
    if (fact.state !== 'known') return [];
    const { live, because } = livenessOf(statement, situation);
    const effective = statement === winner?.statement;
    return [{ command: fact, by: statement.by, effective, because: live && !effective ? lossTo(winner?.statement.by, statement.by) : because }];
  });
  const fallback: readonly StartSource[] = winner === undefined && builderDefault.state === 'known'
    ? [{ command: builderDefault, by: by ?? '', effective: true, because: 'no file gives a start command' }]
    : [];
  const ordered = [...fallback, ...sources].sort((a, b) => Number(b.effective) - Number(a.effective));
  return { command, by, sources: ordered, overrides: overridesOf(ordered, builderDefault, winner?.statement) };
}

function lossTo(winner: string | undefined, loser: string): string {
  return winner === loser ? 'another process of the same file comes first' : `${nameOf(winner ?? '')} comes before ${nameOf(loser)}`;
}

function overridesOf(sources: readonly StartSource[], builderDefault: Fact<string>, winner: Statement | undefined): readonly Override[] {
  const losers = sources.filter((source) => !source.effective)
    .map((source): Override => ({ name: 'start.command', loser: source.command, because: source.because }));
  if (winner === undefined || builderDefault.state !== 'known') return losers;
  return [...losers, { name: 'start.command', loser: builderDefault, because: `${nameOf(winner.by)} wins over the builder's default` }];
}

function startStatements(input: ServiceInput, situation: Situation): readonly Candidate[] {
  const stated = ranked(input.statements.filter(({ fact }) => fact.name === 'start.command'), environmentOf(input));
  return stated
    .filter((statement) => statement.by !== 'compose' && isStarted(statement, stated, situation))
    .map((statement) => ({ statement, rank: ORDER.indexOf(statement.by) }))
    .filter(({ rank }) => rank !== -1)
    .sort((a, b) => a.rank - b.rank);
}

/** One process of a file starts: the service's own, else web, else worker, else the first other one (Nixpacks: by name). */
function isStarted(statement: Statement, all: readonly Statement[], situation: Situation): boolean {
  if (statement.process === undefined) return true;
  const rivals = all.filter((other) => other.by === statement.by && other.process !== undefined && isStartable(other, situation));
  if (situation.builder === 'nixpacks') rivals.sort((a, b) => ((a.process ?? '') < (b.process ?? '') ? -1 : 1));
  const main = MAIN_PROCESSES.map((name) => rivals.find((rival) => rival.process === name)).find((rival) => rival !== undefined);
  return (main ?? rivals[0]) === statement;
}

function isStartable({ process }: Statement, { builder }: Situation): boolean {
  return builder === 'railpack' || process !== 'release';
}

/** A file kind as people call it. */
export function nameOf(by: string): string {
  const names: Readonly<Record<string, string>> = {
    'railway-ts': '.railway/railway.ts', 'railway-toml': 'railway.toml', 'railway-json': 'railway.json', 'railway-live': "Railway's dashboard", railpack: 'railpack.json',
    nixpacks: 'the Nixpacks configuration', procfile: 'the Procfile', dockerfile: 'the Dockerfile', render: 'render.yaml', fly: 'fly.toml',
    'heroku-yml': 'heroku.yml',
  };
  return names[by] ?? by;
}

/** How the winner is executed: Railway replaces an image's entry point without a shell; everything else goes through one. */
export function startForm(input: ServiceInput, situation: Situation, choice: StartChoice): Known<'exec' | 'shell'> | undefined {
  const { command, by } = choice;
  if (command.state !== 'known') return undefined;
  const setting = by?.startsWith('railway-') === true && situation.builder === 'dockerfile';
  const inImage = by === 'dockerfile' && input.statements.some(({ by: reader, fact }) =>
    reader === 'dockerfile' && fact.name === 'start.form' && valueOf(fact as Fact<string>) === 'exec');
  const form = setting || inImage ? 'exec' : 'shell';
  const { provenance } = command;
  if (provenance.kind !== 'declared') return { state: 'known', name: 'start.form', value: form, provenance };
  return declared('start.form', form, provenance.file, provenance.range);
}

