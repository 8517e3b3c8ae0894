import { affiliations, findPostKind, membershipStatuses, memberTitles, organisationKinds } from '@xieli/codes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellKind, cellReaders, longestName, longestText, splitList } from './cells.ts';
import { defaultTermEnd } from './dates.ts';
import { type Cell, cellText, isEmpty } from './outcome.ts';

function meant(kind: CellKind, cell: Cell): unknown {
  const outcome = cellReaders[kind](cell);
  return outcome.ok ? outcome.value : outcome.fault.key;
}

const wall = (text: string) => new Date(`${text}Z`);

describe('days', () => {
  it.each<[Cell, string]>([
    ['2026-03-05', '2026-03-05'],
    ['2026-3-5', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    [' 2026 年 3 月 5 日 ', '2026-03-05'],
    ['20260305', '2026-03-05'],
    [20260305, '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['２０２６／３／５', '2026-03-05'],
    ['\u202d2026-03-05\u202c', '2026-03-05'],
    [wall('2026-03-05T00:00:00'), '2026-03-05'],
    [wall('2026-03-05T23:59:59'), '2026-03-05'],
    [46086, '2026-03-05'],
    ['46086', '2026-03-05'],
    [46086.75, '2026-03-05'],
    ['2026-03-05 14:30', '2026-03-05'],
    ['2026/3/5 0:00:00', '2026-03-05'],
    ['2024-02-29', '2024-02-29'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [2_958_465, '9999-12-31'],
  ])('reads %s', (cell, day) => {
    for (const kind of ['startDay', 'endDay', 'day', 'birth'] as const) expect(meant(kind, cell)).toBe(day);
  });

  it.each<[Cell, string]>([
    ['2026-02-29', 'dateNonexistent'],
    ['1900-02-29', 'dateNonexistent'],
    ['2026-04-31', 'dateNonexistent'],
    ['2026年13月1日', 'dateNonexistent'],
    ['20261301', 'dateNonexistent'],
    ['1985.13', 'dateNonexistent'],
    ['0000-01-01', 'dateNonexistent'],
    ['2026-03-05 24:00', 'dateNonexistent'],
    [60, 'dateNonexistent'],
    [60.5, 'dateNonexistent'],
    [0, 'dateNonexistent'],
    [0.5, 'dateNonexistent'],
    [2_958_466, 'dateNonexistent'],
    [2026, 'dateUnclear'],
    ['202603', 'dateUnclear'],
    [202603, 'dateUnclear'],
    [2022.1, 'dateUnclear'],
    ['2026-3/5', 'dateUnreadable'],
    ['26-03-05', 'dateUnreadable'],
    ['二〇二六年三月五日', 'dateUnreadable'],
    ['2026年', 'dateUnreadable'],
    ['2026-03 14:30', 'dateUnreadable'],
    ['至今', 'dateUnreadable'],
    [-1, 'dateUnreadable'],
    [Number.NaN, 'dateUnreadable'],
    [true, 'dateUnreadable'],
    [new Date(Number.NaN), 'dateUnreadable'],
    [new Date(8.64e15), 'dateNonexistent'],
    ['1'.repeat(5000), 'dateUnreadable'],
  ])('refuses %s', (cell, key) => {
    for (const kind of ['startDay', 'endDay', 'day', 'birth'] as const) expect(meant(kind, cell)).toBe(key);
  });

  it.each<[Cell, string, string, string]>([
    ['1985.3', '1985-03-01', '1985-03-31', '1985-03'],
    [1985.3, '1985-03-01', '1985-03-31', '1985-03'],
    ['1985年3月', '1985-03-01', '1985-03-31', '1985-03'],
    ['2024-02', '2024-02-01', '2024-02-29', '2024-02'],
    ['2023/2', '2023-02-01', '2023-02-28', '2023-02'],
    ['2022.1', '2022-01-01', '2022-01-31', '2022-01'],
    ['2022.10', '2022-10-01', '2022-10-31', '2022-10'],
    [2022.12, '2022-12-01', '2022-12-31', '2022-12'],
  ])('reads the month %s as its first day, its last, or itself by the column', (cell, first, last, month) => {
    expect(meant('startDay', cell)).toBe(first);
    expect(meant('endDay', cell)).toBe(last);
    expect(meant('birth', cell)).toBe(month);
    expect(meant('day', cell)).toBe('dayNeeded');
    expect(meant('moment', cell)).toBe('dayNeeded');
  });

  it('reads back each day in each form that it can be written in', () => {
    const days = fc.date({ min: wall('1900-03-01T00:00:00'), max: wall('9999-12-31T00:00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = day.split('-').map(Number);
        const midnight = Date.parse(day);
        const forms: Cell[] = [
          day,
          `${year}/${month}/${dayOfMonth}`,
          `${year}.${month}.${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
          day.replaceAll('-', ''),
          Number(day.replaceAll('-', '')),
          new Date(midnight),
        ];
        for (const form of forms) expect(meant('day', form)).toBe(day);
        const serial = (midnight - Date.UTC(1899, 11, 30)) / 86_400_000;
        const isYearOrMonth = /^(?:19|20|21)\d{2}(?:0[1-9]|1[0-2])?$/.test(String(serial));
        for (const form of [serial, String(serial)]) {
          expect(meant('day', form)).toBe(isYearOrMonth ? 'dateUnclear' : day);
        }
      }),
    );
  });

  it.each([
    ['2022-02-01', '2025-01-31'],
    ['2022-01-01', '2024-12-31'],
    ['2025-03-01', '2028-02-29'],
    ['2024-02-29', '2027-02-27'],
  ])('ends the term of a branch of %s on %s', (from, to) => {
    expect(defaultTermEnd(from)).toBe(to);
  });
});

describe('moments', () => {
  it.each<[Cell, string]>([
    ['2026-03-05 14:30', '2026-03-05T14:30:00'],
    ['2026-03-05 14:30:07', '2026-03-05T14:30:07'],
    ['2026-03-05T14:30', '2026-03-05T14:30:00'],
    ['2026/3/5  9:05', '2026-03-05T09:05:00'],
    ['２０２６－３－５　１４：３０', '2026-03-05T14:30:00'],
    ['2026年3月5日14:30', '2026-03-05T14:30:00'],
    ['20260305 14:30', '2026-03-05T14:30:00'],
    ['2026-03-05', '2026-03-05T00:00:00'],
    [46086, '2026-03-05T00:00:00'],
    [46086.604166666664, '2026-03-05T14:30:00'],
    ['46086.604166666664', '2026-03-05T14:30:00'],
    [wall('2026-03-05T14:30:00'), '2026-03-05T14:30:00'],
    [new Date(Date.UTC(2026, 2, 5, 14, 29, 59, 999)), '2026-03-05T14:30:00'],
    [new Date(Date.UTC(2026, 2, 5, 23, 59, 59, 999)), '2026-03-06T00:00:00'],
  ])('reads %s', (cell, moment) => {
    expect(meant('moment', cell)).toBe(moment);
  });

  it.each<[Cell, string]>([
    ['2026-03-05 25:00', 'dateNonexistent'],
    ['2026-03-05 14:60', 'dateNonexistent'],
    ['2026-02-30 14:30', 'dateNonexistent'],
    ['14:30', 'momentUnreadable'],
    ['下午两点', 'momentUnreadable'],
    [0.6, 'dateNonexistent'],
  ])('refuses %s', (cell, key) => {
    expect(meant('moment', cell)).toBe(key);
  });

  it('refuses what is too long for a time at once', () => {
    const before = performance.now();
    expect(meant('moment', `1${' '.repeat(1_000_000)}x`)).toBe('momentUnreadable');
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('reads back each second that a date cell or its serial number holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 11, 31) / 1000 }), (seconds) => {
        const moment = new Date(seconds * 1000).toISOString().slice(0, 19);
        expect(meant('moment', new Date(seconds * 1000))).toBe(moment);
        expect(meant('moment', moment)).toBe(moment);
        expect(meant('moment', (seconds - Date.UTC(1899, 11, 30) / 1000) / 86_400)).toBe(moment);
      }),
    );
  });
});

describe('texts and names', () => {
  it('keeps a name as it is written and gives the form in which it is compared', () => {
    expect(meant('name', ' 经济（科技） 委员会 ')).toEqual({
      written: '经济（科技） 委员会',
      key: '经济(科技)委员会',
    });
    expect(meant('name', 7)).toEqual({ written: '7', key: '7' });
    expect(meant('name', wall('2026-03-01T00:00:00'))).toEqual({ written: '2026-03-01', key: '2026-03-01' });
  });

  it('prints a person in the compared form', () => {
    expect(meant('person', ' 阿依‧古丽　')).toBe('阿依·古丽');
    expect(meant('person', '沈 亦 舟')).toBe('沈亦舟');
    for (const cell of ['13900000001', '—', 139, true, wall('2026-03-01T00:00:00')]) {
      expect(meant('person', cell)).toBe('nameUnreadable');
    }
  });

  it('keeps a text as it is written, with one kind of line end', () => {
    expect(meant('text', ' 第一行\r\n第 二 行\r第三行 ')).toBe('第一行\n第 二 行\n第三行');
    expect(meant('text', '=1+1')).toBe('=1+1');
    expect(meant('text', true)).toBe('TRUE');
  });

  it('refuses what no database keeps', () => {
    for (const kind of ['text', 'name', 'names', 'words', 'person', 'post'] as const) {
      expect(meant(kind, '甲\u0000乙')).toBe('textBroken');
      expect(meant(kind, '甲\ud800')).toBe('textBroken');
    }
    expect(meant('name', '名'.repeat(longestName + 1))).toBe('textTooLong');
    expect(meant('name', 'ﷺ'.repeat(20))).toBe('textTooLong');
    expect(meant('text', '字'.repeat(longestText))).toHaveLength(longestText);
    expect(meant('text', '字'.repeat(longestText + 1))).toBe('textTooLong');
  });

  it('keeps an unknown title of a post and gives a known one its id', () => {
    expect(meant('post', ' 支部 书记')).toBe('branchSecretary');
    expect(meant('post', '青年 委员')).toBe('青年 委员');
    expect(findPostKind('青年委员')).toBeNull();
  });
});

describe('numbers', () => {
  it.each<[Cell, unknown]>([
    ['13900000001', '13900000001'],
    [13900000001, '13900000001'],
    ['１３９０００００００１', '13900000001'],
    [' 139 0000 0001 ', '13900000001'],
    ['\u202d13900000001\u202c', '13900000001'],
    ['1390000000', 'mobileUnreadable'],
    ['139000000012', 'mobileUnreadable'],
    ['1.39E+10', 'mobileUnreadable'],
    ['+8613900000001', 'mobileUnreadable'],
    ['139-0000-0001', 'mobileUnreadable'],
    [1390000000.5, 'mobileUnreadable'],
    [true, 'mobileUnreadable'],
    [wall('2026-03-05T00:00:00'), 'mobileUnreadable'],
  ])('reads the mobile number %s', (cell, value) => {
    expect(meant('mobile', cell)).toBe(value);
  });

  it.each<[Cell, unknown]>([
    [0, 0],
    ['１２', 12],
    ['0', 0],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, 'wholeUnreadable'],
    [1.5, 'wholeUnreadable'],
    [-1, 'wholeUnreadable'],
    ['10人', 'wholeUnreadable'],
    ['1,000', 'wholeUnreadable'],
    [1e21, 'wholeUnreadable'],
    [Number.POSITIVE_INFINITY, 'wholeUnreadable'],
  ])('reads the whole number %s', (cell, value) => {
    expect(meant('whole', cell)).toBe(value);
  });

  it.each<[Cell, unknown]>([
    [5, 5],
    ['5', 5],
    ['５', 5],
    ['五届', 5],
    ['第五届', 5],
    ['第5届', 5],
    ['第 5 届', 5],
    ['十届', 10],
    ['十二届', 12],
    ['第十二届', 12],
    ['第二十届', 20],
    ['九十九届', 99],
    [0, 'termUnreadable'],
    ['零届', 'termUnreadable'],
    ['五二', 'termUnreadable'],
    ['一二', 'termUnreadable'],
    ['第届', 'termUnreadable'],
    ['100', 'termUnreadable'],
    ['第五届一次会议', 'termUnreadable'],
    [5.5, 'termUnreadable'],
  ])('reads the term %s', (cell, value) => {
    expect(meant('term', cell)).toBe(value);
  });

  it('knows each term from 1 to 99 as offices write it', () => {
    const signs = [...'零一二三四五六七八九'];
    for (let term = 1; term <= 99; term += 1) {
      const tens = Math.floor(term / 10);
      const words = `${tens > 1 ? signs[tens] : ''}${tens > 0 ? '十' : ''}${term % 10 > 0 ? signs[term % 10] : ''}`;
      for (const cell of [term, `第${term}届`, words, `${words}届`, `第${words}届`]) {
        expect(meant('term', cell)).toBe(term);
      }
    }
  });

  it.each<[Cell, unknown]>([
    ['是', true],
    [' 否 ', false],
    [true, true],
    [false, false],
    ['true', true],
    ['有', 'yesNoUnreadable'],
    [1, 'yesNoUnreadable'],
  ])('reads %s as yes or no', (cell, value) => {
    expect(meant('yesNo', cell)).toBe(value);
  });
});

describe('codes', () => {
  it('reads each code by its name', () => {
    for (const { id, name, imported } of organisationKinds) {
      expect(meant('organisationKind', name)).toBe(imported ? id : 'codeUnknown');
    }
    for (const { id, name } of memberTitles) expect(meant('memberTitle', name)).toBe(id);
    for (const { id, name } of membershipStatuses) expect(meant('status', name)).toBe(id);
    for (const { code, name } of affiliations) expect(meant('affiliations', name)).toEqual([code]);
    expect(meant('sex', '女')).toBe('2');
    expect(meant('ethnicGroup', '土家')).toBe('15');
    expect(meant('ethnicGroup', 1)).toBe('01');
    expect(meant('contactMeans', '走访')).toBe('visit');
    expect(meant('presence', '请 假')).toBe('onLeave');
  });

  it('names what it does not know and what there is', () => {
    expect(cellReaders.presence('迟到')).toEqual({
      ok: false,
      fault: { key: 'codeUnknown', slots: { part: '迟到', allowed: '出席、列席、请假、缺席' } },
    });
    expect(meant('ethnicGroup', '火星族')).toBe('ethnicGroupUnknown');
    for (const kind of ['sex', 'memberTitle', 'status', 'contactMeans', 'organisationKind'] as const) {
      expect(meant(kind, '不详的')).toBe('codeUnknown');
    }
  });

  it('keeps the order of affiliations and refuses a bare 党员', () => {
    expect(meant('affiliations', '民建会员、中共党员')).toEqual(['06', '01']);
    expect(meant('affiliations', '中共党员；民盟；中共党员')).toEqual(['01', '05']);
    expect(meant('affiliations', 1)).toEqual(['01']);
    expect(meant('affiliations', '党员')).toBe('affiliationAmbiguous');
    expect(meant('affiliations', '民建，党员')).toBe('affiliationAmbiguous');
    expect(meant('affiliations', '民建，民社党')).toBe('codeUnknown');
  });

  it('reads lists of types, duty forms and functions', () => {
    expect(meant('activityTypes', '主题党日、党课')).toEqual(['themePartyDay', 'partyLecture']);
    expect(meant('dutyForms', '调研考察\n民主监督')).toEqual(['research', 'supervision']);
    expect(meant('functionTypes', '民主监督;凝聚共识')).toEqual(['democraticSupervision', 'buildingConsensus']);
    expect(cellReaders.activityTypes('党课、团建、聚餐')).toMatchObject({ fault: { slots: { part: '团建、聚餐' } } });
  });
});

describe('lists', () => {
  it.each(['、', '；', ';', '，', ',', '\n', '\r\n', '､'])('split at %j', (separator) => {
    expect(splitList(`甲${separator} 乙 ${separator}${separator}`)).toEqual(['甲', '乙']);
  });

  it('try the whole cell before its parts', () => {
    // With a line break within a word the whole is one code, and its parts are none.
    expect(meant('affiliations', '中共\n党员')).toEqual(['01']);
    expect(meant('names', '人口、资源环境委员会')).toEqual({
      whole: { written: '人口、资源环境委员会', key: '人口、资源环境委员会' },
      parts: [
        { written: '人口', key: '人口' },
        { written: '资源环境委员会', key: '资源环境委员会' },
      ],
    });
  });

  it('name each part once, and a cell of separators alone is empty', () => {
    expect(meant('words', '甲、乙、 甲，乙 ')).toEqual([
      { written: '甲', key: '甲' },
      { written: '乙', key: '乙' },
    ]);
    expect(meant('words', 'Ａ、A')).toEqual([{ written: 'Ａ', key: 'A' }]);
    expect(meant('names', '、；')).toEqual({ whole: null, parts: [] });
    expect(
      meant(
        'names',
        Array(80)
          .fill('提案委员会')
          .map((name, at) => name + at)
          .join('、'),
      ),
    ).toMatchObject({ whole: null });
  });

  it('are put together and split again', () => {
    const words = fc.array(fc.stringMatching(/^[一-龥a-z0-9]{1,8}$/), { minLength: 1, maxLength: 8 });
    const separator = fc.constantFrom('、', '；', ';', '，', ',', '\n', ' 、 ', '，\r\n');
    fc.assert(
      fc.property(words, separator, (list, sign) => {
        expect(splitList(list.join(sign))).toEqual(list);
      }),
    );
  });
});

describe('any cell', () => {
  const cells: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789.-/年月日第届十五、；:T \n０９\u0000\ud800\u200b') }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom(null, undefined),
  );

  it('has an outcome in every kind of column and throws nothing', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        isEmpty(cell);
        expect(typeof cellText(cell)).toBe('string');
        for (const reader of Object.values(cellReaders)) expect(typeof reader(cell).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a day that exists, or none', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const outcome = cellReaders.startDay(cell);
        if (!outcome.ok) return;
        const day = new Date(`${outcome.value}T00:00:00Z`);
        expect(day.toISOString().slice(0, 10)).toBe(outcome.value);
        expect(meant('startDay', outcome.value)).toBe(outcome.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('is empty where nothing is to be seen', () => {
    for (const cell of [null, undefined, '', ' ', '\u3000\n', '\u200b', '\ufeff']) expect(isEmpty(cell)).toBe(true);
    for (const cell of [0, false, '0', '、', new Date(0)]) expect(isEmpty(cell)).toBe(false);
  });
});
