import { describe, expect, test } from 'vitest';
import { type Draft, parseDrafts, withoutReceived } from './draft.ts';
import { draftPlace, draftToOpen, keepDraft } from './draftChoice.ts';

const draft = (text: string, actionId: string | null = null): Draft => ({ fields: { text }, actionId });
const nothingOnItsWay = () => false;

test('a place belongs to one account, one record and one kind of act', () => {
  const places = [
    draftPlace('me', 'task', 'progress'),
    draftPlace('other', 'task', 'progress'),
    draftPlace('me', 'other', 'progress'),
    draftPlace('me', 'task', 'submit'),
  ];
  expect(new Set(places).size).toBe(4);
});

describe('a sheet opens', () => {
  test('with what was typed and not sent', () => {
    expect(draftToOpen([draft('已召开会议')], nothingOnItsWay)).toEqual(draft('已召开会议'));
  });

  test('blank while the words are on their way, and with them again after a refusal', () => {
    const drafts = [draft('已召开会议', 'a')];
    expect(draftToOpen(drafts, (actionId) => actionId === 'a')).toBeNull();
    expect(draftToOpen(drafts, nothingOnItsWay)).toEqual(draft('已召开会议', 'a'));
  });
});

describe('keeping', () => {
  test('replaces the typed words and leaves those that are on their way', () => {
    const drafts = [draft('第一次', 'a'), draft('第二')];
    expect(keepDraft(drafts, null, draft('第二次'))).toEqual([draft('第一次', 'a'), draft('第二次')]);
  });

  test('words taken up after a refusal become a draft of their own once they are changed', () => {
    expect(keepDraft([draft('会议', 'a')], 'a', draft('会议记录'))).toEqual([draft('会议记录')]);
  });

  test('sending ties the words to their act', () => {
    expect(keepDraft([draft('会议记录')], null, draft('会议记录', 'b'))).toEqual([draft('会议记录', 'b')]);
  });

  test('keeps nothing where every word was taken away', () => {
    const emptied: Draft = { fields: { text: ' ', asEvidence: true }, actionId: null };
    expect(keepDraft([draft('会议')], null, emptied)).toEqual([]);
  });
});

test('a receipt removes the words of its act from what is stored, and no others', () => {
  const drafts = [draft('第一次', 'a'), draft('第二次', 'b'), draft('还在写')];
  const left = withoutReceived(JSON.stringify(drafts), 'a');
  expect(parseDrafts(left)).toEqual([draft('第二次', 'b'), draft('还在写')]);
  expect(parseDrafts(withoutReceived(null, 'a'))).toEqual([]);
});
