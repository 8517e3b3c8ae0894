import { describe, expect, test } from 'vitest';
import { ApiProblem, type ProblemKind } from '../problem.ts';
import {
  afterFailure,
  deliverable,
  fileMark,
  inputWithFiles,
  type OutboxEntry,
  outlived,
  pauseBefore,
  receivedEntry,
  refusedEntry,
} from './model.ts';
import { worthRepeating } from './repeating.ts';

function entry(change: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    actionId: '01a00000-0000-7000-8000-000000000001',
    accountId: 'me',
    key: 'POST /api/feedback',
    input: { body: {} },
    files: [],
    label: '报送进展',
    state: 'waiting',
    createdAt: '2026-11-25T01:00:00Z',
    attempts: 0,
    problem: null,
    ...change,
  };
}

describe('what is delivered', () => {
  test('are the own entries without a definite answer, oldest first', () => {
    const entries = [
      entry({ actionId: '3', state: 'sent' }),
      entry({ actionId: '1' }),
      entry({ actionId: '2', accountId: 'someone else' }),
      entry({ actionId: '4', state: 'received' }),
      entry({ actionId: '5', state: 'refused' }),
      entry({ actionId: '6', state: 'sending' }),
    ];
    expect(deliverable(entries, 'me').map((one) => one.actionId)).toEqual(['1', '3', '6']);
  });

  test('received entries leave after a day, refused ones never by themselves', () => {
    const now = new Date('2026-11-26T01:00:01Z');
    const entries = [
      entry({ actionId: '1', state: 'received' }),
      entry({ actionId: '2', state: 'received', createdAt: '2026-11-25T09:00:00Z' }),
      entry({ actionId: '3', state: 'refused' }),
      entry({ actionId: '4' }),
    ];
    expect(outlived(entries, 'me', now).map((one) => one.actionId)).toEqual(['1']);
  });
});

describe('a failure', () => {
  test.each([
    ['offline', 'wait'],
    ['unavailable', 'wait'],
    ['tooMany', 'wait'],
    ['notSignedIn', 'signInFirst'],
    ['conflict', 'refuse'],
    ['refused', 'refuse'],
    ['forbidden', 'refuse'],
    ['notFound', 'refuse'],
    ['invalid', 'refuse'],
    ['tooLarge', 'refuse'],
  ] as const)('%s: %s', (kind, then) => {
    expect(afterFailure(kind)).toBe(then);
  });

  test('a pause doubles up to a minute and never ends before the server allows', () => {
    expect([1, 2, 3, 10].map((attempt) => pauseBefore(attempt, null))).toEqual([2, 4, 8, 60]);
    expect(pauseBefore(1, 30)).toBe(30);
    expect(pauseBefore(10, 5)).toBe(60);
  });

  test('offers the same act again only where its content is not what is wrong', () => {
    const repeatable = (kind: ProblemKind) => worthRepeating({ problem: { kind, detail: '' } });
    expect((['conflict', 'forbidden', 'notFound'] as const).map(repeatable)).toEqual([true, true, true]);
    expect((['invalid', 'refused', 'tooLarge'] as const).map(repeatable)).toEqual([false, false, false]);
  });

  test('a refusal keeps the reason and what the record looks like now', () => {
    const problem = new ApiProblem('conflict', { detail: '任务已销号', current: { version: 7 } });
    expect(refusedEntry(entry({ state: 'sent' }), problem)).toMatchObject({
      state: 'refused',
      problem: { kind: 'conflict', detail: '任务已销号', current: { version: 7 } },
    });
  });
});

describe('files', () => {
  const files = [
    { name: 'a.jpg', blob: new Blob(['a']), sha256: 'aaa' },
    { name: 'b.pdf', blob: new Blob(['b']), sha256: 'bbb' },
  ];

  test('their hashes take the place of their marks, however deep', () => {
    const queued = entry({
      input: {
        params: { taskId: 't' },
        body: {
          text: '已召开会议',
          evidence: [
            { kind: 'file', fileSha256: fileMark(1), title: null },
            { kind: 'file', fileSha256: fileMark(0), pages: 3 },
          ],
        },
      },
      files,
    });
    expect(inputWithFiles(queued)).toEqual({
      params: { taskId: 't' },
      body: {
        text: '已召开会议',
        evidence: [
          { kind: 'file', fileSha256: 'bbb', title: null },
          { kind: 'file', fileSha256: 'aaa', pages: 3 },
        ],
      },
    });
  });

  test('leave the device with the receipt, their names stay', () => {
    expect(receivedEntry(entry({ files, state: 'sent' }))).toMatchObject({
      state: 'received',
      files: [
        { name: 'a.jpg', blob: null, sha256: 'aaa' },
        { name: 'b.pdf', blob: null, sha256: 'bbb' },
      ],
    });
  });
});
