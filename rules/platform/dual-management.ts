import { absent, defineCheck, fail, notApplicable, pass, tableText, type ConfigFile, type Evidence, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { isOldRailwayFile, railwayTsOf } from '../shared/railway-files.ts';

export default defineCheck({
  needs: [],
  reads: ['build.configFiles'],
  check(facts, { service, asOf, tables }) {
    const old = filesOf(facts['build.configFiles']).filter((file) => isOldRailwayFile(file) && settingsOf(file).length > 0);
    const successor = successorOf(railwayTsOf(facts['build.configFiles']), service);
    if (successor === undefined) return old.length === 0 ? notApplicable('no Railway file configures the service') : pass();
    if (asOf >= tableText(tables, 'railway/config-as-code-end')) return pass();
    return old.map((file) => fail({
      message: `${file.path} lies beside ${successor.path}, and Railway lets only one of them manage a service`,
      evidence: [file.kind, successor.at], anchor: file.path,
      fix: advised(successor.isRead
          ? `Add what ${successor.path} lacks with \`optimize migrate railway\`, and delete ${file.path} with --remove-old`
          : `Compare ${file.path} with ${successor.path} and delete it`),
    }));
  },
});

interface Successor {
  readonly path: string;
  readonly at: Evidence;
  /** False for one in a language that is not read here. */
  readonly isRead: boolean;
}

function successorOf(file: ConfigFile | undefined, { problems }: Service): Successor | undefined {
  if (file !== undefined) return { path: file.path, at: file.kind, isRead: true };
  const other = problems.find(({ kind, path }) => kind === 'unread-format' && /(^|\/)\.railway\/railway\.(py|go)$/.test(path));
  return other === undefined ? undefined : { path: other.path, at: absent('build.configFile', { path: other.path, text: '' }), isRead: false };
}
