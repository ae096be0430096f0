import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Fact, type ImageInstruction, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { commandsIn, inShort, instructionsOf } from '../shared/image.ts';

/** Commands that make a mount point or set its rights, which does no harm. */
const PREPARING = /^(?:mkdir|chown|chmod|install|rm|useradd|adduser|groupadd|addgroup|touch)$/;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.imageCopies', 'build.command', 'deploy.preDeployCommand', 'deploy.volumeMount'],
  check(facts): Outcome | readonly Outcome[] {
    const mount = facts['deploy.volumeMount'];
    if (mount?.state !== 'known') return notApplicable('no file mounts a volume');
    const folder = mount.value.replace(/\/+$/, '');
    if (!folder.startsWith('/') || folder === '') return notApplicable('the volume is mounted in a way that is not known');
    const covered = (valueOf(facts['build.imageCopies']) ?? []).filter(({ to }) => isBelow(to, folder));
    const [hidden] = covered;
    const outcomes = [
      ...(hidden === undefined ? [] : [written(`${inShort(hidden.at.value)} puts files where the volume hides them`, hidden.at, mount)]),
      ...(instructionsOf(facts['build.instructions']) ?? []).filter(({ final }) => final).flatMap((run) => writtenByRun(run, folder, mount)),
      ...[facts['build.command'], facts['deploy.preDeployCommand']].flatMap((command) => writtenByCommand(command, folder, mount)),
    ];
    return outcomes.length > 0 ? outcomes : pass();
  },
});

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function writtenByRun(run: ImageInstruction, folder: string, mount: Known<string>): readonly Outcome[] {
  const command = commandsIn([run]).find(({ command: { words } }) => !PREPARING.test(words[0] ?? '') && words.some((word) => isBelow(word.replace(/^[^/]*=/, ''), folder)));
  return command === undefined ? [] : [written(`${inShort(command.command.at.value)} runs while the image is built, when ${folder} is not mounted`, command.command.at, mount)];
}

function writtenByCommand(command: Fact<string> | undefined, folder: string, mount: Known<string>): readonly Outcome[] {
  if (command?.state !== 'known' || !command.value.split(/[\s"'=;]+/).some((word) => isBelow(word, folder))) return [];
  return [written(`${inShort(command.value)} runs before the volume at ${folder} is mounted`, command, mount)];
}

function written(message: string, at: Evidence, mount: Known<string>): Outcome {
  return fail({ message, evidence: [at, mount], anchor: `volume:${message.slice(0, 40)}`, fix: advised('Do it when the service starts, or in a folder beside the volume') });
}
