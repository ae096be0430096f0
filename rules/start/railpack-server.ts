import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { ownCommand, RAILPACK_FACTS, startApplication } from '../shared/railpack-start.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: [...RAILPACK_FACTS, 'start.server', 'web.app', 'web.listens'],
  check(facts, { service }) {
    const command = ownCommand(service.facts);
    if ('kind' in command) return command;
    const [app, server] = [facts['web.app'], facts['start.server']];
    if (app?.state !== 'known') return notApplicable('what Railpack starts holds no web application');
    if (server?.state === 'unresolved') return notApplicable(`what it serves with cannot be told: ${server.reason}`);
    if (valueOf(server) !== 'python' || (recordsIn(facts['web.listens']) ?? []).length > 0) return pass();
    return fail({
      message: `Railpack starts "${command.value}" by itself, which defines ${app.value.variable.value} and serves nothing`,
      evidence: [command, app.value.variable], anchor: 'start.command', fix: startApplication(service),
    });
  },
});
