import { describe, expect, it } from 'vitest';
import { FACTS, isFactName } from '../../src/model/fact-names.ts';
import { cannotBeTold, factOfReason, noneFound, nobodySays } from '../../src/model/fact-words.ts';

describe('facts in the words of their users', () => {
  const stated = Object.keys(FACTS).filter(isFactName).filter((name) => !['list', 'record'].includes(FACTS[name][0]));

  it.each(stated)('finds %s again, which a user may state', (name) => {
    expect(factOfReason(cannotBeTold(name, 'a variable decides'))).toBe(name);
    expect(factOfReason(nobodySays(name))).toBe(name);
  });

  it('names no fact in what it says', () => {
    expect(noneFound('database.pools')).toBe('none found: connection pools of the program');
    expect(cannotBeTold('service.kind', 'nothing shows whether it answers requests')).toBe('what kind of service this is cannot be told: nothing shows whether it answers requests');
  });

  it('knows no fact in another reason', () => {
    expect(factOfReason('the start command could not be followed to a server')).toBeUndefined();
  });
});
