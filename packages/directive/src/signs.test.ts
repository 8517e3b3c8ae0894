import regexpTree from 'regexp-tree';
import type { AstNode, Char, CharacterClass } from 'regexp-tree/ast';
import { expect, it } from 'vitest';
import './index.ts';
import { allSigned, type SignedPattern } from './signs.ts';

/** Whether whatever the node matches holds one of the characters. */
function isSigned(node: AstNode | null, signs: string): boolean {
  switch (node?.type) {
    case 'RegExp':
      return isSigned(node.body, signs);
    case 'Disjunction':
      return isSigned(node.left, signs) && isSigned(node.right, signs);
    case 'Alternative':
      return node.expressions.some((part) => isSigned(part, signs));
    case 'Group':
      return isSigned(node.expression, signs);
    case 'Repetition':
      return minimumOf(node.quantifier) > 0 && isSigned(node.expression, signs);
    case 'Assertion':
      return 'assertion' in node && !node.negative && isSigned(node.assertion, signs);
    case 'Char':
      return charactersOf(node).every((character) => signs.includes(character));
    case 'CharacterClass':
      return !node.negative && membersOf(node).every((character) => signs.includes(character));
    default:
      return false;
  }
}

function minimumOf(quantifier: { kind: string; from?: number }): number {
  return quantifier.kind === 'Range' ? (quantifier.from ?? 0) : quantifier.kind === '+' ? 1 : 0;
}

/** The one it is; for `\d` and `\s` those that are asked for in these patterns, and for others one that is no sign. */
function charactersOf(node: Char): string[] {
  if (node.kind !== 'meta') return [String.fromCodePoint(node.codePoint)];
  return node.value === '\\d' ? [...'0123456789'] : ['\0'];
}

function membersOf({ expressions }: CharacterClass): string[] {
  return expressions.flatMap((member) => {
    if (member.type !== 'ClassRange') return charactersOf(member);
    const { from, to } = member;
    return Array.from({ length: to.codePoint - from.codePoint + 1 }, (_, at) =>
      String.fromCodePoint(from.codePoint + at),
    );
  });
}

const parse = (pattern: RegExp) => regexpTree.parse(`/${pattern.source}/${pattern.flags}`);

it('holds of each signed pattern that nothing it matches goes without a sign', () => {
  expect(allSigned.length).toBeGreaterThan(60);
  const wrong = allSigned.filter(({ signs, pattern }) => !isSigned(parse(pattern), signs));
  expect(wrong.map(({ pattern }) => pattern.source)).toEqual([]);
});

it('finds a pattern that matches without its signs', () => {
  expect(isSigned(parse(/年|月底/), '年月')).toBe(true);
  expect(isSigned(parse(/年|月底/), '年')).toBe(false);
  expect(isSigned(parse(/(?:年)?底/), '年')).toBe(false);
  expect(isSigned(parse(/[年月]底/), '年月')).toBe(true);
  expect(isSigned(parse(/(?!年)底/), '年')).toBe(false);
});

it('asks a pattern only of what holds a sign, and answers as the pattern does', () => {
  const pattern = allSigned.find(({ signs }) => signs === '分') as SignedPattern;
  expect(pattern.test('三分之一')).toBe(true);
  expect(pattern.test('三分')).toBe(false);
  expect(pattern.test('三成')).toBe(false);
  expect(pattern.canMatch('三分')).toBe(true);
  expect(pattern.canMatch('三成')).toBe(false);
});
