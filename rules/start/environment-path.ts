import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { writtenAs } from '../shared/written.ts';

/** Folders in which the builder puts its environment; others make none that a command could name. */
const OWN: Readonly<Record<string, RegExp>> = {
  railpack: /^(?:\/app\/|\.\/)?\.venv\//, nixpacks: /^\/opt\/venv\//, heroku: /^$/, render: /^(?:\/opt\/render\/project\/src\/|\.\/)?\.venv\//,
};

const ENVIRONMENT = /(?:^|\/)\.?(?:venv|env|virtualenv)\/(?:bin|Scripts)\/([\w.-]+)$/;

/** `C:\\app`: no image has drives. */
const DRIVE = /(?:^|[\s"'=])[A-Za-z]:\\[\w.]/;

export default defineCheck({
  needs: [],
  reads: ['start.steps', 'start.activations', 'start.command', 'build.builder', 'build.command', 'build.installCommand'],
  check(facts) {
    const command = facts['start.command'];
    if (command?.state !== 'known') return notApplicable('the start command is not known');
    if (DRIVE.test(command.value)) return drive(command);
    const own = OWN[valueOf(facts['build.builder']) ?? ''];
    if (own === undefined) return notApplicable('the builder is none that makes a virtual environment by itself');
    const steps = valueOf(facts['start.steps']) ?? [];
    const made = [valueOf(facts['build.command']), valueOf(facts['build.installCommand']), ...steps.map(({ words }) => words.join(' '))]
      .some((text) => /(?:-m venv|virtualenv|uv venv)\b/.test(text ?? '') && !ENVIRONMENT.test(text ?? ''));
    if (made) return pass();
    const outcomes = [
      ...steps.flatMap(({ words: [program = ''], at }) => (ENVIRONMENT.test(program) && !own.test(program) ? [named(program, at)] : [])),
      ...(valueOf(facts['start.activations']) ?? []).flatMap((activation) => (ENVIRONMENT.test(activation.value) && !own.test(activation.value) ? [activated(activation)] : [])),
    ];
    return outcomes.length === 0 ? pass() : outcomes;
  },
});

function drive(command: Known<string>): Outcome {
  return fail({
    message: `"${command.value}" names a drive of Windows`, evidence: [command], anchor: 'start.command',
    fix: advised('Name the path as it is in the image'),
  });
}

function named(program: string, at: Known<string>): Outcome {
  const bare = ENVIRONMENT.exec(program)?.[1] ?? program;
  return fail({
    message: `${program} is not in the image`, evidence: [at], anchor: `program:${bare}`,
    fix: { title: `Write ${bare} instead of ${program}`, applicability: 'safe', change: { kind: 'rewrite', how: 'replace-words', at: [at], with: { words: program, by: bare } } },
  });
}

function activated(activation: Known<string>): Outcome {
  return fail({
    message: `${activation.value} is not in the image`, evidence: [activation], anchor: 'activate',
    fix: {
      title: `Drop \`${writtenAs(activation)}\``, applicability: 'safe',
      change: { kind: 'rewrite', how: 'remove-step', at: [activation], with: { words: writtenAs(activation) } },
    },
  });
}
