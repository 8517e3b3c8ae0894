import { useText } from '../../../app/locale/text.ts';
import styles from './card.module.css';
import { Fact } from './Fact.tsx';
import { reviewText } from './locale.ts';
import type { Requirement } from './model.ts';
import { reasonText } from './reasons.ts';

/** What the card in hand says beyond the others: standard, evidence, and why it was read so. */
export default function CardDetails({ requirement }: { requirement: Requirement }) {
  const t = useText(reviewText);
  const why = useText(reasonText);
  const { content, proposal, reasons } = requirement;
  return (
    <>
      <Fact label={t('proposal')}>
        {proposal === null || proposal.action === content.action ? null : proposal.action}
      </Fact>
      <Fact label={t('standard')}>{content.standard}</Fact>
      <Fact label={t('act')}>{content.act === 'directive' ? null : t(`act.${content.act}`)}</Fact>
      <Fact label={t('evidenceExpected')}>{content.evidenceExpected}</Fact>
      {reasons.length === 0 ? null : (
        <Fact label={t('why')}>
          <ul className={styles.why}>
            {reasons.map((reason) => (
              <li key={`${reason.key} ${reason.text}`}>
                {why(reason.key as keyof (typeof reasonText)['zh-CN'], { text: reason.text })}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}
