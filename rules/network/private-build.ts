import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { PRIVATE_HOST } from '../shared/addresses.ts';
import { isDeployedTo } from '../shared/platforms.ts';

/** Something that runs while the image is built. */
interface Step {
  readonly at: Known<string>;
  readonly text: string;
}

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'build.instructions', 'build.command', 'build.installCommand', 'runtime.scripts'],
  check(_facts, { service: { facts } }): Outcome | readonly Outcome[] {
    const steps = buildSteps(facts).map((step) => ({ ...step, text: ranIn(step.text) }));
    if (!isDeployedTo(facts, 'railway') && !steps.some(({ text }) => PRIVATE_HOST.test(text))) return notApplicable('no file shows that it is deployed to Railway');
    if (steps.length === 0) return notApplicable('no step of a build is written down');
    const findings = steps.flatMap((step) => nameFinding(step) ?? []);
    return findings.length === 0 ? pass() : findings;
  },
});

function buildSteps(facts: FactSet): readonly Step[] {
  const runs = (valueOf(facts['build.instructions']) ?? []).filter(({ keyword }) => keyword === 'RUN');
  const commands = [facts['build.command'], facts['build.installCommand']].flatMap((fact) => (fact?.state === 'known' ? [fact] : []));
  const written = [...runs.map(({ at, text }) => ({ at, text })), ...commands.map((at) => ({ at, text: at.value }))];
  return [...written, ...scriptSteps(facts, written)];
}

/** Scripts that the builder runs by itself, or that a step runs. https://railpack.com/languages/node */
function scriptSteps(facts: FactSet, written: readonly Step[]): readonly Step[] {
  const isBuilt = ['railpack', 'nixpacks'].includes(valueOf(facts['build.builder']) ?? '') && facts['build.command']?.state !== 'known';
  const isRun = isBuilt || written.some(({ text }) => /\b(?:npm|pnpm|yarn|bun)\b[^&|;]*\bbuild\b/.test(text));
  const scripts = (valueOf(facts['runtime.scripts']) ?? []).filter(({ name }) => isRun && ['prebuild', 'build', 'postbuild'].includes(name));
  return scripts.map(({ command }) => ({ at: command, text: command.value }));
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
    fix: advised('Move the step to the pre-deploy command'),
  });
}
