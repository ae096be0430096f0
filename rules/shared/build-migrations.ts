import { fail, valueOf, type FactSet, type Known, type Outcome } from '#rule';
import { looseWords } from './commands.ts';
import { commandsIn } from './image.ts';
import { isDeployedTo } from './platforms.ts';
import { movedFromBuild } from './pre-deploy.ts';

/** Where a build may migrate: its command, the scripts of package.json that it runs, a RUN of the Dockerfile. */
type BuildPlace = 'command' | 'script' | 'image';

/** Builders that run the script `build` of package.json by themselves. */
const RUN_SCRIPTS = ['railpack', 'nixpacks'];
const BUILD_SCRIPTS = ['prebuild', 'build', 'postbuild'];

/** What writes a script of the image, line by line, and runs nothing of it. */
const WRITERS = ['echo', 'printf', 'cat'];

/** What is looked for, and where. */
interface Wanted {
  readonly places: readonly string[];
  readonly migrations: readonly string[];
  /** Options with which a migration asks no database: `--sql`. */
  readonly offline: readonly string[];
}

/** A finding for each place in which a migration runs while the image is built. */
export function buildMigrations(facts: FactSet, wanted: Wanted): readonly Outcome[] {
  const found: Readonly<Record<BuildPlace, () => readonly Known<string>[]>> = {
    command: () => known(facts['build.command']),
    script: () => buildScripts(facts),
    image: () => imageCommands(facts),
  };
  return wanted.places.flatMap((place) => found[place as BuildPlace]()).flatMap((command) => migrating(command, facts, wanted));
}

function known(fact: FactSet['build.command']): readonly Known<string>[] {
  return fact?.state === 'known' ? [fact] : [];
}

/** The scripts that the builder runs: by itself, or because the build command says so. */
function buildScripts(facts: FactSet): readonly Known<string>[] {
  if (!isDeployedTo(facts, 'railway') || hasPool(facts, true)) return [];
  if (!RUN_SCRIPTS.includes(valueOf(facts['build.builder']) ?? '')) return [];
  const command = facts['build.command'];
  const isRun = command === undefined || command.state === 'absent' || /\b(npm|pnpm|yarn|bun)\s+(run\s+)?build\b/.test(valueOf(command) ?? '');
  const scripts = isRun ? (valueOf(facts['runtime.scripts']) ?? []) : [];
  return scripts.filter(({ name }) => BUILD_SCRIPTS.includes(name)).map((script) => script.command);
}

/** Commands of the Dockerfile, where the database is a server: one in a file of the image can be made while building. */
function imageCommands(facts: FactSet): readonly Known<string>[] {
  if (hasPool(facts, true) || !hasPool(facts, false)) return [];
  return commandsIn(valueOf(facts['build.instructions']) ?? []).filter(({ command }) => !WRITERS.includes(command.words[0] ?? '')).map(({ command }) => command.at);
}

/** Whether the program has a pool of a database in a file, or of one that is a server. */
function hasPool(facts: FactSet, inFile: boolean): boolean {
  return valueOf(facts['database.pools'])?.some(({ kind, driver }) => (kind === 'sqlite' || driver === 'sqlite') === inFile) === true;
}

function migrating(command: Known<string>, facts: FactSet, { migrations, offline }: Wanted): readonly Outcome[] {
  const parts = command.value.split(/&&|\|\||[;\n]/).map(looseWords).filter((words) => !offline.some((option) => words.includes(option)));
  const migration = migrations.find((name) => parts.some((words) => words.join(' ').includes(name)));
  if (migration === undefined) return [];
  return [fail({
    message: `"${migration}" runs while the image is built, where the private network is not reachable`, evidence: [command], anchor: 'build.command',
    fix: movedFromBuild(command, migration, facts),
  })];
}
