import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Known, type Outcome } from '#rule';
import { PRIVATE_HOST } from '../shared/addresses.ts';
import { looseWords } from '../shared/commands.ts';
import { isDeployedTo } from '../shared/platforms.ts';

/** Something that runs while the image is built. */
interface Step {
  readonly at: Known<string>;
  readonly text: string;
  /** False where another rule judges migrations in it. */
  readonly isJudged: boolean;
}

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'build.instructions', 'build.command', 'build.installCommand', 'runtime.scripts'],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    const steps = buildSteps(facts).map((step) => ({ ...step, text: ranIn(step.text) }));
    if (!isDeployedTo(facts, 'railway') && !steps.some(({ text }) => PRIVATE_HOST.test(text))) return notApplicable('no file shows that it is deployed to Railway');
    if (steps.length === 0) return notApplicable('no step of a build is written down');
    const findings = steps.flatMap((step) => nameFinding(step) ?? migrationFinding(step, strings('migrations'), strings('reads-no-database')) ?? []);
    return findings.length === 0 ? pass() : findings;
  },
});

function buildSteps(facts: FactSet): readonly Step[] {
  const runs = (valueOf(facts['build.instructions']) ?? []).filter(({ keyword }) => keyword === 'RUN');
  const commands = [facts['build.command'], facts['build.installCommand']].flatMap((fact) => (fact?.state === 'known' ? [fact] : []));
  const written = [...runs.map(({ at, text }) => ({ at, text, isJudged: true })), ...commands.map((at) => ({ at, text: at.value, isJudged: false }))];
  return [...written, ...scriptSteps(facts, written)];
}

/** Scripts that the builder runs by itself, or that a step runs. https://railpack.com/languages/node */
function scriptSteps(facts: FactSet, written: readonly Step[]): readonly Step[] {
  const isBuilt = ['railpack', 'nixpacks'].includes(valueOf(facts['build.builder']) ?? '') && facts['build.command']?.state !== 'known';
  const isRun = isBuilt || written.some(({ text }) => /\b(?:npm|pnpm|yarn|bun)\b[^&|;]*\bbuild\b/.test(text));
  const scripts = (valueOf(facts['runtime.scripts']) ?? []).filter(({ name }) => isRun && ['prebuild', 'build', 'postbuild'].includes(name));
  return scripts.map(({ command }) => ({ at: command, text: command.value, isJudged: true }));
}

/** What a step runs: without the texts that it writes into files or shows. */
function ranIn(text: string): string {
  const plain = text.replaceAll(/(["'])[^"']*\s[^"']*\1/g, '');
  return plain.split(/&&|\|\||[;|\n]/).filter((command) => !/^\s*(?:echo|printf|cat|sed|export)\b/.test(command)).join(' && ');
}

function nameFinding({ at, text }: Step): Outcome | undefined {
  const host = /[\w.-]+\.railway\.internal\b/.exec(text)?.[0];
  if (host === undefined) return undefined;
  return fail({
    message: `the build asks for ${host}, which exists while services run only`, evidence: [at], anchor: `host:${host}`,
    fix: { title: 'Move the step to the pre-deploy command', applicability: 'advice', change: { kind: 'advice' } },
  });
}

/** Migrations in the build command are judged by deploy/migrations. */
function migrationFinding({ at, text, isJudged }: Step, migrations: readonly string[], offline: readonly string[]): Outcome | undefined {
  const words = looseWords(text).join(' ');
  const migration = isJudged ? migrations.find((name) => words.includes(name)) : undefined;
  if (migration === undefined || offline.some((word) => words.split(' ').includes(word))) return undefined;
  return fail({
    message: `"${migration}" runs while the image is built, where the private network is not reachable`, evidence: [at], anchor: `migration:${migration}`,
    severity: 'medium', confidence: 'medium',
    fix: { title: 'Move the migration to the pre-deploy command', applicability: 'advice', change: { kind: 'advice' } },
  });
}
