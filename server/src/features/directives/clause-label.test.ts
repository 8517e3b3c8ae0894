import { expect, it } from 'vitest';
import { clauseLabel } from './clause-label.ts';

it.each([
  ['一', '总体要求', '一、总体要求'],
  ['十二', '附则', '十二、附则'],
  ['（一）', '加强理论学习', '（一）加强理论学习'],
  ['(二)', '入户走访', '(二)入户走访'],
  ['一是', '把责任扛起来', '一是 把责任扛起来'],
  ['第一阶段', '动员部署', '第一阶段 动员部署'],
  ['1', '清点', '1. 清点'],
  ['一、', '总体要求', '一、总体要求'],
  ['1', '', '1'],
  ['', '不编号的标题', '不编号的标题'],
])('%s and %s are written %s', (number, title, label) => {
  expect(clauseLabel(number, title)).toBe(label);
});
