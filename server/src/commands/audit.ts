import { furtherChecks } from '../features.ts';
import { type AuditReport, type Finding, sealOnce, verifyAudit } from '../platform/audit/index.ts';
import { openData } from './data.ts';
import { type Command, readWords, UsageError } from './usage.ts';

const words: Record<Finding['kind'], { zh: string; en: string }> = {
  brokenChain: { zh: '审计链断裂', en: 'the audit chain is broken' },
  missingEntry: { zh: '审计记录缺失', en: 'an audit entry is missing' },
  changedEntry: { zh: '审计记录被改动', en: 'an audit entry was changed' },
  foreignEntry: { zh: '外来的审计记录', en: 'an audit entry that no act wrote' },
  changedRecord: { zh: '记录被直接改动', en: 'a record was changed outside the product' },
  vanishedRecord: { zh: '记录被直接删除', en: 'a record vanished outside the product' },
  unwrittenRecord: { zh: '记录没有来历', en: 'a record that no act wrote' },
  differingSummary: { zh: '现状与办理记录不一致', en: 'a record that is not what its acts add up to' },
};

/** `xieli audit verify`: the chain and every record against it. */
export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit verify [--tenant NAME] [--json]',
  about: {
    zh: '校验审计链，并核对每条记录是否与最后一次操作一致；有发现时退出码为 1',
    en: 'Verifies the audit chain and every record against its last act; exits 1 when something is found',
  },
  async run(commandWords) {
    const { values, positionals } = readWords(commandWords, { tenant: { type: 'string' }, json: { type: 'boolean' } });
    if (positionals.join(' ') !== 'verify') throw new UsageError('audit verify');
    const data = await openData('audit verify', values.tenant);
    try {
      await sealOnce(data.app, data.tenantId);
      const report = await verifyAudit(data.app.connections, data.tenantId, data.app.clock.machineNow(), furtherChecks);
      process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : readable(report));
      return report.findings.length === 0 ? 0 : 1;
    } finally {
      await data.close();
    }
  },
};

function readable(report: AuditReport): string {
  const head = report.head ? `${report.head.seq} ${report.head.hash}` : '—';
  const lines = [
    `审计记录 ${report.entries} 条，业务记录 ${report.records} 条 / ${report.entries} entries, ${report.records} records`,
    `链尾 / head of the chain: ${head}`,
    `未封存 / unsealed: ${report.unsealed.count}${report.unsealed.ageSeconds === null ? '' : ` (${report.unsealed.ageSeconds} s)`}`,
    ...report.findings.map((finding) => `✗ ${line(finding)}`),
    ...(report.moreFindings > 0 ? [`… ${report.moreFindings}`] : []),
    report.findings.length === 0
      ? '未发现问题 / nothing found'
      : `发现 ${report.findings.length + report.moreFindings} 处 / findings: ${report.findings.length + report.moreFindings}`,
  ];
  return `${lines.join('\n')}\n`;
}

function line({ kind, table, id, label, act }: Finding): string {
  const by = act ? ` ← ${act.action} ${act.accountName} ${act.at ?? ''} (${act.id})` : '';
  return `${words[kind].zh} / ${words[kind].en}: ${table} ${id}${label ? ` “${label}”` : ''}${by}`;
}
