import type { IgnoredFinding, ServiceReport } from '../../report.ts';
import { placeOfFinding, platformOfFinding } from '../place.ts';
import { positionIn } from '../position.ts';
import { toldOnce } from '../repeats.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { shown } from './width.ts';

/** More than these are counted: what is accepted must not bury what is open. */
const MOST = 12;

/** Each ignored finding in a line: `ignored: server/workers in Procfile:1, one replica is enough (until 2027-01-31)`; one that services share in one. */
export function ignoredLines(services: readonly ServiceReport[]): readonly string[] {
  const lines = toldOnce(services.flatMap(({ service, ignored }) => ignored.map((each) => ({ ...each, service })))).flatMap(({ first, repeats }) => {
    const line = ignoredLine(first);
    const alike = repeats.filter((each) => ignoredLine(each) === line).length;
    return [alike === 0 ? line : `${line}, in ${alike + 1} services`, ...repeats.map(ignoredLine).filter((each) => each !== line)];
  });
  return lines.length <= MOST + 1 ? lines : [...lines.slice(0, MOST), `ignored: ${lines.length - MOST} more; --json lists them`];
}

function ignoredLine({ finding, service, reason, until }: IgnoredFinding & ShownFinding): string {
  const place = placeOfFinding(finding, service);
  const line = place?.range === undefined || place.range.end === 0 ? '' : `:${positionIn(place.file, place.range.start).line}`;
  const where = place === undefined ? platformOfFinding(finding) || finding.service : `${place.file.path}${line}`;
  return shown(`ignored: ${finding.rule} in ${where}, ${reason}${until === undefined ? '' : ` (until ${until})`}`);
}
