import type { ServiceReport } from '../../report.ts';
import { placeOfFinding, platformOfFinding } from '../place.ts';
import { positionIn } from '../position.ts';
import { shown } from './width.ts';

/** More than these are counted: what is accepted must not bury what is open. */
const MOST = 12;

/** Each ignored finding in a line: `ignored: server/workers in Procfile:1, one replica is enough (until 2027-01-31)`. */
export function ignoredLines(services: readonly ServiceReport[]): readonly string[] {
  const lines = services.flatMap(({ service, ignored }) => ignored.map(({ finding, reason, until }) => {
    const place = placeOfFinding(finding, service);
    const line = place?.range === undefined || place.range.end === 0 ? '' : `:${positionIn(place.file, place.range.start).line}`;
    const where = place === undefined ? platformOfFinding(finding) || finding.service : `${place.file.path}${line}`;
    return shown(`ignored: ${finding.rule} in ${where}, ${reason}${until === undefined ? '' : ` (until ${until})`}`);
  }));
  return lines.length <= MOST + 1 ? lines : [...lines.slice(0, MOST), `ignored: ${lines.length - MOST} more; --json lists them`];
}
