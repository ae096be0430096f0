/** True when a range as npm, Poetry or pip write it may allow a release line; what is not understood is taken for a yes. */
export function permits(range: string, version: string): boolean {
  return range.split('||').some((part) => {
    if (/\s-\s/.test(part)) return true;
    const bounds = [...part.matchAll(/(\^|~=|~|>=|<=|>|<|===?|!=)?\s*v?(\d+(?:\.(?:\d+|x|\*))*)/g)];
    return bounds.every(([, operator = '', bound = '']) => holds(operator, bound, version));
  });
}

/** Compares only as many parts as both have: `3.12` may be any 3.12.x, some of which are below 3.12.4. */
function holds(operator: string, bound: string, version: string): boolean {
  const order = compare(version, bound);
  const [major, minor] = [numbers(bound)[0], numbers(bound)[1]];
  const own = numbers(version);
  switch (operator) {
    case '>=': return order >= 0;
    case '>': return order >= 0;
    case '<=': return order <= 0;
    case '<': return order < 0 || (order === 0 && numbers(bound).slice(own.length).some((part) => part > 0));
    case '!=': return true;
    case '^': return order >= 0 && own[0] === major;
    case '~': return order >= 0 && own[0] === major && (minor === undefined || own[1] === undefined || own[1] === minor);
    case '~=': return order >= 0 && own[0] === major && (numbers(bound).length < 3 || own[1] === undefined || own[1] === minor);
    default: return order === 0;
  }
}

function compare(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): readonly number[] {
  return version.split('.').map(Number).filter((part) => !Number.isNaN(part));
}
