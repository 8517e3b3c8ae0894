import type { SexCode } from '@xieli/codes';
import type { Random } from './random.ts';

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎',
  ...'鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄',
  ...'和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭',
  '欧阳',
  '上官',
  '司徒',
  '慕容',
];

// Characters that go well together in any order; which of them a name has says nothing about a living person.
const FIRST_NEUTRAL = [...'亦若南知闻云景望怀思予言清砚棠延叙嘉承允同向见初星'];
const FIRST_MALE = [...'廷柏松岳峻翰骁弘霖钧泓启'];
const FIRST_FEMALE = [...'芷蕙黛姝瑾蓉漪莞绮槿蘅婉'];
const SECOND_NEUTRAL = [...'舟乔谷笛桥野川白声之远宁安和原溪禾一'];
const SECOND_MALE = [...'峰林屿柱驰岩衡杭澜城'];
const SECOND_FEMALE = [...'雪薇宜荷岚岑苓笙晴鸢'];

/** A maker of names that never gives the same name twice, so that 责任人 in a task table is always one person. */
export function createNames(random: Random): (sex: SexCode) => string {
  const given = new Set<string>();

  return function name(sex: SexCode): string {
    const first = [...FIRST_NEUTRAL, ...(sex === '2' ? FIRST_FEMALE : FIRST_MALE)];
    const second = [...SECOND_NEUTRAL, ...(sex === '2' ? SECOND_FEMALE : SECOND_MALE)];
    for (;;) {
      const candidate = random.pick(SURNAMES) + random.pick(first) + random.pick(second);
      if (given.has(candidate)) continue;
      given.add(candidate);
      return candidate;
    }
  };
}
