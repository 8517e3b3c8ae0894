import { expect, it } from 'vitest';
import { leftOutOfRequirement } from './left-out.ts';

const leftOut = new Map([
  ['r1', '由市里直接办理'],
  ['r2/a', '已撤销'],
  ['r2/b', '重复'],
  ['r2/c', '另有安排'],
]);

it('tells the reason of a requirement that went to nobody', () => {
  expect(leftOutOfRequirement(leftOut, 'r1', [], () => false)).toEqual([
    { organisationId: null, reason: '由市里直接办理' },
  ]);
});

it('tells of one organisation what the viewer may know and no task of it tells', () => {
  expect(leftOutOfRequirement(leftOut, 'r2', ['b'], (id) => id !== 'c')).toEqual([
    { organisationId: 'a', reason: '已撤销' },
  ]);
  expect(leftOutOfRequirement(leftOut, 'r3', [], () => true)).toEqual([]);
});
