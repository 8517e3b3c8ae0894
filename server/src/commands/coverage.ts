import { coverageOf } from '../features/coverage/index.ts';
import { isDay } from '../platform/clock/days.ts';
import { operatorOf } from './account.ts';
import { openDataOrEmpty } from './data.ts';
import { type Command, readWords, UsageError } from './usage.ts';

/** `xieli coverage`: both coverages of every body as of a day, as known now (measures.md 4). */
export const coverageCommand: Command = {
  name: 'coverage',
  usage: 'coverage [--as-of YYYY-MM-DD] [--json] [--tenant NAME]',
  about: {
    zh: '计算截至某日的两个全覆盖：各级政协、有形与有效、汇总与例外清单',
    en: 'Computes the two full coverages as of a day: each body, nominal and effective, rolled up, with the exceptions',
  },
  async run(words) {
    const { values, positionals } = readWords(words, {
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
      tenant: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`coverage: ${positionals.join(' ')}`);
    const asOf = values['as-of'];
    if (asOf !== undefined && !isDay(asOf)) throw new UsageError(`--as-of ${asOf}: YYYY-MM-DD`);
    const data = await openDataOrEmpty('coverage', values.tenant);
    try {
      const { bodies } = await coverageOf({ ...data, actor: await operatorOf(data) }, asOf);
      process.stdout.write(values.json ? `${JSON.stringify(bodies)}\n` : readable(bodies));
      return 0;
    } finally {
      await data.close();
    }
  },
};

type Bodies = Awaited<ReturnType<typeof coverageOf>>['bodies'];

/** One body after the other, its figures as counts, and the exceptions by reason. */
function readable(bodies: Bodies): string {
  const share = ({ covered, due }: { covered: number; due: number }) => `${covered}/${due}`;
  return bodies
    .flatMap(({ body, c1, c2, rollup, exceptions }) => [
      body,
      `  党的组织全覆盖 C1  有形 nominal ${share(c1.nominal)}  有效 effective ${share(c1.effective)}  专委会 committees ${c1.committees.with}/${c1.committees.due}`,
      `  党的工作全覆盖 C2  有形 nominal ${share(c2.nominal)}  有效 effective ${share(c2.effective)}`,
      `  汇总 rollup  C1 ${share(rollup.c1.nominal)} ${share(rollup.c1.effective)}  C2 ${share(rollup.c2.nominal)} ${share(rollup.c2.effective)}`,
      ...exceptions.map(
        (one) =>
          `    ${one.coverage} ${one.tier} ${one.reason}  ${one.person ?? one.organisation ?? ''}${one.mobile ? ` ${one.mobile}` : ''}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}
