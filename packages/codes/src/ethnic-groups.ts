import { indexByWord, normaliseName } from './normalise.ts';

export interface EthnicGroup {
  /** Two digits of GB/T 3304-1991. */
  code: string;
  /** Two letters of the same standard; `null` for the extensions seen in practice. */
  letters: string | null;
  name: string;
  english: string;
}

/** Ethnic groups, GB/T 3304-1991, and two codes in common use that the standard does not have (domain.md C2). */
export const ethnicGroups = [
  { code: '01', letters: 'HA', name: '汉族', english: 'Han' },
  { code: '02', letters: 'MG', name: '蒙古族', english: 'Mongol' },
  { code: '03', letters: 'HU', name: '回族', english: 'Hui' },
  { code: '04', letters: 'ZA', name: '藏族', english: 'Tibetan' },
  { code: '05', letters: 'UG', name: '维吾尔族', english: 'Uygur' },
  { code: '06', letters: 'MH', name: '苗族', english: 'Miao' },
  { code: '07', letters: 'YI', name: '彝族', english: 'Yi' },
  { code: '08', letters: 'ZH', name: '壮族', english: 'Zhuang' },
  { code: '09', letters: 'BY', name: '布依族', english: 'Buyei' },
  { code: '10', letters: 'CS', name: '朝鲜族', english: 'Korean' },
  { code: '11', letters: 'MA', name: '满族', english: 'Manchu' },
  { code: '12', letters: 'DO', name: '侗族', english: 'Dong' },
  { code: '13', letters: 'YA', name: '瑶族', english: 'Yao' },
  { code: '14', letters: 'BA', name: '白族', english: 'Bai' },
  { code: '15', letters: 'TJ', name: '土家族', english: 'Tujia' },
  { code: '16', letters: 'HN', name: '哈尼族', english: 'Hani' },
  { code: '17', letters: 'KZ', name: '哈萨克族', english: 'Kazak' },
  { code: '18', letters: 'DA', name: '傣族', english: 'Dai' },
  { code: '19', letters: 'LI', name: '黎族', english: 'Li' },
  { code: '20', letters: 'LS', name: '傈僳族', english: 'Lisu' },
  { code: '21', letters: 'VA', name: '佤族', english: 'Va' },
  { code: '22', letters: 'SH', name: '畲族', english: 'She' },
  { code: '23', letters: 'GS', name: '高山族', english: 'Gaoshan' },
  { code: '24', letters: 'LH', name: '拉祜族', english: 'Lahu' },
  { code: '25', letters: 'SU', name: '水族', english: 'Sui' },
  { code: '26', letters: 'DX', name: '东乡族', english: 'Dongxiang' },
  { code: '27', letters: 'NX', name: '纳西族', english: 'Naxi' },
  { code: '28', letters: 'JP', name: '景颇族', english: 'Jingpo' },
  { code: '29', letters: 'KG', name: '柯尔克孜族', english: 'Kirgiz' },
  { code: '30', letters: 'TU', name: '土族', english: 'Tu' },
  { code: '31', letters: 'DU', name: '达斡尔族', english: 'Daur' },
  { code: '32', letters: 'ML', name: '仫佬族', english: 'Mulam' },
  { code: '33', letters: 'QI', name: '羌族', english: 'Qiang' },
  { code: '34', letters: 'BL', name: '布朗族', english: 'Blang' },
  { code: '35', letters: 'SL', name: '撒拉族', english: 'Salar' },
  { code: '36', letters: 'MN', name: '毛南族', english: 'Maonan' },
  { code: '37', letters: 'GL', name: '仡佬族', english: 'Gelo' },
  { code: '38', letters: 'XB', name: '锡伯族', english: 'Xibe' },
  { code: '39', letters: 'AC', name: '阿昌族', english: 'Achang' },
  { code: '40', letters: 'PM', name: '普米族', english: 'Pumi' },
  { code: '41', letters: 'TA', name: '塔吉克族', english: 'Tajik' },
  { code: '42', letters: 'NU', name: '怒族', english: 'Nu' },
  { code: '43', letters: 'UZ', name: '乌孜别克族', english: 'Uzbek' },
  { code: '44', letters: 'RS', name: '俄罗斯族', english: 'Russian' },
  { code: '45', letters: 'EW', name: '鄂温克族', english: 'Ewenki' },
  { code: '46', letters: 'DE', name: '德昂族', english: 'Deang' },
  { code: '47', letters: 'BN', name: '保安族', english: 'Bonan' },
  { code: '48', letters: 'YG', name: '裕固族', english: 'Yugur' },
  { code: '49', letters: 'GI', name: '京族', english: 'Gin' },
  { code: '50', letters: 'TT', name: '塔塔尔族', english: 'Tatar' },
  { code: '51', letters: 'DR', name: '独龙族', english: 'Derung' },
  { code: '52', letters: 'OR', name: '鄂伦春族', english: 'Oroqen' },
  { code: '53', letters: 'HZ', name: '赫哲族', english: 'Hezhen' },
  { code: '54', letters: 'MB', name: '门巴族', english: 'Monba' },
  { code: '55', letters: 'LB', name: '珞巴族', english: 'Lhoba' },
  { code: '56', letters: 'JN', name: '基诺族', english: 'Jino' },
  { code: '97', letters: null, name: '其他', english: 'Other' },
  { code: '98', letters: null, name: '外国血统中国籍人士', english: 'Chinese citizen of foreign descent' },
] as const satisfies readonly EthnicGroup[];

export type EthnicGroupCode = (typeof ethnicGroups)[number]['code'];

// Offices write 汉 as often as 汉族, and spreadsheets turn 01 into 1.
const byWord = indexByWord<(typeof ethnicGroups)[number]>(ethnicGroups, (group) => [
  group.code,
  String(Number(group.code)),
  group.name,
  ...(group.letters === null ? [] : [group.letters, group.name.slice(0, -1)]),
]);

/** The ethnic group that a code, the letters or a name with or without 族 mean; `null` for any other word. */
export function findEthnicGroup(word: string): (typeof ethnicGroups)[number] | null {
  return byWord.get(normaliseName(word).toUpperCase()) ?? null;
}
