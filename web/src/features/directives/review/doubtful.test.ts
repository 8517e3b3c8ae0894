import { expect, it } from 'vitest';
import { doubtfulTimes } from './doubtful.ts';
import type { Content } from './model.ts';

const due = (to: string | null, kind: 'due' | 'vague' | 'standing' = 'due') => ({
  content: {
    owners: [],
    deadline: { kind, to, from: null, text: '', yearEvidence: null, inherited: false, provisional: false },
  } as unknown as Content,
});

it('tells times that have passed from such as name no day, each requirement once', () => {
  const [past, vague, dayless] = [due('2026-03-31'), due(null, 'vague'), due(null)] as const;
  const [clear, standing] = [due('2026-12-31'), due(null, 'standing')] as const;
  const none = { content: { owners: [], deadline: null } as unknown as Content };
  const found = doubtfulTimes([past, vague, dayless, clear, standing, none], '2026-06-17');
  expect(found).toEqual({ passed: [past], vague: [vague, dayless] });
});
