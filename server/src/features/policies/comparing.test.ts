import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { likenessOfPairs, portionsOf, proposePortion } from './comparing.ts';

const things = ['履职档案', '联系群众台账', '提案办理情况', '委员学习培训', '走访调研活动', '协商议事平台'];
const clauses = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ key: `clause${index}`, requirements: [] },
    words: `各级政协要抓好第${index}项工作，做好${things[index % things.length]}的建立、更新和报送，定期汇总分析。`,
  }));
const requirements = (count: number) =>
  clauses(count).map(({ words }, index) => ({ id: `requirement${index}`, action: words, quote: words }));

it('cuts what is compared into portions of pairs, and bounds it', () => {
  const [one] = [clauses(1), requirements(1)];
  expect(portionsOf({ above: clauses(400), ours: requirements(400) })).toEqual({ portionSize: 50, compared: 400 });
  expect(portionsOf({ above: one, ours: requirements(7) })).toEqual({ portionSize: 20_000, compared: 7 });
  expect(portionsOf({ above: clauses(2_000), ours: requirements(2_000) })).toEqual({ portionSize: 10, compared: 500 });
  expect(portionsOf({ above: [], ours: requirements(3) })).toMatchObject({ compared: 3 });
});

it('leaves the server free to answer others while it compares', async () => {
  const texts = { above: clauses(400), ours: requirements(400) };
  const before = performance.eventLoopUtilization();
  const first = await proposePortion(texts, 0, []);
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  expect(new Set(first.map(({ requirementId }) => requirementId)).size).toBe(50);
  const last = await proposePortion(texts, 7, []);
  expect(last.map(({ requirementId }) => requirementId)).toContain('requirement399');
  expect(await proposePortion(texts, 8, [])).toEqual([]);
  const best = first.find(({ requirementId }) => requirementId === 'requirement0');
  const settled = await proposePortion(texts, 0, [`requirement0 ${best?.clauseKey}`]);
  expect(settled.some((one) => one.requirementId === 'requirement0' && one.clauseKey === best?.clauseKey)).toBe(false);
  const pairs = [{ requirementId: 'requirement0', clauseKey: best?.clauseKey ?? '' }];
  expect(await likenessOfPairs(texts, [...pairs, { requirementId: 'gone', clauseKey: 'clause0' }])).toEqual([
    best,
    null,
  ]);
});
