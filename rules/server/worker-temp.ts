import { defineCheck, fail, pass, valueOf, type Outcome } from '#rule';
import { isUnset } from '../shared/server-options.ts';

export default defineCheck({
  needs: ['start.server'],
  reads: ['server.options', 'server.optionsComplete', 'start.serverCommand', 'start.directory', 'build.dockerfilePath'],
  check(facts, { service }): Outcome {
    if (!isUnset(service.facts, 'worker_tmp_dir')) return pass();
    const [server, command] = [facts['start.server'], facts['start.serverCommand']];
    const path = command?.state === 'known' && command.provenance.kind === 'declared' ? command.provenance.file.path : undefined;
    // With a configuration file the setting goes there, where it also counts on a developer's machine.
    const isInFile = (valueOf(facts['server.options']) ?? []).some(({ by }) => by.endsWith('.py'));
    const isImage = path !== undefined && path === valueOf(facts['build.dockerfilePath']) && !isInFile;
    return fail({
      message: "the workers' heartbeat lies on the disk of the container",
      evidence: [server], anchor: 'worker_tmp_dir',
      fix: { title: 'Keep it in memory, in /dev/shm', applicability: isImage ? 'safe' : 'review', change: { kind: 'rewrite', how: 'set-server-option', at: [server], with: { option: 'worker_tmp_dir', value: '/dev/shm' } } },
    });
  },
});
