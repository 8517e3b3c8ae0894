import { expect, it } from 'vitest';
import { joinedAudience } from './audience.ts';

it('adds one usual audience to another, each once', () => {
  const groups = joinedAudience({ text: '', organisationIds: [] }, '各县（市、区）政协党组', [{ id: 'a' }]);
  expect(groups).toEqual({ text: '各县（市、区）政协党组', organisationIds: ['a'] });
  const bodies = joinedAudience(groups, '各县（市、区）政协', [{ id: 'b' }, { id: 'a' }]);
  expect(bodies).toEqual({ text: '各县（市、区）政协党组、各县（市、区）政协', organisationIds: ['a', 'b'] });
  expect(joinedAudience(bodies, '各县（市、区）政协', [{ id: 'b' }])).toEqual(bodies);
});
