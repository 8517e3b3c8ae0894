import { verifyCommand } from '../features/audit/index.ts';
import { allFeatures, furtherChecks } from '../features.ts';
import { sealOnce } from '../platform/audit/index.ts';
import { openData } from './data.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

/** `xieli audit verify`: the chain and every record against it. */
export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit verify [--tenant NAME] [--json]',
  about: {
    zh: '校验审计链，并核对每条记录是否与最后一次操作一致；有发现时退出码为 1',
    en: 'Verifies the audit chain and every record against its last act; exits 1 when something is found',
  },
  async run(words) {
    const { values, positionals } = readWords(words, { tenant: { type: 'string' }, json: { type: 'boolean' } });
    if (positionals.join(' ') !== 'verify') throw new UsageError('audit verify');
    const data = await openData('audit verify', values.tenant);
    try {
      await sealOnce(data.app, data.tenantId);
      const { report, lines, clean } = await verifyCommand(
        data.app,
        data.tenantId,
        allFeatures(data.app),
        languageOfShell(),
        furtherChecks,
      );
      process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${lines.join('\n')}\n`);
      return clean ? 0 : 1;
    } finally {
      await data.close();
    }
  },
};
