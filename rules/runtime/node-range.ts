import { defineCheck, fail, notApplicable, pass, permits, tableText, valueOf, type CheckContext, type Known, type Lifecycle, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { newestAllowed, supportOf } from '../shared/runtime-support.ts';
import { targetLine } from '../shared/versions.ts';

/** More than one release line: `>=18`, `^18 || ^20`, `18 - 22`, `*`, `latest`. */
const SEVERAL = /^\s*(?:\*|latest)\s*$|\|\||>|\s-\s/;

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'runtime.requests', 'runtime.version'],
  check(_facts, context) {
    const { service: { facts }, tables, asOf } = context;
    if (!isDeployedTo(facts, 'railway') || valueOf(facts['build.builder']) !== 'railpack') return notApplicable('Railpack does not choose the Node');
    const requests = (valueOf(facts['runtime.requests']) ?? []).filter(({ language, by }) => language === 'node' && by === 'engines');
    const counting = requests.find(({ effective }) => effective);
    const version = facts['runtime.version'];
    const lifecycle = tables.lifecycles.get('node');
    if (counting === undefined || version?.state !== 'known' || lifecycle === undefined) return notApplicable('engines.node does not decide');
    const range = counting.at.value;
    if (!SEVERAL.test(range)) return pass();
    const target = targetWithin(range, lifecycle, context);
    if (target !== undefined && Number(version.value) >= Number(target)) return pass();
    if (supportOf(lifecycle, version.value, asOf).kind === 'ended') return notApplicable('runtime/end-of-life judges a release that has ended');
    const isMoving = version.value === 'latest';
    return fail({
      message: isMoving
        ? `engines.node is ${range}: Railpack installs the newest Node there is, supported for long or not`
        : `engines.node allows ${range}, and Railpack makes it Node ${version.value}, not the newest`,
      evidence: [counting.at], anchor: 'engines.node', severity: isMoving ? 'medium' : 'low',
      fix: fixFor(counting.at, isMoving ? target : version.value),
    });
  },
});

/** Of a range the line that runs already; of any release the one that services are told to move to. */
function fixFor(at: Known<string>, line: string | undefined): ProposedFix {
  if (line === undefined) return advised('Name one release line in engines.node');
  return { title: `Ask for ${line}.x in engines.node`, applicability: 'review', change: { kind: 'replace', at, text: JSON.stringify(`${line}.x`) } };
}

/** The release that services are told to move to, where the range allows it; else the newest long-term one that it allows. */
function targetWithin(range: string, lifecycle: Lifecycle, { tables, asOf, text }: CheckContext): string | undefined {
  const recommended = targetLine('node', 'railpack', text);
  if (recommended !== undefined && permits(range, recommended) && supportOf(lifecycle, recommended, asOf).kind === 'supported') return recommended;
  const newest = Number(tableText(tables, 'builders/node-lts'));
  return newestAllowed({ ...lifecycle, lines: lifecycle.lines.filter(({ line, endOfLife }) => endOfLife >= asOf && Number(line) <= newest) }, range);
}
