/**
 * Kinds of what is done, by the verbs that say it: two clauses about one thing that do different kinds of things to it do not
 * implement each other (建立台账 and 表彰先进 about the same visits).
 */
const verbsOfKind: Readonly<Record<string, readonly string[]>> = {
  build: [
    '建立',
    '健全',
    '制定',
    '完善',
    '设立',
    '建设',
    '建成',
    '编制',
    '修订',
    '规范',
    '组建',
    '成立',
    '出台',
    '升级',
    '确定',
  ],
  meet: ['召开', '举办', '举行', '邀请'],
  visit: ['走访', '调研', '视察', '接待', '谈心', '慰问', '看望', '采访', '进村入户'],
  report: ['报告', '报送', '上报', '汇报', '反馈', '回复', '通报', '提交', '说明'],
  check: [
    '督办',
    '检查',
    '督查',
    '考核',
    '评议',
    '评估',
    '验收',
    '跟踪',
    '审查',
    '查处',
    '统计',
    '汇总',
    '达标',
    '把关',
  ],
  teach: ['培训', '轮训', '宣讲', '教育', '帮带'],
  honour: ['表彰', '评选', '评优'],
  house: ['采购', '修缮', '维修', '更换', '改造', '拨付', '注销', '补贴', '申领', '印发', '供应'],
  gather: ['征集', '收集', '整理', '汇编', '出版', '归档', '登记', '扫描', '推荐'],
  publish: ['宣传', '报道', '刊发'],
};

const kindOfVerb = new Map(
  Object.entries(verbsOfKind).flatMap(([kind, verbs]) => verbs.map((verb) => [verb, kind] as const)),
);

/** Verbs that are done to anything: as a sign of the matter they count for nothing, unlike a visit or a training. */
export const actVerbs: readonly string[] = (['build', 'meet', 'report', 'check'] as const).flatMap(
  (kind) => verbsOfKind[kind] ?? [],
);

/** The kinds of acts that a text names: of each part between punctuation the first verb, what follows is its object. */
export function actsIn(text: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const part of text.split(/[，。；、：,;:]/)) {
    let first: { at: number; kind: string } | null = null;
    for (const [verb, kind] of kindOfVerb) {
      const at = part.indexOf(verb);
      if (at >= 0 && at < (first?.at ?? Number.POSITIVE_INFINITY)) first = { at, kind };
    }
    if (first) kinds.add(first.kind);
  }
  return kinds;
}

/** Whether both name acts and none is of a kind that the other names too. */
export function actsDiffer(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false;
  return [...one].every((kind) => !other.has(kind));
}
