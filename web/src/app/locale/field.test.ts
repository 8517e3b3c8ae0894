import { membershipStatuses, memberTitles, organisationKinds, postKinds, relationKinds } from '@xieli/codes';
import { expect, it } from 'vitest';
import { fieldText } from './field.ts';

it('names every code of the field as the code lists do, and no other', () => {
  const expected = (language: 'name' | 'english') =>
    Object.fromEntries([
      ...organisationKinds.map((kind) => [`kind.${kind.id}`, kind[language]]),
      ...postKinds.map((kind) => [`post.${kind.id}`, kind[language]]),
      ...relationKinds.map((kind) => [`relation.${kind.id}`, kind[language]]),
      ...memberTitles.map((kind) => [`seat.${kind.id}`, kind[language]]),
      ...membershipStatuses.map((kind) => [`status.${kind.id}`, kind[language]]),
    ]);
  expect(fieldText['zh-CN']).toEqual(expected('name'));
  expect(fieldText.en).toEqual(expected('english'));
});
